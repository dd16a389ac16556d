"""A pack file that cannot be used, said so that its writer can mend it."""

from __future__ import annotations

from compliance.located import LocatedError, Position


class RulebookError(LocatedError):
    """A mistake in a pack file. excerpt and span (character offsets in it) say where to draw the caret; hint what to do."""

    def __init__(
        self, message: str, at: Position | None, hint: str = "", excerpt: str = "", span: tuple[int, int] = (0, 0)
    ) -> None:
        super().__init__(message, at or Position("the pack", 1))
        self.hint, self.excerpt, self.span = hint, excerpt, span

    def __str__(self) -> str:
        lines = [f"{self.at}: {self.message}"]
        if self.excerpt:
            start, end = self.span
            lines += ["    " + self.excerpt, "    " + " " * start + "^" * max(1, min(end, len(self.excerpt)) - start)]
        if self.hint:
            lines.append("    " + self.hint)
        return "\n".join(lines)
