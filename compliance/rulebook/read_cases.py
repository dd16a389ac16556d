"""The cases of a rule file: small filings with the outcome the law asks for."""

from __future__ import annotations

from compliance.fiscal_year import shift
from compliance.located import Listing, Node, Scalar, Section
from compliance.rulebook.column_rules import Columns
from compliance.rulebook.errors import RulebookError
from compliance.rulebook.fields import fiscal_year, nearest, one_of, section, text, years, yes_no
from compliance.rulebook.language.scope import Scope
from compliance.rulebook.model import Applies, Each, RuleCase
from compliance.rulebook.read_columns import read_ledger

OUTCOMES = ("met", "not_met", "not_applicable", "unknown")
FIELDS = (
    "column",
    "rows",
    "cells",
    "before",
    "year",
    "at",
    "given",
    "report",
    "entity",
    "subject",
    "expect",
    "rule",
    "because",
    "at_the_line",
)
REPORT_OF = {"BE": "adopted_budget", "BB": "adopted_budget", "BA": "unaudited_actuals"}
LAYERS = ("original_budget", "previous_report")


def read_cases(
    node: Node | None, applies: Applies, each: Each, scope: Scope, columns: Columns | None = None
) -> tuple[RuleCase, ...]:
    """The cases in the order written. Raises RulebookError."""
    if not isinstance(node, Listing) or not node.entries:
        raise RulebookError("cases must be a list", node.at if node else None, "write a met, a not_met and an at-the-line case")
    return tuple(_case(entry, applies, each, scope, columns) for entry in node.entries)


def _case(node: Node, applies: Applies, each: Each, scope: Scope, columns: Columns | None) -> RuleCase:
    body = section(
        node, "A case", FIELDS if columns else FIELDS[4:], ("year", "expect") if columns else ("year", "given", "expect")
    )
    entry = body.entries
    year = fiscal_year(entry["year"], "year")
    default = (0 if 0 in each.years else each.years[-1]) if each.years else None
    offset = years(Listing((entry["at"],), body.at), "at")[0] if "at" in entry else default
    figures: dict[tuple[str, str, str], str] = {}
    answers: dict[str, str] = {}
    lists: dict[str, tuple[dict[str, str], ...]] = {}
    own_year = shift(year, offset or 0)
    default_report, column, before = applies.reports[0], None, None
    if columns is not None:
        column = one_of(entry.get("column"), "column", tuple(columns.standing), next(iter(columns.standing)))
        default_report = REPORT_OF.get(column, "first_interim")
        if "before" in entry:
            books = section(entry["before"], "before", ("rows", "cells")).entries
            before = read_ledger(books.get("rows"), books.get("cells"))
    for name, value in section(entry["given"], "given").entries.items() if "given" in entry else ():
        if name in LAYERS:
            for layer_year, amounts in section(value, name).entries.items():
                figures.update(_figures(amounts, name, _year(layer_year, value), scope))
        elif name == "answers":
            answers = {key: text(one, key) for key, one in section(value, "answers", tuple(scope.answers)).entries.items()}
        elif name in scope.lists:
            lists[name] = _entries(value, name, scope)
        elif isinstance(value, Section):
            figures.update(_figures(value, "figures", _year(name, value), scope))
        else:
            figures.update(
                _figures(Section({name: value}, {name: Scalar(name, value.at)}, value.at), "figures", own_year, scope)
            )
    return RuleCase(
        year=year,
        offset=offset,
        given=figures,
        answers=answers,
        lists=lists,
        report=one_of(entry.get("report"), "report", applies.reports, default_report),
        entity=one_of(entry.get("entity"), "entity", applies.entities, applies.entities[0]),
        subject=text(entry["subject"], "subject") if "subject" in entry else None,
        expect=one_of(entry["expect"], "expect", OUTCOMES),
        rule=one_of(entry["rule"], "rule", OUTCOMES) if "rule" in entry else None,
        because=text(entry.get("because"), "because", ""),
        at_the_line=yes_no(entry.get("at_the_line"), "at_the_line", False),
        at=body.at,
        column=column,
        ledger=None if columns is None else read_ledger(entry.get("rows"), entry.get("cells")),
        before=before,
    )


def _figures(node: Node, layer: str, year: str, scope: Scope) -> dict[tuple[str, str, str], str]:
    found = {}
    for name, value in section(node, "Figures of a case").entries.items():
        if name not in scope.figures:
            raise RulebookError(f"No figure is called '{name}'", value.at, nearest(name, scope.figures))
        found[(layer, year, name)] = text(value, name)
    return found


def _entries(node: Node, name: str, scope: Scope) -> tuple[dict[str, str], ...]:
    if not isinstance(node, Listing):
        raise RulebookError(f"{name} must be a list of entries", node.at)
    fields = tuple(scope.lists[name])
    return tuple({key: text(value, key) for key, value in section(one, name, fields).entries.items()} for one in node.entries)


def _year(name: str, node: Node) -> str:
    return fiscal_year(Scalar(name, node.at), "A year of a case")
