"""A letter's side-car from the report, the letter, and what the letter was asked for."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence

from compliance import __version__
from compliance.engine.findings import Report
from compliance.letter.matter import Matter
from compliance.letter.written import Letter
from compliance.office.sidecar_document import (
    AgencyPart,
    AskedPart,
    CertificationPart,
    FigurePart,
    FindingPart,
    HashedPart,
    InputPart,
    MarkdownPart,
    ParagraphPart,
    RequestPart,
    RulebookPart,
    SideCar,
    StepPart,
    TablePart,
    ToolPart,
)
from compliance.office.sources import figure_part


def figures_of(letter: Letter, report: Report, inputs: Sequence[InputPart]) -> list[FigurePart]:
    """The figures of the letter, each source with the hash of its file."""
    hashes = {report.path: report.sha256} | {path: sha256 for path, sha256, _ in report.inputs}
    hashes |= {one.path: one.sha256 for one in inputs if one.role != "letter"}
    return [figure_part(figure, hashes) for figure in letter.figures]


def sidecar_of(
    report: Report,
    letter: Letter,
    matter: Matter,
    *,
    date: datetime.date,
    markdown: str,
    figures: Sequence[FigurePart],
    inputs: Sequence[InputPart],
    asked: AskedPart,
    made_from: str,
    templates: str,
    notes: Sequence[str],
) -> SideCar:
    """The side-car of a letter just made: a draft, its files not yet written. markdown: as published, appendix and all."""
    return SideCar(
        format="compliance/letter-1",
        tool=ToolPart(name="compliance", version=__version__),
        rulebook=RulebookPart(**report.rulebook._asdict()),
        templates=templates,
        state="draft",
        steps=[StepPart(state="draft", on=date)],
        kind=letter.kind,
        why=letter.why,
        title=letter.title,
        date=date,
        draft=letter.draft,
        addressee_role=letter.addressee_role,
        agency=AgencyPart(name=report.name, cds=report.cds, kind=report.kind),
        fiscal_year=report.fiscal_year,
        report=report.report,
        certification=_certification(report, letter, matter),
        filing=HashedPart(path=report.path, sha256=report.sha256),
        inputs=list(inputs),
        made_from=made_from,
        asked=asked,
        letter=MarkdownPart(sha256=hashlib.sha256(markdown.encode()).hexdigest()),
        files={},
        figures=list(figures),
        paragraphs=[ParagraphPart(**one._asdict()) for one in letter.paragraphs],
        tables=[TablePart(**one._asdict()) for one in letter.tables],
        requests=[RequestPart(**one._asdict()) for one in letter.requests],
        citations=list(letter.citations),
        findings=_findings(letter, matter),
        notes=list(notes),
    )


def _findings(letter: Letter, matter: Matter) -> list[FindingPart]:
    found = []
    for result in letter.findings:
        override = matter.overridden.get(result.rule)
        told = None if override is None else f"{override.by}: {override.reason}"
        found.append(FindingPart(rule=result.rule, title=result.title, severity=result.severity, overridden=told))
    return found


def _certification(report: Report, letter: Letter, matter: Matter) -> CertificationPart | None:
    certification = report.certification
    if certification is None:
        return None
    county = None
    if letter.kind == "certification-change":
        decided = matter.decision.level if matter.decision else None
        county = decided if decided in ("positive", "qualified", "negative") else certification.indicated
    return CertificationPart(filed=certification.filed, indicated=certification.indicated, county=county)
