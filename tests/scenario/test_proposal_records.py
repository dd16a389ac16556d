"""The public record recomputed: Los Angeles 2014-15 and Pasadena 2019, and what is told with their cost."""

from __future__ import annotations

from decimal import Decimal

import pytest

from compliance.scenario.cost_parity import parity
from compliance.scenario.proposal_findings import findings_of

from .proposals import LAW, by_year, cost, example

TENTH = Decimal("0.1")


def millions(amounts: list[Decimal]) -> list[Decimal]:
    return [(amount / 1_000_000).quantize(TENTH) for amount in amounts]


def told(name: str) -> dict[str, str]:
    found = example(name)
    return {one.id: one.message for one in findings_of(found, cost(found), LAW)}


@pytest.mark.parametrize(
    ("name", "years", "total"),
    [
        ("los-angeles-2014-offer", ["161.3", "53.6", "53.6"], "268.5"),
        ("los-angeles-2014-demand", ["268.0", "268.0", "268.0"], "804.0"),
        ("los-angeles-2014-settlement", ["124.0", "228.4", "255.0"], "607.4"),
    ],
)
def test_los_angeles_costs_what_the_record_says(name: str, years: list[str], total: str) -> None:
    found = by_year(cost(example(name)))
    assert millions(found) == [Decimal(one) for one in years]
    assert millions([sum(found, Decimal(0))]) == [Decimal(total)]


def test_the_gaps_between_offer_and_demand_are_those_of_the_press() -> None:
    offer, demand = cost(example("los-angeles-2014-offer")), cost(example("los-angeles-2014-demand"))
    assert millions([demand.totals()[0].all_units - offer.totals()[0].all_units]) == [Decimal("106.7")]
    assert millions([demand.totals()[0].ongoing - offer.totals()[0].ongoing]) == [Decimal("214.4")]


def test_the_settlement_is_exact_to_the_cent_with_its_arithmetic() -> None:
    found = cost(example("los-angeles-2014-settlement"))
    assert by_year(found) == [Decimal("123984000.00"), Decimal("228376953.60"), Decimal("254994547.20")]
    second = next(line for line in found.of("2014-15") if "2015-01-01" in line.item)
    assert second.arithmetic == ("$24,600,000.00 × 2 (percent) × 1.04 (steps before it) × 6/12 (months) = $25,584,000.00")


def test_out_years_after_a_settlement_are_costed_but_not_charged_again() -> None:
    found = cost(example("los-angeles-2014-settlement"))
    assert [total.charged for total in found.totals()] == [Decimal("123984000.00"), Decimal(0), Decimal(0)]
    assert "not-charged-again" in told("los-angeles-2014-settlement")
    assert "$31,600,000.00" in told("los-angeles-2014-settlement")["linked-cost-stated"]


def test_units_that_follow_without_a_base_are_unknown_and_never_zero() -> None:
    found = cost(example("los-angeles-2014-offer"))
    assert {(one.unit, one.kind) for one in found.unknown} == {("other units", "linked")}
    assert not any(total.complete for total in found.totals())
    assert "linked-cost-unknown" in told("los-angeles-2014-offer")
    stressed = parity(example("los-angeles-2014-offer"), LAW)
    assert stressed is not None and {one.unit for one in stressed.cost.unknown} == {"other units"}


@pytest.mark.parametrize("name", ["los-angeles-2014-offer", "los-angeles-2014-demand"])
def test_a_stated_total_is_refused_and_enters_no_amount(name: str) -> None:
    assert "$1,800,000,000.00" in told(name)["stated-total-refused"]
    assert all(line.amount < 1_000_000_000 for line in cost(example(name)).lines)


def test_two_figures_for_one_source_are_told() -> None:
    assert "$31,000,000.00" in told("los-angeles-2014-offer")["source-figures-differ"]


@pytest.mark.parametrize(
    ("name", "years"),
    [
        ("asked", ["7998000.00", "3999000.00", "3999000.00"]),  # row B9: two years in the first
        ("asked-teachers", ["6000000.00", "3000000.00", "3000000.00"]),  # B10
        ("from-2019", ["0.00", "3999000.00", "3999000.00"]),  # B11
        ("agreed", ["2666000.00", "3999000.00", "3999000.00"]),  # B14
    ],
)
def test_pasadena_costs_what_the_record_says(name: str, years: list[str]) -> None:
    assert by_year(cost(example(f"pasadena-2019-{name}"))) == [Decimal(one) for one in years]


# Rows B9 to B11 and B14 to B16: reserves over spending; the cost raises the spending, revenue only the reserves.
@pytest.mark.parametrize(
    ("name", "percents"),
    [
        ("asked", ["3.23", "-0.40", "-3.84"]),
        ("asked-teachers", ["4.14", "0.95", "-2.07"]),
        ("from-2019", ["6.98", "3.17", "-0.27"]),
        ("agreed", ["5.70", "1.98", "-1.46"]),
        ("agreed-with-measure-j", ["5.70", "4.22", "3.00"]),
        ("asked-with-measure-j", ["3.23", "1.83", "0.62"]),
    ],
)
def test_pasadena_reserves_after_the_cost_are_those_of_the_record(name: str, percents: list[str]) -> None:
    found = cost(example(f"pasadena-2019-{name}"))
    carried, got = Decimal(0), []
    for total, reserves in zip(found.totals(), ("15360000", "11110000", "7390000"), strict=True):
        carried += found.offset(total.fiscal_year) - total.unrestricted
        got.append(100 * (Decimal(reserves) + carried) / (220_000_000 + total.all_units))
    assert [abs(one - Decimal(want)) <= Decimal("0.02") for one, want in zip(got, percents, strict=True)] == [True] * 3


def test_pay_that_reaches_into_a_closed_year_is_a_one_time_charge_of_the_first() -> None:
    found = cost(example("pasadena-2019-asked"))
    back = [line for line in found.lines if line.one_time]
    assert [(line.earned, line.fiscal_year, line.ongoing) for line in back] == [("2017-18", "2018-19", False)]
    assert "2017-18, a closed year" in told("pasadena-2019-asked")["retroactive-pay"]


@pytest.mark.parametrize(("name", "counted"), [("agreed-with-measure-j", "5000000.00"), ("agreed", "0.00")])
def test_contingent_revenue_counts_where_the_proposal_says_so(name: str, counted: str) -> None:
    assert cost(example(f"pasadena-2019-{name}")).offset("2019-20") == Decimal(counted)
    assert ("contingent-offset" in told(f"pasadena-2019-{name}")) == (name != "agreed")


def test_what_was_assumed_is_told_once() -> None:
    found = told("oak-valley-2025-offer")
    assert "full statutory rates" in found["one-time-benefits-assumed"]
    assert "2.41%" in found["contingent-item"]
    ids = [one.message for one in findings_of(example("oak-valley-2025-offer"), cost(example("oak-valley-2025-offer")), LAW)]
    assert sum("pers_rate is predicted" in one for one in ids) == 1
