"""The kinds that need more than a report: what each says, what it is refused without, and why it was chosen."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

import pytest

from compliance.engine.findings import Report
from compliance.letter.composition import compose
from compliance.letter.house_rules import check_house_rules
from compliance.letter.kinds import KINDS
from compliance.letter.matter import Decision, Matter, Override, PriorLetter
from compliance.letter.profile import Profile
from compliance.letter.stopped import LetterStopped
from compliance.letter.written import Letter
from compliance.scenario.settlement import Settlement

from .conftest import COUNTY, DEADLINES
from .reports import YEARS, budget, interim, not_met, pasadena, reserve_case, reserves
from .settlements import settlement

Compose = Callable[..., Letter]
ENOUGH = [reserve_case(year, "40000000.00", "2200000.00") for year in YEARS]
SHORT = [*ENOUGH[:2], reserve_case("2020-21", "40000000.00", "-848000.11")]
DATES = {
    **DEADLINES,
    "this_report": datetime.date(2018, 12, 17),
    "revised_budget_decision_due": datetime.date(2018, 11, 8),
    "final_budget_due": datetime.date(2018, 12, 31),
}
REFUSED = PriorLetter(
    datetime.date(2018, 9, 14), "disapproval", None, ("01CS-10",), ("revised-budget",), "adopted_budget", "2018-19"
)


def letter(
    report: Report,
    kind: str | None = None,
    *,
    date: str = "2019-01-30",
    matter: Matter | None = None,
    agreed: Settlement | None = None,
    county: Profile = COUNTY,
) -> Letter:
    """A letter with the calendar of 2018-19."""
    day = datetime.date.fromisoformat(date)
    return compose(report, county, kind=kind, date=day, deadlines=DATES, matter=matter, settlement=agreed)


def decided(**given: str) -> Matter:
    return Matter(decision=Decision(**given))


def after_refusal(level: str) -> Matter:
    return Matter(prior_letters=(REFUSED,), decision=Decision(level=level))


ENDANGERED = decided(kind="bargaining-endangerment")
FINE, POOR = interim([reserves(ENOUGH)]), interim([reserves(SHORT)], filed="qualified", indicated="qualified")
POOR_BUDGET = budget([reserves(SHORT, "01CS-10")], "disapprove")
SECOND = POOR._replace(report="second_interim")
SAFE, OVER = ("1000000.00", "900000.00", "800000.00"), ("1000000.00", "200000.00", "-500000.25")

# A letter of each kind that a report alone does not call for, and words it must hold.
WRITTEN = [
    ("revised-budget", POOR_BUDGET, after_refusal("approve"), None, "revised budget for 2018-19 is approved"),
    ("revised-budget", POOR_BUDGET, after_refusal("disapprove"), None, "A budget review committee follows"),
    ("going-concern", POOR, decided(kind="going-concern", reason="reserves are spent"), None, "lacks going concern"),
    ("plan-demand", POOR, None, None, "and makes good $2,048,000 by the end of 2020-21"),
    ("plan-response", POOR, decided(level="accept"), None, "accepts the plan"),
    ("plan-response", POOR, decided(level="reject", reason="two measures are not agreed"), None, "does not accept the plan"),
    ("third-interim", SECOND, None, None, "the third report is due June 3, 2019"),
    ("late-filing", FINE, Matter(received=datetime.date(2019, 1, 4)), None, "2018 and reached this office on January 4, 2019"),
    ("bargaining-clear", FINE, None, settlement(FINE, SAFE), "we have no concern to raise"),
    ("bargaining-concerns", FINE, None, settlement(FINE, OVER), "in 2020-21 by $500,000"),
    ("bargaining-concerns", FINE, None, settlement(FINE, ("1.00", None, None)), "does not give what is needed to judge"),
    ("bargaining-endangerment", POOR, ENDANGERED, settlement(POOR, OVER), "would be $500,000 short"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "report", "matter", "agreed", "words"), WRITTEN)
def test_every_kind_says_what_it_is_for(
    kind: str, report: Report, matter: Matter | None, agreed: Settlement | None, words: str
) -> None:
    found = letter(report, kind, matter=matter, agreed=agreed)
    said = " ".join(found.markdown.split())
    assert found.kind == kind and found.why and words in said
    assert not re.search(r"None|Undefined|\.\.|\s[,.;:]|\{|\}|\ue000", said)
    check_house_rules(found.markdown)


def test_every_kind_is_tried_somewhere() -> None:
    from compliance.letter.kinds import BUDGET, INTERIM

    assert set(KINDS) == {kind for kind, *_ in WRITTEN} | set(INTERIM) | set(BUDGET)


@pytest.mark.parametrize(
    ("kind", "report", "matter", "words"),
    [
        ("bargaining-clear", FINE, None, "none is given; name the proposal"),
        ("plan-response", POOR, None, "level: accept or reject"),
        ("revised-budget", POOR_BUDGET, None, "follows a conditional approval or a disapproval"),
        ("revised-budget", POOR_BUDGET, Matter(prior_letters=(REFUSED,)), "level: approve or disapprove"),
        ("third-interim", FINE._replace(report="second_interim"), None, "this one is neither"),
        ("late-filing", FINE, None, "needs a filing received after its due date"),
        ("late-filing", FINE, Matter(received=datetime.date(2018, 12, 17)), "needs a filing received after its due date"),
        ("going-concern", FINE, None, "states its basis, and the figures give none"),
        ("third-interim", POOR, None, "does not answer first interim"),
        ("certification-change", FINE, None, "record the decision and its reason"),
    ],
)
def test_what_a_kind_needs_and_has_not_is_refused_in_one_sentence(
    kind: str, report: Report, matter: Matter | None, words: str
) -> None:
    with pytest.raises(LetterStopped, match=words) as stopped:
        letter(report, kind, matter=matter)
    assert not re.search(r"\.\s+[A-Z]", str(stopped.value))


@pytest.mark.parametrize(
    ("report", "matter", "agreed", "kind", "why"),
    [
        (FINE, decided(level="qualified", reason="The plan is not adopted"), None, "certification-change", "not adopted."),
        (FINE, decided(kind="plan-demand"), None, "plan-demand", "The county decided"),
        (FINE, None, settlement(FINE, SAFE), "bargaining-clear", "stay at or above the minimum"),
        (FINE, None, settlement(FINE, OVER), "bargaining-concerns", "2020-21"),
        (FINE, None, settlement(FINE, SAFE, [("ongoing-without-source", "concern")]), "bargaining-concerns", "ongoing-without"),
        (POOR, None, settlement(POOR, OVER), "bargaining-endangerment", "the certification on file is qualified"),
        (POOR, decided(level="reject"), None, "plan-response", "decided to reject"),
        (
            budget([reserves(ENOUGH, "01CS-10")]),
            decided(level="disapprove"),
            None,
            "disapproval",
            "county decided on disapproval",
        ),
        (
            POOR_BUDGET,
            Matter(prior_letters=(REFUSED,), decision=Decision(level="disapprove")),
            None,
            "revised-budget",
            "2018-09-14",
        ),
    ],
)
def test_auto_takes_the_decision_the_agreement_and_the_earlier_letters_and_says_why(
    report: Report, matter: Matter | None, agreed: Settlement | None, kind: str, why: str
) -> None:
    for asked in (None, "auto"):
        found = letter(report, asked, matter=matter, agreed=agreed)
        assert found.kind == kind and why in found.why


@pytest.mark.parametrize("kind", ["going-concern", "certification-change", "bargaining-endangerment"])
def test_what_only_the_superintendent_decides_is_a_draft_until_it_is_decided(kind: str) -> None:
    report = interim([reserves(SHORT)], filed="qualified", indicated="negative")
    agreed = settlement(report, OVER)
    open_ = letter(report, kind, agreed=agreed)
    assert open_.draft and "For decision by the county superintendent" in open_.markdown
    done = letter(report, kind, agreed=agreed, matter=decided(kind=kind))
    assert not done.draft and "DRAFT" not in done.markdown


def test_a_bargaining_letter_prints_cost_reserves_and_days() -> None:
    found = letter(FINE, agreed=settlement(FINE, OVER))
    assert [table.id for table in found.tables][:2] == ["T8", "T1"]
    assert "| All units, all funds | $1,000,000 | $1,000,000 | $1,000,000 |" in found.markdown
    assert "| of it unrestricted general fund | $800,000 |" in found.markdown
    assert "The days of review end February 11, 2019." in " ".join(found.markdown.split())
    assert "on March 29, 2019" in found.markdown


def test_a_request_after_an_agreement_is_due_by_the_countys_own_rule() -> None:
    import dataclasses

    from compliance.letter.due_dates import DueDates

    agreed = settlement(FINE, SAFE, [("ongoing-without-source", "serious")])
    closed = dataclasses.replace(COUNTY, due_dates=DueDates(holidays=(datetime.date(2019, 3, 29),)))
    [open_] = [one for one in letter(FINE, agreed=agreed).requests if one.id == "settlement-source"]
    [moved] = [one for one in letter(FINE, agreed=agreed, county=closed).requests if one.id == "settlement-source"]
    assert (open_.due, moved.due) == (datetime.date(2019, 3, 29), datetime.date(2019, 4, 1))


def test_earlier_letters_are_named_and_their_certifications_listed() -> None:
    thin = ("thin-reserve-margin",)
    prior = (
        PriorLetter(datetime.date(2018, 4, 17), "interim-qualified", "qualified", thin, (), "second_interim", "2017-18"),
        PriorLetter(datetime.date(2018, 1, 19), "interim-negative", "negative", thin, (), "first_interim", "2017-18"),
    )
    found = letter(pasadena(), matter=Matter(prior_letters=prior))
    assert "We raised this in 2 earlier letters, of January 19, 2018 and April 17, 2018." in found.markdown
    rows = [row for row in found.markdown.splitlines() if row.startswith(("| January", "| April"))]
    assert [row.split("|")[2].strip() for row in rows] == ["first interim report 2017-18", "second interim report 2017-18"]
    assert ("T10", "Earlier certifications", 2) in found.tables


def test_an_overridden_finding_is_left_out_with_a_note_and_a_deciding_one_cannot_be() -> None:
    left = Matter(overridden={"falling-reserves": Override("a planned use of one-time money", "Sam Ortiz")})
    found = letter(pasadena(), matter=left)
    assert "Reserves that fall" not in found.markdown
    assert "Left out by Sam Ortiz: falling-reserves. a planned use of one-time money" in found.notes
    with pytest.raises(LetterStopped, match="on which the indication rests"):
        letter(POOR, matter=Matter(overridden={"01CSI-10": Override("no", "Sam Ortiz")}))


def test_the_analysts_own_words_are_printed_as_text_and_keep_the_house_rules() -> None:
    found = letter(FINE, matter=Matter(own_paragraphs=("We met the board's # finance *committee*.",)))
    assert r"finance \*committee\*" in found.markdown and "## Further remarks" in found.markdown
    with pytest.raises(LetterStopped, match="advises"):
        letter(FINE, matter=Matter(own_paragraphs=("The board should reject the offer.",)))


def test_a_serious_finding_has_a_paragraph_of_its_own_severity() -> None:
    concern = not_met("cash-low-point", {"fiscal_year": "2018-19"}, {})
    assert [one.id for one in letter(interim([reserves(ENOUGH), concern])).paragraphs] == ["cash-concern"]
    serious = not_met("01CSI-9b", {"fiscal_year": "2018-19"}, {}, severity="serious")
    assert [one.id for one in letter(interim([reserves(ENOUGH), concern, serious])).paragraphs] == ["cash-serious"]


def test_a_plan_asked_for_before_while_reserves_still_miss_the_standard_is_told() -> None:
    prior = (PriorLetter(datetime.date(2018, 4, 17), "interim-qualified", "qualified", (), ("reserve-plan",)),)
    assert "plan-not-carried-out-serious" in [one.id for one in letter(POOR, matter=Matter(prior_letters=prior)).paragraphs]
    assert "plan-not-carried-out-serious" not in [one.id for one in letter(FINE, matter=Matter(prior_letters=prior)).paragraphs]


def test_a_request_due_before_the_letter_is_told_to_the_analyst() -> None:
    found = letter(pasadena(), date="2019-05-09")
    assert any("'reserve-plan' is due 2019-03-18, before the letter's date" in note for note in found.notes)
    assert not any("before the letter's date" in note for note in letter(pasadena()).notes)
