"""The figures of a letter as its appendix: exact value, as printed, where from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath

from compliance.letter.plain_text import quoted, without_marks
from compliance.office.sidecar_document import FigurePart, SourcePart

_HEAD = """
## Appendix: the figures of this letter

Every figure this letter prints, by its name in the rulebook, with its exact value and where it comes from. Printed figures are
the exact ones rounded half up; printed parts may therefore not add to printed totals.

| Figure | Fiscal year | Exact value | As printed | Source |
|------------------|---------|----------------:|---------------:|------------------------------|
"""
_NUMBER = re.compile(r"-?[\d,]+(?:[./]\d+)?")
_LONG = re.compile(r"\S{22,}")
_JOINT = re.compile(r"[._/](?=\w)")
_WIDEST = 4  # inputs named in the source column; the side-car has all


def with_appendix(markdown: str, figures: Iterable[FigurePart]) -> str:
    """The letter with its appendix after the signature and copies; as it was where it prints no figure."""
    rows = [_row(figure) for figure in figures]
    return markdown.rstrip("\n") + "\n" + _HEAD + "\n".join(rows) + "\n" if rows else markdown


def _row(figure: FigurePart) -> str:
    value = "not known" if figure.value is None else str(figure.value)
    cells = (figure.name, figure.fiscal_year or "", value, figure.shown, told(figure.source))
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(text: str) -> str:
    """The text as Markdown; a long word of dots, underscores or a stroke may be broken after them, for it fits no column."""
    broken = _LONG.sub(lambda found: _JOINT.sub("\\g<0>\u200b", found[0]), text)
    return broken if _NUMBER.fullmatch(broken) else without_marks(quoted(broken))


def told(source: SourcePart | None) -> str:
    """A source in one line: formula.csv line 12; sum of 31 accounts; element; formula of its inputs."""
    if source is None:
        return "not recorded"
    file = PurePath(source.path).name if source.path else ""
    place = f"{file}, line {source.line}" if file and source.line else file
    parts = [place, f"element {source.element}" if source.element else ""]
    if source.rows or source.accounts:
        count = source.rows or len(source.accounts)
        parts.append(
            f"sum of {count} account{'s' if count != 1 else ''}" + (f", column {source.column}" if source.column else "")
        )
    if source.formula:
        parts.append(source.worked or source.formula)
        names = list(source.inputs)
        more = f" and {len(names) - _WIDEST} more" if len(names) > _WIDEST else ""
        parts.append(f"from {', '.join(names[:_WIDEST])}{more}" if names and not source.worked else "")
    return "; ".join(part for part in parts if part) or source.kind
