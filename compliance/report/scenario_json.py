"""A scenario as JSON: what stands under the key `scenario` of compliance/report-1."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from compliance.engine.findings import Figure
from compliance.report.json_report import _certification, _reading, _reasons, _result
from compliance.report.scenario_projection import ProjectionYear, projection
from compliance.report.settlement_wording import number_of, percent, signed_cents
from compliance.report.value import value_text
from compliance.scenario.adjustments import Applied, Line, Scenario
from compliance.scenario.compared import Beside, Compared, Turned


def scenario_json(compared: Compared, applied: Applied, scenario: Scenario) -> dict[str, Any]:
    """Dicts, lists and strings for the key `scenario`: adjusted results, what they indicate, differences, the lines."""
    adjusted = compared.adjusted
    document: dict[str, Any] = {
        "name": scenario.name,
        "path": scenario.path,
        "made_by": scenario.made_by,
        "note": scenario.note,
        "results": [_result(result) for result in adjusted.results],
        "certification": None if adjusted.certification is None else _certification(adjusted.certification),
    }
    if adjusted.determination is not None:
        document["determination"] = _reading(adjusted.determination) | {
            "not_tested": _reasons(adjusted.determination.not_tested)
        }
    return document | {
        "differences": [*map(_figure, compared.figures), *map(rule_difference, compared.turned)],
        "projection": [_projected(year) for year in projection(compared, applied)],
        "lines": [_line(line) for line in applied.counted],
        "left_out": [_line(line) | {"why": why} for line, why in applied.left_out],
    }


def figure_amount(figure: Figure | None) -> dict[str, Any] | None:
    """The exact value of a figure with its text as shown; None where it is unknown."""
    if figure is None or figure.value is None:
        return None
    return {"value": value_text(figure.value), "shown": figure.shown}


def exact_text(amount: Decimal | Fraction | None) -> str | None:
    """A number as the contracts write it; None where it is unknown."""
    return value_text(amount)


def _figure(one: Beside) -> dict[str, Any]:
    filed, adjusted = number_of(one.filed), number_of(one.adjusted)
    apart = None if filed is None or adjusted is None else Fraction(adjusted) - Fraction(filed)
    shown = None if apart is None else percent(apart) if one.filed.unit == "rate" else signed_cents(apart)
    return {
        "figure": one.name,
        "label": one.label,
        "unit": one.filed.unit,
        "fiscal_year": one.fiscal_year,
        "filed": figure_amount(one.filed),
        "adjusted": figure_amount(one.adjusted),
        "difference": None if apart is None else {"value": value_text(apart), "shown": shown},
    }


def rule_difference(one: Turned) -> dict[str, Any]:
    """A rule's case before and after, with its distance to the line."""
    return {
        "rule": one.rule,
        "title": one.title,
        "subject": dict(one.subject),
        "filed": one.filed,
        "adjusted": one.adjusted,
        "distance": {"filed": figure_amount(one.distance_filed), "adjusted": figure_amount(one.distance_adjusted)},
    }


def _projected(year: ProjectionYear) -> dict[str, Any]:
    return {
        "fiscal_year": year.fiscal_year,
        "beginning_balance": exact_text(year.beginning),
        "net_change_filed": exact_text(year.filed_change),
        "added": [{"name": name, "amount": exact_text(amount)} for name, amount in year.added],
        "net_change": exact_text(year.net_change),
        "ending_balance": exact_text(year.ending),
        "committed": exact_text(year.committed),
        "minimum_reserve": exact_text(year.minimum),
        "left_after_obligations": exact_text(year.shortfall),
        "criterion_distance": exact_text(year.distance),
        "explained": [{"label": one.label, "amount": exact_text(one.amount)} for one in year.explained],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "name": line.name,
        "changes": line.changes,
        "amounts": {year: value_text(amount) for year, (amount, _) in line.amounts.items()},
        "effect": line.effect,
        "reason": line.reason,
        "authority": line.authority,
        "counts": line.counts,
        "location": {"path": line.at.path, "line": line.at.line},
    }
