"""The rulebook a command asked for: the shipped pack, and the folders that --rules adds."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from compliance.rulebook.cache import cached_rulebook
from compliance.rulebook.errors import RulebookError
from compliance.rulebook.model import Rulebook
from compliance.shipped import shipped_folder

RULE_IS_WRONG = 3
NO_SUCH_PATH = 4
Command = TypeVar("Command", bound=Callable[..., Any])


def chosen_folders(rules: Sequence[str]) -> list[str]:
    """us-ca first unless `none` was given, then the folders named."""
    folders = [] if "none" in rules else [os.path.join(shipped_folder("rules"), "us-ca")]
    return folders + [name for name in rules if name != "none"]


def load_chosen(rules: Sequence[str], cases: bool = False) -> Rulebook:
    """The rulebook, or exit 3 with the mistake at its line; with the cases of its rules only where they are asked for."""
    folders = chosen_folders(rules)
    if not folders:
        raise click.UsageError("--rules none leaves no rules at all: add --rules FOLDER.")
    for folder in folders:
        if not os.path.isdir(folder):
            click.echo(f"error: {folder}: There is no rules folder of this name. Check the path given to --rules.", err=True)
            raise click.exceptions.Exit(NO_SUCH_PATH)
    try:
        if cases:
            from compliance.rulebook.load import load_rulebook

            return load_rulebook(folders)
        rulebook = cached_rulebook(folders)
        gc.freeze()  # it lives to the end: the collector need not look at it again for every ledger
        return rulebook
    except RulebookError as error:
        click.echo(f"The rules cannot be loaded.\n{error}", err=True)
        raise click.exceptions.Exit(RULE_IS_WRONG) from None


def rules_option(command: Command) -> Command:
    """The --rules option, for every verb that judges."""
    add: Callable[[Command], Command] = click.option(
        "--rules",
        multiple=True,
        metavar="FOLDER",
        help="Add a folder of rules to the shipped pack us-ca; `none` leaves us-ca out. May be repeated.",
    )
    return add(command)
