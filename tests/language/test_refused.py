"""What is not of the language is refused when it is read: where it stands, what was found, what to do."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from compliance.rulebook.language.errors import ExpressionError
from compliance.rulebook.language.parse import parse
from compliance.rulebook.language.scope import Scope, Signature
from compliance.rulebook.language.tree import Tree

Refused = Callable[..., ExpressionError]

UNITS = [
    ("outgo + cola", "outgo + cola", ["money + rate cannot be added", "multiply the rate by an amount first"]),
    ("1 + (cola - outgo)", "cola - outgo", ["rate - money cannot be subtracted"]),
    ("outgo * salaries", "outgo * salaries", ["money * money cannot be multiplied", "by a rate or by a bare number"]),
    ("outgo * ada", "outgo * ada", ["money * ada cannot be multiplied"]),
    ("outgo > cola", "outgo > cola", ["money > rate cannot be compared"]),
    ("1 < outgo <= cola", "cola", ["money <= rate cannot be compared"]),
    ("outgo + ada", "outgo + ada", ["money + ada cannot be added", "one unit"]),
    ("answer.S1 + 1", "answer.S1 + 1", ["bool + number cannot be added", "(1 if condition else 0)"]),
    ("-answer.S1", "answer.S1", ["must be an amount, this is bool"]),
    ("answer.S1 == answer.exclude", None, ["bool == bool cannot be compared", "is a condition itself"]),
    ("outgo and answer.S1", "outgo", ["each side of 'and' must be a yes or no, this is money"]),
    ("not outgo", "outgo", ["what follows 'not' must be a yes or no, this is money"]),
    ("outgo if ada else 0", "ada", ["the condition after 'if' must be a yes or no, this is ada"]),
    ("outgo if answer.S1 else ada", None, ["branches are money and ada"]),
    ("max(outgo, cola)", "cola", ["max of money and rate cannot be taken"]),
    ("ratio(outgo, ada)", None, ["ratio of money and ada has no meaning", "the outcome is a rate"]),
    ("change(outgo, 1)", None, ["change of money and number has no meaning"]),
    ("outgo / ada", "ada", ["only a number that is written out may divide", "use ratio(a, b)"]),
    ("outgo / (3 - 3)", "3 - 3", ["use ratio(a, b)"]),
    ("outgo / 0.00", "0.00", ["divided by zero"]),
    ("reserve_standard(outgo).percent", "outgo", ["the key of 'reserve_standard' is ada, this is money"]),
    ("average(answer.S1, years=(0, 2))", "answer.S1", ["what average takes must be an amount, this is bool"]),
    ("every(outgo, years=(0, 2))", "outgo", ["what every takes must be a yes or no, this is money"]),
    ("total(one_time.name)", "one_time.name", ["'name' is text, no amount"]),
    ("answer.lcff_standard == 1", None, ["text == number cannot be compared"]),
    ("answer.lcff_standard < \"basic_aid\"", None, ["only == and != are possible"]),
    ("year == \"2024\"", '"2024"', ["no fiscal year", '"2024-25"']),
    ("item.signed == \"June\"", '"June"', ["no date"]),
    ("\"basic_aid\"", '"basic_aid"', ["may only be compared"]),
    ("known(\"x\")", '"x"', ["may only be compared"]),
    ('"a" == "a"', None, ["two quoted texts need no comparing"]),
]  # fmt: skip


@pytest.mark.parametrize("text, where, words", UNITS)
def test_units_that_do_not_fit_are_refused(refused: Refused, text: str, where: str | None, words: list[str]) -> None:
    error = refused(text, where or text)
    for expected in words:
        assert expected in error.message


NAMES = [
    ("availble_reserves > 0", "availble_reserves", "did you mean 'available_reserves'?"),
    ("original_budget.salarys > 0", "original_budget.salarys", "did you mean 'salaries'?"),
    ("answer.exclud", "answer.exclud", "did you mean 'exclude'?"),
    ("item.setled", "item.setled", "did you mean 'settled'?"),
    ("reserve_standard(ada).percnt", None, "did you mean 'percent'?"),
    ("reserve_standrad(ada).percent", None, "did you mean 'reserve_standard'?"),
    ("averge(outgo, years=(0, 2))", None, "did you mean 'average'?"),
    ("average(outgo, year=(0, 2))", None, "did you mean 'years'?"),
    ("count(labr, where=settled)", None, "did you mean 'labor'?"),
    ("total(labor.cots)", "labor.cots", "did you mean 'cost'?"),
    ("count(labor, where=setled)", "setled", "did you mean 'settled'?"),
    ("shares > 1", "shares", "did you mean 'share'?"),
]


@pytest.mark.parametrize("text, where, hint", NAMES)
def test_an_unknown_name_gets_the_nearest_valid_there(refused: Refused, text: str, where: str | None, hint: str) -> None:
    assert refused(text, where or text, lets={"share": "ratio(salaries, outgo)"}).hint == hint


SHAPES = [
    ("reserve_standard > 0", "is a table: say for which key"),
    ("reserve_standard.percent", "is a table: say for which key"),
    ("reserve_standard(ada)", "say which, .percent or .floor"),
    ("cola(ada)", "is one value and takes no key"),
    ("cola.of(2)", "write cola.of(year)"),
    ("outgo.of(year)", "only a value of the law has one"),
    ("cola[-1]", "only a figure, a let or year stands before [-1]"),
    ("outgo[-4]", "whole number from -3 to 3"),
    ("outgo[ada]", "whole number from -3 to 3"),
    ("outgo[-1][-1]", "one year in brackets is enough"),
    ("outgo(ada)", "is an amount, no function"),
    ("labor.cost > 0", "is a list: write total(labor.cost)"),
    ("labor", "is a list"),
    ("S1", "write answer.S1"),
    ("answer", "write answer.name"),
    ("average(outgo)", "needs the years of the report"),
    ("average(outgo, years=(2, 0))", "comes after"),
    ("average(outgo, years=(0, 3))", "whole number from -3 to 2"),
    ("cumulative(outgo)", "needs the year it begins with"),
    ("round(outgo, 1.5)", "whole number"),
    ("round(outgo)", "round takes 2"),
    ("min(outgo)", "two values or more"),
    ("min(*outgo)", "arguments are written out"),
    ("max(outgo, outgo, *ada)", "arguments are written out"),
    ("known(outgo, **ada)", "'**' is not part of the language"),
    ("figure(federal_revenue)", "write figure(category)"),
    ("sum(amount, object=\"8011\")", "only where a figure is found"),
    ("element(\"A\")", "only where a figure is found"),
    ("outgo > 20,000", "a comma has no meaning"),
    ("max(3%, cola)", "write a rate as 0.03"),
    ("1e5", "no number of the language"),
    ("0x10", "no number of the language"),
    ("1_000", "no number of the language"),
    ("5.", "no number of the language"),
    (".5", "begins with a digit"),
    ("outgo ≥ 1", "'≥' is not part of the language"),
    ("outgo # a note", "'#' is not part of the language"),
    ("answer.lcff_standard in answer", "'in' is not part of the language"),
    ("answer.lcff_standard == \"a\" \"b\"", "two quoted texts beside each other"),
    ("answer.lcff_standard == \"a\\n\"", "a quoted text is not closed"),
    ("(outgo", "'(' is not closed"),
    ("outgo) + (ada", "closes a bracket that was not opened"),
    ("", "is empty"),
    (" \n ", "is empty"),
    ("outgo ada", "cannot be read here"),
    ("outgo +", "cannot be read here"),
    ("(outgo, ada)", "a comma has no meaning"),
    ("()", "a comma has no meaning"),
    ("[outgo]", "is not part of the language"),
    ("...", "is not part of the language"),
]  # fmt: skip


@pytest.mark.parametrize("text, words", SHAPES)
def test_a_wrong_shape_is_refused_with_what_to_do(refused: Refused, text: str, words: str) -> None:
    assert words in str(refused(text))


def test_item_and_category_need_a_rule_that_goes_over_them(refused: Refused) -> None:
    assert "does not go over a list" in refused("item.settled", item=None).message
    assert "does not go over categories" in refused("figure(category) > 0", category=False).message
    assert "does not go over categories" in refused('category == "x"', category=False).message


HOSTILE = [
    "(" * 1000 + "1" + ")" * 1000,
    "(" * 999 + "1" + ")" * 999,
    "((" * 100,
    "-" * 1999 + "1",
    "not " * 499 + "yes",
    "1" * 5000,
    "1" * 2000 + "1",
    "1" * 1000 + ".",
    "outgo\0 > 0",
    "\0",
    '"\0" == "a"',
    "lambda: 1",
    "[x for x in y]",
    "(x for x in y)",
    "{1: 2}",
    "__import__('os').system('true')",
    "outgo.__class__.__bases__",
    "().__class__",
    "outgo.a.b.c.d",
    "9 ** 9 ** 9 ** 9",
    "1 << 99999",
    "f'{outgo}'",
    "b'x' == answer.lcff_standard",
    "(x := 1)",
    "yield",
    "await x",
    "outgo if " * 200,
    "1 if yes else " * 120 + "1",
    "1+" * 900 + "1",
    "outgo[" * 50 + "]" * 50,
    "\ud800",
    '"\ud800" == answer.lcff_standard and outgo',
    "\x0c1",
    "ｏutgo > 0",
    "1;2",
    "\\\n1",
    "'''a\nb'''",
    "1if yes else 2",
    "max(" * 60 + "1",
    "x" * 2000,
    "a=1",
    "0_0",
    "007",
    "1j",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_refused_and_nothing_else_happens(refused: Refused, text: str) -> None:
    refused(text)


WORDS = """outgo ada ( ) [ ] , . = == <= < >= + - * / ** 1 0.03 -1 "a" ' if else and or not lambda for in from year answer. S1
item. labor cola .of( average( count( total( where= years=( round( known( figure(category) reserve_standard( .percent
é # 1e9 {}"""
PIECES = st.sampled_from([*WORDS.split(), "\0", "\n"])


@settings(max_examples=2000)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join), st.lists(PIECES, max_size=14).map("".join)))
@example("1 if yes else 2")
def test_any_text_is_read_or_refused_at_a_place_inside_it(text: str) -> None:
    scope = Scope(
        {"outgo": "money", "ada": "ada"},
        {"cola": Signature("rate"), "reserve_standard": Signature(None, "ada", {"percent": "rate"})},
        {"S1": "bool"},
        {"labor": {"settled": "bool", "from": "year"}},
        "labor",
        True,
    )
    try:
        tree = parse(text, scope)
    except ExpressionError as error:
        assert 0 <= error.start <= error.end <= max(len(text), 1)
        assert error.message
    else:
        assert tree.text == text


def test_brackets_have_a_limit_of_their_own(refused: Refused) -> None:
    assert "more than 40 deep" in refused("(" * 41 + "1" + ")" * 41, "(").message


@pytest.mark.parametrize("failure", [MemoryError, RecursionError, ValueError])
def test_whatever_pythons_parser_raises_is_an_error_of_the_expression(
    refused: Refused, monkeypatch: pytest.MonkeyPatch, failure: type[Exception]
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr("ast.parse", failing)
    assert "too deep to be read" in refused("outgo > 0").message


def test_lets_that_multiply_are_refused_before_they_run_away(read: Callable[..., Tree]) -> None:
    lets = {"a0": "outgo + outgo"}
    lets.update({f"a{n}": f"total(a{n - 1}, years=(-3, 2))" for n in range(1, 8)})
    with pytest.raises(ExpressionError, match="asks for [0-9]+ steps, at most 90 and 5000 are judged"):
        read("a7 > 0", lets=lets)


def test_lets_that_pile_up_are_refused_before_they_are_too_deep(read: Callable[..., Tree]) -> None:
    lets = {"a0": "outgo", **{f"a{n}": f"(a{n - 1} + 1) * 2" for n in range(1, 40)}}
    with pytest.raises(ExpressionError, match="deep"):
        read("a39 > 0", lets=lets)


@pytest.mark.parametrize(
    "body", ["(a{0} + 1) * 2", "a{0} if answer.S1 else 1", "max(ratio(a{0}, outgo) * outgo, 1)", "a{0} / 3 + 1"]
)
def test_the_deepest_rule_that_is_read_is_also_judged(judge: Callable[..., Any], read: Callable[..., Tree], body: str) -> None:
    lets = {"a0": "outgo"}
    for deep in range(1, 90):
        held = {**lets, f"a{deep}": body.format(deep - 1)}
        try:
            read(f"a{deep} > 0", lets=held)
        except ExpressionError:
            break
        lets = held
    assert len(lets) > 20
    assert judge(f"a{len(lets) - 1} > 0", {"outgo": Decimal("1.5"), "answer.S1": True}, lets=lets).value is True
