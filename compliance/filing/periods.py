"""Which report a state file is, and what each of its columns means: the state's periods and columns as a table."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Place(NamedTuple):
    """What a column holds: fiscal year relative to the report's own, and layer of figures (None: not read as figures)."""

    year: int
    layer: str | None


class Period(NamedTuple):
    """A reporting period of the state: report kind, the report's own column, and its columns, earlier ones first."""

    report: str
    own: str
    columns: Mapping[str, Place]


# IB is the operating budget as the board revised it, IA the months already closed: neither is the report's view of the year.
_INTERIM = MappingProxyType(
    {
        "IO": Place(0, "original_budget"),
        "IB": Place(0, None),
        "IA": Place(0, None),
        "IP": Place(0, "figures"),
    }
)
PERIODS: Mapping[str, Period] = MappingProxyType(
    {
        "BS1": Period("adopted_budget", "BB", MappingProxyType({"BE": Place(-1, "figures"), "BB": Place(0, "figures")})),
        "I1": Period("first_interim", "IP", _INTERIM),
        "I2": Period("second_interim", "IP", _INTERIM),
        "I3": Period("end_of_year", "IP", _INTERIM),
        "A": Period("unaudited_actuals", "BA", MappingProxyType({"BA": Place(0, "figures"), "BB": Place(1, "figures")})),
    }
)
OWN_COLUMN: Mapping[str, str] = MappingProxyType({period: entry.own for period, entry in PERIODS.items()})


def column_for(period: str, year: int, layer: str = "figures") -> str | None:
    """The column of a period that holds a relative year of a layer, or None: column_for("BS1", -1) is BE."""
    columns = PERIODS[period].columns
    return next((code for code, place in columns.items() if place == (year, layer)), None)
