"""The tables of a disclosure as lists that rules go over: compensation (A), budgets (G), projection (H), reserves (I).

A cell that is not written is left out of its entry, and so unknown. A table that is not there is no list at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compliance.filing.disclosure_parts import (
    AMOUNTS,
    BUDGET_COLUMNS,
    BUDGET_ROWS,
    COMPENSATION_ROWS,
    FUND_PAGES,
    PAGES,
    PERCENTS,
    RESERVE_FIELDS,
    Entries,
    Fields,
    fields_of,
    keyed,
    picked,
    said,
    table_of,
)
from compliance.filing.model import FilingError, Written
from compliance.filing.nearest import shown
from compliance.filing.written_parts import branch_of, scalar_of
from compliance.fiscal_year import is_fiscal_year, shift
from compliance.located.nodes import Node, Position

Lists = dict[str, Entries]
Table = dict[str, Fields]
PARTS = {"prior": "prior_cost", "year_1": "year_1", "year_2": "year_2", "year_3": "year_3"}
COMBINED = {"unrestricted": PAGES[0], "restricted": PAGES[1], "combined": PAGES[2]}
YEARS = {"year_1": 0, "year_2": 1, "year_3": 2}


def compensation_of(node: Node) -> Table:
    """Section A by row: the four parts of cost, their total, employees and average as printed."""
    rows: dict[str, tuple[str, ...]] = {row: (*AMOUNTS, *PERCENTS) for row in (*COMPENSATION_ROWS, "total")}
    rows |= {"employees": AMOUNTS, "average": AMOUNTS}
    section = keyed(node, "compensation", rows)
    return {row: fields_of(one, row, rows[row]) for row, one in section.entries.items()}


def compensation_lists(table: Table, fiscal_year: str, unit_kind: Fields) -> Lists:
    """Section A by column, to be added up, and row by row with each percent printed."""
    written = [column for column in AMOUNTS if any(column in row for row in table.values())]
    columns = tuple(_column(table, column, fiscal_year) | unit_kind for column in written)
    lists = {"disclosed_compensation": columns} if columns else {}
    percents = tuple(_percents(table, fiscal_year))
    return lists | ({"disclosed_percents": percents} if percents else {})


def _column(table: Table, column: str, fiscal_year: str) -> Fields:
    found = {row: cells[column] for row, cells in table.items() if column in cells}
    at = next(iter(found.values())).at
    year = {"fiscal_year": said(shift(fiscal_year, YEARS[column]), at)} if column in YEARS else {}
    return {"part": said(PARTS[column], at), "one": said("1", at), **year, **found}


def _percents(table: Table, fiscal_year: str) -> Iterator[Fields]:
    for row in (*COMPENSATION_ROWS, "total"):
        cells = table.get(row, {})
        for number, percent in enumerate(PERCENTS):
            if percent in cells:
                at = cells[percent].at
                names = {"prior": "prior", "increase": f"year_{number + 1}", "percent": percent}
                earlier = {f"earlier_{one}": f"year_{one}" for one in range(1, number + 1)}
                none = {f"earlier_{one}": said("0", at) for one in (1, 2) if one > number}
                subject = {"row": said(row, at), "fiscal_year": said(shift(fiscal_year, number), at)}
                subject["first_year"] = said("no" if number else "yes", at)
                yield subject | picked(names | earlier, cells) | none


def budget_of(node: Node) -> dict[str, Table]:
    """Section G by page and row: columns 1 to 4, and the row as filed with the state where it is given."""
    pages = keyed(node, "budget", (*PAGES, *FUND_PAGES))
    return {page: table_of(one, page, BUDGET_ROWS, BUDGET_COLUMNS) for page, one in pages.entries.items()}


def budget_lists(budget: Mapping[str, Table]) -> Lists:
    """Section G row by row, and the combined page beside the two it adds up."""
    rows = tuple(_row(page, row, cells) for page, table in budget.items() for row, cells in table.items() if cells)
    lists = {"disclosed_budget": rows} if rows else {}
    combined = tuple(_combined(budget))
    return lists | ({"disclosed_combined": combined} if combined else {})


def _row(page: str, row: str, cells: Fields) -> Fields:
    at = next(iter(cells.values())).at
    return {"row": said(row, at), "page": said(page, at), **cells}


def _combined(budget: Mapping[str, Table]) -> Iterator[Fields]:
    for row, cells in budget.get(PAGES[2], {}).items():
        for column in BUDGET_COLUMNS[:4]:
            if column in cells:
                at = cells[column].at
                found = {
                    part: budget[page][row][column]
                    for part, page in COMBINED.items()
                    if column in budget.get(page, {}).get(row, {})
                }
                yield {"row": said(row, at), "subject": said(column, at), **found}


def projection_lists(node: Node, budget: Mapping[str, Table]) -> Lists:
    """Section H row by row, its first year beside column 4 of section G."""
    pages = keyed(node, "projection", PAGES)
    rows = []
    for page, one in pages.entries.items():
        for row, cells in table_of(one, page, BUDGET_ROWS, tuple(YEARS)).items():
            if cells:
                rows.append(_row(page, row, cells) | picked({"revised": "revised"}, budget.get(page, {}).get(row, {})))
    return {"disclosed_projection": tuple(rows)} if rows else {}


def reserve_lists(node: Node, fiscal_year: str, ada: Written | None) -> Lists:
    """Section I, lines 1 to 3, by fiscal year; the years are the three of the disclosure."""
    section = branch_of(node, "reserves")
    years = [shift(fiscal_year, number) for number in range(3)]
    found = []
    for key in section.names.values():
        if not is_fiscal_year(key.text) or key.text not in years:
            raise FilingError(
                f"{shown(key.text)} stands where `reserves` expects one of the years {', '.join(years)}, written so.", key.at
            )
        entry = {"fiscal_year": said(key.text, key.at)} | fields_of(section.entries[key.text], key.text, RESERVE_FIELDS)
        found.append(entry | ({"ada": ada} if ada is not None else {}))
    return {"disclosed_reserves": tuple(found)} if found else {}


def effect_lists(node: Node, funds: tuple[str, ...], table: Table, fiscal_year: str, at: Position) -> Lists:
    """Line 5 of section I: the change of each fund's balance, and the cost of year 1 that their sum should be."""
    section = keyed(node, "tie_out", ("effects", "variance", "explanation"))
    written = {name: one for name, one in section.entries.items() if name != "effects"}
    entry: Fields = {"part": said("year_1", at), "fiscal_year": said(shift(fiscal_year, 0), at)}
    entry |= {name: scalar_of(one, name) for name, one in written.items()}
    entry |= {row: table[row]["year_1"] for row in (*COMPENSATION_ROWS, "total") if "year_1" in table.get(row, {})}
    if "effects" not in section.entries:
        return {"disclosed_tie_out": (entry,)}
    effects = fields_of(section.entries["effects"], "effects", funds)
    if not effects:
        return {"disclosed_tie_out": (entry,)}
    entry["effects_given"] = said("yes", section.entries["effects"].at)
    rows = tuple({"fund": said(fund, one.at), "amount": one} for fund, one in effects.items())
    return {"disclosed_tie_out": (entry,), "disclosed_effects": rows}
