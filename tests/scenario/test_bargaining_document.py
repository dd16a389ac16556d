"""docs/bargaining.md says what the program does: its example costs what it prints, and it names every kind and key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from compliance.located.yaml_reader import read_yaml
from compliance.rulebook.language.show import show
from compliance.scenario.proposal import DATED_RATES, FUNDING, KINDS, OWN_RATES
from compliance.scenario.read_proposal import KEYS, proposal_from
from compliance.scenario.read_proposal_units import UNIT

from .proposals import cost


@pytest.fixture(scope="module")
def document(root: Path) -> str:
    return (root / "docs" / "bargaining.md").read_text("utf-8")


def test_the_example_costs_what_the_document_prints(document: str) -> None:
    written = re.findall(r"```yaml\n(.+?)```", document, re.DOTALL)
    assert len(written) == 1
    found = cost(proposal_from(read_yaml(written[0], "bargaining.md"), "bargaining.md"))
    printed = [line for line in document.splitlines() if line.startswith("| 202")]
    lines = [f"| {one.fiscal_year} | {one.unit} | {one.earned} | {one.arithmetic} |" for one in found.lines]
    totals = [
        " | ".join([f"| {one.fiscal_year}", *(show(amount, "money") for amount in one[1:5]), show(one.one_time, "money")])
        + " |"
        for one in found.totals()
    ]
    assert printed == [line for line in lines if "| 2027-28" not in line[:10]] + totals


def test_the_document_names_all_that_a_proposal_may_hold(document: str) -> None:
    named = set(re.findall(r"[a-z_]+", document))
    assert {*KEYS, *UNIT, *KINDS, *FUNDING, *DATED_RATES, *OWN_RATES} - named == set()
