"""Technical checks on whole ledgers: what balances passes, a cent beyond the tolerance fails what the law says."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.engine.column_cases import cases_in, columns_of
from compliance.engine.columns import outcomes_traced
from compliance.engine.fast_path import FastPath
from compliance.engine.figures import FigureBook
from compliance.engine.report import judge
from compliance.filing.importing import ready
from compliance.filing.model import Explained, Filing, Logged

from .filings import US_CA
from .ledgers import CENT, TOLERANCE, balanced, exceptions, failing, ledger, result, rows_behind

FAST = FastPath(US_CA)
NETTING = (
    "INTERFD-DIR-COST", "INTERFD-INDIRECT", "INTERFD-INDIRECT-FN", "INTERFD-IN-OUT", "LCFF-TRANSFER", "INTRAFD-DIR-COST",
    "INTRAFD-INDIRECT", "INTRAFD-INDIRECT-FN", "CONTRIB-UNREST-REV", "CONTRIB-RESTR-REV",
)  # fmt: skip
BALANCE = ("BALANCE-FDxRS", "CEFB=FD-EQUITY")
# A row moved alone, and which of the checks the law says then fail.
MOVED = {
    "2700-5710": {"INTRAFD-DIR-COST"},
    "2700-5750": {"INTERFD-DIR-COST"},
    "7210-7310": {"INTRAFD-INDIRECT", "INTRAFD-INDIRECT-FN"},
    "7210-7350": {"INTERFD-INDIRECT", "INTERFD-INDIRECT-FN"},
    "9300-7619": {"INTERFD-IN-OUT"},
    "0000-8919": {"INTERFD-IN-OUT"},
    "0000-8091": {"LCFF-TRANSFER"},
    "0000-8099": {"LCFF-TRANSFER"},
    "0000-8980": {"CONTRIB-UNREST-REV"},
    "0000-8990": {"CONTRIB-RESTR-REV"},
}
EVERYDAY = {
    "01-0000-0-0000-0000-9791": "5000000.00",
    "01-0000-0-0000-0000-8011": "90000000.00",
    "01-0000-0-1110-1000-1100": "60000000.00",
    "01-0000-0-0000-0000-8980": "-4000000.00",
    "01-6500-0-0000-0000-8980": "4000000.00",
    "01-6500-0-5760-1110-1100": "4000000.00",
    "01-0000-0-0000-0000-9789": "3000000.00",
    "11-6391-0-0000-0000-8590": "900000.00",
    "11-6391-0-4110-1000-1100": "900000.00",
}


@settings(max_examples=25)
@given(balanced(closed=False), st.sampled_from(["BE", "BB"]))
def test_a_budget_that_nets_passes_every_netting_check(rows: dict[str, Decimal], column: str) -> None:
    assert failing(ledger({column: rows}), NETTING) == []


@settings(max_examples=25)
@given(balanced(closed=True))
def test_closed_books_that_balance_pass_every_netting_and_balance_check(rows: dict[str, Decimal]) -> None:
    assert failing(ledger({"BA": rows}), [*NETTING, *BALANCE]) == []


@settings(max_examples=60)
@given(balanced(closed=False), st.data())
def test_one_cent_more_than_the_tolerance_fails_exactly_what_the_law_says(
    rows: dict[str, Decimal], data: st.DataObject
) -> None:
    account = data.draw(st.sampled_from([account for account in sorted(rows) if account[-9:] in MOVED]))
    sign = data.draw(st.sampled_from([1, -1]))
    at_the_line = {**rows, account: rows[account] + sign * TOLERANCE}
    assert failing(ledger({"BB": at_the_line}), NETTING) == []
    beyond = {**rows, account: rows[account] + sign * (TOLERANCE + CENT)}
    assert set(failing(ledger({"BB": beyond}), NETTING)) == MOVED[account[-9:]]


@settings(max_examples=30)
@given(balanced(closed=True), st.data())
def test_an_asset_one_cent_too_high_unbalances_its_fund_and_resource_alone(
    rows: dict[str, Decimal], data: st.DataObject
) -> None:
    account = data.draw(st.sampled_from([account for account in sorted(rows) if account.endswith("9110")]))
    assert failing(ledger({"BA": {**rows, account: rows[account] + TOLERANCE}}), BALANCE) == []
    beyond = ledger({"BA": {**rows, account: rows[account] + TOLERANCE + CENT}})
    key = f"BA {account[:2]} {account[3:7]}"
    assert {rule: exceptions(rule, beyond) for rule in BALANCE} == {rule: [key] for rule in BALANCE}


def test_four_mistakes_make_four_findings_that_name_their_rows() -> None:
    changed = {
        **EVERYDAY,
        "13-0000-0-0000-0000-9789": "250000.00",  # a reserve moved to a fund that has nothing
        "01-0000-0-0000-0000-8980": "-3999000.00",  # a contribution that does not net
        "11-6391-0-4110-1000-4300": "-75000.00",  # a negative balance of an object
        "01-3210-0-0000-0000-8290": "120000.00",  # a resource that the state has retired
    }
    filing = ledger({"BB": changed}, fiscal_year="2026-27")
    lines = {account.replace("-", ""): number for number, account in enumerate(changed, 2)}
    found = {
        rule: [case for case in result(rule, filing).cases if case.outcome == "not_met"]
        for rule in ("EXCESS-ASSIGN-REU", "CONTRIB-UNREST-REV", "OBJ-POSITIVE", "CHECKRESOURCE")
    }
    keys = {rule: [" ".join(case.subject.values()) for case in cases] for rule, cases in found.items()}
    assert keys == {
        "EXCESS-ASSIGN-REU": ["BB 13 0000"],
        "CONTRIB-UNREST-REV": ["BB 01"],
        "OBJ-POSITIVE": ["BB 11 6391 4300", "BB 13 0000 9790"],
        "CHECKRESOURCE": ["BB 3210"],
    }
    for cases, account in zip(
        (found["EXCESS-ASSIGN-REU"], found["CONTRIB-UNREST-REV"], found["OBJ-POSITIVE"][:1], found["CHECKRESOURCE"]),
        ("1300000000000009789", "0100000000000008980", "1163910411010004300", "0132100000000008290"),
        strict=True,
    ):
        assert (account, lines[account]) in rows_behind(cases[0])
        assert cases[0].path == "made.dat"


def test_a_resource_says_whether_it_is_retired_not_open_or_was_never_there() -> None:
    rows = {f"01-{resource}-0-0000-0000-8590": "100.00" for resource in ("3210", "6057", "6998", "6500")}
    cases = [case for case in result("CHECKRESOURCE", ledger({"BB": rows}, fiscal_year="2026-27")).cases]
    told = {case.subject["resource"]: case.message for case in cases if case.outcome == "not_met"}
    assert set(told) == {"3210", "6057", "6998"}


def test_county_offices_and_years_without_evidence_are_unknown_and_say_so() -> None:
    rows = {"01-6500-0-0000-0000-8590": "100.00"}
    for filing in (ledger({"BB": rows}, kind="county_office"), ledger({"BB": rows}, fiscal_year="2031-32")):
        for rule in ("CHECKRESOURCE", "CHK-FUNDxRESOURCE", "CHK-RESOURCExOBJECTA"):
            (case,) = result(rule, filing).cases
            assert (case.outcome, case.subject) == ("unknown", {"column": "BB"})
            assert case.missing and "6500" in case.message


def explained(filing: Filing, *entries: tuple[str, tuple[str, str, str], str]) -> Filing:
    found = tuple(Explained(check, keys, text, 9) for check, keys, text in entries)
    return filing._replace(columns=tuple(column._replace(explained=found) for column in filing.columns))


def test_a_warning_explained_is_a_concern_and_unexplained_serious() -> None:
    filing = ledger({"BB": {**EVERYDAY, "11-6391-0-4110-1000-4300": "-75000.00"}})
    (case,) = (case for case in result("OBJ-POSITIVE", filing).cases if case.outcome == "not_met")
    assert case.severity == "serious"
    told = explained(filing, ("OBJ-POSITIVE", ("11", "6391", "4300"), "Will be corrected at year end."))
    found = result("OBJ-POSITIVE", told)
    (case,) = (case for case in found.cases if case.outcome == "not_met")
    assert (case.severity, case.explanation, found.explained, found.severity) == (
        "concern", "Will be corrected at year end.", True, "concern",
    )  # fmt: skip
    elsewhere = explained(filing, ("OBJ-POSITIVE", ("11", "6391", "4400"), "Another row."))
    assert result("OBJ-POSITIVE", elsewhere).severity == "serious"


def test_a_fatal_check_stays_fatal_whatever_is_written() -> None:
    filing = ledger({"BB": {**EVERYDAY, "01-6500-0-0000-0000-8980": "1.00"}})
    told = explained(filing, ("CONTRIB-UNREST-REV", ("01", "*", "*"), "We know."))
    assert result("CONTRIB-UNREST-REV", told).severity == "fatal"


@pytest.mark.parametrize(("code", "severity"), [("IO", "fatal"), ("IB", "serious"), ("IP", "fatal")])
def test_history_columns_are_taken_less_gravely(code: str, severity: str) -> None:
    (case,) = result("CONTRIB-UNREST-REV", ledger({code: {**EVERYDAY, "01-6500-0-0000-0000-8980": "1.00"}})).cases
    assert (case.outcome, case.severity) == ("not_met", severity)


def test_every_column_a_check_ran_on_has_a_case() -> None:
    filing = ledger({"BE": EVERYDAY, "BB": EVERYDAY}, cells={"BE": {}, "BB": {}})
    report = judge(filing, US_CA)
    for found in report.results:
        rule = US_CA.rules[found.rule]
        if rule.columns is not None:
            expected = {column.code for column, _ in columns_of(rule, FigureBook(ready(filing), US_CA))}
            assert {case.subject["column"] for case in found.cases} == expected, found.rule


def test_the_states_log_stands_beside_our_outcome() -> None:
    filing = ledger({"BB": {**EVERYDAY, "11-6391-0-4110-1000-4300": "-75000.00"}})
    fields = (
        "OBJ-POSITIVE",
        "12",
        "6105",
        "4300",
        "",
        "",
        "",
        "They are negative:",
        "W",
        "W",
        "-20.00",
        "",
        "0",
        "0.0",
        "0.0",
        "0",
    )
    logged = tuple(column._replace(log=(Logged(fields, 30),)) for column in filing.columns)
    found = result("OBJ-POSITIVE", filing._replace(columns=logged))
    beside = {" ".join(case.subject.values()): (case.outcome, case.state_outcome) for case in found.cases}
    assert beside == {"BB 11 6391 4300": ("not_met", "met"), "BB 12 6105 4300": ("met", "not_met")}
    assert found.state_outcome == "not_met"


def test_what_the_closed_books_before_would_decide_waits_for_them() -> None:
    now = ledger({"BE": {**EVERYDAY}, "BB": {}}, fiscal_year="2025-26")
    (case,) = result("PY-EFB=CY-BFB-RES", now).cases
    assert case.outcome == "unknown" and "unaudited actuals of 2023-24" in case.message
    before = ledger({"BA": {"01-0000-0-0000-0000-9791": "5000000.00"}}, fiscal_year="2023-24")
    assert result("PY-EFB=CY-BFB-RES", now, [before]).outcome == "met"
    other = ledger({"BA": {"01-0000-0-0000-0000-9791": "4999989.99"}}, fiscal_year="2023-24")
    assert exceptions("PY-EFB=CY-BFB-RES", now, [other]) == ["BE 01 0000"]


@settings(max_examples=20)
@given(balanced(closed=True), st.sampled_from(["BA", "BB", "IP"]))
def test_screening_and_tracing_agree_on_every_case(rows: dict[str, Decimal], code: str) -> None:
    book = FigureBook(
        ready(ledger({code: rows}, cells={code: {"01.DATETIME.LAST.SAVED": "06/25/2024 17:34:42 +00:00"}})), US_CA
    )
    for rule in US_CA.rules.values():
        if rule.columns is None or rule.require is None:
            continue
        for column, _ in columns_of(rule, book):
            judged = cases_in(rule, book, column)
            assert FAST.outcomes_in(rule, judged) == outcomes_traced(rule, judged), rule.id


def test_the_gate_closes_on_fatals_and_on_warnings_that_nobody_explained() -> None:
    report = judge(ledger({"BE": EVERYDAY, "BB": {**EVERYDAY, "01-6500-0-0000-0000-8980": "1.00"}}), US_CA)
    assert report.gate is not None
    assert (report.gate.can_promote, report.gate.by_column["BB"]) == (False, False)
    assert "VERSION-CHECK" in report.gate.not_tested
    without_forms = judge(ledger({"BE": EVERYDAY, "BB": EVERYDAY}), US_CA).gate
    assert without_forms is not None and without_forms.can_promote is not True
