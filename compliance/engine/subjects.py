"""What a rule's cases go over in one filing: years, categories, list entries, or the filing as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from compliance.engine.environment import CaseEnvironment
from compliance.engine.figures import FigureBook
from compliance.rulebook.model import Rule


class Subject(NamedTuple):
    """One case's subject as the report writes it, and what its expressions see."""

    key: Mapping[str, str]
    environment: CaseEnvironment


def subjects(rule: Rule, book: FigureBook) -> Iterator[Subject]:
    """The rule's subjects in order. A rule over a list has none where the filing leaves it empty or does not speak of it."""
    each = rule.each
    if each.kind == "year":
        for year in each.years:
            yield Subject({"fiscal_year": book.fiscal_year(year)}, CaseEnvironment(book, year))
    elif each.kind == "category":
        for category in each.categories:
            yield Subject({"category": category}, CaseEnvironment(book, 0, category=category))
    elif each.kind == "list" and each.list_name is not None:
        definition = book.rulebook.lists[each.list_name]
        for number, entry in enumerate(book.entries(each.list_name), 1):
            named = entry[definition.key].value
            yield Subject({definition.key: str(named) if named is not None else str(number)}, CaseEnvironment(book, 0, entry))
    else:
        yield Subject({}, CaseEnvironment(book))
