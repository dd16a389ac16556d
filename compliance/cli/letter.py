"""compliance letter: the county's letter about each filing, written whole or not at all."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compliance import __version__
from compliance.cli.check import UNREADABLE
from compliance.cli.history import earlier_filings
from compliance.cli.output import write_result
from compliance.cli.rulebooks import RULE_IS_WRONG, load_chosen, rules_option
from compliance.engine.deadlines import deadlines
from compliance.engine.report import judge
from compliance.filing import FilingError, read_filing

if TYPE_CHECKING:
    from compliance.engine.findings import Report
    from compliance.letter.profile import Profile
    from compliance.letter.written import Letter

FORMATS = ("md",)


@click.command("letter", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("filings", nargs=-1, required=True, metavar="FILING...")
@click.option("--kind", metavar="KIND", help="The kind of letter; left out, the one the figures and the filing indicate.")
@click.option("--county", metavar="PROFILE", help="County profile (YAML): letterhead, addressee, signatory, copies.")
@click.option("--to", "formats", default="md", show_default=True, metavar="FORMATS", help="This version writes md (Markdown).")
@click.option("--out", metavar="FOLDER", help="Write <cds>-<fiscal_year>-<report>-<kind>.md and a .json side-car there.")
@click.option("--date", metavar="YYYY-MM-DD", help="The letter's date; left out, today.")
@click.option(
    "--history", multiple=True, metavar="FOLDER", help="Earlier filings of the agency, as for check. May be repeated."
)
@rules_option
def command(
    filings: Sequence[str],
    kind: str | None,
    county: str | None,
    formats: str,
    out: str | None,
    date: str | None,
    history: Sequence[str],
    rules: Sequence[str],
) -> None:
    """Write the county's letter about FILINGs.

    Without --county the letter has placeholders and is marked DRAFT. The figures indicate; the county decides and signs.

    \b
    Example:
      compliance letter examples/pasadena-2018-19-first-interim.yaml --to md
      compliance letter examples/pasadena-2018-19-first-interim.yaml --county examples/county-los-angeles.yaml --date 2019-01-09
    """
    from compliance.letter.composition import compose
    from compliance.letter.kinds import KINDS
    from compliance.letter.stopped import LetterStopped

    _known(formats, kind, KINDS)
    if len(filings) > 1 and out is None:
        raise click.UsageError("Several letters need a folder: add --out FOLDER.")
    day = _date(date)
    profile = _profile(county)
    rulebook = load_chosen(rules)
    code = 0
    written: set[str] = set()
    for path in filings:
        try:
            filing = read_filing(path)
            for warning in filing.warnings:
                click.echo(f"warning: {warning}", err=True)
            report = judge(filing, rulebook, history=earlier_filings(filing, history))
            if any(result.outcome == "error" for result in report.results):
                wrong = ", ".join(result.rule for result in report.results if result.outcome == "error")
                raise LetterStopped(f"A rule is wrong ({wrong}); `compliance rules lint` shows where. No letter rests on that.")
            dates = deadlines(rulebook, report.report, report.fiscal_year)
            letter = compose(report, profile, kind=kind, date=day, deadlines=dates)
        except FilingError as error:
            click.echo(f"error: {error}", err=True)
            code = max(code, UNREADABLE)
            continue
        except LetterStopped as error:
            click.echo(f"{path}: no letter was written. {error}", err=True)
            code = max(code, RULE_IS_WRONG)
            continue
        for note in letter.notes:
            click.echo(f"note: {note}", err=True)
        if out is None:
            write_result(letter.markdown, None)
        else:
            code = max(code, _write(letter, report, Path(out), written))
    raise click.exceptions.Exit(code)


def _known(formats: str, kind: str | None, kinds: Sequence[str]) -> None:
    for one in formats.split(","):
        if one.strip() not in FORMATS:
            raise click.UsageError(f"--to {one.strip()} is not written by this version; it writes: {', '.join(FORMATS)}.")
    if kind is not None and kind not in kinds:
        import difflib

        near = difflib.get_close_matches(kind, kinds, 1, 0.5)
        advice = f"Did you mean '{near[0]}'?" if near else f"Known: {', '.join(kinds)}."
        raise click.UsageError(f"No letter is of kind '{kind}'. {advice}")


def _date(text: str | None) -> datetime.date:
    if text is None:
        return datetime.date.today()
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise click.UsageError(f"--date is '{text}'; write a day as 2019-01-09.") from None


def _profile(county: str | None) -> Profile:
    from compliance.letter.profile import PLAIN
    from compliance.letter.read_profile import ProfileError, read_profile

    if county is None:
        return PLAIN
    try:
        return read_profile(Path(county))
    except ProfileError as error:
        click.echo(f"error: {error}", err=True)
        raise click.exceptions.Exit(UNREADABLE) from None


def _write(letter: Letter, report: Report, folder: Path, written: set[str]) -> int:
    """The letter and its side-car in the folder; a second letter of the same name in one run is refused, not lost."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"--out {folder} cannot be a folder: {error.strerror}. Name another.") from None
    stem = f"{report.cds or 'no-cds'}-{report.fiscal_year}-{report.report}-{letter.kind}"
    if stem in written:
        click.echo(
            f"{report.path}: no letter was written. {stem}.md was written for another filing just now; "
            "give each filing its CDS code, or each its own --out.",
            err=True,
        )
        return RULE_IS_WRONG
    written.add(stem)
    sidecar = {
        "format": "compliance/letter-1",
        "tool": {"name": "compliance", "version": __version__},
        "rulebook": report.rulebook._asdict(),
        "kind": letter.kind,
        "title": letter.title,
        "draft": letter.draft,
        "filing": {"path": report.path, "sha256": report.sha256},
        "letter": {"path": f"{stem}.md", "sha256": hashlib.sha256(letter.markdown.encode()).hexdigest()},
        "requests": [
            {key: value.isoformat() if isinstance(value, datetime.date) else value for key, value in one._asdict().items()}
            for one in letter.requests
        ],
        "citations": list(letter.citations),
        "notes": list(letter.notes),
    }
    write_result(letter.markdown, str(folder / f"{stem}.md"))
    write_result(json.dumps(sidecar, indent=1, ensure_ascii=False), str(folder / f"{stem}.json"))
    click.echo(f"{folder / stem}.md", err=True)
    return 0
