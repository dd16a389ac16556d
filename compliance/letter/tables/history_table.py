"""T10: what the board certified, and what stood after the county's review, letter by letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from compliance.letter.matter import PriorLetter
from compliance.letter.tables.table import Column, Table

REPORTS = {
    "adopted_budget": "adopted budget", "first_interim": "first interim report", "second_interim": "second interim report",
    "end_of_year": "third interim report",
}  # fmt: skip


def history_table(prior: Sequence[PriorLetter], day: Callable[..., Markup]) -> Table | None:
    """The letters that answered a certification, the earliest first; None where none did."""
    certified = sorted((one for one in prior if one.certification), key=lambda one: one.date)
    if not certified:
        return None
    rows = []
    for one in certified:
        report = " ".join(part for part in (REPORTS.get(one.report, one.report), one.fiscal_year) if part) or one.kind
        rows.append((day(one.date), report, one.certification, one.result or one.certification))
    columns = (
        Column("Letter of", 18, False), Column("Report", 26, False), Column("Filed by the board", 16, False),
        Column("After review", 16, False),
    )  # fmt: skip
    return Table("T10", "Earlier certifications", columns, tuple(rows))
