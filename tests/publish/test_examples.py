"""The letters of the examples, composed as the verb composes them, become files that pass every check at hand."""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path

import pytest

from compliance.publish import LetterMeta, Publisher

EXAMPLES = [
    ("pasadena-2018-19-first-interim.yaml", "county-los-angeles.yaml", datetime.date(2019, 1, 9)),
    ("short-reserve-budget.yaml", "county-plain.yaml", datetime.date(2025, 8, 20)),
]


@pytest.mark.parametrize(("filing", "county", "date"), EXAMPLES)
def test_an_example_letter_becomes_docx_pdf_and_html(
    publisher: Publisher, root: Path, tmp_path: Path, filing: str, county: str, date: datetime.date
) -> None:
    folder = root / "examples"
    options = ["--county", str(folder / county), "--date", date.isoformat()]
    command = [sys.executable, "-m", "compliance", "letter", str(folder / filing), *options]
    made = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8")
    assert made.returncode == 0, made.stderr
    files = publisher.publish(made.stdout, LetterMeta(filing, date, draft=True), ["docx", "pdf", "html"])
    path = tmp_path / "letter.pdf"
    path.write_bytes(files["pdf"])
    pytest.importorskip("pdfua", reason="pdfua, which checks PDF/UA, is not installed")
    done = subprocess.run([Path(sys.executable).with_name("pdfua"), "check", str(path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert files["html"].count(b"<h1>") == 1 and files["docx"].startswith(b"PK")
