"""A loaded pack kept between runs, keyed by the digest of its files: checking a pack takes longer than judging with it.

The cache is a pickle in the user's own cache folder, trusted as Python's __pycache__ is: only a file that this user owns, in a
folder only this user may write, is read. COMPLIANCE_CACHE names another folder, or `off`. Measured in
docs/decisions/0003-pack-cache.md.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Sequence

from compliance import __version__
from compliance.rulebook.digest import digest
from compliance.rulebook.kept_rules import keep
from compliance.rulebook.model import Rulebook


def cached_rulebook(folders: Sequence[str | os.PathLike[str]]) -> Rulebook:
    """The rulebook of the folders, out of the cache where the same files were loaded before. Raises RulebookError.

    Its rules come without their cases, which are half of a pack and judge nothing: load_rulebook reads those.
    """
    place = _place(folders)
    if place is not None:
        found = _read(place)
        if found is not None:
            return found
    from compliance.rulebook.load import load_rulebook

    rulebook = load_rulebook(folders)
    rulebook = rulebook._replace(rules=keep({name: rule._replace(cases=()) for name, rule in rulebook.rules.items()}))
    if place is not None:
        _write(place, rulebook)
    return rulebook


def _place(folders: Sequence[str | os.PathLike[str]]) -> str | None:
    chosen = os.environ.get("COMPLIANCE_CACHE", "")
    if chosen == "off":
        return None
    if not chosen:
        home = (
            os.environ.get("XDG_CACHE_HOME")
            or os.environ.get("LOCALAPPDATA")
            or os.path.join(os.path.expanduser("~"), ".cache")
        )
        chosen = os.path.join(home, "fiscal-compliance")
    import hashlib

    where = "\n".join(os.path.abspath(folder) for folder in folders)
    key = hashlib.sha256(f"{__version__}\n{sys.version}\n{_program()}\n{where}\n{digest(folders)}".encode()).hexdigest()
    return os.path.join(chosen, f"pack-{key[:40]}.pickle")


def _program() -> str:
    """Size and time of the modules whose classes the cache holds: another program reads no cache of this one's."""
    here = os.path.dirname(os.path.abspath(__file__))
    found = [entry for folder in (here, os.path.join(here, "language")) for entry in os.scandir(folder)]
    return "\n".join(
        sorted(
            f"{entry.name} {entry.stat().st_size} {entry.stat().st_mtime_ns}" for entry in found if entry.name.endswith(".py")
        )
    )


def _read(place: str) -> Rulebook | None:
    try:
        if not (_ours(place) and _ours(os.path.dirname(place))):
            return None
        with open(place, "rb") as file:
            found = pickle.load(file)
    except Exception:  # a cache that cannot be read is no cache, whatever the reason
        return None
    return found if isinstance(found, Rulebook) else None


def _ours(path: str) -> bool:
    """Owned by this user and writable by nobody else (where the system tells)."""
    found = os.stat(path)
    return not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & 0o022)


def _write(place: str, rulebook: Rulebook) -> None:
    part = f"{place}.{os.getpid()}.part"
    try:
        os.makedirs(os.path.dirname(place), mode=0o700, exist_ok=True)
        with open(part, "wb") as file:
            pickle.dump(rulebook, file, 5)
        os.replace(part, place)
    except OSError:
        return  # a read-only home costs time, nothing else
