"""The citation library: a letter cites the law from here, within the years it holds, or not at all."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from compliance.letter.library_file import text_in, yaml_in
from compliance.letter.stopped import LetterStopped
from compliance.located import Scalar, Section

FIELDS = ("text", "for", "from", "confidence", "source")
MAY = ("until",)
CONFIDENCE = ("certain", "probable")


class Citation(NamedTuple):
    """An id, the words that stand in a letter, what it is cited for, from when to when, how sure we are, and where it was read.

    until None: it holds.
    """

    id: str
    text: str
    purpose: str
    since: datetime.date
    until: datetime.date | None
    confidence: str
    source: str

    def holds(self, on: datetime.date) -> bool:
        """Whether it may be cited on that day."""
        return self.since <= on and (self.until is None or on <= self.until)


def read_libraries(paths: Sequence[Path]) -> dict[str, Citation]:
    """The libraries together, a county's first: its citation of the same id comes before ours. Raises LetterStopped."""
    found: dict[str, Citation] = {}
    for path in reversed(paths):
        found.update(read_citations(path))
    return found


def read_citations(path: Path) -> Mapping[str, Citation]:
    """The library by id. Raises LetterStopped where the file is not one."""
    return _library(path, text_in(path, "The citation library"))


@lru_cache(maxsize=8)  # of eighty letters, it is taken apart for the first one only
def _library(path: Path, text: str) -> Mapping[str, Citation]:
    root = yaml_in(text, path)
    shelf = root.entries.get("citations") if isinstance(root, Section) else None
    if not isinstance(shelf, Section):
        raise LetterStopped(f"{path}:1: A citation library begins with 'citations:' and lists each citation under its id.")
    return MappingProxyType({id_: _citation(id_, node, shelf.names[id_]) for id_, node in shelf.entries.items()})


def _citation(id_: str, node: object, name: Scalar) -> Citation:
    entries = node.entries if isinstance(node, Section) else {}
    texts = {field: entry.text for field, entry in entries.items() if isinstance(entry, Scalar) and entry.text}
    if sorted(set(texts) - set(MAY)) != sorted(FIELDS) or len(texts) != len(entries):
        raise LetterStopped(f"{name.at}: The citation '{id_}' needs {', '.join(FIELDS)}, and may have until, each with a text.")
    if texts["confidence"] not in CONFIDENCE:
        raise LetterStopped(
            f"{name.at}: The confidence of '{id_}' is '{texts['confidence']}'; expected {' or '.join(CONFIDENCE)}."
        )
    since = _day(texts["from"], id_, name)
    until = _day(texts["until"], id_, name) if "until" in texts else None
    return Citation(id_, texts["text"], texts["for"], since, until, texts["confidence"], texts["source"])


def _day(text: str, id_: str, name: Scalar) -> datetime.date:
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise LetterStopped(f"{name.at}: '{text}' in the citation '{id_}' is not a day; write it as 2014-07-01.") from None
