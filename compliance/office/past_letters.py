"""Earlier letters to a district, out of their side-cars."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from compliance.letter.matter import PriorLetter
from compliance.office.sidecar import sidecars_in
from compliance.office.sidecar_document import InputPart, SideCar


class PastLetters(NamedTuple):
    """The letters of the folders, oldest first, each with the path of its side-car."""

    letters: tuple[tuple[Path, SideCar], ...]


class Found(NamedTuple):
    """A district's earlier letters, what they are as inputs, and the side-cars of those that nobody approved."""

    letters: tuple[PriorLetter, ...]
    inputs: tuple[InputPart, ...]
    unapproved: tuple[str, ...]


def read_past_letters(folders: Iterable[Path]) -> PastLetters:
    """Every whole side-car in the folders; other files are passed over."""
    found = {path.resolve(): (path, one) for folder in folders for path, one in sidecars_in(folder)}
    return PastLetters(tuple(sorted(found.values(), key=lambda pair: (pair[1].date, str(pair[0])))))


def past_letters_of(past: PastLetters, name: str | None, cds: str | None, key: tuple[str, str], day: datetime.date) -> Found:
    """Those to the district dated before that day. key: fiscal year and report of the filing in hand.

    An unapproved letter about that same report is a draft of this one and does not count.
    """
    mine = []
    for path, one in past.letters:
        same = one.agency.cds == cds if cds else one.agency.cds is None and one.agency.name == name
        own_draft = (one.fiscal_year, one.report) == key and one.state != "approved"
        if same and one.date < day and not own_draft:
            mine.append((path, one))
    return Found(
        letters=tuple(_prior(one) for _, one in mine),
        inputs=tuple(InputPart(path=str(path), sha256=one.letter.sha256, role="letter") for path, one in mine),
        unapproved=tuple(str(path) for path, one in mine if one.state != "approved"),
    )


def _prior(one: SideCar) -> PriorLetter:
    return PriorLetter(
        date=one.date,
        kind=one.kind,
        certification=one.certification.filed if one.certification else None,
        findings=tuple(finding.rule for finding in one.findings if finding.overridden is None),
        requests=tuple(request.id for request in one.requests),
        report=one.report,
        fiscal_year=one.fiscal_year,
        result=one.certification.county if one.certification else None,
    )
