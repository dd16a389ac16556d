"""The clock of a settlement, the findings with their places, and what is not known, for a reader."""

from __future__ import annotations

from compliance.engine.findings import SEVERITIES
from compliance.report.settlement_blocks import Point, Section
from compliance.report.settlement_wording import listed
from compliance.report.wording import OUTCOME
from compliance.scenario.proposal_findings import Told
from compliance.scenario.settlement import Settlement

DUTIES = {
    "public_disclosure": "Public disclosure", "county_review": "County review", "budget_revision": "Budget revision",
}  # fmt: skip
_SEVERITY = {"fatal": "red", "serious": "red", "concern": "yellow", "note": "dim"}
_CLOCK = {"met": "green", "not_met": "red", "unknown": "magenta", "not_applicable": "dim"}


def clock(settled: Settlement) -> Section:
    """The three duties: whether each is met, by which days, and the law."""
    return Section(
        "The clock",
        tuple(
            Point(
                line.message,
                f"{DUTIES.get(line.duty, line.duty.replace('_', ' ').capitalize())}, {OUTCOME.get(line.outcome, line.outcome)}",
                ", ".join(line.cites),
                style=_CLOCK.get(line.outcome, "bold"),
            )
            for line in settled.clock
        ),
    )


def worst_told(settled: Settlement) -> list[Told]:
    """The findings, the gravest first, else in the order they were made."""
    return sorted(settled.findings, key=lambda one: -SEVERITIES.index(one.severity))


def findings(settled: Settlement) -> Section:
    """Each finding with its severity, its id and the place in the proposal it comes from."""
    told = [
        Point(one.message, one.severity, f"{one.id}, {one.at.path}:{one.at.line}", style=_SEVERITY.get(one.severity, ""))
        for one in worst_told(settled)
    ]
    return Section(f"Findings ({len(told)})", tuple(told) or ("Nothing is found.",), "worst first" if told else "")


def not_known(settled: Settlement) -> Section:
    """Costs that cannot be worked out, and years whose reserves the filing does not give."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for one in settled.cost.unknown:
        groups.setdefault((one.unit, one.item, one.missing), []).append(one.fiscal_year)
    points = [
        Point(f"{item} ({listed(list(dict.fromkeys(years)))}): {missing} is not given.", unit)
        for (unit, item, missing), years in groups.items()
    ]
    dark = [year.fiscal_year for year in settled.years if year.kept_after is None]
    if dark:
        points.append(Point(f"of {listed(dark)} cannot be judged from this filing.", "Reserves"))
    return Section("Not known", tuple(points))
