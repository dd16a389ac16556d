"""What a rule's cases go over in one filing: years, categories, columns, list entries, or the filing as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from compliance.engine.environment import CaseEnvironment
from compliance.engine.figures import FigureBook
from compliance.rulebook.model import Rule


class Subject(NamedTuple):
    """One case's subject as the report writes it, its key among the rule's cases, and what its expressions see."""

    subject: Mapping[str, str]
    key: str
    environment: CaseEnvironment


def subjects(rule: Rule, book: FigureBook) -> Iterator[Subject]:
    """The rule's subjects in order. A rule over a list has none where the filing leaves it empty or does not speak of it."""
    each = rule.each
    if each.list_name is not None:
        definition = book.rulebook.lists[each.list_name]
        for number, entry in enumerate(book.entries(each.list_name), 1):
            yield Subject(_entry_subject(definition.key, entry, number), "", CaseEnvironment(book, 0, entry))
    else:
        for year in each.years or (None,):
            for category in each.categories or (None,):
                subject = {} if year is None else {"fiscal_year": book.fiscal_year(year)}
                if category is not None:
                    subject["category"] = category
                key = " ".join(str(part) for part in (year, category) if part is not None)
                yield Subject(subject, key, CaseEnvironment(book, year or 0, category=category))


def _entry_subject(key: str, entry: Mapping[str, object], number: int) -> Mapping[str, str]:
    """An entry by its key field; an observed entry also by its fiscal year and subject, for its key alone may stand twice."""
    named = getattr(entry[key], "value", None)
    subject = {key: str(named) if named is not None else str(number)}
    for more in ("fiscal_year", "subject", "page"):
        value = getattr(entry.get(more), "value", None)
        if value and more != key:
            subject[more] = str(value)
    return subject
