"""Letters made in several processes are those made in one, in the order of their filings, whatever becomes of a process."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from compliance.cli import letter_makers

from .conftest import Run

PASADENA = "examples/pasadena-2018-19-first-interim.yaml"
DAY = ("--date", "2019-01-09")
MANY = 9


@pytest.fixture
def filings(root: Path, tmp_path: Path) -> list[str]:
    """Nine districts; the filing of the fifth cannot be read."""
    text = (root / PASADENA).read_text("utf-8")
    paths = []
    for number in range(MANY):
        path = tmp_path / f"d{number}.yaml"
        path.write_text(text.replace("19648810000000", f"19648{number}10000000") if number != 4 else "filing: 1\n", "utf-8")
        paths.append(str(path))
    return paths


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def cores(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(letter_makers.os, "cpu_count", lambda: count)


def test_several_processes_make_what_one_makes(
    run: Run, filings: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    for count in (1, 2):
        cores(monkeypatch, count)
        ran = run("letter", *filings, *DAY, "--out", str(tmp_path / f"of-{count}"))
        assert ran.exit_code == 4
        told.append([line.replace(f"of-{count}", "out") for line in ran.stderr.splitlines() if "d4.yaml" in line])
    assert files(tmp_path / "of-1") == files(tmp_path / "of-2")
    assert len(list((tmp_path / "of-2").glob("*.md"))) == MANY - 1
    assert told[0] == told[1] != []


def test_what_stands_is_kept_there_too(run: Run, filings: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cores(monkeypatch, 2)
    again = ("letter", *filings, *DAY, "--out", str(tmp_path / "out"))
    run(*again)
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*.md")}
    ran = run(*again)
    assert before == {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*.md")}
    assert ran.stderr.count("kept, its inputs have not changed") == MANY - 1


@pytest.mark.skipif(sys.platform != "linux", reason="a process ended from outside is a copy of this one on Linux only")
def test_a_process_that_is_ended_costs_no_letter(
    run: Run, filings: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, made = os.getpid(), letter_makers.make_letter

    def ending(desk: letter_makers.Desk, opened: object) -> letter_makers.Made:
        if os.getpid() != here and opened.key.startswith("19648610000000"):  # type: ignore[attr-defined]
            os.kill(os.getpid(), signal.SIGKILL)
        return made(desk, opened)  # type: ignore[arg-type]

    cores(monkeypatch, 2)
    monkeypatch.setattr(letter_makers, "make_letter", ending)
    ran = run("letter", *filings, *DAY, "--out", str(tmp_path / "out"))
    assert ran.exit_code == 4
    assert len(list((tmp_path / "out").glob("*.md"))) == MANY - 1
