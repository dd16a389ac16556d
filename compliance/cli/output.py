"""Where results go: stdout holds the result and nothing else, or the file that --output names, written whole or not at all."""

from __future__ import annotations

import io
import os
import sys

import click


def write_result(text: str, output: str | None) -> None:
    """Print the result, or write it to a file through a neighbour so that a half-written one never stands there."""
    if output is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="backslashreplace")  # a name that a Windows console cannot show is no reason to stop
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
        sys.stdout.flush()
        return
    _write_whole((text if text.endswith("\n") else text + "\n").encode("utf-8"), output)


def write_bytes(content: bytes, output: str | None) -> None:
    """The same for bytes, whose line ends are part of the format."""
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    _write_whole(content, output)


def _write_whole(content: bytes, output: str) -> None:
    folder, name = os.path.split(output)
    beside = os.path.join(folder, f".{name}.part")
    try:
        with open(beside, "wb") as file:
            file.write(content)
        os.replace(beside, output)
    except OSError as error:
        if os.path.exists(beside):
            os.unlink(beside)
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


def shows_blocks(output: str | None) -> bool:
    """Whether the reader's encoding has block characters: a file is UTF-8, a terminal or pipe says."""
    if output is not None:
        return True
    try:
        "\u2588\u2591".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
