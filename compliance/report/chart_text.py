"""The chart of reserves in a terminal: a bar a proposal and year, the standard marked across it, the number beside it.

Bars in our own few lines: three years make no curve, and a plotting library draws in floats and codes that a pipe cannot show.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from compliance.report.chart import Chart, Series
from compliance.report.page import Page
from compliance.report.settlement_wording import UNKNOWN, percent
from compliance.report.wording import prose

LEAST_BARS = 16
MOST_NAME = 34
LEAST_NAME = 12
_STYLE = {True: "green", False: "red", None: ""}


class Ink(NamedTuple):
    """The characters of a bar above zero, one below it, the standard, and zero."""

    above: str
    below: str
    standard: str
    zero: str


BLOCKS = Ink("\u2588", "\u2592", "\u2502", "\u00b7")
ASCII = Ink("#", "=", "|", ".")


def chart_lines(chart: Chart, page: Page, blocks: bool = True) -> list[str]:
    """The chart in lines no wider than the page. blocks: with block characters, else in ASCII. Every value stands as text."""
    ink = BLOCKS if blocks else ASCII
    texts = [_value(series, place) for series in chart.series for place in range(len(chart.years))]
    value = max(map(len, texts))
    longest = max(len(prose(series.name)) for series in chart.series)
    name = max(LEAST_NAME, min(longest, MOST_NAME, page.width - 4 - value - 4 - LEAST_BARS))
    bars = max(page.width - 4 - name - 2 - 2 - value, LEAST_BARS)
    lines = []
    for place, year in enumerate(chart.years):
        standard = chart.standard[place]
        required = f"required {percent(standard)}" if standard is not None else "required reserve unknown"
        lines.append("  " + page.paint(f"{year}", "bold") + f"  {required}")
        for series in chart.series:
            lines += _bar(series, place, chart, page, (name, bars, value), ink)
    legend = f"{ink.standard} the standard as filed, {ink.zero} zero, {ink.above} reserves, {ink.below} reserves below zero"
    return page.section(chart.title, "", [*lines, *(page.paint(line, "dim") for line in page.paragraph(legend, "  "))])


def _bar(series: Series, place: int, chart: Chart, page: Page, widths: tuple[int, int, int], ink: Ink) -> list[str]:
    name, bars, value = widths
    texts = Page(name, False).paragraph(prose(series.name)) or [""]
    drawn = _drawn(series.rates[place], chart.standard[place], chart.span, bars, ink)
    text = page.paint(_value(series, place).rjust(value).rstrip(), _STYLE[series.kept[place]] or "dim")
    lines = [f"    {one}" for one in texts[:-1]]
    return [*lines, f"    {texts[-1].ljust(name)}  {drawn}  {text}"]


def _drawn(rate: Fraction | None, standard: Fraction | None, span: tuple[Fraction, Fraction], bars: int, ink: Ink) -> str:
    low, high = span
    scale = Fraction(bars - 1) / (high - low) if high > low else Fraction(0)

    def column(at: Fraction) -> int:
        return int((at - low) * scale + Fraction(1, 2))

    cells = [" "] * bars
    zero = column(Fraction(0))
    if rate is not None:
        first, last = sorted((zero, column(rate)))
        for place in range(first, last + 1 if rate else first):
            cells[place] = ink.above if rate > 0 else ink.below
    cells[zero] = ink.zero
    if standard is not None:
        cells[column(standard)] = ink.standard
    return "".join(cells)


def _value(series: Series, place: int) -> str:
    rate = series.rates[place]
    if rate is None:
        return UNKNOWN
    return percent(rate) + {True: " kept ", False: " short", None: "      "}[series.kept[place]]
