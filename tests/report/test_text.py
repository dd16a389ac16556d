"""The text report, whole. The golden files are what a reader sees; after a wanted change write them anew and read the diff:

UPDATE_GOLDEN=1 .venv/bin/python -m pytest tests/report/test_text.py
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from compliance.engine.findings import Report
from compliance.report.text import to_text

GOLDEN = Path(__file__).parent / "golden"
NAMES = (
    "qualified_without_the_cuts",
    "positive_with_cautions",
    "unknowns",
    "adopted_budget",
    "broken_rule",
    "long_names",
    "accented",
    "ledger_checked",
)
WIDTHS = (48, 80, 120)


def told(reports: dict[str, Report], name: str, width: int = 80) -> str:
    return to_text(reports[name], color=False, width=width)


@pytest.mark.parametrize("width", (80, 120))
@pytest.mark.parametrize("name", NAMES)
def test_a_reader_sees_what_the_golden_file_holds(reports: dict[str, Report], name: str, width: int) -> None:
    path = GOLDEN / f"{name}-{width}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(told(reports, name, width), "utf-8", newline="\n")
    assert told(reports, name, width) == path.read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_second_line_is_the_verdict(reports: dict[str, Report], name: str) -> None:
    lines = told(reports, name, 200).splitlines()
    assert re.match("FIGURES INDICATE [A-Z ]+: |NO CERTIFICATION is made on this report", lines[1])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", [name for name in NAMES if name != "long_names"])
def test_no_line_is_wider_than_the_page_save_a_command(reports: dict[str, Report], name: str, width: int) -> None:
    lines = [line for line in told(reports, name, width).splitlines() if not line.startswith("  compliance ")]
    assert [line for line in lines if len(line) > width] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_long_names_wrap_and_lose_nothing(reports: dict[str, Report], width: int) -> None:
    report, text = reports["long_names"], told(reports, "long_names", width)
    joined = " ".join(text.split())
    assert report.name is not None and report.name in joined
    assert f"{report.path}:9:" in text
    wide = [line for line in text.splitlines() if len(line) > width and not line.startswith("  compliance ")]
    assert [line for line in wide if report.results[0].rule not in line and report.path not in line] == []


@pytest.mark.parametrize("name", [name for name in NAMES if name != "accented"])
def test_our_own_words_are_ascii(reports: dict[str, Report], name: str) -> None:
    assert told(reports, name).isascii()


def test_a_name_keeps_its_accents_and_nothing_steers_the_terminal(reports: dict[str, Report]) -> None:
    text = told(reports, "accented")
    assert "La Ca\u00f1ada Unified" in text
    assert text.replace("\u00f1", "n").isascii()
    assert "\x1b" not in text and "\u202e" not in text


@pytest.mark.parametrize("name", NAMES)
def test_colour_adds_codes_and_changes_no_word(reports: dict[str, Report], name: str) -> None:
    colored = to_text(reports[name], color=True, width=80)
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == told(reports, name)


@pytest.mark.parametrize("name", NAMES)
def test_every_case_not_met_prints_its_place(reports: dict[str, Report], name: str) -> None:
    text = told(reports, name)
    for result in reports[name].results:
        if not result.phase and result.outcome in ("not_met", "error") and result.waived is None:
            for case in result.cases:
                if case.outcome in ("not_met", "error") and case.line is not None:
                    assert f"{case.path}:{case.line}: {result.rule}" in " ".join(text.split())


def test_the_lower_reading_is_explained_with_the_dollars_it_takes_away(reports: dict[str, Report]) -> None:
    text = " ".join(told(reports, "qualified_without_the_cuts").split())
    assert "As filed, the figures indicate POSITIVE. But they count on $63.2 million of cuts by 2025-26" in text
    assert "are $60,642,147.00 short of the standard" in text
    assert "without the unnamed cuts" in text


def test_no_row_without_the_cuts_stands_where_they_change_nothing(reports: dict[str, Report]) -> None:
    assert "unnamed cuts" not in told(reports, "positive_with_cautions")


def test_the_worst_stands_first_in_the_table(reports: dict[str, Report]) -> None:
    table = told(reports, "qualified_without_the_cuts", 120).split("The criteria by year")[1]
    rules = re.findall(r"^ +(01CSI-\w+)", table.split("Cautions")[0], re.MULTILINE)
    assert rules == ["01CSI-10", "01CSI-8", "01CSI-6x", "01CSI-9a"]


def test_a_waived_rule_is_no_problem_but_is_told(reports: dict[str, Report]) -> None:
    text = told(reports, "adopted_budget")
    assert "1 waived" in text and "Contingent revenue (01CS-S4): agreed in May" in text
    assert "filings/bayview.yaml:103" not in text


def test_a_caution_is_never_headed_by_the_promise_that_it_breaks(reports: dict[str, Report]) -> None:
    report = reports["positive_with_cautions"]
    promised = tuple(r._replace(title="All is in order") if r.rule == "zero-slack" else r for r in report.results)
    text = to_text(report._replace(results=promised), color=False, width=80)
    assert "  Zero slack (zero-slack)" in text.splitlines() and "All is in order" not in text


def test_what_could_not_be_judged_is_told_before_why(reports: dict[str, Report]) -> None:
    text = told(reports, "unknowns")
    assert text.index("Could not be judged: 4 tests") < text.index("Why")
    assert "lacks previous_report.funded_ada 2023-24" in " ".join(text.split())


@pytest.mark.parametrize(
    ("filed", "indicated", "sentence"),
    [
        ("positive", "negative", "The board filed positive, better than the figures indicate."),
        ("negative", "qualified", "The board filed negative, lower than the figures indicate."),
        ("qualified", "qualified", "The board filed qualified. Boards"),
        (None, "positive", "The filing does not say how the board certified."),
    ],
)
def test_what_the_board_filed_stands_beside_what_the_figures_indicate(
    reports: dict[str, Report], filed: str | None, indicated: str, sentence: str
) -> None:
    report = reports["positive_with_cautions"]
    assert report.certification is not None
    certification = report.certification._replace(filed=filed, indicated=indicated)
    text = to_text(report._replace(certification=certification), color=False, width=200)
    assert f"FIGURES INDICATE {indicated.upper()}" in text and sentence in text


def test_a_path_with_a_space_is_quoted_in_the_command(reports: dict[str, Report]) -> None:
    text = to_text(reports["unknowns"]._replace(path="my filings/a.yaml"), color=False, width=80)
    assert '  compliance explain 01CSI-10 "my filings/a.yaml"' in text.splitlines()


def test_an_interim_that_the_rulebook_has_no_scheme_for_says_so(reports: dict[str, Report]) -> None:
    text = to_text(reports["unknowns"]._replace(certification=None, kind="county_office"), color=False, width=200)
    assert text.splitlines()[1] == (
        "NO INDICATION: this rulebook does not say which tests decide on the second interim report of a county office."
    )
