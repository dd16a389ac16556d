"""`compliance explain` of a technical check: what it goes over, each column with its exceptions, rows and explanations."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from compliance.engine.findings import AccountAmount, Case, Figure, Result, Source
from compliance.report.explained import MOST_CASES, MOST_ROWS, column_lines

from ..docs.column_packs import write_column_pack
from .conftest import Run

OAK = "examples/oak-valley.dat"
CHECK = "CHK-RESOURCExOBJECTA"


@pytest.fixture
def pack(tmp_path: Path) -> str:
    return str(write_column_pack(tmp_path / "pack"))


def told_of(cases: list[Case], columns: dict[str, str] | None = None) -> str:
    """The lines of a check with these cases."""
    result = Result("R", "R", "not_met", "serious", (), "", "", tuple(cases))
    return "\n".join(column_lines(result, columns or {"BB": "BB 2024-25 (warning)"}, 100))


def exception(code: str, rows: int = 1, explanation: str | None = None, state: str | None = None) -> Case:
    """A case not met, with so many rows of ten dollars."""
    accounts = tuple(AccountAmount(f"01{code}0000000004300", Decimal("10.00"), 7 + at) for at in range(rows))
    source = Source("ledger", "f.dat", 7, "BB", accounts=accounts, rows=rows, formula="amount")
    figures = {"amount": Figure(Decimal(10 * rows), "money", f"${10 * rows}.00", source)}
    subject = {"column": "BB", "resource": code}
    return Case(subject, "not_met", figures, f"{code} is wrong.", "f.dat", 7, "serious", (), (), state, explanation)


def test_without_a_filing_it_tells_columns_severities_and_the_test_in_words(run: Run, pack: str) -> None:
    ran = run("explain", "SMALL-POSITIVE", "--rules", pack)
    assert ran.exit_code == 0
    told = " ".join(ran.stdout.split())
    assert "Phase General ledger Severity BE warning, BB warning, BA fatal until 2022-23, IA informational from 2024-25" in told
    assert "every combination of fund, resource and object that has rows in objects 1000-9999 except 7310 and 7350." in told
    assert "past: the sum of objects 9790 and 979Z in the closed books of the year before." in told
    assert "Certainty How the state's check reads here was not confirmed on a real filing." in told
    assert "require: amount >= -10 and past >= 0" in told
    assert ran.stdout.isascii()


def test_a_check_that_nothing_decides_says_why_and_is_unknown(run: Run, pack: str) -> None:
    told = run("explain", "SMALL-VERSION", OAK, "--rules", pack).stdout
    assert "Nothing in a filing decides it: the current version stands in no filing." in told
    assert "BB 2025-26 (warning): unknown\n" in told
    assert told.endswith("The rule: unknown.\n")


def test_an_exception_leads_to_its_row_and_what_is_unknown_says_why(run: Run, root: Path, pack: str) -> None:
    told = run("explain", "SMALL-POSITIVE", OAK, "--rules", pack).stdout
    assert "BB 2025-26 (warning): not met, 1 exception, not explained, others not known\n" in told
    found = re.search(r"examples/oak-valley\.dat:(\d+)  01-0000-0-0000-0000-8980  -5,683,900\.00", told)
    assert found
    assert '"-5683900.00"' in (root / OAK).read_text("utf-8").splitlines()[int(found[1]) - 1]
    assert "more: the unaudited actuals of 2024-25." in " ".join(told.split())
    assert "Not in this filing: BA, IA." in told


def test_a_check_met_says_how_much_was_tested(run: Run) -> None:
    told = run("explain", "OBJ-POSITIVE", OAK).stdout
    assert re.search(r"^BB 2025-26 \(warning\): met, \d+ cases tested$", told, re.MULTILINE)


def test_a_check_that_runs_on_no_column_of_the_filing_says_so(run: Run, pack: str) -> None:
    assert "it runs on no column of this filing" in run("explain", "SMALL-FUNDS", OAK, "--rules", pack).stdout


def test_a_filing_without_a_ledger_is_told_that_the_check_reads_one(run: Run, pack: str) -> None:
    told = run("explain", "SMALL-POSITIVE", "examples/short-reserve-budget.yaml", "--rules", pack).stdout
    assert "does not apply to this filing: the rule reads a ledger, the filing holds none." in told


def test_a_check_over_what_the_judging_observes_is_judged_after_the_rest(run: Run, root: Path, tmp_path: Path) -> None:
    blank, words = tmp_path / "blank.dat", (root / OAK).read_bytes()
    answered = b'"01CS.AFI.NEGATIVE.CASHFLOW.YESNO","No"'
    assert words.count(answered) == 1
    blank.write_bytes(words.replace(answered, answered.replace(b"No", b"")))
    assert "BB 2025-26 (fatal): met\n" in run("explain", "CS-YES-NO", OAK).stdout
    assert "BB 2025-26 (fatal): not met, 1 exception" in run("explain", "CS-YES-NO", str(blank)).stdout


def test_long_lists_are_cut_with_a_count() -> None:
    told = told_of([exception(f"{number:04d}") for number in range(MOST_CASES + 3)])
    assert "not met, 15 exceptions, not explained" in told
    assert told.count("is wrong.") == MOST_CASES
    assert "and 3 more exceptions; check --format json lists every one" in told
    rows = told_of([exception("3010", MOST_ROWS + 1)])
    assert rows.count("01-3010-0-0000-0000-4300") == MOST_ROWS
    assert "and 1 more row" in rows


@pytest.mark.parametrize(
    ("explained", "said"),
    [((), "not explained"), ((0,), "1 of them explained"), ((0, 1), "all explained")],
)
def test_the_heading_says_how_many_are_explained(explained: tuple[int, ...], said: str) -> None:
    cases = [exception(f"{at:04d}", explanation="So it is." if at in explained else None) for at in range(2)]
    told = told_of(cases)
    assert f"not met, 2 exceptions, {said}\n" in told
    assert told.count("Explained: So it is.") == len(explained)


def test_an_explanation_cannot_steer_the_terminal() -> None:
    told = told_of([exception("3010", explanation="Cleared\x1b[2J later\r\nby year end.")])
    assert "\x1b" not in told and "\r" not in told
    assert "later by year end." in told


def test_a_row_that_the_import_computes_stands_in_no_line() -> None:
    case = exception("3010")
    amount = case.figures["amount"]
    assert amount.source is not None
    computed = amount.source._replace(accounts=(AccountAmount("013010" + "0" * 9 + "979Z", Decimal("-26.21"), 0),))
    told = told_of([case._replace(figures={"amount": amount._replace(source=computed)})])
    assert "computed by the import  01-3010-0-0000-0000-979Z  -26.21" in told


def test_the_states_log_is_told_where_it_agrees_and_where_not() -> None:
    alone = Case({"column": "BB", "resource": "6057"}, "met", {}, "", "f.dat", 90, state_outcome="not_met")
    assert "review says the same." in told_of([exception("3010", state="not_met")])
    differing = told_of([exception("3010", state="met"), alone])
    assert "does not hold 1 of these exceptions." in differing
    assert "an exception that is none here: resource 6057 (f.dat:90)" in differing
    unknown = Case({"column": "BB"}, "unknown", {}, "Not known: x.", state_outcome="met")
    assert "holds no exception here." in told_of([unknown])
    assert "log" not in told_of([exception("3010")])


def test_a_value_of_the_law_is_told_once() -> None:
    law = Figure(
        Decimal(10), "money", "$10.00", Source("formula", formula="limit in 2024-25", cites=("EC 1",), confidence="probable")
    )
    cases = [one._replace(figures={**one.figures, "limit": law}) for one in (exception("3010"), exception("3310"))]
    told = told_of(cases)
    assert told.count("$10.00 (probable): limit in 2024-25") == 1


def test_a_number_that_is_shown_rounded_is_told_in_full_and_once() -> None:
    cell = Source("element", "f.dat", 9, "BB", "ICR.RATE")
    rate = Figure(Decimal("0.04310009"), "number", "0.0431", cell)
    told = told_of([exception("3010")._replace(figures={"ICR.RATE": rate, "highest": rate._replace(source=cell._replace())})])
    assert "ICR.RATE = 0.0431 (exactly 0.04310009) [form element ICR.RATE, column BB, f.dat:9]" in told
    assert "highest" not in told


def test_real_exceptions_come_with_amounts_and_the_agencys_words(run: Run, oracles: Path) -> None:
    export = str(oracles / "sfusd-2024-25-adopted-budget-export" / "as-exported.dat")
    ran = run("explain", CHECK, export)
    assert ran.exit_code == 0
    assert "BE 2023-24 (warning): not met, 17 exceptions, all explained\n" in ran.stdout
    assert "  resource 3010, object 9740: $461,932.56\n" in ran.stdout
    assert ":810  01-3010-0-0000-0000-9740  461,932.56\n" in ran.stdout
    assert "Explained: " in ran.stdout
    assert ran.stdout.count("The state's log of its review says the same.") == 2
