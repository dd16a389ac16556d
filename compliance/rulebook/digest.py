"""One sha256 for a pack: over the path and bytes of every file in it, so that the same law has the same number everywhere."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence

COUNTED = (".yaml", ".csv")


def digest(folders: Sequence[str | os.PathLike[str]]) -> str:
    """sha256 over relative names and bytes, folder by folder. A folder that does not exist counts as empty."""
    whole = hashlib.sha256()
    for folder in folders:
        top = os.fspath(folder)
        names = [os.path.join(root, name) for root, _, files in os.walk(top) for name in files if name.endswith(COUNTED)]
        for name in sorted(names):
            with open(name, "rb") as file:
                inside = hashlib.sha256(file.read()).hexdigest()
            whole.update(f"{os.path.relpath(name, top).replace(os.sep, '/')}\0{inside}\n".encode())
    return whole.hexdigest()
