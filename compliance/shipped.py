"""Where rules/, schemas/ and templates/ are: at the top of a checkout, else inside the installed wheel."""

from __future__ import annotations

from pathlib import Path


def shipped(name: str) -> Path:
    """The folder of that name. A checkout comes first: an editable install leaves a stale copy in the wheel's place."""
    package = Path(__file__).parent
    beside = package.parent / name
    if (package.parent / "pyproject.toml").is_file() and beside.is_dir():
        return beside
    return package / "_shipped" / name
