"""The letter as PDF: tagged, titled, PDF/UA-1 and PDF/A-2a, the same bytes for the same letter and date."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from compliance.publish.meta import LetterMeta, day_in_words, stamp
from compliance.publish.stopped import PublishError
from compliance.shipped import shipped

_NO_GLYPH = re.compile(r"the text (.+?) could not be displayed with any font|the text (.+?) could not be displayed", re.DOTALL)


class Typesetter:
    """Typst with its own fonts loaded once. Use it in one thread at a time."""

    def __init__(self) -> None:
        """Load typst. Raises PublishError where it is not installed."""
        try:
            import typst
        except ImportError:
            raise PublishError("PDF is written with typst, which is not installed; pip install typst brings it.") from None
        self._error = typst.TypstError
        self._compiler = typst.Compiler(ignore_system_fonts=True)
        self._template = (shipped("templates") / "publish" / "letter.typ").read_bytes()

    def pdf(self, parts: Mapping[str, str], letterhead: Sequence[str], addressee: str, draft: bool, meta: LetterMeta) -> bytes:
        """The PDF of a letter whose parts (draft, body, after) are Typst. Raises PublishError with typst's reason."""
        source = _source(parts, letterhead, addressee, draft, meta)
        files: Any = {"main.typ": source.encode(), "letter.typ": self._template}  # typst's own types know one file only
        try:
            made: Any = self._compiler.compile(
                input=files,
                format="pdf",
                pdf_standards=["a-2a", "ua-1"],
                timestamp=stamp(meta),
            )
        except self._error as error:
            raise PublishError(_reason(error)) from None
        return bytes(made)


def _source(parts: Mapping[str, str], letterhead: Sequence[str], addressee: str, draft: bool, meta: LetterMeta) -> str:
    language, _, region = meta.lang.partition("-")
    heads = "".join(f"{_text(line)}, " for line in letterhead)
    return "\n".join(
        (
            '#import "letter.typ": *',
            "#show: letter.with(",
            f"  title: {_text(meta.title)}, agency: {_text(meta.agency)}, description: {_text(meta.description)},",
            f"  lang: {_text(language.lower())}, region: {_text(region) if len(region) == 2 else 'none'},",
            f"  addressee: {_text(addressee)}, date: {_text(day_in_words(meta))},",
            f"  letterhead: ({heads}), draft: {'true' if draft else 'false'},",
            ")",
            parts["draft"],
            parts["body"],
            parts["after"],
        )
    )


def _text(text: str) -> str:
    """The text as a Typst string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _reason(error: Exception) -> str:
    said = str(error)
    found = _NO_GLYPH.search(said)
    if found:
        shown = (found.group(1) or found.group(2)).strip("`'\" ")
        return (
            f"The PDF's fonts have no letter for {shown}; an accessible PDF may not show an empty box. "
            "Write the text in Latin, Greek or Cyrillic letters, or make the PDF from the DOCX."
        )
    return f"Typst could not make the PDF: {' '.join(said.split()).rstrip('.')}."
