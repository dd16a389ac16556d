"""What a settlement does, for a reader: reserves before and after, criteria that turn, what is indicated before and after."""

from __future__ import annotations

from compliance.report.scenario_turned import turned_points
from compliance.report.settlement_blocks import Point, Row, Section, Table
from compliance.report.settlement_wording import (
    indicated,
    judgement,
    listed,
    money,
    moved,
    number_of,
    shown,
    signed_cents,
    size,
    style_of,
)  # fmt: skip
from compliance.scenario.settlement import Settlement, SettlementYear

_KEPT = {True: "yes", False: "no", None: "unknown"}


def opening(settled: Settlement) -> Section:
    """The proposal's name with what matters first: what is indicated, and the years whose reserve is no longer kept."""
    proposal = settled.proposal
    before, after = indicated(settled.compared.filed), indicated(settled.compared.adjusted)
    filed = settled.compared.filed.certification.filed if settled.compared.filed.certification is not None else None
    board = f" The board filed {filed}." if filed else ""
    parts: list[Table | Point | str] = [
        Point(
            f"{moved(before, after)} (before, then with this settlement).{board}",
            f"{judgement(settled.compared.adjusted)} indicated",
            style=style_of(after),
        )
    ]
    short = [year for year in settled.years if year.kept_after is False]
    kept = [year.fiscal_year for year in settled.years if year.kept_after]
    open_years = [year.fiscal_year for year in settled.years if year.kept_after is None]
    if short:
        told = listed([_missing(year) for year in short])
        parts.append(Point(f"below the standard in {told}.", "Reserves", style="red"))
    if kept:
        parts.append(Point(f"kept in {listed(kept)}.", "Reserves", style="green"))
    if open_years:
        parts.append(Point(f"not known for {listed(open_years)}.", "Reserves", style="magenta"))
    told_of = [f"Between: {proposal.parties}." if proposal.parties else "", proposal.note or ""]
    return Section(f"Proposal: {proposal.name}", (*parts, *filter(None, told_of)), f"({proposal.path})")


def _missing(year: SettlementYear) -> str:
    margin = number_of(year.margin_after)
    return f"{year.fiscal_year} by {money(size(margin))}" if margin is not None else year.fiscal_year


def reserves(settled: Settlement) -> Section:
    """Available reserves and their percent before and after, with the standard and the margin to it."""
    years = settled.years
    rows = (
        Row("Available reserves before", tuple(shown(year.reserves_before) for year in years)),
        Row("Available reserves after", tuple(shown(year.reserves_after) for year in years), strong=True),
        Row("Percent before", tuple(shown(year.percent_before) for year in years)),
        Row("Percent after", tuple(shown(year.percent_after) for year in years), strong=True),
        Row("Required reserve after", tuple(shown(year.standard_after) for year in years)),
        Row("Above (below) it after", tuple(signed_cents(number_of(year.margin_after)) for year in years), strong=True),
        Row("Kept before", tuple(_KEPT[year.kept_before] for year in years)),
        Row("Kept after", tuple(_KEPT[year.kept_after] for year in years)),
    )
    table = Table("", "Reserves", tuple(year.fiscal_year for year in years), rows)
    return Section("Reserves before and after", (table,), "(dollars; spending rises, so the required reserve does)")


def criteria(settled: Settlement) -> Section:
    """The rules that come out otherwise, the worst first."""
    found = turned_points(settled.compared)
    return Section(f"Criteria that turned ({len(found)})", found or ("No rule comes out otherwise.",))
