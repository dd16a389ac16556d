"""letter --mark: a letter reviewed, or approved and frozen, by a person with a name."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from compliance.located import LocatedError
from compliance.office.approval import mark
from compliance.office.filed import write_sidecar
from compliance.office.refused import NotDone
from compliance.office.sidecar import read_sidecar

NOT_DONE, UNREADABLE = 3, 4


def mark_letter(path: str, state: str, by: str, on: datetime.date) -> int:
    """Marks the side-car: 0, 3 where the step may not be taken, 4 where it is no side-car."""
    side = Path(path)
    try:
        sidecar, told = mark(read_sidecar(side), side, state, by, on)
        write_sidecar(side, sidecar)
    except NotDone as error:
        click.echo(f"{path}: not marked {state}. {error}", err=True)
        return NOT_DONE
    except LocatedError as error:
        click.echo(f"error: {error}", err=True)
        return UNREADABLE
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written: {error.strerror}.") from None
    for one in told:
        click.echo(f"note: {one}.", err=True)
    click.echo(f"{path}: {state} by {by.strip()} on {on}.")
    return 0
