"""Where an export keeps what the state's form concluded about a rule and its cases."""

from __future__ import annotations

from itertools import product

from compliance.located import Node
from compliance.rulebook.errors import RulebookError
from compliance.rulebook.fields import nearest, section, text, words
from compliance.rulebook.model import Each, FiledForm

MET = ("Met", "Standard Met")


def read_filed_form(node: Node, each: Each) -> FiledForm:
    """The elements of `state:`; a case's key is its year, its category, or both: "0 federal_revenue". Raises RulebookError."""
    body = section(node, "state", ("rule", "cases", "met"))
    keys = tuple(
        " ".join(part for part in parts if part)
        for parts in product(map(str, each.years) if each.years else ("",), each.categories or ("",))
    )
    cases = section(body.entries["cases"], "state cases").entries if "cases" in body.entries else {}
    for key, value in cases.items():
        if key not in keys:
            raise RulebookError(
                f"No case of this rule is '{key}'", value.at, nearest(key, keys) or f"its cases are: {', '.join(keys)}"
            )
    return FiledForm(
        rule=text(body.entries["rule"], "rule") if "rule" in body.entries else None,
        cases={key: text(value, "state case") for key, value in cases.items()},
        met=words(body.entries.get("met"), "met") or MET,
    )
