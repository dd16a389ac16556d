"""The two paths and an independent judge give one outcome for every expression and every world, known or unknown.

Expressions are drawn well typed, each with its own plain judgement in fractions; the judge knows neither parser nor tree.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.rulebook.language.environment import Operand
from compliance.rulebook.language.fast import compile_test, compile_value
from compliance.rulebook.language.parse import parse
from compliance.rulebook.language.scope import Scope, Signature
from compliance.rulebook.language.tree import Tree
from compliance.rulebook.language.walk import trace

MONEY, RATE, PUPILS = ("reserves", "outgo"), ("growth",), ("ada",)
FIGURES = {**dict.fromkeys(MONEY, "money"), **dict.fromkeys(RATE, "rate"), **dict.fromkeys(PUPILS, "ada")}
PARAMETERS = {"cola": Signature("rate"), "tier": Signature(None, "ada", {"percent": "rate", "floor": "money"})}
LISTS = {"deals": {"cost": "money", "settled": "bool", "unit": "text"}}


@dataclass(frozen=True)
class World:
    """Figures by a rule instead of a table: every question has an answer from the pool, always the same one."""

    pool: Sequence[Any]
    truths: Sequence[Any]
    deals: Sequence[dict[str, Any]]

    def number(self, *question: Any) -> Any:
        return self.pool[zlib.crc32(repr(question).encode()) % len(self.pool)]

    def answer(self, name: str) -> Any:
        return self.truths[zlib.crc32(name.encode()) % len(self.truths)]

    def tier(self, column: str, key: Fraction) -> Any:
        small = Decimal("0.05") if column == "percent" else Decimal("88000")
        large = Decimal("0.03") if column == "percent" else Decimal(0)
        return None if key < 0 else small if key <= 5 else large


class Fast:
    def __init__(self, world: World) -> None:
        self.world = world

    def figure(self, *question: Any) -> Any:
        return self.world.number(*question)

    def answer(self, name: str) -> Any:
        return self.world.answer(name)

    def entries(self, name: str) -> Any:
        return self.world.deals

    def parameter(self, name: str, column: str | None, key: Any, year: int | None) -> Any:
        return self.world.number(name, year) if key is None else self.world.tier(column or "", Fraction(key))

    def fiscal_year(self, year: int) -> str:
        return f"{2024 + year}-{25 + year}"


class Traceable:
    def __init__(self, world: World, year: int) -> None:
        self._fast, self.year, self.fiscal_year = Fast(world), year, Fast(world).fiscal_year

    def entries(self, name: str) -> Any:
        return [{name: Operand(value) for name, value in deal.items()} for deal in self._fast.entries(name)]

    def __getattr__(self, name: str) -> Any:
        return lambda *question: Operand(getattr(self._fast, name)(*question))


Judgement = Callable[[World, int, Any], Any]


@dataclass(frozen=True)
class Drawn:
    """An expression's text, the texts of its lets, and what it comes to; fields are those of a list's entry, or None."""

    text: str
    judge: Judgement
    lets: dict[str, str] = field(default_factory=dict)


def fraction(value: Any) -> Any:
    return Fraction(value) if isinstance(value, Decimal) else value


def strict(judgement: Callable[..., Any], *parts: Drawn) -> Judgement:
    def judge(world: World, year: int, entry: Any) -> Any:
        values = [part.judge(world, year, entry) for part in parts]
        return None if any(value is None for value in values) else judgement(*values)

    return judge


def both(values: Sequence[Any]) -> Any:
    return False if False in values else None if None in values else True


def either(values: Sequence[Any]) -> Any:
    return True if True in values else None if None in values else False


def over(judgement: Callable[[list[Any]], Any], part: Drawn, first: int, last: int | None) -> Judgement:
    def judge(world: World, year: int, entry: Any) -> Any:
        years = range(first, (year if last is None else last) + 1)
        return judgement([part.judge(world, each, entry) for each in years])

    return judge


def all_known(judgement: Callable[[list[Any]], Any]) -> Callable[[list[Any]], Any]:
    return lambda values: None if None in values else judgement(values)


def rounded(value: Fraction, places: int) -> Fraction:
    scaled = abs(value) * 10**places + Fraction(1, 2)
    return Fraction(scaled.numerator // scaled.denominator, 10**places) * (1 if value >= 0 else -1)


def sign_of(operator: str) -> Callable[[Any, Any], bool]:
    return {
        "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b,
        ">=": lambda a, b: a >= b, "==": lambda a, b: a == b, "!=": lambda a, b: a != b,
    }[operator]  # fmt: skip


LITERALS = st.from_regex(r"(0|[1-9][0-9]{0,3})(\.[0-9]{1,3})?", fullmatch=True)
COMPARING = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])


@st.composite
def amounts(draw: st.DrawFn, unit: str, depth: int, entry: bool = False) -> Drawn:
    """An expression of money, rate or ada."""
    kinds = ["figure", "figure"]
    if unit == "rate":
        kinds += ["cola"]
    if entry and unit == "money":
        kinds += ["field", "field"]
    if depth:
        kinds += ["sum", "scaled", "divided", "extreme", "choice", "sign", "round", "over", "let"]
        kinds += ["product"] if unit in ("money", "rate") else []
        kinds += ["quotient", "quotient"] if unit == "rate" else []
        kinds += ["tier"] if unit in ("rate", "money") else []
        kinds += ["list"] if unit == "money" and not entry else []
    kind = draw(st.sampled_from(kinds))
    if kind == "figure":
        name = draw(st.sampled_from({"money": MONEY, "rate": RATE, "ada": PUPILS}[unit]))
        layer = draw(st.sampled_from(["figures", "figures", "original_budget"]))
        offset = draw(st.integers(-3, 3))
        text = ("" if layer == "figures" else layer + ".") + name + (f"[{offset}]" if offset else "")
        return Drawn(text, lambda world, year, entry: fraction(world.number(layer, name, year + offset)))
    if kind == "cola":
        of_year = draw(st.booleans())
        text = "cola.of(year)" if of_year else "cola"
        return Drawn(text, lambda world, year, entry: fraction(world.number("cola", year if of_year else None)))
    if kind == "field":
        return Drawn("cost", lambda world, year, entry: fraction(entry["cost"]))

    def inner(of: str = unit) -> Drawn:
        return draw(amounts(of, depth - 1, entry))

    if kind == "tier":
        key, column = inner("ada"), "percent" if unit == "rate" else "floor"
        return Drawn(f"tier({key.text}).{column}", strict(lambda k: fraction_of_tier(column, k), key), key.lets)
    if kind == "choice":
        condition, then, other = draw(conditions(depth - 1, entry)), inner(), inner()

        def choose(world: World, year: int, entry: Any) -> Any:
            held = condition.judge(world, year, entry)
            return None if held is None else (then if held else other).judge(world, year, entry)

        return Drawn(f"({then.text} if {condition.text} else {other.text})", choose, condition.lets | then.lets | other.lets)
    if kind == "list":
        where = draw(conditions(depth - 1, entry=True))

        def total(world: World, year: int, entry: Any) -> Any:
            chosen = [(where.judge(world, year, deal), fraction(deal["cost"])) for deal in world.deals]
            unknown = any(held is None or (held and cost is None) for held, cost in chosen)
            return None if unknown else sum((cost for held, cost in chosen if held), Fraction(0))

        return Drawn(f"total(deals.cost, where={where.text})", total, where.lets)
    if kind == "let":
        plain = draw(amounts(unit, depth - 1))
        name, offset = f"let_{zlib.crc32(plain.text.encode())}", draw(st.integers(-1, 1))
        judged: Judgement = lambda world, year, entry: plain.judge(world, year + offset, None)  # noqa: E731
        return Drawn(name + (f"[{offset}]" if offset else ""), judged, {**plain.lets, name: plain.text})
    if kind == "over":
        part, function = inner(), draw(st.sampled_from(["total", "average", "cumulative"]))
        first = draw(st.integers(-3, 2))
        if function == "cumulative":
            held = over(all_known(lambda values: sum(values, Fraction(0))), part, first, None)
            return Drawn(f"cumulative({part.text}, since={first})", held, part.lets)
        last = draw(st.integers(first, 2))
        share = last - first + 1 if function == "average" else 1
        held = over(all_known(lambda values: sum(values, Fraction(0)) / share), part, first, last)
        return Drawn(f"{function}({part.text}, years=({first}, {last}))", held, part.lets)
    if kind == "quotient":
        of, function = draw(st.sampled_from(["money", "rate", "ada"])), draw(st.sampled_from(["ratio", "change"]))
        one, base = inner(of), inner(of)
        return Drawn(
            f"{function}({one.text}, {base.text})",
            strict(lambda a, b: None if b == 0 else a / b - (function == "change"), one, base),
            one.lets | base.lets,
        )
    part = inner()
    literal = draw(LITERALS)
    number = Fraction(literal)
    if kind == "scaled":
        return Drawn(f"({literal} * {part.text})", strict(lambda a: a * number, part), part.lets)
    if kind == "divided" and number:
        sign = draw(st.sampled_from(["", "-"]))
        return Drawn(f"({part.text} / {sign}{literal})", strict(lambda a: a / Fraction(sign + literal), part), part.lets)
    if kind == "sign":
        function = draw(st.sampled_from(["-", "abs"]))
        return Drawn(f"{function}({part.text})", strict(abs if function == "abs" else lambda a: -a, part), part.lets)
    if kind == "round":
        places = draw(st.integers(0, 4))
        return Drawn(f"round({part.text}, {places})", strict(lambda a: rounded(a, places), part), part.lets)
    if kind == "product":
        rate = inner("rate")
        return Drawn(f"({part.text} * {rate.text})", strict(lambda a, b: a * b, part, rate), part.lets | rate.lets)
    if kind == "extreme":
        other, function = inner(), draw(st.sampled_from([min, max]))
        text = f"{function.__name__}({part.text}, {literal}, {other.text})"
        return Drawn(text, strict(lambda a, b: function(a, number, b), part, other), part.lets | other.lets)
    other = inner() if draw(st.booleans()) else Drawn(literal, lambda world, year, entry: number)
    minus = draw(st.booleans())
    text = f"({part.text} {'-' if minus else '+'} {other.text})"
    return Drawn(text, strict(lambda a, b: a - b if minus else a + b, part, other), part.lets | other.lets)


def fraction_of_tier(column: str, key: Fraction) -> Any:
    return fraction(World((), (), ()).tier(column, key))


@st.composite
def conditions(draw: st.DrawFn, depth: int, entry: bool = False) -> Drawn:
    """A condition."""
    kinds = ["answer", "compare", "compare", "year"] + (["field", "text"] if entry else [])
    if depth > 0:
        kinds += ["chain", "both", "either", "not", "known", "over", "choice"] + ([] if entry else ["count"])
    kind = draw(st.sampled_from(kinds))
    if kind == "answer":
        name = draw(st.sampled_from(["S1", "S2", "S3"]))
        return Drawn(f"answer.{name}", lambda world, year, entry: world.answer(name))
    if kind == "field":
        return Drawn("settled", lambda world, year, entry: entry["settled"])
    if kind == "text":
        return Drawn(
            '(unit == "é, from")', lambda world, year, entry: None if entry["unit"] is None else entry["unit"] == "é, from"
        )
    if kind == "year":
        wanted = draw(st.integers(-3, 3))
        name = Fast(World((), (), ())).fiscal_year(wanted)
        return Drawn(f'(year == "{name}")', lambda world, year, entry: year == wanted)
    if kind in ("compare", "chain"):
        unit = draw(st.sampled_from(["money", "rate", "ada"]))
        sides = [draw(amounts(unit, max(depth - 1, 0), entry)) for _ in range(2 if kind == "compare" else 3)]
        signs = [draw(COMPARING) for _ in sides[1:]]

        def chain(world: World, year: int, entry: Any) -> Any:
            values = [side.judge(world, year, entry) for side in sides]
            pairs = zip(signs, values, values[1:], strict=False)
            return both([None if a is None or b is None else sign_of(sign)(a, b) for sign, a, b in pairs])

        text = sides[0].text + "".join(f" {sign} {side.text}" for sign, side in zip(signs, sides[1:], strict=True))
        return Drawn(f"({text})", chain, {name: body for side in sides for name, body in side.lets.items()})
    if kind == "known":
        part = draw(amounts(draw(st.sampled_from(["money", "rate"])), depth - 1, entry))
        return Drawn(f"known({part.text})", lambda world, year, entry: part.judge(world, year, entry) is not None, part.lets)
    if kind == "count":
        where = draw(conditions(depth - 1, entry=True))
        least = draw(st.integers(0, 3))

        def counted(world: World, year: int, entry: Any) -> Any:
            held = [where.judge(world, year, deal) for deal in world.deals]
            return None if None in held else held.count(True) >= least

        return Drawn(f"(count(deals, where={where.text}) >= {least})", counted, where.lets)
    first = draw(conditions(depth - 1, entry))
    if kind == "not":
        return Drawn(f"(not {first.text})", strict(lambda held: not held, first), first.lets)
    if kind == "over":
        start = draw(st.integers(-3, 2))
        last = draw(st.integers(start, 2))
        function = draw(st.sampled_from(["every", "some", "count"]))
        years = f"({first.text}, years=({start}, {last}))"
        if function == "count":
            return Drawn(
                f"(count{years} >= 1)", over(all_known(lambda held: held.count(True) >= 1), first, start, last), first.lets
            )
        return Drawn(function + years, over(both if function == "every" else either, first, start, last), first.lets)
    second = draw(conditions(depth - 1, entry))
    lets = first.lets | second.lets
    if kind == "choice":
        condition = draw(conditions(0, entry))

        def choose(world: World, year: int, entry: Any) -> Any:
            held = condition.judge(world, year, entry)
            return None if held is None else (first if held else second).judge(world, year, entry)

        return Drawn(f"({first.text} if {condition.text} else {second.text})", choose, lets | condition.lets)
    word, rule = ("and", both) if kind == "both" else ("or", either)
    return Drawn(
        f"({first.text} {word} {second.text})",
        lambda world, year, entry: rule([first.judge(world, year, entry), second.judge(world, year, entry)]),
        lets,
    )


CENTS = st.decimals(-(10**9), 10**9, places=2, allow_nan=False, allow_infinity=False)
SMALL = st.sampled_from(
    [Decimal(0), Decimal("0.00"), Decimal("-0.01"), Decimal("0.03"), Decimal(1), Decimal("1.0"), Decimal(-2)]
)
NUMBERS = st.one_of(CENTS, SMALL, st.none(), st.fractions(-10, 10, max_denominator=9))
TRUTHS = st.sampled_from([True, False, None])
DEALS = st.fixed_dictionaries(
    {"cost": st.one_of(CENTS, st.none()), "settled": TRUTHS, "unit": st.sampled_from(["é, from", "b", None])}
)
WORLDS = st.builds(
    World, st.lists(NUMBERS, min_size=1, max_size=8), st.lists(TRUTHS, min_size=1, max_size=3), st.lists(DEALS, max_size=3)
)


def tree_of(drawn: Drawn) -> Tree:
    lets: dict[str, Tree] = {}
    answers = dict.fromkeys(["S1", "S2", "S3"], "bool")
    for name, text in drawn.lets.items():
        lets[name] = parse(text, Scope(FIGURES, PARAMETERS, answers, LISTS, lets=dict(lets)))
    return parse(drawn.text, Scope(FIGURES, PARAMETERS, answers, LISTS, lets=lets))


def agree(drawn: Drawn, unit: str, world: World, year: int) -> None:
    tree = tree_of(drawn)
    assert tree.unit == unit
    expected = drawn.judge(world, year, None)
    traced = trace(tree, Traceable(world, year))
    quick: Any = (compile_test if unit == "bool" else compile_value)(tree)(Fast(world), year)  # type: ignore[arg-type]
    assert traced.value == expected and (traced.value is None) == (expected is None)
    assert quick == expected and (quick is None) == (expected is None)
    assert bool(traced.missing) == (expected is None)


@settings(max_examples=600)
@given(conditions(3), WORLDS, st.integers(-3, 2))
def test_both_paths_and_the_judge_agree_on_conditions(drawn: Drawn, world: World, year: int) -> None:
    agree(drawn, "bool", world, year)


@settings(max_examples=400)
@given(
    st.sampled_from(["money", "rate", "ada"]).flatmap(lambda u: st.tuples(st.just(u), amounts(u, 3))),
    WORLDS,
    st.integers(-3, 2),
)
def test_both_paths_and_the_judge_agree_on_amounts(drawn: tuple[str, Drawn], world: World, year: int) -> None:
    agree(drawn[1], drawn[0], world, year)
