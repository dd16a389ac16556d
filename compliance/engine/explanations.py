"""What the agency wrote about a rule or one of its cases: in its own filing, or in the numbered cells of the state's form."""

from __future__ import annotations

from collections.abc import Mapping

from compliance.engine.figures import FigureBook
from compliance.rulebook.model import Rule

PIECES = ("", "1", "2", "3", "4", "5", "6", "7", "8", "9")


def explanation_of(rule: Rule, subject: Mapping[str, str], book: FigureBook) -> str | None:
    """A case's explanation: under rule id and case key, under the id alone, or in the form; None where there is none."""
    key = " ".join(subject.values())
    for name in (f"{rule.id} {key}", rule.id):
        written = book.filing.explanations.get(name)
        if written is not None and written.text.strip():
            return written.text
    column = book.own_column()
    if column is None or column.elements is None:
        return None
    for element in rule.explanation.get(subject.get("category", ""), rule.explanation.get("", ())):
        parts = [column.elements.get(f"{element}{piece}") for piece in PIECES]
        found = "".join(part.text for part in parts if part is not None).strip()
        if found:
            return found
    return None
