"""The standards that decide and could not be judged: a letter says on what it does not rest."""

from __future__ import annotations

from markupsafe import Markup

from compliance.engine.findings import Report

_SUBJECTS = {
    "10": Markup("available reserves"),
    "9a": Markup("the general fund's ending balance"),
    "9b": Markup("cash at June 30"),
    "8": Markup("deficit spending"),
}


def untested(report: Report) -> tuple[tuple[Markup | str, tuple[str, ...]], ...]:
    """Each subject not tested and its fiscal years, in the report's order."""
    indication = report.certification or report.determination
    found: dict[Markup | str, list[str]] = {}
    for reason in indication.not_tested if indication else ():
        subject = _SUBJECTS.get(reason.rule.rpartition("-")[2], reason.rule)
        years = found.setdefault(subject, [])
        year = reason.subject.get("fiscal_year")
        if year and year not in years:
            years.append(year)
    return tuple((subject, tuple(years)) for subject, years in found.items())
