"""What a run of letters says while it works: a line at a time, or kept until a progress bar on a terminal has ended."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any

import click


class Telling:
    """Says things on stderr. With many letters and a terminal there, a bar moves and what is said waits for its end."""

    def __init__(self, letters: int) -> None:
        """letters: how many filings there are."""
        self._waiting: list[str] = []
        self._bar: Any = None
        if letters > 1 and sys.stderr.isatty():
            self._bar = click.progressbar(length=letters, label="Letters", file=sys.stderr)

    def __enter__(self) -> Telling:
        """The bar is drawn."""
        if self._bar is not None:
            self._bar.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """The bar ends and what waited is said."""
        if self._bar is not None:
            self._bar.__exit__(kind, error, trace)
            self._bar = None
        for line in self._waiting:
            click.echo(line, err=True)
        self._waiting.clear()

    def say(self, line: str) -> None:
        """One line, or several."""
        if self._bar is None:
            click.echo(line, err=True)
        else:
            self._waiting.append(line)

    def step(self) -> None:
        """One filing is done."""
        if self._bar is not None:
            self._bar.update(1)
