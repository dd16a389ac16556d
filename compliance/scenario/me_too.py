"""Me-too clauses: which items each unit gains, its own and those of the units it follows."""

from __future__ import annotations

from typing import NamedTuple

from compliance.scenario.proposal import Item, Proposal, Unit
from compliance.scenario.proposal_years import begins_in

TRIGGER = "trigger"
LINKED = "linked"


class Gain(NamedTuple):
    """An item in a unit. via: the units it came through, from the one it was proposed for; empty where it is the unit's own."""

    unit: Unit
    item: Item
    via: tuple[str, ...]

    @property
    def kind(self) -> str:
        """trigger: proposed for the unit itself; linked: gained by a me-too clause."""
        return LINKED if self.via else TRIGGER


def gains(proposal: Proposal) -> tuple[Gain, ...]:
    """Every item in every unit that gains it, each item in a unit once, however many clauses lead there or run in a circle."""
    found: list[Gain] = []
    for item in proposal.items:
        reached = [Gain(proposal.unit(item.unit), item, ())]
        for gain in reached:  # grows while it is walked
            seen = {one.unit.name for one in reached}
            followers = (unit for unit in proposal.units if unit.name not in seen and follows(unit, gain.unit.name, item))
            reached += [Gain(unit, item, (*gain.via, gain.unit.name)) for unit in followers]
        found += reached
    return tuple(found)


def follows(unit: Unit, other: str, item: Item) -> bool:
    """Whether a clause of the unit gives it that item of the other unit: the kind is named, and the item begins in time."""
    begins = begins_in(item)
    return any(
        link.follows == other and item.kind in link.kinds and (link.until is None or begins <= link.until)
        for link in unit.me_too
    )
