"""What the examples print, whole. After a wanted change write the golden files anew and read the diff as its reader would:

UPDATE_GOLDEN=1 .venv/bin/python -m pytest tests/examples
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from .conftest import Golden, Run

COUNTY = "examples/county-los-angeles.yaml"
FILINGS = ("pasadena-2018-19-first-interim.yaml", "short-reserve-budget.yaml", "los-angeles-2014-15.yaml", "oak-valley.dat")
# The date of each letter, and the kind where the figures indicate none.
LETTERS = {
    "pasadena-2018-19-first-interim.yaml": ("2019-01-09", "--county", COUNTY),
    "short-reserve-budget.yaml": ("2025-09-12",),
    "oak-valley.dat": ("2025-09-12",),
}


def masked(document: Any) -> Any:
    """A report without what changes with every version and every comment in a file: digests and the tool's version."""
    if isinstance(document, dict):
        kept = {key: "(masked)" if key == "sha256" else masked(value) for key, value in document.items()}
        return {**kept, "version": "(masked)"} if document.get("name") == "compliance" else kept
    return [masked(one) for one in document] if isinstance(document, list) else document


@pytest.mark.parametrize("name", FILINGS)
def test_the_text_report(run: Run, golden: Golden, name: str) -> None:
    golden(f"{name.rsplit('.', 1)[0]}.txt", run("check", f"examples/{name}").stdout)


@pytest.mark.parametrize("name", ["pasadena-2018-19-first-interim.yaml"])  # one is enough to see every field; each is 100 KB
def test_the_json_report(run: Run, golden: Golden, name: str) -> None:
    document = json.loads(run("check", "--format", "json", f"examples/{name}").stdout)
    golden(f"{name.rsplit('.', 1)[0]}.json", json.dumps(masked(document), indent=1, ensure_ascii=False) + "\n")


@pytest.mark.parametrize("name", LETTERS)
def test_the_letter(run: Run, golden: Golden, name: str) -> None:
    day, *more = LETTERS[name]
    ran = run("letter", f"examples/{name}", "--to", "md", "--date", day, *more)
    assert ran.exit_code == 0, ran.stderr
    golden(f"{name.rsplit('.', 1)[0]}.md", ran.stdout)


@pytest.mark.parametrize("name", FILINGS)
def test_the_same_report_is_printed_every_time(run: Run, name: str) -> None:
    assert run("check", f"examples/{name}").stdout == run("check", f"examples/{name}").stdout
