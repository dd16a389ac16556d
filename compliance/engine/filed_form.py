"""What the state's form concluded, as the export keeps it. It is compared with, and never an input."""

from __future__ import annotations

from compliance.engine.figures import FigureBook
from compliance.rulebook.model import Rule


def rule_outcome(rule: Rule, book: FigureBook) -> str | None:
    """What the form concluded about the rule; None where the export does not say."""
    return _concluded(rule.form.rule, rule, book) if rule.form is not None else None


def case_outcome(rule: Rule, key: str, book: FigureBook) -> str | None:
    """What the form concluded about a case of the rule, by the case's key; None where the export does not say."""
    return _concluded(rule.form.cases.get(key), rule, book) if rule.form is not None else None


def _concluded(element: str | None, rule: Rule, book: FigureBook) -> str | None:
    column = book.own_column()
    cell = column.elements.get(element) if element and column is not None and column.elements is not None else None
    if cell is None or not cell.text.strip() or rule.form is None:
        return None
    return "met" if cell.text.strip().lower() in {word.lower() for word in rule.form.met} else "not_met"
