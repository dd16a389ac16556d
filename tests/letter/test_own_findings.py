"""What a letter finds in the matter itself: late reports and audits, an auditor's word, reductions not carried out."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from compliance.engine.findings import Figure, Report, Source
from compliance.letter.composition import compose
from compliance.letter.earlier_requests import earlier_requests
from compliance.letter.matter import Answered, Audit, Matter, Override, PriorLetter, Reduction
from compliance.letter.own_findings import FINDINGS
from compliance.letter.written import Letter

from .conftest import COUNTY, DEADLINES
from .reports import YEARS, budget, dollars, interim, not_met, reserve_case, reserves

ENOUGH = [reserve_case(year, "40000000.00", "2200000.00") for year in YEARS]
FINE = interim([reserves(ENOUGH)])
DATES = {
    **DEADLINES,
    "this_report": datetime.date(2018, 12, 17),
    "audit_due 2016-17": datetime.date(2017, 12, 15),
    "audit_due 2017-18": datetime.date(2018, 12, 17),
}


def letter(matter: Matter, report: Report = FINE, kind: str | None = None) -> Letter:
    return compose(report, COUNTY, kind=kind, date=datetime.date(2019, 1, 30), deadlines=DATES, matter=matter)


def reduction(name: str, year: str, amount: str, status: str, **more: object) -> Reduction:
    figure = Figure(Decimal(amount), "money", amount, Source("matter", "matters/one.yaml", 4), "Reduction")
    told = {"ongoing": None, "negotiable": None, "board_action": None, **more}
    return Reduction(name=name, fiscal_year=year, amount=figure, status=status, **told)  # type: ignore[arg-type]


def audit(**given: object) -> Matter:
    return Matter(audit=Audit(**{"fiscal_year": "2017-18", **given}))  # type: ignore[arg-type]


def ids(found: Letter) -> list[str]:
    return [one.id for one in found.paragraphs]


ON_TIME = datetime.date(2018, 12, 17)


@pytest.mark.parametrize(
    ("matter", "paragraph", "words"),
    [
        (audit(), "audit-concern", "It was due December 17, 2018 and has not come as of January 30, 2019."),
        (audit(received=datetime.date(2018, 12, 18)), "audit-concern", "and came on December 18, 2018."),
        (
            audit(received=ON_TIME, repeated_findings=1),
            "audit-concern",
            "One of its findings was made by an earlier audit",
        ),
        (audit(received=ON_TIME, repeated_findings=3), "audit-concern", "Of its findings 3 were made by an earlier audit"),
        (audit(received=ON_TIME, opinion="qualified"), "audit-serious", "The auditor qualified the opinion"),
        (audit(received=ON_TIME, opinion="adverse"), "audit-serious", "The auditor's opinion is adverse"),
        (audit(received=ON_TIME, opinion="disclaimer"), "audit-serious", "The auditor disclaimed an opinion"),
        (audit(received=ON_TIME, material_weaknesses=1), "audit-serious", "reports a material weakness in internal control"),
        (audit(received=ON_TIME, material_weaknesses=2), "audit-serious", "reports 2 material weaknesses"),
        (Matter(received=datetime.date(2018, 12, 18)), "filing-late-concern", "due December 17, 2018, reached this office on"),
    ],
)
def test_what_the_matter_tells_becomes_a_paragraph_and_a_finding(matter: Matter, paragraph: str, words: str) -> None:
    found = letter(matter)
    assert found.kind == "interim-caution" and ids(found) == [paragraph]
    assert words in " ".join(found.markdown.split())
    assert {one.rule for one in found.findings} <= set(FINDINGS) and found.findings


@pytest.mark.parametrize(
    "matter",
    [
        audit(received=ON_TIME, opinion="unmodified", material_weaknesses=0, repeated_findings=0),
        audit(fiscal_year="2010-11"),
        Matter(received=ON_TIME),
        Matter(reductions=(reduction("Fewer buses", "2018-19", "5.00", "implemented"),)),
        Matter(reductions=(reduction("Fewer buses", "2019-20", "5.00", "approved"),)),
    ],
)
def test_what_is_in_order_leaves_the_letter_clean(matter: Matter) -> None:
    found = letter(matter)
    assert found.kind == "interim-positive" and not found.findings and not found.paragraphs


def test_a_finding_that_the_analyst_sets_aside_does_not_choose_the_kind() -> None:
    late = Matter(received=datetime.date(2018, 12, 18), overridden={"filing-late": Override("the mail", "Sam Ortiz")})
    found = letter(late)
    assert found.kind == "interim-positive" and not found.paragraphs
    assert [one.rule for one in found.findings] == ["filing-late"]


def test_a_reduction_counts_once_it_is_carried_out() -> None:
    named = (
        reduction(
            "Close two schools", "2018-19", "3200000.50", "approved", ongoing=True, board_action=datetime.date(2018, 2, 6)
        ),
        reduction("Fewer buses", "2018-19", "100000.25", "implemented", negotiable=False),
        reduction("Fewer aides", "2019-20", "750000.00", "identified", negotiable=True),
    )
    found = letter(Matter(reductions=named))
    assert ids(found) == ["plan-not-carried-out-concern"]
    rows = [row for row in found.markdown.splitlines() if row.startswith(("| Close", "| Fewer", "| Together"))]
    assert rows == [
        "| Close two schools | 2018-19 | $3,200,001 | yes | not known | February 6, 2018 | approved |",
        "| Fewer buses | 2018-19 | $100,000 | not known | no | none | implemented |",
        "| Together | 2018-19 | $3,300,001 |  |  |  |  |",
        "| Fewer aides | 2019-20 | $750,000 | not known | yes | none | identified |",
    ]
    told = {(one.name, one.fiscal_year): one.value for one in found.figures}
    assert told["reductions.together", "2018-19"] == "3300000.75"
    assert told["reductions.1.amount", "2018-19"] == "3200000.5"
    assert ("T7", "Reductions the projection counts on", 4) in found.tables


def test_a_budget_comes_before_its_year_and_waits_for_its_reductions() -> None:
    named = (reduction("Close two schools", "2018-19", "3200000.00", "approved"),)
    ours = letter(Matter(reductions=named), budget([reserves(ENOUGH, "01CS-10")]))
    assert ours.kind == "budget-approval" and "| Close two schools |" in ours.markdown
    past = (reduction("Close two schools", "2017-18", "3200000.00", "approved"),)
    assert ids(letter(Matter(reductions=past), budget([reserves(ENOUGH, "01CS-10")]))) == ["plan-not-carried-out-concern"]


def test_what_has_no_name_stands_beside_what_has_one_and_a_cut_unknown_is_said() -> None:
    figures = {
        "unrestricted_unidentified_reductions": dollars("-51800000.00"),
        "restricted_unidentified_reductions": dollars(None),
        "unrestricted_salaries": dollars("0"),
    }
    report = interim([reserves(ENOUGH), not_met("unidentified-reductions", {"fiscal_year": "2020-21"}, figures)])
    found = letter(Matter(reductions=(reduction("Fewer aides", "2020-21", "200000.00", "identified"),)), report)
    rows = [row for row in found.markdown.splitlines() if row.startswith(("| Fewer", "| Not named", "| Together"))]
    assert rows == [
        "| Fewer aides | 2020-21 | $200,000 | not known | not known | none | identified |",
        "| Not named, unrestricted | 2020-21 | $51,800,000 | not known | not known | none | unidentified |",
        "| Not named, restricted | 2020-21 | not known | not known | not known | none | unidentified |",
    ]


def test_a_revised_budget_is_late_by_its_own_day() -> None:
    refused = PriorLetter(datetime.date(2018, 9, 14), "disapproval", None, (), (), "adopted_budget", "2018-19")
    report = budget([reserves(ENOUGH, "01CS-10")])
    on_time = Matter(received=datetime.date(2018, 10, 8), prior_letters=(refused,))
    late = on_time._replace(received=datetime.date(2018, 10, 9))
    assert [one.rule for one in letter(on_time, report, "budget-approval").findings] == []
    assert [one.rule for one in letter(late, report, "budget-approval").findings] == ["filing-late"]


def test_a_request_is_open_since_it_was_first_asked_or_since_it_was_asked_again_after_an_answer() -> None:
    day = datetime.date
    asked = tuple(
        PriorLetter(on, "interim-qualified", "qualified", (), ("reserve-plan", "cash-flow"), "first_interim", "2017-18")
        for on in (day(2018, 4, 17), day(2018, 1, 19))
    )
    [plan, cash] = earlier_requests(Matter(prior_letters=asked, answered=(Answered("reserve-plan", day(2018, 3, 1)),)))
    assert plan == ("reserve-plan", (day(2018, 4, 17),), None)
    assert cash == ("cash-flow", (day(2018, 1, 19), day(2018, 4, 17)), None)
    [done, _] = earlier_requests(Matter(prior_letters=asked, answered=(Answered("reserve-plan", day(2018, 6, 1)),)))
    assert done == ("reserve-plan", (day(2018, 1, 19), day(2018, 4, 17)), day(2018, 6, 1))
    [same, _] = earlier_requests(Matter(prior_letters=asked, answered=(Answered("reserve-plan", day(2018, 4, 17)),)))
    assert same.answered == day(2018, 4, 17)  # answered on the very day


def test_the_table_of_requests_says_what_is_open_and_what_earlier_letters_asked() -> None:
    asked = (
        PriorLetter(
            datetime.date(2018, 4, 17), "interim-qualified", "qualified", (), ("late-filing-cause", "cash-flow", "labor-costs")
        ),
    )
    matter = Matter(
        received=datetime.date(2018, 12, 18),
        prior_letters=asked,
        answered=(Answered("labor-costs", datetime.date(2018, 5, 2)),),
    )
    found = letter(matter)
    [row] = [row for row in found.markdown.splitlines() if row.startswith("| 1 |")]
    assert row.endswith("| open since April 17, 2018 |") and "| no | March 18, 2019 |" in row
    assert [one.first_asked for one in found.requests] == [datetime.date(2018, 4, 17)]
    assert "| cash flow | April 17, 2018 | open |" in found.markdown
    assert "| labor costs | April 17, 2018 | answered May 2, 2018 |" in found.markdown
    assert ("T9", "What we ask of the District", 1) in found.tables


def test_a_request_made_again_after_its_answer_is_new() -> None:
    asked = (PriorLetter(datetime.date(2018, 4, 17), "interim-caution", "positive", (), ("late-filing-cause",)),)
    answered = (Answered("late-filing-cause", datetime.date(2018, 5, 2)),)
    found = letter(Matter(received=datetime.date(2018, 12, 18), prior_letters=asked, answered=answered))
    assert [one.first_asked for one in found.requests] == [None]
    [row] = [row for row in found.markdown.splitlines() if row.startswith("| 1 |")]
    assert row.endswith("| new |")
