"""What a rule over a column asks of its ledger, its forms and the code tables, in words."""

from __future__ import annotations

from compliance.pages.words import listed
from compliance.rulebook.language.tree import Asked, Element, LedgerSum, NegativeBalances

BEFORE = " in the closed books of the year before"
FIELDS = ("object", "function", "goal", "resource", "project_year", "fund")  # the nearest to the money first


def asked_words(node: LedgerSum | Element | NegativeBalances | Asked) -> str:
    """One reading as a phrase; offset -1 is the closed books of the year before."""
    match node:
        case LedgerSum():
            return (f"the sum of {selected_words(node.selectors)}" if node.selectors else "the amount") + _before(node.offset)
        case NegativeBalances():
            chosen = f" in {selected_words(node.selectors)}" if node.selectors else ""
            return f"the sum of the ending balances below zero{chosen}"
        case Element():
            return f"the cell {node.name}" + (f" of column {node.column}" if node.column else "")
        case Asked(function="code"):
            return "the cell’s content" if node.arguments[0] == "content" else f"the {_named(node.arguments[0])}"
        case Asked(function="amount"):
            return "the amount" + _before(node.offset)
        case Asked(function="lines"):
            chosen = f" in {selected_words(node.selectors)}" if node.selectors else ""
            return f"the number of rows{chosen}{_before(node.offset)}"
        case Asked(function="valid"):
            codes = [f"the {_named(name)}" for name in node.arguments[1:]]
            return f"{listed(codes)} {'are valid together' if len(codes) > 1 else 'is valid'} in the column’s year"
        case Asked(function="cell"):
            return f"the text of the cell {node.arguments[0]}"
        case Asked(function="filled"):
            name = node.arguments[0]
            return f"{'a' if '*' in name else 'the'} cell {name} is filled{_before(node.offset)}"
        case Asked(function="nonzero"):
            name = node.arguments[0]
            return f"an amount other than zero stands in {'a' if '*' in name else 'the'} cell {name}{_before(node.offset)}"
        case Asked(function="moment"):
            return f"the time in the cell {node.arguments[0]}"
    return f"{node.function} of the column"


def selected_words(selectors: tuple[tuple[str, str], ...]) -> str:
    """Selectors as a phrase: objects 1000-7999 except 7310 in fund 01."""
    chosen = dict(selectors)
    first, *others = [_codes(field, chosen[field]) for field in FIELDS if field in chosen]
    return f"{first} in {listed(others)}" if others else first


def _codes(field: str, selector: str) -> str:
    """A field with its codes and ranges: resource 3310; functions 1000-1999 and 4000-5999 except 4200."""
    taken, _, left_out = selector.partition(" except ")
    parts = [part.strip() for part in taken.split(",")]
    several = len(parts) > 1 or "-" in taken
    less = f" except {listed([part.strip() for part in left_out.split(',')])}" if left_out else ""
    return f"{_named(field)}{'s' if several else ''} {listed(parts)}{less}"


def _named(field: str) -> str:
    return field.replace("_", " ")


def _before(offset: int) -> str:
    return BEFORE if offset else ""
