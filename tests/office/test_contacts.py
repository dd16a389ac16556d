"""The contacts file: the row that holds on the letter's day, the last to have ended, or none; each mistake with its line."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from compliance.office.contacts import COLUMNS, read_contacts
from compliance.office.refused import OfficeError

HEAD = ",".join(COLUMNS)
CDS = "01234560000000"
ON = datetime.date(2026, 1, 10)


def written(folder: Path, *lines: str) -> Path:
    path = folder / "contacts.csv"
    path.write_text("\n".join((HEAD, *lines)) + "\n", "utf-8")
    return path


def test_the_example_is_read(root: Path) -> None:
    contacts = read_contacts(root / "examples" / "contacts.csv")
    found = contacts.of("19648810000000", datetime.date(2019, 1, 9))
    assert found is not None
    assert found.people["board_president"].startswith("Robin Torres")
    assert found.address == ("351 South Hudson Avenue", "Pasadena CA 91101")


def test_the_row_that_holds_on_the_day_is_taken_and_of_two_the_later(tmp_path: Path) -> None:
    contacts = read_contacts(
        written(
            tmp_path,
            f"{CDS},Vista,Old President,S,B,1 Road,2024-12-12,2025-12-11",
            f"{CDS},Vista,New President,S,B,1 Road,2025-12-12,",
            f"{CDS},Vista,Next President,S,B,1 Road,2026-12-10,",
        )
    )
    held = {day: contacts.of(CDS, datetime.date.fromisoformat(day)) for day in ("2025-12-11", "2025-12-12", "2027-01-01")}
    assert [one.people["board_president"] for one in held.values() if one] == [
        f"{one} President" for one in ("Old", "New", "Next")
    ]


def test_the_last_day_of_a_row_still_holds_and_the_day_after_is_stale(tmp_path: Path) -> None:
    contacts = read_contacts(written(tmp_path, f"{CDS},Vista,P,S,B,1 Road,,2026-01-10"))
    row = contacts.of(CDS, ON)
    assert row is not None and not row.stale(ON)
    later = ON + datetime.timedelta(days=1)
    assert contacts.of(CDS, later) == row and row.stale(later)


def test_a_row_yet_to_begin_and_another_district_are_no_addressee(tmp_path: Path) -> None:
    contacts = read_contacts(written(tmp_path, f"{CDS},Vista,P,S,B,1 Road,2026-02-01,"))
    assert contacts.of(CDS, ON) is None
    assert contacts.of("99999990000000", ON) is None
    assert contacts.of(None, ON) is None


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("1234560000000,Vista,P,S,B,1 Road,,", "expected 14 digits"),
        (f"{CDS},Vista,P,S,B,1 Road, Town,,", "has 9 cells, expected 8"),
        (f"{CDS},Vista,P,S,B,1 Road,12/15/2025,", "'12/15/2025' in column from is no day"),
        (f"{CDS},Vista,P,S,B,1 Road,2025-02-30,", "is no day"),
        (f"{CDS},Vista,P,S,B,1 Road,2026-01-02,2026-01-01", "before it begins"),
        (f'{CDS},"Vista" x,P,S,B,1 Road,,', "not CSV"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, line: str, words: str) -> None:
    path = written(tmp_path, f'{CDS},"Vista\nUnified",P,S,B,1 Road,,', line)
    with pytest.raises(OfficeError, match=words) as refused:
        read_contacts(path)
    assert str(refused.value).startswith(f"{path}:4")


def test_other_columns_an_empty_file_and_no_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    for text, words in ((f"{HEAD.replace('until', 'till')}\n", "expected cds,"), ("", "is empty")):
        path.write_text(text, "utf-8")
        with pytest.raises(OfficeError, match=words):
            read_contacts(path)
    with pytest.raises(OfficeError, match="cannot be read: No such file"):
        read_contacts(tmp_path / "none.csv")
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(OfficeError, match="not UTF-8"):
        read_contacts(path)


def test_a_spreadsheets_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    path = written(tmp_path, f"{CDS},Vista,P,S,B,1 Road,,")
    path.write_text("\ufeff" + path.read_text("utf-8"), "utf-8")
    assert read_contacts(path).of(CDS, ON) is not None
