"""Requests as data: a table for a tracker and a calendar that any program reads, with texts that stay texts."""

from __future__ import annotations

import csv
import datetime
import io
import re

from hypothesis import given
from hypothesis import strategies as st

from compliance.office.about import About
from compliance.office.requests_csv import COLUMNS, requests_csv
from compliance.office.requests_ics import requests_ics, uid

from .letters import ABOUT, DAY, letter, request

TEXTS = st.text(max_size=200)


def unfolded(calendar: str) -> list[str]:
    """The lines of a calendar as RFC 5545, 3.1 puts them together again."""
    return calendar.replace("\r\n ", "").split("\r\n")


def read_text(value: str) -> str:
    """A value of type TEXT, RFC 5545, 3.3.11, read."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def test_a_request_is_one_line_of_the_table() -> None:
    head, row = csv.reader(io.StringIO(requests_csv(letter(request()), ABOUT), newline=""))
    assert tuple(head) == COLUMNS
    told = dict(zip(head, row, strict=True))
    assert told["id"] == "reserve-plan"
    assert told["due_date"] == "2026-03-16"
    assert told["statute"] == "Education Code section 42131"
    assert told["board_approval_needed"] == "yes"
    assert told["cds"] == "01234560000000"


def test_requests_are_numbered_as_in_the_letter_and_say_since_when_they_are_open() -> None:
    asked = letter(request(id="cash-flow"), request(first_asked=datetime.date(2025, 4, 14)))
    rows = list(csv.DictReader(io.StringIO(requests_csv(asked, ABOUT), newline="")))
    assert [(row["number"], row["id"], row["first_asked"]) for row in rows] == [
        ("1", "cash-flow", ""),
        ("2", "reserve-plan", "2025-04-14"),
    ]


def test_a_request_is_an_all_day_event_on_its_day() -> None:
    lines = unfolded(requests_ics(letter(request()), ABOUT, DAY))
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert {"DTSTART;VALUE=DATE:20260316", "DTEND;VALUE=DATE:20260317", "DTSTAMP:20260112T120000Z"} <= set(lines)
    assert sum(line.startswith("UID:") for line in lines) == 1


def test_a_request_without_a_day_is_a_task_without_one() -> None:
    lines = unfolded(requests_ics(letter(request(due=None)), ABOUT, DAY))
    assert "BEGIN:VTODO" in lines and "END:VTODO" in lines
    assert not [line for line in lines if line.startswith(("DTSTART", "DTEND", "DUE"))]
    assert ",," in requests_csv(letter(request(due=None, deliverable="x")), ABOUT)


def test_the_uid_stays_when_the_letter_is_made_again_and_differs_by_district_report_and_request() -> None:
    assert uid(ABOUT, "reserve-plan") == uid(About("Renamed District", *ABOUT[1:]), "reserve-plan")
    others = [
        uid(ABOUT, "cash-flow"),
        uid(ABOUT._replace(cds="01234570000000"), "reserve-plan"),
        uid(ABOUT._replace(fiscal_year="2026-27"), "reserve-plan"),
        uid(ABOUT._replace(report="second_interim"), "reserve-plan"),
        uid(ABOUT._replace(cds=None), "reserve-plan"),
        uid(ABOUT._replace(cds=None, district="Other"), "reserve-plan"),
    ]
    assert len({uid(ABOUT, "reserve-plan"), *others}) == 7


@given(TEXTS, TEXTS)
def test_any_text_comes_out_of_the_calendar_as_it_went_in_and_never_becomes_a_line(deliverable: str, district: str) -> None:
    calendar = requests_ics(letter(request(deliverable=deliverable)), About(district, *ABOUT[1:]), DAY)
    assert all(len(line.encode()) <= 75 for line in calendar.split("\r\n"))
    assert "\n" not in calendar.replace("\r\n", "")
    assert "\r" not in calendar.replace("\r\n", "")
    lines = unfolded(calendar)
    names = [re.split("[:;]", line)[0] for line in lines if line]
    assert names == ["BEGIN", "VERSION", "PRODID", "CALSCALE", "BEGIN", "UID", "DTSTAMP", "DTSTART", "DTEND", "TRANSP",
                     "SUMMARY", "DESCRIPTION", "CATEGORIES", "END", "END"]  # fmt: skip
    seen = "".join(one for one in deliverable.replace("\r\n", "\n").replace("\r", "\n") if one == "\n" or one.isprintable())
    (told,) = (line for line in lines if line.startswith("DESCRIPTION:"))
    assert read_text(told[len("DESCRIPTION:") :]).startswith(seen)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"), max_size=80))
def test_any_text_comes_out_of_the_table_as_it_went_in_and_is_no_formula(deliverable: str) -> None:
    written = requests_csv(letter(request(deliverable=deliverable)), ABOUT)
    _, row = csv.reader(io.StringIO(written, newline=""))
    assert row[1] in (deliverable, f"'{deliverable}")
    assert not row[1].startswith(("=", "+", "-", "@", "\t"))


def test_days_are_days_of_the_year_they_name() -> None:
    lines = unfolded(requests_ics(letter(request(due=datetime.date(2025, 12, 31))), ABOUT, DAY))
    assert "DTEND;VALUE=DATE:20260101" in lines
