"""A scenario as it is printed: verdicts, figures side by side, the adjusted projection, what is counted, and its JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest

from compliance.filing import read_filing
from compliance.report.document import report_schema
from compliance.report.json_report import to_json
from compliance.report.page import Page
from compliance.report.scenario_json import scenario_json
from compliance.report.scenario_projection import NEEDED, projection
from compliance.report.scenario_text import scenario_text
from compliance.rulebook.cache import cached_rulebook
from compliance.scenario.adjustments import Applied, Scenario, apply
from compliance.scenario.compared import SHOWN, Compared, compare
from compliance.scenario.read_scenario import read_scenario

STATE = """\
scenario: 1
name: The State's review of May 2024
made_by: California Department of Education
lines:
  - name: Spending moved to restricted money for one year, returning
    changes: unrestricted_spending
    amounts: {2024-25: 20000000.00, 2025-26: 20000000.00}
    reason: paid from one-time restricted money in 2023-24 only
    authority: EC 1240(l)
  - name: Vacant positions not eliminated
    changes: unrestricted_salaries
    amounts: {2024-25: 24200000.00, 2025-26: 24200000.00}
  - name: Reductions not identified
    changes: unrestricted_unidentified_reductions
    amounts: {2025-26: 51800000.00}
"""


class Told(NamedTuple):
    """A scenario laid over a filing, ready to be printed."""

    compared: Compared
    applied: Applied
    scenario: Scenario

    def text(self, width: int = 120, color: bool = False) -> str:
        """The blocks as one text."""
        blocks = scenario_text(self.compared, self.applied, self.scenario, Page(width, color))
        return "\n\n".join("\n".join(block) for block in blocks)


Lay = Callable[[Path, Path], Told]


@pytest.fixture
def lay(root: Path) -> Lay:
    """A scenario file laid over a filing by the state's rules."""

    def laid(filing: Path, scenario: Path) -> Told:
        rulebook = cached_rulebook([root / "rules" / "us-ca"])
        read = read_filing(filing)
        meant = read_scenario(scenario, [*rulebook.flows, *rulebook.figures])
        applied = apply(meant, rulebook.flows, read.fiscal_year)
        return Told(compare(read, rulebook, applied.changes), applied, meant)

    return laid


@pytest.fixture
def state(lay: Lay, oracles: Path, tmp_path: Path) -> Told:
    """The state's own add-backs on San Francisco's second interim report of 2023-24."""
    path = tmp_path / "state.yaml"
    path.write_text(STATE, encoding="utf-8")
    return lay(oracles / "sfusd-2nd-interim-2023-24" / "filing.yaml", path)


@pytest.fixture
def vacant(lay: Lay, root: Path) -> Told:
    """The example of the documentation, with lines that are not counted."""
    return lay(root / "examples" / "oak-valley.dat", root / "examples" / "scenarios" / "oak-valley-vacant-positions.yaml")


def row(text: str, label: str) -> list[str]:
    """The cells of the line that begins with this label."""
    line = next(line for line in text.splitlines() if line.strip().startswith(label))
    return line.strip().removeprefix(label).split()


def test_the_states_adjusted_projection_is_printed(state: Told) -> None:
    text = state.text()
    assert row(text, "Surplus (deficit) as adjusted") == ["-59,328,675.41", "-121,685,293.00", "-128,974,334.00"]
    assert row(text, "Left (short) after obligations") == ["48,176,189.15", "-8,218,830.21", "-136,669,013.89"]
    assert row(text, "Above (below) in criterion 01CSI-10")[1:] == ["-10,093,980.21", "-138,544,163.89"]
    assert row(text, "Reductions not identified") == ["-", "-", "-51,800,000.00"]
    assert "Certification indicated: qualified -> negative" in text
    assert "The board filed qualified." in text


def test_the_states_figures_are_within_the_rounding_of_its_letter(state: Told) -> None:
    years = projection(state.compared, state.applied)
    for figures, letter in (
        ([year.net_change for year in years], ("-59.3", "-121.7", "-128.9")),
        ([year.shortfall for year in years[1:]], ("-8.2", "-136.6")),
    ):
        for figure, told in zip(figures, letter, strict=True):
            assert figure is not None and abs(Fraction(figure) / 10**6 - Fraction(told)) <= Fraction("0.1")


def test_the_difference_from_the_criterion_is_named_exactly(state: Told) -> None:
    for year in projection(state.compared, state.applied):
        assert year.difference == sum(Fraction(one.amount) for one in year.explained) == Fraction("1875150.00")
    assert "in the ending balance and not in available reserves: nonspendable" in " ".join(state.text().split())


def test_a_difference_that_nothing_explains_is_not_explained(state: Told) -> None:
    without = tuple(one for one in state.compared.figures if one.name != "nonspendable")
    told = state._replace(compared=state.compared._replace(figures=without))
    assert all(year.explained == () for year in projection(told.compared, told.applied))
    assert "They differ by $1,875,150.00; the figures at hand do not explain it." in told.text()


def test_what_the_filing_does_not_give_is_unknown_and_never_zero(state: Told) -> None:
    without = tuple(one for one in state.compared.figures if one.name != "committed")
    told = state._replace(compared=state.compared._replace(figures=without))
    text = told.text()
    assert row(text, "Less commitments") == ["unknown"] * 3
    assert row(text, "Left (short) after obligations") == ["unknown"] * 3
    assert "What is left after obligations is not known for 2023-24, 2024-25 and 2025-26" in text


def test_what_the_projection_reads_is_what_a_comparison_shows() -> None:
    assert set(NEEDED) <= set(SHOWN)


def test_the_balance_walks_from_year_to_year(state: Told, vacant: Told) -> None:
    for told in (state, vacant):
        for year in projection(told.compared, told.applied):
            assert None not in (year.beginning, year.filed_change, year.ending)
            moved = Fraction(year.filed_change or 0) + sum(Fraction(amount) for _, amount in year.added)
            assert moved == year.net_change
            assert Fraction(year.beginning or 0) + moved + Fraction(year.other or 0) == year.ending


def test_each_year_stands_as_filed_as_adjusted_and_by_the_difference(state: Told) -> None:
    text = state.text()
    later = text[text.index("\n  2024-25") :]
    assert row(later, "Reserve percent") == ["4.69%", "1.25%", "-3.44", "points"]
    assert row(later, "Required reserve") == ["26,042,475.08", "26,926,475.08", "+884,000.00"]
    assert row(later, "Deficit percent") == ["13.14%", "19.20%", "+6.06", "points"]


def test_the_gravest_outcome_that_changed_comes_first(state: Told) -> None:
    text = state.text()
    changed = text[text.index("Outcomes that changed") :].splitlines()
    assert changed[1].startswith("  - 2025-26 not met: Available reserves meet the standard, met -> not met")
    assert "$138,544,163.89 short" in " ".join(" ".join(changed[1:3]).split())
    words = [line.split(":")[0].split()[2] for line in changed if line.startswith("  - ")]
    assert words == sorted(words, key=["not", "n/a"].index), "what is now not met stands before what no longer applies"


def test_lines_that_are_not_counted_say_why(vacant: Told) -> None:
    text = " ".join(vacant.text().split())
    assert "Not counted: it would make the budget better, and nobody said `counts: yes`." in text
    assert "Not counted: a concern only: no figure is changed." in text
    assert text.index("Lines applied") < text.index("Two teaching positions") < text.index("Lines not counted")


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_page_save_a_path(vacant: Told, width: int) -> None:
    for line in vacant.text(width).splitlines():
        assert len(line) <= width or "/" in line, line


def test_colour_comes_only_when_asked_for_and_says_nothing_else(vacant: Told) -> None:
    import re

    assert "\x1b" not in vacant.text()
    assert re.sub(r"\x1b\[[0-9;]*m", "", vacant.text(color=True)) == vacant.text()


def test_our_words_are_ascii(vacant: Told) -> None:
    assert vacant.text().isascii()


def document(told: Told) -> dict[str, Any]:
    """The report with its scenario, held against the schema."""
    found = to_json(told.compared.filed, tool_version="0") | {
        "scenario": scenario_json(told.compared, told.applied, told.scenario)
    }
    jsonschema.Draft202012Validator(report_schema()).validate(found)
    return found


def test_the_json_fits_its_schema_and_holds_what_the_text_says(state: Told) -> None:
    scenario: Mapping[str, Any] = document(state)["scenario"]
    assert scenario["certification"]["indicated"] == "negative"
    left = [year["left_after_obligations"] for year in scenario["projection"]]
    assert left[1:] == ["-8218830.21", "-136669013.89"]
    reserve = next(
        one for one in scenario["differences"] if one.get("figure") == "reserve_distance" and one["fiscal_year"] == "2024-25"
    )
    assert reserve["adjusted"]["value"] == "-10093980.21"
    assert Decimal(reserve["filed"]["value"]) + Decimal(reserve["difference"]["value"]) == Decimal("-10093980.21")


def test_the_json_of_a_budget_holds_its_determination_and_why_a_line_is_left_out(vacant: Told) -> None:
    scenario = document(vacant)["scenario"]
    assert scenario["certification"] is None and scenario["determination"]["indicated"]
    assert all(line["why"] for line in scenario["left_out"]) and len(scenario["left_out"]) == 2
    rates = [one for one in scenario["differences"] if one.get("unit") == "rate" and one["adjusted"] != one["filed"]]
    assert rates and all(
        Fraction(one["filed"]["value"]) + Fraction(one["difference"]["value"]) == Fraction(one["adjusted"]["value"])
        for one in rates
    ), "a difference of rates is exact too"
