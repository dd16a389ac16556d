"""What a state export tells of its own technical review: the exceptions the state logged, and how the agency explained them."""

from __future__ import annotations

from collections.abc import Mapping

from compliance.filing.model import Column, Written

NOTHING = "*"


def exceptions_of(column: Column, check: str) -> dict[tuple[str, ...], int] | None:
    """Key and line of each exception that the state logged for a check, None where its log does not name the check.

    An exception is a row with a message; severities alone do not tell (a pass that somebody explained reads as explained).
    """
    rows = [row for row in column.log or () if row.fields[0] == check]
    if not rows:
        return None
    return {tuple(part for part in row.fields[1:4] if part != NOTHING): row.line for row in rows if row.fields[7].strip()}


def explanation_in(column: Column, check: str, subject: Mapping[str, str], written: Mapping[str, Written]) -> str | None:
    """What the agency wrote about an exception: in the filing's own explanations or the export's, None where nothing."""
    keys = [value for name, value in subject.items() if name != "column"]
    for name in (" ".join([check, column.code, *keys]), " ".join([check, *keys])):
        found = written.get(name)
        if found is not None and found.text.strip():
            return found.text
    wanted = tuple([*keys, NOTHING, NOTHING, NOTHING][:3])
    for entry in column.explained or ():
        if entry.check == check and entry.keys == wanted and entry.text.strip():
            return entry.text
    return None
