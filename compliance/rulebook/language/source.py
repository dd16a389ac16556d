"""The Python source of one fast function while it is being written."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

At = tuple[str, int]  # a relative year: a variable of the function (or none) and what is added to it


class Slot(NamedTuple):
    """A value in the source: an expression, its denominator where it has one (always positive), and its guards.

    Guards are the variables that must not be None for the value to be known. A variable that may be None guards itself.
    """

    number: str
    over: str | None = None
    guards: tuple[str, ...] = ()


class Source:
    """Lines, variables and constants. What was fetched once is not fetched again where the first fetch is sure to have run."""

    def __init__(self) -> None:
        self.row: str | None = None
        self._lines: list[str] = []
        self._indent = 1
        self._variables = 0
        self._constants: dict[Fraction, str] = {}
        self._fetched: list[dict[Hashable, Slot]] = [{}]

    def function(self, result: Slot) -> str:
        """The whole source, ending with this result."""
        if result.over is None:
            self.line(f"return {self.guarded(result)}")
        else:
            whole = Slot(f"quotient({result.number}, {result.over})", None, result.guards)
            self.line(f"return {self.guarded(whole)}")
        return "\n".join(["def judged(e, y):", *self._lines, ""])

    def line(self, text: str) -> None:
        self._lines.append(" " * self._indent + text)

    def fresh(self) -> str:
        self._variables += 1
        return f"v{self._variables}"

    @contextmanager
    def block(self, head: str) -> Iterator[None]:
        """Lines under a head that may not run: what they fetch is not known after them."""
        self.line(head)
        self._indent += 1
        self._fetched.append({})
        try:
            yield
        finally:
            self._fetched.pop()
            self._indent -= 1

    @contextmanager
    def aside(self) -> Iterator[list[str]]:
        """The lines of a block to come, kept aside: they are put in place with `put` inside `block`."""
        before, self._lines = self._lines, []
        self._indent += 1
        self._fetched.append({})
        try:
            yield self._lines
        finally:
            self._fetched.pop()
            self._indent -= 1
            self._lines = before

    def put(self, lines: Sequence[str]) -> None:
        self._lines.extend(lines)

    def recall(self, key: Hashable) -> Slot | None:
        return next((fetched[key] for fetched in self._fetched if key in fetched), None)

    def keep(self, key: Hashable, slot: Slot) -> Slot:
        self._fetched[-1][key] = slot
        return slot

    def constant(self, value: Fraction) -> str:
        """The name of a constant; its value must end as a decimal."""
        return self._constants.setdefault(value, f"k{len(self._constants)}")

    def decimals(self) -> dict[str, Decimal]:
        return {name: terminating(value) for value, name in self._constants.items()}

    def fractions(self) -> dict[str, Fraction]:
        return {name: value for value, name in self._constants.items()}

    def guarded(self, slot: Slot) -> str:
        """The slot's number as one expression, None where a guard is."""
        if not slot.guards or slot.guards == (slot.number,):
            return slot.number
        return f"{slot.number} if {known(slot.guards)} else None"

    def atom(self, slot: Slot) -> Slot:
        """The same value in variables, so that it can be used twice; at most one guard."""
        if slot.number.isidentifier() and (slot.over or "v").isidentifier() and slot.guards in ((), (slot.number,)):
            return slot
        number = self.fresh()
        over = None if slot.over is None else self.fresh()
        self.store(slot, number, over)
        return Slot(number, over, (number,) if slot.guards else ())

    def store(self, slot: Slot, number: str, over: str | None) -> None:
        """Assign the slot to variables; the denominator stays unassigned where the number is None."""
        if over is None:
            self.line(f"{number} = {self.guarded(slot)}")
        else:
            self.when(slot.guards, [f"{number} = {slot.number}", f"{over} = {slot.over or 1}"], number)

    def when(self, guards: Sequence[str], lines: Sequence[str], result: str) -> None:
        """Lines that run where all guards are known; elsewhere the result is None."""
        if not guards:
            for text in lines:
                self.line(text)
            return
        with self.block(f"if {known(guards)}:"):
            for text in lines:
                self.line(text)
        self.line(f"else: {result} = None")


def joined(*slots: Slot) -> tuple[str, ...]:
    """The guards of all."""
    return tuple(dict.fromkeys(guard for slot in slots for guard in slot.guards))


def known(guards: Sequence[str]) -> str:
    return " and ".join(f"{guard} is not None" for guard in guards)


def later(at: At, years: int) -> At:
    return at[0], at[1] + years


def year(at: At) -> str:
    """A relative year in the source."""
    variable, offset = at
    if not variable:
        return str(offset)
    return f"{variable} + {offset}" if offset else variable


def terminating(value: Fraction) -> Decimal:
    """A Fraction that ends as a decimal, as that decimal, exact at any size; raises ValueError for any other."""
    places, rest = 0, value.denominator
    while rest % 10 == 0:
        places, rest = places + 1, rest // 10
    while rest % 2 == 0 or rest % 5 == 0:
        places, rest = places + 1, rest // (2 if rest % 2 == 0 else 5)
    if rest != 1:
        raise ValueError(f"{value} does not end as a decimal")
    digits = value.numerator * 10**places // value.denominator
    return Decimal((int(digits < 0), tuple(map(int, str(abs(digits)))), -places))
