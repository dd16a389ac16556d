"""The state export that a person's filing names as its ledger."""

from __future__ import annotations

import os
from collections.abc import Mapping

from compliance.filing.contents import read_contents
from compliance.filing.exports import read_export
from compliance.filing.model import Entity, Filing, FilingError, Input, Written
from compliance.filing.nearest import shown
from compliance.filing.recognise import format_of
from compliance.located.nodes import Position


def attach_ledger(filing: Filing, named: Written, places: Mapping[str, Position]) -> Filing:
    """The filing with the columns of its ledger, which must be of the same agency, fiscal year and report.

    places: where the filing says its entity, fiscal year and report.
    """
    path = os.path.join(os.path.dirname(filing.path), named.text)
    try:
        contents = read_contents(path)
    except FilingError as problem:
        raise FilingError(f"The ledger {shown(path)} cannot be read: {problem.message}", named.at) from None
    ledger = read_export(contents, format_of(contents))
    if ledger is None:
        raise FilingError(f"The ledger {shown(path)} is not a state export, which begins with a quoted fiscal year.", named.at)
    for what, here, there, at in (
        ("CDS code", filing.entity.cds, ledger.entity.cds, places["entity"]),
        ("fiscal year", filing.fiscal_year, ledger.fiscal_year, places["fiscal year"]),
        ("report", filing.report, ledger.report, places["report"]),
    ):
        if here is not None and here != there:
            raise FilingError(f"The filing says {what} {here}, its ledger says {there} ({path}:1). Correct one of them.", at)
    return filing._replace(
        entity=_joined(filing.entity, ledger.entity, places["entity"]),
        columns=ledger.columns,
        inputs=(*filing.inputs, Input(path, contents.sha256, "ledger")),
        warnings=(*filing.warnings, *ledger.warnings),
    )


def _joined(written: Entity, exported: Entity, at: Position) -> Entity:
    if written.kind and written.kind != exported.kind:
        raise FilingError(f"Kind {written.kind} does not go with the ledger's CDS code {exported.cds}, a {exported.kind}.", at)
    return Entity(written.name or exported.name, exported.cds, written.county or exported.county, exported.kind)
