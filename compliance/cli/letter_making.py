"""One filing made into its letter, with all that the desk knows beside it: contacts, matter, earlier letters, adjustments."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from compliance.cli.history import earlier_filings
from compliance.cli.with_scenario import compare_with
from compliance.engine.deadlines import deadlines
from compliance.engine.projected import projected
from compliance.engine.report import judge, same_agency
from compliance.filing import Filing, read_filing
from compliance.letter.composition import compose
from compliance.letter.matter import NO_MATTER, Matter, PriorLetter
from compliance.letter.profile import Addressee, Profile
from compliance.letter.stopped import LetterStopped
from compliance.letter.written import Letter
from compliance.located import Position
from compliance.office.about import About, about
from compliance.office.appendix import with_appendix
from compliance.office.contacts import ROLES, Contacts
from compliance.office.fingerprint import input_part, made_from, templates_sha256
from compliance.office.made import figures_of, sidecar_of
from compliance.office.matter_file import find_matter, read_matter
from compliance.office.past_letters import PastLetters, past_letters_of
from compliance.office.refused import OfficeError
from compliance.office.sidecar_document import AskedPart, InputPart, SideCar
from compliance.publish.meta import LetterMeta
from compliance.rulebook.model import Rulebook
from compliance.scenario.read_proposal import read_proposal
from compliance.scenario.settlement import settle


class Desk(NamedTuple):
    """What is the same for every letter of a run. kind None: chosen for each. county, scenario, proposal: their paths."""

    rulebook: Rulebook
    profile: Profile
    day: datetime.date
    asked: AskedPart
    county: Path | None = None
    contacts: Contacts | None = None
    matters: Path | None = None
    past: PastLetters = PastLetters(())
    history: Sequence[str] = ()
    scenario: Path | None = None
    proposal: Path | None = None


class Opened(NamedTuple):
    """A filing read, with what belongs to it; not yet judged. key: cds-fiscal_year-report. told: for the analyst."""

    filing: Filing
    earlier: tuple[Filing, ...]
    profile: Profile
    matter: Matter
    scenario: Path | None
    proposal: Path | None
    inputs: tuple[InputPart, ...]
    made_from: str
    key: str
    told: tuple[str, ...]


class Made(NamedTuple):
    """A letter ready to be published; the side-car does not name its files yet. told: for the analyst, of what was read."""

    about: About
    letter: Letter
    markdown: str
    meta: LetterMeta
    sidecar: SideCar
    stem: str
    told: tuple[str, ...]


def open_filing(desk: Desk, path: str) -> Opened:
    """The filing in that file and what the desk knows of it. Raises FilingError, and OfficeError for a matter file."""
    filing = _named(desk, read_filing(path))
    told = [str(warning) for warning in filing.warnings]
    earlier = tuple(one for one in earlier_filings(filing, desk.history) if same_agency(one, filing))
    key = f"{filing.entity.cds or 'no-cds'}-{filing.fiscal_year}-{filing.report}"
    inputs = [InputPart(path=one.path, sha256=one.sha256, role=one.role) for one in filing.inputs]
    inputs += [InputPart(path=one.path, sha256=one.sha256, role="history") for one in earlier]
    found = None if desk.matters is None else find_matter(desk.matters, key)
    file = None if found is None else read_matter(found)
    scenario = desk.scenario or (file.scenario if file else None)
    proposal = desk.proposal or (file.proposal if file else None)
    profile, doubts = _addressed(desk, filing)
    told += doubts
    past = past_letters_of(desk.past, filing.entity.name, filing.entity.cds, (filing.fiscal_year, filing.report), desk.day)
    told += [f"{one} counts as an earlier letter, and nobody marked it approved" for one in past.unapproved]
    matter = file.matter if file else NO_MATTER
    matter = matter._replace(prior_letters=_in_order(*matter.prior_letters, *past.letters))
    beside = (
        (desk.county, "county"), (desk.contacts and Path(desk.contacts.path), "contacts"), (found, "matter"),
        (scenario, "scenario"), (proposal, "proposal"), (desk.profile.reference, "reference"),
    )  # fmt: skip
    try:
        inputs += [input_part(one, role) for one, role in beside if one is not None]
    except OSError as error:
        at = Position(str(error.filename), 0)
        raise OfficeError(f"The file cannot be read: {error.strerror}; name one that is there.", at) from None
    inputs += past.inputs
    asked = {"kind": desk.asked.kind, "appendix": desk.asked.appendix}
    whole = made_from(inputs, desk.rulebook.sha256, templates_sha256(profile.templates), asked)
    return Opened(filing, earlier, profile, matter, scenario, proposal, tuple(inputs), whole, key, tuple(told))


def make_letter(desk: Desk, opened: Opened) -> Made:
    """The letter about an opened filing. Raises LetterStopped; FilingError, ScenarioError and ProposalError as judging does."""
    filing, rulebook = opened.filing, desk.rulebook
    report = judge(filing, rulebook, history=opened.earlier)
    wrong = ", ".join(result.rule for result in report.results if result.outcome == "error")
    if wrong:
        raise LetterStopped(f"A rule is wrong ({wrong}); `compliance rules lint` shows where. No letter rests on that.")
    scenario = compare_with(str(opened.scenario), filing, rulebook, opened.earlier) if opened.scenario else None
    proposal = read_proposal(opened.proposal) if opened.proposal else None
    letter = compose(
        report,
        opened.profile,
        kind=desk.asked.kind,
        date=desk.day,
        deadlines=deadlines(rulebook, report.report, report.fiscal_year, as_written=True),
        scenario=scenario,
        settlement=None if proposal is None else settle(filing, rulebook, proposal, opened.earlier, None, report),
        matter=opened.matter,
        figures=projected(filing, rulebook, opened.earlier),
    )
    figures = figures_of(letter, report, opened.inputs)
    markdown = with_appendix(letter.markdown, figures) if desk.asked.appendix else letter.markdown
    sidecar = sidecar_of(
        report,
        letter,
        opened.matter,
        date=desk.day,
        markdown=markdown,
        figures=figures,
        inputs=opened.inputs,
        asked=desk.asked,
        made_from=opened.made_from,
        templates=templates_sha256(opened.profile.templates),
        notes=(*letter.notes, *opened.told),
    )
    meta = LetterMeta(letter.title, desk.day, agency=opened.profile.office, draft=letter.draft)
    return Made(about(report), letter, markdown, meta, sidecar, f"{opened.key}-{letter.kind}", opened.told)


def _named(desk: Desk, filing: Filing) -> Filing:
    """The filing with the district's name out of the contacts file where it holds none, as the state's exports do."""
    row = desk.contacts.of(filing.entity.cds, desk.day) if desk.contacts and filing.entity.name is None else None
    return filing._replace(entity=filing.entity._replace(name=row.name)) if row is not None and row.name else filing


def _in_order(*letters: PriorLetter) -> tuple[PriorLetter, ...]:
    """Oldest first; one that the matter file and a side-car both tell of stands once."""
    by_day = {(one.date, one.kind): one for one in letters}
    return tuple(by_day[key] for key in sorted(by_day))


def _addressed(desk: Desk, filing: Filing) -> tuple[Profile, list[str]]:
    """The profile with the people whom the contacts file names for the district on the letter's day, and doubts about them."""
    if desk.contacts is None:
        return desk.profile, []
    row = desk.contacts.of(filing.entity.cds, desk.day)
    if row is None:
        return replace(desk.profile, people={}, people_from=desk.contacts.path), []
    people = {
        (row.cds, role): Addressee(role, row.people[role], None, row.name or None, row.address)
        for role in ROLES
        if role in row.people
    }
    stale = [f"{row.at}: the people of {row.name or row.cds} are known until {row.until} only; confirm who they are"]
    return replace(desk.profile, people=people, people_from=desk.contacts.path), stale if row.stale(desk.day) else []
