"""Columns of the state's extracts by name: the data viewer's and yearly extract's, and the older Access tables'."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from compliance.filing.cells import Cell, cell_text
from compliance.filing.model import FilingError
from compliance.filing.nearest import shown
from compliance.located.nodes import Position

_NAMES: Mapping[str, tuple[str, ...]] = {
    "submission": ("submissionnumber",),
    "cds": ("cdscode",),
    "county": ("ccode",),
    "district": ("dcode",),
    "school": ("schoolcode", "scode"),
    "year": ("fullfiscalyear", "fiscalyear"),
    "period": ("reportingperiod", "period"),
    "column": ("columncode", "colcode"),
    "account": ("accountstring", "account"),
    "fund": ("fundcode", "fund"),
    "resource": ("resourcecode", "resource"),
    "project_year": ("projectyear",),
    "goal": ("goalcode", "goal"),
    "function": ("functioncode", "function"),
    "object": ("objectcode", "object"),
    "amount": ("amount", "value"),
    "flag": ("importflag",),
    "name": ("entityname",),
}
KEYS = ("submission", "cds", "county", "district", "school", "year", "period", "column")
PARTS = ("fund", "resource", "project_year", "goal", "function", "object")
_WIDTHS = {"county": 2, "district": 5, "school": 7}


class Columns(NamedTuple):
    """Where each of the state's columns stands in a table, counted from 0; rest are the others, in order."""

    at: Mapping[str, int]
    rest: tuple[int, ...]

    def text(self, cells: Sequence[Cell], name: str) -> str:
        """The cell of a column as text without blanks around it; "" where the table has no such column."""
        place = self.at.get(name)
        return "" if place is None or place >= len(cells) else cell_text(cells[place])

    def has(self, *names: str) -> bool:
        """Whether every one of these columns is there."""
        return all(name in self.at for name in names)


def columns_of(head: Sequence[Cell], title: str, at: Position, names: Sequence[str] = tuple(_NAMES)) -> Columns:
    """The columns that a table's head names; FilingError where one stands twice."""
    meant = {spelling: name for name in names for spelling in _NAMES[name]}
    found: dict[str, int] = {}
    rest = []
    for place, cell in enumerate(head):
        name = meant.get(re.sub(r"[^a-z0-9]", "", cell_text(cell).lower()))
        if name is None:
            if cell_text(cell):
                rest.append(place)
        elif name in found:
            raise FilingError(f"{title} has two columns {shown(cell_text(cell))}. Keep one.", at)
        else:
            found[name] = place
    return Columns(found, tuple(rest))


def cds_in(columns: Columns, cells: Sequence[Cell]) -> str:
    """A row's agency: 14 digits, put together from county, district and school where they stand apart."""
    if "cds" in columns.at:
        return columns.text(cells, "cds")
    return "".join(columns.text(cells, name).zfill(width) for name, width in _WIDTHS.items())


def fiscal_year_in(columns: Columns, cells: Sequence[Cell]) -> str:
    """A row's fiscal year; the Access tables' first year, 2023, is 2023-24."""
    text = columns.text(cells, "year")
    if re.fullmatch(r"(19|20)[0-9]{2}", text):
        return f"{text}-{(int(text) + 1) % 100:02d}"
    return text
