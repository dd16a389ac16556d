"""The items of a proposal: each kind with the fields it needs, ongoing from a date or one-time in a year."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from compliance.filing.nearest import did_you_mean, shown
from compliance.filing.written_parts import scalar_of
from compliance.located import Node, Section
from compliance.scenario.proposal import KINDS, Item, ProposalError, Unit
from compliance.scenario.proposal_years import begins_in, fiscal_year_of
from compliance.scenario.read_proposal_values import (
    amount,
    count,
    day,
    fiscal_year,
    keyed,
    optional,
    percent,
    required,
    share,
    signed_amount,
    text,
    word_of,
)

EVERY_KIND = ("unit", "kind", "effective", "year", "paid", "contingent", "note")
PAY = {
    "on_schedule": ("percent",),
    "off_schedule": ("percent",),
    "flat_amount": ("each", "count", "amount"),
    "stipend": ("each", "count", "amount"),
    "days": ("days", "contract_days"),
}
STAFFING = {"class_size": ("fte", "average_cost"), "health_cap": ("cap", "enrolled")}
NEEDED = {
    "on_schedule": ("percent", "effective"),
    "off_schedule": ("percent", "year"),
    "days": ("days", "contract_days"),
    "class_size": ("fte", "average_cost"),
    "health_cap": ("cap",),
}
_OWN = (name for names in (*PAY.values(), *STAFFING.values()) for name in names)
FIELDS = (*EVERY_KIND, *dict.fromkeys(_OWN), "benefits")


def read_item(node: Node, units: Mapping[str, Unit]) -> Item:
    """One item of one of these units."""
    kind = required(keyed(node, "an item", FIELDS, ("unit", "kind")), "kind", word_of(KINDS, "a kind of item"))
    own = (*PAY[kind], "benefits") if kind in PAY else STAFFING[kind]
    section = keyed(node, f"an item of kind {kind}", EVERY_KIND + own, NEEDED.get(kind, ()))
    item = Item(
        unit=required(section, "unit", text),
        kind=kind,
        at=section.at,
        effective=optional(section, "effective", day),
        year=optional(section, "year", fiscal_year),
        paid=optional(section, "paid", day),
        percent=optional(section, "percent", percent),
        each=optional(section, "each", signed_amount),
        heads=optional(section, "count", count),
        amount=optional(section, "amount", signed_amount),
        days=optional(section, "days", count),
        contract_days=optional(section, "contract_days", count),
        fte=optional(section, "fte", count),
        average_cost=optional(section, "average_cost", amount),
        cap=optional(section, "cap", amount),
        enrolled=optional(section, "enrolled", count),
        benefits=_benefits(section),
        contingent=optional(section, "contingent", text),
        note=optional(section, "note", text),
    )
    if item.unit not in units:
        near = did_you_mean(item.unit, units)
        raise ProposalError(f"{shown(item.unit)} is no unit of this proposal.{near}", section.entries["unit"].at)
    _dated(item, section)
    _counted(item, units[item.unit], section)
    return item


def _dated(item: Item, section: Section) -> None:
    """One of the two: effective (ongoing) or year (one-time), as the kind allows; paid not before."""
    if item.effective is not None and item.year is not None:
        raise ProposalError("An item is ongoing from `effective` on, or one-time in `year`. Keep one of the two.", item.at)
    if item.effective is None and item.year is None:
        raise ProposalError(
            "The item does not say when. Add `effective: 2024-07-01` if it is ongoing, `year: 2024-25` if it is paid once.",
            item.at,
        )
    if item.paid is not None and fiscal_year_of(item.paid) < begins_in(item):
        raise ProposalError(
            f"The item is paid on {item.paid}, before the year it is for, {begins_in(item)}. Correct one of the dates.",
            section.entries["paid"].at,
        )


def _counted(item: Item, unit: Unit, section: Section) -> None:
    """What the pay is worked out from must be one thing, and must not hold the benefits twice."""
    if item.kind in ("flat_amount", "stipend"):
        if (item.each is None) == (item.amount is None):
            raise ProposalError(
                f"A {item.kind} gives `each` (dollars a person) or `amount` (dollars in all), one of them.", item.at
            )
        if item.heads is not None and item.each is None:
            raise ProposalError("`count` goes with `each`: so many people, so much for each.", section.entries["count"].at)
    if item.kind == "days" and (not item.contract_days or item.contract_days < (item.days or 0)):
        raise ProposalError("`contract_days` is the number of days paid now, as 184: it is more than the days added.", item.at)
    if item.kind in ("on_schedule", "off_schedule", "days") and item.benefits is not None and unit.cost_of_one_percent:
        raise ProposalError(
            "`cost_of_one_percent` holds the benefits already, so items of this unit do not name them. Leave `benefits` out.",
            section.entries["benefits"].at,
        )


def _benefits(section: Section) -> Fraction | None:
    """None where the unit's statutory rates hold (yes, or nothing written), else a rate; no is zero."""
    if "benefits" not in section.entries:
        return None
    written = scalar_of(section.entries["benefits"], "benefits")
    word = written.text.strip().lower()
    if word in ("yes", "true"):
        return None
    return Fraction(0) if word in ("no", "false") else share(written)
