"""A missing input makes unknown what rests on it, names itself, and is never false and never zero."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

Judge = Callable[..., Any]
T, F, U = True, False, None


@pytest.mark.parametrize(
    "left, right, both, either",
    [
        (T, T, T, T), (T, F, F, T), (T, U, U, T),
        (F, T, F, T), (F, F, F, F), (F, U, F, U),
        (U, T, U, T), (U, F, F, U), (U, U, U, U),
    ],
)  # fmt: skip
def test_and_and_or_are_kleenes(judge: Judge, left: Any, right: Any, both: Any, either: Any) -> None:
    answers = {"answer.S1": left, "answer.exclude": right}
    assert judge("answer.S1 and answer.exclude", answers).value is both
    assert judge("answer.S1 or answer.exclude", answers).value is either
    assert judge("not (not answer.S1 or not answer.exclude)", answers).value is both


def test_not_unknown_is_unknown(judge: Judge) -> None:
    assert judge("not answer.S1").missing == ("answer.S1",)


def test_a_chain_is_false_as_soon_as_one_pair_is(judge: Judge) -> None:
    figures = {"outgo": Decimal(5), "salaries": Decimal(9)}
    assert judge("available_reserves <= outgo <= 3", figures).value is False
    assert judge("available_reserves <= outgo <= 7", figures).missing == ("available_reserves",)
    assert judge("3 >= outgo >= available_reserves", figures).value is False
    assert judge("1 <= outgo <= salaries", figures).value is True


@pytest.mark.parametrize("text", ["outgo + salaries", "outgo - salaries", "max(outgo, salaries)", "min(outgo, salaries)"])
def test_arithmetic_is_strict_and_names_what_lacks(judge: Judge, text: str) -> None:
    assert judge(text, {"outgo": Decimal(1)}).missing == ("salaries",)
    assert judge(text).missing == ("outgo", "salaries")


def test_an_unknown_times_zero_is_unknown(judge: Judge) -> None:
    assert judge("outgo * 0 == 0").value is None


def test_a_choice_by_an_unknown_is_unknown_even_when_both_agree(judge: Judge) -> None:
    assert judge("1 if answer.S1 else 1").missing == ("answer.S1",)


def test_a_choice_asks_only_for_the_branch_it_takes(judge: Judge) -> None:
    text = "0 if answer.exclude else salaries"
    assert judge(text, {"answer.exclude": True}).value == 0
    assert judge(text, {"answer.exclude": False}).missing == ("salaries",)


@pytest.mark.parametrize("taken", [True, False])
def test_what_a_branch_read_is_read_again_where_the_branch_was_not_taken(judge: Judge, taken: bool) -> None:
    held = {"answer.S1": taken, "salaries": Decimal(1), "outgo": Decimal(2)}
    assert judge("(salaries if answer.S1 else outgo) + salaries + outgo", held).value == (4 if taken else 5)
    assert judge("(answer.S1 and salaries > 0) or salaries < outgo", held).value is True


@pytest.mark.parametrize("text", ["ratio(salaries, outgo)", "change(salaries, outgo)"])
def test_a_base_of_zero_is_unknown_and_says_so(judge: Judge, text: str) -> None:
    assert judge(text, {"salaries": Decimal(1), "outgo": Decimal("0.00")}).missing == ("outgo is zero",)
    assert judge(text, {"outgo": Decimal("0.00")}).missing == ("salaries",)


def test_known_is_never_unknown(judge: Judge) -> None:
    assert judge("known(outgo)").value is False
    assert judge("known(outgo)", {"outgo": Decimal(0)}).value is True
    assert judge("known(ratio(salaries, outgo))", {"salaries": Decimal(1), "outgo": Decimal(0)}).value is False
    assert judge("known(1/3)").value is True
    assert judge("outgo if known(outgo) else salaries", {"salaries": Decimal(2)}).value == 2


def test_only_what_made_it_unknown_is_named(judge: Judge) -> None:
    held = {"answer.S1": True, "salaries": Decimal(0), "ada": Decimal(1)}
    traced = judge("answer.S1 and (salaries > 0 or outgo > 0) and known(ada)", held)
    assert traced.missing == ("outgo",)


@pytest.mark.parametrize(
    "values, every, some, count",
    [
        ((1, 1, 1), T, T, 3),
        ((1, 0, 1), F, T, 2),
        ((0, 0, 0), F, F, 0),
        ((1, U, 1), U, T, U),
        ((0, U, 0), F, U, U),
        ((U, U, U), U, U, U),
    ],
)
def test_over_years(judge: Judge, values: Any, every: Any, some: Any, count: Any) -> None:
    figures = {f"outgo@{year}": Decimal(value) for year, value in enumerate(values) if value is not None}
    assert judge("every(outgo > 0, years=(0, 2))", figures).value is every
    assert judge("some(outgo > 0, years=(0, 2))", figures).value is some
    assert judge("count(outgo > 0, years=(0, 2))", figures).value == count
    total = None if None in values else sum(values)
    assert judge("total(outgo, years=(0, 2))", figures).value == total
    assert judge("average(outgo, years=(0, 2)) * 3", figures).value == total
    assert judge("cumulative(outgo, since=0)", figures, year=2).value == total


def test_a_list_is_strict_about_what_it_counts(judge: Judge) -> None:
    entries = [
        {"name": "a", "amount": Decimal("1.50"), "pays_for": "ongoing"},
        {"name": "b", "amount": None, "pays_for": "equipment"},
        {"name": "c", "amount": Decimal("2.25"), "pays_for": "ongoing"},
    ]
    held = {"list.one_time": entries}
    assert judge('total(one_time.amount, where=pays_for == "ongoing")', held).value == Decimal("3.75")
    assert judge('total(one_time.amount, where=pays_for != "ongoing")', held).missing == ("amount",)
    assert judge("total(one_time.amount)", held).value is None
    assert judge("count(one_time)", held).value == 3
    assert judge("count(one_time, where=amount > outgo)", {**held, "outgo": Decimal(2)}).value is None
    assert judge("count(one_time, where=known(amount) and amount > outgo)", {**held, "outgo": Decimal(2)}).value == 1
    assert judge("total(one_time.amount)").value == 0


def test_a_table_with_an_unknown_key_is_unknown(judge: Judge) -> None:
    assert judge("reserve_standard(ada).percent", {"law.reserve_standard.percent": Decimal("0.03")}).missing == ("ada",)
