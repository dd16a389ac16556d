"""What codes/ holds once read: which codes and pairs of codes are valid, in which years, for which kind of agency."""

from __future__ import annotations

from typing import NamedTuple

Ranges = tuple[tuple[str, str], ...]
Key = tuple[str, str]  # entity, code


class CodeRow(NamedTuple):
    """One code in a span of fiscal years, both ends included. reason is empty where it is valid."""

    first: str
    last: str
    valid: bool
    reason: str = ""


class PairRow(NamedTuple):
    """What one listed code may stand with in a span of fiscal years. refused None: every other code of that year's list."""

    first: str
    last: str
    allowed: frozenset[str]
    refused: frozenset[str] | None


class Complete(NamedTuple):
    """A span in which a table says all: a code it does not hold is no code, a pair is taken as `absent` says."""

    entity: str
    first: str
    last: str


class CodeTable(NamedTuple):
    """The codes of one kind (fund, resource, …). system: codes the state's system writes itself, which no check tests."""

    kind: str
    length: int
    system: frozenset[str]
    complete: list[Complete]
    rows: dict[Key, list[CodeRow]]
    titles: dict[str, str]


class PairTable(NamedTuple):
    """Pairs of two kinds in the order a rule writes them. listed: the kind that has the rows; absent_valid: how a code is
    taken that the table does not hold; within: the codes the table speaks of, by kind (a kind not named: all)."""

    kinds: tuple[str, str]
    listed: str
    absent_valid: bool
    within: dict[str, Ranges]
    complete: list[Complete]
    rows: dict[Key, list[PairRow]]


class Tables(NamedTuple):
    """Every table of every folder by its name; of_kind: the tables of codes by their kind."""

    codes: dict[str, CodeTable]
    of_kind: dict[str, CodeTable]
    pairs: dict[str, PairTable]


def in_ranges(code: str, ranges: Ranges) -> bool:
    """Whether a code of digits lies in one of the ranges."""
    return code.isdigit() and any(low <= code <= high for low, high in ranges)
