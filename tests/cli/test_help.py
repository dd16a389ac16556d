"""Every verb's help ends in examples that run as they stand."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from compliance.cli.group import cli

from .conftest import Run


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of every verb and of every word below it; the program itself is the empty path."""
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from commands(inner, (*path, name))


EVERY = list(commands(cli))


def examples(path: tuple[str, ...], run: Run) -> list[str]:
    """The lines after "Example:" in a verb's help, up to the next empty line."""
    told = run(*path, "--help").stdout
    found = re.search(r"^ *Example:\n((?: +compliance .*\n)+)", told, re.MULTILINE)
    return [line.strip() for line in found.group(1).splitlines()] if found else []


def test_the_verbs_are_those_of_the_design() -> None:
    assert {path[0] for path in EVERY if path} == {
        "check",
        "convert",
        "diff",
        "explain",
        "init",
        "letter",
        "rules",
        "schema",
        "settle",
    }
    assert {path[1] for path in EVERY if len(path) == 2} == {"list", "show", "lint", "test", "docs"}


@pytest.mark.parametrize("path", EVERY, ids=lambda path: " ".join(path) or "compliance")
def test_its_help_has_examples_that_run(run: Run, path: tuple[str, ...], root: Path) -> None:
    lines = examples(path, run)
    assert lines, "no line after Example:"
    for line in lines:
        words = shlex.split(line)
        assert words[: len(path) + 1] == ["compliance", *path] or not path
        ran = run(*words[1:])
        assert ran.exit_code in (0, 1), f"{line}\n{ran.stderr}"
        assert ran.stdout


@pytest.mark.parametrize("path", EVERY, ids=lambda path: " ".join(path) or "compliance")
def test_the_short_form_of_help_is_the_same(run: Run, path: tuple[str, ...]) -> None:
    assert run(*path, "-h").stdout == run(*path, "--help").stdout


def test_the_version_is_told(run: Run) -> None:
    from compliance import __version__

    assert __version__ in run("--version").stdout
