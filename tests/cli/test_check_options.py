"""--fail-on, --only, --rules, --output, --skip-other-files: each does what its help says and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Filing, Run

OwnRules = Callable[..., str]
LEVELS = ("note", "concern", "serious", "fatal")


@pytest.mark.parametrize("severity", LEVELS)
@pytest.mark.parametrize("level", LEVELS)
def test_fail_on_counts_what_is_at_or_above_its_level(
    run: Run, good: str, own_rules: OwnRules, severity: str, level: str
) -> None:
    own = own_rules(severity=severity, percent=9)
    code = run("check", "--rules", own, "--fail-on", level, good).exit_code
    assert code == (1 if LEVELS.index(severity) >= LEVELS.index(level) else 0)


def test_without_fail_on_serious_counts_and_a_concern_does_not(run: Run, filing: Filing, short: str) -> None:
    thin = filing(("3000000.01",) * 3)
    assert "zero-slack" in run("check", thin).stdout
    assert run("check", thin).exit_code == 0
    assert run("check", "--fail-on", "concern", thin).exit_code == 1
    assert run("check", short).exit_code == 1
    assert run("check", "--fail-on", "fatal", short).exit_code == 0


def test_fail_on_unknown_counts_what_could_not_be_judged_and_what_is_serious(run: Run, good: str, short: str) -> None:
    assert run("check", good).exit_code == 0
    assert run("check", "--fail-on", "unknown", good).exit_code == 1
    assert run("check", "--fail-on", "unknown", short).exit_code == 1
    assert run("check", "--fail-on", "unknown", "--only", "01CSI-10", good).exit_code == 0


def test_only_shows_only_these_and_still_certifies(run: Run, short: str) -> None:
    whole = json.loads(run("check", "--format", "json", short).stdout)
    part = json.loads(run("check", "--format", "json", "--only", "01CSI-8", "--only", "zero-slack", short).stdout)
    assert {result["rule"] for result in part["results"]} == {"01CSI-8", "zero-slack"}
    assert part["certification"] == whole["certification"]
    assert part["certification"]["indicated"] == "negative"
    told = run("check", "--only", "zero-slack", short).stdout
    assert "FIGURES INDICATE NEGATIVE" in told
    assert "thin-reserve-margin" not in told


def test_a_rules_folder_adds_its_rule_to_those_that_ship(run: Run, good: str, own_rules: OwnRules) -> None:
    document = json.loads(run("check", "--format", "json", "--rules", own_rules(percent=9), good).stdout)
    results = {result["rule"]: result for result in document["results"]}
    assert results["01CSI-10"]["outcome"] == "met"
    assert results["own-percent"]["outcome"] == "not_met"
    assert "$8,000,000.00 in 2018-19 are under 9 percent" in results["own-percent"]["cases"][0]["message"]


def test_rules_none_judges_with_the_folder_alone(run: Run, good: str, own_pack: OwnRules) -> None:
    ran = run("check", "--format", "json", "--rules", "none", "--rules", own_pack(percent=5), good)
    assert ran.exit_code == 0, ran.stderr
    document = json.loads(ran.stdout)
    assert [(result["rule"], result["outcome"]) for result in document["results"]] == [("own-percent", "met")]
    assert document["rulebook"]["id"] == "own"
    assert document["certification"] is None


def test_rules_none_alone_leaves_nothing_to_judge_by(run: Run, good: str) -> None:
    ran = run("check", "--rules", "none", good)
    assert ran.exit_code == 2
    assert "--rules FOLDER" in ran.stderr


def test_a_wrong_rule_is_an_error_for_itself_while_the_others_are_judged(run: Run, short: str, own_rules: OwnRules) -> None:
    ran = run("check", "--format", "json", "--rules", own_rules(require="available_reserve > 0"), short)
    assert ran.exit_code == 3
    results = {result["rule"]: result for result in json.loads(ran.stdout)["results"]}
    assert results["own-percent"]["outcome"] == "error"
    assert "own-percent.yaml:6:" in results["own-percent"]["message"]
    assert "did you mean 'available_reserves'" in results["own-percent"]["message"]
    assert results["01CSI-10"]["outcome"] == "not_met"


def test_a_folder_without_rules_is_said_to_be_missing(run: Run, good: str, tmp_path: Path) -> None:
    ran = run("check", "--rules", str(tmp_path / "nowhere"), good)
    assert ran.exit_code in (3, 4)
    assert "nowhere" in ran.stderr
    assert ran.stdout == ""


@pytest.mark.parametrize("form", ["text", "json"])
def test_output_writes_the_file_whole_and_prints_nothing(run: Run, short: str, tmp_path: Path, form: str) -> None:
    printed = run("check", "--format", form, short)
    path = tmp_path / "report"
    ran = run("check", "--format", form, "--output", str(path), short)
    assert (ran.stdout, ran.exit_code) == ("", printed.exit_code)
    assert path.read_bytes().decode() == printed.stdout
    assert b"\r" not in path.read_bytes()
    assert [one.name for one in tmp_path.iterdir() if "report" in one.name] == ["report"]


@pytest.mark.parametrize("output", ["", "."])
def test_an_output_that_is_no_file_is_2_and_no_fault_of_ours(run: Run, good: str, output: str) -> None:
    ran = run("check", "--output", output, good)
    assert (ran.exit_code, ran.stdout) == (2, "")


def test_output_that_cannot_be_written_is_2_and_leaves_nothing(run: Run, good: str, tmp_path: Path) -> None:
    ran = run("check", "--output", str(tmp_path / "no" / "such" / "folder" / "report"), good)
    assert ran.exit_code == 2
    assert "cannot be written" in ran.stderr
    assert not (tmp_path / "no").exists()


def test_hooks_pass_over_a_file_that_is_no_filing_and_people_are_told(run: Run, good: str, tmp_path: Path) -> None:
    other = tmp_path / "build.yml"
    other.write_text("name: build\non: [push]\n", "utf-8")
    hooked = run("check", "--skip-other-files", str(other), good)
    assert (hooked.exit_code, hooked.stderr) == (0, "")
    assert "Vista Example Unified" in hooked.stdout
    asked = run("check", str(other), good)
    assert asked.exit_code == 4
    assert f"{other}:1" in asked.stderr
    assert "name: build" in asked.stderr


def test_hooks_with_nothing_but_other_files_say_nothing(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "package.json"
    other.write_text('{"name": "x"}\n', "utf-8")
    ran = run("check", "--skip-other-files", str(other))
    assert (ran.exit_code, ran.stdout, ran.stderr) == (0, "", "")


def test_several_filings_with_others_passed_over_are_still_a_list(run: Run, good: str, tmp_path: Path) -> None:
    other = tmp_path / "build.yml"
    other.write_text("name: build\n", "utf-8")
    document = json.loads(run("check", "--skip-other-files", "--format", "json", str(other), good).stdout)
    assert [one["filing"]["path"] for one in document] == [good]
