"""docs/language.md tells a rule writer of every function, with examples that are read and refusals that are refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from compliance.rulebook.language.arguments import USAGE
from compliance.rulebook.language.errors import ExpressionError
from compliance.rulebook.language.parse import parse
from compliance.rulebook.language.scope import Scope

MONEY = ["x", "y", "outgo", "floor", "lcff_revenue", "unrestricted_net_change", "ending_cash", "unidentified_cuts"]
SCOPE = Scope(
    figures={**dict.fromkeys(MONEY, "money"), "ada": "ada", "enrollment": "count", "share": "rate"},
    answers={"S1": "bool"},
    lists={"labor": {"settled": "bool"}, "one_time": {"amount": "money", "pays_for": "text"}},
)


@pytest.fixture(scope="module")
def chapters(root: Path) -> dict[str, str]:
    """The page's text by the heading it stands under."""
    parts = re.split(r"^## (.*)$", (root / "docs" / "language.md").read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def column(table: str, number: int) -> list[str]:
    rows = [line.split("|")[1:-1] for line in table.splitlines() if line.startswith("|")]
    return [code for row in rows for code in re.findall(r"`([^`]+)`", row[number])]


def test_every_function_is_told_of(chapters: dict[str, str]) -> None:
    told = set(re.findall(r"`(\w+)", chapters["Functions"] + chapters["Names"]))
    assert set(USAGE) <= told


def test_every_example_of_a_function_is_read(chapters: dict[str, str]) -> None:
    examples = column(chapters["Functions"], 1)
    assert len(examples) >= 12
    for example in examples:
        scope = SCOPE if "previous_report" not in example else Scope(figures={"ada": "ada"})
        if re.match(r"(lines|valid|cell|filled|nonzero|moment)\(", example):
            scope = Scope(codes=("fund", "resource"), tables={"resources": 1, "fund_resource": 2})
        assert parse(example, scope).unit in ("money", "rate", "bool", "count", "ada", "number")


def test_what_is_said_to_be_refused_is_refused(chapters: dict[str, str]) -> None:
    for written in column(chapters["Refused, and why"], 0):
        with pytest.raises(ExpressionError):
            parse(written, SCOPE)


def test_the_limits_are_those_of_the_program(chapters: dict[str, str]) -> None:
    from compliance.rulebook.language import parse as parsing
    from compliance.rulebook.language import reading, scan

    limits = chapters["Refused, and why"]
    for limit in (scan.LONGEST, scan.BRACKETS, reading.NESTED, parsing.DEEPEST, parsing.HEAVIEST):
        assert f"{limit:,}" in limits
