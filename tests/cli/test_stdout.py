"""Stdout holds the result and nothing else: no colour off a terminal, no warnings, no crash on another alphabet."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Filing, Program, Run

PASADENA = "examples/pasadena-2018-19-first-interim.yaml"
ESCAPE = "\x1b["


@pytest.fixture
def without_end(root: Path, tmp_path: Path) -> str:
    """The invented export cut after its last complete section: whole in itself, but without the EOF record."""
    lines = (root / "examples" / "oak-valley.dat").read_text("utf-8").splitlines(keepends=True)
    assert "EOF" in lines[-1]
    path = tmp_path / "without-end.dat"
    path.write_text("".join(lines[:-1]), "utf-8")
    return str(path)


def test_a_warning_goes_to_stderr_and_the_result_stays_whole(run: Run, without_end: str) -> None:
    ran = run("check", "--format", "json", without_end)
    assert ran.exit_code == 0
    assert ran.stderr.startswith("warning: ")
    assert "EOF" in ran.stderr
    assert json.loads(ran.stdout)["filing"]["path"] == without_end


def test_a_letter_on_stdout_has_its_notes_on_stderr(run: Run) -> None:
    ran = run("letter", PASADENA)
    assert ran.exit_code == 0
    assert "note: " in ran.stderr
    assert "note: " not in ran.stdout


def test_a_filing_that_reads_without_a_fault_leaves_stderr_empty(run: Run) -> None:
    assert run("check", PASADENA).stderr == ""
    assert run("check", "--format", "json", PASADENA).stderr == ""


@pytest.mark.parametrize("words", [["check", PASADENA], ["explain", "01CSI-10", PASADENA], ["letter", PASADENA], ["--help"]])
def test_no_escape_codes_where_there_is_no_terminal(program: Program, words: list[str]) -> None:
    assert ESCAPE not in program(*words).stdout


def on_a_terminal(root: Path, *words: str, **variables: str) -> str:
    """What the program prints where stdout is a terminal of 100 columns."""
    pty = pytest.importorskip("pty", reason="pseudo-terminals exist on POSIX systems only")
    ours, theirs = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "TERM")}
    environment = {**kept, "COLUMNS": "100", "TERM": "xterm-256color", **variables}
    command = [sys.executable, "-m", "compliance", *words]
    ran = subprocess.Popen(command, cwd=root, env=environment, stdout=theirs, stderr=theirs)
    os.close(theirs)
    read = []
    while True:
        try:
            chunk = os.read(ours, 65536)
        except OSError:
            break
        if not chunk:
            break
        read.append(chunk)
    os.close(ours)
    ran.wait()
    return b"".join(read).decode("utf-8")


def test_a_terminal_gets_colour_and_the_same_words(root: Path, program: Program) -> None:
    told = on_a_terminal(root, "check", PASADENA)
    assert ESCAPE in told
    bare = re.sub(r"\x1b\[[0-9;]*m", "", told).replace("\r\n", "\n")
    assert bare == program("check", PASADENA).stdout


def test_no_color_is_honoured_on_a_terminal(root: Path) -> None:
    assert ESCAPE not in on_a_terminal(root, "check", PASADENA, NO_COLOR="1")


def test_a_file_gets_no_colour_even_from_a_terminal(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    on_a_terminal(root, "check", PASADENA, "--output", str(path))
    assert ESCAPE not in path.read_text("utf-8")


def on_a_console(root: Path, encoding: str, *words: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of the program where the console knows only that alphabet."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "COLUMNS": "100"}
    ran = subprocess.run([sys.executable, "-m", "compliance", *words], cwd=root, env=environment, capture_output=True)
    return ran.returncode, ran.stdout.decode(encoding, "replace"), ran.stderr.decode(encoding, "replace")


@pytest.mark.parametrize("verb", ["check", "check --format json", "explain 01CSI-10", "letter"])
@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437"])
def test_a_console_of_another_alphabet_shows_what_it_can(root: Path, filing: Filing, verb: str, encoding: str) -> None:
    code, told, errors = on_a_console(root, encoding, *verb.split(), filing(name="Peña 学 Unified"))
    assert code == 0, errors
    assert "Traceback" not in errors
    assert told
    if not verb.startswith("explain"):
        assert "Unified" in told


def test_a_windows_console_shows_an_accented_name_as_it_is(root: Path, filing: Filing) -> None:
    _, told, _ = on_a_console(root, "cp1252", "check", filing(name="Peña 学 Unified"))
    assert told.startswith("Peña \\u5b66 Unified")


def test_json_keeps_a_name_whole_on_a_windows_console(root: Path, filing: Filing) -> None:
    _, told, _ = on_a_console(root, "cp1252", "check", "--format", "json", filing(name="Peña 学 Unified"))
    assert json.loads(told)["filing"]["entity"]["name"] == "Peña 学 Unified"


@pytest.mark.parametrize("verb", ["rules lint", "rules test", "rules list"])
def test_a_fault_in_a_rule_of_another_alphabet_is_still_told(root: Path, own_rules: Callable[..., str], verb: str) -> None:
    folder = own_rules(require="学 > 0")
    code, told, errors = on_a_console(root, "cp1252", *verb.split(), "--rules", folder)
    assert code == (0 if verb == "rules list" else 3), errors
    assert "own-percent" in told


def test_an_unreadable_filing_of_another_alphabet_is_still_told(root: Path, filing: Filing) -> None:
    code, _, errors = on_a_console(root, "cp1252", "check", filing(more="学: 1\n"))
    assert code == 4
    assert "vista.yaml:10:" in errors


def test_a_reader_that_closes_the_pipe_early_sees_no_traceback(root: Path) -> None:
    command = [sys.executable, "-m", "compliance", "check", *[PASADENA] * 40]
    ran = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert ran.stdout is not None and ran.stderr is not None
    ran.stdout.read(10)
    ran.stdout.close()
    told = ran.stderr.read().decode()
    ran.stderr.close()
    ran.wait()
    assert "Traceback" not in told
