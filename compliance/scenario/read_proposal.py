"""A bargaining proposal from its YAML or JSON file; every mistake is one sentence with its place."""

from __future__ import annotations

import os

from compliance.filing.contents import decode, read_contents
from compliance.filing.entity import cds_of
from compliance.filing.json_reader import read_json
from compliance.filing.model import FilingError, Written
from compliance.filing.nearest import shown
from compliance.filing.written_parts import scalar_of
from compliance.fiscal_year import shift
from compliance.located import LocatedError, Node, Position, Section
from compliance.located.yaml_reader import read_yaml
from compliance.scenario.proposal import FUNDING, Dates, Extra, Funding, Proposal, ProposalError, Stated
from compliance.scenario.read_proposal_items import read_item
from compliance.scenario.read_proposal_units import read_units
from compliance.scenario.read_proposal_values import (
    amount,
    count,
    day,
    entries_of,
    fiscal_year,
    keyed,
    optional,
    required,
    text,
    word_of,
    yes_no,
)

KEYS = (
    "proposal", "name", "agency", "parties", "note", "dates", "years", "units", "items", "funding", "extra", "out_years",
    "stated",
)  # fmt: skip
USUAL_YEARS = 3
MOST_YEARS = 10


def read_proposal(path: str | os.PathLike[str]) -> Proposal:
    """The proposal in that file. Raises ProposalError."""
    try:
        contents = read_contents(path)
        written, _ = decode(contents, windows=False)
        json = written.lstrip().startswith("{")
        node = read_json(written, contents.path) if json else read_yaml(written, contents.path)
    except (FilingError, LocatedError) as problem:
        raise ProposalError(problem.message, problem.at) from None
    return proposal_from(node, contents.path)


def proposal_from(node: Node | None, path: str) -> Proposal:
    """The proposal that a file's tree says. Raises ProposalError."""
    try:
        return _proposal(node, path)
    except FilingError as problem:
        raise ProposalError(problem.message, problem.at) from None


def check_agency(proposal: Proposal, cds: str | None) -> None:
    """Refuses a proposal whose `agency` is another than the filing's. Raises ProposalError."""
    if proposal.cds and cds and proposal.cds != cds:
        raise ProposalError(
            f"The proposal is for the agency {proposal.cds}, the filing is of {cds}. Name the filing it belongs to.",
            proposal.cds_at or Position(proposal.path, 1),
        )


def _proposal(node: Node | None, path: str) -> Proposal:
    if not isinstance(node, Section) or next(iter(node.names), None) != "proposal":
        raise ProposalError("This is not a proposal: its first key is not `proposal`.", Position(path, 1, 1))
    section = keyed(node, "a proposal", KEYS, ("name", "years", "units", "items"))
    version = scalar_of(node.entries["proposal"], "proposal")
    if version.text != "1":
        raise ProposalError(
            f"Found proposal: {shown(version.text)}, expected `proposal: 1`, the version of this format.", version.at
        )
    units = read_units(entries_of(section, "units"))
    by_name = {unit.name: unit for unit in units}
    cds = _cds(section)
    after = _out_years(section)
    return Proposal(
        path=path,
        name=required(section, "name", text),
        years=_years(section.entries["years"]),
        units=units,
        items=tuple(read_item(entry, by_name) for entry in entries_of(section, "items")),
        cds=cds_of(cds.text, cds.at) if cds else None,
        cds_at=cds.at if cds else None,
        parties=optional(section, "parties", text),
        note=optional(section, "note", text),
        dates=_dates(section),
        funding=tuple(_funding(entry) for entry in entries_of(section, "funding")),
        extra=tuple(_extra(entry) for entry in entries_of(section, "extra")),
        stated=tuple(_stated(entry) for entry in entries_of(section, "stated")),
        after_settlement=after[0],
        linked_after_settlement=after[1],
    )


def _years(node: Node) -> tuple[str, ...]:
    section = keyed(node, "`years`", ("first", "count"), ("first",))
    first = required(section, "first", fiscal_year)
    many = optional(section, "count", count)
    if many is not None and (many != int(many) or not 1 <= many <= MOST_YEARS):
        raise ProposalError(f"`count` is a whole number of fiscal years, 1 to {MOST_YEARS}.", section.entries["count"].at)
    return tuple(shift(first, later) for later in range(USUAL_YEARS if many is None else int(many)))


def _cds(section: Section) -> Written | None:
    if "agency" not in section.entries:
        return None
    agency = keyed(section.entries["agency"], "`agency`", ("cds", "name"), ("cds",))
    written = scalar_of(agency.entries["cds"], "cds")
    if not written.quoted:
        raise ProposalError(f'The CDS code stands without quotation marks. Write cds: "{written.text[:20]}".', written.at)
    return written


def _dates(section: Section) -> Dates:
    if "dates" not in section.entries:
        return Dates()
    dates = keyed(section.entries["dates"], "`dates`", ("disclosure", "submission", "board_action", "holidays"))
    return Dates(
        disclosure=optional(dates, "disclosure", day),
        submission=optional(dates, "submission", day),
        board_action=optional(dates, "board_action", day),
        holidays=tuple(day(scalar_of(entry, "holidays")) for entry in entries_of(dates, "holidays")),
    )


def _funding(node: Node) -> Funding:
    section = keyed(node, "a source", ("name", "kind", "year", "from", "amount", "also_stated"), ("name", "kind", "amount"))
    year, since = _when(section, "source")
    return Funding(
        name=required(section, "name", text),
        kind=required(section, "kind", word_of(FUNDING, "a kind of source")),
        year=year,
        from_year=since,
        amount=required(section, "amount", amount),
        also_stated=optional(section, "also_stated", amount),
        at=section.at,
    )


def _extra(node: Node) -> Extra:
    names = ("name", "kind", "year", "from", "amount", "contingent", "count")
    section = keyed(node, "an entry of `extra`", names, ("name", "kind", "amount"))
    year, since = _when(section, "offset")
    contingent = optional(section, "contingent", yes_no) or False
    counted = optional(section, "count", yes_no)
    return Extra(
        name=required(section, "name", text),
        kind=required(section, "kind", word_of(("revenue", "cut"), "a kind of offset")),
        year=year,
        from_year=since,
        amount=required(section, "amount", amount),
        contingent=contingent,
        counted=not contingent if counted is None else counted,
        at=section.at,
    )


def _when(section: Section, what: str) -> tuple[str | None, str | None]:
    year, since = optional(section, "year", fiscal_year), optional(section, "from", fiscal_year)
    if (year is None) == (since is None):
        raise ProposalError(f"The {what} gives `year` (once) or `from` (every year from then on), one of them.", section.at)
    return year, since


def _stated(node: Node) -> Stated:
    section = keyed(node, "an entry of `stated`", ("name", "amount", "said_by", "kind"), ("name", "amount"))
    return Stated(
        name=required(section, "name", text),
        amount=required(section, "amount", amount),
        said_by=optional(section, "said_by", text),
        kind=optional(section, "kind", word_of(("total", "linked_units"), "what a stated figure is of")) or "total",
        at=section.at,
    )


def _out_years(section: Section) -> tuple[bool, bool]:
    """Whether the filing's later years hold the cost of the proposal's own items already, and that of the units that follow."""
    if "out_years" not in section.entries:
        return False, False
    found = keyed(section.entries["out_years"], "`out_years`", ("basis", "linked_basis"), ("basis",))
    read = word_of(("before", "after"), "a basis")
    return required(found, "basis", read) == "after", optional(found, "linked_basis", read) == "after"
