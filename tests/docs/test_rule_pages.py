"""The pages of the rules: every rule has one, it says what its file says, and its arithmetic is the engine's."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from click.testing import CliRunner, Result
from markdown_it import MarkdownIt

from compliance.cli.rules_docs import docs
from compliance.engine.examine import examine
from compliance.engine.figures import FigureBook
from compliance.engine.rehearse import filing_of
from compliance.pages.folder import pages
from compliance.pages.index_page import index_page
from compliance.pages.words import held_words
from compliance.pages.worked import chosen, work
from compliance.pages.worked_columns import book_of_case
from compliance.rulebook.load import load_rulebook
from compliance.rulebook.model import Rule
from compliance.shipped import shipped

from ..rulebook.packs import write_pack

PACK = shipped("rules") / "us-ca"
US_CA = load_rulebook([PACK])
RULES = pytest.mark.parametrize("rule", US_CA.rules.values(), ids=list(US_CA.rules))


@pytest.fixture(scope="module")
def made(root: Path) -> dict[str, str]:
    """Every page by its file name."""
    return pages(US_CA, str(root / "docs" / "rules"))


def run(root: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> Result:
    monkeypatch.chdir(root)
    return CliRunner().invoke(docs, list(words))


def text_of(page: str) -> str:
    """What a reader of the rendered page sees, in one line."""
    shown: list[str] = []
    for token in MarkdownIt("commonmark").enable("table").parse(page):
        inner = [child.content or " " for child in token.children or []]
        shown.append("".join(inner) if inner else token.content if token.type == "fence" else "")
    return " ".join(" ".join(shown).split())


def test_every_rule_has_a_page_and_stands_in_the_index(made: dict[str, str]) -> None:
    assert set(made) == {"README.md", "values.md", *(f"{name}.md" for name in US_CA.rules)}
    assert [name for name in US_CA.rules if f"]({quote(name)}.md)" not in made["README.md"]] == []


def test_a_rule_stands_in_the_index_once_and_criterion_9_before_10() -> None:
    linked = [unquote(name) for name in re.findall(r"\]\(([^)]+)\.md\)", index_page(US_CA))]
    assert sorted(name for name in linked if name != "values") == sorted(US_CA.rules)
    assert linked.index("01CS-9a") < linked.index("01CS-9b") < linked.index("01CS-10") < linked.index("01CS-S2")


@RULES
def test_a_page_says_what_the_rule_asks_why_by_which_law_and_what_to_do(rule: Rule, made: dict[str, str]) -> None:
    seen = text_of(made[f"{rule.id}.md"])
    for said in (rule.title, rule.why, "; ".join(rule.cites), rule.remedy, *rule.texts.get("require", "").splitlines()):
        assert " ".join(said.split()) in seen


@RULES
def test_the_arithmetic_of_a_page_is_the_engines(rule: Rule, made: dict[str, str]) -> None:
    page = made[f"{rule.id}.md"]
    assert chosen(rule) or (rule.columns and rule.columns.cannot), "a page without an example"
    for case in chosen(rule):
        found = work(rule, case, US_CA)
        assert found is not None
        book = FigureBook(filing_of(case, rule.path), US_CA) if rule.columns is None else book_of_case(rule, case, US_CA)
        told = found.judged if found.in_column is None else found.in_column.told
        assert told in examine(rule, book).cases
        assert told.outcome == case.expect
        if found.in_column is not None and found.in_column.shown is None:
            continue  # nothing in the column is of the kind that is tested
        for name in (*rule.lets, *(["distance"] if rule.distance else [])):
            figure = found.judged.figures[name]
            if figure.value is not None:
                assert f"= {figure.shown}" in page


def test_the_reserve_test_is_worked_out_to_the_cent(made: dict[str, str]) -> None:
    page = made["01CSI-10.md"]
    assert "         = max($220,000,000.00 * 3.00%, $0.00)\n         = $6,600,000.00\n" in page
    assert "       = $6,599,999.99 >= $6,600,000.00\noutcome: not met\n" in page
    assert "         = $6,599,999.99 - $6,600,000.00\n         = -$0.01\n" in page


def test_a_page_says_the_test_in_words(made: dict[str, str]) -> None:
    page = made["01CSI-10.md"]
    assert "- It is met where available reserves is at least standard.\n" in page
    assert "- *standard*: the greater of (outgo times level) and the reserve standard’s floor for estimated P-2" in page
    assert "- It applies where slack is at least 0.\n" in made["zero-slack.md"]


def test_what_rounding_would_hide_is_written_out(made: dict[str, str]) -> None:
    assert "= 3.0% (exactly 3.000001%)" in made["01CS-8.md"]


def test_a_page_lists_every_value_it_rests_on_with_each_year_citation_and_certainty(made: dict[str, str]) -> None:
    page = made["01CSI-10.md"]
    for name in ("reserve_standard", "reserve_floor"):
        parameter = US_CA.parameters[name]
        for dated in parameter.values:
            row = next(line for line in page.splitlines() if line.startswith(f"| {held_words(parameter, dated)} | "))
            assert f"| {dated.confidence} | " in row or dated.confidence == "certain"
    assert "| from 2024-25 on | to 300 | 5.00% | see `reserve_floor` | certain |" in page
    assert "|  | to 250,000 | 2.00% |" in page
    assert "| 2009-10 to 2013-14 | to 300 | 1.67% (exactly 1/60) |" in page
    assert "- `reserve_floor`: predicted 2026-27." in page


def test_a_page_says_where_a_person_finds_a_figure_and_what_it_is_made_of(made: dict[str, str]) -> None:
    row = next(line for line in made["01CSI-10.md"].splitlines() if line.startswith("| `available_reserves` | Available"))
    assert "MYP line E3" in row
    assert "`stabilization_arrangements + reserve_for_economic_uncertainties + unassigned" in row


def test_a_page_says_what_follows_from_a_short_year(made: dict[str, str]) -> None:
    assert "Not met in year 0, 1 (0 is the report's own), it indicates negative" in made["01CSI-10.md"]


def test_what_is_ours_is_said_to_be_no_law(made: dict[str, str]) -> None:
    ours = [rule.id for rule in US_CA.rules.values() if rule.confidence == "ours"]
    assert ours
    assert [name for name in ours if "judgement of this project, not law" not in made[f"{name}.md"]] == []


def test_the_page_of_values_holds_every_value(made: dict[str, str]) -> None:
    assert [name for name in US_CA.parameters if f"(`{name}`)" not in made["values.md"]] == []


def test_the_same_rules_make_the_same_pages(root: Path, made: dict[str, str]) -> None:
    assert pages(load_rulebook([PACK]), str(root / "docs" / "rules")) == made


def test_the_pages_in_docs_agree_with_the_rules(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = run(root, monkeypatch, "--check")
    assert found.exit_code == 0, found.output


def test_the_command_writes_the_pages_with_their_examples(root: Path, made: dict[str, str]) -> None:
    standing = {path.name: path.read_text("utf-8") for path in (root / "docs" / "rules").glob("*.md")}
    assert [name for name, text in made.items() if standing.get(name) != text] == []
    decided = [rule.id for rule in US_CA.rules.values() if rule.cases]
    assert [name for name in decided if "\n## Examples\n" not in standing[f"{name}.md"]] == []


def test_a_page_that_drifted_lacks_or_is_left_over_is_named(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "pages"
    words = ("--rules", "none", "--rules", str(write_pack(tmp_path / "pack")), "--out", str(folder))
    assert run(root, monkeypatch, *words).exit_code == 0
    assert run(root, monkeypatch, *words, "--check").exit_code == 0
    drifted = folder / "R-1.md"
    drifted.write_text(drifted.read_text("utf-8").replace("5 CCR 15450", "5 CCR 15451"), "utf-8")
    (folder / "R-2.md").unlink()
    (folder / "R-3.md").write_text(drifted.read_text("utf-8"), "utf-8")
    (folder / "notes.md").write_text("# By hand\n", "utf-8")
    found = run(root, monkeypatch, *words, "--check")
    assert found.exit_code == 3
    assert "Drifted from the rules: R-1.md, R-2.md, R-3.md." in found.output
    assert run(root, monkeypatch, *words).exit_code == 0
    assert run(root, monkeypatch, *words, "--check").exit_code == 0
    assert (folder / "notes.md").is_file()
    assert not (folder / "R-3.md").exists()


def test_no_page_is_made_while_a_rule_cannot_be_loaded(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = write_pack(tmp_path / "pack", "budget/R-2.yaml", "require: reserves", "require: reserve")
    found = run(root, monkeypatch, "--rules", "none", "--rules", str(pack), "--out", str(tmp_path / "pages"))
    assert found.exit_code == 3
    assert "R-2" in found.output
    assert not (tmp_path / "pages").exists()


@RULES
def test_every_row_of_a_table_has_the_cells_of_its_heading(rule: Rule, made: dict[str, str]) -> None:
    assert ragged(made[f"{rule.id}.md"]) == []


def ragged(page: str) -> list[str]:
    """Rows whose unescaped bars are not those of the heading above."""
    wrong, bars, fenced = [], None, False
    for line in page.splitlines():
        fenced ^= line.startswith("```")
        if fenced or not line.startswith("|"):
            bars = None
            continue
        count = len(re.findall(r"(?<!\\)\|", line))
        bars = bars or count
        wrong += [line] if count != bars else []
    return wrong
