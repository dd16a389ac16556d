"""No text from a filing or a profile becomes markup: it is read in the letter exactly as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from compliance.letter.plain_text import plain, quoted, without_marks

READER = MarkdownIt("commonmark", {"linkify": True, "html": True}).enable(["linkify", "table", "strikethrough"])
# Where a letter lets such text stand; X marks the place.
PLACES = [
    "X",
    "X\\\nSecond line",
    "X. Then a sentence.",
    "X) and on",
    "Words before X, and after.",
    "Copies to (X) and http",
    "- X: words\n- more",
    "# X",
    "**X**",
    "| No. | Request |\n|---:|---|\n| 1 | X |\n| 2 | y |",
    "> **DRAFT** X",
    "Paragraph.\nX\nParagraph goes on.",
]
SAMPLES = [
    "**bold** _it_ ~~gone~~ `code`",
    "<script>alert(1)</script>",
    "[link](http://evil.example) ![image](x)",
    "http://evil.example www.evil.example evil.example a@evil.example mailto:a@evil.example //evil.example ftp://x.org",
    "# heading",
    "1. list",
    "1)",
    "2024",
    "- list",
    "+ list",
    "> quote",
    "| a | b |",
    "a | b",
    "back\\|slash \\",
    "---",
    "===",
    "&amp; &#35; &copy;",
    "$x^2$ {.class} {#id} @cite ^sup^ ~sub~",
    "line\nbreak\r\n\r\n# heading\t\x00",
    "two  spaces  ",
    ": definition",
    "```python",
    "\u2028\u202eright to left",
]
words = st.text(min_size=1, max_size=40) | st.lists(
    st.sampled_from(
        ["*", "_", "`", "\\", "|", "[", "](", "<", ">", "&", "www.", "http://", "@", "a", ".com", "1", ".", ")", "\n", " "]
    ),
    min_size=1,
    max_size=14,
).map("".join)


def shape(tokens: list[Token]) -> list[tuple[str, str]]:
    """The elements of a document, runs of text joined, so that two documents can be compared element by element."""
    found: list[tuple[str, str]] = []
    for token in tokens:
        for part in token.children if token.children is not None else [token]:
            if part.type == "text" and found and found[-1][0] == "text":
                found[-1] = ("text", found[-1][1] + part.content)
            else:
                found.append((part.type, part.content))
    return found


def assert_read_as_written(text: str, place: str) -> None:
    stand_in = "Qqq"
    expected = [
        (kind, content.replace(stand_in, plain(text))) for kind, content in shape(READER.parse(place.replace("X", stand_in)))
    ]
    assert shape(READER.parse(place.replace("X", without_marks(quoted(text))))) == expected


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", SAMPLES)
def test_what_looks_like_markup_is_read_as_text(text: str, place: str) -> None:
    assert_read_as_written(text, place)


@given(words.filter(plain), st.sampled_from(PLACES))
def test_any_text_is_read_as_text_wherever_it_stands(text: str, place: str) -> None:
    assert_read_as_written(text, place)


def test_text_stays_on_one_line_and_keeps_its_direction() -> None:
    assert plain(" a\r\nb\tc\u202e d\x00e ") == "a b c d e"


def test_a_filing_cannot_forge_the_marks_that_lift_the_house_rules() -> None:
    assert plain("\ue000a\ue001") == "a"
