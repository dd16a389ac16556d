"""Which letters of a folder need not be made again."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from compliance.office.sidecar import sidecars_in
from compliance.office.sidecar_document import SideCar


class Standing(NamedTuple):
    """The letters of a folder by what they were made from."""

    letters: dict[str, tuple[Path, SideCar]]

    def of(self, made_from: str, formats: Sequence[str]) -> tuple[Path, SideCar] | None:
        """The letter made from the same, where its file of every format is there; None where it is to be made."""
        found = self.letters.get(made_from)
        if found is None:
            return None
        path, sidecar = found
        files = [sidecar.files.get(one) for one in formats]
        there = all(one is not None and not one.stale and (path.parent / one.path).is_file() for one in files)
        return found if there else None


def standing_in(folder: Path, day: datetime.date | None) -> Standing:
    """What stands in the folder. day: of the letters wanted; None, a letter keeps the day it has."""
    found = {} if not folder.is_dir() else {one.made_from: (path, one) for path, one in sidecars_in(folder)}
    return Standing({key: pair for key, pair in found.items() if day is None or pair[1].date == day})
