"""What is wrong with an expression, and where in its text."""

from __future__ import annotations

from collections.abc import Iterable


class ExpressionError(Exception):
    """An expression that is not of the language: a sentence, its place [start, end) in characters, perhaps a hint."""

    def __init__(self, message: str, start: int, end: int, hint: str = "") -> None:
        super().__init__(message, start, end, hint)
        self.message = message
        self.start = start
        self.end = end
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


def did_you_mean(name: str, candidates: Iterable[str]) -> str:
    """A hint with the nearest of the names that are valid there, or an empty text."""
    from difflib import get_close_matches  # only a wrong expression pays for it

    near = get_close_matches(name, sorted(set(candidates)), n=1)
    return f"did you mean '{near[0]}'?" if near else ""
