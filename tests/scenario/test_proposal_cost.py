"""How a cost is worked out: bases, steps, part years, retroactive pay, benefits, funds, and the arithmetic that is printed."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from fractions import Fraction

import pytest

from compliance.rulebook.language.half_up import half_up
from compliance.scenario.cost_percent import cost_of_one_percent, cost_of_percent
from compliance.scenario.proposal_years import part_in_force

from .proposals import EXAMPLES, LAW, by_year, cost, example, proposal

TEACHERS = '{unit: teachers, salary_base: {"01": 10000000.00}, statutory: {strs: yes, medicare: yes}}'
FLAT = "{unit: aides, cost_of_one_percent: 100000.00}"


def evaluated(arithmetic: str) -> Fraction:
    """The left side of a printed formula, worked out anew."""
    left = arithmetic.rsplit(" = ", 1)[0]
    left = re.sub(r"\((?:[a-z][a-z ]*|fund \w\w)\)", "", left)
    left = re.sub(r"[a-z_]+", "", left)
    left = left.replace("$", "").replace(",", "").replace("×", "*").replace("−", "-").replace("^", "**")
    left = re.sub(r"(\d+(?:\.\d+)?)(%?)", lambda one: f"(F('{one[1]}'){'/100' if one[2] else ''})", left)
    left = re.sub(r"\*\*\(F\('(\d+)'\)\)", r"**\1", left)
    return Fraction(eval(left, {"F": Fraction}))


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_amount_is_what_its_arithmetic_gives_to_the_cent(name: str) -> None:
    lines = cost(example(name.removesuffix(".yaml"))).lines
    assert lines
    for line in lines:
        assert half_up(evaluated(line.arithmetic), 2) == line.amount, line.arithmetic
        assert line.amount == line.amount.quantize(Decimal("0.01"))


def test_salaries_carry_the_rates_of_each_year() -> None:
    found = cost(proposal(TEACHERS, "{unit: teachers, kind: on_schedule, percent: 1%, effective: 2018-07-01}", first="2018-19"))
    assert by_year(found) == [Decimal("117730.00"), Decimal("118550.00"), Decimal("117600.00")]  # 16.28, 17.10, 16.15 and 1.45
    assert (found.lines[0].salary, found.lines[0].statutory) == (Decimal("100000.00"), Decimal("17730.00"))
    assert "EC 22950.5" in found.lines[0].cites


def test_a_written_rate_overrides_the_dated_one_and_a_year_without_a_rate_is_unknown() -> None:
    unit = '{unit: aides, salary_base: {"01": 1000000.00}, statutory: {pers: {2024-25: 20%}, workers_compensation: 2%}}'
    found = cost(proposal(unit, "{unit: aides, kind: on_schedule, percent: 1%, effective: 2024-07-01}"))
    assert by_year(found)[0] == Decimal("12200.00")
    assert [(one.fiscal_year, one.missing) for one in found.unknown] == [
        ("2025-26", "the rate of pers of aides in 2025-26"),
        ("2026-27", "the rate of pers of aides in 2026-27"),
    ]


def test_later_bases_are_stepped_before_the_raise_and_given_ones_stand() -> None:
    base = "{2024-25: {'01': 1000000.00}, 2026-27: {'01': 1500000.00}}"
    unit = f"{{unit: aides, salary_base: {base}, statutory: {{medicare: no}}, step_and_column: 2%}}"
    found = cost(proposal(unit, "{unit: aides, kind: on_schedule, percent: 1%, effective: 2024-07-01}"))
    assert by_year(found) == [Decimal("10000.00"), Decimal("10200.00"), Decimal("15000.00")]


def test_a_cost_of_one_percent_has_nothing_on_top_and_is_carried_to_no_other_year() -> None:
    unit = "{unit: aides, cost_of_one_percent: {2024-25: 100000.00, 2025-26: 110000.00}}"
    found = cost(proposal(unit, "{unit: aides, kind: on_schedule, percent: 2%, effective: 2024-07-01}"))
    assert by_year(found) == [Decimal("200000.00"), Decimal("220000.00"), Decimal("0.00")]
    assert [one.fiscal_year for one in found.unknown] == ["2026-27"]
    assert [total.complete for total in found.totals()] == [True, True, False]


@pytest.mark.parametrize(
    ("day", "part"),
    [
        ("2024-07-01", Fraction(1)),
        ("2025-01-01", Fraction(1, 2)),
        ("2025-06-01", Fraction(1, 12)),
        ("2025-01-16", (Fraction(6) - Fraction(15, 31)) / 12),
        ("2025-06-30", Fraction(1, 360)),
        ("2025-07-01", Fraction(0)),
        ("2020-03-05", Fraction(1)),
    ],
)
def test_part_of_a_year_is_months_in_force_over_twelve(day: str, part: Fraction) -> None:
    assert part_in_force(datetime.date.fromisoformat(day), "2024-25") == part


def test_pay_for_years_before_its_pay_date_is_charged_once_when_it_is_paid() -> None:
    item = "{unit: aides, kind: on_schedule, percent: 2%, effective: 2024-01-01, paid: 2025-09-30}"
    found = cost(proposal(FLAT, item))
    assert by_year(found) == [Decimal("0.00"), Decimal("500000.00"), Decimal("200000.00")]
    assert [total.one_time for total in found.totals()] == [Decimal("0.00"), Decimal("300000.00"), Decimal("0.00")]


def test_off_schedule_pay_may_be_paid_a_year_later_and_takes_benefits_as_told() -> None:
    lines = """{unit: teachers, kind: off_schedule, percent: 1%, year: 2024-25, benefits: no}
               {unit: teachers, kind: off_schedule, percent: 1%, year: 2024-25, benefits: 1.45%, paid: 2025-08-01}"""
    assert by_year(cost(proposal(TEACHERS, lines)))[:2] == [Decimal("100000.00"), Decimal("101450.00")]


def test_days_compound_with_the_schedule_and_one_time_pay_does_not() -> None:
    days = "{unit: aides, kind: days, days: 2, contract_days: 200, effective: 2024-07-01}"
    raise_ = "{unit: aides, kind: on_schedule, percent: 10%, effective: 2024-07-01}"
    once = "{unit: aides, kind: off_schedule, percent: 10%, year: 2024-25}"
    assert by_year(cost(proposal(FLAT, f"{days}\n{raise_}")))[0] == Decimal("1110000.00")
    assert by_year(cost(proposal(FLAT, f"{days}\n{once}")))[0] == Decimal("1100000.00")


def test_flat_pay_without_a_word_on_benefits_is_unknown_where_the_unit_gives_no_rates() -> None:
    item = "{{unit: aides, kind: stipend, each: 1000.00, count: 10, year: 2024-25{}}}"
    assert cost(proposal(FLAT, item.format(""))).unknown[0].missing == "the statutory benefits that follow stipend pay of aides"
    assert by_year(cost(proposal(FLAT, item.format(", benefits: 10%"))))[0] == Decimal("11000.00")


def test_other_items_are_people_times_dollars() -> None:
    unit = (
        '{unit: t, fte: 100, salary_base: {"01": 7000000.00}, statutory: {medicare: yes}, health: {cap: 9000.00, enrolled: 90}}'
    )
    items = {
        "{unit: t, kind: flat_amount, each: 500.00, year: 2024-25}": "50725.00",
        "{unit: t, kind: flat_amount, amount: 40000.00, year: 2024-25, benefits: no}": "40000.00",
        "{unit: t, kind: class_size, fte: 2.5, average_cost: 100000.00, effective: 2025-01-01}": "125000.00",
        "{unit: t, kind: health_cap, cap: 9600.00, effective: 2024-07-01}": "54000.00",
        "{unit: t, kind: health_cap, cap: 9600.00, enrolled: 10, effective: 2024-07-01}": "6000.00",
    }
    assert [by_year(cost(proposal(unit, item)))[0] for item in items] == [Decimal(one) for one in items.values()]
    assert by_year(cost(proposal(unit, "\n".join(items))))[0] == sum(map(Decimal, items.values()))


def test_a_sum_shared_by_funds_is_shared_to_the_last_cent() -> None:
    unit = '{unit: t, salary_base: {"01": 1.00, "11": 1.00, "13": 1.00}, statutory: {strs: no}}'
    found = cost(proposal(unit, "{unit: t, kind: flat_amount, amount: 100.00, year: 2024-25}"))
    assert [line.amount for line in found.lines] == [Decimal("33.33"), Decimal("33.33"), Decimal("33.34")]


def test_only_the_general_fund_is_unrestricted_and_only_its_share() -> None:
    unit = '{unit: t, salary_base: {"01": 1000000.00, "13": 500000.00}, statutory: {strs: no}, unrestricted_share: 80%}'
    found = cost(proposal(unit, "{unit: t, kind: on_schedule, percent: 1%, effective: 2024-07-01}"))
    assert [(line.fund, line.unrestricted) for line in found.of("2024-25")] == [
        ("01", Decimal("8000.00")),
        ("13", Decimal("0.00")),
    ]


def test_the_cost_of_a_percent_alone_is_exact_and_in_proportion() -> None:
    found = example("pasadena-2019-from-2019")
    one = cost_of_percent(found, LAW, Fraction(1, 100), "2018-19", datetime.date(2017, 7, 1))
    assert one.amount == one.unrestricted == 2_666_000
    assert cost_of_percent(found, LAW, Fraction(1, 300), "2018-19", datetime.date(2017, 7, 1)).amount == Fraction(2_666_000, 3)
    assert cost_of_percent(found, LAW, Fraction(1, 100), "2019-20").amount == 1_333_000
    assert cost_of_percent(found, LAW, Fraction(1, 100), "2018-19", datetime.date(2019, 7, 1)).amount == 0
    assert cost_of_one_percent(found, LAW, "all units", "2020-21") == 1_333_000
    assert cost_of_one_percent(example("los-angeles-2014-offer"), LAW, "other units", "2014-15") is None
