"""Parts of a document read by name: keys checked, texts, choices, days and counts, each mistake with its place."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import TypeVar

from compliance.located.day import day_in
from compliance.located.errors import LocatedError
from compliance.located.nodes import Listing, Node, Scalar, Section

Read = TypeVar("Read")


def keyed(node: Node, allowed: Sequence[str], needed: Sequence[str], what: str) -> Mapping[str, Node]:
    """The entries of a section that holds the names needed and no other than those allowed. Raises LocatedError."""
    if not isinstance(node, Section):
        raise LocatedError(f"Expected {what} here: {', '.join(allowed)}, each with a value.", node.at)
    for name, key in node.names.items():
        if name not in allowed:
            raise LocatedError(f"'{name}' is not part of {what}; {_advice(name, allowed, 'it may hold')}", key.at)
    for name in needed:
        if name not in node.entries:
            raise LocatedError(f"'{name}' is missing; {what} needs {', '.join(needed)}.", node.at)
    return node.entries


def entries_of(node: Node | None) -> tuple[Node, ...]:
    """The entries of a list, none where there is no node."""
    if node is None:
        return ()
    if not isinstance(node, Listing):
        raise LocatedError("A list is expected here; begin each entry with a dash.", node.at)
    return node.entries


def text_of(node: Node) -> str:
    """A text that is not blank."""
    if isinstance(node, Scalar) and node.text.strip():
        return node.text
    raise LocatedError("A text is expected here; write one, or leave the name out.", node.at)


def texts_of(node: Node | None) -> tuple[str, ...]:
    """The texts of a list."""
    return tuple(text_of(one) for one in entries_of(node))


def choice_of(node: Node, known: Sequence[str]) -> str:
    """One of the words known."""
    text = text_of(node)
    if text not in known:
        raise LocatedError(f"Found '{text}'; {_advice(text, known, 'expected one of')}", node.at)
    return text


def day_of(node: Node) -> datetime.date:
    """A day of the calendar, written 2026-03-15."""
    day = day_in(text_of(node))
    if day is None:
        raise LocatedError(f"'{text_of(node)}' is not a date; write it as 2026-03-15.", node.at)
    return day


def count_of(node: Node) -> int:
    """A whole number, not below zero."""
    text = text_of(node)
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise LocatedError(f"'{text}' is not a whole number; write how many, as 2.", node.at)
    return int(text)


def optional(entries: Mapping[str, Node], name: str, read: Callable[[Node], Read]) -> Read | None:
    """The entry of that name as read, None where there is none."""
    return read(entries[name]) if name in entries else None


def _advice(name: str, known: Sequence[str], or_else: str) -> str:
    near = get_close_matches(name, known, 1)
    return f"did you mean '{near[0]}'?" if near else f"{or_else} {', '.join(known)}."
