"""Earlier filings of the same agency: they fill prior years, the original budget and the previous report.

A state export does not hold the years before last; the state's own form takes them from earlier filings, and so do we. Nothing
is read as history but what the user named.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from compliance.engine.findings import Figure
from compliance.filing.model import Column
from compliance.fiscal_year import distance, shift

if TYPE_CHECKING:
    from compliance.engine.figures import FigureBook

# Which report a report is compared with: its kind, and the years between.
PREVIOUS = {"first_interim": "adopted_budget", "second_interim": "first_interim", "end_of_year": "second_interim"}
# Who tells a past year best: its closed books, then the latest projection of it.
BEST_FIRST = ("unaudited_actuals", "end_of_year", "second_interim", "first_interim")
TITLES = {
    "adopted_budget": "adopted budget",
    "first_interim": "first interim report",
    "second_interim": "second interim report",
    "end_of_year": "third interim report",
    "unaudited_actuals": "unaudited actuals",
}


class History:
    """The earlier filings, each with its figures."""

    def __init__(self, books: Sequence[FigureBook] = ()) -> None:
        self._books = {(book.filing.report, book.filing.fiscal_year): book for book in books}

    def __bool__(self) -> bool:
        return bool(self._books)

    def figure(self, layer: str, name: str, year: int, report: str, fiscal_year: str) -> Figure | None:
        """The figure that an earlier filing gives for a year of this report, marked as history; None where none does."""
        for book, its_year in self._candidates(layer, year, report, fiscal_year):
            found = book.figure("figures", name, its_year)
            if found.value is not None and found.source is not None:
                return found._replace(source=found.source._replace(kind="history", path=found.source.path or book.filing.path))
        return None

    def closed(self, name: str, year: int, fiscal_year: str) -> Figure | None:
        """What the closed books of a past year say of a figure; None where they are not in the history."""
        book = self._books.get(("unaudited_actuals", shift(fiscal_year, year)))
        found = book.figure("figures", name, 0) if book is not None else None
        return found if found is not None and found.value is not None else None

    def books_of(self, fiscal_year: str) -> Column | None:
        """The ledger of the closed books of a fiscal year, None where the history does not hold them."""
        book = self._books.get(("unaudited_actuals", fiscal_year))
        return book.filing.column("BA") if book is not None else None

    def _candidates(self, layer: str, year: int, report: str, fiscal_year: str) -> list[tuple[FigureBook, int]]:
        wanted = shift(fiscal_year, year)
        if layer == "original_budget":
            names = [("adopted_budget", wanted)]
        elif layer == "previous_report":
            names = [(PREVIOUS[report], fiscal_year)] if report in PREVIOUS else []
        elif year < 0:
            names = [*((kind, wanted) for kind in BEST_FIRST), ("adopted_budget", shift(wanted, 1))]
        else:
            names = []
        found = [self._books[name] for name in names if name in self._books]
        return [(book, distance(book.filing.fiscal_year, wanted)) for book in found]


def answered_by(layer: str, year: int, report: str, fiscal_year: str) -> str:
    """Which earlier filing would give a figure that is not there; empty where none would."""
    wanted = shift(fiscal_year, year)
    if layer == "original_budget":
        return f"the {TITLES['adopted_budget']} of {wanted}"
    if layer == "previous_report":
        return f"the {TITLES[PREVIOUS[report]]} of {fiscal_year}" if report in PREVIOUS else ""
    return f"the {TITLES['unaudited_actuals']} of {wanted}" if year < 0 else ""
