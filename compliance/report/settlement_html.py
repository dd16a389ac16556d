"""Settlements as one page to open or print: no script, nothing fetched, tables that a screen reader can follow."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.report.chart import reserve_chart
from compliance.report.chart_svg import chart_svg
from compliance.report.settlement_blocks import Point, Table
from compliance.report.settlement_comparison import comparison
from compliance.report.settlement_sections import sections_of
from compliance.report.settlement_text import NO_CHART
from compliance.report.wording import clean
from compliance.scenario.settlement import Settlement
from compliance.shipped import shipped


def settlement_html(settlements: Sequence[Settlement], title: str, plot: bool = True) -> str:
    """The page with everything the text says. title: the filing's (filing_title). plot: with the chart of reserves as SVG."""
    import jinja2

    loader = jinja2.FileSystemLoader(shipped("templates"))
    strict = jinja2.StrictUndefined
    environment = jinja2.Environment(loader=loader, autoescape=True, undefined=strict, trim_blocks=True, lstrip_blocks=True)
    environment.filters["clean"] = lambda text: clean(text).replace(" -> ", " \u2192 ")
    environment.tests["a_table"] = lambda part: isinstance(part, Table)
    environment.tests["a_point"] = lambda part: isinstance(part, Point)
    chart = reserve_chart(settlements) if plot else None
    return environment.get_template("settlement.html").render(
        title=title,
        report=settlements[0].compared.filed,
        comparison=comparison(settlements) if len(settlements) > 1 else None,
        chart=chart_svg(chart) if chart is not None else "",
        no_chart=NO_CHART if plot and chart is None else "",
        settlements=[sections_of(settled) for settled in settlements],
    )
