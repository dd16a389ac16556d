"""What is written as a state export reads back the same, to the byte where the state wrote it."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.filing import Column, Entity, Explained, Filing, FilingError, Logged, Position, Row, Written
from compliance.filing.contents import Contents
from compliance.filing.sacs_reader import read_sacs
from compliance.filing.sacs_writer import write_sacs

HERE = Position("written.dat", 1)
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
ACCOUNT = st.from_regex(re.compile(r"[0-9]{15}([0-9]{4}|979Z)", re.ASCII), fullmatch=True)
AMOUNT = st.decimals(min_value=-(10**12), max_value=10**12, places=2)
ROWS = st.dictionaries(ACCOUNT, st.tuples(AMOUNT, st.sampled_from([None, "I", "E", "C"])), max_size=5)
COLUMN = st.builds(
    lambda rows, cells, texts, logged: (
        tuple(Row(account, amount, flag, 0) for account, (amount, flag) in rows.items()),
        {name: Written(text, HERE, True) for name, text in cells.items()},
        tuple(Explained("EFB-POSITIVE", ("01", key, "*"), text, 0) for key, text in texts),
        tuple(Logged(tuple(fields), 0) for fields in logged),
    ),
    ROWS,
    st.dictionaries(st.from_regex(r"[A-Z][A-Z0-9.&:]{0,12}", fullmatch=True), TEXT, max_size=5),
    st.lists(st.tuples(TEXT, TEXT), max_size=3),
    st.lists(st.lists(TEXT, min_size=15, max_size=15).map(lambda fields: ["CHECKFUND", *fields]), max_size=2),
)


def without_places(filing: Filing) -> tuple[object, ...]:
    """Everything a filing says but the lines where it says it."""
    columns = [
        (
            column.code,
            column.fiscal_year,
            column.period,
            None if column.rows is None else [(row.account, row.amount, row.flag) for row in column.rows],
            None if column.elements is None else {name: value.text for name, value in column.elements.items()},
            None if column.explained is None else [entry[:3] for entry in column.explained],
            None if column.log is None else [entry.fields for entry in column.log],
        )
        for column in filing.columns
    ]
    return filing.entity, filing.fiscal_year, filing.report, columns


@given(COLUMN, COLUMN)
def test_whatever_is_written_is_read_again(earlier, own):
    columns = (
        Column("2024-25", "BS1", "BE", "written.dat", *earlier),
        Column("2025-26", "BS1", "BB", "written.dat", *own),
    )
    filing = Filing(
        "written.dat", "", Entity(None, "99123450000000", None, "district"), "2025-26", "adopted_budget", columns=columns
    )
    again = read_sacs(Contents("written.dat", write_sacs(filing), ""))
    assert without_places(again) == without_places(filing)
    assert not [warning for warning in again.warnings if "9100-9699" not in warning]


def test_an_amount_is_written_in_digits_however_small():
    row = Row("0100000000000008011", Decimal("-0.000001"), None, 1)
    filing = Filing(
        "x", "", Entity(None, "99123450000000", None, "district"), "2025-26", "first_interim",
        columns=(Column("2025-26", "I1", "IP", "x", rows=(row,)),),
    )  # fmt: skip
    assert b'"-0.000001"' in write_sacs(filing)


def test_sections_that_the_file_does_not_hold_are_not_written():
    column = Column("2025-26", "I1", "IP", "x", rows=())
    filing = Filing("x", "", Entity(None, "99123450000000", None, "district"), "2025-26", "first_interim", columns=(column,))
    assert write_sacs(filing).count(b"EOD") == 1
    assert write_sacs(filing._replace(columns=(column._replace(elements={}),))).count(b"EOD") == 2


def test_a_filing_of_figures_alone_cannot_be_a_state_export():
    filing = Filing("x.yaml", "", Entity("Oak", "99123450000000", None, "district"), "2025-26", "adopted_budget")
    with pytest.raises(FilingError, match="Write it as YAML"):
        write_sacs(filing)


def test_every_export_of_the_state_is_written_back_to_the_byte(oracles: Path):
    exports = sorted(oracles.glob("*/*.dat"))
    assert exports
    for path in exports:
        contents = Contents(str(path), path.read_bytes(), "")
        assert write_sacs(read_sacs(contents)) == contents.raw, path
