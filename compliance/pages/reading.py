"""What a rule reads: figures down to the lines they are made of, answers, lists and values of the law."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from compliance.rulebook.language.references import references
from compliance.rulebook.language.tree import (
    Answer,
    CategoryFigure,
    Figure,
    OverList,
    Parameter,
    Tree,
)
from compliance.rulebook.model import Rule, Rulebook


class Reading(NamedTuple):
    """Names in the order they are met. figures are (layer, name); parts the figures that those are added up from."""

    figures: tuple[tuple[str, str], ...]
    parts: tuple[str, ...]
    answers: tuple[str, ...]
    lists: tuple[str, ...]
    parameters: tuple[str, ...]


def read_by(rule: Rule, rulebook: Rulebook) -> Reading:
    """Everything the rule's test, its distance, its lets and its messages read."""
    figures: dict[tuple[str, str], None] = {}
    answers: dict[str, None] = {}
    lists: dict[str, None] = {rule.each.list_name: None} if rule.each.list_name else {}
    parameters: dict[str, None] = {}
    for tree in _trees(rule):
        for node in references(tree):
            match node:
                case Figure():
                    figures[(node.layer, node.name)] = None
                case CategoryFigure():
                    figures.update({(node.layer, name): None for name in rule.each.categories})
                case Answer():
                    answers[node.name] = None
                case OverList():
                    lists[node.list] = None
                case Parameter():
                    parameters[node.name] = None
    parts: dict[str, None] = {}
    for _, name in tuple(figures):
        _gather(name, rulebook, parts, answers, parameters)
    named = {name for _, name in figures}
    below = tuple(name for name in parts if name not in named)
    return Reading(tuple(figures), below, tuple(answers), tuple(lists), tuple(parameters))


def made_of(name: str, rulebook: Rulebook) -> str:
    """The formula of a figure that is worked out of other figures alone; empty where it is read off the ledger or a form."""
    for place in rulebook.figures[name].places.get("figures", ()):
        read = list(references(place.tree)) if place.tree is not None else []
        if read and all(isinstance(node, Figure | Answer | Parameter) for node in read):
            return place.text
    return ""


def _trees(rule: Rule) -> Iterator[Tree]:
    yield from (tree for tree in (rule.when, rule.require, rule.distance) if tree is not None)
    yield from rule.lets.values()
    yield from (piece.tree for piece in (*rule.message, *rule.met) if piece.tree is not None)


def _gather(
    name: str, rulebook: Rulebook, parts: dict[str, None], answers: dict[str, None], parameters: dict[str, None]
) -> None:
    for places in rulebook.figures[name].places.values():
        for place in places:
            for node in references(place.tree) if place.tree is not None else ():
                if isinstance(node, Answer):
                    answers[node.name] = None
                elif isinstance(node, Parameter):
                    parameters[node.name] = None
                elif isinstance(node, Figure) and node.name not in parts:
                    parts[node.name] = None
                    _gather(node.name, rulebook, parts, answers, parameters)
