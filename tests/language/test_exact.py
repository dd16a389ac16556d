"""Amounts are what is written: no float enters, nothing is rounded before it is shown."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from decimal import Decimal, getcontext
from fractions import Fraction
from typing import Any

import pytest

from compliance.rulebook.language import fast
from compliance.rulebook.language.fast import compile_test
from compliance.rulebook.language.walk import trace

Judge = Callable[..., Any]


@pytest.mark.parametrize(
    "text, value",
    [
        ("0.1 + 0.2", Fraction(3, 10)),
        ("0.03", Fraction(3, 100)),
        ("1/3", Fraction(1, 3)),
        ("1/3 + 1/3 + 1/3", Fraction(1)),
        ("-2 / -4", Fraction(1, 2)),
        ("7 / 3 * 3", Fraction(7)),
        ("123456789012345.678901234567890", Fraction("123456789012345.678901234567890")),
        ("1 - 0.000000000000000000000000000001", 1 - Fraction(1, 10**30)),
        ("--3", Fraction(3)),
        ("+3", Fraction(3)),
        ("min(3, 1, 2)", Fraction(1)),
        ("max(1/3, 0.3333)", Fraction(1, 3)),
        ("abs(-1/3)", Fraction(1, 3)),
    ],
)
def test_a_literal_is_what_is_written(judge: Judge, text: str, value: Fraction) -> None:
    assert judge(text).value == value


def test_three_tenths_are_three_tenths(judge: Judge) -> None:
    assert judge("0.1 + 0.2 == 0.3").value is True


def test_one_cent_short_is_short(judge: Judge) -> None:
    law = {"law.reserve_standard.percent": Decimal("0.03"), "law.reserve_standard.floor": Decimal(0), "ada": Decimal("15500")}
    text = "available_reserves >= max(outgo * reserve_standard(ada).percent, reserve_standard(ada).floor)"
    outgo = Decimal("100000000000.01")
    line = outgo * Decimal("0.03")
    for difference, met in (
        (Decimal("-0.01"), False),
        (Decimal("-0.0003"), False),
        (Decimal(0), True),
        (Decimal("0.0001"), True),
    ):
        reserves = line + difference
        assert judge(text, {**law, "outgo": outgo, "available_reserves": reserves}).value is met


def test_a_quotient_meets_its_bound_exactly(judge: Judge) -> None:
    figures = {"ada": Decimal("2"), "enrollment": Decimal("3")}
    assert judge("ratio(ada, enrollment) <= 2/3", figures).value is True
    assert judge("ratio(ada, enrollment) < 2/3", figures).value is False
    assert judge("ratio(ada, enrollment) <= 0.6666666666666666666666666666", figures).value is False


@pytest.mark.parametrize("base", ["-3", "-0.5", "7"])
def test_the_sign_of_a_base_does_not_turn_a_comparison(judge: Judge, base: str) -> None:
    figures = {"outgo": Decimal("1"), "salaries": Decimal(base)}
    quotient = 1 / Fraction(base)
    assert judge("ratio(outgo, salaries)", figures).value == quotient
    assert judge("ratio(outgo, salaries) < 0", figures).value is (quotient < 0)
    assert judge("max(ratio(outgo, salaries), 0.1)", figures).value == max(quotient, Fraction(1, 10))
    assert judge("outgo / -3 < 0", figures).value is True


@pytest.mark.parametrize(
    "value, places, rounded",
    [
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("23400088.335", 2, "23400088.34"),
        ("-23400088.335", 2, "-23400088.34"),
        ("0.0499999", 1, "0"),
        ("149", -2, "100"),
        ("150", -2, "200"),
    ],
)
def test_round_is_half_up_away_from_zero(judge: Judge, value: str, places: int, rounded: str) -> None:
    assert judge(f"round(outgo, {places})", {"outgo": Decimal(value)}).value == Fraction(rounded)


def test_round_takes_an_exact_quotient(judge: Judge) -> None:
    figures = {"outgo": Decimal(1), "salaries": Decimal(8)}
    assert judge("round(ratio(outgo, salaries), 2)", figures).value == Fraction("0.13")
    assert judge("round(0 - ratio(outgo, salaries), 2)", figures).value == Fraction("-0.13")
    assert judge("round(1/3, 3)").value == Fraction("0.333")


def test_a_figure_that_no_decimal_can_hold_is_judged_as_exactly(judge: Judge) -> None:
    figures = {"outgo": Fraction(1, 3), "salaries": Decimal("0.5")}
    assert judge("outgo + salaries == 5/6", figures).value is True
    assert judge("outgo * 3 >= 1", figures).value is True


def test_more_digits_than_the_context_holds_are_judged_as_exactly(judge: Judge) -> None:
    long = Decimal("1." + "0" * 900 + "1")
    figures = {"outgo": long, "growth": long}
    assert judge("outgo * growth * growth > outgo", figures).value is True
    assert judge("outgo * growth * growth", figures).value == Fraction(long) ** 3


def test_ordinary_figures_never_leave_the_fast_path(read: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    class Filing:
        def figure(self, layer: str, name: str, year: int) -> Decimal:
            return Decimal("123456789012.34") + year

    monkeypatch.setattr(fast, "_Fractions", None)
    tree = read("-0.5 <= average(change(salaries, outgo[-1]), years=(-3, 2)) - round(ratio(outgo, salaries) / 7, 3) <= 1/3")
    assert compile_test(tree)(Filing(), 0) is not None  # type: ignore[arg-type]


def test_a_float_is_refused_not_used(read: Callable[..., Any]) -> None:
    class Filing:
        year = 0

        def figure(self, layer: str, name: str, year: int) -> Any:
            from compliance.rulebook.language.environment import Operand

            return Operand(0.1)  # type: ignore[arg-type]

    with pytest.raises(TypeError, match="float"):
        trace(read("outgo > 0"), Filing())  # type: ignore[arg-type]


def test_the_caller_keeps_its_own_decimal_context(read: Callable[..., Any], judge: Judge) -> None:
    before = getcontext()
    judge("ratio(outgo, salaries) > 0", {"outgo": Decimal(1), "salaries": Decimal(3)})
    assert getcontext() is before


def test_a_tree_can_be_kept_in_a_cache(read: Callable[..., Any]) -> None:
    tree = read("share[-1] > 0.5", lets={"share": "ratio(salaries, outgo)"})
    assert pickle.loads(pickle.dumps(tree)) == tree
