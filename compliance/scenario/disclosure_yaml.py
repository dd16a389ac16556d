"""A disclosure in the format that `compliance check` reads, YAML or JSON. What is unknown is left out, never zero.

The boxes, names and dates of the signers are left out, and so are the reason for a deficit and the impacts on programs: they
are for people to write.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from compliance.filing.tree_text import ESCAPED, Leaf, Tree, json_text, yaml_lines
from compliance.rulebook.language.half_up import half_up
from compliance.scenario.disclosure_certification import SIGNERS
from compliance.scenario.disclosure_document import Cell, DisclosureDocument, Table
from compliance.scenario.disclosure_effects import COMBINED, UNRESTRICTED

WIDTH = 126
NOT_WRITTEN = ("shortfall",)
TIE_OUT_SUMS = ("borne", "cost", "variance")
HEAD = ("unit", "unit_kind", "board_action", "public_meeting", "submitted", "certification", "ada")


def write_yaml(document: DisclosureDocument) -> str:
    """The disclosure as YAML, UTF-8 text, amounts in dollars and cents, percents with at most four places."""
    head = [
        f"# {_one_line(document.title)}",
        f"# Written by compliance. {_one_line(document.notes[0])}",
        "# What the filing and the proposal do not say is left out. Signers, impacts and reasons are for people to write.",
    ]
    return "\n".join([*head, *yaml_lines(_tree(document), WIDTH)]) + "\n"


def write_json(document: DisclosureDocument) -> str:
    """The same as JSON, amounts as numbers in the digits they have in YAML."""
    return json_text(_tree(document)) + "\n"


def _tree(document: DisclosureDocument) -> dict[str, Tree]:
    entity: dict[str, Tree] = {key: _text(text) for key, text in document.entity.items()}
    tree: dict[str, Tree] = {"disclosure": _plain("1"), "entity": entity, "fiscal_year": _plain(document.fiscal_year)}
    tree |= _known({name: document.head[name] for name in HEAD})
    if document.holidays:
        tree["holidays"] = [_plain(day) for day in document.holidays]
    tree["compensation"] = _rows(document.table("compensation"))
    tree |= {name: branch for name, branch in (("terms", _terms(document)), ("funding", _funding(document))) if branch}
    tree |= {key: pages for key in ("budget", "projection") if (pages := _pages(document.table(key)))}
    reserves = document.table("reserves")
    kept = tuple(row for row in reserves.rows if row.key not in NOT_WRITTEN)
    tree["reserves"] = {column.key: _known({row.key: row.cells[column.key] for row in kept}) for column in reserves.columns}
    tie_out, deficit = _tie_out(document.table("tie_out")), _deficit(document.table("deficit"))
    adjustments = _known(dict(zip(("used", "explanation"), document.adjustments, strict=True)))
    branches = (("tie_out", tie_out), ("deficit", deficit), ("other_adjustments", adjustments))
    tree |= {name: branch for name, branch in branches if branch}
    tree["signers"] = [{"signer": _plain(signer)} for signer in SIGNERS]
    return tree


def _known(cells: Mapping[str, Cell]) -> dict[str, Tree]:
    return {name: _scalar(cell) for name, cell in cells.items() if cell.value is not None}


def _rows(table: Table) -> dict[str, Tree]:
    return {row.key: cells for row in table.rows if (cells := _known(row.cells))}


def _pages(table: Table) -> dict[str, Tree]:
    """The pages of section G or H. A row of G gives the filing's figure a second time, for whoever changes column 1."""
    pages: dict[str, dict[str, Tree]] = {}
    for row in table.rows:
        cells = _known(row.cells)
        if "approved" in cells:
            cells["filed"] = cells["approved"]
        touched = any(isinstance(cell.value, Decimal) and cell.value for cell in row.cells.values())
        if cells and (touched or "approved" in cells or "revised" in cells):
            pages.setdefault(row.part, {})[row.key] = cells
    return dict[str, Tree](pages)


def _terms(document: DisclosureDocument) -> dict[str, Tree]:
    terms: dict[str, Tree] = {}
    if lines := document.text("non_compensation").lines:
        terms["non_compensation"] = _text(" ".join(lines))
    if document.clauses:
        terms["contingency"] = [{"clause": _text(one.clause), "trigger": _text(one.trigger)} for one in document.clauses]
    comments = [line for key in ("percent", "comments", "cap") for line in document.text(key).lines]
    return terms | ({"comments": _text(" ".join(comments))} if comments else {})


def _funding(document: DisclosureDocument) -> list[Tree]:
    found: list[Tree] = []
    for one in document.sources:
        pays_for: dict[str, Tree] = {"pays_for": _plain(one.pays_for)} if one.pays_for else {}
        rest: dict[str, Tree] = {"when": _plain(one.when), "kind": _plain(one.kind), "explanation": _text(one.explanation)}
        found.append({"item": _text(one.item), **pays_for, **rest})
    return found


def _tie_out(table: Table) -> dict[str, Tree]:
    effects = _known({row.key: row.cells["amount"] for row in table.rows if row.key not in TIE_OUT_SUMS})
    variance = _known({"variance": table.cell("variance", "amount")})
    return ({"effects": effects} if effects else {}) | variance


def _deficit(table: Table) -> dict[str, Tree]:
    """The general fund's line; the unrestricted one where the filing does not give the other."""
    rows = {row.key: row.cells for row in table.rows}
    return _known(rows[COMBINED]) or _known(rows[UNRESTRICTED])


def _scalar(cell: Cell) -> Leaf:
    value = cell.value
    if isinstance(value, bool):
        return _plain("yes" if value else "no")
    if isinstance(value, str):
        return Leaf(value, cell.unit == "date")
    if cell.unit == "rate":
        percent = f"{half_up(Fraction(value or 0) * 100, 4):f}"
        return _plain((percent.rstrip("0").rstrip(".") if "." in percent else percent) + "%")
    return _plain(f"{half_up(Fraction(value or 0), 2 if cell.unit == 'money' else 4):f}")


def _text(text: str) -> Leaf:
    return Leaf(text, False)


def _plain(text: str) -> Leaf:
    return Leaf(text, True)


def _one_line(text: str) -> str:
    return " ".join(ESCAPED.sub(" ", text).split())
