"""The state's own formats: its text export, and its extracts as a workbook or a table."""

from __future__ import annotations

from compliance.filing.contents import Contents
from compliance.filing.model import Filing


def read_export(contents: Contents, kind: str | None) -> Filing | None:
    """The filing in a file of one of the state's formats (sacs, workbook, table); None for every other. Raises FilingError."""
    if kind == "sacs":
        from compliance.filing.sacs_reader import read_sacs

        return read_sacs(contents)
    if kind == "workbook":
        from compliance.filing.extract_reader import read_workbook

        return read_workbook(contents)
    if kind == "table":
        from compliance.filing.extract_reader import read_table

        return read_table(contents)
    return None
