"""Sections A to F of a disclosure in words: what is negotiated, clauses, what pays for it. Only what the proposal says."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from compliance.rulebook.language.show import show
from compliance.scenario.cost import Cost
from compliance.scenario.cost_base import number, percent_text
from compliance.scenario.cost_names import WORDS, name_of
from compliance.scenario.disclosure_document import NOT_PROPOSED, Clause, NamedSource, Text
from compliance.scenario.me_too import Gain, gains
from compliance.scenario.proposal import SCHEDULE, Funding, Proposal, Unit
from compliance.scenario.proposal_years import begins_in, part_in_force

MONEY = {
    "ongoing": "ongoing", "one_time": "one_time", "reserves": "reserves", "other_fund": "fund_balance",
    "retiree_health_set_aside": "fund_balance",
}  # fmt: skip
MONEY_WORDS = {
    "ongoing": "ongoing", "one_time": "one-time", "reserves": "reserves", "other_fund": "another fund",
    "retiree_health_set_aside": "set-aside for retirees' health",
}  # fmt: skip


def gained(proposal: Proposal, units: Sequence[Unit]) -> tuple[Gain, ...]:
    """The items that these units get, their own and by me-too clauses."""
    names = {unit.name for unit in units}
    return tuple(gain for gain in gains(proposal) if gain.unit.name in names)


def negotiated(proposal: Proposal, units: Sequence[Unit], year: str) -> tuple[Text, ...]:
    """Lines 8 to 11 of section A."""
    found = gained(proposal, units)
    percents = [_percent(gain, year) for gain in found if gain.item.percent is not None]
    caps = [_cap(gain) for gain in found if gain.item.cap is not None]
    notes = [f"{_named(gain)}: {gain.item.note}" for gain in found if gain.item.note]
    rest = [_named(gain) for gain in found if gain.item.percent is None and gain.item.cap is None]
    return (
        Text("percent", "8. Negotiated percent", tuple(percents), "no percent is proposed"),
        Text("steps", "9. Steps, columns or ranges added", (), f"{NOT_PROPOSED}: it adds none"),
        Text("comments", "10. Comments", (*rest, *notes, *([proposal.note] if proposal.note else [])), NOT_PROPOSED),
        Text("cap", "11. Health benefit caps", tuple(caps), f"{NOT_PROPOSED}: no cap changes"),
    )


def non_compensation(proposal: Proposal, cost: Cost, units: Sequence[Unit]) -> Text:
    """Section B: days and positions for class size, the latter with the cost that section A does not hold."""
    lines = []
    for gain in gained(proposal, units):
        if gain.item.days is not None:
            days = f"{number(Fraction(gain.item.days))} on {number(Fraction(gain.item.contract_days or 0))} contract days"
            lines.append(f"{_named(gain)}: {days}. Its pay is in section A.")
        elif gain.item.fte is not None:
            found = [line for line in cost.lines if (line.unit, line.item) == (gain.unit.name, name_of(gain.item))]
            told = ", ".join(f"{show(line.amount, 'money')} in {line.fiscal_year}" for line in found)
            lines.append(f"{_named(gain)}: {told}. It is no compensation of section A and stands in column 3 of section G.")
    return Text(
        "non_compensation", "Class size, days, preparation time, staffing", tuple(lines), f"{NOT_PROPOSED}: none is named"
    )


def clauses(proposal: Proposal, units: Sequence[Unit]) -> tuple[Clause, ...]:
    """Section D: conditions of items, and me-too clauses of these units and of those that follow them."""
    names = {unit.name for unit in units}
    found = [Clause(_named(gain), gain.item.contingent) for gain in gained(proposal, units) if gain.item.contingent]
    for unit in proposal.units:
        for link in unit.me_too:
            if unit.name in names or link.follows in names:
                kinds = ", ".join(WORDS[kind] for kind in link.kinds)
                until = f" that begins in {link.until} or before" if link.until else ""
                clause = f"Me-too: {unit.label or unit.name} gets what {link.follows} gets ({kinds})"
                found.append(Clause(clause, f"An agreement with {link.follows}{until}"))
    return tuple(dict.fromkeys(found))


def sources(proposal: Proposal, cost: Cost, year: str) -> tuple[NamedSource, ...]:
    """Section F: each source that the proposal names, in the words of the form. It names them for the proposal as a whole."""
    return tuple(_source(one, _pays_for(one, cost), year) for one in proposal.funding)


def compounding(proposal: Proposal, units: Sequence[Unit]) -> tuple[str, ...]:
    """What the steps on the schedule of a unit come to together, where there are several."""
    lines = []
    for unit in units:
        own = [gain for gain in gained(proposal, (unit,)) if gain.item.ongoing and gain.item.kind in SCHEDULE]
        percents = [gain.item.percent for gain in own if gain.item.percent is not None]
        if len(percents) > 1:
            product = Fraction(1)
            for percent in percents:
                product *= 1 + percent
            listed = " and ".join(percent_text(percent) for percent in percents)
            lines.append(f"{unit.label or unit.name}: {listed} on the schedule compound to {percent_text(product - 1)}.")
    return tuple(lines)


def _named(gain: Gain) -> str:
    by = f", by me-too with {gain.via[0]}" if gain.via else ""
    return f"{gain.unit.label or gain.unit.name}: {name_of(gain.item)}{by}"


def _percent(gain: Gain, year: str) -> str:
    item = gain.item
    if item.effective is None or item.percent is None or begins_in(item) != year:
        return f"{_named(gain)}."
    part = part_in_force(item.effective, year)
    if part == 1:
        return f"{_named(gain)}: in force for the whole of {year}."
    months = f"in force for {number(part * 12)} of twelve months of {year}"
    return f"{_named(gain)}: {months}, {percent_text(item.percent * part)} of a year's pay."


def _cap(gain: Gain) -> str:
    now, cap = gain.unit.health.cap, gain.item.cap
    before = f"from {show(now, 'money')}" if now is not None else "the present cap is not in the proposal"
    return f"{_named(gain)}: {before} to {show(cap, 'money')} a year for each employee."


def _pays_for(one: Funding, cost: Cost) -> str | None:
    """Ongoing or one-time, where all cost of the source's years is the one or the other; None where it is both or neither."""
    years = [year for year in cost.years if year == one.year or (one.from_year is not None and year >= one.from_year)]
    kinds = {"one_time" if line.one_time else "ongoing" for line in cost.lines if line.fiscal_year in years}
    return kinds.pop() if len(kinds) == 1 else None


def _source(one: Funding, pays_for: str | None, year: str) -> NamedSource:
    start = one.year or one.from_year or year
    when = "multiyear" if one.from_year else "current" if start == year else "later"
    cost = {"ongoing": "Ongoing cost", "one_time": "One-time cost", None: "Cost"}[pays_for]
    span = f"a year from {one.from_year}" if one.from_year else f"in {one.year}"
    words = f"{one.name}, {show(one.amount, 'money')} {span}, {MONEY_WORDS[one.kind]}"
    return NamedSource(f"{cost} of the proposal, by {one.name}", pays_for, when, MONEY[one.kind], words)
