"""Fiscal years, July to June, written 2024-25."""

from __future__ import annotations

import re
from functools import lru_cache

_SHAPE = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


def is_fiscal_year(text: str) -> bool:
    """Whether the text is a fiscal year whose two halves follow each other, 2024-25 or 1999-00."""
    match = _SHAPE.fullmatch(text)
    return match is not None and (int(match[1]) + 1) % 100 == int(match[2])


@lru_cache(maxsize=4096)  # a report asks for the same few thousands of times
def shift(fiscal_year: str, years: int) -> str:
    """The fiscal year that many years later (earlier when negative)."""
    first = int(fiscal_year[:4]) + years
    return f"{first:04d}-{(first + 1) % 100:02d}"


def distance(earlier: str, later: str) -> int:
    """Years from one fiscal year to another: 1 from 2024-25 to 2025-26."""
    return int(later[:4]) - int(earlier[:4])
