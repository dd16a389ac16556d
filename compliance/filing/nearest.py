"""The name a person most likely meant."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A question for the end of an error, with a blank before it: did you mean the nearest known name; "" when none is."""
    from difflib import get_close_matches  # only an error needs it

    found = get_close_matches(name[:100], list(known), n=1)
    return f" Did you mean `{found[0]}`?" if found else ""


def shown(text: str, limit: int = 60) -> str:
    """A text as an error quotes it: in quotation marks, on one line, cut when long."""
    plain = "".join(character if character.isprintable() else " " for character in text[:limit])
    return f'"{plain}…"' if len(text) > limit else f'"{plain}"'
