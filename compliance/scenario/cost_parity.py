"""Parity: what the proposal would cost if every unit asked for the same percents."""

from __future__ import annotations

from typing import NamedTuple

from compliance.scenario.cost import Cost, cost_of
from compliance.scenario.cost_base import Law
from compliance.scenario.proposal import Item, Proposal, Unit

PERCENTS = ("on_schedule", "off_schedule")


class Parity(NamedTuple):
    """The cost with the percents of one unit given to all units, and the other items as they stand: a stress, no forecast."""

    unit: str
    cost: Cost


def parity(proposal: Proposal, law: Law) -> Parity | None:
    """The dearest such cost over the units that are given a percent; None where none is.

    Units without a base are unknown in it. Links no longer carry percents, since every unit has them.
    """
    units = tuple(_unlinked(unit) for unit in proposal.units)
    others = tuple(item for item in proposal.items if item.kind not in PERCENTS)
    found = []
    for name in dict.fromkeys(item.unit for item in proposal.items if item.kind in PERCENTS):
        asked = [item for item in proposal.items if item.unit == name and item.kind in PERCENTS]
        everywhere = tuple(_given_to(unit, item) for unit in units for item in asked)
        found.append(Parity(name, cost_of(proposal._replace(units=units, items=everywhere + others), law)))
    return max(found, key=lambda one: one.cost.total(), default=None)


def _given_to(unit: Unit, item: Item) -> Item:
    return item._replace(unit=unit.name, benefits=item.benefits if unit.salary_base else None)


def _unlinked(unit: Unit) -> Unit:
    links = (link._replace(kinds=tuple(kind for kind in link.kinds if kind not in PERCENTS)) for link in unit.me_too)
    return unit._replace(me_too=tuple(link for link in links if link.kinds))
