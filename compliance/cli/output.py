"""Where results go: stdout holds the result and nothing else, or the file that --output names, written whole or not at all."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import click


def write_result(text: str, output: str | None) -> None:
    """Print the result, or write it to a file through a neighbour so that a half-written one never stands there."""
    if output is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="backslashreplace")  # a name that a Windows console cannot show is no reason to stop
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
        sys.stdout.flush()
        return
    path = Path(output)
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8", newline="\n")
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise click.UsageError(f"{output} cannot be written: {error.strerror}. Give another --output.") from None


def use_color() -> bool:
    """Colour only on a terminal, and not where NO_COLOR is set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def width() -> int:
    """Columns of the terminal, 100 where there is none, never under 60."""
    try:
        columns = int(os.environ.get("COLUMNS") or os.get_terminal_size(sys.stdout.fileno()).columns)
    except (ValueError, OSError):
        columns = 100
    return max(60, min(columns, 140))
