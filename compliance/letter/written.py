"""What comes out: the letter, what it asks for, what it rests on."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import NamedTuple


class Request(NamedTuple):
    """Something the county asks of the district: an id that stays the same from year to year, words, a date, the law."""

    id: str
    deliverable: str
    due: datetime.date
    statute: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in Markdown, read by pandoc or any CommonMark reader with pipe tables.

    title is plain text for the document's properties. citations are ids of the citation library. notes are for the analyst,
    not for the district: what to settle before anyone signs. draft: placeholders are left, or the letter records a decision
    that the county has yet to take.
    """

    kind: str
    title: str
    markdown: str
    requests: tuple[Request, ...]
    citations: tuple[str, ...]
    notes: tuple[str, ...]
    draft: bool
