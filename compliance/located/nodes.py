"""The three shapes of a document a person writes: a scalar, a listing, a section, each with its place."""

from __future__ import annotations

from typing import NamedTuple

MAX_DEPTH = 30  # no file that a person writes for us is nested deeper


class Position(NamedTuple):
    """Where something stands: file, first line and character column, both counted from 1; line 0 is the file as a whole."""

    path: str
    line: int
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in self if part)


class Scalar(NamedTuple):
    """A single value as text. quoted: it stood in quotation marks. block: it runs over lines (folded or literal)."""

    text: str
    at: Position
    quoted: bool = False
    block: bool = False


class Listing(NamedTuple):
    """Values one after another."""

    entries: tuple[Node, ...]
    at: Position


class Section(NamedTuple):
    """Names and their values, in the order written."""

    entries: dict[str, Node]
    names: dict[str, Scalar]
    at: Position


Node = Scalar | Listing | Section
