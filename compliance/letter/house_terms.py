"""A county's own terms in place of ours: in our sentences only, never in text that a filing or a profile gave."""

from __future__ import annotations

import re
from collections.abc import Mapping

from compliance.letter.plain_text import CLOSE, OPEN

_QUOTED = re.compile(f"({OPEN}[^{CLOSE}]*{CLOSE})")


def in_house_terms(text: str, terms: Mapping[str, str]) -> str:
    """The text with each whole term replaced by the county's, the longest first. A capital at its start stays one.

    Text between the marks of quotation is passed over. What is put in is no markup: it is written as it will be read.
    """
    if not terms:
        return text
    ordered = sorted(terms, key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(term) for term in ordered) + r")(?!\w)", re.IGNORECASE)
    lowered = {term.lower(): ours for term, ours in terms.items()}
    parts = _QUOTED.split(text)
    return "".join(
        part if part.startswith(OPEN) else pattern.sub(lambda found: _put(found[0], lowered), part) for part in parts
    )


def _put(found: str, lowered: Mapping[str, str]) -> str:
    ours = lowered[found.lower()]
    if found[:1].isupper() and ours[:1].islower():
        ours = ours[:1].upper() + ours[1:]
    return re.sub(r"([\\`*_\[\]<>|~^#&$@{}])", r"\\\1", ours)
