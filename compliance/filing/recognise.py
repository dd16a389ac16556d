"""Which format a file is in, told from its first characters; its name only settles what the characters leave open."""

from __future__ import annotations

import re

from compliance.filing.contents import Contents
from compliance.filing.model import FilingError
from compliance.filing.nearest import shown
from compliance.located.nodes import Position

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_SPREADSHEET = "Export text from the state's system instead (Export, file type .dat), or write the figures as YAML."
_FOREIGN = (
    (b"PK\x03\x04", f"This is a spreadsheet (xlsx) or another zip file. {_SPREADSHEET}"),
    (b"\xd0\xcf\x11\xe0", f"This is a spreadsheet or document of an old Office program. {_SPREADSHEET}"),
    (b"%PDF", "This is a PDF, which holds a picture of the forms. Name the state export (.dat) or a YAML filing instead."),
    (b"\xff\xfe", "This is UTF-16 text. Save the file as UTF-8."),
    (b"\xfe\xff", "This is UTF-16 text. Save the file as UTF-8."),
    (b"\x1f\x8b", "This is a compressed file. Unpack it first."),
)
_STATE = re.compile(
    rb'\s*("?\d{4}[-/]\d{2}"?[ \t]*,'
    rb'|"?[0-9A-Z]{15,24}"?[ \t]*,[ \t]*"?-?[\d.]'
    rb'|"?-1"?[ \t]*,[ \t]*"?EO[DF]"?)'
)
_JSON = re.compile(rb'\s*\{\s*"filing"\s*:')
_YAML = re.compile(
    rb"""(?:[ \t]*(?:\#[^\n]*|%[^\n]*|---[ \t]*(?:\#[^\n]*)?)?\r?\n)*+(?:---)?[ \t]*(?:\{\s*)?["']?filing["']?[ \t]*:"""
)
_EXPECTED = (
    'A state export begins with a quoted fiscal year such as "2025-26"; a YAML or JSON filing begins with the key `filing`.'
)


def format_of(contents: Contents) -> str | None:
    """sacs, yaml or json, or None for text that is no filing; FilingError for an empty or binary file."""
    raw = contents.raw.removeprefix(_BYTE_ORDER_MARK)
    start = Position(contents.path, 1)
    for signature, message in _FOREIGN:
        if raw.startswith(signature):
            raise FilingError(message, start)
    if not raw.strip():
        raise FilingError(f"The file is empty. {_EXPECTED}", start)
    if b"\0" in raw:
        raise FilingError(f"This is a binary file, not text. {_EXPECTED}", start)
    if _STATE.match(raw):
        return "sacs"
    if _JSON.match(raw) and not contents.path.lower().endswith((".yaml", ".yml")):
        return "json"
    return "yaml" if _YAML.match(raw) else None


def not_a_filing(contents: Contents) -> FilingError:
    """The error for text that begins like no filing: what it begins with and what was expected."""
    lines = contents.raw.removeprefix(_BYTE_ORDER_MARK).split(b"\n")
    written = [(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip()]
    number, first = next((entry for entry in written if not entry[1].startswith(b"#")), written[0])
    beginning = shown(first[:200].decode("utf-8", "replace"))
    return FilingError(f"This is not a filing: it begins with {beginning}. {_EXPECTED}", Position(contents.path, number))
