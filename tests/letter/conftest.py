"""What the tests of letters share: a date, the calendar's deadlines, and a county profile without placeholders."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

import pytest

from compliance.engine.findings import Report
from compliance.letter.composition import compose
from compliance.letter.profile import Addressee, Contact, Profile, Signatory
from compliance.letter.written import Letter

DEADLINES = {
    "next_report": datetime.date(2019, 3, 18),
    "third_interim_due": datetime.date(2019, 6, 3),
    "revised_budget_due": datetime.date(2018, 10, 8),
}
COUNTY = Profile(
    office="Example County Office of Education",
    address=("1 Main Street", "Exampleton, California 90000"),
    county_superintendent="Ana Reyes",
    addressee=Addressee(name="Kim Torres", address=("2 Side Street",)),
    signatory=Signatory("Lee Park", "Chief Financial Officer"),
    contact=Contact("Sam Ortiz", email="sortiz@example.org"),
)


@pytest.fixture
def county() -> Profile:
    return COUNTY


@pytest.fixture
def deadlines() -> Mapping[str, datetime.date]:
    return DEADLINES


@pytest.fixture
def write() -> Callable[..., Letter]:
    """Writes a report's letter on January 9, 2019."""

    def written(report: Report, profile: Profile = COUNTY, kind: str | None = None, **later: datetime.date) -> Letter:
        return compose(report, profile, kind=kind, date=datetime.date(2019, 1, 9), deadlines={**DEADLINES, **later})

    return written
