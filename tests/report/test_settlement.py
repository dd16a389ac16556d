"""Settlements as they are printed: side by side, break-evens, charts, the page, and the JSON contract."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as some

from compliance.filing import read_filing
from compliance.report.chart import Chart, Series, reserve_chart
from compliance.report.chart_svg import COLORS, chart_svg
from compliance.report.chart_text import chart_lines
from compliance.report.page import Page
from compliance.report.settlement_blocks import Row, Table
from compliance.report.settlement_document import settlement_schema
from compliance.report.settlement_html import settlement_html
from compliance.report.settlement_json import settlement_json
from compliance.report.settlement_lines import table_lines
from compliance.report.settlement_text import settlement_text
from compliance.report.settlement_wording import filing_title, percent_down
from compliance.rulebook.cache import cached_rulebook
from compliance.scenario.read_proposal import read_proposal
from compliance.scenario.settlement import Settlement, settle

Settle = Callable[..., list[Settlement]]


@pytest.fixture(scope="module")
def settled() -> Settle:
    """Proposals of examples/bargaining judged on a filing of examples, each once."""
    root = Path(__file__).resolve().parents[2]
    kept: dict[tuple[str, str], Settlement] = {}

    def judged(filing: str, *proposals: str) -> list[Settlement]:
        rulebook = cached_rulebook([root / "rules" / "us-ca"])
        for name in proposals:
            if (filing, name) not in kept:
                proposal = read_proposal(root / "examples" / "bargaining" / f"{name}.yaml")
                kept[(filing, name)] = settle(read_filing(root / "examples" / filing), rulebook, proposal)
        return [kept[(filing, name)] for name in proposals]

    return judged


@pytest.fixture(scope="module")
def pasadena(settled: Settle) -> list[Settlement]:
    """What was asked of Pasadena and what was agreed."""
    return settled("pasadena-2018-19-first-interim.yaml", "pasadena-2019-asked", "pasadena-2019-agreed")


@pytest.fixture(scope="module")
def los_angeles(settled: Settle) -> list[Settlement]:
    """Offer, demand and settlement of Los Angeles: no reserves known, a me-too clause whose cost is unknown."""
    names = ("offer", "demand", "settlement")
    return settled("los-angeles-2014-15.yaml", *(f"los-angeles-2014-{name}" for name in names))


@pytest.fixture(scope="module")
def oak_valley(settled: Settle) -> list[Settlement]:
    """The example of the documentation: funds, offsets, sources, a condition."""
    return settled("oak-valley.dat", "oak-valley-2025-offer")


def printed(
    settlements: list[Settlement], width: int = 120, plot: bool = False, blocks: bool = True, color: bool = False
) -> str:
    """The text of settlements on their filing."""
    return settlement_text(settlements, filing_title(settlements[0].compared.filed), Page(width, color), plot, blocks)


def row(text: str, label: str) -> list[str]:
    """The cells of the line that begins with this label."""
    line = next(line for line in text.splitlines() if line.strip().startswith(label))
    return line.strip().removeprefix(label).split()


def under(text: str, label: str) -> list[str]:
    """The cells of the line under the one that begins with this label."""
    lines = text.splitlines()
    place = next(number for number, line in enumerate(lines) if line.strip().startswith(label))
    return lines[place + 1].split()


def test_proposals_stand_side_by_side_first_with_the_difference_to_the_first(pasadena: list[Settlement]) -> None:
    text = printed(pasadena)
    assert text.index("Side by side") < text.index("Proposal: ")
    assert row(text, "Cost 2018-19") == ["-", "7,998,000.00", "2,666,000.00"]
    assert under(text, "Cost 2018-19") == ["-5,332,000.00"]
    assert row(text, "Reserves after, 2018-19") == ["6.98%", "3.23%", "5.70%"]
    assert under(text, "Reserves after, 2018-19") == ["+2.47", "points"]
    assert row(text, "Certification indicated") == ["positive", "negative", "negative"]


def test_one_proposal_needs_no_table_of_several(pasadena: list[Settlement]) -> None:
    assert "Side by side" not in printed(pasadena[:1])


def test_reserves_break_evens_and_cuts_are_printed(pasadena: list[Settlement]) -> None:
    text = printed(pasadena[1:])
    assert row(text, "Percent after") == ["5.70%", "1.98%", "-1.46%"]
    assert row(text, "keeps the reserve of 2018-19") == ["no", "limit"]
    assert row(text, "keeps the reserve of every year") == ["0.29%", "389,162.56", "2019-20"]
    assert [row(text, f"paid in {year}")[0] for year in ("2018-19", "2019-20", "2020-21")] == ["0.59%", "0.59%", "0.57%"]
    assert row(text, "Cut of unrestricted spending") == ["0.00", "2,208,708.74", "7,558,506.08"]


def test_each_line_of_cost_stands_with_its_arithmetic(oak_valley: list[Settlement]) -> None:
    text = re.sub(r"\s+", " ", printed(oak_valley))
    for line in oak_valley[0].cost.lines:
        worked = line.arithmetic.replace("\u00d7", "x").replace("\u2212", "-")
        assert worked in text


def test_every_finding_stands_with_its_place_the_gravest_first(oak_valley: list[Settlement]) -> None:
    text = printed(oak_valley)
    told = re.findall(r"^  - (serious|concern|note): ", text, re.M)
    assert len(told) == len(oak_valley[0].findings)
    assert told == sorted(told, key=["serious", "concern", "note"].index)
    for one in oak_valley[0].findings:
        assert f"{one.id}, {one.at.path}:{one.at.line})" in re.sub(r"\s+", " ", text)


def test_an_unknown_cost_is_unknown_not_zero_and_marks_every_total(los_angeles: list[Settlement]) -> None:
    text = printed(los_angeles[:1])
    assert row(text, "Units that follow by a me-too clause") == ["unknown"] * 4
    assert row(text, "All units") == ["161,336,000.00*", "53,600,000.00*", "53,600,000.00*", "268,536,000.00*"]
    assert "* What is not known of this cost is in no total" in text
    assert "Not known" in text


def test_a_stated_total_without_arithmetic_stands_in_no_table(los_angeles: list[Settlement]) -> None:
    lines = [line for line in printed(los_angeles).splitlines() if "1,800,000,000" in line]
    assert lines and all("note: " in line for line in lines), "only the finding that refuses it names it"
    assert "in no total: $31,600,000.00" in " ".join(printed(los_angeles[2:]).split())


def test_no_total_is_printed_that_is_not_the_sum_of_the_raises_lines(oak_valley: list[Settlement]) -> None:
    text = printed(oak_valley)
    cost = oak_valley[0].cost
    assert row(text, "All units")[-1] == f"{cost.total():,.2f}"
    mixed = cost.total() - sum(cost.offset(year) for year in cost.years)
    assert f"{mixed:,.2f}" not in text


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("whose", ["pasadena", "los_angeles", "oak_valley"])
def test_no_line_is_wider_than_the_page_save_a_path(request: pytest.FixtureRequest, whose: str, width: int) -> None:
    for line in printed(request.getfixturevalue(whose), width, plot=True).splitlines():
        assert len(line) <= width or "/" in line, line


def test_colour_comes_only_when_asked_for_and_says_nothing_else(pasadena: list[Settlement]) -> None:
    plain = printed(pasadena, plot=True)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", printed(pasadena, plot=True, color=True)) == plain


def test_our_words_are_ascii_and_so_is_the_chart_where_the_console_asks(pasadena: list[Settlement]) -> None:
    assert printed(pasadena).isascii()
    assert printed(pasadena, plot=True, blocks=False).isascii()
    assert not printed(pasadena, plot=True).isascii()


@given(some.fractions(min_value=0, max_value=2))
def test_a_break_even_is_printed_rounded_down(rate: Fraction) -> None:
    shown = Fraction(percent_down(rate).rstrip("%").replace(",", "")) / 100
    assert shown <= rate < shown + Fraction(1, 10000)


@given(
    some.lists(some.lists(some.integers(-(10**12), 10**12), min_size=5, max_size=5), min_size=1, max_size=6),
    some.integers(48, 140),
)
def test_a_table_shows_every_number_on_a_page_of_any_width(numbers: list[list[int]], width: int) -> None:
    rows = tuple(Row(f"Row {place}", tuple(f"{one:,}.00" for one in line)) for place, line in enumerate(numbers))
    lines = table_lines(Table("", "Row", tuple(f"column {place}" for place in range(5)), rows), Page(width, False))
    assert all(len(line) <= width for line in lines)
    for place, line in enumerate(numbers):
        shown = [cell for text in lines if text.strip().startswith(f"Row {place} ") for cell in text.split()[2:]]
        assert shown == [f"{one:,}.00" for one in line]


def chart(*rates: str | None, standard: str | None = "0.03") -> Chart:
    """A chart of one year with a series for each rate."""
    known = [None if rate is None else Fraction(rate) for rate in rates]
    series = [Series(f"Proposal {place}", (rate,), (None,)) for place, rate in enumerate(known)]
    return Chart("Reserves", ("2025-26",), (None if standard is None else Fraction(standard),), tuple(series))


def test_a_longer_bar_is_a_larger_reserve_and_below_zero_is_another_ink() -> None:
    lines = chart_lines(chart("0.06", "0.02", "-0.02", None), Page(80, False), blocks=False)
    bars = [line for line in lines if "Proposal" in line]
    assert bars[0].count("#") > bars[1].count("#") > 0 == bars[2].count("#")
    assert bars[2].count("=") > 0 and "unknown" in bars[3]
    assert len({line.rindex("|") for line in bars}) == 1, "the standard is one line through the year"


def test_a_chart_of_nothing_but_zeros_can_be_drawn() -> None:
    assert chart_lines(chart("0", standard=None), Page(60, False))
    assert "0.00%" in chart_svg(chart("0", standard=None))


def test_there_is_a_series_as_filed_and_one_a_proposal(pasadena: list[Settlement], los_angeles: list[Settlement]) -> None:
    found = reserve_chart(pasadena)
    assert found is not None and [one.name for one in found.series] == ["As filed", *(one.proposal.name for one in pasadena)]
    assert set(found.standard) == {Fraction(3, 100)}
    assert reserve_chart(los_angeles) is None
    assert "There is no chart" in printed(los_angeles, plot=True)


def test_the_picture_has_a_title_a_description_and_every_number_as_text(pasadena: list[Settlement]) -> None:
    found = reserve_chart(pasadena)
    assert found is not None
    svg = ElementTree.fromstring(chart_svg(found))
    ids = {one.get("id"): one for one in svg.iter()}
    assert svg.get("role") == "img"
    title, text = (ids[name] for name in (svg.get("aria-labelledby") or "").split())
    assert title.text and "2020-21, required 3.00%: As filed 3.36% kept;" in (text.text or "")
    shown = {one.text for one in svg.iter("text")}
    assert {"6.98%", "3.23%", "-0.40%", "-3.84%", "5.70%", "1.98%", "-1.46%"} <= shown


def luminance(color: str) -> float:
    """Relative luminance of a colour, as WCAG 2 has it."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_colour_of_page_and_picture_stands_out_from_white(root: Path) -> None:
    css = (root / "templates" / "settlement.html").read_text(encoding="utf-8")
    words = re.findall(r"[^-]color: (#[0-9a-f]{6})", css)
    assert len(words) >= 6
    for color in (*COLORS, *words):
        assert 1.05 / (luminance(color) + 0.05) >= 4.5, color


def test_the_page_is_whole_by_itself_and_can_be_followed_by_a_screen_reader(pasadena: list[Settlement]) -> None:
    page = lxml.html.fromstring(settlement_html(pasadena, filing_title(pasadena[0].compared.filed)))
    assert page.get("lang") == "en" and len(page.findall(".//h1")) == 1
    assert not page.xpath("//script|//link|//img|//*[@src]|//*[@onclick]")
    for table in page.iter("table"):
        assert table.findtext("caption")
        assert all(one.get("scope") in ("row", "col") for one in table.iter("th"))
        assert all(len(line.findall("th")) == 1 for line in table.findall("tbody/tr"))
    levels = [int(one.tag[1]) for one in page.iter("h1", "h2", "h3")]
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    assert "@media print" in page.findtext(".//style")


def test_the_page_says_everything_the_text_says(oak_valley: list[Settlement]) -> None:
    page = lxml.html.fromstring(settlement_html(oak_valley, filing_title(oak_valley[0].compared.filed)))
    words = set(re.findall(r"[\d,]*\d\.\d\d", page.text_content()))
    assert set(re.findall(r"[\d,]*\d\.\d\d", printed(oak_valley))) <= words


def test_a_name_cannot_write_into_the_page(pasadena: list[Settlement]) -> None:
    evil = pasadena[0]._replace(proposal=pasadena[0].proposal._replace(name="<script>alert(1)</script>"))
    assert "<script" not in settlement_html([evil, pasadena[1]], "<b>")


@pytest.mark.parametrize("whose", ["pasadena", "los_angeles", "oak_valley"])
def test_the_json_fits_its_schema(request: pytest.FixtureRequest, whose: str) -> None:
    found = json.loads(json.dumps(settlement_json(request.getfixturevalue(whose), tool_version="0")))
    jsonschema.Draft202012Validator(settlement_schema()).validate(found)
    for one in found["settlements"]:
        for year in one["cost"]["years"]:
            lines = [line for line in one["cost"]["lines"] if line["fiscal_year"] == year["fiscal_year"]]
            assert sum((Decimal(line["amount"]) for line in lines), Decimal(0)) == Decimal(year["all_units"])


def test_the_json_holds_no_number_with_a_point_and_percents_as_ratios(pasadena: list[Settlement]) -> None:
    found = settlement_json(pasadena, tool_version="0")
    json.loads(json.dumps(found), parse_float=pytest.fail)
    least = found["settlements"][1]["break_evens"]["ongoing_all"]
    assert least["percent"]["shown"] == "0.29%" and least["cost"] == "389162.56"
    assert Fraction(least["percent"]["value"]) * 100 * 1333000 == Fraction(least["cost"])
    assert found["settlements"][1]["break_evens"]["from"] == date(2019, 7, 1).isoformat()
