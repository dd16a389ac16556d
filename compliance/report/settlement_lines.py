"""Sections as lines of text: tables whose numbers line up, in as many parts as the page is narrow, points, paragraphs."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from compliance.report.page import Page
from compliance.report.settlement_blocks import Point, Row, Section, Table
from compliance.report.wording import prose

GAP = 2
MARGIN = 2
LEAST_LABEL = 20
MOST_LABEL = 52
LEAST_COLUMN = 8
MOST_HEAD = 16


def section_lines(section: Section, page: Page) -> list[str]:
    """The section under its heading; nothing where it has no parts."""
    lines: list[str] = []
    for part in section.parts:
        if isinstance(part, Table):
            lines += ([""] if lines else []) + table_lines(part, page)
        elif isinstance(part, Point):
            lines += point_lines(part, page)
        else:
            lines += page.paragraph(prose(part), " " * MARGIN)
    return page.section(prose(section.heading), prose(section.aside), lines)


def point_lines(point: Point, page: Page) -> list[str]:
    """A point with its mark, its place in brackets, and what stands under it."""
    place = f" ({prose(point.place)})" if point.place else ""
    first = f"{prose(point.first)}: " if point.first else ""
    lines = page.paragraph(f"{first}{prose(point.text)}{place}", "  - ", "    ")
    if point.style and point.first:
        lines[0] = lines[0].replace(prose(point.first), page.paint(prose(point.first), point.style), 1)
    return lines + [line for text in point.under for line in page.paragraph(prose(text), "      ", "        ")]


def table_lines(table: Table, page: Page) -> list[str]:
    """The table in lines; its columns in several parts, each with the labels again, where the page does not hold them all."""
    widths = [_width(table, place) for place in range(len(table.head))]
    room = page.width - MARGIN - LEAST_LABEL
    parts: list[list[int]] = [[]]
    for place in range(len(widths)):
        if parts[-1] and sum(widths[one] + GAP for one in (*parts[-1], place)) > room:
            parts.append([])
        parts[-1].append(place)
    lines = page.paragraph(prose(table.caption), " " * MARGIN) if table.caption else []
    for number, places in enumerate(parts):
        lines += ([""] if number else []) + _part(table, page, places, [widths[place] for place in places])
    return lines


def _width(table: Table, place: int) -> int:
    cells = [prose(row[place]) for one in table.rows for row in (one.cells, one.under) if place < len(row)]
    head = prose(table.head[place])
    words = max(map(len, head.split()), default=0)
    return max(LEAST_COLUMN, *map(len, cells), min(len(head), max(words, MOST_HEAD)))


def _part(table: Table, page: Page, places: Sequence[int], widths: Sequence[int]) -> list[str]:
    free = page.width - MARGIN - sum(width + GAP for width in widths)
    longest = max((len(prose(row.label)) + row.indent for row in table.rows), default=0)
    label = max(min(free, longest, MOST_LABEL), min(LEAST_LABEL, free))
    heads = [textwrap.wrap(prose(table.head[place]), width) or [""] for place, width in zip(places, widths, strict=True)]
    height = max(map(len, heads))
    lines = []
    for level in range(height):
        cells = [
            (head[level - height + len(head)] if level >= height - len(head) else "").rjust(width)
            for head, width in zip(heads, widths, strict=True)
        ]
        lines.append(page.paint(_line("", label, cells), "dim"))
    for row in table.rows:
        lines += _row(row, page, places, widths, label)
    return lines


def _row(row: Row, page: Page, places: Sequence[int], widths: Sequence[int], label: int) -> list[str]:
    texts = Page(label, False).paragraph(prose(row.label), " " * row.indent, " " * (row.indent + 2)) or [""]
    cells = [prose(row.cells[place]).rjust(width) for place, width in zip(places, widths, strict=True)]
    under = [prose(row.under[place]).rjust(width) for place, width in zip(places, widths, strict=True)] if row.under else []
    empty = not any(map(str.strip, under))
    lines = [_line(text, label, []) for text in texts[:-1]] + [_line(texts[-1], label, cells)]
    lines = [page.paint(line, "bold") for line in lines] if row.strong else lines
    return lines if empty else [*lines, page.paint(_line("", label, under), "dim")]


def _line(text: str, label: int, cells: Sequence[str]) -> str:
    return (" " * MARGIN + text.ljust(label) + "".join(" " * GAP + cell for cell in cells)).rstrip()
