"""The criteria by fiscal year: a row a rule, a column a year, numbers aligned, dollars to the line under each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from compliance.engine.findings import Case
from compliance.report.order import distance
from compliance.report.page import Page
from compliance.report.wording import OUTCOME, prose, signed

GAP = 3
LEAST_LABEL = 21
MOST_LABEL = 44
_MAIN = ("percent", "overestimate", "movement", "moved", "change", "variance", "ratio", "share", "level", "answer")
_LINES = ("standard", "limit", "floor", "band", "history", "average", "lower", "upper", "margin")
_STYLE = {"met": "green", "not_met": "red", "unknown": "magenta", "error": "magenta", "not_applicable": "dim"}


class Row(NamedTuple):
    """One rule, category or reading: what it is called, its code, and its case of each year."""

    label: str
    code: str
    cells: Mapping[str, Case]
    indent: int = 0


def table(page: Page, years: Sequence[str], rows: Sequence[Row]) -> list[str]:
    """Lines of the table; where the page is too narrow for columns, the years stand under each row instead."""
    words = max((len(OUTCOME[case.outcome]) for row in rows for case in row.cells.values()), default=0)
    values = max((len(main_value(case)) for row in rows for case in row.cells.values()), default=0)
    gaps = max((len(_distance(case)) for row in rows for case in row.cells.values()), default=0)
    cell = max(words + 2 + values if values else words, gaps, 7)
    room = page.width - len(years) * (cell + GAP)
    if room < LEAST_LABEL:
        return _stacked(page, years, rows, words, values, gaps)
    label = min(room, MOST_LABEL)
    lines = [(" " * label + "".join(" " * GAP + year.rjust(cell) for year in years)).rstrip()]
    for row in rows:
        texts = Page(label, False).paragraph(row.label, " " * row.indent, " " * (row.indent + 2))
        upper = [_upper(page, row.cells.get(year), cell) for year in years]
        lower = [_distance(row.cells[year]).rjust(cell) if year in row.cells else " " * cell for year in years]
        under = [lower] if any(text.strip() for text in lower) else []
        code = " " * (row.indent + 2) + row.code if row.code else ""
        if len(code) <= label:
            texts += [code] if code else []
            code = ""
        texts += [""] * (1 + len(under) - len(texts)) + ([code] if code else [])
        for text, cells in zip(texts, [upper, *under] + [[]] * len(texts), strict=False):
            lines.append((text.ljust(label) + "".join(" " * GAP + each for each in cells)).rstrip())
    return lines


def main_value(case: Case) -> str:
    """The one number that says how a case stands: its percent where it has one, or the answer given."""
    name = next((name for name in _MAIN if name in case.figures), None)
    if name is None:
        rates = (name for name, figure in case.figures.items() if figure.unit == "rate")
        name = next((name for name in rates if not any(line in name for line in _LINES)), None)
    figure = case.figures[name] if name else None
    return prose(figure.shown) if figure and figure.value is not None and figure.unit in ("rate", "bool") else ""


def _distance(case: Case) -> str:
    amount = distance(case)
    return "" if amount is None else signed(amount)


def _upper(page: Page, case: Case | None, cell: int) -> str:
    if case is None:
        return " " * cell
    word, value = OUTCOME[case.outcome], main_value(case)
    return page.paint(word, _STYLE[case.outcome]) + value.rjust(cell - len(word))


def _stacked(page: Page, years: Sequence[str], rows: Sequence[Row], words: int, values: int, gaps: int) -> list[str]:
    lines = []
    for row in rows:
        name = f"{row.label} ({row.code})" if row.code else row.label
        lines += page.paragraph(name, " " * row.indent, " " * (row.indent + 2))
        for year in years:
            if (case := row.cells.get(year)) is not None:
                word = page.paint(OUTCOME[case.outcome], _STYLE[case.outcome]) + " " * (words - len(OUTCOME[case.outcome]))
                end = f"  {year}  {word}  {main_value(case).rjust(values)}  {_distance(case).rjust(gaps)}".rstrip()
                lines.append(" " * row.indent + end)
    return lines
