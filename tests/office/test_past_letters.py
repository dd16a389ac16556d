"""Earlier letters count by district and day; a draft about the report in hand is no earlier letter."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from compliance.office.approval import changed_inputs
from compliance.office.filed import write_sidecar
from compliance.office.past_letters import Found, past_letters_of, read_past_letters
from compliance.office.sidecar import read_sidecar

from .letters import ABOUT, sidecar

EARLIER = {"fiscal_year": "2024-25", "report": "second_interim", "date": datetime.date(2025, 4, 15), "state": "approved"}
NOW = ("2025-26", "first_interim")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def kept(folder: Path, name: str, **other: Any) -> Path:
    path = folder / f"{name}.json"
    write_sidecar(path, sidecar(**EARLIER | other))
    return path


def found(folder: Path, day: datetime.date = datetime.date(2026, 1, 12), cds: str | None = ABOUT.cds) -> Found:
    return past_letters_of(read_past_letters([folder]), ABOUT.district, cds, NOW, day)


def test_a_letter_tells_what_it_found_asked_and_left_standing(folder: Path) -> None:
    findings = [
        {"rule": "01CSI-8", "title": "Deficit", "severity": "serious"},
        {"rule": "zero-slack", "title": "Slack", "severity": "concern", "overridden": "Ines Delgado: settled"},
    ]
    asked = {"id": "plan", "deliverable": "x", "due": None, "statute": "EC", "board_approval": True, "paragraph": ""}
    certification = {"filed": "positive", "indicated": "qualified", "county": "qualified"}
    kept(folder, "one", findings=findings, requests=[asked], certification=certification, kind="certification-change")
    (letter,) = found(folder).letters
    assert (letter.date, letter.kind) == (datetime.date(2025, 4, 15), "certification-change")
    assert (letter.certification, letter.result) == ("positive", "qualified")
    assert (letter.findings, letter.requests) == (("01CSI-8",), ("plan",))
    assert (letter.fiscal_year, letter.report) == ("2024-25", "second_interim")


def test_they_are_this_districts_dated_before_and_oldest_first(folder: Path) -> None:
    kept(folder, "b", date=datetime.date(2025, 1, 10), report="first_interim")
    kept(folder, "a")
    kept(folder, "other", agency={"name": "Other", "cds": "01234570000000", "kind": "district"})
    kept(folder, "later", date=datetime.date(2026, 1, 12))
    assert [one.date for one in found(folder).letters] == [datetime.date(2025, 1, 10), datetime.date(2025, 4, 15)]
    assert found(folder, cds=None).letters == ()
    assert [one.role for one in found(folder).inputs] == ["letter", "letter"]


def test_a_draft_of_this_letter_is_no_earlier_letter_but_an_approved_one_is(folder: Path) -> None:
    now = {"fiscal_year": "2025-26", "report": "first_interim", "date": datetime.date(2026, 1, 10)}
    kept(folder, "draft", **now, state="draft")
    assert found(folder).letters == ()
    kept(folder, "draft", **now)
    assert len(found(folder).letters) == 1


def test_an_earlier_letter_that_nobody_approved_counts_and_is_named(folder: Path) -> None:
    path = kept(folder, "one", state="reviewed")
    assert len(found(folder).letters) == 1
    assert found(folder).unapproved == (str(path),)


def test_its_approval_later_does_not_change_what_a_letter_was_made_from(folder: Path) -> None:
    path = kept(folder, "one", state="reviewed")
    inputs = list(found(folder).inputs)
    write_sidecar(path, read_sidecar(path).model_copy(update={"state": "approved"}))
    assert list(found(folder).inputs) == inputs
    assert list(changed_inputs(inputs, folder)) == []
    kept(folder, "one", letter={"sha256": "6" * 64})
    assert list(changed_inputs(inputs, folder)) == [f"{path} (letter) was changed"]
