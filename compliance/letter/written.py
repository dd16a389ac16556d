"""What comes out: the letter, what it asks for, what it rests on, and every figure it prints."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from compliance.engine.findings import Result, Source


class Request(NamedTuple):
    """Something the county asks of the district: an id that stays the same from year to year, words, a date, the law.

    due is None where no date can be computed. board_approval: whether the governing board itself must act. paragraph is the id
    of the paragraph that makes the request, empty where the letter itself does. first_asked: the day of the earlier letter
    since which it is open, None where it is new.
    """

    id: str
    deliverable: str
    due: datetime.date | None
    statute: str
    board_approval: bool = False
    paragraph: str = ""
    first_asked: datetime.date | None = None


class ParagraphUsed(NamedTuple):
    """A paragraph of the library that the letter holds, by id, version, topic and severity (note, concern, serious)."""

    id: str
    version: int
    topic: str
    severity: str


class FigureUsed(NamedTuple):
    """A figure that the letter prints.

    name: a figure of the pack (available_reserves), a rule's own value (01CSI-10.percent), or one of a reading of the figures
    (adjusted.available_reserves). fiscal_year is empty where it has none. value is the exact value: digits, or n/d where a
    quotient does not end. unit: money, rate, ada, count. shown: as printed; the sign may stand in the words around it. places:
    how many decimals of the exact value are kept, below zero for thousands (-3) and tenths of a million (-5).
    """

    name: str
    fiscal_year: str
    value: str
    unit: str
    shown: str
    places: int
    source: Source | None = None


class TableUsed(NamedTuple):
    """A table of the letter: T1 to T10, its title, and how many rows it has below its header."""

    id: str
    title: str
    rows: int


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in Markdown, read by pandoc or any CommonMark reader with pipe tables.

    title is plain text for the document's properties. citations are ids of the citation library. notes are for the analyst,
    not for the district: what to settle before anyone signs. draft: placeholders are left, or the letter records a decision
    that the county has yet to take. addressee_role: board_president or superintendent. why: the reason for this kind of letter.
    findings: all of concern or above, those set aside too.
    """

    kind: str
    title: str
    markdown: str
    requests: tuple[Request, ...]
    citations: tuple[str, ...]
    notes: tuple[str, ...]
    draft: bool
    addressee_role: str = "board_president"
    paragraphs: tuple[ParagraphUsed, ...] = ()
    figures: tuple[FigureUsed, ...] = ()
    tables: tuple[TableUsed, ...] = ()
    why: str = ""
    findings: tuple[Result, ...] = ()
