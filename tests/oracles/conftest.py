"""Real filings, judged once: skipped with the reason where the folder of oracles does not lie beside the checkout."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from compliance.engine.findings import Report
from compliance.engine.report import judge
from compliance.filing import read_filing
from compliance.rulebook.cache import cached_rulebook
from compliance.rulebook.model import Rulebook

FOLDER = Path(__file__).resolve().parent.parent.parent.parent / "shared" / "oracles"
CASES = sorted(path.parent.name for path in FOLDER.glob("*/expected.json"))
Judged = Callable[[str], Report]


def told(case: str, name: str) -> dict[str, Any]:
    """A document of the case: expected.json, what the state concluded; printed.json, what its form printed, or nothing."""
    path = FOLDER / case / name
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `case` runs for every real filing; without the folder once, to be skipped by its fixtures."""
    if "case" in metafunc.fixturenames and "rule" not in metafunc.fixturenames:
        metafunc.parametrize("case", CASES or ["none"])


@pytest.fixture(scope="session")
def rulebook(root: Path) -> Rulebook:
    return cached_rulebook([root / "rules" / "us-ca"])


@pytest.fixture(scope="session")
def judged(oracles: Path, rulebook: Rulebook) -> Judged:
    """The report on a case's filing: filing.yaml where there is one, else filing.dat, as the score tool takes them."""
    known: dict[str, Report] = {}

    def judging(case: str) -> Report:
        if case not in known:
            folder = oracles / case
            path = next(folder / name for name in ("filing.yaml", "filing.dat") if (folder / name).exists())
            known[case] = judge(read_filing(str(path)), rulebook)
        return known[case]

    return judging
