"""The exit code is the answer a hook or a script acts on: 0, 1, 2, 3, 4, 5, and of several the gravest."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Filing, Program, Run

OwnRules = Callable[..., str]


def test_nothing_serious_is_0(run: Run, good: str) -> None:
    assert run("check", good).exit_code == 0


def test_something_serious_is_1(run: Run, short: str) -> None:
    assert run("check", short).exit_code == 1


@pytest.mark.parametrize("words", [[], ["--format", "jsn", "x.yaml"], ["--no-such-option", "x.yaml"]])
def test_a_command_typed_wrong_is_2(run: Run, words: list[str]) -> None:
    assert run("check", *words).exit_code == 2


def test_a_wrong_rule_is_3(run: Run, good: str, own_rules: OwnRules) -> None:
    assert run("check", "--rules", own_rules(require="available_reserve > 0"), good).exit_code == 3


@pytest.mark.parametrize("verb", ["check", "explain 01CSI-10", "letter"])
def test_a_filing_that_cannot_be_read_is_4(run: Run, verb: str, unreadable: str) -> None:
    ran = run(*verb.split(), unreadable)
    assert ran.exit_code == 4
    assert f"{unreadable}:7:" in ran.stderr
    assert ran.stdout == ""


@pytest.mark.parametrize("verb", ["check", "explain 01CSI-10", "letter"])
def test_a_path_that_does_not_exist_is_4(run: Run, verb: str, tmp_path: Path) -> None:
    missing = str(tmp_path / "nowhere.yaml")
    ran = run(*verb.split(), missing)
    assert ran.exit_code == 4
    assert missing in ran.stderr
    assert "no file of this name" in ran.stderr


@pytest.mark.parametrize("verb", ["check", "explain 01CSI-10", "letter"])
def test_a_folder_in_place_of_a_filing_is_4(run: Run, verb: str, tmp_path: Path) -> None:
    assert run(*verb.split(), str(tmp_path)).exit_code == 4


def test_a_misspelt_figure_in_a_filing_is_4_with_its_place_and_the_nearest_name(run: Run, filing: Filing) -> None:
    path = filing(more="  2021-22: {available_reserve: 1.00}\n")
    ran = run("check", path)
    assert ran.exit_code == 4
    assert f"{path}:10:" in ran.stderr
    assert "available_reserves" in ran.stderr


def test_a_fault_of_ours_is_5_in_one_sentence_without_a_traceback(run: Run, good: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a wire came loose")

    monkeypatch.setattr("compliance.cli.check.judge", broken)
    ran = run("check", good)
    assert ran.exit_code == 5
    assert ran.stdout == ""
    assert len(ran.stderr.strip().splitlines()) == 1
    assert "a fault of ours" in ran.stderr
    assert "a wire came loose" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_of_several_filings_the_gravest_code_holds_in_any_order(run: Run, good: str, short: str, unreadable: str) -> None:
    assert run("check", short, good).exit_code == 1
    assert run("check", good, short).exit_code == 1
    assert run("check", unreadable, short, good).exit_code == 4
    assert run("check", good, short, unreadable).exit_code == 4


def test_an_unreadable_filing_outranks_a_wrong_rule_and_that_one_a_finding(
    run: Run, short: str, unreadable: str, own_rules: OwnRules
) -> None:
    wrong = own_rules(require="available_reserve > 0")
    assert run("check", "--rules", wrong, short).exit_code == 3
    assert run("check", "--rules", wrong, short, unreadable).exit_code == 4


def test_one_unreadable_filing_does_not_stop_the_others(run: Run, good: str, short: str, unreadable: str) -> None:
    ran = run("check", good, unreadable, short)
    assert ran.stdout.count("Vista Example Unified") == 2
    assert ran.stderr.count("error: ") == 1


def test_an_unreadable_filing_stands_in_the_list_with_its_error(run: Run, good: str, short: str, unreadable: str) -> None:
    first, second, third = json.loads(run("check", "--format", "json", good, unreadable, short).stdout)
    assert (first["filing"]["path"], third["filing"]["path"]) == (good, short)
    assert second["format"] == "compliance/report-1"
    assert second["filing"] == {"path": unreadable}
    assert second["error"]["path"] == unreadable
    assert second["error"]["line"] == 7
    assert "8,000,000.00" in second["error"]["message"]


@pytest.mark.parametrize(("name", "code"), [("good", 0), ("short", 1), ("unreadable", 4)])
def test_the_program_ends_with_the_same_code(program: Program, request: pytest.FixtureRequest, name: str, code: int) -> None:
    ran = program("check", request.getfixturevalue(name))
    assert ran.returncode == code
    assert "Traceback" not in ran.stderr
