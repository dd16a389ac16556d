"""Letters made into files: DOCX to edit, PDF to send, HTML to post, from one Markdown, each with the same words."""

from __future__ import annotations

from compliance.publish.beside import Written, write_beside
from compliance.publish.many import Published, Wanted, publish_many
from compliance.publish.meta import LetterMeta
from compliance.publish.publisher import FORMATS, Publisher, publish
from compliance.publish.reference import reference_document
from compliance.publish.stopped import PublishError

__all__ = [
    "FORMATS",
    "LetterMeta",
    "PublishError",
    "Published",
    "Publisher",
    "Wanted",
    "Written",
    "publish",
    "publish_many",
    "reference_document",
    "write_beside",
]
