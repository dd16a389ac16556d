"""The bytes of a submitted file: read once, within limits, and fingerprinted."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import NamedTuple

from compliance.filing.model import FilingError
from compliance.located.nodes import Position

MEGABYTE = 1024 * 1024
FILE_LIMIT = 64 * MEGABYTE
LINE_LIMIT = MEGABYTE


class Contents(NamedTuple):
    """A file as it was read: its path, its bytes, and their sha256."""

    path: str
    raw: bytes
    sha256: str


def read_contents(path: str | os.PathLike[str]) -> Contents:
    """The bytes of a file of at most 64 MB with no line over 1 MB; FilingError where there is no such file."""
    name = os.fspath(path)
    start = Position(name, 0)
    try:
        with open(name, "rb") as file:
            raw = b"" if os.fstat(file.fileno()).st_size > FILE_LIMIT else file.read(FILE_LIMIT + 1)
            size = os.fstat(file.fileno()).st_size or len(raw)
    except FileNotFoundError:
        raise FilingError("There is no file of this name. Check the path.", start) from None
    except IsADirectoryError:
        raise FilingError("This is a folder. Name the filing inside it.", start) from None
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise FilingError(f"The file cannot be opened: {reason}.", start) from None
    if max(size, len(raw)) > FILE_LIMIT:
        raise FilingError(
            f"The file holds {size / MEGABYTE:,.0f} MB; a filing holds at most {FILE_LIMIT // MEGABYTE} MB. "
            "Export one report of one agency.",
            start,
        )
    _check_lines(raw, name)
    return Contents(name, raw, sha256(raw).hexdigest())


def decode(contents: Contents, *, windows: bool) -> tuple[str, bool]:
    """The text (UTF-8, with or without a byte order mark), and whether it was read as Windows-1252, which windows allows."""
    try:
        return contents.raw.decode("utf-8-sig"), False
    except UnicodeDecodeError as problem:
        bad, where = contents.raw[problem.start], problem.start
    if windows:
        try:
            return contents.raw.decode("cp1252"), True
        except UnicodeDecodeError as problem:
            bad, where = contents.raw[problem.start], problem.start
    line = contents.raw.count(b"\n", 0, where) + 1
    encodings = "UTF-8 or Windows-1252" if windows else "UTF-8"
    raise FilingError(f"Byte 0x{bad:02X} is not {encodings} text. Save the file as UTF-8.", Position(contents.path, line))


def _check_lines(raw: bytes, name: str) -> None:
    if len(raw) <= LINE_LIMIT:
        return
    for number, line in enumerate(raw.splitlines(), 1):
        if len(line) > LINE_LIMIT:
            raise FilingError(
                f"This line holds {len(line):,} bytes; a line of a filing holds at most {LINE_LIMIT:,}. "
                "The file is damaged or is not a filing.",
                Position(name, number),
            )
