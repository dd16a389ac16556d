"""Earlier filings that the user named: a folder or file of --history, or a path of `history:` in the filing."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cache

import click

from compliance.filing import Filing, FilingError, is_filing, read_filing


def earlier_filings(filing: Filing, named: Sequence[str]) -> list[Filing]:
    """The filings in the folders and files, the filing itself left out. A broken one in a folder is passed over with a warning.

    Raises FilingError for a path that does not exist, or for a broken file that was named itself.
    """
    found = []
    for path in (*filing.history, *named):
        for name in _files(path):
            if os.path.abspath(name) != os.path.abspath(filing.path) and (one := _read(name, name == path)) is not None:
                found.append(one)
    return found


def _files(path: str) -> Iterator[str]:
    if not os.path.isdir(path):
        yield path
        return
    for root, _, names in os.walk(path):
        for name in sorted(names):
            yield os.path.join(root, name)


@cache
def _read(path: str, itself: bool) -> Filing | None:
    """One file, read once a run; in a folder what is no filing is passed over."""
    try:
        return read_filing(path) if itself or is_filing(path) else None
    except FilingError as error:
        if itself:
            raise
        if path.endswith((".dat", ".yaml", ".yml", ".json", ".xlsx")):
            click.echo(f"warning: not read as history: {error}", err=True)
        return None
