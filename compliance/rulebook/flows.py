"""flows.yaml: which figures move when one line of a projection changes, in its own year, from then on, and in later years."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from compliance.located import Node, Position
from compliance.rulebook.errors import RulebookError
from compliance.rulebook.fields import nearest, one_of, section, text, words

HELPS = ("falling", "rising")
FIELDS = ("title", "helps", "own_year", "from_then_on", "later", "cites")


class Flow(NamedTuple):
    """One line that may change. A dollar more of it moves each figure named by so many dollars, 1 or -1.

    helps: the direction in which the line makes a budget better, falling or rising.
    """

    name: str
    title: str
    helps: str
    own_year: Mapping[str, int]
    from_then_on: Mapping[str, int]
    later: Mapping[str, int]
    cites: tuple[str, ...]
    at: Position


def read_flows(node: Node | None, figures: Collection[str]) -> dict[str, Flow]:
    """The flows of a pack. Raises RulebookError for a figure that is none and a factor that is not 1 or -1."""
    body = section(node, "flows.yaml", ("flows",), ("flows",))
    return {name: _flow(name, one, figures) for name, one in section(body.entries["flows"], "flows").entries.items()}


def _flow(name: str, node: Node, figures: Collection[str]) -> Flow:
    entry = section(node, f"The flow {name}", FIELDS, ("title", "helps", "own_year", "cites")).entries
    return Flow(
        name=name,
        title=text(entry["title"], "title"),
        helps=one_of(entry["helps"], "helps", HELPS),
        own_year=_moved(entry.get("own_year"), figures),
        from_then_on=_moved(entry.get("from_then_on"), figures),
        later=_moved(entry.get("later"), figures),
        cites=words(entry["cites"], "cites"),
        at=node.at,
    )


def _moved(node: Node | None, figures: Collection[str]) -> dict[str, int]:
    if node is None:
        return {}
    found = {}
    for figure, factor in section(node, "What a flow moves").entries.items():
        if figure not in figures:
            raise RulebookError(f"No figure is called '{figure}'", factor.at, nearest(figure, figures))
        found[figure] = int(one_of(factor, figure, ("1", "-1")))
    return found
