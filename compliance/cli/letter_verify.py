"""letter --verify: the letter made again from its filing, every figure held against the side-car."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from compliance.cli.letter_making import Desk, make_letter, open_filing
from compliance.cli.output import write_result
from compliance.filing import FilingError
from compliance.letter.profile import PLAIN
from compliance.letter.read_profile import read_profile
from compliance.letter.stopped import LetterStopped
from compliance.located import LocatedError, Position
from compliance.office.approval import changed_files, changed_inputs, find_input
from compliance.office.contacts import read_contacts
from compliance.office.past_letters import PastLetters
from compliance.office.refused import OfficeError
from compliance.office.sidecar import read_sidecar
from compliance.office.sidecar_document import SideCar
from compliance.office.verification import compare_figures
from compliance.rulebook.model import Rulebook

DIFFERS, UNREADABLE = 1, 4


class _Found(NamedTuple):
    """The recorded inputs as they can be opened now, by role; a role with several files has them in order."""

    sidecar: SideCar
    folder: Path

    def all_of(self, role: str) -> list[Path]:
        """Every file of that role. Raises OfficeError where one is not there."""
        return [self._path(one.path, role) for one in self.sidecar.inputs if one.role == role]

    def one_of(self, role: str) -> Path | None:
        """The file of that role, None where the letter had none."""
        return next(iter(self.all_of(role)), None)

    def _path(self, path: str, role: str) -> Path:
        found = find_input(path, self.folder)
        if found is None:
            at = Position(path, 0)
            raise OfficeError(f"The letter rests on this file ({role}), which is not there; put it back, then verify.", at)
        return found


def verify(path: str, filing: str, rulebook: Rulebook) -> int:
    """0 where every figure agrees with the filing, 1 with a line for each that does not, 4 where it cannot be told."""
    side = Path(path)
    try:
        sidecar = read_sidecar(side)
        desk = _desk(sidecar, side.parent, rulebook)
        opened = open_filing(desk, filing)
        letter = make_letter(desk, opened).letter
    except (FilingError, LocatedError) as error:
        click.echo(f"error: {error}", err=True)
        return UNREADABLE
    except LetterStopped as error:
        write_result(f"The letter does not agree with {filing}: made now, it would be stopped. {error}", None)
        return DIFFERS
    found = compare_figures(sidecar, letter.figures)
    frozen = tuple(changed_files(sidecar.frozen, side.parent)) if sidecar.frozen else ()
    kept = [one for one in sidecar.inputs if one.role not in ("filing", "ledger")]
    notes = list(changed_inputs(kept, side.parent))
    if opened.filing.sha256 != sidecar.filing.sha256:
        notes.append(f"{filing} is not the file the letter was made from, byte for byte")
    if rulebook.sha256 != sidecar.rulebook.sha256:
        notes.append("the rules are not those the letter was made with")
    for note in notes:
        click.echo(f"note: {note}.", err=True)
    wrong = [*found.differing, *frozen]
    write_result("\n".join((*wrong, _verdict(sidecar, filing, found.agreeing, found.differing, frozen))), None)
    return DIFFERS if wrong else 0


def _verdict(sidecar: SideCar, filing: str, agreeing: int, differing: Sequence[str], frozen: Sequence[str]) -> str:
    if not differing and not frozen:
        edited = " Edits made by hand in a file of the letter are not read." if not sidecar.frozen else ""
        return f"All {agreeing} figures of the letter agree with {filing}, exactly.{edited}"
    parts = [f"{len(differing)} of {agreeing + len(differing)} figures differ from {filing}"] if differing else []
    parts += [f"{len(frozen)} approved files were changed"] if frozen else []
    return f"{' and '.join(parts)}. The letter does not stand as it is."


def _desk(sidecar: SideCar, folder: Path, rulebook: Rulebook) -> Desk:
    """The desk as it was when the letter was made: the same kind, day and files."""
    found = _Found(sidecar, folder)
    county, contacts = found.one_of("county"), found.one_of("contacts")
    letters = [(path, read_sidecar(path)) for path in found.all_of("letter")]
    return Desk(
        rulebook=rulebook,
        profile=PLAIN if county is None else read_profile(county),
        day=sidecar.date,
        asked=sidecar.asked.model_copy(update={"kind": sidecar.kind}),
        county=county,
        contacts=None if contacts is None else read_contacts(contacts),
        matters=found.one_of("matter"),
        past=PastLetters(tuple(sorted(letters, key=_day))),
        history=[str(path) for path in found.all_of("history")],
        scenario=found.one_of("scenario"),
        proposal=found.one_of("proposal"),
    )


def _day(pair: tuple[Path, SideCar]) -> datetime.date:
    return pair[1].date
