"""Names, layers, years, lists and values of the law are read as a rule writes them, and the trace says what was read where."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from compliance.rulebook.language.parts import parts as parts_of
from compliance.rulebook.language.references import references
from compliance.rulebook.language.tree import Answer, Figure, Let, Parameter

Judge = Callable[..., Any]


@pytest.mark.parametrize(
    "text, unit",
    [
        ("outgo * cola", "money"),
        ("cola * cola", "rate"),
        ("cola * 2", "rate"),
        ("2 * ada", "ada"),
        ("2 * 3", "number"),
        ("ada + enrollment", "ada"),
        ("enrollment + enrollment", "count"),
        ("ada >= enrollment", "bool"),
        ("outgo - 1", "money"),
        ("ratio(ada, enrollment)", "rate"),
        ("change(outgo, salaries)", "rate"),
        ("max(0.03, cola)", "rate"),
        ("outgo / 3", "money"),
        ("0 if answer.S1 else outgo", "money"),
        ("count(answer.S1, years=(0, 2))", "count"),
        ("count(labor)", "count"),
        ("total(labor.cost)", "money"),
        ("average(cola, years=(0, 2))", "rate"),
        ("year", "year"),
        ("category", "text"),
        ("item.from <= year", "bool"),
        ("item.signed", "date"),
        ("reserve_standard(ada).floor", "money"),
        ("level(ada)", "rate"),
        ("figure(category)[-1]", "money"),
        ("previous_report.figure(category)", "money"),
        ("known(outgo)", "bool"),
        ("yes", "bool"),
    ],
)
def test_every_expression_has_one_unit(read: Callable[..., Any], text: str, unit: str) -> None:
    assert read(text).unit == unit


def test_years_are_counted_from_the_cases_year(judge: Judge) -> None:
    figures = {f"outgo@{year}": Decimal(10 + year) for year in range(-4, 4)}
    assert judge("outgo", figures, year=2).value == 12
    assert judge("outgo[-1]", figures, year=2).value == 11
    assert judge("outgo[ -1 ]", figures, year=-3).value == 6
    assert judge("outgo[1]", figures, year=2).value == 13


def test_over_years_goes_over_the_years_of_the_report(judge: Judge) -> None:
    figures = {f"outgo@{year}": Decimal(10 + year) for year in range(-4, 4)}
    assert judge("total(outgo, years=(-3, -1))", figures, year=2).value == 7 + 8 + 9
    assert judge("average(outgo[-1], years=(-3, -1))", figures, year=2).value == 7
    assert judge("cumulative(outgo, since=1)", figures, year=2).value == 11 + 12
    assert judge("cumulative(outgo, since=1)", figures, year=0).value == 0


def test_a_let_is_evaluated_anew_in_each_year(judge: Judge) -> None:
    figures = {
        "salaries@-2": Decimal(1),
        "salaries@-1": Decimal(2),
        "salaries@0": Decimal(3),
        **{f"outgo@{y}": Decimal(4) for y in (-2, -1, 0)},
    }
    lets = {"share": "ratio(salaries, outgo)", "double": "2 * share"}
    assert judge("average(share, years=(-2, 0))", figures, lets=lets).value == Fraction(1, 2)
    assert judge("double - double[-1]", figures, lets=lets).value == Fraction(1, 2)
    assert judge("double[-1] > 0", figures, lets=lets, year=-2).missing == ("salaries[-1]", "outgo[-1]")


def test_layers_are_read_by_their_prefix(judge: Judge) -> None:
    figures = {"ada": Decimal(1), "original_budget.ada": Decimal(2), "previous_report.ada@-1": Decimal(3)}
    assert judge("ada + original_budget.ada * 10 + previous_report.ada[-1] * 100", figures).value == 321


def test_a_category_is_a_figure_of_its_own_name(judge: Judge) -> None:
    figures = {"federal_revenue": Decimal(4), "federal_revenue@-1": Decimal(2), "previous_report.federal_revenue": Decimal(5)}
    assert judge("change(figure(category), figure(category)[-1])", figures).value == 1
    assert judge("figure(category) - previous_report.figure(category)", figures).value == -1
    assert judge('category == "federal_revenue"').value is True


def test_the_law_is_dated_by_the_report_unless_asked_for_the_year(judge: Judge) -> None:
    law = {"law.cola": Decimal("0.01"), "law.cola@0": Decimal("0.02"), "law.cola@2": Decimal("0.03")}
    assert judge("cola", law, year=2).value == Fraction(1, 100)
    assert judge("cola.of(year)", law, year=2).value == Fraction(3, 100)
    assert judge("total(cola.of(year), years=(0, 2))", {**law, "law.cola@1": Decimal(1)}, year=2).value == Fraction("1.05")


def test_a_table_is_asked_with_the_exact_key(judge: Judge) -> None:
    asked: list[Fraction] = []

    def percent(key: Fraction) -> Decimal:
        asked.append(key)
        return Decimal("0.05")

    law = {"law.reserve_standard.percent": percent, "ada": Decimal("300.5")}
    assert judge("reserve_standard(ada / 3).percent", law).value == Fraction(1, 20)
    assert set(asked) == {Fraction("300.5") / 3}


def test_from_is_a_field_although_python_keeps_the_word(judge: Judge) -> None:
    held = {
        "item.from": "2024-25",
        "list.labor": [{"from": "2023-24", "cost": Decimal(1)}, {"from": "2025-26", "cost": Decimal(2)}],
    }
    assert judge("item.from <= year", held).value is True
    assert judge("item.from == year[1]", held).value is False
    assert judge("total(labor.cost, where=from > year)", held).value == 2
    assert judge('item.unit == "from é frOm"', {"item.unit": "from é frOm"}).value is True


def test_the_entry_comes_before_other_names_inside_where(judge: Judge) -> None:
    held = {"list.labor": [{"cost": Decimal(5)}], "item.cost": Decimal(7), "outgo": Decimal(6)}
    assert judge("count(labor, where=cost < outgo and item.cost > outgo)", held).value == 1


def test_a_place_reads_the_ledger_and_the_forms(judge: Judge) -> None:
    held = {
        "sum.8100-8299@1": Decimal(5),
        "element.MYP.{myp}.BE": Decimal(2),
        "element.A.None": Decimal(1),
        "negative.2000-9999@1": Decimal(-3),
    }
    text = (
        'sum(amount, fund="01", object="8100-8299") + element("MYP.{myp}", column="BE") * 10'
        ' + element("A") + negative_balances(resource="2000-9999")'
    )
    assert judge(text, held, year=1, places=True).value == 5 + 20 + 1 - 3


def test_codes_of_a_place_are_checked(refused: Callable[..., Any]) -> None:
    assert "no list of codes" in refused('sum(amount, fund="01;02")', '"01;02"', places=True).message
    assert "no argument 'found'" in refused('sum(amount, found="01")', places=True).message


def test_an_expression_may_run_over_lines(judge: Judge) -> None:
    assert judge("outgo\n  + 1\n\t> 0", {"outgo": Decimal(0)}).value is True


def test_the_trace_names_every_reading_with_its_text_year_and_source(judge: Judge) -> None:
    lets = {"standard": "outgo[-1] * cola"}
    traced = judge(
        "available_reserves >= standard",
        {"available_reserves@1": Decimal(1), "outgo": Decimal(50), "law.cola": Decimal("0.02")},
        year=1,
        lets=lets,
    )
    reserves, standard = traced.children
    assert (traced.value, traced.text, traced.unit) == (True, "available_reserves >= standard", "bool")
    assert (reserves.name, reserves.year, reserves.payload) == (
        "available_reserves",
        1,
        ("figure", "figures", "available_reserves", 1),
    )
    assert (standard.name, standard.value, standard.unit, standard.year) == ("standard", 1, "money", 1)
    product = standard.children[0]
    assert (product.text, product.name) == ("outgo[-1] * cola", None)
    assert [(leaf.name, leaf.text, leaf.year) for leaf in product.children] == [
        ("outgo[-1]", "outgo[-1]", 0),
        ("cola", "cola", None),
    ]


@pytest.mark.parametrize(
    "text, name",
    [
        ("original_budget.ada[-1] > 0", "original_budget.ada[-1]"),
        ("answer.S1", "answer.S1"),
        ("item.settled", "item.settled"),
        ("reserve_standard(1).percent > 0", "reserve_standard.percent"),
        ("share[-1] > 0", "outgo[-1]"),
    ],
)
def test_an_unknown_reading_goes_by_its_name_and_year(judge: Judge, text: str, name: str) -> None:
    assert judge(text, lets={"share": "outgo"}).missing == (name,)


def test_every_node_stands_where_it_is_written(read: Callable[..., Any]) -> None:
    text = '"é" != answer.lcff_standard and (original_budget.ada[-1]  +  2) * 3 > ratio(outgo, salaries) * 1'
    with pytest.raises(Exception, match="cannot be compared"):
        read(text)
    tree = read(text.replace("ratio(outgo, salaries) * 1", "ada"))
    written = []
    waiting = [tree.root]
    while waiting:
        node = waiting.pop(0)
        written.append(tree.text[slice(*node.span)])
        waiting += parts_of(node)
    assert written[1:3] == ['"é" != answer.lcff_standard', "(original_budget.ada[-1]  +  2) * 3 > ada"]
    assert "original_budget.ada[-1]" in written and "original_budget.ada[-1]  +  2" in written and '"é"' in written


def test_references_yields_all_that_is_read_lets_included(read: Callable[..., Any]) -> None:
    lets = {"outgo_then": "previous_report.outgo[-1]", "standard": "outgo_then * reserve_standard(ada).percent"}
    found = list(references(read("standard > outgo_then and answer.S1", lets=lets)))
    names = {(type(node), node.name) for node in found}  # type: ignore[union-attr]
    assert names == {(Figure, "outgo"), (Figure, "ada"), (Parameter, "reserve_standard"), (Answer, "S1")}
    assert not any(isinstance(node, Let) for node in found)
