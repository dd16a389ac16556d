"""The report as JSON: the contract compliance/report-1, which other programs read (schemas/report.schema.json)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from compliance.engine.findings import Case, Certification, Figure, Indication, Reason, Report, Result, Source
from compliance.report.value import value_text

FORMAT = "compliance/report-1"


def head(form: str, report: Report, tool_version: str) -> dict[str, Any]:
    """What every document about a report begins with: its format, the tool, the rules, the filing."""
    return {
        "format": form,
        "tool": {"name": "compliance", "version": tool_version},
        "rulebook": {"id": report.rulebook.id, "version": report.rulebook.version, "sha256": report.rulebook.sha256},
        "filing": {
            "path": report.path,
            "sha256": report.sha256,
            "entity": {"name": report.name, "cds": report.cds, "kind": report.kind},
            "fiscal_year": report.fiscal_year,
            "report": report.report,
        },
    }


def to_json(report: Report, *, tool_version: str) -> dict[str, Any]:
    """The whole report as dicts, lists, strings, whole numbers and booleans; a figure's value is a string, or null with why."""
    document: dict[str, Any] = {
        **head(FORMAT, report, tool_version),
        "inputs": [{"path": path, "sha256": sha256, "role": role} for path, sha256, role in report.inputs],
        "results": [_result(result) for result in report.results],
        "certification": None if report.certification is None else _certification(report.certification),
    }
    if report.determination is not None:
        document["determination"] = _reading(report.determination) | {"not_tested": _reasons(report.determination.not_tested)}
    if report.gate is not None:
        document["gate"] = {"can_promote": report.gate.can_promote, "by_column": dict(report.gate.by_column)}
    return document


def unreadable(path: str, message: str, line: int | None, column: int | None) -> dict[str, Any]:
    """What stands in a list for a filing that could not be read: line and column count from 1, null where not known."""
    error = {"message": message, "path": path, "line": line, "column": column}
    return {"format": FORMAT, "filing": {"path": path}, "error": error}


def _result(result: Result) -> dict[str, Any]:
    return {
        "rule": result.rule,
        "title": result.title,
        "outcome": result.outcome,
        "severity": result.severity,
        "state_outcome": result.state_outcome,
        "cites": list(result.cites),
        "message": result.message,
        "remedy": result.remedy,
        "explained": result.explained,
        "waived": result.waived,
        "cases": [_case(case) for case in result.cases],
    }


def _case(case: Case) -> dict[str, Any]:
    written: dict[str, Any] = {
        "subject": dict(case.subject),
        "outcome": case.outcome,
        "figures": {name: _figure(figure, case.figures) for name, figure in case.figures.items()},
        "message": case.message,
        "location": None if case.path is None else {"path": case.path, "line": case.line},
    }
    if case.severity is not None:
        written["severity"] = case.severity
    if case.state_outcome is not None:
        written["state_outcome"] = case.state_outcome
    if case.explanation is not None:
        written["explanation"] = case.explanation
    if case.missing:
        written["missing"] = list(case.missing)
    if case.notes:
        written["notes"] = list(case.notes)
    return written


def _figure(figure: Figure, beside: Mapping[str, Figure]) -> dict[str, Any]:
    """A figure with its source. An input that stands beside it in its case is not told a second time."""
    written = _named(figure)
    if figure.label:
        written["label"] = figure.label
    if figure.value is None or figure.why:
        written["why"] = figure.why
    written["source"] = None if figure.source is None else _source(figure.source, beside)
    return written


def _named(figure: Figure) -> dict[str, Any]:
    return {"value": value_text(figure.value), "unit": figure.unit, "shown": figure.shown}


def _source(source: Source, beside: Mapping[str, Figure]) -> dict[str, Any]:
    written: dict[str, Any] = {"kind": source.kind}
    for name in ("path", "line", "column", "element", "rows", "formula", "confidence"):
        if (value := getattr(source, name)) is not None:
            written[name] = value
    if source.accounts:
        written["accounts"] = [
            {"account": account, "amount": value_text(amount), "line": line or None}
            for account, amount, line in source.accounts
        ]
    if source.inputs:
        written["inputs"] = {
            name: _named(figure) if name in beside and beside[name].value == figure.value else _figure(figure, beside)
            for name, figure in source.inputs.items()
        }
    if source.cites:
        written["cites"] = list(source.cites)
    return written


def _certification(certification: Certification) -> dict[str, Any]:
    return {
        "filed": certification.filed,
        "indicated": certification.indicated,
        "reasons": _reasons(certification.reasons),
        "on_figures_as_filed": _reading(certification.on_figures_as_filed),
        "with_unidentified_added_back": _reading(certification.with_unidentified_added_back),
        "not_tested": _reasons(certification.not_tested),
    }


def _reading(indication: Indication) -> dict[str, Any]:
    return {"indicated": indication.indicated, "reasons": _reasons(indication.reasons)}


def _reasons(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    return [{"rule": reason.rule, "subject": dict(reason.subject)} for reason in reasons]
