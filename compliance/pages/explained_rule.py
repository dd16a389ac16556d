"""The head of a rule over columns for a terminal: phase, columns with severities, what it goes over, the test in words."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from compliance.pages.column_words import NOT_CERTAIN, PHASES, goes_over, only_where, our_word
from compliance.pages.in_words import in_words
from compliance.pages.words import year_words
from compliance.rulebook.column_rules import Standing
from compliance.rulebook.declarations import FigureDefinition
from compliance.rulebook.language.tree import Tree
from compliance.rulebook.model import Rule

SUBJECTS = 6
_ASCII = str.maketrans({"’": "'", "“": '"', "”": '"'})


def explained_columns(rule: Rule, figures: Mapping[str, FigureDefinition], width: int) -> list[str]:
    """Lines of plain ASCII up to the formulas of the test; a rule that nothing can decide says why."""
    assert rule.columns is not None
    standing = rule.columns.standing
    lines = [f"Phase      {PHASES[rule.columns.phase]}"]
    columns = ", ".join(f"{code} {_standing(one)}" for code, one in standing.items())
    lines += _hanging("Severity", columns, width)
    ours = dict.fromkeys(f"{one.word} is {our_word(one).replace('explained,', 'explained it is')}" for one in standing.values())
    lines += _hanging("In reports", ", and ".join(ours), width)
    if rule.confidence in NOT_CERTAIN:
        lines += _hanging("Certainty", NOT_CERTAIN[rule.confidence], width)
    lines += [f"File       {rule.path}", "", "The test"]
    if rule.columns.cannot:
        return [*lines, *_indented(f"Nothing in a filing decides it: {rule.columns.cannot.rstrip('.')}.", width)]

    def said(tree: Tree) -> str:
        return in_words(tree.root, figures)

    for told in goes_over(rule, SUBJECTS):
        lines += _indented(told, width)
    lines += _indented(f"{only_where(rule)} {said(rule.when)}.", width) if rule.when is not None else []
    lines += _indented(f"It is met where {said(rule.require)}.", width) if rule.require is not None else []
    for name, tree in rule.lets.items():
        lines += _indented(f"{name.replace('_', ' ')}: {said(tree)}.", width)
    return [*lines, ""]


def _standing(one: Standing) -> str:
    """fatal; warning from 2024-25 on."""
    return f"{one.word} {year_words(one.from_year, one.until)}" if one.from_year or one.until else one.word


def _hanging(head: str, text: str, width: int) -> list[str]:
    return textwrap.wrap(f"{head:<11}{text}".translate(_ASCII), width, subsequent_indent=" " * 11)


def _indented(text: str, width: int) -> list[str]:
    return textwrap.wrap(text.translate(_ASCII), width, initial_indent="  ", subsequent_indent="    ")
