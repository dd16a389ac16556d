"""Which format a file is in, told from its first characters; its name only settles what the characters leave open."""

from __future__ import annotations

import re

from compliance.filing.contents import Contents
from compliance.filing.model import FilingError
from compliance.filing.nearest import shown
from compliance.located.nodes import Position

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_ZIP = b"PK\x03\x04"
_FOREIGN = (
    (
        b"\xd0\xcf\x11\xe0",
        "This is a spreadsheet or document of an old Office program, or protected by a password. "
        "Save it as xlsx without a password, or export text from the state's system (file type .dat).",
    ),
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
_JSON = re.compile(rb'\s*\{\s*"(?:filing|disclosure)"\s*:')
_YAML = re.compile(
    rb"""(?:[ \t]*(?:\#[^\n]*|%[^\n]*|---[ \t]*(?:\#[^\n]*)?)?\r?\n)*+(?:---)?[ \t]*(?:\{\s*)?"""
    rb"""["']?(?:filing|disclosure)["']?[ \t]*:"""
)
# The first row of the state's UserGL table, in any order: whose, which period, how much.
_TABLE = re.compile(
    rb"(?=[^\r\n]*\b(?:cdscode|ccode)\b)(?=[^\r\n]*\b(?:reporting)?period\b)(?=[^\r\n]*\b(?:amount|value)\b)"
    rb"""[ \t]*(?:"\w+"|\w+)[ \t]*,""",
    re.IGNORECASE,
)
_EXPECTED = (
    'A state export begins with a quoted fiscal year such as "2025-26"; a YAML or JSON filing begins with the key `filing`.'
)


def format_of(contents: Contents) -> str | None:
    """sacs, table, workbook, yaml or json, or None for text that is no filing; FilingError for an empty or binary file."""
    raw = contents.raw.removeprefix(_BYTE_ORDER_MARK)
    start = Position(contents.path, 1)
    if raw.startswith(_ZIP):
        if b"xl/" in raw:
            return "workbook"
        raise FilingError("This is a zip file and no spreadsheet (xlsx). Unpack it and name the export inside.", start)
    for signature, message in _FOREIGN:
        if raw.startswith(signature):
            raise FilingError(message, start)
    if not raw.strip():
        raise FilingError(f"The file is empty. {_EXPECTED}", start)
    if b"\0" in raw:
        raise FilingError(f"This is a binary file, not text. {_EXPECTED}", start)
    if _STATE.match(raw):
        return "sacs"
    if _TABLE.match(raw):
        return "table"
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
