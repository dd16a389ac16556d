"""The examples, run as a newcomer runs them: from the top of the checkout, by relative paths."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

Run = Callable[..., Result]
Golden = Callable[[str, str], None]
GOLDEN = Path(__file__).resolve().parent.parent / "golden"


@pytest.fixture
def run(root: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in this process; nothing is a terminal, the page is 100 columns wide."""
    monkeypatch.chdir(root)
    monkeypatch.setenv("COLUMNS", "100")

    def running(*words: str) -> Result:
        from compliance.cli.group import cli

        return CliRunner().invoke(cli, list(words), prog_name="compliance")

    return running


@pytest.fixture
def golden(root: Path) -> Golden:
    """Compares a text with the golden file of that name; with UPDATE_GOLDEN=1 it writes the file first."""

    def comparing(name: str, text: str) -> None:
        path = GOLDEN / name
        shown = text.replace(f"{root}{os.sep}", "")
        if os.environ.get("UPDATE_GOLDEN"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(shown, "utf-8", newline="\n")
        assert shown == path.read_text("utf-8")

    return comparing
