"""Where rules/, schemas/ and templates/ are: at the top of a checkout, else inside the installed wheel."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def shipped(name: str) -> Path:
    """The folder of that name, as a path."""
    from pathlib import Path

    return Path(shipped_folder(name))


def shipped_folder(name: str) -> str:
    """The same as text, for the cold path: importing pathlib is felt in a commit hook.

    A checkout comes first: an editable install leaves a stale copy in the wheel's place.
    """
    package = os.path.dirname(os.path.abspath(__file__))
    checkout = os.path.dirname(package)
    beside = os.path.join(checkout, name)
    if os.path.isfile(os.path.join(checkout, "pyproject.toml")) and os.path.isdir(beside):
        return beside
    return os.path.join(package, "_shipped", name)
