"""The figures we show are those the state's form printed: dollars to the cent, percents half up at the printed places."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from compliance.engine.findings import Figure
from compliance.report.value import rounded

from .conftest import CASES, Judged, told

# By rule: the printed name, our figure, its places, and what a percent is printed in (1: dollars; 100: percent).
RESERVES = (("standard", "standard", 2, 1), ("percent", "percent", 2, 100))
DEFICIT = (("level", "level", 1, 100), ("reserve_percent", "reserves", 1, 100), ("limit", "limit", 1, 100))
PRINTED = {
    "01CS-10": RESERVES,
    "01CSI-10": RESERVES,
    "01CS-8": DEFICIT,
    "01CSI-8": DEFICIT,
    "01CS-9a": (("variance", "overestimate", 1, 100),),
}
# The desktop software of 2019-20 to 2021-22 rounded the reserve percent of an interim twice, to two places and then to one.
TWICE = {"2019-20", "2020-21", "2021-22"}
KEPT = [(case, rule) for case in CASES for rule in PRINTED if rule in told(case, "printed.json")]


def as_printed(figure: Figure, places: int, times: int) -> str:
    """The exact value at the places the form prints, half up."""
    assert isinstance(figure.value, (Decimal, Fraction)), figure.why
    return rounded(Fraction(figure.value) * times, places)


@pytest.mark.parametrize(("case", "rule"), KEPT or [("none", "none")])
def test_what_the_form_printed_is_what_we_show(judged: Judged, case: str, rule: str) -> None:
    wanted = told(case, "printed.json")[rule]
    report = judged(case)
    result = report.result(rule)
    assert result is not None
    cases = {one.subject["fiscal_year"]: one for one in result.cases}
    wrong = []
    for year, values in wanted.items():
        assert year in cases or year == "level", year
        for name, ours, places, times in PRINTED[rule] if year in cases else ():
            stands = values.get(name)
            if stands is None:
                continue
            figure = cases[year].figures[ours]
            if stands == "N/A":  # no deficit, no overestimate: the form prints no percent
                agrees = isinstance(figure.value, (Decimal, Fraction)) and figure.value <= 0
            else:
                shown = as_printed(figure, places, times)
                double = rounded(Fraction(as_printed(figure, places + 1, times)), places)
                agrees = stands == shown or (report.fiscal_year in TWICE and name == "reserve_percent" and stands == double)
            if not agrees:
                wrong.append((year, name, stands, figure.shown))
    assert wrong == []


def test_there_are_printed_values_of_every_rule_to_agree_with(oracles: object) -> None:
    assert {rule for _, rule in KEPT} == set(PRINTED)
