"""A letter that cannot be published as it should be is not published, and one sentence says why."""

from __future__ import annotations

import datetime

import pytest

from compliance.publish import LetterMeta, Published, Publisher, PublishError, Wanted, publish_many


@pytest.mark.parametrize(
    ("markdown", "sentence"),
    [
        ("# A\n\n### B\n", 'The heading "B" skips a level'),
        ("# A\n\n# B\n", "2 headings of the first level"),
        ("# A\n\n#\n", "heading of the letter is empty"),
        ("# A\n\n![seal](seal.png)\n", "holds an image"),
        ("# A\n\n<script>alert(1)</script>\n", "raw markup"),
        ("# A\n\n[here](javascript:alert)\n", "links to javascript:alert"),
        (" \n", "The letter is empty"),
    ],
)
@pytest.mark.parametrize("to", ["docx", "pdf", "html"])
def test_what_a_letter_may_not_hold(publisher: Publisher, meta: LetterMeta, markdown: str, sentence: str, to: str) -> None:
    with pytest.raises(PublishError, match=sentence):
        publisher.publish(markdown, meta, [to])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": " "}, "has no title"),
        ({"lang": "English"}, "write a language tag"),
        ({"date": datetime.datetime(2019, 1, 9, 8)}, "without a time zone"),
    ],
)
def test_what_the_properties_must_say(publisher: Publisher, meta: LetterMeta, change: dict[str, object], sentence: str) -> None:
    with pytest.raises(PublishError, match=sentence):
        publisher.publish("# A\n", meta._replace(**change), ["html"])  # type: ignore[arg-type]


def test_an_unknown_format_is_named(publisher: Publisher, meta: LetterMeta) -> None:
    with pytest.raises(PublishError, match="as 'odt'; the formats are md, docx, pdf, html"):
        publisher.publish("# A\n", meta, ["odt"])


def test_headings_that_begin_deeper_are_raised_together(publisher: Publisher, meta: LetterMeta) -> None:
    html = publisher.publish("## A\n\n### B\n", meta, ["html"])["html"]
    assert b"<h1>A</h1>" in html and b"<h2>B</h2>" in html


def test_markdown_comes_back_as_it_was(publisher: Publisher, markdown: str, meta: LetterMeta) -> None:
    files = publisher.publish(markdown, meta, ["md", "html"])
    assert list(files) == ["md", "html"] and files["md"] == markdown.encode()


def test_a_format_is_the_same_alone_and_in_company(publisher: Publisher, markdown: str, meta: LetterMeta) -> None:
    together = publisher.publish(markdown, meta, ["pdf", "html", "docx"])
    assert together == publisher.publish(markdown, meta, ["docx", "html", "pdf"])
    for one, content in together.items():
        assert publisher.publish(markdown, meta, [one]) == {one: content}


def test_one_letter_that_fails_does_not_stop_the_rest(markdown: str, meta: LetterMeta, publisher: Publisher) -> None:
    letters = [Wanted(str(number), "# A\n\n### B\n" if number == 3 else markdown, meta) for number in range(9)]
    found = {one.name: one for one in publish_many(iter(letters), ["docx", "pdf"], workers=2)}
    assert set(found) == {str(number) for number in range(9)}
    assert [name for name, one in found.items() if one.error] == ["3"]
    assert found["7"] == Published("7", publisher.publish(markdown, meta, ["docx", "pdf"]), None)


def test_a_caller_may_stop_early(markdown: str, meta: LetterMeta) -> None:
    many = publish_many((Wanted(str(number), markdown, meta) for number in range(50)), ["html"], workers=2)
    assert next(many).error is None
    many.close()  # type: ignore[attr-defined]
