"""A document that cannot be read."""

from __future__ import annotations

from compliance.located.nodes import Position


class LocatedError(Exception):
    """A document that cannot be read: what was found and what to do, and where."""

    def __init__(self, message: str, at: Position) -> None:
        super().__init__(f"{at}: {message}")
        self.message = message
        self.at = at
