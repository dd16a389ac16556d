"""Arithmetic and comparison written for the fast path, on numbers that may be quotients. Denominators are always positive."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from compliance.rulebook.language.source import Slot, Source, joined, terminating


def summed(source: Source, operator: str, left: Slot, right: Slot) -> Slot:
    """left + right or left - right."""
    guards = joined(left, right)
    if left.over is None and right.over is None:
        return Slot(f"({left.number} {operator} {right.number})", None, guards)
    left, right = source.atom(left), source.atom(right)
    guards = joined(left, right)
    if left.over == right.over:
        return Slot(f"({left.number} {operator} {right.number})", left.over, guards)
    number = f"({_crossed(left, right)} {operator} {_crossed(right, left)})"
    return Slot(number, _product(left.over, right.over), guards)


def multiplied(source: Source, left: Slot, right: Slot) -> Slot:
    return Slot(f"({left.number} * {right.number})", _product(left.over, right.over), joined(left, right))


def divided(source: Source, left: Slot, by: Fraction) -> Slot:
    """left divided by a number other than zero."""
    try:
        terminating(1 / by)
    except ValueError:
        sign = "-" if by < 0 else ""
        return Slot(f"({sign}{left.number})", _product(left.over, source.constant(abs(by))), left.guards)
    return Slot(f"({left.number} * {source.constant(1 / by)})", left.over, left.guards)


def compared(source: Source, operator: str, left: Slot, right: Slot) -> Slot:
    if left.over is None and right.over is None:
        return Slot(f"({left.number} {operator} {right.number})", None, joined(left, right))
    left, right = source.atom(left), source.atom(right)
    return Slot(f"({_crossed(left, right)} {operator} {_crossed(right, left)})", None, joined(left, right))


def extreme(source: Source, function: str, slots: Sequence[Slot]) -> Slot:
    """min or max of two or more."""
    sign = "<=" if function == "min" else ">="
    chosen = source.atom(slots[0])
    for slot in slots[1:]:
        other = source.atom(slot)
        guards = joined(chosen, other)
        if chosen.over is None and other.over is None:
            number = f"({chosen.number} if {chosen.number} {sign} {other.number} else {other.number})"
            chosen = source.atom(Slot(number, None, guards))
            continue
        number, over = source.fresh(), source.fresh()
        test = f"{_crossed(chosen, other)} {sign} {_crossed(other, chosen)}"
        lines = [
            f"if {test}: {number}, {over} = {chosen.number}, {chosen.over or 1}",
            f"else: {number}, {over} = {other.number}, {other.over or 1}",
        ]
        source.when(guards, lines, number)
        chosen = Slot(number, over, (number,) if guards else ())
    return chosen


def rounded(source: Source, slot: Slot, places: int) -> Slot:
    """Half up, away from zero."""
    slot = source.atom(slot)
    twice, over, whole = source.fresh(), slot.over or "1", source.fresh()
    lines = [
        f"{twice} = {slot.number} * {source.constant(2 * Fraction(10) ** places)}",
        f"{whole} = ({twice} + {over}) // (2 * {over}) if {twice} >= 0 else -(({over} - {twice}) // (2 * {over}))",
    ]
    source.when(slot.guards, lines, whole)
    return Slot(f"({whole} * {source.constant(Fraction(1, 10) ** places)})", None, (whole,) if slot.guards else ())


def quotient(source: Source, number: Slot, base: Slot) -> Slot:
    """number / base, None where the base is zero."""
    number, base = source.atom(number), source.atom(base)
    over, under = _product(number.over, base.number), _product(number.number, base.over)
    result, divisor = source.fresh(), source.fresh()
    assert over is not None and under is not None
    lines = [
        f"if {base.number} > 0: {result}, {divisor} = {under}, {over}",
        f"elif {base.number} < 0: {result}, {divisor} = -{under}, -{over}",
        f"else: {result} = None",
    ]
    source.when(joined(number, base), lines, result)
    return Slot(result, divisor, (result,))


def _crossed(slot: Slot, other: Slot) -> str:
    """The slot's number times the other's denominator."""
    return slot.number if other.over is None else f"{slot.number} * {other.over}"


def _product(left: str | None, right: str | None) -> str | None:
    if left is None or right is None:
        return left or right
    return f"({left} * {right})"
