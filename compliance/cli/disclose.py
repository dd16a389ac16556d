"""settle --disclosure: the public disclosure of a settlement, filled in from the proposal and the filing, as files."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import click

from compliance.cli.output import write_bytes
from compliance.engine.figures import FigureBook
from compliance.engine.report import book_of
from compliance.filing.importing import ready
from compliance.filing.model import Filing
from compliance.rulebook.model import Rulebook
from compliance.scenario.disclosure_of import disclosures_of
from compliance.scenario.laid_cost import changes_of
from compliance.scenario.settlement import Settlement


def write_disclosure(settled: Settlement, path: str, filing: Filing, rulebook: Rulebook, history: Sequence[Filing]) -> None:
    """Write it for all units together under the path, and for each unit beside it; what was written is told on stderr.

    Raises ProposalError as the writing does; a name with another suffix is a mistake of usage.
    """
    from compliance.report.disclosure_files import UnknownSuffix, disclosure_files

    before = book_of(ready(filing), rulebook, [ready(one) for one in history])
    proposal, cost = settled.proposal, settled.cost
    changes = changes_of(cost, rulebook.flows, filing.fiscal_year, proposal.name)
    after = FigureBook(before.filing, rulebook, beneath=before, changes=changes)
    documents = disclosures_of(proposal, cost, before, rulebook.parameters, after)
    try:
        files = disclosure_files(path, documents, datetime.date.today())
    except UnknownSuffix as error:
        raise click.UsageError(str(error)) from None
    for name, content in files.items():
        write_bytes(content, name)
        click.echo(name, err=True)
