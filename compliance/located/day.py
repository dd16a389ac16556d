"""A day of the calendar as files write it."""

from __future__ import annotations

import datetime
import re

_SHAPE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day_in(text: str) -> datetime.date | None:
    """The day that a text such as 2026-03-15 names; None where it names none."""
    try:
        return datetime.date.fromisoformat(text) if _SHAPE.fullmatch(text) else None
    except ValueError:
        return None
