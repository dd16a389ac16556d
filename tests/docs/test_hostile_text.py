"""Whatever a rule file says is text on its page: it cannot break a table, open a heading, add a link or run as HTML."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from compliance.pages.index_page import index_page
from compliance.pages.markdown import block, code, plain
from compliance.pages.rule_page import rule_page
from compliance.pages.values_page import values_page
from compliance.rulebook.load import load_rulebook
from compliance.rulebook.model import Rulebook

from ..rulebook.packs import FILES

HOSTILE = (
    "a | b || c",
    "<script>alert(1)</script> & <b>",
    "# heading",
    "- entry",
    "1. one",
    "--- ---",
    "=== ===",
    "> quoted",
    "[here](http://bad.example) ![x](y)",
    "`code` ``` and ``",
    "**bold** __strong__ ~~gone~~ \\| \\\\",
    "$1 and $2 with @someone",
    "| a | b | --- |",
)
READ = MarkdownIt("commonmark").enable("table").enable("strikethrough")


def shape(page: str) -> list[str]:
    """The page's structure: kinds of token, those inside of a line too, without the words."""
    found = []
    for token in READ.parse(page):
        found.append(token.type)
        found += [child.type for child in token.children or [] if child.type not in ("text", "text_special", "softbreak")]
    return found


def shown(page: str) -> str:
    return " ".join(child.content for token in READ.parse(page) for child in token.children or [])


def pack(folder: Path, words: str) -> Rulebook:
    """The small pack with the words in every place that holds a sentence."""
    quoted = "'" + words.replace("'", "''") + "'"
    for name, text in FILES.items():
        if name == "budget/R-1.yaml":
            text = text.replace("title: Reserves meet the standard", f"title: {quoted}\nwhy: {quoted}\nremedy: {quoted}")
            text = text.replace("cites: [5 CCR 15450]", f"cites: [{quoted}]").replace(
                "expect: met}", f"expect: met, because: {quoted}}}"
            )
        text = text.replace("label: Reserves", f"label: {quoted}\n    form: {quoted}").replace(
            "title: Least dollars", f"title: {quoted}"
        )
        text = text.replace("value: 80000, cites: [5 CCR 15450]", f"value: 80000, cites: [{quoted}], note: {quoted}")
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    rulebook = load_rulebook([folder])
    assert rulebook.faults == ()
    return rulebook


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return pack(tmp_path_factory.mktemp("harmless"), "harmless words")


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_change_no_structure_and_are_read_as_written(words: str, tmp_path: Path, harmless: Rulebook) -> None:
    hostile = pack(tmp_path, words)
    for made, expected in (
        (rule_page(hostile.rules["R-1"], hostile, "R-1.yaml"), rule_page(harmless.rules["R-1"], harmless, "R-1.yaml")),
        (index_page(hostile), index_page(harmless)),
        (values_page(hostile), values_page(harmless)),
    ):
        assert shape(made) == shape(expected)
        assert words in shown(made)


def test_a_fence_is_longer_than_any_in_its_lines() -> None:
    lines = block(["a", "```` b", "</pre>"])
    assert [token.type for token in READ.parse("\n".join(lines))] == ["fence"]


@pytest.mark.parametrize("words", ["a | b", "`", "``x` y", "a\nb", "\\", "<b>"])
def test_code_in_a_cell_is_one_span(words: str) -> None:
    page = f"| a | b |\n| --- | --- |\n| {code(words)} | x |\n"
    spans = [child.content for token in READ.parse(page) for child in token.children or [] if child.type == "code_inline"]
    assert spans == [" ".join(words.split())]


@pytest.mark.parametrize("words", HOSTILE)
def test_a_plain_text_is_one_paragraph_of_words(words: str) -> None:
    assert set(shape(plain(words))) == {"paragraph_open", "inline", "paragraph_close"}
