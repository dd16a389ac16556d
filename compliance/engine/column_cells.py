"""The cells of a column's forms as a rule over columns asks for them: text, whether filled, an amount, a date and time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache

from compliance.engine.findings import Source
from compliance.filing.model import Column, Written
from compliance.filing.values import element_number

Answered = tuple[Decimal | bool | str | None, str, Source | None]
_MOMENTS = ("%m/%d/%Y %H:%M:%S %z", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %I:%M:%S %p")


def read_cell(function: str, column: Column, name: str) -> Answered:
    """The value for cell, filled, nonzero or moment; what is missing where it is None; and where the cell stands.

    A name with `*` stands for every filled cell that fits. The column holds forms.
    """
    if function == "nonzero":
        return _nonzero(column, name)
    at, cell = next(_filled(column, name), (name, None)) if "*" in name else (name, (column.elements or {}).get(name))
    source = source_of(column, at, cell) if cell is not None else None
    text = cell.text.strip() if cell is not None else ""
    if function == "filled":
        return bool(text), "", source
    if function == "cell":
        return text, "", source
    moment = _seconds(text)
    lacking = f"a date and time in the cell {name}" if text else f"the cell {name}"
    return moment, "" if moment is not None else lacking, source


def source_of(column: Column, name: str | None, cell: Written) -> Source:
    """Where a cell stands."""
    return Source("element", cell.at.path, cell.at.line, column.code, name)


def _nonzero(column: Column, name: str) -> Answered:
    """Whether a cell that fits holds an amount other than zero; a text there that is no number leaves it open."""
    open_ = ""
    for at, cell in _filled(column, name):
        try:
            if element_number(cell.text):
                return True, "", source_of(column, at, cell)
        except ValueError:
            open_ = f"an amount in the cell {at}"
    return None if open_ else False, open_, None


def _filled(column: Column, name: str) -> Iterator[tuple[str, Written]]:
    fits = _pattern(name).fullmatch
    return ((at, cell) for at, cell in (column.elements or {}).items() if cell.text.strip() and fits(at))


@lru_cache(maxsize=128)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in name.split("*")))


def _seconds(text: str) -> Decimal | None:
    """A form's date and time as seconds since 1970; exports of 2023 name no time zone, which then is UTC as in later ones."""
    for form in _MOMENTS:
        try:
            moment = datetime.strptime(text, form)
        except ValueError:
            continue
        return Decimal(int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()))
    return None
