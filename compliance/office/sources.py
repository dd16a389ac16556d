"""A figure's source for the side-car: the file by its hash, the line, the accounts, the formula and what it was worked from."""

from __future__ import annotations

from collections.abc import Mapping

from compliance.engine.findings import Figure, Source
from compliance.letter.written import FigureUsed
from compliance.office.sidecar_document import AccountPart, FigurePart, SourcePart, ValuePart
from compliance.report.value import value_text


def figure_part(used: FigureUsed, hashes: Mapping[str, str]) -> FigurePart:
    """A figure of the letter. hashes: sha256 by path, of the files that were read.

    A figure that the letter itself worked out (one less another) has its name as its formula.
    """
    return FigurePart(
        name=used.name,
        fiscal_year=used.fiscal_year or None,
        value=used.value,
        unit=used.unit,
        shown=used.shown,
        places=used.places,
        source=SourcePart(kind="formula", formula=used.name) if used.source is None else source_part(used.source, hashes),
    )


def source_part(source: Source, hashes: Mapping[str, str]) -> SourcePart:
    """The same of a source; the inputs of a formula to whatever depth they have."""
    return SourcePart(
        kind=source.kind,
        path=source.path,
        sha256=hashes.get(source.path) if source.path else None,
        line=source.line,
        column=source.column,
        element=source.element,
        rows=source.rows,
        accounts=[
            AccountPart(account=one.account, amount=str(value_text(one.amount)), line=one.line or None)
            for one in source.accounts
        ],
        formula=source.formula,
        worked=source.worked,
        inputs={name: _value_part(figure, hashes) for name, figure in source.inputs.items()},
        cites=list(source.cites),
        confidence=source.confidence,
    )


def _value_part(figure: Figure, hashes: Mapping[str, str]) -> ValuePart:
    source = None if figure.source is None else source_part(figure.source, hashes)
    return ValuePart(value=value_text(figure.value), unit=figure.unit, shown=figure.shown, source=source)
