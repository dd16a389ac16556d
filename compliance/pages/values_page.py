"""The index of values: every dated value and table of the law with its years, and the rules that read it."""

from __future__ import annotations

from compliance.pages.history import history, used_below
from compliance.pages.markdown import code, link, page, plain, section
from compliance.pages.reading import read_by
from compliance.pages.rule_page import MADE
from compliance.pages.words import UNITS
from compliance.rulebook.model import Parameter, Rulebook


def values_page(rulebook: Rulebook) -> str:
    """All values of the law by name, each with its whole history."""
    readers: dict[str, list[str]] = {}
    for rule in rulebook.rules.values():
        for name in used_below(read_by(rule, rulebook).parameters, rulebook.parameters):
            readers.setdefault(name, []).append(rule.id)
    lines = [MADE, "", "# Values of the law", ""]
    lines += [
        "Every value has a citation and says how sure it is. A year that no value holds for is unknown, never the last one",
        "",
    ]
    lines[-2] += " carried on in silence."
    for name, parameter in sorted(rulebook.parameters.items()):
        told = [plain(_unit(parameter)), "", *history(parameter), ""]
        read = ", ".join(link(rule, f"{rule}.md") for rule in readers.get(name, ()))
        told += [f"Read by {read}." if read else "No rule reads it; deadlines and letters may."]
        lines += section(f"{plain(parameter.title or name)} ({code(name)})", told)
    return page([*lines, "[All rules](README.md)"])


def _unit(parameter: Parameter) -> str:
    if parameter.key is not None:
        return f"A table, looked up by {parameter.key.replace('_', ' ')}."
    unit = UNITS.get(parameter.unit or "", parameter.unit or "")
    return f"In {unit}." if parameter.unit in ("money", "rate", "ada") else f"Unit: {unit}."
