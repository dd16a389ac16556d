"""Disclosures as the bytes of files: the suffix of the name says in which form."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping, Sequence

from compliance.scenario.disclosure_document import DisclosureDocument

SUFFIXES = (".md", ".xlsx", ".yaml", ".json", ".yml")


class UnknownSuffix(ValueError):
    """A file's name that says none of the forms; its text is the sentence for the person."""


def disclosure_files(path: str, documents: Sequence[DisclosureDocument], date: datetime.date) -> Mapping[str, bytes]:
    """The bytes of each file by its path: the first document under the path itself, each other one under NAME-unit.SUFFIX.

    date is the day of writing, which only a workbook holds. Raises UnknownSuffix.
    """
    stem, suffix = os.path.splitext(path)
    if suffix.lower() not in SUFFIXES:
        raise UnknownSuffix(f"A disclosure is written as {', '.join(SUFFIXES[:4])}; '{path}' ends in none of them. Rename it.")
    found: dict[str, bytes] = {}
    for number, document in enumerate(documents):
        name = path if number == 0 else f"{stem}-{document.slug}{suffix}"
        while name in found:
            name = f"{os.path.splitext(name)[0]}-{number}{suffix}"
        found[name] = _bytes(document, suffix.lower(), date)
    return found


def _bytes(document: DisclosureDocument, suffix: str, date: datetime.date) -> bytes:
    if suffix == ".xlsx":
        from compliance.report.disclosure_xlsx import to_xlsx

        return to_xlsx(document, date)
    if suffix == ".md":
        from compliance.report.disclosure_markdown import to_markdown

        return to_markdown(document).encode("utf-8")
    from compliance.scenario.disclosure_yaml import write_json, write_yaml

    return (write_json if suffix == ".json" else write_yaml)(document).encode("utf-8")
