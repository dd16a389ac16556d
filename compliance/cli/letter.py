"""compliance letter: the county's letter about each filing, written whole or not at all."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compliance.cli.check import UNREADABLE
from compliance.cli.output import write_result
from compliance.cli.rulebooks import RULE_IS_WRONG, load_chosen, rules_option

if TYPE_CHECKING:
    from compliance.cli.letter_making import Desk
    from compliance.letter.profile import Profile

FORMATS = ("md", "docx", "pdf", "html")
PRINTED = ("md", "html")


@click.command("letter", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("filings", nargs=-1, required=True, metavar="FILING...")
@click.option("--kind", metavar="KIND", help="The kind of letter; left out or auto, the one that figures and matter indicate.")
@click.option("--county", metavar="PROFILE", help="County profile (YAML): letterhead, people and habits by kind of letter.")
@click.option("--contacts", metavar="FILE", help="Each district's people (CSV); in place of the profile's.")
@click.option("--matters", metavar="FOLDER", help="Matter files <cds>-<fiscal_year>-<report>.yaml, or one such file.")
@click.option("--letters", multiple=True, metavar="FOLDER", help="Side-cars of earlier letters. May be repeated.")
@click.option("--scenario", metavar="FILE", help="The county's adjustments, for the one FILING.")
@click.option("--proposal", metavar="FILE", help="A bargaining proposal to review, for the one FILING.")
@click.option("--to", "formats", default="md", show_default=True, metavar="FORMATS", help="md, docx, pdf, html; with commas.")
@click.option(
    "--out", metavar="FOLDER", help="Write the letters there, each with its side-car and its requests as CSV and ICS."
)
@click.option("--appendix", is_flag=True, help="Print every figure and its source at the letter's end.")
@click.option("--again", is_flag=True, help="With --out: make also the letters whose inputs have not changed.")
@click.option("--date", metavar="YYYY-MM-DD", help="The letter's date, or the day of --mark; left out, today.")
@click.option(
    "--history", multiple=True, metavar="FOLDER", help="Earlier filings of the agency, as for check. May be repeated."
)
@click.option(
    "--verify", metavar="SIDECAR", help="Hold the letter of that side-car against FILING; exit 1 where a figure differs."
)
@click.option("--mark", type=click.Choice(["reviewed", "approved"]), help="Mark the letters of SIDECARs (in place of FILINGs).")
@click.option("--by", metavar="NAME", help="Who marks it.")
@rules_option
def command(filings: Sequence[str], verify: str | None, mark: str | None, by: str | None, **options: Any) -> None:
    """Write the county's letter about each FILING; hold one against its filing again; mark one reviewed or approved.

    Without --county the letter has placeholders and is marked DRAFT. The figures indicate; the county decides and signs.
    docs/office.md tells of a county in one go, contacts, matters, side-cars and approval.

    \b
    Example:
      compliance letter examples/pasadena-2018-19-first-interim.yaml --to md
      compliance letter examples/pasadena-2018-19-first-interim.yaml --county examples/county-los-angeles.yaml --date 2019-01-09
      compliance letter examples/oak-valley.dat --county examples/county-live-oak.yaml --date 2025-09-10 --to html --appendix
    """
    day = _date(options["date"])
    if mark is not None:
        _mark(filings, mark, by, day)
    if by is not None:
        raise click.UsageError("--by goes with --mark.")
    if verify is not None:
        _verify(filings, verify, options["rules"])
    formats = _formats(options["formats"])
    if len(filings) > 1:
        for name in ("scenario", "proposal"):
            if options[name]:
                raise click.UsageError(f"--{name} is for one filing; for several, name it in each matter file (--matters).")
        if options["out"] is None:
            raise click.UsageError("Several letters need a folder: add --out FOLDER.")
    if options["out"] is None and (len(formats) > 1 or formats[0] not in PRINTED):
        raise click.UsageError(f"{', '.join(formats)} needs a folder: add --out FOLDER. Without it one md or html is printed.")
    desk = _desk(options, formats, day)
    if options["out"] is None:
        raise click.exceptions.Exit(_print(desk, filings[0], formats[0]))
    from compliance.cli.letter_run import start

    raise click.exceptions.Exit(start(desk, filings, Path(options["out"]), options["again"], options["date"] is not None))


def _mark(sidecars: Sequence[str], state: str, by: str | None, day: datetime.date) -> None:
    from compliance.cli.letter_mark import mark_letter

    if by is None:
        raise click.UsageError(f"--mark {state} needs the name of the person who did it: add --by NAME.")
    raise click.exceptions.Exit(max([mark_letter(path, state, by, day) for path in sidecars]))


def _verify(filings: Sequence[str], sidecar: str, rules: Sequence[str]) -> None:
    from compliance.cli.letter_verify import verify

    if len(filings) != 1:
        raise click.UsageError(f"--verify holds a letter against one FILING, found {len(filings)}.")
    raise click.exceptions.Exit(verify(sidecar, filings[0], load_chosen(rules)))


def _desk(options: dict[str, Any], formats: list[str], day: datetime.date) -> Desk:
    from compliance.cli.letter_making import Desk
    from compliance.letter.kinds import KINDS
    from compliance.located import LocatedError
    from compliance.office.contacts import read_contacts
    from compliance.office.past_letters import read_past_letters
    from compliance.office.sidecar_document import AskedPart

    kind = None if options["kind"] == "auto" else options["kind"]
    if kind is not None and kind not in KINDS:
        import difflib

        near = difflib.get_close_matches(kind, KINDS, 1, 0.5)
        advice = f"Did you mean '{near[0]}'?" if near else f"Known: {', '.join(KINDS)}."
        raise click.UsageError(f"No letter is of kind '{kind}'. {advice}")
    profile = _profile(options["county"])
    contacts = Path(options["contacts"]) if options["contacts"] else profile.contacts
    for name in ("matters", "letters"):
        for one in [options[name]] if isinstance(options[name], str) else options[name] or ():
            if not Path(one).exists():
                click.echo(f"error: {one}: There is no such file or folder; check --{name}.", err=True)
                raise click.exceptions.Exit(UNREADABLE)
    try:
        return Desk(
            rulebook=load_chosen(options["rules"]),
            profile=profile,
            day=day,
            asked=AskedPart(kind=kind, appendix=options["appendix"], formats=formats),
            county=Path(options["county"]) if options["county"] else None,
            contacts=None if contacts is None else read_contacts(contacts),
            matters=Path(options["matters"]) if options["matters"] else None,
            past=read_past_letters(Path(one) for one in options["letters"]),
            history=options["history"],
            scenario=Path(options["scenario"]) if options["scenario"] else None,
            proposal=Path(options["proposal"]) if options["proposal"] else None,
        )
    except LocatedError as error:
        click.echo(f"error: {error}", err=True)
        raise click.exceptions.Exit(UNREADABLE) from None


def _print(desk: Desk, path: str, form: str) -> int:
    """One letter to stdout."""
    from compliance.cli.letter_making import make_letter, open_filing
    from compliance.filing import FilingError
    from compliance.letter.stopped import LetterStopped
    from compliance.located import LocatedError
    from compliance.publish import PublishError, publish

    try:
        opened = open_filing(desk, path)
        made = make_letter(desk, opened)
        text = made.markdown if form == "md" else publish(made.markdown, made.meta, [form])[form].decode()
    except (FilingError, LocatedError) as error:
        click.echo(f"error: {error}", err=True)
        return UNREADABLE
    except (LetterStopped, PublishError) as error:
        click.echo(f"{path}: no letter was written. {error}", err=True)
        return RULE_IS_WRONG
    for told in opened.told:
        click.echo(f"warning: {told}", err=True)
    for note in made.letter.notes:
        click.echo(f"note: {note}", err=True)
    write_result(text, None)
    return 0


def _formats(text: str) -> list[str]:
    formats = list(dict.fromkeys(one.strip() for one in text.split(",")))
    for one in formats:
        if one not in FORMATS:
            raise click.UsageError(f"--to {one} is no format of a letter; it is written as {', '.join(FORMATS)}.")
    return formats


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
