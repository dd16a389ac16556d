"""The built-in reference document: the styles and the letterhead of a letter in DOCX, zipped from readable parts.

A county that wants its own letterhead opens this one in Word, changes it and names it with `reference`. In headers and footers
these marks are filled in, each typed in one go: {{agency}} {{letterhead}} {{addressee}} {{date}} {{draft}}.
"""

from __future__ import annotations

from functools import cache

from compliance.publish.packed import packed
from compliance.shipped import shipped


@cache
def reference_document() -> bytes:
    """The bytes of the built-in reference.docx: always the same for the same version of this program."""
    folder = shipped("templates") / "publish" / "reference"
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    first = "[Content_Types].xml"
    ordered = [first, *(name for name in names if name != first)]
    return packed({name: (folder / name).read_bytes() for name in ordered}, None)
