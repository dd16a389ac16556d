"""What each letter says, what it asks for by when, and what stops it."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from compliance.engine.findings import Case, Figure, Indication, Reason, Report
from compliance.letter.citations import read_citations
from compliance.letter.composition import compose
from compliance.letter.kinds import BUDGET, INTERIM
from compliance.letter.profile import PLAIN, Profile
from compliance.letter.stopped import LetterStopped
from compliance.letter.written import Letter

from .reports import YEARS, budget, dollars, interim, not_met, pasadena, rate, reserve_case, reserves, result, text

Write = Callable[..., Letter]
ENOUGH = [reserve_case(year, "40000000.00", "1300000.00") for year in YEARS]
SHORT = [*ENOUGH[:2], reserve_case("2020-21", "40000000.00", "-848000.11")]


def one_line(letter: Letter) -> str:
    return " ".join(letter.markdown.split())


def test_pasadena_hears_what_the_record_says(write: Write) -> None:
    letter = write(pasadena())
    said = one_line(letter)
    assert letter.kind == "interim-caution" and not letter.draft
    assert "concur with the District's positive certification" in said
    rows = [row.split("|")[6].strip() for row in letter.markdown.splitlines() if re.match(r"\| 20\d\d-", row)]
    assert rows == ["6.98%", "5.05%", "3.36%"]
    assert "In 2020-21 available reserves of 3.36% leave a 0.36-point margin above the required reserve, or $790,000." in said
    assert "Negotiations with these units are not settled" in said
    assert "If an increase were paid from reserves or from other one-time resources" in said
    assert "If a one percent increase were paid from reserves, one year of it would take more than the $790,000" in said
    assert "Measure J" in said and "does not count money without a signed agreement" in said
    assert {request.id: request.due for request in letter.requests}.items() >= {
        "reductions-report": datetime.date(2019, 3, 18),
        "reserve-plan": datetime.date(2019, 3, 18),
    }.items()


def test_the_determination_comes_before_every_heading_and_figure(write: Write) -> None:
    said = write(pasadena()).markdown
    assert said.index("**The figures we could review show") < said.index("\n## ") < said.index("| 2018-19 |")


def test_the_gravest_topic_comes_first(write: Write) -> None:
    cash = not_met("01CSI-9b", {"fiscal_year": "2018-19"}, {"ending_cash": dollars("-5.00")}, severity="serious")
    thin = not_met("thin-reserve-margin", {"fiscal_year": "2020-21"}, {"margin": rate("0.001")})
    other = result("01CSI-4", [Case({}, "not_met", {}, "")], "serious", "LCFF revenue holds", "It fell by 9%.")
    said = write(interim([reserves(ENOUGH), thin, other, cash], filed="negative", indicated="negative")).markdown
    assert said.index("## Cash") < said.index("**LCFF revenue holds**") < said.index("## A thin margin")


def test_a_change_of_certification_is_the_countys_to_decide_and_names_the_appeal(write: Write) -> None:
    letter = write(interim([reserves(SHORT)], filed="positive", indicated="qualified"))
    said = one_line(letter)
    assert letter.draft and "For decision by the county superintendent" in said
    assert "filed a positive certification" in said and "changes it to qualified" in said
    assert "In 2020-21 the District may not meet its financial obligations: it stands $2,048,000 short" in said
    assert "within five days" in said
    assert any("subdivision (a)(2)" in note for note in letter.notes)


def test_reserves_that_rest_on_unnamed_reductions_are_shown_without_them(write: Write) -> None:
    bare = reserves([*ENOUGH[:2], reserve_case("2020-21", "41000000.00", "200000.00")])
    added = Indication("qualified", (Reason("01CSI-10", {"fiscal_year": "2020-21"}),), (), (bare,))
    said = one_line(write(interim([reserves(ENOUGH)], filed="qualified", added_back=added)))
    assert "As filed, available reserves meet the state's standard" in said
    assert "available reserves of 2020-21 would be $200,000, which is $1,030,000 short" in said
    assert "may not meet its financial obligations: without the reductions that nobody has named" in said


def test_will_not_is_said_only_of_the_years_a_negative_certification_may_rest_on(write: Write) -> None:
    years = [reserve_case(year, "40000000.00", "100000.00") for year in YEARS]
    said = one_line(write(interim([reserves(years)], filed="negative", indicated="negative")))
    assert re.findall(r"In (\S+) the District (will not|may not) meet", said) == [
        ("2018-19", "will not"),
        ("2019-20", "will not"),
        ("2020-21", "may not"),
    ]


def test_a_qualified_certification_without_a_shortfall_uses_no_hard_word(write: Write) -> None:
    said = one_line(write(interim([reserves(ENOUGH)], filed="qualified")))
    assert "concur with the District's qualified certification" in said
    assert "may not meet" not in said


def test_a_second_interim_below_positive_is_followed_by_the_third(write: Write) -> None:
    letter = write(interim([reserves(SHORT)], filed="qualified", indicated="qualified", report="second_interim"))
    assert {request.due for request in letter.requests} == {datetime.date(2019, 6, 3)}
    assert "It is due June 3, 2019." in letter.markdown


@pytest.mark.parametrize(
    ("indicated", "verb"), [("disapprove", "is disapproved"), ("conditional", "is conditionally approved")]
)
def test_a_budget_not_approved_says_the_amounts_and_the_day(write: Write, indicated: str, verb: str) -> None:
    letter = write(budget([reserves(SHORT, "01CS-10")], indicated))
    assert verb in letter.markdown
    assert "| 2020-21 | $2,048,000 | short of the required reserve |" in letter.markdown
    first = letter.requests[0]
    assert (first.id, first.due) == ("revised-budget", datetime.date(2018, 10, 8))
    assert "$2,048,000 in 2020-21" in first.deliverable


def test_one_number_is_the_same_wherever_it_stands(write: Write) -> None:
    """In a conditional approval the shortfall stands in a sentence, two tables and a request."""
    said = write(budget([reserves(SHORT, "01CS-10")], "conditional")).markdown
    assert len(re.findall(r"2,048,000\b", said)) == said.count("$2,048,000") >= 4


@pytest.mark.parametrize("kind", [*INTERIM, *(kind for kind in BUDGET if kind != "revised-budget")])
@pytest.mark.parametrize("known", [True, False])
def test_every_kind_can_be_written_with_all_figures_known_and_with_none(write: Write, kind: str, known: bool) -> None:
    """An unknown is said in words; a blank, a None or a doubled stop never reaches the page."""

    def money(amount: str) -> Figure:
        return dollars(amount if known else None)

    year = {"fiscal_year": "2020-21"}
    share = Fraction(1, 50) if known else None
    level = INTERIM.get(kind)
    changed = kind == "certification-change"
    fired = [
        not_met(
            "01CSI-8", year, {"level": rate(share), "limit": rate(share), "unrestricted_net_change": money("-9.00")}, "serious"
        ),
        not_met("01CSI-9a", year, {"ending_fund_balance": money("-7.00")}, "serious"),
        not_met("01CSI-9b", year, {"ending_cash": money("-7.00")}, "serious"),
        not_met("unidentified-reductions", year, {"unrestricted_unidentified_reductions": money("-7.00")}),
        not_met("thin-reserve-margin", year, {"margin": rate(share)}),
        not_met("falling-reserves", {}, {name: rate(share) for name in ("first", "second", "third")}),
        not_met("one-time-for-ongoing", {}, {}),
        not_met("unsettled-negotiations", {"unit": "certificated"}, {}),
        not_met("contingent-revenue", {}, {}),
        not_met("zero-slack", year, {"slack": money("0.00"), "standard": money("7.00")}),
    ]
    tested = reserves(
        SHORT if known else [reserve_case(year, None, None) for year in YEARS], "01CS-10" if kind in BUDGET else "01CSI-10"
    )
    lists = {
        "one_time": ({"name": text("Grant"), "amount": money("5.00"), "pays_for": text("ongoing")},),
        "contingent": ({"name": text("Tax"), "amount": money("5.00")},),
        "labor": ({"unit": text("certificated"), "cost_of_one_percent": money("7.00")},),
    }
    if kind in BUDGET:
        report = budget([tested, *fired])._replace(lists=lists)
    else:
        filed = "positive" if changed else level
        report = interim([tested, *fired], filed=filed, indicated="qualified" if changed else level, lists=lists)
    said = write(report, kind=kind).markdown
    assert not re.search(r"None|Undefined|\.\.|  +\S|\s[,.;:]|\{|\}|\ue000", said)
    assert said.count("## ") == len(set(re.findall(r"^## .*", said, re.MULTILINE)))


def test_what_could_not_be_tested_is_said_and_asked_for(write: Write) -> None:
    letter = write(pasadena())
    assert "does not give what is needed to judge the general fund's ending balance (2018-19) and cash at June 30" in one_line(
        letter
    )
    assert letter.requests[0].id == "missing-figures"


def test_without_a_profile_the_letter_is_a_draft_that_shows_its_placeholders(write: Write) -> None:
    letter = write(pasadena(), PLAIN)
    assert letter.draft and letter.markdown.startswith("> **DRAFT, not for release.**")
    assert r"Dear Board President \[last name\]:" in letter.markdown
    assert "Fill in [name of the signatory]." in letter.notes


def test_a_state_export_without_a_name_leaves_a_placeholder(write: Write) -> None:
    letter = write(interim([reserves(ENOUGH)], name=None))
    assert letter.draft and r"\[name of the district\]" in letter.markdown


def test_a_county_may_date_a_request_itself(write: Write, county: Profile) -> None:
    dated = dataclasses.replace(
        county, requests_due={"reserve-plan": datetime.date(2019, 2, 26), "reserv-plan": datetime.date(2019, 2, 26)}
    )
    letter = write(pasadena(), dated)
    assert {request.id: request.due for request in letter.requests}["reserve-plan"] == datetime.date(2019, 2, 26)
    assert "February 26, 2019" in letter.markdown
    assert any("'reserv-plan'" in note for note in letter.notes)


def test_requests_are_given_as_plain_words_and_citations_as_ids(write: Write) -> None:
    letter = write(pasadena())
    assert all("\\" not in request.deliverable and request.statute for request in letter.requests)
    assert len({request.id for request in letter.requests}) == len(letter.requests)
    assert "ec-42130-42131" in letter.citations


@pytest.mark.parametrize("missing", ["next_report", "revised_budget_due"])
def test_a_date_that_the_calendar_lacks_stops_the_letter(
    county: Profile, deadlines: Mapping[str, datetime.date], missing: str
) -> None:
    less = {name: date for name, date in deadlines.items() if name != missing}
    with pytest.raises(LetterStopped, match=missing):
        compose(
            budget([reserves(SHORT, "01CS-10")], "disapprove"),
            county,
            kind=None,
            date=datetime.date(2018, 9, 14),
            deadlines=less,
        )


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{ distrct }}", "'distrct' is undefined"),
        ("{{ profile.adress }}", "adress"),
        ('{{ cite("ec-42143") }}', "did you mean 'ec-42142'"),
        ('{{ cite("penal-code-1") }}', "does not hold; add it"),
        ("{{ report.certification }}", "prints a bare Certification"),
        ("{{ addressee.organization }}", "prints a bare NoneType"),
        ('{{ figure(report.results[0].cases[0], "standard") }}', "use | money"),
        ('{% include "paragraphs/none.md.j2" %}', "'paragraphs/none.md.j2' is missing"),
        ("{{ district", r"interim-caution.md.j2:1: The template cannot be read"),
        ('{{ "a" ~ district }}', "joins texts"),
        ('{{ "a" + district }}', "joins texts"),
        ("{{ district | safe }}", "No filter named 'safe'"),
        ("{{ district.upper() }}", "unsafe"),
        ("{{ report.__class__ }}", "unsafe"),
        ("{{ 1 / 0 }}", "interim-caution.md.j2 line 1"),
        ("The District may not meet its obligations.", "fiscal year and a dollar amount"),
    ],
)
def test_a_county_template_that_breaks_a_rule_stops_the_letter(
    write: Write, county: Profile, tmp_path: Path, template: str, words: str
) -> None:
    (tmp_path / "interim-caution.md.j2").write_text(template, "utf-8")
    with pytest.raises(LetterStopped, match=re.escape(words) if "|" in words else words):
        write(pasadena(), dataclasses.replace(county, templates=tmp_path))


def test_a_county_paragraph_comes_before_ours(write: Write, county: Profile, tmp_path: Path) -> None:
    (tmp_path / "paragraphs").mkdir()
    (tmp_path / "paragraphs" / "falling-reserves-concern.md.j2").write_text("## Our own words\n", "utf-8")
    assert "## Our own words" in write(pasadena(), dataclasses.replace(county, templates=tmp_path)).markdown


def test_text_of_a_filing_and_a_profile_reaches_the_letter_only_as_text(write: Write, county: Profile) -> None:
    hostile = "**bold** <b>x</b> [l](http://e.example) | cell\n\n# heading {{ 7 * 7 }}"
    share = {name: text(hostile) for name in ("name", "note", "from")} | {"amount": dollars("5.00")}
    report: Report = interim(
        [reserves(ENOUGH), not_met("contingent-revenue", {}, {}), not_met("unsettled-negotiations", {"unit": hostile}, {})],
        name=hostile,
        lists={"contingent": (share,)},
    )
    said = write(report, dataclasses.replace(county, office=hostile, copies=(hostile,))).markdown
    assert not re.search(r"(?<!\\)<b>|(?<!\\)\*bold|http://|^# heading|49", said, re.MULTILINE)
    assert said.count("# ") - said.count("## ") - said.count("\\# ") == 1


def test_a_name_without_a_readable_letter_stops_the_letter(write: Write) -> None:
    with pytest.raises(LetterStopped, match="is empty; fill it in"):
        write(interim([reserves(ENOUGH)], name="\u202e \n"))


def test_every_citation_in_a_template_is_in_the_library_and_every_one_in_the_library_is_used(root: Path) -> None:
    folder = root / "templates" / "letters"
    sources = "".join(path.read_text("utf-8") for path in folder.rglob("*.j2"))
    called = set(re.findall(r'"((?:ccr|ec|gc|ba)-[^"]+)"', sources)) | {"ec-42127", "ec-42131", "ec-42127-6", "gc-3547-5"}
    assert called == set(read_citations(root / "rules" / "us-ca" / "citations.yaml"))


def test_no_template_types_a_statute(root: Path) -> None:
    for path in (root / "templates" / "letters").rglob("*.j2"):
        words = re.sub(r"\{[#%{].*?[#%}]\}", "", path.read_text("utf-8"), flags=re.DOTALL)
        assert not re.search(r"\b(?:section|subdivision|chapter) \d|\bCCR\b|\bEC \d|\bGC \d|Code section", words), path.name


def test_a_letter_says_which_paragraphs_figures_and_tables_it_holds_and_why_it_is_of_its_kind(write: Write) -> None:
    letter = write(pasadena())
    assert [(one.id, one.version, one.severity) for one in letter.paragraphs][0] == (
        "thin-reserve-margin-concern",
        1,
        "concern",
    )
    assert letter.tables[0][:3] == ("T1", "Available reserves", 3)
    assert letter.why == "The board filed positive, and the review has 4 findings of concern."
    named = {(figure.name, figure.fiscal_year): figure for figure in letter.figures}
    assert named["01CSI-10.available_reserves", "2020-21"][2:6] == ("7390000", "money", "$7,390,000", 0)
    asked = {request.id: request for request in letter.requests}
    assert asked["reserve-plan"].board_approval and asked["reserve-plan"].paragraph == "thin-reserve-margin-concern"
    assert asked["missing-figures"].paragraph == "" and not asked["missing-figures"].board_approval


def test_every_dollar_and_percent_in_a_letter_is_one_of_its_figures(write: Write) -> None:
    letter = write(pasadena())
    shown = {figure.shown.lstrip("-") for figure in letter.figures}
    assert set(re.findall(r"\$[\d,]+(?:\.\d+)?(?: million| thousand)?", letter.markdown)) <= shown


@pytest.mark.parametrize(("amounts", "text"), [("thousands", "$790 thousand"), ("millions", "$0.8 million")])
def test_a_county_may_have_its_letters_in_thousands_or_millions(write: Write, county: Profile, amounts: str, text: str) -> None:
    said = write(pasadena(), dataclasses.replace(county, amounts=amounts)).markdown
    assert f"or {text}." in said and f"| {text} above |" in said
    assert "parts may not add to totals" in said
    assert not re.search(r"\$\d[\d,]*(?![\d,]| (?:million|thousand)|\.\d)", said)
