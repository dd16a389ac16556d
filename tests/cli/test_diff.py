"""What changed between two reports: each figure with its difference, each outcome that turned, and nothing that stayed."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from compliance.cli.diff import command
from compliance.report.changes_document import diff_schema

from .conftest import Filing

RESERVES = ("8000000.00", "8000000.00", "8000000.00")
Diff = Callable[..., Result]


@pytest.fixture
def diff(root: Path, monkeypatch: pytest.MonkeyPatch) -> Diff:
    """Runs the verb from the top of the checkout, on a page of 100 columns."""
    monkeypatch.chdir(root)
    monkeypatch.setenv("COLUMNS", "100")
    return lambda *words: CliRunner().invoke(command, list(words))


@pytest.fixture
def document(diff: Diff) -> Callable[..., dict[str, Any]]:
    """The JSON of a diff, held to its schema."""

    def asking(*words: str) -> dict[str, Any]:
        ran = diff(*words, "--format", "json")
        assert ran.exit_code == 0, ran.stderr
        found: dict[str, Any] = json.loads(ran.stdout)
        jsonschema.validate(found, diff_schema())
        return found

    return asking


@pytest.fixture
def two(filing: Filing) -> tuple[str, str]:
    """A first interim, and the second: its reserve falls a cent short in the last year, and the board certifies it lower."""
    old = filing(RESERVES, "old.yaml", more="answers: {S2: no, S4: no}\n")
    new = filing((*RESERVES[:2], "2999999.99"), "new.yaml", more="answers: {S2: yes, S4: no}\n")
    text = Path(new).read_text("utf-8")
    Path(new).write_text(text.replace("first_interim", "second_interim").replace("positive", "qualified"), "utf-8")
    return old, new


def test_a_figure_is_told_with_old_new_difference_and_percent(diff: Diff, two: tuple[str, str]) -> None:
    ran = diff(*two)
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert "Figures that changed (1)" in ran.stdout
    assert re.search(
        r"^  2020-21 +old +new +difference\n"
        r"    Available reserves \(available_reserves\) +\$8,000,000\.00 +\$2,999,999\.99 +-\$5,000,000\.01 +-62\.5%$",
        ran.stdout,
        re.MULTILINE,
    )
    assert "expenditures_and_uses" not in ran.stdout and "2019-20  " not in ran.stdout


def test_numbers_line_up_and_all_is_ascii(diff: Diff, two: tuple[str, str]) -> None:
    head, row = diff(*two).stdout.split("Figures that changed (1)\n")[1].splitlines()[:2]
    assert head.index("old") + 3 == row.index("8,000,000.00") + len("8,000,000.00")
    assert head.index("difference") + len("difference") == row.index("5,000,000.01") + len("5,000,000.01")
    assert diff(*two).stdout.isascii()


def test_an_outcome_that_turned_is_told_with_its_year_and_why(diff: Diff, two: tuple[str, str]) -> None:
    told = diff(*two).stdout
    assert "Available reserves meet the standard (01CSI-10): met -> not met" in told
    assert "2020-21: met -> not met. Available reserves of $2,999,999.99 in 2020-21 fall $0.01 short" in told
    assert "2019-20: met" not in told


def test_the_worst_turn_comes_first(document: Callable[..., dict[str, Any]], two: tuple[str, str]) -> None:
    gravity = {"not_applicable": 0, "met": 0, "unknown": 1, "not_met": 2, "error": 3}
    turns = [gravity[result["new"]] - gravity[result["old"]] for result in document(*two)["results"]]
    assert len(turns) > 2 and turns == sorted(turns, reverse=True)


def test_the_certification_is_told_before_and_after(diff: Diff, two: tuple[str, str]) -> None:
    told = diff(*two).stdout
    assert re.search(r"Filed by the board +positive -> qualified\n +Indicated by the figures +positive -> qualified\n", told)


def test_an_answer_that_changed_is_told_by_its_question(diff: Diff, two: tuple[str, str]) -> None:
    told = " ".join(diff(*two).stdout.split())
    assert "Answers that changed (1)" in told and "since the last report? (S2): no -> yes" in told
    assert "(S4)" not in told


def test_the_same_in_json_exact(document: Callable[..., dict[str, Any]], two: tuple[str, str]) -> None:
    found = document(*two)
    assert (found["format"], found["warnings"], found["only_old"], found["only_new"]) == ("compliance/diff-1", [], [], [])
    assert found["old"]["certification"]["filed"], found["new"]["certification"]["filed"] == ("positive", "qualified")
    assert found["figures"] == [
        {
            "layer": "figures",
            "figure": "available_reserves",
            "label": "Available reserves",
            "unit": "money",
            "fiscal_year": "2020-21",
            "old": {"value": "8000000.00", "shown": "$8,000,000.00"},
            "new": {"value": "2999999.99", "shown": "$2,999,999.99"},
            "difference": {"value": "-5000000.01", "shown": "-$5,000,000.01"},
            "percent": {"value": "-0.62500000125", "shown": "-62.5%"},
        }
    ]
    assert [(answer["answer"], answer["old"]["value"], answer["new"]["value"]) for answer in found["answers"]] == [
        ("S2", "no", "yes")
    ]
    reserve = next(result for result in found["results"] if result["rule"] == "01CSI-10")
    assert [(case["subject"], case["old"], case["new"]) for case in reserve["cases"]] == [
        ({"fiscal_year": "2020-21"}, "met", "not_met")
    ]


def test_a_filing_and_itself_do_not_differ(diff: Diff, good: str, document: Callable[..., dict[str, Any]]) -> None:
    ran = diff(good, good)
    assert ran.exit_code == 0 and "No figure, answer or outcome changed." in ran.stdout
    found = document(good, good)
    assert (found["figures"], found["answers"], found["results"]) == ([], [], [])


def test_the_other_way_round_every_difference_has_the_other_sign(
    document: Callable[..., dict[str, Any]], two: tuple[str, str]
) -> None:
    forth, back = document(*two), document(*reversed(two))
    assert back["figures"][0]["difference"]["value"] == "5000000.01" == forth["figures"][0]["difference"]["value"][1:]
    assert "The second filing is the earlier report of the two." in back["warnings"][0]
    assert {result["rule"] for result in back["results"]} == {result["rule"] for result in forth["results"]}


def test_a_figure_that_one_filing_gives_is_told_apart(diff: Diff, filing: Filing, good: str) -> None:
    more = filing(RESERVES, "more.yaml", more="previous_report: {2018-19: {ada: 9000}}\n")
    Path(more).write_text(Path(more).read_text().replace("ada: 10000,", "ada: 10000, ending_cash: 5000000.00,", 1))
    told = diff(good, more).stdout
    assert "Figures that changed" not in told
    assert "Given in the new filing only (2)" in told and "(ending_cash): 2018-19 $5,000,000.00" in told
    assert "Previous report Estimated P-2" in told
    assert "Given in the old filing only (2)" in diff(more, good).stdout


def test_what_the_last_report_said_is_not_compared_between_different_reports(
    document: Callable[..., dict[str, Any]], filing: Filing
) -> None:
    old = filing(RESERVES, "old.yaml", more="previous_report: {2018-19: {ada: 9000}}\n")
    new = filing(RESERVES, "new.yaml", more="previous_report: {2018-19: {ada: 9500}}\n")
    assert [change["layer"] for change in document(old, new)["figures"]] == ["previous_report"]
    Path(new).write_text(Path(new).read_text().replace("first_interim", "second_interim"))
    assert document(old, new)["figures"] == []


def test_a_figure_written_once_is_told_once_though_another_repeats_it(
    document: Callable[..., dict[str, Any]], good: str, filing: Filing
) -> None:
    other = filing(RESERVES, "other.yaml")
    Path(other).write_text(Path(other).read_text().replace("ada: 10000", "ada: 9990"))
    assert [(change["figure"], change["percent"]["shown"]) for change in document(good, other)["figures"]] == [
        ("ada", "-0.1%")
    ] * 3


def test_a_budget_and_an_interim_are_compared_by_fiscal_year_and_by_the_tests_they_share(
    document: Callable[..., dict[str, Any]], two: tuple[str, str]
) -> None:
    """The reserve test is 01CS-10 on the budget's form and 01CSI-10 on the interim's; its title is the same."""
    budget = Path(two[0]).with_name("budget.yaml")
    text = Path(two[0]).read_text().replace("first_interim", "adopted_budget").replace("certification: positive\n", "")
    budget.write_text(text, "utf-8")
    found = document(str(budget), two[1])
    reserve = next(result for result in found["results"] if result["rule"] == "01CSI-10")
    assert (reserve["old_rule"], reserve["old"], reserve["new"]) == ("01CS-10", "met", "not_met")
    assert "01CS-4" in found["only_old"] and "01CSI-4" in found["only_new"]
    assert (found["old"]["certification"], found["new"]["determination"]) == (None, None)


def test_an_export_and_a_written_filing_can_be_compared(document: Callable[..., dict[str, Any]]) -> None:
    found = document("examples/short-reserve-budget.yaml", "examples/oak-valley.dat")
    changed = {(change["figure"], change["fiscal_year"]): change for change in found["figures"]}
    expected = changed["available_reserves", "2025-26"]
    assert (expected["old"]["value"], expected["new"]["value"]) == ("1749622", "2360221.41")
    assert expected["difference"]["value"] == "610599.41"


def test_different_agencies_are_warned_of(diff: Diff, good: str, filing: Filing) -> None:
    other = filing(RESERVES, "other.yaml", name="Vista Other Unified")
    Path(other).write_text(Path(other).read_text().replace("19999990000000", "19999980000000"))
    ran = diff(good, other)
    assert ran.exit_code == 0
    assert "warning: The two filings are of different agencies: Vista Example Unified 19999990000000" in ran.stderr
    assert "Warning: The two filings are of different agencies" in ran.stdout


def test_a_filing_that_cannot_be_read_ends_in_4_and_prints_nothing(diff: Diff, good: str, unreadable: str) -> None:
    for words in ((good, unreadable), (unreadable, good), (good, "nowhere.yaml")):
        ran = diff(*words)
        assert (ran.exit_code, ran.stdout) == (4, "")
        assert ran.stderr.startswith("error: ")
    assert diff(unreadable, "nowhere.yaml").stderr.count("error: ") == 2


@pytest.mark.parametrize("columns", [60, 80, 140])
def test_the_page_keeps_its_width(diff: Diff, two: tuple[str, str], monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    told = diff("examples/short-reserve-budget.yaml", "examples/oak-valley.dat").stdout
    assert max(map(len, told.splitlines())) <= columns
    assert "$1,749,622.00" in told and "+$610,599.41" in told


def test_the_result_goes_to_a_file_where_one_is_named(diff: Diff, two: tuple[str, str], tmp_path: Path) -> None:
    ran = diff(*two, "--output", str(tmp_path / "diff.txt"))
    assert (ran.exit_code, ran.stdout) == (0, "")
    assert (tmp_path / "diff.txt").read_text("utf-8") == diff(*two).stdout


def test_the_example_of_its_help_runs(diff: Diff) -> None:
    (line,) = re.findall(r"^ +compliance diff (.+)$", diff("--help").stdout, re.MULTILINE)
    assert diff(*shlex.split(line)).exit_code == 0
