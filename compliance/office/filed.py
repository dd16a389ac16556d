"""A letter's files put into its folder: nothing edited is overwritten, and the side-car comes last."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from compliance.office.sidecar import sidecar_text
from compliance.office.sidecar_document import FilePart, HashedPart, SideCar
from compliance.publish.beside import Written, write_beside

REQUESTS = {"requests.csv": "-requests.csv", "requests.ics": "-requests.ics"}


class Filed(NamedTuple):
    """What was written: the side-car as it stands, each file, and names of files that are now out of date."""

    sidecar: SideCar
    written: tuple[Written, ...]
    stale: tuple[str, ...]


def file_name(stem: str, kind: str) -> str:
    """The name of a file of a letter: stem.docx, stem-requests.csv."""
    return stem + REQUESTS.get(kind, f".{kind}")


def file_letter(folder: Path, stem: str, files: Mapping[str, bytes], sidecar: SideCar, previous: SideCar | None) -> Filed:
    """Writes the files and, last, stem.json. files by kind: md, docx, pdf, html, requests.csv, requests.ics. Raises OSError.

    previous: the side-car that stood there; it says what this program wrote, so that an edited file is seen and kept. A file of
    another format that it names is out of date from now on.
    """
    before = dict(previous.files) if previous else {}
    parts: dict[str, FilePart] = {}
    written = []
    for kind, content in files.items():
        path = folder / file_name(stem, kind)
        one = write_beside(path, content, _recorded(path, before.get(kind)))
        written.append(one)
        parts[kind] = _part(path.name, one, content, before.get(kind))
    left = {kind: part.model_copy(update={"stale": True}) for kind, part in before.items() if kind not in parts}
    left = {kind: part for kind, part in left.items() if (folder / part.path).is_file()}
    filed = sidecar.model_copy(update={"files": parts | left})
    write_sidecar(folder / f"{stem}.json", filed)
    stale = tuple(part.path for kind, part in left.items() if previous and sidecar.letter.sha256 != previous.letter.sha256)
    return Filed(filed, tuple(written), stale)


def write_sidecar(path: Path, sidecar: SideCar) -> None:
    """The side-car, whole or not at all. Raises OSError."""
    content = sidecar_text(sidecar).encode(errors="replace")
    write_beside(path, content, _sha256(path.read_bytes()) if path.is_file() else None)


def _recorded(path: Path, part: FilePart | None) -> str | None:
    """The hash by which the file is known as ours: as written last, or as written beside it and put in its place since."""
    if part is None:
        return None
    known = {part.sha256, part.beside.sha256 if part.beside else part.sha256}
    now = _sha256(path.read_bytes()) if path.is_file() else None
    return now if now in known else part.sha256


def _part(name: str, one: Written, content: bytes, before: FilePart | None) -> FilePart:
    made = _sha256(content)
    if not one.beside:
        return FilePart(path=name, sha256=made)
    # The edited file stays the letter's file; the hash stays that of what was ours, so that it is seen as edited again.
    known = before.sha256 if before else made
    return FilePart(path=name, sha256=known, beside=HashedPart(path=one.path.name, sha256=made))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
