"""Laws of cost, for drawn proposals: what adds up, what costs nothing, what order and links do not change."""

from __future__ import annotations

import random
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from compliance.scenario.cost import CostLine
from compliance.scenario.cost_parity import parity
from compliance.scenario.me_too import gains

from .proposals import LAW, by_year, cost, proposal

PERCENT = st.integers(-400, 1200).map(lambda one: f"{one / 100 if one % 100 else one // 100}%")
DAY = st.sampled_from(["2023-10-01", "2024-07-01", "2024-11-15", "2025-01-01", "2025-07-01", "2026-02-10"])
YEAR = st.sampled_from(["2024-25", "2025-26", "2026-27"])
CENTS = st.integers(1, 10**10).map(lambda one: f"{one // 100}.{one % 100:02d}")
UNIT = st.one_of(
    CENTS.map(lambda one: f"cost_of_one_percent: {one}, fte: 7"),
    st.tuples(CENTS, CENTS, st.sampled_from(["strs: yes, medicare: yes", "pers: yes, oasdi: yes", "other: 3.5%"])).map(
        lambda one: f'salary_base: {{"01": {one[0]}, "13": {one[1]}}}, statutory: {{{one[2]}}}, step_and_column: 1.3%, fte: 7'
    ),
)
SCHEDULE = st.tuples(PERCENT, DAY).map(lambda one: f"kind: on_schedule, percent: {one[0]}, effective: {one[1]}")
ADDITIVE = st.one_of(
    st.tuples(PERCENT, YEAR).map(lambda one: f"kind: off_schedule, percent: {one[0]}, year: {one[1]}"),
    st.tuples(CENTS, YEAR).map(lambda one: f"kind: flat_amount, each: {one[0]}, year: {one[1]}, benefits: 9.65%"),
    st.tuples(CENTS, DAY).map(lambda one: f"kind: stipend, amount: {one[0]}, effective: {one[1]}, benefits: no"),
    st.tuples(CENTS, DAY).map(lambda one: f"kind: class_size, fte: 3, average_cost: {one[0]}, effective: {one[1]}"),
)
ITEM = st.one_of(SCHEDULE, ADDITIVE)


def units(*kinds: str, link: str = "") -> str:
    return "\n".join(f"{{unit: u{n}, {kind}{link if n else ''}}}" for n, kind in enumerate(kinds))


def items(*written: str, of: str = "u0") -> str:
    return "\n".join(f"{{unit: {of}, {one}}}" for one in written)


@given(UNIT, st.lists(ADDITIVE, max_size=4), st.lists(ADDITIVE, max_size=4))
def test_one_time_and_flat_items_add_up(unit: str, some: list[str], more: list[str]) -> None:
    apart = [by_year(cost(proposal(units(unit), items(*part)))) for part in (some, more)]
    together = by_year(cost(proposal(units(unit), items(*some, *more))))
    assert together == [one + other for one, other in zip(*apart, strict=True)]


@given(UNIT, UNIT, st.lists(ITEM, max_size=4), st.lists(ITEM, max_size=4))
def test_units_without_links_add_up(first: str, second: str, some: list[str], more: list[str]) -> None:
    both = units(first, second)
    apart = [by_year(cost(proposal(both, written))) for written in (items(*some), items(*more, of="u1"))]
    together = by_year(cost(proposal(both, items(*some) + "\n" + items(*more, of="u1"))))
    assert together == [one + other for one, other in zip(*apart, strict=True)]


@given(UNIT)
def test_two_steps_of_one_unit_do_not_add_up_because_they_compound(unit: str) -> None:
    step = "kind: on_schedule, percent: 10%, effective: 2024-07-01"
    one = cost(proposal(units("cost_of_one_percent: 1000.00"), items(step))).total()
    two = cost(proposal(units("cost_of_one_percent: 1000.00"), items(step, step))).total()
    assert two == one * Decimal("2.1")


@given(UNIT, DAY, YEAR)
def test_zero_percent_costs_nothing(unit: str, day: str, year: str) -> None:
    none = items(f"kind: on_schedule, percent: 0%, effective: {day}", f"kind: off_schedule, percent: 0.00%, year: {year}")
    found = cost(proposal(units(unit), none))
    assert {line.amount for line in found.lines} == {Decimal("0.00")}
    assert found.unknown == ()


@given(UNIT, SCHEDULE, ITEM)
def test_zero_percent_changes_no_other_item(unit: str, step: str, other: str) -> None:
    none = "kind: on_schedule, percent: 0%, effective: 2024-07-01"
    assert by_year(cost(proposal(units(unit), items(step, other, none)))) == by_year(
        cost(proposal(units(unit), items(step, other)))
    )


@given(UNIT, st.lists(ITEM, max_size=6), st.integers())
def test_the_order_of_items_does_not_matter(unit: str, written: list[str], seed: int) -> None:
    shuffled = list(written)
    random.Random(seed).shuffle(shuffled)
    assert cost(proposal(units(unit), items(*written))) == cost(proposal(units(unit), items(*shuffled)))


@given(UNIT, UNIT, st.lists(st.one_of(SCHEDULE, ADDITIVE.filter(lambda one: "off_schedule" in one)), max_size=4))
def test_a_me_too_clause_costs_what_the_same_items_given_to_the_unit_would(lead: str, other: str, written: list[str]) -> None:
    linked = cost(
        proposal(units(lead, other, link=", me_too: [{follows: u0, items: [on_schedule, off_schedule]}]"), items(*written))
    )
    given_ = cost(proposal(units(lead, other), items(*written) + "\n" + items(*written, of="u1")))
    assert [bare(line) for line in linked.lines] == [bare(line) for line in given_.lines]
    assert sum((line.amount for line in linked.of(kind="linked")), Decimal(0)) == sum(
        (line.amount for line in given_.of(unit="u1")), Decimal(0)
    )


def bare(line: CostLine) -> CostLine:
    return line._replace(kind="", via=())


@given(UNIT, UNIT, st.lists(st.one_of(SCHEDULE, ADDITIVE), max_size=4))
def test_parity_is_the_percents_given_to_every_unit_once_linked_or_not(lead: str, other: str, written: list[str]) -> None:
    asked = ["kind: on_schedule, percent: 1%, effective: 2024-07-01", *written]
    percents = [one for one in asked if "_schedule" in one]
    everywhere = cost(proposal(units(lead, other), items(*asked) + "\n" + items(*percents, of="u1")))
    for link in ("", ", me_too: [{follows: u0, items: [on_schedule, off_schedule]}]"):
        stressed = parity(proposal(units(lead, other, link=link), items(*asked)), LAW)
        assert stressed is not None and stressed.unit == "u0"
        assert by_year(stressed.cost) == by_year(everywhere)


def test_clauses_in_a_circle_give_an_item_to_each_unit_once() -> None:
    link = "me_too: [{{follows: {}, items: [on_schedule]}}]"
    circle = "\n".join(
        f"{{unit: {name}, cost_of_one_percent: 100.00, {link.format(follows)}}}" for name, follows in ("ac", "ba", "cb")
    )
    found = gains(proposal(circle, "{unit: a, kind: on_schedule, percent: 1%, effective: 2024-07-01}"))
    assert [(gain.unit.name, gain.via) for gain in found] == [("a", ()), ("b", ("a",)), ("c", ("a", "b"))]


def test_a_clause_ends_with_its_year_and_names_its_kinds() -> None:
    link = ", me_too: [{follows: u0, items: [on_schedule], until: 2025-26}]"
    written = items(
        "kind: on_schedule, percent: 1%, effective: 2026-01-01",
        "kind: on_schedule, percent: 1%, effective: 2026-07-01",
        "kind: off_schedule, percent: 1%, year: 2024-25",
    )
    found = gains(proposal(units("cost_of_one_percent: 1.00", "cost_of_one_percent: 1.00", link=link), written))
    assert [str(gain.item.effective) for gain in found if gain.kind == "linked"] == ["2026-01-01"]


def test_a_total_for_one_unit_says_nothing_of_the_unit_that_follows() -> None:
    link = ", me_too: [{follows: u0, items: [flat_amount, stipend, health_cap]}]"
    written = items(
        "kind: flat_amount, amount: 5.00, year: 2024-25, benefits: no",
        "kind: stipend, each: 5.00, count: 2, year: 2024-25, benefits: no",
        "kind: flat_amount, each: 5.00, year: 2024-25, benefits: no",
    )
    found = cost(proposal(units("fte: 3", "fte: 4", link=link), written))
    assert [line.amount for line in found.of(kind="linked")] == [Decimal("20.00")]
    assert len(found.unknown) == 2
