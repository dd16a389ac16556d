"""Letters about many filings into one folder: what has not changed is kept, one that fails does not stop the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from compliance.cli.letter_makers import NO_LETTER, Kept, Makers, Unmade
from compliance.cli.letter_making import Desk, Made
from compliance.cli.letter_told import Telling
from compliance.cli.output import write_bytes
from compliance.letter.stopped import LetterStopped
from compliance.office.filed import Filed, file_letter
from compliance.office.refused import OfficeError
from compliance.office.requests_csv import requests_csv
from compliance.office.requests_ics import requests_ics
from compliance.office.resumed import Standing, standing_in
from compliance.office.sidecar import read_sidecar
from compliance.office.sidecar_document import MarkdownPart, SideCar
from compliance.office.summary import APPROVED, FAULT, KEPT, MADE, STOPPED, UNREADABLE, Row, summary_csv, summary_text
from compliance.publish import Published, PublishError, Wanted, publish_many

CODES = {FAULT: 5, UNREADABLE: 4, STOPPED: 3}


class Run:
    """One run into one folder. rows: what became of each filing, by its place among those given."""

    def __init__(self, desk: Desk, folder: Path, again: bool, day_given: bool, telling: Telling) -> None:
        """again: make also what has not changed. day_given: a letter of another day is another letter."""
        self._desk, self._folder, self._again, self._telling = desk, folder, again, telling
        self._standing: Standing = standing_in(folder, desk.day if day_given else None)
        self._waiting: dict[str, tuple[int, str, Made, SideCar | None]] = {}
        self._taken: set[str] = set()
        self._several = False
        self.rows: dict[int, Row] = {}

    def letters(self, filings: Sequence[str]) -> None:
        """Makes, publishes and files the letter of each. Raises PublishError where the reference document is unusable."""
        self._several = len(filings) > 1
        reference = self._desk.profile.reference
        with Makers(self._desk, None if self._again else self._standing, len(filings)) as makers:
            for one in publish_many(self._wanted(filings, makers), self._desk.asked.formats, reference):
                self._publish(one)

    def _publish(self, one: Published) -> None:
        place, path, made, previous = self._waiting.pop(one.name)
        reason = "" if one.error is None else str(one.error)
        if not reason:
            try:
                filed = self._file(made, one.files, previous)
            except OSError as error:
                reason = f"{error.filename or self._folder} cannot be written: {error.strerror}."
        if reason:
            self._done(place, _unwritten(path, reason, made.sidecar))
            self._telling.say(f"{path}: {NO_LETTER}{reason}")
            return
        self._say(made, filed)
        self._done(place, _row(path, MADE, filed.sidecar))

    def finish(self) -> int:
        """The exit code: the highest of what went wrong. Of several filings, the summary is written and told."""
        rows = [self.rows[place] for place in sorted(self.rows)]
        if len(rows) > 1:
            if any(row.outcome in (MADE, KEPT, APPROVED) for row in rows) or self._folder.is_dir():
                write_bytes(summary_csv(rows).encode(errors="replace"), str(self._folder / "summary.csv"))
            self._telling.say("\n" + summary_text(rows))
        return max((CODES.get(row.outcome, 0) for row in rows), default=0)

    def _wanted(self, filings: Sequence[str], makers: Makers) -> Iterator[Wanted]:
        """The letters to publish, one at a time; a filing without one has its row at once."""
        for place, (path, attempt) in enumerate(zip(filings, makers.attempts(filings), strict=True)):
            if isinstance(attempt, Kept):
                self._keep(place, path, *attempt)
            elif isinstance(attempt, Unmade):
                self._failed(place, path, attempt)
            else:
                try:
                    wanted = self._taking(place, path, attempt)
                except LetterStopped as error:
                    self._failed(place, path, Unmade(STOPPED, str(error), f"{path}: {NO_LETTER}"))
                    continue
                if wanted:
                    yield Wanted(attempt.stem, attempt.markdown, attempt.meta)

    def _taking(self, place: int, path: str, made: Made) -> bool:
        """Whether the letter is to be published. Raises LetterStopped where its name is another's."""
        stem = made.stem
        if stem in self._taken:
            raise LetterStopped(
                f"{stem} was written for another filing just now; give each filing its CDS code, or each its own --out."
            )
        previous = self._previous(stem, made)
        self._taken.add(stem)
        if previous is not None and previous.state == "approved":
            self._telling.say(f"{path}: {stem} is approved and stays as it is; to replace it, move it out of the folder first.")
            self._done(place, _row(path, APPROVED, previous))
            return False
        for one in made.told:
            self._telling.say(f"warning: {one}")
        self._waiting[stem] = (place, path, made, previous)
        return True

    def _keep(self, place: int, path: str, side: Path, sidecar: SideCar) -> None:
        self._taken.add(side.stem)
        self._telling.say(f"{side}: kept, its inputs have not changed; --again makes it all the same.")
        self._done(place, _row(path, KEPT, sidecar))

    def _previous(self, stem: str, made: Made) -> SideCar | None:
        """The side-car that stands there. Raises LetterStopped where it is another district's, or is no side-car."""
        path = self._folder / f"{stem}.json"
        if not path.exists():
            return None
        try:
            found = read_sidecar(path)
        except OfficeError as error:
            raise LetterStopped(f"{error.message} ({path}) Move it out of the folder, and nothing in it is lost.") from None
        agency = made.sidecar.agency
        if (found.agency.cds, found.agency.name) != (agency.cds, agency.name) and agency.cds is None:
            raise LetterStopped(f"{path} is of {found.agency.name}; give each filing its CDS code, or each its own --out.")
        return found

    def _file(self, made: Made, files: dict[str, bytes], previous: SideCar | None) -> Filed:
        self._folder.mkdir(parents=True, exist_ok=True)
        of = made.about
        if made.letter.requests:
            files["requests.csv"] = requests_csv(made.letter, of).encode(errors="replace")
            files["requests.ics"] = requests_ics(made.letter, of, self._desk.day).encode(errors="replace")
        sidecar = made.sidecar
        if previous is not None:
            same = previous.made_from == sidecar.made_from and previous.letter.sha256 == sidecar.letter.sha256
            steps = previous.steps if same else [*previous.steps, *sidecar.steps]
            sidecar = sidecar.model_copy(update={"state": previous.state if same else "draft", "steps": steps})
        if "md" in files:
            letter = MarkdownPart(path=f"{made.stem}.md", sha256=sidecar.letter.sha256)
            sidecar = sidecar.model_copy(update={"letter": letter})
        return file_letter(self._folder, made.stem, files, sidecar, previous)

    def _say(self, made: Made, filed: Filed) -> None:
        for note in () if self._several else made.letter.notes:
            self._telling.say(f"note: {note}")
        for one in filed.written:
            self._telling.say(str(one.path))
            if one.beside:
                self._telling.say(
                    f"The file beside it was edited, and stays. The difference (- edited, + new):\n{one.difference}"
                )
        for name in filed.stale:
            self._telling.say(f"warning: {name} is of the letter as it was; name its format in --to as well.")

    def _failed(self, place: int, path: str, attempt: Unmade) -> None:
        self._telling.say(f"{attempt.before}{attempt.reason}")
        self._done(place, Row(path, attempt.outcome, attempt.reason))

    def _done(self, place: int, row: Row) -> None:
        self.rows[place] = row
        self._telling.step()


def start(desk: Desk, filings: Sequence[str], folder: Path, again: bool, day_given: bool) -> int:
    """Runs it; the exit code."""
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"--out {folder} cannot be a folder: a file of that name stands there. Name another.")
    with Telling(len(filings)) as telling:
        run = Run(desk, folder, again, day_given, telling)
        try:
            run.letters(filings)
        except PublishError as error:
            raise click.UsageError(str(error)) from None
        return run.finish()


def _row(path: str, outcome: str, sidecar: SideCar) -> Row:
    agency = sidecar.agency
    return Row(
        filing=path,
        outcome=outcome,
        told=sidecar.why,
        district=agency.name or "",
        cds=agency.cds or "",
        fiscal_year=sidecar.fiscal_year,
        report=sidecar.report,
        kind=sidecar.kind,
        state=sidecar.state,
        open_questions=len(sidecar.notes),
        requests=len(sidecar.requests),
    )


def _unwritten(path: str, reason: str, sidecar: SideCar) -> Row:
    return _row(path, STOPPED, sidecar)._replace(told=reason, kind="", state="", open_questions=0, requests=0)
