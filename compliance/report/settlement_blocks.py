"""What is said of settlements and scenarios, made once for the terminal and the page: sections of tables, points and text."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """A label with a cell for each column. under: a second line of cells. strong: a total or a conclusion. indent: a part."""

    label: str
    cells: tuple[str, ...]
    under: tuple[str, ...] = ()
    strong: bool = False
    indent: int = 0


class Table(NamedTuple):
    """Rows under column heads. first: what the labels are. caption: what the table holds and in which unit."""

    caption: str
    first: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]


class Point(NamedTuple):
    """A sentence, a first word to set off, where it comes from, and sentences under it. style: of the first word."""

    text: str
    first: str = ""
    place: str = ""
    under: tuple[str, ...] = ()
    style: str = ""


class Section(NamedTuple):
    """A heading with what stands under it, in order: tables, points, and texts as points without a mark."""

    heading: str
    parts: tuple[Table | Point | str, ...]
    aside: str = ""
