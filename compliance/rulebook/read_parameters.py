"""Parameter files: dated, cited values and tables, with the proof that years and tiers leave no gap and do not overlap."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from compliance.fiscal_year import shift
from compliance.located import Listing, Node, Section
from compliance.rulebook.errors import RulebookError
from compliance.rulebook.fields import exact, fiscal_year, nearest, one_of, section, text, value, words, yes_no
from compliance.rulebook.model import CONFIDENCES, Dated, Parameter

UNITS = ("money", "rate", "ada", "count", "bool", "text", "date")


def read_parameter(node: Node | None, path: str) -> Parameter:
    """A parameter or table from its file. Raises RulebookError."""
    if isinstance(node, Section) and "table" in node.entries:
        return _table(node, path)
    body = section(
        node,
        "A parameter file",
        ("parameter", "title", "unit", "values", "runs_on", "note"),
        ("parameter", "title", "unit", "values"),
    )
    unit = one_of(body.entries["unit"], "unit", UNITS)
    runs_on = yes_no(body.entries.get("runs_on"), "runs_on", False)
    dated = [
        _dates(entry, ("value",))._replace(value=value(section(entry, "A dated value").entries["value"], "value", unit))
        for entry in _entries(body.entries["values"])
    ]
    return Parameter(
        name=text(body.entries["parameter"], "parameter"),
        title=text(body.entries["title"], "title"),
        unit=unit,
        values=_in_order(dated, runs_on),
        runs_on=runs_on,
        path=path,
    )


def check_cells(parameters: Mapping[str, Parameter]) -> None:
    """Every cell of a table that names a parameter must name one of the column's unit. Raises RulebookError."""
    for table in parameters.values():
        for dated in table.values:
            for _, cells in dated.rows:
                for column, cell in cells.items():
                    if isinstance(cell, str):
                        _check_cell(table, column, cell, dated, parameters)


def _check_cell(table: Parameter, column: str, cell: str, dated: Dated, parameters: Mapping[str, Parameter]) -> None:
    named, unit = parameters.get(cell), table.columns[column]
    if named is None:
        hint = nearest(cell, parameters) or f"a parameter in {unit} is needed"
        raise RulebookError(f"Table {table.name} takes '{column}' from '{cell}', which is no parameter", dated.at, hint)
    if named.unit != unit:
        found = named.unit or "a table"
        raise RulebookError(f"Table {table.name} takes '{column}' from '{cell}': {unit} is needed, it is {found}", dated.at)


def _entries(node: Node) -> tuple[Node, ...]:
    if not isinstance(node, Listing) or not node.entries:
        raise RulebookError("values must be a list of dated values", node.at, "write `- from: 2024-25` and the value below it")
    return node.entries


def _dates(node: Node, holds: tuple[str, ...]) -> Dated:
    body = section(node, "A dated value", ("from", "until", "cites", "confidence", "note", *holds), ("from", "cites", *holds))
    until = body.entries.get("until")
    first = fiscal_year(body.entries["from"], "from")
    last = fiscal_year(until, "until") if until else None
    if last is not None and last < first:
        raise RulebookError(f"until {last} comes before from {first}", body.at, "swap the two years")
    cites = words(body.entries["cites"], "cites")
    if not cites:
        raise RulebookError("A value without a citation", body.at, "say in cites which law, form or letter it comes from")
    return Dated(
        from_year=first,
        until=last,
        cites=cites,
        confidence=one_of(body.entries.get("confidence"), "confidence", CONFIDENCES, "certain"),
        note=text(body.entries.get("note"), "note", ""),
        at=body.at,
    )


def _in_order(dated: list[Dated], runs_on: bool) -> tuple[Dated, ...]:
    """The values by year. Overlaps and holes between two values are errors; one that does not run on holds for its own year."""
    ordered = sorted(dated, key=lambda one: one.from_year)
    for earlier, later in zip(ordered, ordered[1:], strict=False):
        last = earlier.until or (None if runs_on else earlier.from_year)
        if earlier.from_year == later.from_year or (last is not None and last >= later.from_year):
            hint = "end the earlier one before the later begins"
            raise RulebookError(f"Two values hold in {later.from_year}", later.at, hint)
        if last is not None and shift(last, 1) != later.from_year:
            hint = f"begin it in {shift(last, 1)}, or say `runs_on: yes` and leave `until` out where a value runs on"
            raise RulebookError(f"No value holds between {last} and {later.from_year}", later.at, hint)
    return tuple(ordered)


def _table(node: Section, path: str) -> Parameter:
    names = ("table", "title", "key", "columns", "values", "runs_on", "note")
    body = section(node, "A table file", names, ("table", "title", "key", "columns", "values"))
    key = section(body.entries["key"], "key", ("name", "unit", "round"), ("name", "unit", "round"))
    columns = {
        name: one_of(unit, f"column {name}", UNITS)
        for name, unit in section(body.entries["columns"], "columns").entries.items()
    }
    key_unit = one_of(key.entries["unit"], "key unit", UNITS)
    runs_on = yes_no(body.entries.get("runs_on"), "runs_on", False)
    dated = []
    for entry in _entries(body.entries["values"]):
        rows = section(entry, "A dated value").entries.get("rows")
        dated.append(_dates(entry, ("rows",))._replace(rows=_rows(rows, columns, key_unit, entry)))
    return Parameter(
        name=text(body.entries["table"], "table"),
        title=text(body.entries["title"], "title"),
        unit=None,
        values=_in_order(dated, runs_on),
        runs_on=runs_on,
        key=text(key.entries["name"], "key name"),
        key_unit=key_unit,
        places=int(exact(key.entries["round"], "round", "count")),
        columns=columns,
        path=path,
    )


def _rows(
    node: Node | None, columns: Mapping[str, str], key_unit: str, entry: Node
) -> tuple[tuple[Fraction | None, Mapping[str, Fraction | str]], ...]:
    """A table's tiers. Breaks rise, and only the last tier is open: with `upto` alone there is no other way to leave a gap."""
    if not isinstance(node, Listing) or not node.entries:
        raise RulebookError("rows must be a list of tiers", entry.at)
    rows: list[tuple[Fraction | None, Mapping[str, Fraction | str]]] = []
    for index, tier in enumerate(node.entries):
        body = section(tier, "A tier", ("upto", *columns), tuple(columns))
        upto = exact(body.entries["upto"], "upto", key_unit) if "upto" in body.entries else None
        last = index == len(node.entries) - 1
        if upto is None and not last:
            raise RulebookError("Only the last tier may be without upto", tier.at, "the tiers after it would never be reached")
        if upto is not None and last:
            raise RulebookError(f"Nothing holds above {upto}", tier.at, "add a last tier without upto")
        previous = rows[-1][0] if rows else None
        if upto is not None and previous is not None and upto <= previous:
            raise RulebookError(
                f"upto {upto} does not rise above {previous}", tier.at, "tiers stand in rising order, each break once"
            )
        rows.append((upto, {name: _cell(body.entries[name], name, unit) for name, unit in columns.items()}))
    return tuple(rows)


def _cell(node: Node, name: str, unit: str) -> Fraction | str:
    word = text(node, name)
    return word if word.isidentifier() else exact(node, name, unit)
