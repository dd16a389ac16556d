"""By what a letter is known to be the same: hashes over all it is made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from compliance import __version__
from compliance.office.sidecar_document import InputPart
from compliance.shipped import shipped


def sha256_of(path: Path) -> str:
    """The hash of a file's bytes. Raises OSError."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def input_part(path: Path, role: str) -> InputPart:
    """A file that a letter rests on, as it is now. Raises OSError."""
    return InputPart(path=str(path), sha256=sha256_of(path), role=role)


@cache
def templates_sha256(own: Path | None) -> str:
    """Over the letters' templates, the library of citations, and a county's own folder of templates."""
    files = [*_files(shipped("templates") / "letters"), shipped("rules") / "us-ca" / "citations.yaml"]
    files += _files(own) if own else []
    whole = hashlib.sha256()
    for path in files:
        if path.is_file():
            whole.update(f"{path.name}\0{sha256_of(path)}\n".encode())
    return whole.hexdigest()


def made_from(inputs: Iterable[InputPart], rulebook: str, templates: str, asked: Mapping[str, object]) -> str:
    """One hash over the inputs by role and content, the rulebook, the templates, the program and what was asked; no paths."""
    told = {
        "inputs": sorted((one.role, one.sha256) for one in inputs),
        "rulebook": rulebook,
        "templates": templates,
        "tool": __version__,
        "asked": dict(asked),
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
