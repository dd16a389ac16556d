"""Text from a filing or a profile, made safe: it can be read in a letter and can never become its markup.

The escapes hold for CommonMark, for GitHub's tables, strikethrough and links, and for pandoc's lists, attributes and maths.
"""

from __future__ import annotations

import re
import unicodedata

from markupsafe import Markup

# House rules bind our own words, not a name that a filing gives: quoted text stands between these marks until the end.
OPEN, CLOSE = "\ue000", "\ue001"

_UNSEEN = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ue000\ue001]")
_MARKUP = re.compile(r"[\\`*_\[\]<>|~^#&$@{}]")
_LINK = re.compile(r"[.:](?=\S)|/(?=/)|(?<=/)/")
_FIRST = re.compile(r"[-+=:%!]")
_NUMBERED = re.compile(r"(\(?\w{1,9})([.)])")
_NUMBER_ALONE = re.compile(r"\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]+")


def plain(text: str) -> str:
    """The text as it will be read: one line, no control or direction-turning characters, no lone surrogates."""
    seen = _UNSEEN.sub("", text)
    kept = "".join(_kept(character) for character in seen)
    return " ".join(kept.split())


def quoted(text: str) -> Markup:
    """The text as Markdown that renders to exactly plain(text), wherever in a line it stands."""
    line = plain(text)
    if _NUMBER_ALONE.fullmatch(line):
        return Markup(f"{OPEN}&#{ord(line[0])};{line[1:]}{CLOSE}")  # a full stop may follow and must not make a list
    numbered = _NUMBERED.match(line)
    at = numbered.start(2) if numbered else 0 if _FIRST.match(line) else -1
    special = {match.start() for pattern in (_MARKUP, _LINK) for match in pattern.finditer(line)} | {at}
    escaped = "".join("\\" + character if index in special else character for index, character in enumerate(line))
    return Markup(OPEN + escaped + CLOSE)


def without_marks(text: str) -> str:
    """The finished text, its marks of quotation taken out."""
    return text.replace(OPEN, "").replace(CLOSE, "")


def _kept(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cs":
        return "\ufffd"
    return " " if category == "Cc" else character
