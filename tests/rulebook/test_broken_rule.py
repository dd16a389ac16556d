"""A rule file with a mistake is an error for that rule alone: it becomes a Fault, everything else loads and judges."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance.rulebook.load import load_rulebook
from compliance.rulebook.model import Fault, Rulebook

from .packs import FILES, line_of, write_pack

RULE = "budget/R-2.yaml"
REQUIRE = "require: reserves >= standard"
CASE = "{year: 2024-25, given: {ada: 5000, outgo: 100, reserves: 4}, expect: met}"

# what stands in the rule, what stands there instead, words the fault holds
FIELDS = [
    ("severity: serious", "severty: serious", ["no 'severty'", "did you mean 'severity'?"]),
    ("severity: serious", "severity: grave", ["severity is 'grave'", "serious"]),
    ("severity: serious\n", "", ["lacks 'severity'"]),
    ("cites: [5 CCR 15450]", "cites: []", ["A rule without a citation", "which law or form"]),
    ("report: adopted_budget", "report: adoptedbudget", ["report is 'adoptedbudget'", "did you mean 'adopted_budget'?"]),
    ("entity: district", "entities: district", ["no 'entities'", "did you mean 'entity'?"]),
    ("year: [0, 1, 2]", "year: [0, 1, 4]", ["year holds '4'", "-3"]),
    ("year: [0, 1, 2]", "labour: unit", ["no 'labour'", "did you mean 'labor'?"]),
    ("  standard:", "  outgo:", ["'outgo' cannot be a name here", "no figure"]),
    (f"{REQUIRE}\n", f"{REQUIRE}\nprint: {{standrd: 0.1%}}\n", ["print names 'standrd'", "did you mean 'standard'?"]),
    (f"{REQUIRE}\n", f"{REQUIRE}\nsummary: most\n", ["summary is 'most'", "two_of_three"]),
    ("id: R-2", "id: R-3", ["The rule is called 'R-3', its file 'R-2.yaml'"]),
    ("title: Reserves", "title: &here Reserves", ["An anchor (&)"]),
    ("title: Reserves", "title: *here", ["An alias (*)"]),
    ("title: Reserves meet", "title: [Reserves meet", ["not YAML"]),
]
CASES = [
    (CASE, CASE.replace("ada: 5000", "aad: 5000"), ["No figure is called 'aad'", "did you mean 'ada'?"]),
    (CASE, CASE.replace("expect: met", "expect: pass"), ["expect is 'pass'"]),
    (CASE, CASE.replace("expect", "expected"), ["no 'expected'", "did you mean 'expect'?"]),
    (CASE, CASE.replace("2024-25", "2024-26"), ["year is '2024-26'", "2024-25"]),
    (CASE, CASE.replace("ada: 5000", "answers: {S2: yes}"), ["no 'S2'", "known here: S1"]),
]
LANGUAGE = [
    ("reserves - standard", "reserves - ada", ["money - ada cannot be subtracted", "^^^"]),
    ("{reserves} miss", "{reserve} miss", ["'reserve'", "did you mean 'reserves'?", "^^^"]),
    (
        "standard_table(ada).percent",
        "standard_table(outgo).percent",
        ["the key of 'standard_table' is ada, this is money", "^^^^^"],
    ),
    ("standard_table(ada).percent", "standard_table(ada).percnt", ["percnt", "did you mean 'percent'?"]),
]


def the_fault(folder: Path) -> tuple[Rulebook, Fault]:
    """The rulebook and its one fault, which is that of R-2; R-1 and everything else are there."""
    book = load_rulebook([folder])
    (fault,) = book.faults
    assert (list(book.rules), fault.rule, fault.path) == (["R-1"], "R-2", str(folder / RULE))
    assert list(book.parameters) and list(book.figures) and list(book.schemes)
    return book, fault


@pytest.mark.parametrize(("old", "new", "words"), [*FIELDS, *CASES])
def test_a_mistake_in_a_rule_file_is_a_fault_of_that_rule(tmp_path: Path, old: str, new: str, words: list[str]) -> None:
    folder = write_pack(tmp_path, RULE, old, new)
    _, fault = the_fault(folder)
    assert fault.message.startswith(f"{folder / RULE}:")
    for expected in words:
        assert expected in fault.message, fault.message


@pytest.mark.parametrize(("old", "new", "words"), LANGUAGE)
def test_a_mistake_in_an_expression_stands_above_a_caret(tmp_path: Path, old: str, new: str, words: list[str]) -> None:
    folder = write_pack(tmp_path, RULE, old, new)
    _, fault = the_fault(folder)
    assert f"{folder / RULE}:{line_of(RULE, old)}:" in fault.message
    for expected in words:
        assert expected in fault.message, fault.message


def test_money_plus_rate_is_shown_with_line_column_caret_and_advice(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, RULE, REQUIRE, "require: reserves >= outgo + standard_table(ada).percent")
    _, fault = the_fault(folder)
    where, excerpt, caret = fault.message.splitlines()[:3]
    assert where.startswith(f"{folder / RULE}:8:22: ")
    assert "money + rate cannot be added" in fault.message
    assert "multiply the rate by an amount first" in fault.message
    start, marked = caret.index("^"), caret.count("^")
    assert excerpt[start : start + marked] == "outgo + standard_table(ada).percent"


def test_an_unknown_name_is_answered_with_the_nearest_under_a_caret(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, RULE, REQUIRE, "require: reservs >= standard")
    _, fault = the_fault(folder)
    assert f"{RULE}:8:10: " in fault.message
    assert "did you mean 'reserves'?" in fault.message
    excerpt, caret = fault.message.splitlines()[1:3]
    assert excerpt[caret.index("^") :][: caret.count("^")] == "reservs"


def test_a_require_that_is_no_condition_is_a_fault(tmp_path: Path) -> None:
    _, fault = the_fault(write_pack(tmp_path, RULE, REQUIRE, "require: reserves - standard"))
    assert "require must give bool, this gives money" in fault.message


def test_a_rule_that_is_not_utf_8_is_a_fault(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    (folder / RULE).write_bytes(FILES[RULE].replace("meet", "\u2265").encode("utf-16"))
    _, fault = the_fault(folder)
    assert "not UTF-8" in fault.message


# "What is wrong is said at load, never while a filing is judged": printed places that are none, or none of that unit.
@pytest.mark.parametrize("places", ["fine", "1/0", "0.1%"])
def test_places_that_are_none_are_a_fault_when_loaded(tmp_path: Path, places: str) -> None:
    _, fault = the_fault(write_pack(tmp_path, RULE, f"{REQUIRE}\n", f"{REQUIRE}\nprint: {{standard: {places}}}\n"))
    assert ":9:" in fault.message


def test_places_in_a_message_that_are_none_of_the_unit_are_a_fault_when_loaded(tmp_path: Path) -> None:
    _, fault = the_fault(write_pack(tmp_path, RULE, "{reserves} miss", "{reserves:0.1%} miss"))
    assert "0.1%" in fault.message


def test_an_empty_rule_file_is_a_fault(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    (folder / RULE).write_text("")
    the_fault(folder)


def test_a_rule_given_twice_keeps_the_first(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    (folder / "cautions").mkdir()
    (folder / "cautions" / "R-1.yaml").write_text(FILES["budget/R-1.yaml"])
    book = load_rulebook([folder])
    assert book.rules["R-1"].path == str(folder / "budget" / "R-1.yaml")
    (fault,) = book.faults
    assert "'R-1' is there already" in fault.message and str(folder / "budget" / "R-1.yaml") in fault.message


def test_a_broken_rule_says_where_it_would_have_held(tmp_path: Path) -> None:
    _, fault = the_fault(write_pack(tmp_path, RULE, REQUIRE, "require: nothing"))
    assert fault.applies is not None
    assert fault.applies.to("district", "adopted_budget", "2024-25")
    assert not fault.applies.to("district", "first_interim", "2024-25")
