"""Changes as JSON: the contract compliance/diff-1 (schemas/diff.schema.json)."""

from __future__ import annotations

from typing import Any

from compliance.engine.findings import Figure, Report
from compliance.report.changes import Changes, FigureChange
from compliance.report.changes_shown import difference_shown, rate_shown
from compliance.report.value import value_text

FORMAT = "compliance/diff-1"


def changes_json(changes: Changes, *, tool_version: str) -> dict[str, Any]:
    """The changes as dicts, lists and strings; amounts are exact text, what is shown stands beside them."""
    rulebook = changes.new.rulebook
    return {
        "format": FORMAT,
        "tool": {"name": "compliance", "version": tool_version},
        "rulebook": {"id": rulebook.id, "version": rulebook.version, "sha256": rulebook.sha256},
        "old": _report(changes.old),
        "new": _report(changes.new),
        "warnings": list(changes.warnings),
        "figures": [_figure_change(change) for change in changes.figures],
        "answers": [
            {
                "answer": change.name,
                "question": change.new.label or change.old.label,
                "old": _figure(change.old),
                "new": _figure(change.new),
            }
            for change in changes.answers
        ],
        "results": [
            {
                "rule": change.rule,
                "old_rule": change.old_rule,
                "title": change.title,
                "old": change.old,
                "new": change.new,
                "cases": [
                    {"subject": dict(case.subject), "old": case.old, "new": case.new, "message": case.message}
                    for case in change.cases
                ],
            }
            for change in changes.rules
        ],
        "only_old": list(changes.only_old),
        "only_new": list(changes.only_new),
    }


def _report(report: Report) -> dict[str, Any]:
    certification, determination = report.certification, report.determination
    return {
        "path": report.path,
        "sha256": report.sha256,
        "entity": {"name": report.name, "cds": report.cds, "kind": report.kind},
        "fiscal_year": report.fiscal_year,
        "report": report.report,
        "certification": None
        if certification is None
        else {"filed": certification.filed, "indicated": certification.indicated},
        "determination": None if determination is None else {"indicated": determination.indicated},
    }


def _figure_change(change: FigureChange) -> dict[str, Any]:
    difference, rate = change.difference, change.rate
    return {
        "layer": change.layer,
        "figure": change.name,
        "label": change.either.label,
        "unit": change.either.unit,
        "fiscal_year": change.fiscal_year,
        "old": _figure(change.old),
        "new": _figure(change.new),
        "difference": None if difference is None else {"value": value_text(difference), "shown": difference_shown(change)},
        "percent": None if rate is None else {"value": value_text(rate), "shown": rate_shown(rate)},
    }


def _figure(figure: Figure | None) -> dict[str, Any] | None:
    if figure is None or figure.value is None:
        return None
    return {"value": value_text(figure.value), "shown": figure.shown}
