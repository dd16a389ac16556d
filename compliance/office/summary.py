"""A county in one go: what became of each filing, as a table to read and as CSV."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from compliance.office.requests_csv import safe_cell

MADE, KEPT, APPROVED, STOPPED, UNREADABLE, FAULT = "made", "kept", "approved before", "stopped", "unreadable", "fault"
COLUMNS = (
    "filing", "district", "cds", "fiscal_year", "report", "kind", "outcome", "state", "open_questions", "requests", "told",
)  # fmt: skip


class Row(NamedTuple):
    """One filing: outcome is made, kept (its inputs had not changed), approved before, stopped, unreadable or fault.

    told: why this kind, or why there is no letter.
    """

    filing: str
    outcome: str
    told: str = ""
    district: str = ""
    cds: str = ""
    fiscal_year: str = ""
    report: str = ""
    kind: str = ""
    state: str = ""
    open_questions: int = 0
    requests: int = 0


def summary_csv(rows: Sequence[Row]) -> str:
    """One line a filing, in the order given (RFC 4180, texts safe for a spreadsheet)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(safe_cell(str(cell)) for cell in (getattr(row, name) for name in COLUMNS))
    return out.getvalue()


def summary_text(rows: Sequence[Row]) -> str:
    """The same for a terminal: one line a filing, then the kinds counted."""
    head = ("District", "Letter", "Outcome", "State", "Open", "Asks")
    lines = [
        (
            row.district or row.filing,
            row.kind or "none",
            row.outcome,
            row.state,
            str(row.open_questions) if row.kind else "",
            str(row.requests) if row.kind else "",
        )
        for row in rows
    ]
    widths = [max(len(line[index]) for line in (head, *lines)) for index in range(len(head))]
    told = [
        "  ".join(_cell(cell, width, index) for index, (cell, width) in enumerate(zip(line, widths, strict=True))).rstrip()
        for line in (head, *lines)
    ]
    kinds = Counter(row.kind for row in rows if row.kind)
    counted = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0])))
    without = sum(1 for row in rows if not row.kind)
    asked = sum(row.open_questions for row in rows)
    lacking = f"; {without} without a letter" if without else ""
    last = f"{len(rows)} filings: {counted or 'no letter'}{lacking}. {asked} open question{'' if asked == 1 else 's'}."
    return "\n".join((*told, "", last))


def _cell(text: str, width: int, index: int) -> str:
    return text.rjust(width) if index >= 4 else text.ljust(width)
