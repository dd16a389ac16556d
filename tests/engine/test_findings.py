"""What a finding says beside its outcome: the exact line, what it rests on, what an explanation changes, what silence means."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings

from compliance.engine.report import judge
from compliance.engine.summary import summarised
from compliance.filing.model import Filing

from .filings import US_CA, case, filings, judged

BUDGET = "adopted_budget"


@pytest.mark.parametrize(
    ("reserves", "outcome", "distance"), [("29999.99", "not_met", "-0.01"), ("30000", "met", "0"), ("30000.01", "met", "0.01")]
)
def test_one_cent_short_is_short(reserves: str, outcome: str, distance: str) -> None:
    found = case(judged({(1, "available_reserves"): reserves}), "01CSI-10", 1)
    assert (found.outcome, found.figures["distance"].value) == (outcome, Decimal(distance))
    assert ("fall $0.01 short of the $30,000.00" in found.message) == (outcome == "not_met")


def test_a_fraction_of_a_cent_short_is_short_too() -> None:
    found = case(judged({(0, "expenditures_and_uses"): "1000000.01"}), "01CSI-10", 0)
    assert found.figures["standard"].value == Decimal("30000.0003")
    assert (
        case(judged({(0, "expenditures_and_uses"): "1000000.01", (0, "available_reserves"): "30000"}), "01CSI-10", 0).outcome
        == "not_met"
    )


def test_a_finding_that_rests_on_the_predicted_floor_says_so() -> None:
    found = case(judged({(0, "ada"): "210"}, year="2026-27"), "01CSI-10", 0)
    assert any("predicted" in note and "reserve_floor" in note and "$90,000.00" in note for note in found.notes), found.notes


@pytest.mark.parametrize(("year", "ada"), [("2026-27", "1001"), ("2025-26", "210")])
def test_a_finding_on_certain_law_says_nothing_of_the_sort(year: str, ada: str) -> None:
    assert case(judged({(0, "ada"): ada}, year=year), "01CSI-10", 0).notes == ()


def test_a_finding_of_the_recession_years_says_its_percent_is_only_probable() -> None:
    assert any("probable" in note for note in case(judged(year="2011-12"), "01CSI-10", 0).notes)


# Reserves of 9 percent allow a deficit of 3.0 percent of 1,000,000; the form prints one place.
@pytest.mark.parametrize(
    ("change", "outcome", "turns"),
    [
        ("-30000", "met", False),
        ("-30000.10", "not_met", True),
        ("-30499.99", "not_met", True),
        ("-30500", "not_met", False),
        ("-24000", "met", False),
    ],
)
def test_where_rounding_would_turn_the_outcome_the_finding_says_so(change: str, outcome: str, turns: bool) -> None:
    year = {"available_reserves": "90000", "unrestricted_net_change": change, "unrestricted_expenditures_and_uses": "1000000"}
    found = case(judged({(1, name): text for name, text in year.items()}), "01CSI-8", 1)
    assert found.outcome == outcome
    assert bool([note for note in found.notes if "Rounded" in note and "would be met" in note]) == turns


DEFICIT = {(offset, name): text for offset in (-3, -2, -1) for name, text in {
    "available_reserves": "90000", "expenditures_and_uses": "1000000", "unrestricted_net_change": "-50000",
    "unrestricted_expenditures_and_uses": "1000000"}.items()}  # fmt: skip


@pytest.mark.parametrize(("text", "explained"), [("A roof was mended once.", True), ("  ", False), (None, False)])
def test_an_explanation_makes_a_deficit_a_concern_and_leaves_it_not_met(text: str | None, explained: bool) -> None:
    found = judged(DEFICIT, BUDGET, explanations={"01CS-8": text} if text else {}).result("01CS-8")
    assert found is not None
    assert (found.outcome, found.explained, found.severity) == ("not_met", explained, "concern" if explained else "serious")


def test_no_explanation_makes_missing_reserves_less_than_serious() -> None:
    found = judged({(0, "available_reserves"): "0"}, BUDGET, explanations={"01CS-10": "We will find the money."}).result(
        "01CS-10"
    )
    assert found is not None
    assert (found.outcome, found.explained, found.severity) == ("not_met", True, "serious")


def test_an_explanation_of_a_rule_that_is_met_is_none() -> None:
    found = judged(report=BUDGET, explanations={"01CS-10": "All is well."}).result("01CS-10")
    assert found is not None and (found.outcome, found.explained) == ("met", False)


@pytest.mark.parametrize(("report", "rule"), [("first_interim", "01CSI-S2"), (BUDGET, "01CS-S2")])
@pytest.mark.parametrize(("answer", "outcome"), [(None, "unknown"), ("yes", "not_met"), ("no", "met")])
def test_item_s2_repeats_the_answer_and_silence_is_unknown(report: str, rule: str, answer: str | None, outcome: str) -> None:
    found = judged(report=report, answers={"S2": answer} if answer else {})
    assert case(found, rule).outcome == outcome
    if answer:
        assert case(found, rule).figures["answer.S2"].value is (answer == "yes")


def test_no_word_of_bargaining_is_unknown_and_an_empty_list_does_not_apply() -> None:
    silent, empty = (judged(lists=lists).result("unsettled-negotiations") for lists in (None, {"labor": []}))
    assert silent is not None and empty is not None
    assert (silent.outcome, empty.outcome, empty.cases) == ("unknown", "not_applicable", ())
    assert silent.cases[0].missing == ("list labor",)


def test_one_open_unit_is_enough_and_each_is_a_case() -> None:
    units = [{"unit": "certificated", "settled": "yes"}, {"unit": "classified", "settled": "no"}, {"unit": "management"}]
    found = judged(lists={"labor": units}).result("unsettled-negotiations")
    assert found is not None and found.outcome == "not_met"
    assert {one.subject["unit"]: one.outcome for one in found.cases} == {
        "certificated": "met", "classified": "not_met", "management": "unknown"}  # fmt: skip


def test_an_answer_that_was_not_given_is_not_called_an_amount() -> None:
    found = judged(lists={"contingent": [{"name": "parcel tax", "amount": "7000000"}]}).result("contingent-revenue")
    assert found is not None and found.outcome == "not_met"
    assert "answered an unknown amount" not in found.message


@settings(max_examples=50)
@given(filings())
def test_every_case_that_was_judged_carries_its_figures_with_a_source(filing: Filing) -> None:
    for result in judge(filing, US_CA).results:
        for one in result.cases:
            if one.outcome in ("met", "not_met"):
                assert one.figures, result.rule
                assert [
                    name for name, figure in one.figures.items() if figure.value is not None and figure.source is None
                ] == []


@pytest.mark.parametrize(
    ("summary", "outcomes", "expected"),
    [
        ("all", ["met", "met", "met"], "met"),
        ("all", ["met", "not_met", "unknown"], "not_met"),
        ("all", ["met", "unknown", "met"], "unknown"),
        ("all", ["met", "not_applicable", "met"], "met"),
        ("all", ["not_applicable", "not_applicable"], "not_applicable"),
        ("all", [], "not_applicable"),
        ("all", ["met", "error", "not_met"], "error"),
        ("any", ["not_met", "met", "unknown"], "met"),
        ("any", ["not_met", "unknown"], "unknown"),
        ("any", ["not_met", "not_met"], "not_met"),
        ("two_of_three", ["met", "met", "unknown"], "met"),
        ("two_of_three", ["met", "not_met", "unknown"], "unknown"),
        ("two_of_three", ["not_met", "not_met", "unknown"], "not_met"),
        ("two_of_three", ["met", "unknown", "unknown"], "unknown"),
        ("two_of_three", ["met", "not_met", "met"], "met"),
    ],
)
def test_a_rule_is_unknown_only_where_an_unknown_case_could_still_decide(
    summary: str, outcomes: list[str], expected: str
) -> None:
    assert summarised(summary, outcomes) == expected
