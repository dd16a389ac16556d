"""Dated values: every key of a table has a tier, every value a citation, and a year outside is unknown."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.fiscal_year import shift
from compliance.rulebook.load import load_rulebook
from compliance.rulebook.lookup import look_up
from compliance.rulebook.model import Rulebook
from compliance.shipped import shipped

from .packs import write_pack

PACK = load_rulebook([shipped("rules") / "us-ca"])
TABLES = [name for name, one in PACK.parameters.items() if one.key]
YEARS = st.integers(-17, 10).map(lambda years: shift("2025-26", years))


@given(st.sampled_from(TABLES), st.fractions(min_value=0, max_value=10**10, max_denominator=100), YEARS)
def test_a_table_answers_for_every_key(name: str, key: Fraction, year: str) -> None:
    for column, unit in PACK.parameters[name].columns.items():
        found = look_up(PACK.parameters, name, year, column, key)
        assert found.unit == unit
        assert found.value is not None or found.missing


@given(st.fractions(min_value=0, max_value=10**6, max_denominator=1000))
def test_a_key_is_rounded_half_up_before_it_is_looked_up(ada: Fraction) -> None:
    whole = Fraction((2 * ada + 1) // 2)
    for column in ("percent", "floor"):
        asked, rounded = (look_up(PACK.parameters, "reserve_standard", "2024-25", column, key) for key in (ada, whole))
        assert asked.value == rounded.value


def test_every_value_of_every_parameter_is_cited(us_ca: Rulebook) -> None:
    assert len(us_ca.parameters) > 40
    bare = [
        (name, one.from_year)
        for name, it in us_ca.parameters.items()
        for one in it.values
        if not all(one.cites) or not one.cites
    ]
    assert bare == []


def test_every_rule_is_cited_and_every_rule_loads(us_ca: Rulebook) -> None:
    assert us_ca.faults == ()
    assert [rule.id for rule in us_ca.rules.values() if not rule.cites or not all(rule.cites)] == []


def dated(tmp_path: Path, values: str, runs_on: str) -> Rulebook:
    """The small pack with other values of its one parameter."""
    folder = write_pack(tmp_path)
    words = f"parameter: floor\ntitle: Least\nunit: money\nvalues: [{values}]\nruns_on: {runs_on}\n"
    (folder / "parameters/floor.yaml").write_text(words)
    return load_rulebook([folder])


@pytest.mark.parametrize(
    ("values", "runs_on", "expected"),
    [
        ("{from: 2020-21, value: 1, cites: [x]}", "no", [None, 1, None, None]),
        ("{from: 2020-21, value: 1, cites: [x]}", "yes", [None, 1, 1, 1]),
        ("{from: 2020-21, until: 2021-22, value: 1, cites: [x]}", "yes", [None, 1, 1, None]),
        ("{from: 2020-21, until: 2021-22, value: 1, cites: [x]}", "no", [None, 1, 1, None]),
        ("{from: 2021-22, value: 2, cites: [x]}, {from: 2020-21, value: 1, cites: [x]}", "no", [None, 1, 2, None]),
        ("{from: 2020-21, value: 1, cites: [x]}, {from: 2022-23, value: 2, cites: [x]}", "yes", [None, 1, 1, 2]),
    ],
)
def test_runs_on_is_until_a_later_value_begins(tmp_path: Path, values: str, runs_on: str, expected: list[int | None]) -> None:
    book = dated(tmp_path, values, runs_on)
    years = ["2019-20", "2020-21", "2021-22", "2022-23"]
    assert [look_up(book.parameters, "floor", year).value for year in years] == expected


def test_without_runs_on_a_skipped_year_is_a_hole(tmp_path: Path) -> None:
    values = "{from: 2020-21, value: 1, cites: [x]}, {from: 2022-23, value: 2, cites: [x]}"
    with pytest.raises(Exception, match="2021-22|between"):
        dated(tmp_path, values, "no")


def test_exact_thirds_stay_thirds(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, "parameters/standard_table.yaml", "percent: 5%", "percent: 5/3%")
    found = look_up(load_rulebook([folder]).parameters, "standard_table", "2024-25", "percent", Fraction(300))
    assert found.value == Fraction(5, 300)
