"""What the tests of published letters share: a letter with everything in it, its properties, and readers of each format."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from compliance.publish import LetterMeta, Publisher

LETTER = """\
**Example County Office of Education**\\
1 Main Street\\
Exampleton, California 90000

January 9, 2019

Kim Torres\\
President, Board of Education\\
Oak Valley Unified School District (invented)

Dear Board President Torres:

# Oak Valley Unified School District (invented): first interim report for 2018-19

**We concur with the District's positive certification.** These units have not settled:

- certificated
- classified

## Available reserves

Available reserves fall to $790,000.00 in 2020-21.

| Fiscal year | Available reserves |
|-------------|-------------------:|
| 2019-20 | $11,110,000.00 |
| 2020-21 | $790,000.00 |

Source: oak-valley.dat, as filed.

## What we ask of the District

*Table: Requests with their dates*

| No. | Request | Due |
|----:|---------|-----|
| 1 | A plan approved by the governing board that keeps available reserves at or above the required level | March 18, 2019 |
| 2 | The three-year projection without revenue that is not yet certain | March 18, 2019 |

Sincerely,

Lee Park\\
Chief Financial Officer

Copies:

- District superintendent

Governing boards certify, and county superintendents decide.
"""
META = LetterMeta("Oak Valley Unified School District (invented): first interim report for 2018-19", datetime.date(2019, 1, 9))
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


WORDS = (f"{WORD}t", f"{WORD}softHyphen", f"{WORD}noBreakHyphen")


@pytest.fixture
def markdown() -> str:
    """A letter with an address, headings, a list, two tables, a source line, a signature and copies."""
    return LETTER


@pytest.fixture
def meta() -> LetterMeta:
    return META


@pytest.fixture(scope="session")
def publisher() -> Iterator[Publisher]:
    """One publisher for all tests: letters must not leave traces in each other."""
    with Publisher() as one:
        yield one


@pytest.fixture(scope="session")
def docx_part() -> Callable[[bytes, str], ElementTree.Element]:
    """Reads one part of a DOCX as XML."""

    def read(content: bytes, name: str) -> ElementTree.Element:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return ElementTree.fromstring(archive.read(name))

    return read


@pytest.fixture(scope="session")
def paragraphs(docx_part: Callable[[bytes, str], ElementTree.Element]) -> Callable[[bytes], list[str]]:
    """The words of each paragraph of a DOCX, in order, cells of tables too."""

    def read(content: bytes) -> list[str]:
        found = docx_part(content, "word/document.xml").iter(f"{WORD}p")
        said = {f"{WORD}softHyphen": "\u00ad", f"{WORD}noBreakHyphen": "\u2011"}
        return ["".join(said.get(run.tag, run.text or "") for run in one.iter() if run.tag in WORDS) for one in found]

    return read


class Page(HTMLParser):
    """The elements of a page in order, as (name, attributes), and the words of each element that holds words."""

    ENDLESS = frozenset(("br", "meta", "hr", "link", "img", "input"))

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[tuple[str, str]] = []
        self.open: list[list[str]] = []
        self.unbalanced: list[str] = []
        self.feed(content.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.ENDLESS:
            self.open.append([tag, ""])

    def handle_endtag(self, tag: str) -> None:
        if tag in self.ENDLESS:
            return
        if not self.open or self.open[-1][0] != tag:
            self.unbalanced.append(tag)
            return
        name, text = self.open.pop()
        if text.strip():
            self.words.append((name, text))
        if self.open and name in ("strong", "em", "span", "code"):
            self.open[-1][1] += text

    def handle_data(self, data: str) -> None:
        if self.open:
            self.open[-1][1] += data

    def of(self, *names: str) -> list[str]:
        """The words of the elements of those names, in order of their ends."""
        return [" ".join(text.split()) for name, text in self.words if name in names]


@pytest.fixture(scope="session")
def read_page() -> type[Page]:
    return Page
