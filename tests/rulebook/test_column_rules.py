"""A rule over columns with a mistake is an error for itself alone, and says what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance.rulebook.load import load_rulebook

from .packs import write_pack

RULE = """\
id: CHECK
title: No object is below zero
phase: general_ledger
cites: [State technical review check CHECK]
applies: {needs: ledger}
severity: {BE: warning, BB: {is: fatal, from: 2024-25}}
each: {accounts: [fund, object]}
rows: {object: "1000-7999 except 7310"}
together: {object: "7600-7699"}
require: amount >= 0 or sum(amount, object="9790")[-1] > 0
message: "{object} of fund {fund} is {amount}."
cases:
  - {year: 2024-25, column: BB, rows: {01-0000-0-0000-0000-4300: 0.01}, expect: met}
  - {year: 2024-25, column: BB, rows: {01-0000-0-0000-0000-4300: 5}, expect: met, at_the_line: yes}
  - {year: 2024-25, column: BB, rows: {01-0000-0-0000-0000-4300: -1}, before: {rows: {}}, subject: 01 4300, expect: not_met}
"""
# what stands in the rule, what stands there instead, words the fault holds
MISTAKES = [
    ("BE: warning", "BX: warning", ["no 'BX'", "BE"]),
    ("BE: warning", "BE: warnings", ["severity is 'warnings'", "did you mean 'warning'?"]),
    ("{is: fatal, from: 2024-25}", "{is: fatal, form: 2024-25}", ["no 'form'", "did you mean 'from'?"]),
    ("{is: fatal, from: 2024-25}", "{from: 2024-25}", ["lacks 'is'"]),
    ("severity: {BE: warning, BB: {is: fatal, from: 2024-25}}", "severity: fatal", ["belongs to a rule over columns"]),
    ("phase: general_ledger", "phase: ledger", ["phase is 'ledger'"]),
    ("accounts: [fund, object]", "accounts: [object, fund]", ["in the order of an account"]),
    ("accounts: [fund, object]", "accounts: [fund, objects]", ["objects"]),
    ("each: {accounts: [fund, object]}", "each: {years: [0]}", ["no 'years'", "accounts"]),
    ('object: "1000-7999 except 7310"', 'object: "1000 to 7999"', ["is no list of codes", "61-95 except 76"]),
    ('object: "1000-7999 except 7310"', 'objekt: "1000"', ["no 'objekt'", "did you mean 'object'?"]),
    ("amount >= 0", "amont >= 0", ["'amont'", "did you mean 'amount'?", "^^^^^"]),
    ("amount >= 0", "resource >= 0", ["'resource' is not a name of this rule"]),
    ("amount >= 0", 'valid(fund, "funds")', ["no table of codes/ is called 'funds'"]),
    ("amount >= 0", 'valid(resource, "x")', ["x"]),
    ('[-1] > 0', '[-2] > 0', ["the closed books of the year before"]),
    ('sum(amount, object="9790")', 'sum(amount, object="97 90")', ["is no list of codes"]),
    ("01-0000-0-0000-0000-4300: 0.01", "0100000000000004300: 0.01", ["is no account", "01-0000-0-1110-1000-1100"]),
    ("01-0000-0-0000-0000-4300: 0.01", "01-0000-0-0000-0000-4300: 1e3", ["is no amount in dollars"]),
    ("column: BB, rows: {01-0000-0-0000-0000-4300: 0.01}", "column: IP, rows: {}", ["column is 'IP'"]),
    ("require: amount >= 0", "requires: amount >= 0", ["no 'requires'", "did you mean 'require'?"]),
]  # fmt: skip


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = write_pack(tmp_path / "pack")
    (folder / "technical").mkdir()
    (folder / "technical" / "CHECK.yaml").write_text(RULE)
    return folder


def test_the_rule_as_it_stands_loads(pack: Path) -> None:
    book = load_rulebook([pack])
    assert book.faults == ()
    columns = book.rules["CHECK"].columns
    assert columns is not None
    assert (columns.standing["BB"].word, columns.standing["BB"].holds("2023-24")) == ("fatal", False)
    assert book.rules["CHECK"].severity == "fatal"


@pytest.mark.parametrize(("there", "instead", "words"), MISTAKES)
def test_a_mistake_is_told_at_its_place(pack: Path, there: str, instead: str, words: list[str]) -> None:
    assert there in RULE
    path = pack / "technical" / "CHECK.yaml"
    path.write_text(RULE.replace(there, instead, 1))
    (fault,) = load_rulebook([pack]).faults
    assert fault.rule == "CHECK"
    assert str(path) in fault.message
    for word in words:
        assert word in fault.message, fault.message


@pytest.mark.parametrize("word", ["lines()", 'cell("A")', 'filled("A")', 'nonzero("A")', 'moment("A")', 'valid(fund, "funds")'])
def test_questions_to_a_column_stand_nowhere_else(pack: Path, word: str) -> None:
    path = pack / "budget" / "R-1.yaml"
    path.write_text(path.read_text().replace("require: reserves >= standard", f"require: {word} == 0"))
    (fault,) = load_rulebook([pack]).faults
    assert "may stand only in a rule over columns" in fault.message


def test_a_check_that_nothing_decides_needs_a_reason_and_no_cases(pack: Path) -> None:
    path = pack / "technical" / "CHECK.yaml"
    head = RULE.split("each:")[0]
    path.write_text(head + "cannot: only the state's software knows\n")
    book = load_rulebook([pack])
    assert book.faults == () and book.rules["CHECK"].require is None
    path.write_text(head)
    (fault,) = load_rulebook([pack]).faults
    assert "lacks 'require'" in fault.message
