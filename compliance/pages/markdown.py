"""Markdown as GitHub reads it. Whatever comes out of a pack is text here: it can break no table and start no heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# Two dollar signs would begin a formula, an @ would call a person.
_WRITTEN = str.maketrans(
    {mark: f"\\{mark}" for mark in "\\`*_[]#~|"} | {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;", "@": "&#64;"}
)
_OPENING = re.compile(r"^(\d*)([-+=.)])(?=[-=\s]|$)")  # what begins a list, an underlining or a rule


def plain(text: str) -> str:
    """A text of one line in which nothing is markup."""
    return _OPENING.sub(r"\1\\\2", " ".join(text.split()).translate(_WRITTEN))


def code(text: str) -> str:
    """A text as written, in a code span; a bar is escaped because the span may stand in a table."""
    folded = " ".join(text.split()).replace("|", "\\|")
    if not folded:
        return ""
    fence = "`" * (_longest_run(folded) + 1)
    pad = " " if folded[0] == "`" or folded[-1] == "`" else ""
    return f"{fence}{pad}{folded}{pad}{fence}"


def block(lines: Iterable[str]) -> list[str]:
    """Lines as written, in a fence longer than any that stands in them."""
    written = [one for line in lines for one in (line.splitlines() or [""])]
    fence = "`" * max(3, _longest_run("\n".join(written)) + 1)
    return [f"{fence}text", *written, fence]


def link(text: str, target: str) -> str:
    """A link to a path relative to the page."""
    from urllib.parse import quote

    return f"[{plain(text)}]({quote(target, safe='/.-_~')})"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table of cells that are Markdown already; columns that are empty in every row are left out. No row, no table."""
    found = [tuple(row) for row in rows]
    kept = [number for number in range(len(heads)) if any(row[number] for row in found)]
    if not found or not kept:
        return []
    lines = [_row([heads[number] for number in kept]), _row(["---"] * len(kept))]
    return lines + [_row([row[number] for number in kept]) for row in found]


def section(heading: str, lines: Sequence[str], level: int = 2) -> list[str]:
    """A heading with what stands under it; nothing where nothing does."""
    return [f"{'#' * level} {heading}", "", *lines, ""] if lines else []


def page(lines: Iterable[str]) -> str:
    """The lines as one text: single blank lines, one newline at the end."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(" ".join(cell.split("\n")) for cell in cells) + " |"


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall(r"`+", text)), default=0)
