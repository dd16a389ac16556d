"""Pages of technical checks: columns with the state's severity, what the cases go over, the test in words, examples."""

from __future__ import annotations

import pytest

from compliance.pages.asked_words import asked_words, selected_words
from compliance.pages.folder import pages
from compliance.pages.in_words import in_words
from compliance.pages.worked import chosen, work
from compliance.rulebook.language.tree import Asked, Comparison, Element, LedgerSum, Literal, Node, Unary
from compliance.rulebook.load import load_rulebook
from compliance.rulebook.model import Rulebook

from .column_packs import write_column_pack


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    rulebook = load_rulebook([write_column_pack(tmp_path_factory.mktemp("columns"))])
    assert rulebook.faults == ()
    return rulebook


@pytest.fixture(scope="module")
def made(small: Rulebook) -> dict[str, str]:
    return pages(small, "docs/rules")


def test_a_page_gives_each_column_its_severity_our_word_and_its_years(made: dict[str, str]) -> None:
    page = made["SMALL-POSITIVE.md"]
    assert "| **Phase** | General ledger |" in page
    assert "| `BE` | estimated actuals, in an adopted budget | warning | serious; explained, concern |  |" in page
    assert "| `BA` | unaudited actuals | fatal | fatal | until 2022-23 |" in page
    assert "| `IA` | actuals to date, in an interim | informational | note | from 2024-25 on |" in page


def test_a_column_without_years_of_its_own_has_no_column_for_them(made: dict[str, str]) -> None:
    assert "Years of the column" not in made["SMALL-SAVED.md"]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("POSITIVE", "every combination of fund, resource and object that has rows in objects 1000-9999 except 7310 and 7350."),
        ("POSITIVE", "Objects 7600-7699 count as one."),
        ("POSITIVE", "It takes only those where the fund is not “95”."),
        ("POSITIVE", "*past*: the sum of objects 9790 and 979Z in the closed books of the year before."),
        ("FLAGS", "In each column it takes every filled cell named {form}.UNBALANCED.FATAL, whatever stands for form."),
        ("FLAGS", "It is met where the cell’s content is blank."),
        ("SAVED", "It is tested once in each column."),
        ("SAVED", "the cell 01.DATETIME.LAST.SAVED is filled, or (the text of the cell 01.NOTE is blank)."),
        (
            "FUNDS",
            "takes every fund that has rows in object 9791, or in object 979Z in the closed books of the year before.",
        ),
        ("FUNDS", "The state logs one exception for the whole column, however many cases are not met."),
        ("FORMS", "| `01` | `01GL` |"),
    ],
)
def test_a_page_says_in_words_what_is_tested_and_how(rule: str, said: str, made: dict[str, str]) -> None:
    assert said in made[f"SMALL-{rule}.md"]


def test_an_example_shows_the_ledger_the_books_before_and_the_arithmetic(made: dict[str, str]) -> None:
    short = made["SMALL-POSITIVE.md"].split("### Not met")[1].split("### At the line")[0]
    assert "column BB (budget, in an adopted budget), fund 01, resource 0000, object 4300: two rows are one object." in short
    assert "| `01-0000-0-0000-0000-4300` | -&#36;1,000.00 |\n| `01-0000-0-1110-1000-4300` | -&#36;234.56 |" in short
    assert "| Account in the closed books of the year before | Amount |\n| --- | --- |\n| `01-0000-0-0000-0000-9790`" in short
    assert 'past = sum(amount, object="9790,979Z")[-1]\n     = $12,345.00\n' in short
    assert "       = -$1,234.56 >= -10 and" in short
    assert "         = -$1,234.56 + 10\n         = -$1,224.56\ncolumn BB: 2 cases tested, this is one of them\n" in short
    assert "> Object 4300 of fund 01, resource 0000 is -&#36;1,234.56." in short


def test_an_example_of_a_form_shows_its_cells_and_an_empty_one_as_empty(made: dict[str, str]) -> None:
    page = made["SMALL-FLAGS.md"]
    assert "column BB (budget, in an adopted budget), form MYP." in page
    assert "| `MYP.UNBALANCED.FATAL` | `X` |" in page
    assert "| `MYP.UNBALANCED.FATAL` | *empty* |" in page
    assert "outcome: met (the column holds nothing to be tested)" in page


def test_every_example_comes_out_as_its_file_expects(small: Rulebook) -> None:
    seen = 0
    for rule in small.rules.values():
        for case in chosen(rule):
            found = work(rule, case, small)
            assert found is not None and found.in_column is not None
            assert found.in_column.told.outcome == case.expect
            assert found.in_column.shown is None or found.judged.outcome in (case.expect, "not_applicable")
            seen += 1
    assert seen >= 10


def test_a_check_that_nothing_can_decide_says_why_and_has_no_example(made: dict[str, str]) -> None:
    page = made["SMALL-VERSION.md"]
    assert "Nothing in a filing decides it: the current version stands in no filing." in page
    assert "## Examples" not in page
    assert "A filing package waits" not in page


def test_a_page_says_which_filing_packages_wait_and_that_a_reading_is_unconfirmed(made: dict[str, str]) -> None:
    page = made["SMALL-POSITIVE.md"]
    assert "waits for it to be cleared: adopted budget (columns BE and BB); unaudited actuals (column BA)." in page
    assert "was not confirmed on a real filing" in page
    assert "not confirmed" not in made["SMALL-SAVED.md"]


def test_the_index_groups_technical_checks_by_phase_in_the_states_order(made: dict[str, str]) -> None:
    index = made["README.md"]
    phases = [line for line in index.splitlines() if line.startswith("### ")]
    assert phases == ["### Import", "### General ledger", "### Export validation"]
    row = next(line for line in index.splitlines() if "](SMALL-POSITIVE.md)" in line)
    assert row.endswith("| fatal, warning, informational | BE, BB, BA, IA | unconfirmed |")
    assert index.index("### Import") < index.index("](SMALL-VERSION.md)") < index.index("### General ledger")
    assert all(index.count(f"](SMALL-{name}.md)") == 1 for name in ("POSITIVE", "SAVED", "FLAGS", "VERSION", "FUNDS", "FORMS"))


HERE = (0, 1)


@pytest.mark.parametrize(
    ("node", "words"),
    [
        (Asked("text", HERE, "code", ("project_year",)), "the project year"),
        (Asked("text", HERE, "code", ("content",)), "the cell’s content"),
        (Asked("money", HERE, "amount"), "the amount"),
        (Asked("money", HERE, "amount", offset=-1), "the amount in the closed books of the year before"),
        (LedgerSum("money", HERE, ()), "the amount"),
        (LedgerSum("money", HERE, (("fund", "01"), ("object", "9780"))), "the sum of object 9780 in fund 01"),
        (
            LedgerSum("money", HERE, (("resource", "2000-9999"), ("fund", "61-95 except 76")), -1),
            "the sum of resources 2000-9999 in funds 61-95 except 76 in the closed books of the year before",
        ),
        (Asked("count", HERE, "lines", (), (("object", "9400-9489"),)), "the number of rows in objects 9400-9489"),
        (Asked("count", HERE, "lines", (), (), -1), "the number of rows in the closed books of the year before"),
        (Asked("bool", HERE, "valid", ("resources", "resource")), "the resource is valid in the column’s year"),
        (
            Asked("bool", HERE, "valid", ("fund_resource", "fund", "resource")),
            "the fund and the resource are valid together in the column’s year",
        ),
        (Element("number", HERE, "ICR.RATE"), "the cell ICR.RATE"),
        (Asked("text", HERE, "cell", ("A.B",)), "the text of the cell A.B"),
        (
            Asked("bool", HERE, "filled", ("*.END.BAL",), (), -1),
            "a cell *.END.BAL is filled in the closed books of the year before",
        ),
        (Asked("bool", HERE, "nonzero", ("A.BAL",)), "an amount other than zero stands in the cell A.BAL"),
        (Asked("number", HERE, "moment", ("A.SAVED",)), "the time in the cell A.SAVED"),
        (Unary("bool", HERE, "not", Asked("bool", HERE, "filled", ("A",))), "not (the cell A is filled)"),
        (
            Comparison("bool", HERE, ("==",), (Asked("text", HERE, "cell", ("A",)), Literal("text", HERE, ""))),
            "the text of the cell A is blank",
        ),
    ],
)
def test_every_question_of_a_column_has_words(node: Node, words: str) -> None:
    assert in_words(node, {}) == words


def test_selectors_read_from_the_object_outward() -> None:
    assert selected_words((("fund", "01,03"), ("goal", "5000"), ("object", "1000-7999"))) == (
        "objects 1000-7999 in goal 5000 and funds 01 and 03"
    )
    assert asked_words(Asked("money", HERE, "amount")) == "the amount"
