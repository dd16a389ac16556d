"""How each function is written, and the check that a call is written so."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from compliance.rulebook.language.errors import did_you_mean

if TYPE_CHECKING:
    from compliance.rulebook.language.reading import Reading

USAGE = {
    "min": "min(a, b, …)",
    "max": "max(a, b, …)",
    "abs": "abs(x)",
    "round": "round(x, places)",
    "ratio": "ratio(a, b)",
    "change": "change(new, old)",
    "known": "known(x)",
    "figure": "figure(category)",
    "average": "average(x, years=(-3, -1))",
    "total": "total(x, years=(0, 2)) or total(list.field, where=condition)",
    "count": "count(condition, years=(0, 2)) or count(list, where=condition)",
    "every": "every(condition, years=(0, 2))",
    "some": "some(condition, years=(0, 2))",
    "cumulative": "cumulative(x, since=1)",
    "sum": 'sum(amount, fund="01", object="8100-8299")',
    "element": 'element("NAME") or element("NAME", column="BE")',
    "lines": 'lines(fund="61-95", object="9400-9489")',
    "valid": 'valid(resource, "resources") or valid(fund, resource, "fund_resource")',
    "cell": 'cell("CB.BUDGETBOX1")',
    "filled": 'filled("ASSET.*.END.BAL")',
    "nonzero": 'nonzero("DEBT.*.END.BAL")',
    "moment": 'moment("01.DATETIME.LAST.SAVED")',
    "negative_balances": 'negative_balances(fund="01", resource="2000-9999")',
}


def arguments(reading: Reading, node: ast.Call, word: str, positional: int | None, *allowed: str) -> dict[str, ast.expr]:
    """The named arguments; a wrong number of the others or an unknown name is an error."""
    if any(isinstance(argument, ast.Starred) for argument in node.args):
        reading.fail(node, f"arguments are written out: {USAGE[word]}")
    if positional is None and len(node.args) < 2:
        reading.fail(node, f"{word} takes two values or more: {USAGE[word]}")
    if positional is not None and len(node.args) != positional:
        reading.fail(node, f"{word} takes {positional} before any named, found {len(node.args)}: {USAGE[word]}")
    named: dict[str, ast.expr] = {}
    for keyword in node.keywords:
        if keyword.arg is None or keyword.arg not in allowed:
            reading.fail(
                node, f"{word} has no argument '{keyword.arg or '**'}': {USAGE[word]}", did_you_mean(keyword.arg or "", allowed)
            )
        named[keyword.arg] = keyword.value
    return named
