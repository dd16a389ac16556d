"""One wrong rule is an error for itself alone; a filing's own mistakes are told with their place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from compliance.engine.fast_path import FastPath
from compliance.engine.figures import FigureBook
from compliance.engine.report import judge
from compliance.filing import FilingError, read_filing
from compliance.rulebook.model import Fault, Rulebook

from .filings import US_CA, judged, sound


def without_law(name: str) -> Rulebook:
    """The pack with one parameter whose values cannot be read: every rule that asks for it raises."""
    broken: Any = None
    return US_CA._replace(parameters={**US_CA.parameters, name: US_CA.parameters[name]._replace(values=broken)})


@pytest.mark.parametrize(
    ("parameter", "fails"),
    [
        ("zero_slack", {"zero-slack"}),
        ("reserve_standard", {"01CSI-10", "01CSI-5", "zero-slack", "thin-reserve-margin"}),
        ("falling_reserve_points", {"falling-reserves"}),
    ],
)
def test_a_rule_that_raises_is_an_error_alone(parameter: str, fails: set[str]) -> None:
    whole = {result.rule: result for result in judged().results}
    broken = {result.rule: result for result in judge(sound(), without_law(parameter)).results}
    assert {rule for rule, result in broken.items() if result.outcome == "error"} == fails
    alone = {
        rule for rule in whole if rule not in fails and not US_CA.rules[rule].observes
    }  # thin-history counts what others lack
    assert {rule: broken[rule] for rule in alone} == {rule: whole[rule] for rule in alone}
    for rule in fails:
        assert f"The rule {rule} failed" in broken[rule].message


def test_the_fast_path_says_error_where_the_tracing_path_does() -> None:
    rulebook = without_law("reserve_standard")
    seen = {rule.id for rule in rulebook.rules.values() if not rule.observes}
    traced = {result.rule: result.outcome for result in judge(sound(), rulebook).results if result.rule in seen}
    assert FastPath(rulebook).judge(FigureBook(sound(), rulebook)) == traced


def test_a_reserve_rule_that_raises_indicates_nothing() -> None:
    certification = judge(sound(), without_law("reserve_standard")).certification
    assert certification is not None and certification.indicated is None
    assert {reason.rule for reason in certification.not_tested} == {"01CSI-10"}


def test_a_rule_that_did_not_load_stands_in_the_report_as_an_error() -> None:
    applies = US_CA.rules["zero-slack"].applies
    report = judge(sound(), US_CA._replace(faults=(Fault("new-rule", "new-rule.yaml", "new-rule.yaml:3:4: wrong", applies),)))
    found = report.result("new-rule")
    assert found is not None and found.outcome == "error"
    assert "new-rule.yaml:3:4: wrong" in found.message
    assert {result.rule for result in report.results} == {*(result.rule for result in judged().results), "new-rule"}


def test_a_broken_rule_for_other_reports_is_not_listed() -> None:
    applies = US_CA.rules["01CS-10"].applies
    report = judge(sound(), US_CA._replace(faults=(Fault("new-rule", "new-rule.yaml", "wrong", applies),)))
    assert report.result("new-rule") is None


FILING = """\
filing: 1
entity: {name: Small Unified, kind: district}
fiscal_year: 2024-25
report: first_interim
figures:
  2024-25: {ada: 5000, expenditures_and_uses: 1000000}
answers: {S1: no}
labor: [{unit: certificated, settled: no}]
one_time: [{name: grant, year: 2024-25, amount: 1000, pays_for: ongoing}]
"""
MISTAKES = [
    ("ada: 5000", "adaa: 5000", "6:19", ["No figure is called 'adaa'", "did you mean 'ada'?"]),
    (
        "expenditures_and_uses",
        "expenditure_and_uses",
        "6:46",
        ["'expenditure_and_uses'", "did you mean 'expenditures_and_uses'?"],
    ),
    ("S1: no", "S14: no", "7:16", ["No answer is called 'S14'", "did you mean 'S"]),
    ("settled: no", "setled: no", "8:38", ["No field of labor is called 'setled'", "did you mean 'settled'?"]),
    ("labor:", "labour:", None, ["labour", "Did you mean `labor`?"]),
    ("unit: certificated, settled: no", "settled: no", None, ["lacks 'unit'"]),
    ("ada: 5000", "ada: 5,000", None, []),
    ("ada: 5000", "ada: five", "6:18", ['"five" is not an attendance', "Write pupils"]),
    ("ada: 5000", "ada: -1", "6:18", ['"-1" is not an attendance']),
    ("1000000", "1_000_000", "6:47", ['"1_000_000" is not an amount', "Write dollars with a point"]),
    ("1000000", "1e6", "6:47", ['"1e6" is not an amount']),
    ("1000000", "10%", "6:47", ['"10%" is not an amount']),
    ("S1: no", "S1: maybe", "7:15", ["expected yes or no"]),
    ("settled: no", "settled: soon", "8:39", ["expected yes or no"]),
    ("amount: 1000", "amount: much", "9:49", ["is not an amount"]),
    ("pays_for: ongoing", "pays_for: on-going", "9:65", ["on-going", "ongoing, one_time"]),
]


@pytest.mark.parametrize(("old", "new", "place", "words"), MISTAKES)
def test_a_mistake_in_a_filing_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, place: str | None, words: list[str]
) -> None:
    path = tmp_path / "filing.yaml"
    assert old in FILING
    path.write_text(FILING.replace(old, new, 1))
    with pytest.raises(FilingError) as caught:
        judge(read_filing(path), US_CA)
    told = str(caught.value)
    assert told.startswith(f"{path}:{place}: " if place else f"{path}:"), told
    for expected in words:
        assert expected in told, told


def test_the_filing_without_mistakes_is_judged(tmp_path: Path) -> None:
    path = tmp_path / "filing.yaml"
    path.write_text(FILING)
    assert judge(read_filing(path), US_CA).result("one-time-for-ongoing") is not None
