"""What judging an expression asks of the engine: once with sources for the tracing path, once bare for the fast one.

Years are relative to the report's own (-3 to 2, or beyond them where a rule looks further: then the value is simply not there).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, Protocol

Exact = Decimal | Fraction | int | bool | str


class Operand(NamedTuple):
    """A value with its provenance: None is unknown, then missing names what lacks; payload is the engine's own (a source)."""

    value: Fraction | Decimal | int | bool | str | None
    missing: tuple[str, ...] = ()
    payload: object = None


class Environment(Protocol):
    """The tracing path's view of one case. `year` is the case's relative year, 0 where the rule has none."""

    @property
    def year(self) -> int: ...

    def figure(self, layer: str, name: str, year: int) -> Operand: ...

    def answer(self, name: str) -> Operand: ...

    def item(self, field: str) -> Operand: ...

    def category(self) -> str: ...

    def entries(self, name: str) -> Sequence[Mapping[str, Operand]]: ...

    def parameter(self, name: str, column: str | None, key: Fraction | None, year: int | None) -> Operand:
        """A value of the law: year None asks for the report's own year; a table rounds its key itself."""
        ...

    def fiscal_year(self, year: int) -> str: ...

    def ledger_sum(self, year: int, **selectors: str) -> Operand: ...

    def element(self, name: str, column: str | None, year: int) -> Operand: ...

    def negative_balances(self, year: int, **selectors: str) -> Operand: ...

    def asked(self, function: str, arguments: tuple[str, ...], selectors: tuple[tuple[str, str], ...], year: int) -> Operand:
        """What a rule over a column asks of it; see tree.Asked."""
        ...


class FastEnvironment(Protocol):
    """The fast path's view: the same questions, bare answers. None is unknown; numbers are Decimal, a Fraction only where no
    Decimal is exact (it is judged correctly, some ten times slower)."""

    def figure(self, layer: str, name: str, year: int, /) -> Decimal | Fraction | None: ...

    def answer(self, name: str, /) -> bool | str | None: ...

    def item(self, field: str, /) -> Exact | None: ...

    def category(self) -> str: ...

    def entries(self, name: str, /) -> Sequence[Mapping[str, Exact | None]]: ...

    def parameter(
        self, name: str, column: str | None, key: Decimal | Fraction | int | None, year: int | None, /
    ) -> Exact | None: ...

    def fiscal_year(self, year: int, /) -> str: ...

    def ledger_sum(self, year: int, /, **selectors: str) -> Decimal | Fraction | None: ...

    def element(self, name: str, column: str | None, year: int, /) -> Decimal | Fraction | None: ...

    def negative_balances(self, year: int, /, **selectors: str) -> Decimal | Fraction | None: ...

    def code(self, name: str, /) -> str: ...

    def amount(self, year: int, /) -> Decimal | Fraction | None: ...

    def asked(
        self, function: str, arguments: tuple[str, ...], selectors: tuple[tuple[str, str], ...], year: int, /
    ) -> Exact | None: ...
