"""The public disclosure of a settlement (AB 1200, GC 3547.5), built out of a proposal, its cost and the filing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from compliance.engine.figures import FigureBook
from compliance.fiscal_year import distance
from compliance.rulebook.language.show import show
from compliance.scenario.clock import clock
from compliance.scenario.cost import Cost, added
from compliance.scenario.cost_base import Law
from compliance.scenario.disclosure_budget import budget_table, projection_table
from compliance.scenario.disclosure_certification import adjustment_table, certification_texts, publication_texts
from compliance.scenario.disclosure_document import (
    NOT_FILED,
    NOT_PROPOSED,
    Cell,
    Clause,
    DisclosureDocument,
    NamedSource,
    Section,
    Table,
    Text,
    no_such_unit,
    unknown,
)
from compliance.scenario.disclosure_effects import OTHER, Effects, effects_of, unit_kind
from compliance.scenario.disclosure_filed import figure_cell
from compliance.scenario.disclosure_pay import compensation_table, lines_table
from compliance.scenario.disclosure_reserves import AfterBook, reserves_table, shortfalls
from compliance.scenario.disclosure_terms import clauses, compounding, negotiated, non_compensation, sources
from compliance.scenario.disclosure_tie_out import adjustments, deficit_table, tie_out_table
from compliance.scenario.proposal import Proposal, Unit
from compliance.scenario.proposal_findings import findings_of

ALL_UNITS = "all units"
NO_FORM = (
    "This is nobody's official form. The lettering is the one that county offices commonly use; the county office may ask for "
    "its own workbook, and for more than stands here."
)


def disclosure_of(
    proposal: Proposal, cost: Cost, book: FigureBook, law: Law, after: FigureBook | None = None, unit: str | None = None
) -> DisclosureDocument:
    """Sections A to K for the unit of that name, or for all units together. Raises ProposalError for a unit that there is not.

    book: the figures as filed; after: the same with the proposal laid over them, None to add the cost to them here. Dollars to
    the cent, percents as rates; the fiscal year is the first that is costed, and two more follow at most.
    """
    names = [one.name for one in proposal.units]
    if unit is not None and unit not in names:
        raise no_such_unit(unit, names, proposal.path)
    units = proposal.units if unit is None else (proposal.unit(unit),)
    years = tuple(cost.years[:3])
    effects = effects_of(proposal, cost, units)
    budget = budget_table(book, effects, years[0], cost.years)
    projection = projection_table(book, effects, years, cost.years, budget)
    pay = compensation_table(proposal, cost, units, law, years)
    reserves = reserves_table(AfterBook(book, after, effects, cost.years), law, years)
    tie_out = tie_out_table(cost, units, effects, years[0], pay.cell("total", "year_1"))
    deficit = deficit_table(budget, projection, years)
    lines = clock(proposal.dates, book.filing.certification, law, years[0])
    used = adjustments(book, effects, years)
    named = sources(proposal, cost, years[0])
    held = clauses(proposal, units)
    concerns = [*shortfalls(reserves), *_not_ongoing(named), *_unknown(effects, years)]
    told = tuple(f"{one.message} ({one.at})" for one in findings_of(proposal, cost, law))
    sections = (
        Section(
            "A",
            "Proposed change in compensation",
            (pay, lines_table(cost, units, years)),
            negotiated(proposal, units, years[0]),
        ),
        Section("B", "Proposed changes other than compensation", texts=(non_compensation(proposal, cost, units),)),
        Section("C", "Impacts on instructional and support programs", texts=(Text("impacts", "Impacts", ()),)),
        Section("D", "Contingency language", texts=(_contingency(held),)),
        Section(
            "E", "Other major provisions", texts=(Text("other_provisions", "Provisions without direct cost", (), NOT_PROPOSED),)
        ),
        Section("F", "Source of funding", texts=_funding(named, compounding(proposal, units))),
        Section("G", "Impact on the current year's operating budget", (budget,), (_explained(effects, years[0]),)),
        Section("H", "Impact on the years that follow", (projection,)),
        Section("I", "Impact on unrestricted reserves", (reserves, tie_out, deficit), _reserve_texts(used)),
        Section(
            "J",
            "Certification of the ability to meet the costs",
            (adjustment_table(effects, years, cost.years),),
            certification_texts(lines, concerns, _assumed(proposal, units)),
        ),
        Section("K", "Certification of the public disclosure", texts=publication_texts(lines, proposal.dates)),
    )
    label = ALL_UNITS if unit is None and len(units) > 1 else units[0].label or units[0].name
    entity = book.filing.entity
    fields = {"name": entity.name, "cds": entity.cds, "county": entity.county, "kind": entity.kind}
    return DisclosureDocument(
        title=f"Public disclosure of a proposed bargaining agreement: {label}",
        unit=label,
        slug=_slug(label if unit is None else unit),
        entity={key: text for key, text in fields.items() if text},
        fiscal_year=years[0],
        years=years,
        head=_head(proposal, book, units, label, law, reserves, years[0]),
        sections=sections,
        clauses=held,
        sources=named,
        holidays=tuple(day.isoformat() for day in proposal.dates.holidays),
        adjustments=used,
        notes=(NO_FORM, *told),
    )


def disclosures_of(
    proposal: Proposal, cost: Cost, book: FigureBook, law: Law, after: FigureBook | None = None
) -> tuple[DisclosureDocument, ...]:
    """All units together first; then, where there are several, each unit alone."""
    alone = [unit.name for unit in proposal.units] if len(proposal.units) > 1 else []
    return tuple(disclosure_of(proposal, cost, book, law, after, unit) for unit in (None, *alone))


def _head(
    proposal: Proposal, book: FigureBook, units: Sequence[Unit], label: str, law: Law, reserves: Table, year: str
) -> dict[str, Cell]:
    filing, dates = book.filing, proposal.dates
    kinds = {unit_kind(unit) for unit in units}
    kind = "other" if len(kinds - {None}) > 1 else next(iter(kinds)) if len(kinds) == 1 else None
    levels = {reserves.cell("percent", column.key).value for column in reserves.columns} - {None}
    ada = figure_cell(book, "ada", distance(filing.fiscal_year, year))
    if filing.entity.kind == "county_office" or len(levels) > 1:
        ada = unknown("it does not decide the least reserve of all three years alone", "ada")
    days = {"board_action": dates.board_action, "public_meeting": dates.disclosure, "submitted": dates.submission}
    none = unknown(NOT_PROPOSED, "date")
    return {
        "agency": Cell(filing.entity.name, "text", "the filing", NOT_FILED),
        "unit": Cell(label, "text", "the proposal"),
        "unit_kind": Cell(kind, "text", "the retirement system, or the name, of the unit", NOT_PROPOSED),
        "proposal": Cell(proposal.name, "text", proposal.path),
        "parties": Cell(proposal.parties, "text", "the proposal", NOT_PROPOSED),
        "period": unknown(f"{NOT_PROPOSED}: the term of the agreement", "text"),
        **{key: Cell(day.isoformat(), "date", "the proposal") if day else none for key, day in days.items()},
        "report": Cell(f"{filing.report.replace('_', ' ')} of {filing.fiscal_year}", "text", filing.path),
        "certification": Cell(filing.certification, "text", "the filing", NOT_FILED),
        "ada": ada,
    }


def _contingency(held: Sequence[Clause]) -> Text:
    lines = tuple(f"{one.clause}. It is set off by: {one.trigger}" for one in held)
    return Text("contingency", "Reopeners, conditions and me-too clauses", lines, f"{NOT_PROPOSED}: none is named")


def _funding(named: Sequence[NamedSource], steps: Sequence[str]) -> tuple[Text, ...]:
    heads = {"current": "1. Current year", "later": "2. Later years", "multiyear": "3. Several years, with compounding"}
    found = []
    for when, heading in heads.items():
        lines = [f"{one.item}: {one.explanation}." for one in named if one.when == when]
        lines += steps if when == "multiyear" else ()
        found.append(Text(f"funding_{when}", heading, tuple(lines), f"{NOT_PROPOSED}: no source is named"))
    return tuple(found)


def _explained(effects: Effects, year: str) -> Text:
    """Page 4i: what stands in column 3."""
    amounts: dict[tuple[str, str], list[Decimal]] = {}
    for one in effects.effects:
        if one.column == OTHER and one.fiscal_year == year:
            amounts.setdefault((one.why, one.page), []).append(one.amount)
    lines = [f"{why}: {show(added(found), 'money')} ({page.replace('_', ' ')})" for (why, page), found in amounts.items()]
    missing = effects.unknown.get((year, OTHER))
    return Text("explanations", "4i. What column 3 holds", (*lines, *([missing] if missing else [])), "nothing")


def _reserve_texts(used: tuple[Cell, Cell]) -> tuple[Text, ...]:
    told, explained = used
    answer = "unknown" if told.value is None else "yes" if told.value else "no"
    why = str(explained.value) if explained.value is not None else explained.why
    return (
        Text("plan", "4. How and when reserves are restored, where they fall short", ()),
        Text("reason", "6. Reason for a deficit, and the plan to reduce it", ()),
        Text("adjustments", "7. Were other adjustments used in the projection?", (f"{answer}: {why}",)),
    )


def _not_ongoing(named: Sequence[NamedSource]) -> list[str]:
    kinds = {"ongoing": "ongoing", "one_time": "one-time money", "reserves": "reserves", "fund_balance": "a fund balance"}
    return [
        f"{one.item}: the source is {kinds[one.kind]} and does not return, the cost does."
        for one in named
        if one.pays_for == "ongoing" and one.kind != "ongoing"
    ]


def _unknown(effects: Effects, years: Sequence[str]) -> list[str]:
    missing = effects.missing(years)
    return [f"Part of the cost is {missing}."] if missing else []


def _assumed(proposal: Proposal, units: Sequence[Unit]) -> list[str]:
    lines = []
    for unit in units:
        rate = unit.step_and_column
        growth = (
            f"salaries grow by {show(rate, 'rate')} a year by step and column"
            if rate is not None
            else "no step and column is given"
        )
        rates = "the statutory rates are those of each year" if unit.statutory else "no statutory rates are given"
        lines.append(f"{unit.label or unit.name}: {growth}; {rates}.")
    return lines


def _slug(text: str) -> str:
    """Letters, digits and hyphens, fit for a file's name; `unit` where nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "unit"
