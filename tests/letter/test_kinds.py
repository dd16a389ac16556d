"""Which letter answers which report; and that the program indicates where the county decides."""

from __future__ import annotations

import pytest

from compliance.engine.findings import Reason, Report
from compliance.letter.choice import choose_kind
from compliance.letter.stopped import LetterStopped

from .reports import YEARS, budget, interim, not_met, reserve_case, reserves

FINE = reserves([reserve_case(year, "40000000.00", "1300000.00") for year in YEARS])
THIN = not_met("thin-reserve-margin", {"fiscal_year": "2020-21"}, {})
NOTE = not_met("A-note", {}, {}, severity="note")


@pytest.mark.parametrize(
    ("report", "kind"),
    [
        (interim([FINE]), "interim-positive"),
        (interim([FINE, NOTE]), "interim-positive"),
        (interim([FINE, THIN]), "interim-caution"),
        (interim([FINE, THIN._replace(waived="accepted by the county")]), "interim-positive"),
        (interim([FINE], filed=None), "interim-positive"),
        (interim([FINE], filed=None, indicated="qualified"), "interim-qualified"),
        (interim([FINE], filed="qualified", indicated="qualified"), "interim-qualified"),
        (interim([FINE], filed="qualified", indicated="positive"), "interim-qualified"),
        (interim([FINE], filed="negative", indicated="negative"), "interim-negative"),
        (interim([FINE], filed="positive", indicated="qualified"), "certification-change"),
        (interim([FINE], filed="qualified", indicated="negative"), "certification-change"),
        (budget([FINE], "approve"), "budget-approval"),
        (budget([FINE, THIN], "approve"), "budget-approval-with-concerns"),
        (budget([FINE], "conditional"), "conditional-approval"),
        (budget([FINE], "disapprove"), "disapproval"),
    ],
)
def test_the_outcomes_choose_the_letter(report: Report, kind: str) -> None:
    assert choose_kind(report, None).kind == kind


def test_nothing_indicated_names_what_could_not_be_judged_and_how_to_choose() -> None:
    unknown = reserves([reserve_case("2018-19", None, None)])
    report = interim([unknown], indicated=None, not_tested=(Reason("01CSI-10", {"fiscal_year": "2018-19"}),))
    with pytest.raises(LetterStopped) as stopped:
        choose_kind(report, None)
    assert "01CSI-10 2018-19 (missing available_reserves)" in str(stopped.value)
    assert "--kind" in str(stopped.value)
    assert choose_kind(report, "interim-caution").kind == "interim-caution"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("interim-postive", "did you mean 'interim-positive'"),
        ("disapproval", "does not answer first interim"),
        ("interim-qualified", "the board filed positive"),
        ("certification-change", "no certification lower than the one filed"),
    ],
)
def test_a_kind_that_does_not_fit_the_report_is_refused(kind: str, words: str) -> None:
    with pytest.raises(LetterStopped, match=words):
        choose_kind(interim([FINE]), kind)


def test_a_county_office_gets_no_letter_from_a_county() -> None:
    with pytest.raises(LetterStopped, match="Superintendent of Public Instruction"):
        choose_kind(interim([FINE])._replace(kind="county_office"), None)


def test_unaudited_actuals_are_answered_by_no_letter() -> None:
    with pytest.raises(LetterStopped, match="No letter answers unaudited actuals"):
        choose_kind(interim([FINE])._replace(report="unaudited_actuals"), None)
