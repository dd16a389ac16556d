"""The words of a rule for a reader who knows school finance and no YAML: agencies, reports, years, severities."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.rulebook.model import Applies, Dated, Each, Parameter

AGENCIES = {"district": "school districts", "county_office": "county offices of education"}
UNITS = {
    "money": "dollars",
    "rate": "percent",
    "ada": "pupils (ADA)",
    "count": "number",
    "bool": "yes or no",
    "date": "date",
    "text": "text",
}
SEVERITIES = {
    "fatal": "fatal: the report cannot be taken as it is",
    "serious": "serious: a criterion of the law is not met; `compliance check` ends with exit code 1",
    "concern": "concern: a county reviewer will ask",
    "note": "note: worth knowing",
}
CONFIDENCES = {
    "certain": "certain",
    "probable": "probable",
    "predicted": "predicted",
    "unknown": "not known",
    "unconfirmed": "unconfirmed",
    "ours": "ours, not law",
}
SUMMARIES = {
    "all": "Every one of them must be met.",
    "any": "One that is met is enough.",
    "two_of_three": "At least two of them must be met.",
}
YEARS = {-3: "the third prior year", -2: "the second prior year", -1: "the prior year", 0: "the report's own year"}
YEARS |= {1: "the first subsequent year", 2: "the second subsequent year"}


def listed(words: Sequence[str], last: str = "and") -> str:
    """a, b and c."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def report_words(reports: Sequence[str]) -> str:
    """Kinds of report in words."""
    return listed([report.replace("_", " ") for report in reports])


def where_words(applies: Applies) -> str:
    """Agencies, reports and fiscal years in one phrase."""
    agencies = listed([AGENCIES.get(entity, entity.replace("_", " ")) for entity in applies.entities])
    ledger = ", where the filing holds a ledger" if applies.needs_ledger else ""
    return f"{agencies}; {report_words(applies.reports)}; {year_words(applies.from_year, applies.until)}{ledger}"


def year_words(first: str | None, last: str | None) -> str:
    """Fiscal years from first to last, None being open."""
    if first and last:
        return first if first == last else f"{first} to {last}"
    return f"from {first} on" if first else f"until {last}" if last else "every fiscal year"


def each_words(each: Each, list_title: str) -> str:
    """What the rule is tested for, as the end of `It is tested …`."""
    parts = []
    if each.years:
        parts.append("for " + listed([YEARS.get(year, f"year {year}") for year in each.years]))
    if each.categories:
        parts.append("for " + listed([name.replace("_", " ") for name in each.categories]))
    if each.list_name:
        parts.append(f"for each entry of the list “{list_title or each.list_name}”")
    return ", each ".join(parts) or "once"


def held_words(parameter: Parameter, dated: Dated) -> str:
    """The fiscal years a dated value holds for."""
    later = [one.from_year for one in parameter.values if one.from_year > dated.from_year]
    if dated.until:
        return year_words(dated.from_year, dated.until)
    if not parameter.runs_on:
        return dated.from_year
    if not later:
        return year_words(dated.from_year, None)
    first = int(min(later)[:4]) - 1
    return year_words(dated.from_year, f"{first:04d}-{(first + 1) % 100:02d}")
