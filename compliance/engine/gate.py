"""Whether a filing package could be promoted: its technical checks by column, as the state asks for each report."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.engine.findings import Gate, Result
from compliance.filing.model import Filing
from compliance.rulebook.model import Rulebook


def gate_of(filing: Filing, rulebook: Rulebook, results: Iterable[Result]) -> Gate | None:
    """The gate of a filing with a ledger; None without one, or where the rulebook names no columns for the report.

    A column that the package needs and the file does not hold is unknown.
    """
    needed = rulebook.gate.get(filing.report, ())
    if not needed or not any(column.rows is not None for column in filing.columns):
        return None
    checks = [result for result in results if result.phase]
    undecidable = [
        result.rule for result in checks if (rule := rulebook.rules.get(result.rule)) and rule.columns and rule.columns.cannot
    ]
    counted = [result for result in checks if result.rule not in undecidable]
    by_column = {code: _column(code, counted) if filing.column(code) is not None else None for code in needed}
    values = list(by_column.values())
    can = False if False in values else None if None in values else True
    return Gate(can, by_column, tuple(undecidable))


def _column(code: str, checks: Iterable[Result]) -> bool | None:
    open_ = False
    for result in checks:
        for case in result.cases:
            if case.subject.get("column") != code or case.severity == "note":
                continue
            if case.outcome == "not_met" and case.severity in ("fatal", "serious"):
                return False
            open_ = open_ or case.outcome in ("unknown", "error")
    return None if open_ else True
