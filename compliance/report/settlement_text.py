"""Settlements for a reader: several proposals side by side first, then each with its cost, its effect and what to ask."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.report.page import Page
from compliance.scenario.settlement import Settlement


def settlement_text(settlements: Sequence[Settlement], title: str, page: Page, plot: bool = False, blocks: bool = True) -> str:
    """The settlements in lines of at most the page's width. title: the filing's (filing_title). Ends with a line end.

    plot adds a chart of reserves by year; blocks: whether the reader's console shows block characters, ASCII where not.
    """
    raise NotImplementedError
