"""A raw ledger becomes what the state's import makes of it: ending balances computed, residuals placed, zeros dropped."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.engine.findings import Report
from compliance.engine.report import judge
from compliance.filing import Column, Entity, Filing, Position, Row, Written, read_filing
from compliance.filing.contents import Contents
from compliance.filing.import_changes import changes, told
from compliance.filing.importing import imported, is_imported, ready
from compliance.filing.sacs_reader import read_sacs
from compliance.filing.sacs_writer import write_sacs
from compliance.rulebook.cache import cached_rulebook

Accounts = dict[str, str]
OAK = Entity(None, "99123450000000", None, "district")
PERIODS = {"BE": ("2024-25", "BS1"), "BB": ("2025-26", "BS1"), "BA": ("2024-25", "A"), "IP": ("2025-26", "I1")}


def column(code: str, amounts: Accounts, flag: str | None = None) -> Column:
    """A column of accounts written `01-0000-8011`: fund, resource, object; all else zeros."""
    rows = tuple(
        Row(f"{name[:2]}{name[3:7]}000000000{name[8:]}", Decimal(amount), flag, line)
        for line, (name, amount) in enumerate(amounts.items(), 2)
    )
    return Column(*PERIODS[code], code, "oak.csv", rows)


def filing(*columns: Column) -> Filing:
    return Filing("oak.csv", "", OAK, "2025-26", "adopted_budget", columns=columns)


def amounts(of: Filing, code: str) -> Accounts:
    found = of.column(code)
    assert found is not None and found.rows is not None
    return {f"{row.fund}-{row.resource}-{row.object}": format(row.amount, "f") for row in found.rows}


def after(code: str, given: Accounts) -> Accounts:
    return amounts(imported(filing(column(code, given))), code)


def test_the_ending_balance_is_beginning_plus_revenue_less_spending():
    given = {
        "01-0000-1100": "60.00",
        "01-0000-7612": "5.00",
        "01-0000-8011": "100.00",
        "01-0000-8980": "-7.50",
        "01-0000-9791": "10.00",
        "01-0000-9793": "1.00",
        "01-0000-9795": "-0.25",
    }
    assert after("BE", given)["01-0000-979Z"] == "38.25"


def test_an_unrestricted_residual_is_unassigned_whether_more_or_less_is_left():
    given = {"01-0000-8011": "100.00", "01-0000-9712": "1.00", "01-0000-9780": "20.00", "01-0000-9789": "30.00"}
    assert after("BE", given)["01-0000-9790"] == "49.00"
    short = after("BE", given | {"01-0000-9760": "80.00", "01-0000-9750": "5.00"})
    assert short["01-0000-9790"] == "-36.00"
    assert "01-0000-9740" not in short


@pytest.mark.parametrize(("revenue", "object_", "rest"), [("100.00", "9740", "90.00"), ("4.00", "9790", "-6.00")])
def test_a_restricted_residual_is_restricted_and_unassigned_only_where_it_is_short(revenue, object_, rest):
    found = after("BE", {"01-3010-8290": revenue, "01-3010-9712": "10.00"})
    assert {name: amount for name, amount in found.items() if name.endswith(("9740", "9790"))} == {f"01-3010-{object_}": rest}


def test_the_residual_of_a_proprietary_or_fiduciary_fund_is_what_its_net_position_does_not_name():
    found = after("BE", {"67-9010-8600": "100.00", "67-9010-9796": "30.00", "67-9010-9797": "60.00", "67-9010-9780": "5.00"})
    assert found["67-9010-9790"] == "10.00"
    assert "67-9010-9740" not in found


def test_zeros_and_balance_sheet_objects_are_left_out_but_the_actuals_keep_their_balance_sheet():
    given = {"01-0000-8011": "0.00", "01-0000-8012": "1.00", "01-0000-9110": "9.00", "01-0000-9690": "8.00"}
    for code in ("BE", "BB", "IP"):
        assert list(after(code, given)) == ["01-0000-8012", "01-0000-9790", "01-0000-979Z"]
    assert list(after("BA", given)) == ["01-0000-8012", "01-0000-9110", "01-0000-9690", "01-0000-9790", "01-0000-979Z"]


def test_a_resource_of_dropped_rows_alone_has_no_balance():
    assert after("BB", {"01-0000-8011": "1.00", "01-3010-8290": "0.00", "01-3310-9290": "5.00"}).keys() == {
        "01-0000-8011",
        "01-0000-9790",
        "01-0000-979Z",
    }


def test_the_actuals_take_nonspendable_balances_from_their_assets():
    given = {
        "01-0000-8011": "100.00",
        "01-0000-9130": "1.00",
        "01-0000-9320": "2.00",
        "01-0000-9330": "3.00",
        "01-0000-9712": "77.00",
        "01-0000-9719": "4.00",
        "13-5310-9711": "5.00",
        "63-0000-9320": "6.00",
    }
    found = after("BA", given)
    assert {name: found[name] for name in found if "-971" in name} == {
        "01-0000-9711": "1.00",
        "01-0000-9712": "2.00",
        "01-0000-9713": "3.00",
        "01-0000-9719": "4.00",
        "13-5310-9711": "5.00",  # no such asset in the ledger: as filed
    }
    assert found["01-0000-9790"] == "90.00"


@pytest.mark.parametrize("before", ["BE", "BA"])
def test_a_budget_begins_with_what_the_year_before_ended_with(before):
    first = column(before, {"01-0000-8011": "100.00", "01-3010-8290": "5.00", "01-3310-8181": "6.00", "01-3310-1100": "6.00"})
    budget = column("BB", {"01-0000-8011": "1.00", "01-0000-9791": "999.00", "01-6500-9791": "888.00"})
    found = amounts(imported(filing(first, budget)), "BB")
    assert {name: found[name] for name in found if name.endswith("9791")} == {"01-0000-9791": "100.00", "01-3010-9791": "5.00"}
    assert found["01-0000-979Z"] == "101.00"
    assert found["01-3010-9740"] == "5.00"


def test_a_budget_alone_keeps_the_beginning_balance_that_was_filed():
    assert after("BB", {"01-0000-8011": "1.00", "01-0000-9791": "999.00"})["01-0000-979Z"] == "1000.00"


def test_residuals_and_balances_that_were_filed_give_way_wherever_they_stand():
    stray = Row("0100000111010009790", Decimal("5.00"), None, 9)
    raw = column("IP", {"01-0000-8011": "10.00", "01-0000-9740": "3.00", "01-0000-979Z": "7.00"})
    raw = raw._replace(rows=(*(raw.rows or ()), stray))
    assert amounts(imported(filing(raw)), "IP") == {
        "01-0000-8011": "10.00",
        "01-0000-9790": "10.00",
        "01-0000-979Z": "10.00",
    }


def test_rows_are_sorted_and_flagged_and_computed_ones_stand_on_no_line():
    result = imported(filing(column("IP", {"01-3010-8290": "2", "01-0000-8011": "1"}))).columns[0]
    assert [(row.account, format(row.amount, "f"), row.flag, row.line) for row in result.rows or ()] == [
        ("0100000000000008011", "1", "I", 3),
        ("0100000000000009790", "1.00", "C", 0),
        ("010000000000000979Z", "1.00", "C", 0),
        ("0130100000000008290", "2", "I", 2),
        ("0130100000000009740", "2.00", "C", 0),
        ("013010000000000979Z", "2.00", "C", 0),
    ]


EMPTY = {"01-0000-8011": "5.00", "01-0000-1100": "5.00", "01-3010-8290": "7.00", "01-3010-1100": "7.00"}


def test_results_of_zero_are_written():
    assert [name for name, amount in after("IP", EMPTY).items() if amount == "0.00"] == [
        "01-0000-9790",
        "01-0000-979Z",
        "01-3010-9740",
        "01-3010-979Z",
    ]


@pytest.mark.parametrize("by", ["a component keyed", "what the screen saves"])
def test_once_balances_were_corrected_on_the_screen_only_a_9790_of_zero_beside_no_balance_is_written(by):
    raw = column("IP", EMPTY | {"01-1100-8560": "3.00"})
    keyed = Row("0111000000000009780", Decimal("3.00"), "E" if by == "a component keyed" else "I", 9)
    raw = raw._replace(rows=(*(raw.rows or ()), keyed))
    if by == "what the screen saves":
        raw = raw._replace(elements={"CEFB:01:1100.VERSION.LAST.SAVED": Written("1", Position("oak.csv", 9), True)})
    found = amounts(imported(filing(raw)), "IP")
    assert [name for name, amount in found.items() if amount == "0.00"] == ["01-0000-9790"]


def test_what_is_imported_stays_the_same_object_and_what_is_not_is_imported_beside_it():
    whole = imported(filing(column("BE", {"01-0000-8011": "100.00"})))
    assert ready(whole) is whole
    bare = column("BB", {"01-0000-8011": "1.00"})
    mixed = whole._replace(columns=(*whole.columns, bare))
    result = ready(mixed)
    assert result.columns[0] is whole.columns[0]
    assert not is_imported(bare) and is_imported(result.columns[1])
    assert amounts(result, "BB")["01-0000-9791"] == "100.00"


def test_columns_without_rows_stay_as_they_are():
    forms = Column("2025-26", "I1", "IP", "oak.csv", elements={})
    empty = Column("2025-26", "I1", "IO", "oak.csv", rows=())
    bare = filing(empty, forms)
    assert imported(bare) == bare
    assert ready(bare) is bare


CODES = ["1100", "7612", "8011", "8980", "9130", "9320", "9330", "9500", "9711", "9712", "9719", "9740", "9750", "9760"]
CODES += ["9780", "9782", "9789", "9790", "9791", "9793", "9795", "9796", "9797", "979Z", "PCRA"]
ACCOUNT = st.builds(
    lambda fund, resource, tail, code: fund + resource + tail + code,
    st.sampled_from(["01", "13", "57", "61", "76"]),
    st.sampled_from(["0000", "1100", "1999", "2000", "3010", "9010"]),
    st.sampled_from(["000000000", "011101000"]),
    st.sampled_from(CODES),
)
AMOUNT = st.decimals(min_value=-(10**9), max_value=10**9, places=2) | st.just(Decimal(0))
ROWS = st.dictionaries(ACCOUNT, st.tuples(AMOUNT, st.sampled_from([None, "I", "E", "C"])), max_size=25).map(
    lambda rows: tuple(Row(account, amount, flag, 1) for account, (amount, flag) in rows.items())
)
FILINGS = st.one_of(
    st.builds(
        lambda before, own, code: filing(
            Column(*PERIODS[code], code, "oak.csv", before), Column(*PERIODS["BB"], "BB", "oak.csv", own)
        ),
        ROWS,
        ROWS,
        st.sampled_from(["BE", "BA"]),
    ),
    st.builds(lambda own: filing(Column(*PERIODS["IP"], "IP", "oak.csv", own)), ROWS),
)


@given(FILINGS)
def test_importing_twice_is_importing_once(raw):
    once = imported(raw)
    assert imported(once) == once
    assert changes(once, imported(once)) == []


@given(FILINGS)
def test_every_balance_is_the_sum_of_its_parts_to_the_cent(raw):
    for one in imported(raw).columns:
        balances: dict[tuple[str, str], Decimal] = {}
        parts: dict[tuple[str, str], Decimal] = {}
        for row in one.rows or ():
            key = (row.fund, row.resource)
            named = ("9796", "9797", "9790") if row.fund >= "61" else ("9740", "9750", "9760", "9780", "9789", "9790")
            if row.object == "979Z":
                balances[key] = row.amount
            elif row.object in named or (row.object[:3] == "971" and row.fund < "61"):
                parts[key] = parts.get(key, Decimal(0)) + row.amount
        assert {key: amount for key, amount in balances.items() if amount} == {key: sum_ for key, sum_ in parts.items() if sum_}


def test_what_was_done_is_counted_and_told():
    before = column("BE", {"01-0000-8011": "100.00", "01-0000-8012": "0.00", "01-0000-9110": "1.00", "01-0000-9200": "2.00"})
    budget = column("BB", {"01-3010-8290": "1.00", "01-3010-9790": "1.00"})
    raw = filing(before, budget)
    assert told(changes(raw, imported(raw))) == [
        "BE: 1 ending balance computed, 1 residual, 2 rows of objects 9100-9699 left out, 1 row of zero",
        "BB: 2 ending balances computed, 2 residuals, 1 beginning balance from the year before, "
        "1 row of computed objects left out",
    ]


def conclusions(report: Report) -> list[tuple[object, ...]]:
    """Every rule and case: outcome, words, and the figures behind it without their places."""
    return [
        (result.rule, result.outcome, case.subject, case.outcome, case.message, [(n, f.value) for n, f in case.figures.items()])
        for result in report.results
        for case in result.cases
    ]


def test_oak_valley_before_and_after_import_is_judged_alike(root: Path):
    rulebook = cached_rulebook([root / "rules" / "us-ca"])
    raw = read_filing(root / "examples" / "oak-valley-ledger.csv")
    exported = read_filing(root / "examples" / "oak-valley.dat")
    assert conclusions(judge(ready(raw), rulebook)) == conclusions(judge(ready(exported), rulebook))


def test_oak_valley_s_ledger_holds_nothing_that_the_state_computes_and_the_import_gives_the_export_s_rows(root: Path):
    raw = read_filing(root / "examples" / "oak-valley-ledger.csv")
    assert raw.warnings == ()
    rows = [row for one in raw.columns for row in one.rows or ()]
    assert {row.flag for row in rows} == {None}
    assert not {"979Z", "9740", "9790"} & {row.object for row in rows}
    assert "9791" not in {row.object for row in raw.columns[1].rows or ()}
    assert write_sacs(raw) == (root / "examples" / "oak-valley-ledger.csv").read_bytes().replace(b"\n", b"\r\n")
    exported = read_filing(root / "examples" / "oak-valley.dat")
    for mine, state in zip(imported(raw).columns, exported.columns, strict=True):
        found, expected = ({row.account: row.amount for row in one.rows or () if row.amount} for one in (mine, state))
        assert found == expected


def test_what_is_imported_can_be_written_and_read_again(root: Path):
    result = imported(read_filing(root / "examples" / "oak-valley-ledger.csv"))
    again = read_sacs(Contents("again.dat", write_sacs(result), ""))
    for mine, theirs in zip(result.columns, again.columns, strict=True):
        assert [row[:3] for row in mine.rows or ()] == [row[:3] for row in theirs.rows or ()]
    assert ready(again) is again
