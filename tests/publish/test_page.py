"""The HTML is one to post: one file that a screen reader, a phone and a printer can read."""

from __future__ import annotations

import re
from typing import Any

import pytest

from compliance.publish import LetterMeta, Publisher, publish
from compliance.shipped import shipped


@pytest.fixture
def html(publisher: Publisher, markdown: str, meta: LetterMeta) -> bytes:
    return publisher.publish(markdown, meta, ["html"])["html"]


def test_it_has_a_language_a_title_landmarks_and_one_first_heading(html: bytes, read_page: Any) -> None:
    page = read_page(html)
    names = [name for name, _ in page.elements]
    assert dict(page.elements)["html"] == {"lang": "en-US"}
    assert page.of("title") == ["Oak Valley Unified School District (invented): first interim report for 2018-19"]
    assert [names.count(name) for name in ("header", "main", "footer", "h1")] == [1, 1, 1, 1]
    assert page.unbalanced == [] and page.open == []
    levels = [int(name[1]) for name in names if re.fullmatch("h[1-6]", name)]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_every_table_has_a_caption_scoped_headers_and_a_frame_that_scrolls_by_keyboard(html: bytes, read_page: Any) -> None:
    page = read_page(html)
    assert page.of("caption") == ["Available reserves", "Requests with their dates"]
    headers = [attributes for name, attributes in page.elements if name == "th"]
    assert len(headers) == 9 and {attributes.get("scope") for attributes in headers} == {"col", "row"}
    frames = [attributes for name, attributes in page.elements if name == "section"]
    assert [frame["aria-label"] for frame in frames] == ["Available reserves", "Requests with their dates"]
    assert all(frame["tabindex"] == "0" for frame in frames)


def test_it_fetches_nothing_and_runs_nothing(html: bytes, read_page: Any) -> None:
    names = {name for name, _ in read_page(html).elements}
    assert not names & {"script", "link", "img", "iframe", "object", "form"}
    assert b"url(" not in html and b"@import" not in html and b"http" not in html


def test_a_draft_says_so(publisher: Publisher, markdown: str, meta: LetterMeta, html: bytes, read_page: Any) -> None:
    page = read_page(publisher.publish(markdown, meta._replace(draft=True), ["html"])["html"])
    assert page.of("title")[0].startswith("DRAFT: ")
    assert "DRAFT, not for release." in page.of("p")
    assert b"DRAFT" not in html


def test_text_of_the_properties_is_escaped(publisher: Publisher, markdown: str, meta: LetterMeta, read_page: Any) -> None:
    hostile = '"><script>alert(1)</script>'
    page = read_page(publisher.publish(markdown, meta._replace(title=hostile, letterhead=(hostile,)), ["html"])["html"])
    assert "script" not in {name for name, _ in page.elements}
    assert page.of("title") == [hostile]


def test_the_bytes_are_the_same_again(html: bytes, markdown: str, meta: LetterMeta) -> None:
    assert publish(markdown, meta, ["html"])["html"] == html


def test_every_colour_of_text_keeps_its_contrast() -> None:
    style = (shipped("templates") / "publish" / "letter.css").read_text(encoding="utf-8")
    inks = {_full(colour) for colour in re.findall(r"(?<![-\w])color: (#[0-9a-f]+)", style)}
    grounds = {_full(colour) for colour in re.findall(r"background: (#[0-9a-f]+)", style)}
    assert len(inks) >= 3 and len(grounds) >= 3
    assert all(_contrast(ink, ground) >= 4.5 for ink in inks for ground in grounds)
    assert all(_contrast(_full(ring), "ffffff") >= 3 for ring in re.findall(r"outline: 3px solid (#[0-9a-f]+)", style))


def _full(colour: str) -> str:
    digits = colour.lstrip("#")
    return digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)


def _contrast(first: str, second: str) -> float:
    """As WCAG 2.1 computes it."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
