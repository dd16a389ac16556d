"""The citation library is dated; a letter that cites outside it or outside its years is stopped."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from compliance.letter.citations import read_citations
from compliance.letter.composition import compose
from compliance.letter.due_dates import AS_IS, DueDates
from compliance.letter.profile import Profile
from compliance.letter.stopped import LetterStopped
from compliance.letter.written import Letter

from .conftest import DEADLINES
from .reports import pasadena

GOOD = (
    "citations:\n  ec-1:\n    "
    + "{text: Education Code section 1, for: a thing, from: 2004-06-21, confidence: certain, source: AB 1}\n"
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (GOOD.replace("from: 2004-06-21, ", ""), "needs text, for, from, confidence, source"),
        (GOOD.replace("2004-06-21", "June 2004"), "'June 2004' in the citation 'ec-1' is not a day"),
        (GOOD.replace("certain", "sure"), "is 'sure'; expected certain or probable"),
        (GOOD.replace("source: AB 1", "source: AB 1, to: 2010-01-01"), "may have until"),
        ("law: {}\n", "begins with 'citations:'"),
    ],
)
def test_a_library_that_is_not_one_is_named(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "citations.yaml").write_text(text, "utf-8")
    with pytest.raises(LetterStopped, match=words):
        read_citations(tmp_path / "citations.yaml")


def test_a_citation_holds_from_its_first_day_to_its_last(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text(GOOD.replace("confidence", "until: 2010-06-30, confidence"), "utf-8")
    cited = read_citations(tmp_path / "c.yaml")["ec-1"]
    days = [datetime.date(*day) for day in ((2004, 6, 20), (2004, 6, 21), (2010, 6, 30), (2010, 7, 1))]
    assert [cited.holds(day) for day in days] == [False, True, True, False]


def test_a_statute_cited_before_its_years_stops_the_letter(county: Profile) -> None:
    with pytest.raises(LetterStopped, match=r"may be cited from 2004-06-21; date the letter"):
        compose(pasadena(), county, kind=None, date=datetime.date(2003, 1, 9), deadlines=DEADLINES)


def test_a_county_may_bring_its_own_citation(write: Callable[..., Letter], county: Profile, tmp_path: Path) -> None:
    (tmp_path / "citations.yaml").write_text(GOOD.replace("ec-1:", "gc-3547-5:"), "utf-8")
    letter = write(pasadena(), dataclasses.replace(county, templates=tmp_path))
    assert "(Education Code section 1)" in letter.markdown


HOLIDAY = (datetime.date(2019, 3, 18),)


@pytest.mark.parametrize(
    ("rule", "due"),
    [
        (DueDates(), datetime.date(2019, 3, 18)),
        (DueDates(holidays=HOLIDAY), datetime.date(2019, 3, 19)),
        (DueDates(AS_IS, HOLIDAY), datetime.date(2019, 3, 17)),
    ],
)
def test_a_date_on_a_sunday_is_moved_by_the_countys_rule(county: Profile, rule: DueDates, due: datetime.date) -> None:
    """March 17, 2019 was a Sunday."""
    profile = dataclasses.replace(county, due_dates=rule)
    written = {**DEADLINES, "next_report": datetime.date(2019, 3, 17)}
    letter = compose(pasadena(), profile, kind=None, date=datetime.date(2019, 1, 9), deadlines=written)
    assert {request.due for request in letter.requests} == {due}


def test_a_library_that_is_not_utf_8_stops_the_letter_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "citations.yaml"
    path.write_bytes("citations: {ec-1: {text: é}}".encode("latin-1"))
    with pytest.raises(LetterStopped, match="citation library .* cannot be read: it is not UTF-8 text"):
        read_citations(path)
