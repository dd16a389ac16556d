"""Parts of an office's YAML file read by name: keys checked, texts, days and amounts, each mistake with its place."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from typing import TypeVar

from compliance.filing.model import FilingError, Written
from compliance.filing.values import as_bool, as_money
from compliance.fiscal_year import is_fiscal_year
from compliance.located import Listing, Node, Scalar, Section
from compliance.office.refused import OfficeError

Read = TypeVar("Read")


def keyed(node: Node, allowed: Sequence[str], needed: Sequence[str], what: str) -> Mapping[str, Node]:
    """The entries of a section that holds the names needed and no other than those allowed. Raises OfficeError."""
    if not isinstance(node, Section):
        raise OfficeError(f"Expected {what} here: {', '.join(allowed)}, each with a value.", node.at)
    for name, key in node.names.items():
        if name not in allowed:
            raise OfficeError(f"'{name}' is not part of {what}; {_advice(name, allowed, 'it may hold')}", key.at)
    for name in needed:
        if name not in node.entries:
            raise OfficeError(f"'{name}' is missing; {what} needs {', '.join(needed)}.", node.at)
    return node.entries


def entries_of(node: Node | None) -> tuple[Node, ...]:
    """The entries of a list, none where there is no node."""
    if node is None:
        return ()
    if not isinstance(node, Listing):
        raise OfficeError("A list is expected here; begin each entry with a dash.", node.at)
    return node.entries


def text_of(node: Node) -> str:
    """A text that is not blank."""
    if isinstance(node, Scalar) and node.text.strip():
        return node.text
    raise OfficeError("A text is expected here; write one, or leave the name out.", node.at)


def texts_of(node: Node | None) -> tuple[str, ...]:
    """The texts of a list."""
    return tuple(text_of(one) for one in entries_of(node))


def choice_of(node: Node, known: Sequence[str]) -> str:
    """One of the words known."""
    text = text_of(node)
    if text not in known:
        raise OfficeError(f"Found '{text}'; {_advice(text, known, 'expected one of')}", node.at)
    return text


def day_of(node: Node) -> datetime.date:
    """A day of the calendar, written 2026-03-15."""
    text = text_of(node)
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return datetime.date.fromisoformat(text)
    except ValueError:
        pass
    raise OfficeError(f"'{text}' is not a date; write it as 2026-03-15.", node.at)


def year_of(node: Node) -> str:
    """A fiscal year, written 2025-26."""
    text = text_of(node)
    if not is_fiscal_year(text):
        raise OfficeError(f"'{text}' is not a fiscal year; write it as 2025-26.", node.at)
    return text


def count_of(node: Node) -> int:
    """A whole number, not below zero."""
    text = text_of(node)
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise OfficeError(f"'{text}' is not a whole number; write how many, as 2.", node.at)
    return int(text)


def yes_of(node: Node) -> bool:
    """Yes or no."""
    return _of_filing(node, as_bool)


def dollars_of(node: Node) -> Decimal:
    """Dollars, exact, without a sign."""
    found = _of_filing(node, as_money)
    if found < 0:
        raise OfficeError(f"'{text_of(node)}' is below zero; write the amount without a sign.", node.at)
    return found


def optional(entries: Mapping[str, Node], name: str, read: Callable[[Node], Read]) -> Read | None:
    """The entry of that name as read, None where there is none."""
    return read(entries[name]) if name in entries else None


def _of_filing(node: Node, read: Callable[[Written], Read]) -> Read:
    """A value that means here what it means in a filing."""
    try:
        return read(Written(text_of(node), node.at))
    except FilingError as error:
        raise OfficeError(error.message, error.at) from None


def _advice(name: str, known: Sequence[str], or_else: str) -> str:
    near = get_close_matches(name, known, 1)
    return f"did you mean '{near[0]}'?" if near else f"{or_else} {', '.join(known)}."
