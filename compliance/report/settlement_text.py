"""Settlements for a reader: several proposals side by side first, then each with its cost, its effect and what to ask."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.report.chart import reserve_chart
from compliance.report.chart_text import chart_lines
from compliance.report.page import Page
from compliance.report.settlement_comparison import comparison
from compliance.report.settlement_lines import section_lines
from compliance.report.settlement_sections import sections_of
from compliance.report.wording import clean
from compliance.scenario.settlement import Settlement

NARROWEST = 48
NO_CHART = "There is no chart: no reserve is known, neither as filed nor after."


def settlement_text(settlements: Sequence[Settlement], title: str, page: Page, plot: bool = False, blocks: bool = True) -> str:
    """The settlements in lines of at most the page's width. title: the filing's (filing_title). Ends with a line end.

    plot adds a chart of reserves by year; blocks: whether the reader's console shows block characters, ASCII where not.
    """
    page = page._replace(width=max(page.width, NARROWEST))
    told = [_head(settlements, title, page)]
    if len(settlements) > 1:
        told.append(section_lines(comparison(settlements), page))
    if plot:
        chart = reserve_chart(settlements)
        told.append(chart_lines(chart, page, blocks) if chart is not None else page.paragraph(NO_CHART))
    for settled in settlements:
        if len(settlements) > 1:
            told.append([page.paint("=" * page.width, "dim")])
        told += [section_lines(section, page) for section in sections_of(settled)]
    return "\n\n".join("\n".join(block) for block in told if block) + "\n"


def _head(settlements: Sequence[Settlement], title: str, page: Page) -> list[str]:
    rulebook = settlements[0].compared.filed.rulebook
    whose = [page.paint(line, "bold") for line in page.paragraph(f"What a settlement does: {clean(title)}")]
    read = f"Rulebook {rulebook.id} {rulebook.version}. Read from {clean(settlements[0].compared.filed.path)}."
    kept = "Boards and counties certify; this program only reads the figures."
    return [*whose, *page.paragraph(kept), *(page.paint(line, "dim") for line in page.paragraph(read))]
