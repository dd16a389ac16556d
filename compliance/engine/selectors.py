"""Which codes a selector takes: codes and ranges parted by commas, and after `except` those left out."""

from __future__ import annotations

from functools import lru_cache

Ranges = tuple[tuple[str, str], ...]


@lru_cache(maxsize=4096)
def taken(selector: str, code: str) -> bool:
    """Whether the selector takes the code. A code with letters (979Z) is taken only by its name, never by a range."""
    inside, outside = ranges(selector)
    return _within(code, inside) and not _within(code, outside)


@lru_cache(maxsize=512)
def ranges(selector: str) -> tuple[Ranges, Ranges]:
    """The ranges taken and those left out: "61-95 except 76" is (("61", "95"),), (("76", "76"),)."""
    inside, _, outside = selector.partition(" except ")
    return _parts(inside), _parts(outside) if outside else ()


def _parts(listed: str) -> Ranges:
    found = []
    for part in listed.split(","):
        low, _, high = part.strip().partition("-")
        found.append((low, high or low))
    return tuple(found)


def _within(code: str, found: Ranges) -> bool:
    return any(low <= code <= high and (code.isdigit() or low == code) for low, high in found)
