"""One letter in the formats that are asked for; one publisher for many."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from compliance.publish.docx import checked_reference, finished
from compliance.publish.meta import LetterMeta, checked
from compliance.publish.page import page
from compliance.publish.pandoc import Pandoc
from compliance.publish.pdf import Typesetter
from compliance.publish.reference import reference_document
from compliance.publish.stopped import PublishError

FORMATS = ("md", "docx", "pdf", "html")
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def publish(markdown: str, meta: LetterMeta, to: Sequence[str], reference: Path | None = None) -> dict[str, bytes]:
    """The letter as files, by format, in the order of to (of FORMATS). reference: the county's own reference.docx.

    Raises PublishError: an unknown format, a letter without title, a skipped heading level, an image, a letter of the
    alphabet that the PDF's fonts lack, a reference that is no Word document, pandoc or typst not installed.
    """
    with Publisher(reference) as publisher:
        return publisher.publish(markdown, meta, to)


class Publisher:
    """Publishes letter after letter with one pandoc and one typst, both started when first needed. For one thread."""

    def __init__(self, reference: Path | None = None) -> None:
        """reference: the county's own reference.docx, None for the built-in one."""
        self._own = None if reference is None else checked_reference(reference)
        self._pandoc: Pandoc | None = None
        self._typesetter: Typesetter | None = None

    def __enter__(self) -> Publisher:
        """The publisher itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End pandoc."""
        self.close()

    def publish(self, markdown: str, meta: LetterMeta, to: Sequence[str]) -> dict[str, bytes]:
        """As the function publish. After a PublishError the next letter may be published all the same."""
        for one in to:
            if one not in FORMATS:
                raise PublishError(f"No letter is published as '{one}'; the formats are {', '.join(FORMATS)}.")
        meta = checked(meta)
        formats = [one for one in dict.fromkeys(to) if one != "md"]
        made = self._written(markdown, meta, formats) if formats else {}
        return {one: made[one] if one in made else markdown.encode() for one in to}

    def close(self) -> None:
        """End pandoc; the next letter starts another."""
        if self._pandoc is not None:
            self._pandoc.close()
            self._pandoc = None

    def _written(self, markdown: str, meta: LetterMeta, formats: list[str]) -> dict[str, bytes]:
        pandoc = self._ready()
        target = pandoc.folder / "letter.docx"
        job: dict[str, Any] = {
            "markdown": _NOT_IN_XML.sub("", markdown),
            "formats": formats,
            "letterhead": list(meta.letterhead),
            "title": meta.title,
            "lang": meta.lang,
            "draft": meta.draft,
            "docx": str(target),
            "reference": str(self._own or pandoc.folder / "reference.docx"),
        }
        try:
            answer = pandoc.ask(job)
        except PublishError:
            self.close()
            raise
        head, draft = answer["letterhead"], answer["draft"]
        addressee = meta.addressee or answer["addressee"] or meta.title
        meta = meta._replace(agency=meta.agency or (head[0] if head else ""))
        made = {}
        for one in formats:
            if one == "docx":
                made[one] = finished(target.read_bytes(), head, addressee, answer["tables"], draft, meta)
            elif one == "pdf":
                self._typesetter = self._typesetter or Typesetter()
                made[one] = self._typesetter.pdf(answer["typst"], head, addressee, draft, meta)
            else:
                made[one] = page(answer["html"], head, draft, meta)
        return made

    def _ready(self) -> Pandoc:
        if self._pandoc is None:
            self._pandoc = Pandoc()
            (self._pandoc.folder / "reference.docx").write_bytes(reference_document())
        return self._pandoc
