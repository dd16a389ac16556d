"""Text from a filing or a profile is read in DOCX, PDF and HTML exactly as it was written."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from compliance.letter.plain_text import plain, quoted, without_marks
from compliance.publish import LetterMeta, Publisher

META = LetterMeta("Words", datetime.date(2019, 1, 9))
# Every place where a letter puts such text: X marks it.
LETTER = "# X\n\nX\n\n- X\n\n| Name | Note |\n|------|------|\n| X | X |\n"
PIECES = [
    *"*_`\\|[]<>&#$@~^=+-1a.): \"'",
    *(
        "](",
        "{{",
        "}}",
        "{%",
        "--",
        "...",
        "<script>",
        "</p>",
        "&amp;",
        "#panic()",
        "#let",
        "//",
        "/*",
        "*/",
        "http://",
        ".com",
    ),
]
SAMPLES = [
    "* bold * # $x$ <script>alert(1)</script> @ref \\ {{ name }}",
    '#raw("x") #"y"; "quoted" \\u{41} -? 1e3',
    "Table: not a caption",
    "Source: nowhere",
    "Sincerely,",
    "DRAFT",
    "January 9, 2019",
    "... -- --- -5 ~ 'it' \"is\"",
    "{=typst} {.class} [^1] [@cite]",
    "José Ñúñez, Łódź, Ελλάδα, Москва, Nguyễn",
    "]]>",
    "\ufffe and \uffff",
]
pieces = st.lists(st.sampled_from([*PIECES, " ", "\n"]), min_size=1, max_size=9).map("".join)
anything = st.text(min_size=1, max_size=30) | pieces
printable = st.text(st.characters(min_codepoint=32, max_codepoint=126) | st.sampled_from("ÁÉñüßŁőΩЖя"), min_size=1, max_size=24)
in_pdf = printable | pieces


def letter(text: str) -> str:
    return LETTER.replace("X", without_marks(quoted(text)))


def every_sample(test: Any) -> Any:
    for sample in SAMPLES:
        test = example(sample)(test)
    return test


@every_sample
@settings(max_examples=120)
@given(anything.filter(plain))
def test_docx_holds_the_text_itself(publisher: Publisher, paragraphs: Callable[[bytes], list[str]], text: str) -> None:
    read = paragraphs(publisher.publish(letter(text), META, ["docx"])["docx"])
    expected = _xml(plain(text))
    assert [_xml(words) for words in read] == [expected] * 3 + ["Name", "Note"] + [expected] * 2


@every_sample
@settings(max_examples=120)
@given(anything.filter(plain))
def test_html_holds_the_text_itself_and_no_element_from_it(publisher: Publisher, read_page: Any, text: str) -> None:
    page = read_page(publisher.publish(letter(text), META, ["html"])["html"])
    once = _xml(plain(text))
    assert [name for name, _ in page.elements].count("script") == 0
    assert page.of("h1") == [once]
    assert page.of("li") == page.of("td") == [once]
    assert page.of("th") == ["Name", "Note", once]
    assert once in page.of("p")


@every_sample
@settings(max_examples=80)
@given(in_pdf.filter(plain))
def test_pdf_shows_the_text_itself(publisher: Publisher, text: str) -> None:
    pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2, which reads PDFs, is not installed")
    if any(ord(character) >= 0xFFFE for character in text):
        return  # no font has a letter for it; test_pdf.py tests the sentence that says so
    content = publisher.publish(letter(text), META, ["pdf"])["pdf"]
    document = pdfium.PdfDocument(content)
    read = "".join(page.get_textpage().get_text_range() for page in document)
    expected = plain(text) * 2 + "•" + plain(text) + "NameNote" + plain(text) * 2
    assert _letters(read) == _letters(expected)


def _letters(text: str) -> str:
    """Without blanks: lines of a page break where they must. A hyphen at a line's end is read as U+FFFE by pdfium."""
    return "".join(text.replace("\ufffe", "-").replace("\x02", "-").split())


def _xml(text: str) -> str:
    """What XML can hold, blanks run together: U+FFFE and U+FFFF stand in no XML file."""
    return " ".join(text.replace("\ufffe", "").replace("\uffff", "").split())
