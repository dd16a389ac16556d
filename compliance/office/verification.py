"""A letter held against its filing again: every figure it printed, exact."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from compliance.letter.written import FigureUsed
from compliance.office.sidecar_document import SideCar


class Agreement(NamedTuple):
    """How many figures agree, and a sentence for each that does not."""

    agreeing: int
    differing: tuple[str, ...]


def compare_figures(sidecar: SideCar, again: Iterable[FigureUsed]) -> Agreement:
    """The figures of the side-car beside those of the same letter composed again. Values are compared as exact text."""
    was = {(figure.name, figure.fiscal_year or ""): (figure.value, figure.unit) for figure in sidecar.figures}
    now = {(figure.name, figure.fiscal_year or ""): (figure.value, figure.unit) for figure in again}
    differing = []
    for key in (*was, *(key for key in now if key not in was)):
        if was.get(key) != now.get(key):
            differing.append(f"{' '.join(part for part in key if part)}: {_difference(was.get(key), now.get(key))}")
    return Agreement(sum(1 for key in was if was[key] == now.get(key)), tuple(differing))


def _difference(was: tuple[str | bool | None, str] | None, now: tuple[str | bool | None, str] | None) -> str:
    if was is None:
        return f"the letter does not print it; made now it would print {_told(now)}"
    if now is None:
        return f"the letter says {_told(was)}; made now it would not print it"
    return f"the letter says {_told(was)}, the filing gives {_told(now)}"


def _told(known: tuple[str | bool | None, str] | None) -> str:
    value, unit = known or (None, "")
    if value is None:
        return "not known"
    return f"{value} ({unit})"
