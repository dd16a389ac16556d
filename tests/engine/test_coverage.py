"""Coverage: a rule file shows every outcome its rule can have, and is not asked for one it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance.engine.coverage import possible_outcomes, uncovered
from compliance.engine.fast_path import FastPath
from compliance.engine.rehearse import rehearse
from compliance.rulebook.load import load_rulebook
from compliance.rulebook.model import Rulebook

from ..rulebook.packs import FILES

ANSWERS = 'answers:\n  S1: {question: "Is it so?", type: yes_no}\n  S2: {question: "And this?", type: yes_no, default: no}\n'
RULE = """\
id: R-1
title: A rule
cites: [5 CCR 15450]
applies: {entity: district, report: adopted_budget}
%s
severity: serious
message: Not met.
cases:
  - {year: 2024-25, given: {ada: 5000, outgo: 100, revenue: 1, reserves: 4, answers: {S1: yes, S2: no}}, expect: met}
"""


def small(folder: Path, test: str) -> Rulebook:
    """The small pack with a rule of this test."""
    files = {**FILES, "answers.yaml": ANSWERS, "budget/R-1.yaml": RULE % test}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    rulebook = load_rulebook([folder])
    assert rulebook.faults == ()
    return rulebook


@pytest.mark.parametrize(
    ("test", "outcomes"),
    [
        ("require: reserves > 0", "met not_met unknown"),
        ("require: answer.S1", "met not_met unknown"),
        ("require: answer.S2", "met not_met"),
        ("require: known(reserves)", "met not_met"),
        ("require: not known(reserves) or reserves > 0", "met not_met"),
        ("require: known(reserves) and reserves > 0", "met not_met"),
        ("require: known(reserves) and reserves > outgo", "met not_met unknown"),
        ("require: known(reserves) and reserves[-1] > 0", "met not_met unknown"),
        ("require: reserves > 0 if known(reserves) else no", "met not_met"),
        ("require: (reserves if known(reserves) else 0) > 0", "met not_met"),
        ("require: (outgo if known(reserves) else 0) > 0", "met not_met unknown"),
        ("require: reserves > 0 or reserves <= 5", "met not_met unknown"),
        ("require: yes", "met"),
        ("require: no and reserves > 0", "not_met"),
        ("when: no\nrequire: reserves > 0", "not_applicable"),
        ("when: reserves > 0\nrequire: reserves > 5", "met not_met not_applicable unknown"),
        ("when: known(reserves)\nrequire: reserves > 0", "met not_met not_applicable"),
        ("when: known(reserves) and known(outgo)\nrequire: reserves > outgo", "met not_met not_applicable"),
        ("when: known(reserves) or known(outgo)\nrequire: reserves > outgo", "met not_met not_applicable unknown"),
        ("when: not known(reserves)\nrequire: answer.S2", "met not_met not_applicable"),
        ("let:\n  both: reserves + outgo\nwhen: known(both)\nrequire: both > 0 and reserves > 0", "met not_met not_applicable"),
        ("let:\n  both: reserves + outgo\nrequire: known(both) and both[-1] > 0", "met not_met unknown"),
        ("require: ratio(reserves, outgo) > 0.03", "met not_met unknown"),
        ("require: known(reserves) and reserves > floor", "met not_met"),
        ("require: known(ada) and standard_table(ada).percent > 0.01", "met not_met"),
        ("require: standard_table(ada).percent > 0.01", "met not_met unknown"),
        ("require: total(reserves, years=(0, 1)) > 0", "met not_met unknown"),
        ("require: count(labor) == 0", "met not_met"),
        ("require: count(labor, where=settled) == 0", "met not_met unknown"),
        ('require: count(labor, where=unit == "a") == 0', "met not_met"),
        ("each: {labor: unit}\nrequire: item.settled", "met not_met unknown"),
        ('each: {labor: unit}\nrequire: item.unit == "a"', "met not_met unknown"),
    ],
)
def test_the_outcomes_a_rule_can_have_are_read_off_its_test(test: str, outcomes: str, tmp_path: Path) -> None:
    rulebook = small(tmp_path, test)
    assert " ".join(possible_outcomes(rulebook.rules["R-1"], rulebook)) == outcomes


def test_each_outcome_that_no_case_shows_is_told(tmp_path: Path) -> None:
    rulebook = small(tmp_path, "when: reserves > 0\nrequire: reserves > 1")
    rule = rulebook.rules["R-1"]
    rehearsals = rehearse(rule, FastPath(rulebook))
    assert uncovered(rule, rehearsals, rulebook) == ["no case is not_met", "no case is not_applicable", "no case is unknown"]
    shown = [rehearsals[0]._replace(outcome=outcome) for outcome in ("met", "not_met", "not_applicable", "unknown")]
    assert uncovered(rule, shown, rulebook) == []
