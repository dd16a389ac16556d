"""A letter's requests as a calendar (RFC 5545): an all-day event on the day each is due."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator

from compliance.letter.written import Letter, Request
from compliance.office.about import About

_LONGEST = 75  # bytes of a line, its end left out


def requests_ics(letter: Letter, about: About, day: datetime.date) -> str:
    """The calendar, lines ended by CRLF and folded at 75 bytes. A request without a day is a task without one.

    day: the letter's own; every time stamp is noon UTC of it. A request keeps its UID when the letter is made again.
    """
    stamp = f"{day:%Y%m%d}T120000Z"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//compliance//letter requests//EN", "CALSCALE:GREGORIAN"]
    for one in letter.requests:
        lines += _entry(one, letter, about, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def uid(about: About, request: str) -> str:
    """The same for the same district, report and request, whatever the letter's kind or day."""
    agency = about.district if about.cds is None else ""
    told = f"{agency}|{about.key}|{request}".encode(errors="replace")
    return f"{hashlib.sha256(told).hexdigest()[:32]}@compliance"


def _entry(one: Request, letter: Letter, about: About, stamp: str) -> Iterator[str]:
    kind = "VEVENT" if one.due else "VTODO"
    approval = "Approval by the governing board is needed." if one.board_approval else ""
    told = "\n".join(part for part in (one.deliverable, f"Authority: {one.statute}", approval, letter.title) if part)
    yield f"BEGIN:{kind}"
    yield f"UID:{uid(about, one.id)}"
    yield f"DTSTAMP:{stamp}"
    if one.due:
        yield f"DTSTART;VALUE=DATE:{one.due:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{one.due + datetime.timedelta(days=1):%Y%m%d}"
        yield "TRANSP:TRANSPARENT"
    yield f"SUMMARY:{_text(f'{about.district}: {one.id} due' if one.due else f'{about.district}: {one.id}')}"
    yield f"DESCRIPTION:{_text(told)}"
    yield f"CATEGORIES:{_text(letter.kind)}"
    yield f"END:{kind}"


def _text(text: str) -> str:
    """A value of type TEXT: backslash, semicolon, comma and line break escaped, other control characters left out."""
    kept = "".join(one for one in text.replace("\r\n", "\n").replace("\r", "\n") if one == "\n" or one.isprintable())
    for mark in ("\\", ";", ","):
        kept = kept.replace(mark, f"\\{mark}")
    return kept.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 bytes, no character cut in two; each piece after the first begins with a space."""
    piece, size = "", 0
    for one in line:
        width = len(one.encode())
        if size + width > _LONGEST:
            yield piece
            piece, size = " ", 1
        piece, size = piece + one, size + width
    yield piece
