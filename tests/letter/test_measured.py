"""What a letter says was measured beneath a rule: on the rules' own cases, so that each has its words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from compliance.engine.examine import examine
from compliance.engine.fast_path import FastPath
from compliance.engine.figures import FigureBook
from compliance.engine.findings import Case, Result
from compliance.engine.rehearse import filing_of
from compliance.letter.environment import letter_environment
from compliance.letter.gathered import figure
from compliance.letter.plain_text import CLOSE, OPEN
from compliance.letter.printed import Printed
from compliance.letter.tables.moved import RULES as IN_A_TABLE
from compliance.rulebook.load import load_rulebook
from compliance.rulebook.model import Rulebook
from compliance.shipped import shipped

from .reports import dollars

# Rules whose paragraph prints its figures in sentences or a table of its own, where they are not met.
IN_THE_PARAGRAPH = {
    "01CS-8", "01CS-9b", "01CS-10", "01CSI-8", "01CSI-9a", "01CSI-9b", "01CSI-10",
    "cash-low-point", "contingent-revenue", "falling-reserves", "forward-deficit", "one-time-for-ongoing",
    "thin-reserve-margin", "unidentified-reductions", "unsettled-negotiations", "zero-slack",
}  # fmt: skip
# How many figures are missing says little without their names, which the report lists.
NOTHING_TO_MEASURE = {"thin-history"}


@pytest.fixture(scope="module")
def pack() -> Rulebook:
    return load_rulebook([shipped("rules") / "us-ca"])


def said(result: Result, root: Path) -> list[str]:
    """The lines beneath the rule's name in a letter."""
    printed = Printed("dollars")
    printed.name_results([result], "")
    environment = letter_environment([root / "templates" / "letters"], {"figure": figure}, printed)
    template = '{% from "standards.md.j2" import standards %}{{ standards(results) }}'
    text = environment.from_string(template).render(results=[result]).translate({ord(mark): None for mark in (OPEN, CLOSE)})
    return [line[4:] for line in text.splitlines() if line.startswith("  - ")]


def rehearsed(pack: Rulebook, rule: str) -> Iterator[tuple[Result, Case]]:
    """The rule on each of its own filings where a case is not met."""
    fast = FastPath(pack)
    for case in pack.rules[rule].cases:
        if case.expect == "not_met":
            result = examine(pack.rules[rule], FigureBook(filing_of(case, ""), pack), fast)
            yield from ((result, one) for one in result.cases if one.outcome == "not_met")


def measures(result: Result) -> bool:
    """Whether a case rests on anything but answers of the form and entries of its lists."""
    names = {name for case in result.cases for name in case.figures}
    return any(not name.startswith(("answer", "item.")) for name in names)


def test_every_rule_that_measures_says_what_it_measured(pack: Rulebook, root: Path) -> None:
    elsewhere = {*IN_THE_PARAGRAPH, *IN_A_TABLE, *NOTHING_TO_MEASURE}
    ours = [rule for rule in pack.rules.values() if rule.id.startswith("01CS") or Path(rule.path).parent.name == "cautions"]
    found = {rule.id: list(rehearsed(pack, rule.id)) for rule in ours if rule.id not in elsewhere}
    told = {rule for rule, results in found.items() if results and all(said(one, root) for one, _ in results)}
    silent = [rule for rule, results in found.items() if rule not in told and any(measures(one) for one, _ in results)]
    assert len(told) > 40 and silent == []


def test_what_was_measured_is_never_left_out_where_it_is_known(pack: Rulebook, root: Path) -> None:
    lines = [
        (rule, line)
        for rule in pack.rules
        if rule.startswith("01CS")
        for result, _ in rehearsed(pack, rule)
        for line in said(result, root)
    ]
    assert lines and [(rule, line) for rule, line in lines if "not known" in line or "does not give" in line] == []


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            "01CS-4",
            "the year before had $524,351,678; a change of +3.62%, where +0.47% to +2.47% is allowed.",
        ),
        # 4.0000001 percent is above 4: as many places as it takes to see it.
        ("01CS-4", "a change of +4.0000001%, where +2.0000000% to +4.0000000% is allowed."),
        ("01CSI-5", "$860 of $1,000 of unrestricted spending, or 86.00%, where the three years before allow 87.00% to 93.00%."),
        ("01CS-7", "$30,000, which is $0.01 short of the $30,000 required."),
        ("01CS-S5b", "$1,000, where the year before had $0; new, where there was none."),
        ("charter-oversight", "the charter fund balance is -$150,000."),
        ("charter-oversight", "the charter fund balance is $150,000, after -$0.01 a year earlier."),
        ("ada-missing", "attendance is not known, beside expenditures and other uses of $1,437,160,320."),
        ("01CSI-A1", "the general fund ends June with -$0.01 of cash."),
    ],
)
def test_the_words_of_a_measure(rule: str, words: str, pack: Rulebook, root: Path) -> None:
    assert any(line.endswith(words) for result, _ in rehearsed(pack, rule) for line in said(result, root))


def test_of_many_cases_the_farthest_eight_are_listed(root: Path) -> None:
    cases = tuple(
        Case(
            {"fiscal_year": "2024-25"},
            "not_met",
            {
                "maintenance_contribution": dollars("0"),
                "maintenance_required": dollars(f"{short}"),
                "distance": dollars(f"-{short}"),
            },
            "",
        )
        for short in range(1, 12)
    )
    lines = said(Result("01CSI-7", "Maintenance", "not_met", "serious", (), "", "", cases), root)
    assert len(lines) == 9 and lines[0].endswith("$11 short of the $11 required.") and lines[-1].startswith("and 3 more")
