"""A letter's way from draft to reviewed to approved; approval freezes what the letter rests on."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator
from pathlib import Path

from compliance.office.refused import NotDone, OfficeError
from compliance.office.sidecar import read_sidecar
from compliance.office.sidecar_document import STATES, FrozenPart, HashedPart, InputPart, SideCar, StepPart


def mark(sidecar: SideCar, path: Path, state: str, by: str, on: datetime.date) -> tuple[SideCar, tuple[str, ...]]:
    """The side-car in its next state, and what the one who marked it should know. Raises NotDone.

    path: of the side-car; the letter's files lie beside it. Approval needs a reviewed letter without placeholders whose inputs
    are still those it was made from; the files are frozen as they are now, edits included.
    """
    if not by.strip():
        raise NotDone("Nobody is named; add --by with the name of the person.")
    if STATES.index(state) != STATES.index(sidecar.state) + 1:
        raise NotDone(
            f"The letter is {_told(sidecar)}; it goes from draft to reviewed to approved, one step at a time."
            + ("" if sidecar.state != "approved" else " An approved letter stays as it is.")
        )
    # Rebuilt by name: model_copy would not check the values.
    changes: dict[str, object] = {"state": state, "steps": [*sidecar.steps, StepPart(state=state, on=on, by=by.strip())]}  # type: ignore[arg-type]
    if state != "approved":
        return sidecar.model_copy(update=changes), ()
    if sidecar.draft:
        raise NotDone("The letter is marked DRAFT: names are to be filled in or a decision to be taken. Make it again first.")
    changed = list(changed_inputs(sidecar.inputs, path.parent))
    if changed:
        raise NotDone(f"The letter is no longer what its inputs say: {'; '.join(changed)}. Make it again, then review it.")
    files = [found for one in sidecar.files.values() if (found := _hashed(path.parent, one.path))]
    made = {one.path: one.sha256 for one in sidecar.files.values()}
    edited = [one.path for one in files if one.sha256 != made[one.path]]
    told = [
        f"{name} was edited after it was made and is approved as it is; other formats do not hold the edits" for name in edited
    ]
    changes["frozen"] = FrozenPart(inputs=sidecar.inputs, files=files)
    return sidecar.model_copy(update=changes), tuple(told)


def changed_inputs(inputs: list[InputPart], folder: Path) -> Iterator[str]:
    """A phrase for each input that is gone or has another hash. A path is looked for from here, then from the side-car."""
    for one in inputs:
        found = find_input(one.path, folder)
        if found is None:
            yield f"{one.path} ({one.role}) is not there"
        elif _now(found, one.role) != one.sha256:
            yield f"{one.path} ({one.role}) was changed"


def changed_files(frozen: FrozenPart, folder: Path) -> Iterator[str]:
    """A phrase for each file that is not the one approved."""
    for one in frozen.files:
        now = _hashed(folder, one.path)
        if now is None:
            yield f"{one.path} is not there"
        elif now.sha256 != one.sha256:
            yield f"{one.path} was changed after the approval"


def find_input(path: str, folder: Path) -> Path | None:
    """The file by its recorded path, seen from the present folder or from the side-car's; None where it is in neither."""
    return next((one for one in (Path(path), folder / path) if one.is_file()), None)


def _now(path: Path, role: str) -> str | None:
    """The hash to compare; an earlier letter is known by its text, for its side-car changes with its state."""
    if role != "letter":
        return _sha256(path)
    try:
        return read_sidecar(path).letter.sha256
    except OfficeError:
        return None


def _hashed(folder: Path, name: str) -> HashedPart | None:
    path = folder / name
    return HashedPart(path=name, sha256=_sha256(path)) if path.is_file() else None


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _told(sidecar: SideCar) -> str:
    last = sidecar.steps[-1] if sidecar.steps else None
    return f"{sidecar.state} ({last.by}, {last.on})" if last and last.by else sidecar.state
