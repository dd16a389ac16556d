"""Settlements as one page to open or print: no script, nothing fetched, tables that a screen reader can follow."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.scenario.settlement import Settlement


def settlement_html(settlements: Sequence[Settlement], title: str, plot: bool = True) -> str:
    """The page with everything the text says. title: the filing's (filing_title). plot: with the chart of reserves as SVG."""
    raise NotImplementedError
