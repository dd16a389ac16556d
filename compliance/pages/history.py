"""A value of the law with its whole history: years, value or tiers, certainty, citation, note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from compliance.pages.markdown import code, plain, table
from compliance.pages.words import CONFIDENCES, held_words
from compliance.rulebook.language.show import show
from compliance.rulebook.model import Dated, Parameter


def history(parameter: Parameter) -> list[str]:
    """The history as a table, oldest first; a table of the law has one row for each tier."""
    rows: Iterable[tuple[str, ...]]
    heads: tuple[str, ...]
    if parameter.key is None:
        heads = ("Years", "Value", "Certainty", "Law", "Note")
        rows = (
            (held_words(parameter, dated), plain(_exactly(dated.value, parameter.unit or "")), *_grounds(dated))
            for dated in parameter.values
        )
    else:
        columns = [plain(column.replace("_", " ")) for column in parameter.columns]
        heads = ("Years", plain(parameter.key.replace("_", " ")), *columns, "Certainty", "Law", "Note")
        rows = (row for dated in parameter.values for row in _tiers(parameter, dated))
    return table(heads, rows)


def used_below(names: Iterable[str], parameters: Mapping[str, Parameter]) -> list[str]:
    """The values named and those that their tables' cells name, each once, in order."""
    found: dict[str, None] = {}
    for name in names:
        found[name] = None
        for dated in parameters[name].values:
            for _, cells in dated.rows:
                found.update({cell: None for cell in cells.values() if isinstance(cell, str)})
    return list(found)


def _tiers(parameter: Parameter, dated: Dated) -> Iterator[tuple[str, ...]]:
    below: Fraction | None = None
    for upto, cells in dated.rows:
        unit = parameter.key_unit or "number"
        last = "any" if below is None else f"above {show(below, unit)}"
        tier = last if upto is None else f"to {show(upto, unit)}"
        shown = (_cell(cells[column], parameter.columns[column]) for column in parameter.columns)
        first = below is None
        grounds = _grounds(dated) if first else ("", "", "")
        yield (held_words(parameter, dated) if first else "", plain(tier), *shown, *grounds)
        below = upto


def _cell(cell: Fraction | str, unit: str) -> str:
    return f"see {code(cell)}" if isinstance(cell, str) else plain(_exactly(cell, unit))


def _grounds(dated: Dated) -> tuple[str, str, str]:
    return CONFIDENCES.get(dated.confidence, dated.confidence), plain("; ".join(dated.cites)), plain(dated.note)


def _exactly(value: Fraction | bool | str | None, unit: str) -> str:
    """As shown, with the fraction behind it where the places shown do not hold it."""
    shown = show(value, unit)
    if not isinstance(value, Fraction) or isinstance(value, bool):
        return shown
    places = value * (10000 if unit == "rate" else 100)
    return shown if places.denominator == 1 else f"{shown} (exactly {value})"
