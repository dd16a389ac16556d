"""The table of categories that moved, T11: each case of criterion 6x not met, with what it moved from and what is allowed."""

from __future__ import annotations

from markupsafe import Markup

from compliance.engine.findings import Case, Result
from compliance.letter.shown import number, places_apart
from compliance.letter.tables.table import Column, Places, Table, files

RULES = ("01CS-6x", "01CSI-6x")
_LINES = ("low", "high")  # a budget moves with funding, within a band
_LIMIT = "interim_other_change"  # an interim report stays near the report before, either way
_FIRST = (Column("Category", 24, False), Column("Fiscal year", 10, False))


def moved_table(result: Result) -> Table:
    """T11 of criterion 6x: its cases not met, by category and fiscal year."""
    cases = [case for case in result.cases if case.outcome == "not_met"]
    order = list(dict.fromkeys(case.subject.get("category", "") for case in cases))
    cases.sort(key=lambda case: order.index(case.subject.get("category", "")))
    interim = result.rule.startswith("01CSI")
    more = (
        (Column("Previous report", 14), Column("This report", 14), Column("Change", 9), Column("Allowed either way", 9))
        if interim
        else (Column("Year before", 14), Column("Amount", 14), Column("Change", 9), Column("At least", 9), Column("At most", 9))
    )
    read = [figure for case in cases for figure in case.figures.values()]
    rows = tuple(_row(case, (_LIMIT,) if interim else _LINES) for case in cases)
    return Table("T11", "Categories of revenue and spending that moved", (*_FIRST, *more), rows, files(read))


def _row(case: Case, lines: tuple[str, ...]) -> tuple[object, ...]:
    category = case.subject.get("category", "")
    before, now, movement = (case.figures.get(name) for name in ("before", category, "movement"))
    allowed = [case.figures.get(name) for name in lines]
    moved = number(movement, "rate")
    held = [value for line in allowed if (value := number(line, "rate")) is not None]
    places = 2 if moved is None else places_apart(moved, held)
    band = [Places(line, places) for line in allowed] if len(allowed) > 1 else allowed
    name = category.replace("_", " ").capitalize()
    return (name, Markup(case.subject.get("fiscal_year", "")), before, now, Places(movement, places), *band)
