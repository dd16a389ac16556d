"""A table of a letter: its columns, its cells, the files its figures come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePath
from typing import NamedTuple

from markupsafe import Markup

from compliance.engine.findings import Figure, Source
from compliance.letter.shown import Exact, money
from compliance.letter.stopped import LetterStopped

NOT_KNOWN = Markup("not known")


class OverOrShort(NamedTuple):
    """A cell: so much above or short, in words."""

    figure: Figure | None


class Need(NamedTuple):
    """A cell: what is short, below zero; none where nothing is."""

    figure: Figure | None


class AgainstLine(NamedTuple):
    """A cell: a percent that rounding may not lift to its line; or, exact, with the fewest places that say it whole."""

    figure: Figure | None
    line: Exact | None = None
    exact: bool = False


class Places(NamedTuple):
    """A cell: a change in percent, signed, with so many places."""

    figure: Figure | None
    places: int


class Agreed(NamedTuple):
    """A cell: dollars as agreed, whole or to the cent, whatever scale the letter's other amounts have."""

    figure: Figure


class Added(NamedTuple):
    """The title of an add-back's row: the name that the scenario gives it."""

    line: str


class Column(NamedTuple):
    """A column's title, its relative width, and whether it holds numbers."""

    title: str | Markup
    width: int
    numbers: bool = True


class Table(NamedTuple):
    """Id (T1 to T11), title, columns, rows of cells, the names of the files behind it, and years the template speaks of.

    rounded: whether its amounts are, which its source line then says.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    rounded: bool = True


def files(figures: Iterable[Figure | None]) -> tuple[str, ...]:
    """The names of the files that figures come from, in order of appearance."""
    paths = (path for figure in figures if figure and figure.source for path in _paths(figure.source))
    return tuple(dict.fromkeys(PurePath(path).name for path in paths))


def value(figure: Figure | None) -> Fraction | None:
    """The exact value of a money figure, None where unknown."""
    return None if figure is None or not isinstance(figure.value, (Decimal, Fraction)) else Fraction(figure.value)


def dollars(amount: Fraction | None, label: str = "") -> Figure | None:
    """A worked-out amount as a figure."""
    return None if amount is None else Figure(amount, "money", "", label=label)


def foots(table: str, year: str, said: str, worked: Fraction | None, given: Fraction | None) -> None:
    """Raises LetterStopped where both are known and differ."""
    if worked is not None and given is not None and worked != given:
        raise LetterStopped(
            f"Table {table} does not foot in {year}: {said} is {money(worked, 'cents').text}, but the figures say "
            f"{money(given, 'cents').text}; correct the filing, or the rule or scenario that gives the figure."
        )


def _paths(source: Source) -> Iterator[str]:
    if source.path:
        yield source.path
    for figure in source.inputs.values():
        if figure.source:
            yield from _paths(figure.source)
