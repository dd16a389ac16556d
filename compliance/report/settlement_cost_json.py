"""The cost of a proposal as JSON, a part of compliance/settlement-1."""

from __future__ import annotations

from typing import Any

from compliance.report.scenario_json import exact_text
from compliance.report.value import value_text
from compliance.scenario.cost import Cost, CostLine, YearTotal


def cost_json(cost: Cost) -> dict[str, Any]:
    """Years added up, each line with its arithmetic, offsets, and what is unknown; amounts exact text."""
    totals = cost.totals()
    return {
        "years": [total_json(total) for total in totals],
        "total": value_text(cost.total()),
        "complete": all(total.complete for total in totals),
        "lines": [_line(line) for line in cost.lines],
        "offsets": [
            {
                "name": one.name,
                "kind": one.kind,
                "fiscal_year": one.fiscal_year,
                "amount": value_text(one.amount),
                "contingent": one.contingent,
                "counted": one.counted,
            }
            for one in cost.offsets
        ],
        "unknown": [one._asdict() for one in cost.unknown],
    }


def total_json(total: YearTotal) -> dict[str, Any]:
    """A fiscal year added up."""
    amounts = total._asdict()
    return {name: value if isinstance(value, (str, bool)) else value_text(value) for name, value in amounts.items()}


def _line(line: CostLine) -> dict[str, Any]:
    return {
        "unit": line.unit,
        "item": line.item,
        "item_kind": line.item_kind,
        "fiscal_year": line.fiscal_year,
        "earned": line.earned,
        "fund": line.fund,
        "amount": value_text(line.amount),
        "unrestricted": value_text(line.unrestricted),
        "salary": exact_text(line.salary),
        "statutory": exact_text(line.statutory),
        "row": line.row,
        "ongoing": line.ongoing,
        "one_time": line.one_time,
        "kind": line.kind,
        "via": list(line.via),
        "contingent": line.contingent,
        "charged": line.charged,
        "arithmetic": line.arithmetic,
        "cites": list(line.cites),
    }
