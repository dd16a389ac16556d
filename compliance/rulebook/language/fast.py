"""The fast path: an expression made into one Python function, for judging many filings. For one filing, walk.trace costs less.

Numbers are Decimals in a context that traps every loss; a quotient is carried as numerator and denominator, and comparisons
multiply out. Where no Decimal is exact (a Fraction among the figures, more than a thousand digits) the same source runs again
with Fractions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import (
    Context,
    Decimal,
    DecimalException,
    DivisionByZero,
    FloatOperation,
    Inexact,
    InvalidOperation,
    Overflow,
    getcontext,
    setcontext,
)
from fractions import Fraction
from typing import Any, cast

from compliance.rulebook.language.environment import Exact, FastEnvironment
from compliance.rulebook.language.source import Source
from compliance.rulebook.language.tree import Tree
from compliance.rulebook.language.walking import exact
from compliance.rulebook.language.writers import write

Judged = Callable[[FastEnvironment, int], Any]

_EXACT = Context(prec=1000, traps=[Inexact, Overflow, InvalidOperation, DivisionByZero, FloatOperation])


def compile_test(tree: Tree) -> Callable[[FastEnvironment, int], bool | None]:
    """A function of an environment and the case's relative year: True, False, or None for unknown.

    The environment is asked while the exact context is the current one. Raises ValueError where the unit is not bool.
    """
    if tree.unit != "bool":
        raise ValueError(f"'{tree.text}' is {tree.unit}, a test must be yes or no")
    return _compiled(tree)


def compile_value(tree: Tree) -> Callable[[FastEnvironment, int], Exact | None]:
    """The same for an expression of any unit; a number comes as a Decimal, as a Fraction where it is a quotient."""
    return _compiled(tree)


def _compiled(tree: Tree) -> Judged:
    source = Source()
    text = source.function(write(source, tree.root, ("y", 0)))
    code = compile(text, f"<{tree.text[:60]}>", "exec")
    quick = _function(code, {"quotient": _quotient, **source.decimals()})
    slow: list[Judged] = []

    def judged(environment: FastEnvironment, year: int) -> Any:
        outer = getcontext()
        setcontext(_EXACT)
        try:
            return quick(environment, year)
        except (DecimalException, TypeError):  # TypeError: a Decimal met a Fraction; any other error comes again below
            pass
        finally:
            setcontext(outer)
        if not slow:
            slow.append(_function(code, {"quotient": _quotient, **source.fractions()}))
        return slow[0](_Fractions(environment), year)

    judged.quick = quick  # type: ignore[attr-defined]
    return judged


def quick_of(test: Callable[[Any, int], bool | None]) -> Callable[[Any, int], bool | None]:
    """The compiled test alone, for many cases inside `exactly`. A DecimalException or TypeError asks for the test itself."""
    return cast("Callable[[Any, int], bool | None]", getattr(test, "quick", test))


@contextmanager
def exactly() -> Iterator[None]:
    """The context in which every loss is trapped."""
    outer = getcontext()
    setcontext(_EXACT)
    try:
        yield
    finally:
        setcontext(outer)


def _function(code: Any, names: Mapping[str, Any]) -> Judged:
    space: dict[str, Any] = dict(names)
    exec(code, space)  # the source is ours, made from closed nodes; every name in it is quoted
    return cast(Judged, space["judged"])


def _quotient(number: Decimal | Fraction | int, over: Decimal | Fraction | int) -> Fraction:
    return Fraction(number) / Fraction(over)


class _Fractions:
    """An environment whose every number is a Fraction."""

    def __init__(self, inner: FastEnvironment) -> None:
        self._inner = inner

    def figure(self, layer: str, name: str, year: int) -> Any:
        return exact(self._inner.figure(layer, name, year))

    def answer(self, name: str) -> bool | str | None:
        return self._inner.answer(name)

    def item(self, field: str) -> Any:
        return exact(self._inner.item(field))

    def category(self) -> str:
        return self._inner.category()

    def entries(self, name: str) -> Sequence[Mapping[str, Any]]:
        return [{field: exact(value) for field, value in entry.items()} for entry in self._inner.entries(name)]

    def parameter(self, name: str, column: str | None, key: Any, year: int | None) -> Any:
        return exact(self._inner.parameter(name, column, key, year))

    def fiscal_year(self, year: int) -> str:
        return self._inner.fiscal_year(year)

    def ledger_sum(self, year: int, /, **selectors: str) -> Any:
        return exact(self._inner.ledger_sum(year, **selectors))

    def element(self, name: str, column: str | None, year: int) -> Any:
        return exact(self._inner.element(name, column, year))

    def code(self, name: str, /) -> str:
        return self._inner.code(name)

    def amount(self, year: int, /) -> Any:
        return exact(self._inner.amount(year))

    def asked(self, function: str, arguments: tuple[str, ...], selectors: tuple[tuple[str, str], ...], year: int, /) -> Any:
        return exact(self._inner.asked(function, arguments, selectors, year))

    def negative_balances(self, year: int, /, **selectors: str) -> Any:
        return exact(self._inner.negative_balances(year, **selectors))
