"""What the templates of a letter are given: the report, the county, the tables, and every figure with its name."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from markupsafe import Markup

from compliance.engine.findings import Case, Figure, Report, Result
from compliance.fiscal_year import shift
from compliance.letter.agreement import agreement_of
from compliance.letter.choice import Chosen
from compliance.letter.environment import day
from compliance.letter.grounds import Ground, grounds
from compliance.letter.kinds import BARGAINING, BUDGET, DECIDED, INTERIM, Beside, concerns, decided_level, working_report
from compliance.letter.matter import Matter
from compliance.letter.next_report import REPORT_NAMES, next_report
from compliance.letter.overridden import without_overridden
from compliance.letter.own_findings import audit_due, filing_due
from compliance.letter.paragraphs import Library, Paragraph, choose_paragraphs
from compliance.letter.printed import Printed
from compliance.letter.profile import Profile, placeholders
from compliance.letter.reserve_table import RULES as RESERVE_RULES
from compliance.letter.reserve_table import reserve_rows, reserve_table
from compliance.letter.tables.cash import cash_table
from compliance.letter.tables.cost import cost_table
from compliance.letter.tables.findings_tables import deficit_table
from compliance.letter.tables.history_table import history_table
from compliance.letter.tables.projection import Year, project, projection_table, shortest
from compliance.letter.tables.pupils import pupils_table
from compliance.letter.tables.reductions import reductions_table
from compliance.letter.tables.settlement_tables import four_lines, settled_reserves
from compliance.letter.tables.table import Table
from compliance.letter.tables.terms import terms_table
from compliance.letter.untested import untested
from compliance.scenario.settlement import Settlement

Figures = Mapping[tuple[str, str], Figure]
# Letters that speak of one thing only and show no review of the figures.
BARE = ("late-filing", "third-interim", "plan-response")
_AUTHORITY = {"positive": "ec-42131", None: "ec-42131"}


def context_of(
    report: Report,
    profile: Profile,
    chosen: Chosen,
    beside: Beside,
    figures: Figures,
    library: Library,
    printed: Printed,
) -> dict[str, Any]:
    """The names that templates may use, and under 'tables' what the function table() gives. Raises LetterStopped."""
    kind, matter, date = chosen.kind, beside.matter, beside.date
    assert date is not None
    working = working_report(report, beside.scenario)
    _name_all(report, beside, figures, printed)
    addressee, district = profile.addressee_of(report.cds), report.name or "[name of the district]"
    letterhead = (profile.office, profile.address, profile.phone, profile.county_superintendent, profile.board_members)
    left = placeholders((letterhead, addressee, district, profile.signatory, profile.contact, profile.copies))
    years = tuple(shift(report.fiscal_year, later) for later in range(3))
    level, indicated = _levels(report, working, kind, matter)
    rests = _grounds(working, kind, level, indicated)
    for ground in rests:
        printed.name(ground.amount, f"{'adjusted.' if beside.scenario else ''}short.{ground.rule}", ground.fiscal_year)
    result = _reserves(report.results)
    rows = reserve_rows(result)
    _name_rows(rows, printed)
    certification = working.certification
    unnamed = reserve_rows(_reserves(certification.with_unidentified_added_back.results)) if certification else ()
    _name_rows(unnamed, printed, "without_unnamed.")
    follows = next_report(report, level, beside.deadlines)
    to_come = follows.due if follows.due >= date else None
    projection = project(figures, years, working, beside.scenario)
    short = shortest(projection)
    tables = _tables(report, beside, figures, years, projection, printed)
    tables["reserves"] = reserve_table(rows, result)
    return {
        "report": report,
        "district": district,
        "filing_name": PurePath(report.path).name,
        "report_name": REPORT_NAMES[report.report],
        "years": years,
        "budget": report.report == "adopted_budget",
        "bare": kind in BARE,
        "bargaining": kind in BARGAINING,
        "authority": _authority(report, kind, level),
        "kind": Markup(kind),
        "profile": profile,
        "addressee": addressee,
        "date": date,
        "draft": bool(left) or (kind in DECIDED and not chosen.decided),
        "undecided": kind in DECIDED and not chosen.decided,
        "placeholders": left,
        "filed": report.certification.filed if report.certification else None,
        "level": Markup(level or ""),
        "decision": matter.decision if chosen.decided or kind in ("revised-budget", "plan-response") else None,
        "indicated": indicated is not None and indicated == level,
        "grounds": rests,
        "reserves": rows,
        "next": follows,
        "paragraphs": _paragraphs(report, kind, beside, library),
        "prior": matter.prior_letters,
        "raised": _raised(matter),
        "unnamed": unnamed,
        "scenario": beside.scenario,
        "settlement": beside.settlement,
        "matter": matter,
        "filing_due": filing_due(report, matter, beside.deadlines),
        "audit_due": audit_due(matter, beside.deadlines),
        "agreement": agreement_of(beside.settlement, matter, profile.due_dates, to_come) if beside.settlement else None,
        "untested": () if kind in BARE or kind in BARGAINING else untested(report),
        "fcmat": int(report.fiscal_year[:4]) >= 2018,
        "short_year": short and Markup(short.fiscal_year),
        "tables": tables,
    }


def _name_all(report: Report, beside: Beside, figures: Figures, printed: Printed) -> None:
    printed.name_report(report)
    if beside.scenario:
        printed.name_report(beside.scenario.compared.adjusted, "adjusted.")
    if beside.settlement:
        printed.name_report(beside.settlement.compared.adjusted, "settled.")
    printed.name_all(figures)


def _name_rows(rows: Iterable[Any], printed: Printed, reading: str = "") -> None:
    for row in rows:
        if row.above is not None:
            printed.name(row.above, f"{reading}reserves_above_standard", row.fiscal_year)


def _levels(report: Report, working: Report, kind: str, matter: Matter) -> tuple[str | None, str | None]:
    """The level the letter speaks of, and the one the figures indicate."""
    certification = working.certification
    indicated = certification.indicated if certification else None
    if kind in INTERIM and kind != "certification-change":
        return INTERIM[kind], indicated
    decided = decided_level(report, matter)
    if kind == "certification-change":
        return decided or indicated, indicated
    filed = report.certification.filed if report.certification else None
    return decided or filed or indicated, indicated


def _grounds(working: Report, kind: str, level: str | None, indicated: str | None) -> tuple[Ground, ...]:
    if working.certification is None or kind in ("going-concern", "plan-demand", "plan-response") or kind in BUDGET:
        return grounds(working)
    return grounds(working) if level != "positive" and level == indicated else ()


def _authority(report: Report, kind: str, level: str | None) -> str:
    if kind in BARGAINING:
        return "gc-3547-5"
    if kind in ("going-concern", "plan-demand", "plan-response"):
        return "ec-42127-6"
    if report.report == "adopted_budget":
        return "ec-42127"
    return _AUTHORITY.get(level, "ec-42127-6")


def _tables(
    report: Report, beside: Beside, figures: Figures, years: Sequence[str], projection: Sequence[Year], printed: Printed
) -> dict[str, Table | None]:
    made: dict[str, Table | None] = {
        "deficit": deficit_table(report),
        "forward_deficit": deficit_table(report, ("forward-deficit",)),
        "pupils": pupils_table(figures, years, printed),
        "cash": cash_table(report, figures, years),
        "reductions": reductions_table(report, beside.matter.reductions, printed, day),
        "history": history_table(beside.matter.prior_letters, day),
    }
    if any(year.ending is not None for year in projection):
        name = "adjusted" if beside.scenario else "walk"
        made[name] = projection_table(projection, figures, printed.name, beside.scenario)
    if beside.settlement:
        made |= _of_settlement(beside.settlement, figures, printed)
    return made


def _of_settlement(settlement: Settlement, figures: Figures, printed: Printed) -> dict[str, Table | None]:
    return {
        "terms": terms_table(settlement.proposal, printed, day),
        "cost": cost_table(settlement, printed),
        "settled": settled_reserves(settlement, printed),
        "four_lines": four_lines(settlement, figures, printed),
    }


def _paragraphs(report: Report, kind: str, beside: Beside, library: Library) -> tuple[Paragraph, ...]:
    if kind in BARE:
        return ()
    if beside.settlement is not None and kind in BARGAINING:
        told = [
            Result(one.id, one.id, "not_met", one.severity, (), "", "", (Case({}, "not_met", {}, ""),))
            for one in beside.settlement.findings
        ]
        unique = {one.rule: one for one in told}
        return choose_paragraphs(library, unique.values(), ())
    found = concerns(report, beside)
    if kind not in ("interim-positive", "budget-approval"):
        found += tuple(one for one in report.results if one.outcome == "not_met" and one.severity == "note" and not one.waived)
    return choose_paragraphs(library, without_overridden(found, beside.matter), ())


def _raised(matter: Matter) -> Mapping[str, tuple[datetime.date, ...]]:
    """By rule, the dates of the earlier letters that raised it."""
    raised: dict[str, list[datetime.date]] = {}
    for prior in sorted(matter.prior_letters, key=lambda one: one.date):
        for rule in prior.findings:
            raised.setdefault(rule, []).append(prior.date)
    return {rule: tuple(dates) for rule, dates in raised.items()}


def _reserves(results: Iterable[Result]) -> Result | None:
    return next((result for result in results if result.rule in RESERVE_RULES), None)
