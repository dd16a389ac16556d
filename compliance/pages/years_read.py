"""The years a rule looks at, relative to the report's own."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.rulebook.language.parts import parts
from compliance.rulebook.language.tree import CategoryFigure, Figure, Let, Node, OverYears
from compliance.rulebook.model import Rule


def years_read(rule: Rule) -> frozenset[int]:
    """Every relative year of which the rule's test, distance or lets read a figure."""
    own = frozenset(rule.each.years or (0,))
    trees = [tree for tree in (rule.when, rule.require, rule.distance, *rule.lets.values()) if tree is not None]
    return frozenset(year for tree in trees for year in _years(tree.root, own))


def _years(node: Node, years: frozenset[int]) -> Iterator[int]:
    match node:
        case Figure() | CategoryFigure():
            yield from (year + node.offset for year in years)
        case Let():
            yield from _years(node.tree.root, frozenset(year + node.offset for year in years))
        case OverYears():
            last = max(years) if node.last is None else node.last
            yield from _years(node.body, frozenset(range(node.first, last + 1)))
        case _:
            for part in parts(node):
                yield from _years(part, years)
