"""Writing a filing as the state's export, so that the state's own system and this program can read it again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compliance.filing.model import Column, Filing, FilingError
from compliance.located.nodes import Position


def write_sacs(filing: Filing) -> bytes:
    """The columns of a filing as a state export: every field quoted, CRLF, sections in the state's order, counts at each end.

    Figures, answers and lists of a written filing have no place in this format; FilingError where there are no columns.
    """
    if not filing.columns or filing.entity.cds is None:
        raise FilingError(
            "A state export holds ledger columns and form elements, and this filing has none. Write it as YAML or JSON.",
            Position(filing.path, 1),
        )
    lines: list[str] = []
    for column, section, details in _sections(filing.columns):
        head = (column.fiscal_year, filing.entity.cds, column.period, column.code)
        lines.append(_record((*head, section) if section else head))
        begun = len(lines)
        lines.extend(map(_record, details))
        lines.append(_record(("-1", "EOD", *head[1:], str(len(lines) - begun))))
    lines.append(_record(("-1", "EOF", filing.entity.cds, str(len(lines) + 1), "", "")))
    return "".join(lines).encode()


def _sections(columns: tuple[Column, ...]) -> Iterator[tuple[Column, str, Iterable[tuple[str, ...]]]]:
    for column in columns:
        if column.rows is not None:
            yield (
                column,
                "",
                ((row.account, format(row.amount, "f"), *(() if row.flag is None else (row.flag,))) for row in column.rows),
            )
    for column in columns:
        if column.elements is not None:
            yield column, "ELEMENT", ((name, value.text) for name, value in column.elements.items())
    for column in columns:
        if column.explained is not None:
            yield column, "EXPL", ((entry.check, *entry.keys, entry.text) for entry in column.explained)
    for column in columns:
        if column.log is not None:
            yield column, "TRCLOG", (entry.fields for entry in column.log)


def _record(fields: tuple[str, ...]) -> str:
    return ",".join('"' + field.replace('"', '""') + '"' for field in fields) + "\r\n"
