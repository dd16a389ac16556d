"""The fields of a rule over the columns of a state export: phase, standing by column, rows, accounts, cells, and its cases."""

from __future__ import annotations

import re
from collections.abc import Mapping

from compliance.located import Listing, Node, Scalar, Section
from compliance.rulebook.column_rules import Columns, Ledger, Standing
from compliance.rulebook.errors import RulebookError
from compliance.rulebook.fields import fiscal_year, one_of, section, text, words, yes_no
from compliance.rulebook.language.places import SELECTORS, are_codes
from compliance.rulebook.model import Each

COLUMNS = ("BE", "BB", "BA", "IO", "IB", "IA", "IP")
PHASES = ("import", "general_ledger", "supplemental", "export_validation")
STANDINGS = ("fatal", "warning", "informational")
CODES = ("fund", "resource", "goal", "function", "object")
KINDS = ("accounts", "cells", "subjects")

_BRACES = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"[a-z][a-z_]*")
_ACCOUNT = re.compile(r"([0-9A-Z]{2})-([0-9A-Z]{4})-([0-9A-Z])-([0-9A-Z]{4})-([0-9A-Z]{4})-([0-9A-Z]{4})")
_AMOUNT = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,2})?")


def read_columns(body: Section) -> Columns | None:
    """What makes the rule one over columns, or None where its severity is one word. Raises RulebookError."""
    entry = body.entries
    severity = entry.get("severity")
    if not isinstance(severity, Section):
        for name in ("phase", "rows", "together", "keyed", "cannot"):
            if name in entry:
                raise RulebookError(
                    f"'{name}' belongs to a rule over columns", entry[name].at, "give severity as {BE: warning, BB: fatal}"
                )
        return None
    section(severity, "severity", COLUMNS)
    return Columns(
        phase=one_of(entry.get("phase"), "phase", PHASES),
        standing={name: _standing(node) for name, node in severity.entries.items()},
        rows=_rows(entry.get("rows")),
        together=_together(entry.get("together")),
        keyed=yes_no(entry.get("keyed"), "keyed", True),
        cannot=text(entry.get("cannot"), "cannot", ""),
    )


def read_column_each(node: Node | None) -> Each:
    """What the cases of such a rule go over. Raises RulebookError."""
    if node is None:
        return Each()
    body = section(node, "each of a rule over columns", KINDS)
    if len(body.entries) != 1:
        raise RulebookError(
            "each goes over one thing", body.at, "write {accounts: [fund, resource]}, {cells: …} or {subjects: […]}"
        )
    if "accounts" in body.entries:
        found = words(body.entries["accounts"], "accounts", CODES)
        if list(found) != [code for code in CODES if code in found] or not found:
            raise RulebookError("accounts must be codes in the order of an account", node.at, f"as in {list(CODES)}")
        return Each(accounts=found)
    if "cells" in body.entries:
        return Each(cells=text(body.entries["cells"], "cells"))
    listed = body.entries["subjects"]
    if not isinstance(listed, Listing) or not listed.entries:
        raise RulebookError("subjects must be a list", listed.at, "write [{form: 01, source: 01GL}, …]")
    subjects = [section(one, "A subject").entries for one in listed.entries]
    if len({tuple(one) for one in subjects}) != 1:
        raise RulebookError("the subjects do not all have the same names", listed.at)
    return Each(subjects=tuple({name: text(value, name) for name, value in one.items()} for one in subjects))


def names_of(each: Each) -> tuple[str, ...]:
    """The names that an expression of the rule may use for its case. Raises nothing: a pattern's braces are names or not."""
    if each.cells:
        return (*(name for name in _BRACES.findall(each.cells) if _NAME.fullmatch(name)), "content")
    return tuple(each.subjects[0]) if each.subjects else each.accounts


def read_ledger(rows: Node | None, cells: Node | None) -> Ledger:
    """The ledger and forms of a case. Raises RulebookError at an account or amount that is none."""
    found: list[tuple[str, str]] = []
    for account, value in section(rows, "rows").entries.items() if rows is not None else ():
        codes = _ACCOUNT.fullmatch(account)
        amount = text(value, account)
        if codes is None:
            raise RulebookError(f"'{account}' is no account", value.at, "write it as 01-0000-0-1110-1000-1100")
        if not _AMOUNT.fullmatch(amount):
            raise RulebookError(f"'{amount}' is no amount in dollars", value.at, "write it as -1234.50")
        found.append(("".join(codes.groups()), amount))
    written = None
    if cells is not None:
        written = {
            name: value.text if isinstance(value, Scalar) else text(value, name)
            for name, value in section(cells, "cells").entries.items()
        }
    return Ledger(tuple(found), written)


def _standing(node: Node) -> Standing:
    if isinstance(node, Section):
        entry = section(node, "A column's severity", ("is", "from", "until"), ("is",)).entries
        return Standing(
            one_of(entry["is"], "severity", STANDINGS),
            fiscal_year(entry["from"], "from") if "from" in entry else None,
            fiscal_year(entry["until"], "until") if "until" in entry else None,
        )
    return Standing(one_of(node, "severity", STANDINGS))


def _rows(node: Node | None) -> tuple[tuple[int, tuple[tuple[str, str], ...]], ...]:
    if node is None:
        return ((0, ()),)
    chosen = node.entries if isinstance(node, Listing) else (node,)
    return tuple(_selection(one) for one in chosen)


def _selection(node: Node) -> tuple[int, tuple[tuple[str, str], ...]]:
    entry = section(node, "rows", (*SELECTORS, "year")).entries
    year = 0
    if "year" in entry:
        year = -int(one_of(entry["year"], "year", ("-1", "0")).lstrip("-"))
    return year, tuple(_checked(entry, name) for name in entry if name != "year")


def _checked(entry: Mapping[str, Node], name: str) -> tuple[str, str]:
    codes = text(entry[name], name)
    if not are_codes(codes):
        raise RulebookError(f'"{codes}" is no list of codes', entry[name].at, 'write "01", "0000-1999" or "61-95 except 76"')
    return name, codes


def _together(node: Node | None) -> tuple[tuple[str, str], ...]:
    if node is None:
        return ()
    entry = section(node, "together", CODES).entries
    return tuple(_checked(entry, name) for name in entry)


def read_gate(node: Node | None, reports: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """gate.yaml: the columns whose checks the filing package of a report waits for. Raises RulebookError."""
    body = section(node, "gate.yaml", ("columns", "cites", "note"), ("columns", "cites"))
    return {
        name: words(value, name, COLUMNS)
        for name, value in section(body.entries["columns"], "columns", reports).entries.items()
    }
