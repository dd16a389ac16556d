"""A letter written again never destroys what someone wrote into it."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from compliance.publish import LetterMeta, Publisher, write_beside


@pytest.fixture
def first(publisher: Publisher, markdown: str, meta: LetterMeta) -> bytes:
    return publisher.publish(markdown, meta, ["docx"])["docx"]


@pytest.fixture
def second(publisher: Publisher, markdown: str, meta: LetterMeta) -> bytes:
    return publisher.publish(markdown.replace("$790,000.00", "$780,000.00"), meta, ["docx"])["docx"]


def edited(content: bytes) -> bytes:
    """As an analyst's edit in Word would leave it."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, old.read(entry).replace(b"We concur with", b"We gladly concur with"))
    return target.getvalue()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_a_file_as_recorded_is_replaced(tmp_path: Path, first: bytes, second: bytes) -> None:
    path = tmp_path / "letter.docx"
    assert write_beside(path, first, None) == (path, False, "")
    assert write_beside(path, second, sha256(first)) == (path, False, "")
    assert path.read_bytes() == second and list(tmp_path.iterdir()) == [path]


def test_an_edited_file_stays_and_the_new_one_stands_beside_it_with_the_difference(
    tmp_path: Path, first: bytes, second: bytes
) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(edited(first))
    written = write_beside(path, second, sha256(first))
    assert path.read_bytes() == edited(first)
    assert written.path == tmp_path / "letter.new.docx" and written.path.read_bytes() == second and written.beside
    lines = written.difference.splitlines()
    assert any(line.startswith("-") and "gladly concur" in line for line in lines)
    assert any(line.startswith("+") and "$780,000.00" in line for line in lines)
    assert not any(line.startswith(("-", "+")) and "District superintendent" in line for line in lines)


def test_a_file_that_is_not_recorded_counts_as_edited(tmp_path: Path, first: bytes, second: bytes) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(first)
    assert write_beside(path, second, None).path == tmp_path / "letter.new.docx"
    assert path.read_bytes() == first


def test_an_edited_new_file_is_not_destroyed_either(tmp_path: Path, first: bytes, second: bytes) -> None:
    path, beside = tmp_path / "letter.docx", tmp_path / "letter.new.docx"
    path.write_bytes(edited(first))
    beside.write_bytes(edited(second))
    assert write_beside(path, second, sha256(first)).path == tmp_path / "letter.new-2.docx"
    assert write_beside(path, second, sha256(first)).path == tmp_path / "letter.new-2.docx"
    assert path.read_bytes() == edited(first) and beside.read_bytes() == edited(second)
    assert len(list(tmp_path.iterdir())) == 3


def test_the_same_letter_again_writes_nothing(tmp_path: Path, first: bytes) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(first)
    before = path.stat().st_mtime_ns
    assert write_beside(path, first, None) == (path, False, "") and path.stat().st_mtime_ns == before


def test_what_cannot_be_compared_is_said_and_kept(tmp_path: Path, first: bytes) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(b"half a file")
    assert "cannot be read as a letter" in write_beside(path, first, "0" * 64).difference
    pdf = tmp_path / "letter.pdf"
    pdf.write_bytes(b"%PDF-1.7 signed")
    assert "are not compared" in write_beside(pdf, b"%PDF-1.7 new", None).difference
    assert pdf.read_bytes() == b"%PDF-1.7 signed"
