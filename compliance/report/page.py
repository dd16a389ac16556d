"""The page a text report is set on: its width, and colour where the reader's terminal has any."""

from __future__ import annotations

import textwrap
from typing import NamedTuple

STYLES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "magenta": "35"}


class Page(NamedTuple):
    """Columns of characters, and whether ANSI colour is wanted; words carry every meaning without it."""

    width: int
    color: bool

    def paint(self, text: str, *styles: str) -> str:
        """The text in these styles; pad and wrap before painting, since the codes have no width."""
        if not self.color or not styles or not text:
            return text
        return f"\x1b[{';'.join(STYLES[style] for style in styles)}m{text}\x1b[0m"

    def paragraph(self, text: str, first: str = "", rest: str | None = None) -> list[str]:
        """The text in lines no wider than the page, save a word that alone is wider; paths and codes are never broken."""
        return textwrap.wrap(
            text,
            self.width,
            initial_indent=first,
            subsequent_indent=first if rest is None else rest,
            break_long_words=False,
            break_on_hyphens=False,
        )

    def section(self, heading: str, aside: str, lines: list[str]) -> list[str]:
        """A heading with its lines; nothing at all where there are no lines."""
        if not lines:
            return []
        head = self.paragraph(f"{heading}  {aside}" if aside else heading)
        return [head[0].replace(heading, self.paint(heading, "bold"), 1), *head[1:], *lines]
