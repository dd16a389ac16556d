"""Reading the fields of a pack file: each asks for one shape and says in a sentence what it found instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from compliance.fiscal_year import is_fiscal_year
from compliance.located import Listing, Node, Scalar, Section
from compliance.rulebook.errors import RulebookError

_LOOKALIKES = str.maketrans("OolI", "0011")
_NUMBER = re.compile(r"-?\d{1,20}(\.\d{1,12}|/[1-9]\d{0,5})?", re.ASCII)


def nearest(word: str, known: Iterable[str]) -> str:
    """A did-you-mean sentence, or the empty string when nothing is near. An O for a zero, an l for a one are seen through."""
    import difflib

    names = list(known)
    meant = next((name for name in names if name.translate(_LOOKALIKES) == word.translate(_LOOKALIKES)), None)
    match = [meant] if meant else difflib.get_close_matches(word, names, 1, 0.6)
    return f"did you mean '{match[0]}'?" if match else ""


def section(node: Node | None, what: str, allowed: Sequence[str] | None = None, needed: Sequence[str] = ()) -> Section:
    """A mapping with no name outside allowed and every name of needed."""
    if not isinstance(node, Section):
        raise RulebookError(f"{what} must be names with values", node.at if node else None)
    for name, scalar in node.names.items():
        if allowed is not None and name not in allowed:
            hint = nearest(name, allowed) or f"known here: {', '.join(allowed)}"
            raise RulebookError(f"{what} has no '{name}'", scalar.at, hint)
    for name in needed:
        if name not in node.entries:
            raise RulebookError(f"{what} lacks '{name}'", node.at, f"add a line `{name}: …`")
    return node


def text(node: Node | None, what: str, default: str | None = None) -> str:
    """A scalar's text, line breaks folded away; the default where the line is absent."""
    if node is None and default is not None:
        return default
    if not isinstance(node, Scalar):
        raise RulebookError(f"{what} must be a single value", node.at if node else None)
    return " ".join(node.text.split())


def one_of(node: Node | None, what: str, known: Sequence[str], default: str | None = None) -> str:
    """A word out of a closed list."""
    word = text(node, what, default)
    if word not in known:
        raise RulebookError(
            f"{what} is '{word}'", node.at if node else None, nearest(word, known) or f"one of: {', '.join(known)}"
        )
    return word


def words(node: Node | None, what: str, known: Sequence[str] | None = None) -> tuple[str, ...]:
    """A list of words, or one word standing for a list of one; empty where absent."""
    if node is None:
        return ()
    entries = node.entries if isinstance(node, Listing) else (node,)
    if known is None:
        return tuple(text(entry, what) for entry in entries)
    return tuple(one_of(entry, what, known) for entry in entries)


def yes_no(node: Node | None, what: str, default: bool) -> bool:
    """yes or no (true, false)."""
    if node is None:
        return default
    word = one_of(node, what, ("yes", "no", "true", "false"))
    return word in ("yes", "true")


def fiscal_year(node: Node | None, what: str) -> str:
    """A fiscal year such as 2024-25."""
    word = text(node, what)
    if not is_fiscal_year(word):
        raise RulebookError(f"{what} is '{word}'", node.at if node else None, "write a fiscal year as 2024-25")
    return word


def years(node: Node | None, what: str) -> tuple[int, ...]:
    """Relative years, -3 to 2: a list of whole numbers."""
    if not isinstance(node, Listing):
        raise RulebookError(f"{what} must be a list of relative years", node.at if node else None, "write [-1, 0] or [1, 2]")
    found = []
    for entry in node.entries:
        word = text(entry, what)
        if word not in ("-3", "-2", "-1", "0", "1", "2"):
            raise RulebookError(
                f"{what} holds '{word}'", entry.at, "relative years run from -3 (third prior) to 2 (second subsequent)"
            )
        found.append(int(word))
    return tuple(found)


def exact(node: Node | None, what: str, unit: str) -> Fraction:
    """An exact number as written: 69000, 0.5, 5/3; a rate may carry a percent sign."""
    word = text(node, what)
    percent = word.endswith("%")
    if percent and unit != "rate":
        raise RulebookError(
            f"{what} is '{word}'", node.at if node else None, f"a percent sign belongs to a rate, this is {unit}"
        )
    if not _NUMBER.fullmatch(word.removesuffix("%")):
        raise RulebookError(f"{what} is '{word}'", node.at if node else None, "write a plain number: 69000, 0.5, 3%, 5/3%")
    return Fraction(word.removesuffix("%")) / (100 if percent else 1)


def value(node: Node | None, what: str, unit: str) -> Fraction | bool | str:
    """A value of the law in its unit: number, yes/no, or text."""
    if unit == "bool":
        return yes_no(node, what, False)
    if unit in ("text", "date"):
        return text(node, what)
    return exact(node, what, unit)
