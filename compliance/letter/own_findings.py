"""What a letter finds beside the rules, out of the matter: a plan not carried out, a filing that came late, an audit's word."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

from compliance.engine.findings import Case, Report, Result
from compliance.letter.matter import NOT_APPROVED, Audit, Matter, Reduction
from compliance.letter.reserve_table import RULES as RESERVE_RULES

# By id: title and severity.
FINDINGS: Mapping[str, tuple[str, str]] = {
    "plan-not-carried-out": ("The plan asked for earlier was carried out", "serious"),
    "reductions-not-carried-out": ("Reductions are carried out by the year they are counted in", "concern"),
    "filing-late": ("The report came on the day it was due", "concern"),
    "audit-late": ("The audit came on the day it was due", "concern"),
    "audit-repeated": ("Findings of an audit are corrected before the next", "concern"),
    "audit-opinion": ("The auditor gave an unmodified opinion", "serious"),
    "audit-weakness": ("The audit found no material weakness", "serious"),
}
PLANS = ("reserve-plan", "stabilization-plan")
IMPLEMENTED = "implemented"


def own_findings(
    report: Report, matter: Matter, deadlines: Mapping[str, datetime.date], date: datetime.date | None
) -> tuple[Result, ...]:
    """The findings of that matter, none of which a rule makes. date: the letter's. deadlines as compose() has them."""
    return tuple(_found(id_, years) for id_, years in _ids(report, matter, deadlines, date))


def not_carried_out(report: Report, reductions: Iterable[Reduction]) -> tuple[Reduction, ...]:
    """Those counted in a year that has begun, or in an earlier one, that are not implemented.

    A year has begun for its interim reports; its adopted budget comes before it.
    """
    ours = report.fiscal_year
    begun = report.report != "adopted_budget"
    return tuple(
        one
        for one in reductions
        if one.status != IMPLEMENTED and (one.fiscal_year < ours or (begun and one.fiscal_year == ours))
    )


def filing_due(report: Report, matter: Matter, deadlines: Mapping[str, datetime.date]) -> datetime.date | None:
    """The day the filing was due: that of the report, or of the revised budget where a letter did not approve the first."""
    anew = any(prior.kind in NOT_APPROVED and prior.fiscal_year in ("", report.fiscal_year) for prior in matter.prior_letters)
    return deadlines.get("revised_budget_due" if anew and report.report == "adopted_budget" else "this_report")


def audit_due(matter: Matter, deadlines: Mapping[str, datetime.date]) -> datetime.date | None:
    """The day the matter's audit was due, None where there is none or the calendar does not go back so far."""
    return deadlines.get(f"audit_due {matter.audit.fiscal_year}") if matter.audit else None


def _ids(
    report: Report, matter: Matter, deadlines: Mapping[str, datetime.date], date: datetime.date | None
) -> Iterator[tuple[str, tuple[str, ...]]]:
    if _plan_failed(report, matter):
        yield "plan-not-carried-out", ()
    late = not_carried_out(report, matter.reductions)
    if late:
        yield "reductions-not-carried-out", tuple(dict.fromkeys(one.fiscal_year for one in late))
    due = filing_due(report, matter, deadlines)
    if matter.received is not None and due is not None and matter.received > due:
        yield "filing-late", ()
    if matter.audit is not None:
        for id_ in _of_audit(matter.audit, audit_due(matter, deadlines), date):
            yield id_, (matter.audit.fiscal_year,)


def _plan_failed(report: Report, matter: Matter) -> bool:
    """A plan was asked for before, and reserves still miss the standard."""
    asked = any(request in PLANS for prior in matter.prior_letters for request in prior.requests)
    reserves = next((result for result in report.results if result.rule in RESERVE_RULES), None)
    return asked and reserves is not None and reserves.outcome == "not_met"


def _of_audit(audit: Audit, due: datetime.date | None, date: datetime.date | None) -> Iterator[str]:
    came = audit.received or date
    if due is not None and came is not None and came > due:
        yield "audit-late"
    if audit.repeated_findings:
        yield "audit-repeated"
    if audit.opinion not in (None, "unmodified"):
        yield "audit-opinion"
    if audit.material_weaknesses:
        yield "audit-weakness"


def _found(id_: str, years: tuple[str, ...]) -> Result:
    title, severity = FINDINGS[id_]
    cases = tuple(Case({"fiscal_year": year} if year else {}, "not_met", {}, "") for year in years or ("",))
    return Result(id_, title, "not_met", severity, (), "", "", cases)
