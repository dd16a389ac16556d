"""Names in a filing against the names of the rulebook: a misspelt figure is an error, never silently unknown."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.filing.model import Filing, FilingError
from compliance.located import Position
from compliance.rulebook.model import Rulebook


def check_names(filing: Filing, rulebook: Rulebook) -> None:
    """Every figure, answer and list field that the filing writes must be declared. Raises FilingError with the nearest name."""
    for (_, _, name), written in filing.figures.items():
        if name not in rulebook.figures:
            raise FilingError(_unknown("figure", name, rulebook.figures), written.at)
    for name, written in filing.answers.items():
        if name not in rulebook.answers:
            raise FilingError(_unknown("answer", name, rulebook.answers), written.at)
    for list_name, entries in filing.lists.items():
        definition = rulebook.lists.get(list_name)
        for entry in entries:
            here = next(iter(entry.values())).at if entry else Position(filing.path, 1)
            if definition is None:
                raise FilingError(_unknown("list", list_name, rulebook.lists), here)
            for name, written in entry.items():
                if name not in definition.fields:
                    raise FilingError(_unknown(f"field of {list_name}", name, definition.fields), written.at)
            for name, field in definition.fields.items():
                if field.required and name not in entry:
                    raise FilingError(f"This entry of {list_name} lacks '{name}'; add it.", here)


def _unknown(what: str, name: str, known: Iterable[str]) -> str:
    import difflib

    match = difflib.get_close_matches(name, list(known), 1, 0.6)
    advice = f"did you mean '{match[0]}'?" if match else "compliance schema filing lists the names."
    return f"No {what} is called '{name}': {advice}"
