"""What the rules that apply to a report ask of a filing: figures by layer and year, answers, lists."""

from __future__ import annotations

from typing import NamedTuple

from compliance.rulebook.declarations import FigureDefinition
from compliance.rulebook.language.parts import parts
from compliance.rulebook.language.references import references
from compliance.rulebook.language.tree import (
    Answer,
    CategoryFigure,
    Element,
    Figure,
    LedgerSum,
    Let,
    NegativeBalances,
    Node,
    OverList,
    OverYears,
    Tree,
)
from compliance.rulebook.model import Rule, Rulebook

FIRST, LAST = -3, 2
FigureKey = tuple[str, str, int]


class Needed(NamedTuple):
    """Figures by layer, name and relative year; a formula stands where others give the figure when it is left out."""

    figures: dict[FigureKey, str]
    answers: set[str]
    lists: set[str]
    rules: tuple[Rule, ...]


def needed(rulebook: Rulebook, kind: str, report: str, fiscal_year: str) -> Needed:
    """What the rules that apply to such a filing, written by a person, read: in their tests, and in the second reading."""
    rules = tuple(
        rule
        for rule in rulebook.rules.values()
        if rule.applies.to(kind, report, fiscal_year, False) and not rule.observes and rule.columns is None
    )
    asked = Needed({}, set(), set(), rules)
    walk = _Walk(rulebook, report, asked)
    for rule in rules:
        if rule.each.list_name is not None:
            asked.lists.add(rule.each.list_name)
        for tree in (rule.when, rule.require, rule.distance):
            for year in rule.each.years or (0,):
                if tree is not None:
                    walk.tree(tree, year, rule.each.categories)
    for scheme in rulebook.schemes.values():
        if scheme.applies.to(kind, report, fiscal_year):
            for name, tree in scheme.overlay.items():
                for year in sorted({year for layer, figure, year in asked.figures if figure == name and layer == "figures"}):
                    walk.tree(tree, year, ())
    return asked


class _Walk:
    """Follows expressions through their lets and the formulas of figures, each once in a year."""

    def __init__(self, rulebook: Rulebook, report: str, asked: Needed) -> None:
        self.rulebook = rulebook
        self.report = report
        self.asked = asked
        self._seen: set[tuple[int, int, tuple[str, ...]]] = set()

    def tree(self, tree: Tree, year: int, categories: tuple[str, ...]) -> None:
        if (id(tree), year, categories) not in self._seen:
            self._seen.add((id(tree), year, categories))
            self._node(tree.root, year, categories)

    def _node(self, node: Node, year: int, categories: tuple[str, ...]) -> None:
        if isinstance(node, Figure):
            self._figure(node.layer, node.name, year + node.offset)
        elif isinstance(node, CategoryFigure):
            for name in categories:
                self._figure(node.layer, name, year + node.offset)
        elif isinstance(node, Answer):
            self.asked.answers.add(node.name)
        elif isinstance(node, Let):
            self.tree(node.tree, year + node.offset, categories)
        elif isinstance(node, OverYears):
            for each in range(node.first, (year if node.last is None else node.last) + 1):
                self._node(node.body, each, categories)
            return
        elif isinstance(node, OverList) and not self.rulebook.lists[node.list].observed:
            self.asked.lists.add(node.list)
        for part in parts(node):
            self._node(part, year, categories)

    def _figure(self, layer: str, name: str, year: int) -> None:
        key = (layer, name, year)
        if not FIRST <= year <= LAST or key in self.asked.figures:
            return
        formula = _formula(self.rulebook.figures[name], layer, year, self.report)
        self.asked.figures[key] = "" if formula is None else formula[0]
        if formula is not None:
            self.tree(formula[1], year, ())


def _formula(definition: FigureDefinition, layer: str, year: int, report: str) -> tuple[str, Tree] | None:
    """The first place that works the figure out of others and asks for no ledger or form."""
    for place in definition.places.get(layer, ()):
        if place.tree is None or year not in place.years or (place.reports and report not in place.reports):
            continue
        kinds = {type(node) for node in references(place.tree)}
        if Figure in kinds and not kinds & {LedgerSum, Element, NegativeBalances}:
            return place.text, place.tree
    return None
