"""The DOCX is one to edit: the county's styles and letterhead, header rows, language, the same bytes every time."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from compliance.publish import LetterMeta, Publisher, PublishError, publish, reference_document

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DUBLIN = "{http://purl.org/dc/elements/1.1/}"
TERMS = "{http://purl.org/dc/terms/}"
Part = Callable[[bytes, str], ElementTree.Element]


@pytest.fixture
def docx(publisher: Publisher, markdown: str, meta: LetterMeta) -> bytes:
    return publisher.publish(markdown, meta, ["docx"])["docx"]


def text(element: ElementTree.Element) -> str:
    return "".join(run.text or "" for run in element.iter(f"{WORD}t"))


def styles(part: ElementTree.Element) -> list[tuple[str, str]]:
    """Style and words of each paragraph."""
    found = []
    for paragraph in part.iter(f"{WORD}p"):
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        found.append(("" if style is None else style.attrib[f"{WORD}val"], text(paragraph)))
    return found


def test_headings_date_address_source_and_signature_have_their_styles(docx: bytes, docx_part: Part) -> None:
    found = dict(reversed(styles(docx_part(docx, "word/document.xml"))))
    assert found["Heading1"].startswith("Oak Valley")
    assert found["Heading2"] == "Available reserves"
    assert found["Date"] == "January 9, 2019"
    assert found["InsideAddress"].startswith("Kim Torres")
    assert found["SourceLine"].startswith("Source: oak-valley.dat")
    assert found["TableCaption"] == "Requests with their dates"
    assert found["Closing"] == "Sincerely,"
    assert found["Signature"] == "Lee ParkChief Financial Officer"


def test_every_style_that_a_letter_uses_is_defined(docx: bytes, docx_part: Part) -> None:
    defined = {style.attrib[f"{WORD}styleId"] for style in docx_part(docx, "word/styles.xml").iter(f"{WORD}style")}
    for name in ("word/document.xml", "word/header1.xml", "word/header2.xml"):
        assert {style for style, _ in styles(docx_part(docx, name)) if style} <= defined


def test_header_rows_repeat_rows_stay_whole_and_tables_have_names(docx: bytes, docx_part: Part) -> None:
    tables = list(docx_part(docx, "word/document.xml").iter(f"{WORD}tbl"))
    names = [table.find(f"{WORD}tblPr/{WORD}tblCaption").attrib[f"{WORD}val"] for table in tables]  # type: ignore[union-attr]
    assert names == ["Available reserves", "Requests with their dates"]
    for table in tables:
        rows = table.findall(f"{WORD}tr")
        assert [row.find(f"{WORD}trPr/{WORD}tblHeader") is not None for row in rows] == [True, False, False]
        assert all(row.find(f"{WORD}trPr/{WORD}cantSplit") is not None for row in rows)


def test_a_table_is_as_wide_as_the_text_and_its_figures_stand_right(docx: bytes, docx_part: Part) -> None:
    table = next(docx_part(docx, "word/document.xml").iter(f"{WORD}tbl"))
    assert sum(int(column.attrib[f"{WORD}w"]) for column in table.iter(f"{WORD}gridCol")) in range(9350, 9361)
    sides = [cell.find(f".//{WORD}jc") for cell in table.iter(f"{WORD}tc")]
    assert [None if side is None else side.attrib[f"{WORD}val"] for side in sides][1::2] == ["right"] * 3


def test_the_letterhead_stands_on_the_first_page_and_the_addressee_on_the_others(docx: bytes, docx_part: Part) -> None:
    body = docx_part(docx, "word/document.xml")
    section = body.find(f".//{WORD}sectPr")
    assert section is not None and section.find(f"{WORD}titlePg") is not None
    kinds = {reference.attrib[f"{WORD}type"] for reference in section.findall(f"{WORD}headerReference")}
    assert kinds == {"first", "default"}
    first, others = docx_part(docx, "word/header1.xml"), docx_part(docx, "word/header2.xml")
    assert [words for _, words in styles(first)] == [
        "Example County Office of Education",
        "1 Main StreetExampleton, California 90000",
    ]
    assert text(others) == "Kim TorresJanuary 9, 2019Page 2 of 2"
    fields = [field.text for field in others.iter(f"{WORD}instrText")]
    assert fields == [" PAGE ", " NUMPAGES "]
    assert "Exampleton" not in text(body)


def test_language_and_properties_are_its_own(publisher: Publisher, markdown: str, meta: LetterMeta, docx_part: Part) -> None:
    content = publisher.publish(markdown, meta._replace(lang="es-US", title="A & B <c>"), ["docx"])["docx"]
    languages = {mark.attrib[f"{WORD}val"] for mark in docx_part(content, "word/styles.xml").iter(f"{WORD}lang")}
    assert languages == {"es-US"}
    core = docx_part(content, "docProps/core.xml")
    assert core.findtext(f"{DUBLIN}title") == "A & B <c>"
    assert core.findtext(f"{DUBLIN}language") == "es-US"
    assert core.findtext(f"{DUBLIN}creator") == "Example County Office of Education"
    assert core.findtext(f"{TERMS}created") == core.findtext(f"{TERMS}modified") == "2019-01-09T12:00:00Z"


def test_a_draft_says_so_on_every_page_and_a_letter_does_not(
    publisher: Publisher, markdown: str, meta: LetterMeta, docx: bytes, docx_part: Part
) -> None:
    draft = publisher.publish(markdown, meta._replace(draft=True), ["docx"])["docx"]
    assert "DRAFT" in text(docx_part(draft, "word/document.xml")) and "DRAFT" in text(docx_part(draft, "word/header2.xml"))
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        assert not any(b"DRAFT" in archive.read(name) or b"{{" in archive.read(name) for name in archive.namelist())


def test_the_bytes_are_the_same_again(publisher: Publisher, docx: bytes, markdown: str, meta: LetterMeta) -> None:
    assert publish(markdown, meta, ["docx"])["docx"] == docx
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2019, 1, 9, 12, 0, 0)}
    later = publisher.publish(markdown, meta._replace(date=datetime.date(2019, 1, 10)), ["docx"])["docx"]
    assert later != docx


def test_a_countys_own_reference_gives_the_looks_and_its_marks_are_filled_in(
    tmp_path: Path, markdown: str, meta: LetterMeta, docx_part: Part
) -> None:
    own = tmp_path / "county.docx"
    with zipfile.ZipFile(io.BytesIO(reference_document())) as ours, zipfile.ZipFile(own, "w") as theirs:
        for name in ours.namelist():
            content = ours.read(name).replace(b"{{agency}}", b"Seal of the County; {{date}}")
            theirs.writestr(name, content.replace(b"Times New Roman", b"County Sans").replace(b"SourceLine", b"Elsewhere"))
    made = publish(markdown, meta, ["docx"], own)["docx"]
    assert text(docx_part(made, "word/header1.xml")).startswith("Seal of the County; January 9, 2019")
    fonts = {font.attrib.get(f"{WORD}ascii") for font in docx_part(made, "word/styles.xml").iter(f"{WORD}rFonts")}
    assert "County Sans" in fonts and "Times New Roman" not in fonts


def test_a_reference_that_is_no_word_document_is_refused(tmp_path: Path, markdown: str, meta: LetterMeta) -> None:
    wrong = tmp_path / "letterhead.docx"
    wrong.write_text("not a zip")
    with pytest.raises(PublishError, match="is no Word document"):
        publish(markdown, meta, ["docx"], wrong)


def test_the_built_in_reference_is_made_the_same_again() -> None:
    first = reference_document()
    reference_document.cache_clear()
    assert reference_document() == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))


def test_only_a_long_table_may_run_over_pages(publisher: Publisher, meta: LetterMeta, docx_part: Part) -> None:
    def kept(rows: int) -> bool:
        table = "| A | B |\n|---|---|\n" + "| x | y |\n" * rows
        made: Any = docx_part(publisher.publish(f"# S\n\n{table}", meta, ["docx"])["docx"], "word/document.xml")
        return made.find(f".//{WORD}tbl//{WORD}keepNext") is not None

    assert kept(3) and not kept(30)
