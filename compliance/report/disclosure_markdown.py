"""The disclosure of a settlement as Markdown that a person reads: a heading a section, tables, what is unknown in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from compliance.report.value import rounded
from compliance.scenario.disclosure_document import NOT_FILED, Cell, DisclosureDocument, Row, Section, Table, Text

HEAD = {
    "agency": "Agency",
    "unit": "Bargaining unit",
    "unit_kind": "Kind of unit",
    "proposal": "Proposal",
    "parties": "Parties",
    "period": "Term of the agreement",
    "public_meeting": "Public disclosure",
    "submitted": "Sent to the county office",
    "board_action": "Board action",
    "report": "Filing",
    "certification": "Certification of the filing",
    "ada": "Attendance (ADA)",
}
# Two dollar signs would begin a formula, an @ would call a person.
_MARKS = {mark: f"\\{mark}" for mark in "\\`*_[]#~|"} | {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;", "@": "&#64;"}
_WRITTEN = str.maketrans(_MARKS)
_OPENING = re.compile(r"^(\d*)([-+=.)])(?=[-=\s]|$)")  # what begins a list, an underlining or a rule


def to_markdown(document: DisclosureDocument) -> str:
    """The document as one Markdown text, UTF-8, with where its figures come from under each table."""
    lines = [f"# {_plain(document.title)}", "", f"**{_plain(document.notes[0])}**", ""]
    lines += ["| | |", "| --- | --- |"]
    lines += [f"| {label} | {_shown(document.head[key])} |" for key, label in HEAD.items()]
    for section in document.sections:
        lines += ["", *_section(section)]
    if document.notes[1:]:
        lines += ["", "## What must be told with it", "", *(f"- {_plain(note)}" for note in document.notes[1:])]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def shown(cell: Cell) -> str:
    """A cell as text: $1,234.00, 5.29%, yes; where it is unknown, why."""
    value = cell.value
    if value is None:
        return cell.why or "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    if cell.unit == "rate":
        return f"{rounded(Fraction(value) * 100, 2)}%"
    if cell.unit == "money":
        text = rounded(value, 2, comma=True)
        return f"-${text[1:]}" if text.startswith("-") else f"${text}"
    return rounded(value, 4, comma=True).rstrip("0").rstrip(".")


def brief(cell: Cell) -> str:
    """The same for a table: where it is unknown, only that it is not in the filing, in the proposal, or not known."""
    return shown(cell) if cell.value is not None else cell.why.partition(":")[0] or "unknown"


def lacking(row: Row) -> list[str]:
    """Why cells of a row are unknown, where there is more to say than `brief` does; each reason once."""
    reasons = dict.fromkeys(cell.why for cell in row.cells.values() if cell.value is None)
    return [why for why in reasons if ":" in why and not why.startswith(NOT_FILED)]


def _section(section: Section) -> Iterator[str]:
    yield f"## {section.code}. {_plain(section.heading)}"
    for table in section.tables:
        yield ""
        yield f"### {_plain(table.title)}"
        yield ""
        if table.parts:
            for part, heading in table.parts.items():
                yield from _part(table, part, heading)
        elif table.rows:
            yield from _rows(table, table.rows)
            yield from _sources(table, table.rows)
        else:
            yield "Nothing."
        for note in table.notes:
            yield ""
            yield _plain(note)
    for text in section.texts:
        yield ""
        yield from _text(text)


def _part(table: Table, part: str, heading: str) -> Iterator[str]:
    """A page: its rows in a table, those of which nothing is known in one sentence."""
    rows = [row for row in table.rows if row.part == part]
    known = tuple(row for row in rows if _has_figures(row))
    yield f"#### {_plain(heading)}"
    yield ""
    yield from _rows(table, known)
    yield from _sources(table, known)
    if lacking := [row.label for row in rows if row not in known]:
        yield ""
        yield f"Not in the filing, and not changed: {_plain('; '.join(lacking))}."
    yield ""


def _has_figures(row: Row) -> bool:
    """Whether the filing gives the row, or the settlement changes it or may do so."""
    cells = row.cells.values()
    change = [cell for key, cell in row.cells.items() if key in ("settlement", "other")]
    held = [cell for key, cell in row.cells.items() if key not in ("settlement", "other")]
    return any(cell.value is not None for cell in held or cells) or any(cell.value is None or cell.value for cell in change)


def _rows(table: Table, rows: tuple[Row, ...]) -> Iterator[str]:
    if not rows:
        return
    named = table.key != "lines"
    heads = [*([""] if named else []), *(_plain(column.label) for column in table.columns)]
    numbers = [any(_is_number(row.cells.get(column.key)) for row in rows) for column in table.columns]
    yield f"| {' | '.join(heads)} |"
    yield f"| {' | '.join([*(['---'] if named else []), *('---:' if number else '---' for number in numbers)])} |"
    for row in rows:
        cells = [_plain(brief(row.cells[column.key])) if column.key in row.cells else "" for column in table.columns]
        yield f"| {' | '.join([*([_plain(row.label)] if named else []), *cells])} |"


def _sources(table: Table, rows: tuple[Row, ...]) -> Iterator[str]:
    """Why figures of a table are unknown, and where the others come from: each source once, with the rows it gives."""
    reasons: dict[str, list[str]] = {}
    for row in rows:
        for why in lacking(row):
            reasons.setdefault(why, []).append(row.label)
    if reasons:
        yield ""
        yield from (f"- {_plain('; '.join(labels))}: {_plain(why)}" for why, labels in reasons.items())
    found: dict[str, list[str]] = {}
    for row in rows:
        for source in dict.fromkeys(cell.source for cell in row.cells.values() if cell.source and cell.value is not None):
            found.setdefault(source, []).append(row.label)
    if found and table.key != "lines":
        yield ""
        yield "<details><summary>Where the figures come from</summary>"
        yield ""
        yield from (f"- {_plain('; '.join(labels))}: {_plain(source)}" for source, labels in found.items())
        yield ""
        yield "</details>"


def _text(text: Text) -> Iterator[str]:
    yield f"**{_plain(text.heading)}**"
    yield ""
    if len(text.lines) == 1:
        yield _plain(text.lines[0])
    elif text.lines:
        yield from (f"- {_plain(line)}" for line in text.lines)
    else:
        yield f"*{_plain(text.lacking)}*"


def _is_number(cell: Cell | None) -> bool:
    return cell is not None and isinstance(cell.value, Decimal | Fraction)


def _shown(cell: Cell) -> str:
    return _plain(shown(cell))


def _plain(text: str) -> str:
    """A text of one line in which nothing is markup."""
    return _OPENING.sub(r"\1\\\2", " ".join(text.split()).translate(_WRITTEN))
