"""Every technical check that the state logged on a real export comes out as it did: the same exceptions, the same severity."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from compliance.engine.findings import Report
from compliance.engine.report import judge
from compliance.filing import read_filing
from compliance.filing.model import Column, Entity, Filing, Row
from compliance.rulebook.model import Rulebook

from .conftest import CASES, Judged, told

LOGGED = [(case, column) for case in CASES for column in told(case, "expected.json").get("technical", {})]
NEED_THE_YEAR_BEFORE = {"PY-EFB=CY-BFB", "PY-EFB=CY-BFB-RES", "ASSET-PY-BAL", "DEBT-PY-BAL", "DEBT-ACTIVITY"}
CLOSED, NEXT = "sfusd-2022-23-unaudited-actuals-export", "sfusd-2024-25-adopted-budget-export"
SEVERITY = {"F": {"fatal"}, "W": {"serious", "concern"}, "O": {"note"}}  # concern: a warning that the filing explains

Found = dict[str, list[tuple[str, ...]] | str]


def wanted_of(case: str, column: str) -> Found:
    """The keys of the state's exceptions by check, sorted."""
    checks = told(case, "expected.json")["technical"][column]
    return {name: sorted({tuple(one["keys"]) for one in check["exceptions"]}) for name, check in checks.items()}


def found_in(report: Report, column: str, checks: Found) -> Found:
    """The keys of our exceptions by check, sorted, or the word for what a column has no answer to."""
    found: Found = {}
    for check in checks:
        result = report.result(check)
        cases = [one for one in result.cases if one.subject.get("column") == column] if result is not None else []
        undecided = {one.outcome for one in cases} & {"unknown", "error"} or (set() if cases else {"absent"})
        keys = [
            tuple(value for name, value in one.subject.items() if name != "column") for one in cases if one.outcome == "not_met"
        ]
        found[check] = ", ".join(sorted(undecided)) if undecided else sorted(keys)
    return found


def differences(report: Report, case: str, column: str) -> dict[str, tuple[object, object]]:
    """By check: what the state found and what we found, where the two part."""
    wanted = wanted_of(case, column)
    found = found_in(report, column, wanted)
    return {check: (wanted[check], found[check]) for check in wanted if wanted[check] != found[check]}


@pytest.fixture(scope="module")
def closed(oracles: Path) -> Filing:
    """The closed books of the year before the estimated actuals of NEXT."""
    return read_filing(str(oracles / CLOSED / "filing.dat"))


@pytest.mark.parametrize(("logged", "column"), LOGGED or [("none", "none")])
def test_every_check_of_a_column_finds_the_exceptions_that_the_state_found(judged: Judged, logged: str, column: str) -> None:
    parted = differences(judged(logged), logged, column)
    unknown_for_want_of_history = {
        check for check, (_, found) in parted.items() if check in NEED_THE_YEAR_BEFORE and found == "unknown"
    }
    assert {check: both for check, both in parted.items() if check not in unknown_for_want_of_history} == {}


@pytest.mark.parametrize(("logged", "column"), LOGGED or [("none", "none")])
def test_every_check_is_as_grave_as_the_state_takes_it(judged: Judged, logged: str, column: str) -> None:
    checks = told(logged, "expected.json")["technical"][column]
    wrong = {}
    for name, check in checks.items():
        result = judged(logged).result(name)
        severities = {
            one.severity for one in (result.cases if result is not None else ()) if one.subject.get("column") == column
        }
        if not severities or not severities <= SEVERITY[check["state_severity"]]:
            wrong[name] = (check["state_severity"], severities)
    assert wrong == {}


def test_what_needs_the_year_before_is_never_guessed(judged: Judged) -> None:
    for check in ("PY-EFB=CY-BFB", "PY-EFB=CY-BFB-RES"):
        result = judged(NEXT).result(check)
        assert result is not None
        assert [(one.outcome, one.message) for one in result.cases] == [
            ("unknown", "Not known: lacks the unaudited actuals of 2022-23 (give their file with --history).")
        ]


def test_the_closed_books_of_the_year_before_decide_what_was_unknown(oracles: Path, rulebook: Rulebook, closed: Filing) -> None:
    report = judge(read_filing(str(oracles / NEXT / "filing.dat")), rulebook, history=[closed])
    assert [differences(report, NEXT, column) for column in ("BE", "BB")] == [{}, {}]


def test_a_beginning_balance_is_wrong_only_above_the_tolerance(oracles: Path, rulebook: Rulebook, closed: Filing) -> None:
    filing = read_filing(str(oracles / NEXT / "filing.dat"))

    def outcome(dollars: int) -> str | None:
        columns = []
        for column in filing.columns:
            rows = list(column.rows or ())
            at = next((at for at, row in enumerate(rows) if row.object == "9791"), None)
            if column.code == "BE" and at is not None:
                rows[at] = rows[at]._replace(amount=rows[at].amount + dollars)
            columns.append(column._replace(rows=tuple(rows)))
        result = judge(filing._replace(columns=tuple(columns)), rulebook, only=["PY-EFB=CY-BFB-RES"], history=[closed])
        found = result.result("PY-EFB=CY-BFB-RES")
        return found.outcome if found is not None else None

    assert [outcome(0), outcome(9), outcome(11)] == ["met", "met", "not_met"]


def test_every_phase_and_some_exceptions_are_compared_so_that_none_passes_by_silence(oracles: Path) -> None:
    wanted = [wanted_of(case, column) for case, column in LOGGED]
    assert sum(len(checks) for checks in wanted) >= 300
    assert sum(len(keys) for checks in wanted for keys in checks.values()) >= 100
    assert len({check for checks in wanted for check in checks}) >= 80


def raw(*rows: tuple[str, str]) -> Filing:
    """A budget whose ledger did not go through the state's import: accounts and dollars, no computed balances."""
    ledger = tuple(Row(account, Decimal(amount), None, line) for line, (account, amount) in enumerate(rows, start=2))
    return Filing(
        "raw.txt",
        "",
        Entity("A district", "99123450000000", None, "district"),
        "2024-25",
        "adopted_budget",
        columns=(Column("2024-25", "BS1", "BB", "raw.txt", rows=ledger),),
    )


@pytest.mark.parametrize(
    ("spent", "check", "outcome"),
    [
        ("110.00", "EFB-POSITIVE", "met"),
        ("110.01", "EFB-POSITIVE", "not_met"),
        ("95.00", "EXCESS-ASSIGN-REU", "met"),
        ("95.01", "EXCESS-ASSIGN-REU", "not_met"),
    ],
)
def test_balances_that_the_import_computes_are_judged_where_a_ledger_does_not_hold_them(
    rulebook: Rulebook, spent: str, check: str, outcome: str
) -> None:
    filing = raw(
        ("0100000000000009791", "100.00"),
        ("0100000111010001100", spent),
        *([("0100000000000009789", "5.00")] if check == "EXCESS-ASSIGN-REU" else []),
    )
    result = judge(filing, rulebook, only=[check]).result(check)
    assert result is not None
    assert [(one.subject, one.outcome) for one in result.cases] == [
        ({"column": "BB"} | ({} if outcome == "met" else {"fund": "01", "resource": "0000"}), outcome)
    ]
