"""What a rule over columns has beside other rules: its standing by column, which rows make its cases, and their ledgers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Standing(NamedTuple):
    """How grave the state takes a check on a column: fatal, warning or informational, and from when until when it ran there."""

    word: str
    from_year: str | None = None
    until: str | None = None

    def holds(self, fiscal_year: str) -> bool:
        """Whether the check runs on a column of this fiscal year."""
        return (self.from_year is None or fiscal_year >= self.from_year) and (self.until is None or fiscal_year <= self.until)


class Columns(NamedTuple):
    """What makes a rule one over columns: phase, standing by column, which rows make its cases, which codes are read as one.

    rows pairs selectors with the year they choose in: 0, or -1 for the closed books of the year before. together maps a field
    to the range of codes that is one. keyed: no where the state logs one exception for the whole column. cannot says why
    nothing in a filing can decide the check.
    """

    phase: str
    standing: Mapping[str, Standing]
    rows: tuple[tuple[int, tuple[tuple[str, str], ...]], ...] = ((0, ()),)
    together: tuple[tuple[str, str], ...] = ()
    keyed: bool = True
    cannot: str = ""


class Ledger(NamedTuple):
    """The ledger of a case: accounts with dollars, and form cells; None where the case's file holds no forms."""

    rows: tuple[tuple[str, str], ...]
    cells: Mapping[str, str] | None
