"""The PDF is one to send: tagged, titled, checked, furniture apart, the same bytes every time."""

from __future__ import annotations

import datetime
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from compliance.publish import LetterMeta, Publisher, PublishError, publish


@pytest.fixture
def pdf(publisher: Publisher, markdown: str, meta: LetterMeta) -> bytes:
    return publisher.publish(markdown, meta, ["pdf"])["pdf"]


@pytest.fixture
def opened() -> Any:
    """Opens a PDF as objects."""
    pikepdf = pytest.importorskip("pikepdf", reason="pikepdf, which comes with pdfua, is not installed")
    kept = []  # an object of a PDF lives no longer than the PDF

    def read(content: bytes) -> Any:
        kept.append(pikepdf.open(io.BytesIO(content)))
        return kept[-1]

    return read


def tags(node: Any) -> list[str]:
    """The tags of the structure tree, in reading order."""
    import pikepdf

    if isinstance(node, pikepdf.Array):
        return [tag for child in node for tag in tags(child)]
    if isinstance(node, pikepdf.Dictionary) and "/S" in node:
        return [str(node.S).lstrip("/"), *tags(node.get("/K"))]
    return []


def page_texts(content: bytes) -> list[str]:
    pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2, which reads PDFs, is not installed")
    return [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(content)]


def check(path: Path) -> dict[str, Any]:
    """What `pdfua check` finds: it tries 16 of the 106 rules of PDF/UA-1, so passing it is no claim of conformance."""
    pytest.importorskip("pdfua", reason="pdfua, which checks PDF/UA, is not installed")
    program = Path(sys.executable).with_name("pdfua")
    done = subprocess.run([program, "check", "--format", "json", str(path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    read: dict[str, Any] = json.loads(done.stdout)
    return read


@pytest.mark.parametrize("draft", [False, True])
def test_pdfua_check_finds_nothing(publisher: Publisher, markdown: str, meta: LetterMeta, tmp_path: Path, draft: bool) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(publisher.publish(markdown, meta._replace(draft=draft), ["pdf"])["pdf"])
    assert check(path)


def test_it_declares_both_standards_title_and_language(pdf: bytes, opened: Any) -> None:
    document = opened(pdf)
    declared = document.Root.Metadata.read_bytes().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in declared
    assert "<pdfaid:part>2</pdfaid:part>" in declared and "<pdfaid:conformance>A</pdfaid:conformance>" in declared
    assert str(document.docinfo["/Title"]).startswith("Oak Valley Unified")
    assert str(document.docinfo["/Author"]) == "Example County Office of Education"
    assert str(document.Root.Lang) == "en-US"
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert document.Root.MarkInfo.Marked


def test_headings_lists_and_tables_are_tagged_in_reading_order(pdf: bytes, opened: Any) -> None:
    found = tags(opened(pdf).Root.StructTreeRoot.K)
    assert [tag for tag in found if tag in ("H1", "H2", "L", "Table")] == ["H1", "L", "H2", "Table", "H2", "Table", "L"]
    assert [tag for tag in found if tag in ("TH", "TD")] == ["TH"] * 2 + ["TD"] * 4 + ["TH"] * 3 + ["TD"] * 6
    assert "Figure" not in found


def test_later_pages_name_addressee_date_and_number_outside_the_reading_order(
    publisher: Publisher, markdown: str, meta: LetterMeta, opened: Any
) -> None:
    longer = markdown.replace(
        "Sincerely,", "\n\n".join(["A sentence of the letter that fills its line."] * 60) + "\n\nSincerely,"
    )
    content = publisher.publish(longer, meta._replace(draft=True), ["pdf"])["pdf"]
    texts = page_texts(content)
    assert "Page" not in texts[0] and "Example County Office" in texts[0]
    for number, text in enumerate(texts[1:], 2):
        assert "Kim Torres" in text and "January 9, 2019" in text and f"Page {number} of {len(texts)}" in text
    streams = [page.Contents.read_bytes() for page in opened(content).pages]
    assert all(b"/Artifact" in stream for stream in streams)
    roles = [tag for tag in tags(opened(content).Root.StructTreeRoot.K) if tag in ("P", "H1")]
    plain = publisher.publish(markdown, meta._replace(draft=True), ["pdf"])["pdf"]
    assert len(roles) == 60 + len([tag for tag in tags(opened(plain).Root.StructTreeRoot.K) if tag in ("P", "H1")])


def test_the_header_row_of_a_long_table_stands_on_every_page(publisher: Publisher, meta: LetterMeta) -> None:
    rows = "".join(f"| item {number} | ${number}.00 |\n" for number in range(90))
    texts = page_texts(publisher.publish(f"# S\n\n| Reduction | Amount |\n|---|---:|\n{rows}", meta, ["pdf"])["pdf"])
    assert len(texts) > 1 and all("Reduction" in text for text in texts)
    assert "item 89" in texts[-1]


def test_a_cell_longer_than_a_page_loses_no_word(publisher: Publisher, meta: LetterMeta) -> None:
    words = " ".join(f"w{number}" for number in range(3000))
    texts = page_texts(publisher.publish(f"# S\n\n| Name | Words |\n|---|---|\n| a | {words} |\n", meta, ["pdf"])["pdf"])
    assert "w2999" in "".join(texts)


def test_only_a_draft_is_marked(publisher: Publisher, pdf: bytes, markdown: str, meta: LetterMeta) -> None:
    draft = publisher.publish(markdown, meta._replace(draft=True), ["pdf"])["pdf"]
    assert all("DRAFT" in text for text in page_texts(draft))
    assert not any("DRAFT" in text for text in page_texts(pdf))


def test_the_bytes_are_the_same_again_and_the_day_is_the_letters(
    publisher: Publisher, pdf: bytes, markdown: str, meta: LetterMeta, opened: Any
) -> None:
    assert publish(markdown, meta, ["pdf"])["pdf"] == pdf
    assert str(opened(pdf).docinfo["/CreationDate"]) == "D:20190109120000Z"
    assert publisher.publish(markdown, meta._replace(date=datetime.date(2019, 1, 10)), ["pdf"])["pdf"] != pdf


def test_a_letter_that_the_fonts_lack_stops_the_pdf_and_not_the_docx(publisher: Publisher, meta: LetterMeta) -> None:
    with pytest.raises(PublishError, match="no letter for 汉"):
        publisher.publish("# Subject\n\nThe name 汉字.\n", meta, ["pdf"])
    assert publisher.publish("# Subject\n\nThe name 汉字.\n", meta, ["docx"])["docx"]
