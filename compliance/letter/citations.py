"""The citation library: a letter cites the law from here or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from compliance.letter.stopped import LetterStopped
from compliance.located import LocatedError, Scalar, Section
from compliance.located.yaml_reader import read_yaml

FIELDS = ("text", "for", "confidence")


class Citation(NamedTuple):
    """An id, the words that stand in a letter, what it is cited for, and how sure we are (certain, probable)."""

    id: str
    text: str
    purpose: str
    confidence: str


def read_citations(path: Path) -> Mapping[str, Citation]:
    """The library by id. Raises LetterStopped where the file is not one."""
    try:
        root = read_yaml(path.read_text(encoding="utf-8"), str(path))
    except OSError as error:
        raise LetterStopped(f"The citation library {path} cannot be read: {error.strerror}.") from None
    except LocatedError as error:
        raise LetterStopped(str(error)) from None
    shelf = root.entries.get("citations") if isinstance(root, Section) else None
    if not isinstance(shelf, Section):
        raise LetterStopped(f"{path}:1: A citation library begins with 'citations:' and lists each citation under its id.")
    return {id_: _citation(id_, node, shelf.names[id_]) for id_, node in shelf.entries.items()}


def _citation(id_: str, node: object, name: Scalar) -> Citation:
    entries = node.entries if isinstance(node, Section) else {}
    texts = {field: entry.text for field, entry in entries.items() if isinstance(entry, Scalar) and entry.text}
    if sorted(texts) != sorted(FIELDS):
        raise LetterStopped(f"{name.at}: The citation '{id_}' needs exactly {', '.join(FIELDS)}, each with a text.")
    return Citation(id_, texts["text"], texts["for"], texts["confidence"])
