"""The cases in a rule file prove it: a wrong expectation is found, and so is a case that nobody wrote."""

from __future__ import annotations

from typing import Any

import pytest

from compliance.engine.fast_path import FastPath
from compliance.engine.rehearse import lacking, rehearse
from compliance.rulebook.model import Rule, RuleCase

from .filings import US_CA

FAST = FastPath(US_CA)
RULE = US_CA.rules["01CS-10"]


def fault(**changes: Any) -> str:
    """What is said of 01CS-10's case at the line, with some of it changed."""
    case: RuleCase = next(one for one in RULE.cases if one.at_the_line)._replace(**changes)
    (found,) = rehearse(RULE._replace(cases=(case,)), FAST)
    return found.fault


@pytest.mark.parametrize("rule", US_CA.rules.values(), ids=list(US_CA.rules))
def test_the_cases_of_every_rule_come_out_and_none_is_lacking(rule: Rule) -> None:
    assert [(one.case.at, one.fault) for one in rehearse(rule, FAST) if one.fault] == []
    assert lacking(rule) == []


def test_the_case_itself_is_right() -> None:
    assert fault() == ""


def test_a_wrong_expectation_is_found() -> None:
    assert "expected not_met, came out met" in fault(expect="not_met")


def test_a_wrong_expectation_of_the_rule_is_found() -> None:
    assert "the rule was expected met, came out unknown" in fault(rule="met")


def test_a_case_said_to_be_at_the_line_that_is_not_is_found() -> None:
    given = {**dict(RULE.cases[1].given), ("figures", "2018-19", "available_reserves"): "6600000.01"}
    assert "said to be at the line, but $0.01 from it" in fault(given=given)


def test_a_case_in_a_year_the_rule_does_not_judge_is_found() -> None:
    assert "no case" in fault(offset=-1)


def test_a_value_of_the_wrong_unit_in_a_case_is_found() -> None:
    assert "is not an amount" in fault(given={("figures", "2018-19", "available_reserves"): "much"})


@pytest.mark.parametrize(
    ("keep", "lacks"),
    [
        (lambda case: not case.at_the_line, ["a case at the line (at_the_line: yes)"]),
        (lambda case: case.expect != "not_met", ["a case that is not_met"]),
        (
            lambda case: case.expect == "unknown",
            ["a case that is met", "a case that is not_met", "a case at the line (at_the_line: yes)"],
        ),
    ],
)
def test_a_rule_file_without_met_not_met_and_at_the_line_is_told_what_lacks(keep: Any, lacks: list[str]) -> None:
    assert lacking(RULE._replace(cases=tuple(case for case in RULE.cases if keep(case)))) == lacks
