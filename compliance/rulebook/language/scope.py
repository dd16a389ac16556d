"""The names that an expression may use, each with its unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from compliance.rulebook.language.tree import Tree


@dataclass(frozen=True, slots=True)
class Signature:
    """A parameter: its unit; for a table also the unit of its key, and the unit of each column (then unit is None)."""

    unit: str | None = None
    key_unit: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scope:
    """The names valid in one expression.

    item is the list that the rule's `each` goes over; category says that it goes over figures, of category_unit; places that
    sum(), element() and negative_balances() are allowed, which is so where a figure is found. answers are 'bool' or 'text'.
    codes are the names of a rule over columns (None: it is no such rule), adds_up whether its cases have an amount; tables are
    those of codes/ with how many codes each takes.
    """

    figures: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, Signature] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    item: str | None = None
    category: bool = False
    lets: Mapping[str, Tree] = field(default_factory=dict)
    places: bool = False
    category_unit: str = "money"
    codes: tuple[str, ...] | None = None
    adds_up: bool = False
    tables: Mapping[str, int] = field(default_factory=dict)
