"""The report for a reader: verdict first, then why, the criteria by year, each shortfall with its place, and what is next."""

from __future__ import annotations

from compliance.engine.findings import Report
from compliance.report.criteria import criteria_tables
from compliance.report.page import Page
from compliance.report.reasons import why
from compliance.report.sections import broken, cautions, differences, next_steps, not_judged, notes, passed, shortfalls
from compliance.report.technical import technical_review
from compliance.report.verdict import opening

NARROWEST = 48


def to_text(report: Report, *, color: bool, width: int) -> str:
    """The report in lines of at most width characters (48 at least; a path is never broken), ANSI colour only where asked for.

    Our own words are ASCII, so that any console shows them; names keep their accents. Ends with a line end.
    """
    page = Page(max(width, NARROWEST), color)
    blocks = [
        opening(report, page),
        why(report, page),
        broken(report, page),
        *criteria_tables(report, page),
        cautions(report, page),
        shortfalls(report, page),
        technical_review(report, page),
        differences(report, page),
        notes(report, page),
        not_judged(report, page),
        passed(report, page),
        next_steps(report, page),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"
