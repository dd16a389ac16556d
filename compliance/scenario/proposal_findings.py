"""What must be told with a proposal's cost: what is unknown, refused, assumed, contingent, or lands in another year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from compliance.located import Position
from compliance.rulebook.language.show import show
from compliance.rulebook.lookup import look_up
from compliance.scenario.cost import Cost
from compliance.scenario.cost_base import Law
from compliance.scenario.cost_names import name_of
from compliance.scenario.me_too import LINKED, gains
from compliance.scenario.proposal import DATED_RATES, Proposal
from compliance.scenario.proposal_years import begins_in, fiscal_year_of, payments

ONE_TIME_PAY = ("off_schedule", "flat_amount", "stipend", "days")


class Told(NamedTuple):
    """A finding about a proposal: an id, note or concern, one or two sentences, and where in the proposal it comes from."""

    id: str
    severity: str
    message: str
    at: Position


def findings_of(proposal: Proposal, cost: Cost, law: Law) -> tuple[Told, ...]:
    """Findings in the order: costs, stated figures, sources, dates, assumptions."""
    return (
        *_unknown(proposal, cost),
        *_stated(proposal),
        *_sources(proposal),
        *_items(proposal),
        *_offsets(proposal),
        *_assumed(proposal, cost),
        *_rates(proposal, cost, law),
    )


def _unknown(proposal: Proposal, cost: Cost) -> Iterator[Told]:
    missing: dict[tuple[str, str], list[str]] = {}
    for one in cost.unknown:
        missing.setdefault((one.unit, one.kind), []).append(one.missing)
    for (name, kind), figures in missing.items():
        known = "; ".join(dict.fromkeys(figures))
        if kind == LINKED:
            message = (
                f"What a me-too clause gives to {name} costs an amount that is unknown: {known} is not given. "
                "The cost of all units is to be disclosed before anyone relies on it. Ask for such clauses and their cost."
            )
            yield Told("linked-cost-unknown", "concern", message, proposal.unit(name).at)
        else:
            message = f"The cost for {name} is unknown in part: {known} is not given. It is not in the totals."
            yield Told("cost-unknown", "concern", message, proposal.unit(name).at)


def _stated(proposal: Proposal) -> Iterator[Told]:
    for one in proposal.stated:
        said = f"{one.name}, {show(one.amount, 'money')}{f' ({one.said_by})' if one.said_by else ''}"
        if one.kind == "linked_units":
            message = (
                f"{said}: a stated cost of the units that follow, without arithmetic. It stands apart, outside the totals."
            )
            yield Told("linked-cost-stated", "concern", message, one.at)
        else:
            message = (
                f"{said}: nothing in this proposal adds up to it, so it is not printed as its cost. Ask what it is made of."
            )
            yield Told("stated-total-refused", "note", message, one.at)


def _sources(proposal: Proposal) -> Iterator[Told]:
    for one in proposal.funding:
        if one.also_stated is not None and one.also_stated != one.amount:
            message = (
                f"{one.name} is {show(one.amount, 'money')} here and {show(one.also_stated, 'money')} in another document, "
                f"a difference of {show(abs(one.amount - one.also_stated), 'money')}. Ask which holds."
            )
            yield Told("source-figures-differ", "note", message, one.at)


def _items(proposal: Proposal) -> Iterator[Told]:
    first = proposal.years[0]
    for item in proposal.items:
        back = [payment.earned for payment in payments(item, first, proposal.years) if payment.earned < payment.charged]
        if back:
            years = " and ".join(back)
            closed = "a closed year" if back[0] < first else "an earlier year"
            message = (
                f"{name_of(item)} for {item.unit} reaches back into {years}, {closed}: that pay is a one-time charge of the "
                "year it is paid in. Ask whether any of it was accrued."
            )
            yield Told("retroactive-pay", "note", message, item.at)
        last = proposal.years[-1]
        if begins_in(item) > last or (item.paid is not None and fiscal_year_of(item.paid) > last):
            message = f"{name_of(item)} for {item.unit} is paid, in whole or in part, after {last}, the last year looked at."
            yield Told("paid-later", "note", message, item.at)
        if item.contingent:
            message = f"{name_of(item)} for {item.unit} is counted although it depends on a condition: {item.contingent}"
            yield Told("contingent-item", "note", message, item.at)


def _offsets(proposal: Proposal) -> Iterator[Told]:
    for one in proposal.extra:
        if one.contingent:
            use = "counted, as the proposal asks" if one.counted else "not counted"
            message = f"{one.name}, {show(one.amount, 'money')} of {one.kind}, is contingent and {use}."
            yield Told("contingent-offset", "note", message, one.at)


def _assumed(proposal: Proposal, cost: Cost) -> Iterator[Told]:
    costed = {line.unit for line in cost.lines if line.unrestricted}
    for unit in proposal.units:
        if unit.unrestricted_share is None and unit.name in costed:
            message = (
                f"The unrestricted share of {unit.name} is not given: its whole general fund cost is taken as unrestricted."
            )
            yield Told("unrestricted-share-assumed", "note", message, unit.at)
    for item in proposal.items:
        if item.year and item.kind in ONE_TIME_PAY and item.benefits is None and proposal.unit(item.unit).salary_base:
            message = (
                f"{name_of(item)} for {item.unit} is taken to bear the unit's full statutory rates, pension among them. "
                "Give `benefits` where one-time pay bears less."
            )
            yield Told("one-time-benefits-assumed", "note", message, item.at)
    own = {(item.unit, item.kind) for item in proposal.items}
    twice = {gain.unit.name: gain.unit.at for gain in gains(proposal) if gain.via and (gain.unit.name, gain.item.kind) in own}
    for name, at in twice.items():
        message = f"{name} has items of its own and gains others of the same kind by a me-too clause; both are counted."
        yield Told("me-too-and-own", "note", message, at)
    if proposal.after_settlement:
        years = ", ".join(proposal.years[1:])
        message = f"The filing's figures of {years} hold this settlement already, so it is not charged to them a second time."
        yield Told("not-charged-again", "note", message, Position(proposal.path, 1))


def _rates(proposal: Proposal, cost: Cost, law: Law) -> Iterator[Told]:
    used = {(line.unit, line.earned) for line in cost.lines if line.cites}
    wanted = {
        (DATED_RATES[name], year)
        for unit in proposal.units
        for name, own in unit.statutory.items()
        for user, year in used
        if own is None and user == unit.name and DATED_RATES[name] in law
    }
    doubtful: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for name, year in sorted(wanted):
        one = look_up(law, name, year)
        if one.confidence not in ("certain", "ours"):
            shown = f"{year} {show(one.value, 'rate', '0.001%')}"
            doubtful.setdefault((name, one.confidence, one.cites), []).append(shown)
    for (name, confidence, cites), values in doubtful.items():
        message = f"{name} is {confidence} for {', '.join(values)} ({', '.join(cites)})."
        yield Told("rate-not-certain", "note", message, Position(proposal.path, 1))
