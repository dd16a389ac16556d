"""Writing a letter again without destroying what someone wrote into it."""

from __future__ import annotations

import difflib
import hashlib
import os
from pathlib import Path
from typing import NamedTuple

from compliance.publish.pandoc import Pandoc
from compliance.publish.stopped import PublishError

_READERS = {".docx": "docx", ".html": "html"}


class Written(NamedTuple):
    """Where the new bytes are, and, where the file had been edited, how the two differ as lines to read."""

    path: Path
    beside: bool
    difference: str


def write_beside(path: Path, new_bytes: bytes, recorded_sha256: str | None) -> Written:
    """Write the bytes to path, unless the file there is not the one recorded: then to NAME.new.EXT beside it.

    recorded_sha256: of what this program wrote there last, None where nothing is recorded; a file that is there all the same
    counts as edited. Nothing edited is ever overwritten: where NAME.new.EXT is taken too, NAME.new-2.EXT is next. The
    difference leaves out headers and footers; changes tracked in Word count as accepted. Raises OSError.
    """
    present = _read(path)
    if present is None or present == new_bytes or (recorded_sha256 and _sha256(present) == recorded_sha256.lower()):
        if present != new_bytes:
            _replace(path, new_bytes)
        return Written(path, False, "")
    count = 1
    while True:
        beside = path.with_name(f"{path.stem}.new{'' if count == 1 else f'-{count}'}{path.suffix}")
        there = _read(beside)
        if there is None or there == new_bytes:
            break
        count += 1
    if there is None:
        _replace(beside, new_bytes)
    return Written(beside, True, difference(path, beside))


def difference(edited: Path, new: Path) -> str:
    """The two letters as plain text, line by line (- edited, + new); one sentence where they cannot be compared."""
    reader = _READERS.get(edited.suffix.lower())
    if reader is None and edited.suffix.lower() not in (".md", ".txt"):
        return f"{edited.name} was changed; files of its kind are not compared."
    try:
        texts = [path.read_text(encoding="utf-8") for path in (edited, new)] if reader is None else _plain(reader, edited, new)
    except (PublishError, UnicodeDecodeError):
        return f"{edited.name} was changed and cannot be read as a letter."
    if texts[0] == texts[1]:
        return f"{edited.name} was changed, but not its words: headers, footers, looks or properties."
    old, fresh = (text.splitlines() for text in texts)
    lines = difflib.unified_diff(old, fresh, edited.name, new.name, lineterm="", n=1)
    return "\n".join(lines) + "\n"


def _plain(reader: str, *paths: Path) -> list[str]:
    pandoc = Pandoc()
    try:
        return [pandoc.ask({"path": str(path.resolve()), "format": reader})["text"] for path in paths]
    finally:
        pandoc.close()


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _replace(path: Path, content: bytes) -> None:
    """Whole or not at all: a letter cut short by a full disk does not take the place of a whole one."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
