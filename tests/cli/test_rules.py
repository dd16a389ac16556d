"""`compliance rules`: list, show, lint and test, and exit 3 with the place where a rule is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run

OwnRules = Callable[..., str]
DEMANDED = [
    *(f"01CS-{number}" for number in ("8", "9a", "9b", "10", "S2")),
    *(f"01CSI-{number}" for number in ("8", "9a", "9b", "10", "S2")),
    "one-time-for-ongoing",
    "thin-reserve-margin",
    "falling-reserves",
    "zero-slack",
    "unsettled-negotiations",
    "contingent-revenue",
    "unidentified-reductions",
]


@pytest.mark.parametrize("rule", DEMANDED)
def test_the_list_holds_the_rule_with_severity_and_title(run: Run, rule: str) -> None:
    (line,) = [line for line in run("rules", "list").stdout.splitlines() if line.split()[0] == rule]
    assert line.split()[1] in ("note", "concern", "serious", "fatal")
    assert len(line.split()) > 4


def test_the_list_names_a_rule_that_cannot_be_loaded(run: Run, own_rules: OwnRules) -> None:
    told = run("rules", "list", "--rules", own_rules(require="available_reserve > 0")).stdout
    assert "own-percent  cannot be loaded" in told


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("01CSI-10", "interim/01CSI-10.yaml"),
        ("reserve_standard", "parameters/reserve_standard.yaml"),
        ("ada", "figures/pupils.yaml"),
    ],
)
def test_show_prints_the_file_as_it_stands(run: Run, root: Path, name: str, path: str) -> None:
    told = run("rules", "show", name).stdout
    assert path in told.splitlines()[0]
    assert (root / "rules" / "us-ca" / path).read_text("utf-8") in told


def test_show_prints_a_rule_that_cannot_be_loaded(run: Run, own_rules: OwnRules) -> None:
    told = run("rules", "show", "own-percent", "--rules", own_rules(require="available_reserve > 0")).stdout
    assert "available_reserve > 0" in told


def test_lint_of_the_pack_that_ships_finds_nothing(run: Run) -> None:
    ran = run("rules", "lint")
    assert ran.exit_code == 0
    assert "nothing wrong" in ran.stdout


def test_lint_shows_the_place_the_line_a_caret_and_the_nearest_name(run: Run, own_rules: OwnRules) -> None:
    folder = own_rules(require="available_reserve > 0")
    ran = run("rules", "lint", "--rules", folder)
    assert ran.exit_code == 3
    assert f"{folder}/own-percent.yaml:6:10" in ran.stdout
    lines = ran.stdout.splitlines()
    (at,) = [number for number, line in enumerate(lines) if line.strip().strip("^") == "" and "^" in line]
    shown, caret = lines[at - 1], lines[at].index("^")
    assert shown[caret:].startswith("available_reserve > 0")
    assert "did you mean 'available_reserves'" in ran.stdout


@pytest.mark.parametrize(
    ("require", "word"),
    [
        ("available_reserves > 3%", "rate"),
        ("available_reserves + ada > 0", "ada"),
        ("available_reserves >", "expression"),
        ("__import__('os').system('true')", "__import__"),
    ],
)
def test_lint_refuses_what_has_no_meaning(run: Run, own_rules: OwnRules, require: str, word: str) -> None:
    ran = run("rules", "lint", "--rules", own_rules(require=f'"{require}"'))
    assert ran.exit_code == 3
    assert "own-percent.yaml:6:" in ran.stdout
    assert word in ran.stdout
    assert "^" in ran.stdout


def test_the_cases_in_the_files_that_ship_all_hold(run: Run) -> None:
    ran = run("rules", "test")
    assert ran.exit_code == 0, ran.stdout
    assert ran.stdout.strip().endswith(", 0 wrong.")


def test_one_rule_can_be_tested_alone(run: Run) -> None:
    assert "of 1 rules, 0 wrong" in run("rules", "test", "01CSI-10").stdout


@pytest.mark.parametrize(
    ("dropped", "lacks"), [("expect: met,", "at_the_line"), ("expect: not_met", "not_met"), ("expect: met}", "met")]
)
def test_a_rule_without_a_met_a_not_met_and_an_at_the_line_case_fails(
    run: Run, own_rules: OwnRules, dropped: str, lacks: str
) -> None:
    folder = Path(own_rules())
    path = folder / "own-percent.yaml"
    kept = [line for line in path.read_text("utf-8").splitlines() if dropped not in line]
    if lacks == "met":
        kept = [line for line in kept if "at_the_line" not in line]
    path.write_text("\n".join(kept) + "\n", "utf-8")
    ran = run("rules", "test", "own-percent", "--rules", str(folder))
    assert ran.exit_code == 3
    assert "own-percent has no case" in ran.stdout
    assert lacks in ran.stdout


def test_a_case_that_comes_out_otherwise_fails_with_its_line_and_both_outcomes(run: Run, own_rules: OwnRules) -> None:
    folder = Path(own_rules())
    path = folder / "own-percent.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("available_reserves: 1}, expect: not_met", "available_reserves: 6}, expect: not_met"), "utf-8")
    ran = run("rules", "test", "own-percent", "--rules", str(folder))
    assert ran.exit_code == 3
    (told,) = [line for line in ran.stdout.splitlines() if "own-percent.yaml:12" in line]
    assert "not_met" in told.replace("not met", "not_met")


def test_testing_a_pack_with_a_wrong_rule_is_3_and_runs_the_others(run: Run, own_rules: OwnRules) -> None:
    ran = run("rules", "test", "--rules", own_rules(require="available_reserve > 0"))
    assert ran.exit_code == 3
    assert "own-percent.yaml:6:10" in ran.stdout
    assert ran.stdout.strip().endswith(", 1 wrong.")
