"""A letter's requests as a table for a tracker."""

from __future__ import annotations

import csv
import io

from compliance.letter.written import Letter
from compliance.office.about import About

COLUMNS = (
    "id", "deliverable", "due_date", "statute", "board_approval_needed",
    "district", "cds", "fiscal_year", "report", "letter", "number", "first_asked",
)  # fmt: skip


def requests_csv(letter: Letter, about: About) -> str:
    """One line a request, RFC 4180. A text that a spreadsheet would take for a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for number, one in enumerate(letter.requests, 1):
        due = one.due.isoformat() if one.due else ""
        approval = "yes" if one.board_approval else "no"
        since = one.first_asked.isoformat() if one.first_asked else ""
        told = (about.district, about.cds or "", about.fiscal_year, about.report, letter.kind, str(number), since)
        writer.writerow(safe_cell(cell) for cell in (one.id, one.deliverable, due, one.statute, approval, *told))
    return out.getvalue()


def safe_cell(text: str) -> str:
    """The text as a spreadsheet shows it and does not work it out."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
