"""What a filing may name: figures with their places, answers, and the fields of its lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from compliance.located.nodes import Position

if TYPE_CHECKING:
    from compliance.rulebook.language.tree import Tree


class Place(NamedTuple):
    """One place where a figure is found: relative years, report kinds, and the expression, or why there is none.

    zero_is_unknown: a zero there means that nothing was entered.
    """

    years: tuple[int, ...]
    reports: tuple[str, ...]
    text: str
    because: str
    zero_is_unknown: bool
    at: Position
    tree: Tree | None = None


class FigureDefinition(NamedTuple):
    """A named figure: label, unit, where a person finds it, and its places by layer in the order tried."""

    name: str
    label: str
    unit: str
    form: str
    places: Mapping[str, tuple[Place, ...]]
    at: Position


class Answer(NamedTuple):
    """A question of the form. unit is bool or text; choices maps our word to the form's; default is what a blank counts as.

    blank: what a cell that is there and empty answers (a box that is not marked); None: nothing.
    joined: the elements are pieces of one text. explanations: any explanation that the filing writes answers it too.
    """

    name: str
    question: Mapping[str, str]
    unit: str
    choices: Mapping[str, str]
    default: bool | str | None
    elements: tuple[str, ...]
    reports: tuple[str, ...]
    at: Position
    joined: bool = False
    explanations: bool = False
    blank: bool | None = None


class ListField(NamedTuple):
    """A field of a list's entries: its unit, whether it must be there, and the values a text may have (empty: any)."""

    unit: str
    required: bool
    choices: tuple[str, ...]


class ListEntryPlace(NamedTuple):
    """One entry of a list in a state export: fixed texts and elements by field."""

    reports: tuple[str, ...]
    texts: Mapping[str, str]
    elements: Mapping[str, str]


class ListDefinition(NamedTuple):
    """A list a filing may hold (labor, one_time, contingent), or one that the engine observes while it judges.

    key is the field that names an entry. of: figures whose negative values make the entries of an observed list.
    """

    name: str
    title: str
    key: str
    fields: Mapping[str, ListField]
    found: tuple[ListEntryPlace, ...]
    at: Position
    observed: bool = False
    of: tuple[Mapping[str, str], ...] = ()
