"""Settlements as JSON: the contract compliance/settlement-1 (schemas/settlement.schema.json)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from compliance.engine.findings import Report
from compliance.located import Position
from compliance.report.json_report import head
from compliance.report.scenario_json import exact_text, figure_amount, rule_difference
from compliance.report.settlement_cost_json import cost_json, total_json
from compliance.report.settlement_told import worst_told
from compliance.report.settlement_wording import percent_down
from compliance.report.value import value_text
from compliance.scenario.break_even import BreakEven
from compliance.scenario.settlement import Settlement, SettlementYear

FORMAT = "compliance/settlement-1"


def settlement_json(settlements: Sequence[Settlement], *, tool_version: str) -> dict[str, Any]:
    """The settlements on one filing as dicts, lists, strings and whole numbers; every amount exact text."""
    filed = settlements[0].compared.filed
    return {
        **head(FORMAT, filed, tool_version),
        "filed": _indicated(filed),
        "settlements": [_settlement(one) for one in settlements],
    }


def _settlement(settled: Settlement) -> dict[str, Any]:
    proposal, stress = settled.proposal, settled.parity
    return {
        "proposal": {
            "name": proposal.name,
            "path": proposal.path,
            "parties": proposal.parties,
            "note": proposal.note,
            "years": list(proposal.years),
        },
        "cost": cost_json(settled.cost),
        "parity": None if stress is None else {"unit": stress.unit, "years": list(map(total_json, stress.cost.totals()))},
        "years": [_year(year) for year in settled.years],
        "after": _indicated(settled.compared.adjusted),
        "turned": [rule_difference(one) for one in settled.compared.turned if one.outcome_changed],
        "gaps": [
            {
                "fiscal_year": gap.fiscal_year,
                "ongoing_cost": value_text(gap.ongoing_cost),
                "ongoing_sources": value_text(gap.ongoing_sources),
                "structural": value_text(gap.structural),
                "one_time_cost": value_text(gap.one_time_cost),
                "one_time_sources": value_text(gap.one_time_sources),
            }
            for gap in settled.gaps
        ],
        "runways": [
            {
                "source": one.source.name,
                "kind": one.source.kind,
                "amount": value_text(one.source.amount),
                "annual_cost": value_text(one.annual_cost),
                "years": exact_text(one.years),
                "location": _place(one.source.at),
            }
            for one in settled.runways
        ],
        "break_evens": {
            "from": settled.from_day.isoformat(),
            "ongoing": [_break_even(one) for one in settled.ongoing],
            "ongoing_all": None if settled.ongoing_all is None else _break_even(settled.ongoing_all),
            "one_time": [_break_even(one) for one in settled.one_time],
        },
        "clock": [
            {
                "duty": line.duty,
                "outcome": line.outcome,
                "message": line.message,
                "cites": list(line.cites),
                "given": line.given,
                "needed": line.needed,
                "due": None if line.due is None else line.due.isoformat(),
            }
            for line in settled.clock
        ],
        "findings": [
            {"id": one.id, "severity": one.severity, "message": one.message, "location": _place(one.at)}
            for one in worst_told(settled)
        ],
    }


def _year(year: SettlementYear) -> dict[str, Any]:
    return {
        "fiscal_year": year.fiscal_year,
        "cost": None if year.total is None else value_text(year.total.all_units),
        "offset": value_text(year.offset),
        "reserves_before": figure_amount(year.reserves_before),
        "reserves_after": figure_amount(year.reserves_after),
        "percent_before": figure_amount(year.percent_before),
        "percent_after": figure_amount(year.percent_after),
        "standard_after": figure_amount(year.standard_after),
        "margin_after": figure_amount(year.margin_after),
        "kept_before": year.kept_before,
        "kept_after": year.kept_after,
        "cut": exact_text(year.cut),
    }


def _break_even(one: BreakEven) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "limit": one.limit or None,
        "from": None if one.from_day is None else one.from_day.isoformat(),
        "paid_in": one.paid_in,
        "cost": exact_text(one.cost),
        "cost_year": one.cost_year,
        "percent": None if one.percent is None else {"value": _ratio(one.percent), "shown": percent_down(one.percent)},
        "why": one.why,
    }


def _ratio(rate: Fraction) -> str:
    """The exact rate as n/d, whole numbers over one another whether it ends in digits or not."""
    return f"{rate.numerator}/{rate.denominator}"


def _indicated(report: Report) -> dict[str, Any]:
    made = report.certification
    return {
        "certification": None if made is None else {"filed": made.filed, "indicated": made.indicated},
        "determination": None if report.determination is None else {"indicated": report.determination.indicated},
    }


def _place(at: Position) -> dict[str, Any]:
    return {"path": at.path, "line": at.line}
