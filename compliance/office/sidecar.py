"""Side-cars read and written."""

from __future__ import annotations

import json
from pathlib import Path

from compliance.located import Position
from compliance.office.refused import OfficeError
from compliance.office.sidecar_document import FORMAT, SideCar


def read_sidecar(path: Path) -> SideCar:
    """The side-car in that file. Raises OfficeError where it is none."""
    from pydantic import ValidationError

    at = Position(str(path), 0)
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise OfficeError(f"The side-car cannot be read: {error.strerror}.", at) from None
    except (ValueError, RecursionError):
        raise OfficeError("This is not JSON, and a letter's side-car is; name the .json beside the letter.", at) from None
    if not isinstance(written, dict) or written.get("format") != FORMAT:
        raise OfficeError(f"This is no side-car of a letter: its format is not {FORMAT}.", at)
    try:
        return SideCar.model_validate_json(json.dumps(written))
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(str(part) for part in fault["loc"]) or "the file"
        raise OfficeError(f"The side-car is not whole: {place}: {fault['msg']}. Make the letter again.", at) from None


def sidecar_text(sidecar: SideCar) -> str:
    """The side-car as JSON; names without a value inside a source are left out."""
    written = sidecar.model_dump(mode="json")
    for figure in written["figures"]:
        figure["source"] = _sparse(figure["source"])
    for name in ("frozen",):
        if written[name] is None:
            del written[name]
    written["files"] = {kind: _sparse(one) for kind, one in written["files"].items()}
    written["letter"] = _sparse(written["letter"])
    return json.dumps(written, indent=1, ensure_ascii=False) + "\n"


def _sparse(part: object) -> object:
    """Without what is null or empty, at any depth; a value that is null stays where its name is `value`."""
    if isinstance(part, dict):
        return {name: _sparse(one) for name, one in part.items() if name == "value" or one not in (None, [], {})}
    return [_sparse(one) for one in part] if isinstance(part, list) else part


def sidecars_in(folder: Path) -> list[tuple[Path, SideCar]]:
    """Every whole side-car in the folder, by name; other files are passed over."""
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            found.append((path, read_sidecar(path)))
        except OfficeError:
            continue
    return found
