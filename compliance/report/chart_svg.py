"""The chart of reserves as SVG: bars by year told apart by letter and pattern, the standard as a line, every number as text.

Colours stand 4.5:1 or more against white. Coordinates are whole hundredths worked out in exact numbers.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from fractions import Fraction

from compliance.report.chart import Chart, Series
from compliance.report.settlement_wording import UNKNOWN, percent
from compliance.report.value import rounded

COLORS = ("#4d4d4d", "#0b5394", "#9c2f00", "#33691e", "#6a1b9a", "#7a5200")
PATTERNS = ("", "M0 6L6 0", "M0 3H6", "M3 0V6", "M0 0L6 6", "M0 3H6M3 0V6")
LETTERS = "FABCDEGHIJKLMNOPQRSTUVWXYZ"
HEIGHT, TOP, LEFT, BAR, SPACE = 260, 24, 12, 58, 36
LINE = 20


def chart_svg(chart: Chart) -> str:
    """The picture as an svg element with title and description; its key lists the series by letter."""
    group = BAR * len(chart.series) + SPACE
    width = LEFT * 2 + group * len(chart.years)
    height = TOP + HEIGHT + 56 + LINE * (len(chart.series) + 1)
    body = [*_patterns(len(chart.series)), *_bars(chart, group), *_axis(chart, group, width), *_key(chart)]
    return (
        f'<svg class="chart" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-labelledby="chart-title chart-text">\n<title id="chart-title">{html.escape(chart.title)}</title>\n'
        f'<desc id="chart-text">{html.escape(described(chart))}</desc>\n' + "\n".join(body) + "\n</svg>"
    )


def described(chart: Chart) -> str:
    """The chart in sentences: each year's standard, then each series with its percent and whether it is kept."""
    told = []
    for place, year in enumerate(chart.years):
        rate = chart.standard[place]
        required = f"required {percent(rate)}" if rate is not None else "required reserve unknown"
        told.append(f"{year}, {required}: " + "; ".join(f"{one.name} {_value(one, place)}" for one in chart.series) + ".")
    return " ".join(told)


def _value(series: Series, place: int) -> str:
    rate = series.rates[place]
    word = {True: " kept", False: " short", None: ""}[series.kept[place]]
    return UNKNOWN if rate is None else f"{percent(rate)}{word}"


def _at(chart: Chart, rate: Fraction) -> Fraction:
    low, high = chart.span
    return TOP + LINE + (high - rate) / (high - low) * (HEIGHT - 2 * LINE) if high > low else Fraction(TOP + HEIGHT)


def _n(number: Fraction | int) -> str:
    return rounded(Fraction(number), 2)


def _patterns(many: int) -> Iterator[str]:
    yield "<defs>"
    for place in range(many):
        color, line = COLORS[place % len(COLORS)], PATTERNS[place % len(PATTERNS)]
        stroke = f'<path d="{line}" stroke="#fff" stroke-width="1.2"/>' if line else ""
        yield (
            f'<pattern id="series-{place}" width="6" height="6" patternUnits="userSpaceOnUse">'
            f'<rect width="6" height="6" fill="{color}"/>{stroke}</pattern>'
        )
    yield "</defs>"


def _bars(chart: Chart, group: int) -> Iterator[str]:
    zero = _at(chart, Fraction(0))
    for place in range(len(chart.years)):
        for number, series in enumerate(chart.series):
            rate = series.rates[place]
            left = LEFT + place * group + SPACE // 2 + number * BAR
            middle = left + BAR // 2
            letter = LETTERS[number % len(LETTERS)]
            if rate is None:
                yield f'<text x="{middle}" y="{_n(zero - 6)}" text-anchor="middle">{letter}: ?</text>'
                continue
            top, bottom = sorted((zero, _at(chart, rate)))
            color = COLORS[number % len(COLORS)]
            yield (
                f'<rect x="{left + 8}" y="{_n(top)}" width="{BAR - 16}" height="{_n(bottom - top)}" '
                f'fill="url(#series-{number})" stroke="{color}"/>'
            )
            over, under = (_n(top - 5), _n(zero + 14)) if rate >= 0 else (_n(bottom + 14), _n(zero - 5))
            yield f'<text x="{middle}" y="{over}" text-anchor="middle" class="number">{percent(rate)}</text>'
            yield f'<text x="{middle}" y="{under}" text-anchor="middle" class="letter">{letter}</text>'


def _axis(chart: Chart, group: int, width: int) -> Iterator[str]:
    zero = _n(_at(chart, Fraction(0)))
    yield f'<line x1="{LEFT}" y1="{zero}" x2="{width - LEFT}" y2="{zero}" stroke="#1a1a1a"/>'
    for place, year in enumerate(chart.years):
        left = LEFT + place * group
        middle, under = left + group // 2, TOP + HEIGHT + 32
        yield f'<text x="{middle}" y="{under}" text-anchor="middle" class="year">{html.escape(year)}</text>'
        rate = chart.standard[place]
        if rate is not None:
            at = _at(chart, rate)
            yield (
                f'<line x1="{left + 4}" y1="{_n(at)}" x2="{left + group - 4}" y2="{_n(at)}" stroke="#fff" stroke-width="4"/>'
                f'<line x1="{left + 4}" y1="{_n(at)}" x2="{left + group - 4}" y2="{_n(at)}" '
                'stroke="#b00020" stroke-width="2" stroke-dasharray="7 4"/>'
            )


def _key(chart: Chart) -> Iterator[str]:
    top = TOP + HEIGHT + 56
    for number, series in enumerate(chart.series):
        at = top + number * LINE
        yield f'<rect x="{LEFT}" y="{at - 11}" width="24" height="14" fill="url(#series-{number})"/>'
        yield f'<text x="{LEFT + 32}" y="{at}">{LETTERS[number % len(LETTERS)]}: {html.escape(series.name)}</text>'
    at = top + len(chart.series) * LINE
    known = sorted({percent(rate) for rate in chart.standard if rate is not None})
    yield (
        f'<line x1="{LEFT}" y1="{at - 4}" x2="{LEFT + 24}" y2="{at - 4}" '
        'stroke="#b00020" stroke-width="2" stroke-dasharray="7 4"/>'
    )
    yield f'<text x="{LEFT + 32}" y="{at}">The standard as filed{": " + ", ".join(known) if known else ""}</text>'
