"""The state's own log of each real export: the codes and pairs it took exception to are those that codes/ holds not valid."""

from __future__ import annotations

import csv
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from compliance.rulebook.codes import Codes, load_codes

EXPORTS = ("2022-23-unaudited-actuals", "2023-24-adopted-budget", "2024-25-adopted-budget")
SLICES = {
    "fund": slice(0, 2),
    "resource": slice(2, 6),
    "goal": slice(7, 11),
    "function": slice(11, 15),
    "object": slice(15, 19),
}
OF_CODES = {
    "CHECKFUND": "fund",
    "CHECKRESOURCE": "resource",
    "CHECKGOAL": "goal",
    "CHECKFUNCTION": "function",
    "CHECKOBJECT": "object",
}
OF_PAIRS = {
    "CHK-FUNDxRESOURCE": "fund_resource",
    "CHK-FUNDxGOAL": "fund_goal",
    "CHK-FUNDxFUNCTION": "fund_function",
    "CHK-FUNDxOBJECT": "fund_object",
    "CHK-RESOURCExOBJECT": "resource_object",
    "CHK-FUNCTIONxOBJECT": "function_object",
    "CHK-GOALxFUNCTION": "goal_function",
}
ASIDE = ("9791", "9793", "9795")  # objects of a resource that is itself refused are not logged
Taken = set[tuple[str, str, str]]


class Column(NamedTuple):
    """One column of an export: its ledger rows, and what the state's log takes exception to."""

    year: str
    accounts: dict[str, Decimal]
    logged: Taken


def columns(path: Path) -> dict[str, Column]:
    found: dict[str, Column] = {}
    section = name = ""
    with open(path, encoding="utf-8-sig", newline="") as file:
        for cells in csv.reader(file):
            if cells[0] == "-1":
                section = ""
            elif not section:
                name, section = cells[3], cells[4] if len(cells) > 4 else "GL"
                found.setdefault(name, Column(cells[0], {}, set()))
            elif section == "GL":
                found[name].accounts[cells[0]] = Decimal(cells[1])
            elif section == "TRCLOG" and cells[7]:
                check = next((one for one in (*OF_CODES, *OF_PAIRS) if cells[0].startswith(one)), None)
                if check and "xRS" not in cells[0]:
                    found[name].logged.add((check, cells[1], "" if check in OF_CODES else cells[2]))
    return found


def refused(column: Column, codes: Codes) -> tuple[Taken, Taken]:
    """What codes/ holds not valid in the column, and what it holds unconfirmed."""
    amounts: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for account, amount in column.accounts.items():
        parts = {kind: account[where] for kind, where in SLICES.items()}
        spent = parts["object"][0] in "1234567"
        for check, kind in OF_CODES.items():
            amounts[check, parts[kind], ""] += abs(amount)
        for check, table in OF_PAIRS.items():
            if spent or table not in ("function_object", "goal_function"):
                first, second = table.split("_")
                amounts[check, parts[first], parts[second]] += amount if table == "resource_object" else abs(amount)
    told: dict[bool | None, Taken] = {True: set(), False: set(), None: set()}
    for (check, first, second), amount in amounts.items():
        if check in OF_CODES:
            standing = codes.code(f"{OF_CODES[check]}s", first, column.year, "district")
        else:
            standing = codes.pair(OF_PAIRS[check], first, second, column.year, "district")
            if OF_PAIRS[check] == "resource_object":
                barred = codes.code("resources", first, column.year, "district").valid is False
                if abs(amount) <= 10 or (barred and second in ASIDE):
                    continue
        if amount:
            told[standing.valid].add((check, first, second))
    return told[False], told[None]


@pytest.mark.parametrize("export", EXPORTS)
def test_what_the_state_logged_is_what_the_tables_refuse(root: Path, oracles: Path, export: str) -> None:
    codes = load_codes([root / "rules" / "us-ca"])
    read = columns(oracles / f"sfusd-{export}-export" / "as-exported.dat")
    judged = {name: column for name, column in read.items() if column.logged}
    assert judged, "the export holds no log"
    for name, column in judged.items():
        ours, unconfirmed = refused(column, codes)
        assert ours == column.logged, name
        assert unconfirmed == set(), name
