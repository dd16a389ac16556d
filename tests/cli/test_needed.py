"""What a blank filing asks a person for: nothing that only a check over columns reads."""

from __future__ import annotations

from pathlib import Path

from compliance.cli.needed import needed
from compliance.rulebook.load import load_rulebook

from ..docs.column_packs import write_column_pack

ASKING = """\
id: SMALL-ASKING
title: A question is answered with yes
phase: supplemental
cites: [State technical review check SMALL-ASKING]
applies: {report: adopted_budget}
severity: {BB: fatal}
require: answer.S1
message: It is not answered with yes.
cases:
  - {year: 2024-25, column: BB, given: {answers: {S1: yes}}, expect: met, at_the_line: yes}
  - {year: 2024-25, column: BB, given: {answers: {S1: no}}, expect: not_met}
"""


def test_a_check_over_columns_asks_for_nothing_a_person_writes(tmp_path: Path) -> None:
    folder = write_column_pack(tmp_path)
    (folder / "answers.yaml").write_text('answers:\n  S1: {question: "Is it so?", type: yes_no}\n', "utf-8")
    (folder / "technical" / "SMALL-ASKING.yaml").write_text(ASKING, "utf-8")
    rulebook = load_rulebook([folder])
    assert not rulebook.faults and "SMALL-ASKING" in rulebook.rules
    asked = needed(rulebook, "district", "adopted_budget", "2024-25")
    assert (asked.rules, asked.figures, asked.answers, asked.lists) == ((), {}, set(), set())
