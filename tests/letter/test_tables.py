"""What the tables of a letter hold: the ending balance's parts, pupils, cash by month, an agreement's terms and cost."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from compliance.engine.findings import Case, Figure, Report, Result
from compliance.engine.projected import projected
from compliance.engine.report import judge
from compliance.filing import read_filing
from compliance.letter.environment import day
from compliance.letter.plain_text import CLOSE, OPEN
from compliance.letter.printed import Printed
from compliance.letter.stopped import LetterStopped
from compliance.letter.tables.cash import MONTHS, cash_table
from compliance.letter.tables.components import COMPONENTS
from compliance.letter.tables.cost import KINDS, cost_table
from compliance.letter.tables.moved import moved_table
from compliance.letter.tables.projection import project, projection_table
from compliance.letter.tables.pupils import pupils_table
from compliance.letter.tables.table import Table
from compliance.letter.tables.terms import terms_table
from compliance.rulebook.load import load_rulebook
from compliance.rulebook.model import Rulebook
from compliance.scenario.read_proposal import read_proposal
from compliance.scenario.settlement import Settlement, settle
from compliance.shipped import shipped

from .reports import dollars, interim, rate

Figures = dict[tuple[str, str], Figure]
YEARS = ("2025-26", "2026-27", "2027-28")
PROPOSALS = (
    ("oak-valley.dat", "oak-valley-2025-offer"),
    ("pasadena-2018-19-first-interim.yaml", "pasadena-2019-agreed"),
    ("los-angeles-2014-15.yaml", "los-angeles-2014-demand"),
    ("los-angeles-2014-15.yaml", "los-angeles-2014-offer"),
    ("los-angeles-2014-15-second-interim.yaml", "los-angeles-2014-settlement"),
)


@pytest.fixture(scope="module")
def pack() -> Rulebook:
    return load_rulebook([shipped("rules") / "us-ca"])


@pytest.fixture(scope="module")
def oak_valley(pack: Rulebook) -> tuple[Report, Figures]:
    filing = read_filing(str(shipped("rules").parent / "examples" / "oak-valley.dat"))
    return judge(filing, pack), dict(projected(filing, pack))


def texts(table: Table | None, printed: Printed | None = None) -> list[list[str]]:
    """Every cell as the letter prints it."""
    assert table is not None
    printed = printed or Printed("dollars")
    marks = {ord(mark): None for mark in (OPEN, CLOSE)}
    return [[str(printed.cell(one)).translate(marks) for one in row] for row in table.rows]


def row(table: Table, title: str) -> tuple[object, ...]:
    return next(one for one in table.rows if one[0] == title)


def counts(**by_year: str) -> Figures:
    """Enrollment by year: y2024=100."""
    years = {f"{name[1:]}-{int(name[3:]) + 1:02d}": text for name, text in by_year.items()}
    return {("enrollment", year): Figure(Decimal(text), "count", text) for year, text in years.items()}


# T3: what the ending balance is made of.


def t3(report: Report, figures: Mapping[tuple[str, str], Figure]) -> Table:
    return projection_table(project(figures, YEARS, report), figures, lambda figure, name, year: figure)


def test_the_parts_of_the_ending_balance_add_up_to_it(oak_valley: tuple[Report, Figures]) -> None:
    table = t3(*oak_valley)
    ending = row(table, "Ending balance")[1:]
    parts = [row(table, title)[1:] for title in COMPONENTS.values()]
    for number, whole in enumerate(ending):
        assert isinstance(whole, Figure) and isinstance(whole.value, Fraction)
        amounts = [one.value for part in parts if isinstance(one := part[number], Figure)]
        assert sum(Fraction(one) for one in amounts if isinstance(one, Decimal)) == whole.value


def test_a_part_that_is_a_cent_off_stops_the_letter(oak_valley: tuple[Report, Figures]) -> None:
    report, figures = oak_valley
    assigned = figures[("assigned", "2026-27")]
    assert isinstance(assigned.value, Decimal)
    wrong = {**figures, ("assigned", "2026-27"): assigned._replace(value=assigned.value + Decimal("0.01"))}
    with pytest.raises(LetterStopped, match="T3 does not foot in 2026-27: the components of the ending balance"):
        t3(report, wrong)


def test_a_part_that_is_not_known_says_so_and_stops_nothing(oak_valley: tuple[Report, Figures]) -> None:
    report, figures = oak_valley
    table = t3(report, {**figures, ("assigned", "2026-27"): Figure(None, "money", "unknown")})
    assert texts(Table("T3", "", (), (row(table, "of it assigned"),)))[0][2] == "not known"


# T5: pupils.


def test_pupils_begin_with_the_year_before_and_say_how_many_more_or_fewer(oak_valley: tuple[Report, Figures]) -> None:
    rows = texts(pupils_table(oak_valley[1], YEARS, Printed("dollars")))
    assert rows[0] == ["2024-25", "2,559", "2,412", "2,431", "first year shown", "first year shown"]
    assert [one[4:] for one in rows[1:]] == [["-18", "-0.70%"], ["-16", "-0.63%"], ["-14", "-0.55%"]]


def test_a_change_that_cannot_be_said_is_not_known() -> None:
    rows = texts(pupils_table(counts(y2025="100", y2027="90"), YEARS, Printed("dollars")))
    assert [one[0] for one in rows] == list(YEARS)
    assert [one[4:] for one in rows] == [["not known", "not known"]] * 3


def test_no_pupils_before_give_a_change_and_no_percent() -> None:
    rows = texts(pupils_table(counts(y2024="0", y2025="40"), YEARS, Printed("dollars")))
    assert rows[1][4:] == ["40", "not known"]


# T6: cash.


def months(year: str, amounts: Mapping[str, str]) -> Figures:
    named = {(f"cash_{month.lower()}", year): dollars(amounts.get(month, "9000")) for month in MONTHS}
    values = [Decimal(amounts.get(month, "9000")) for month in MONTHS]
    ends = {"cash_low_point": str(min(values)), "cash_high_point": str(max(values))}
    return named | {(name, year): dollars(value) for name, value in ends.items()}


def test_cash_names_the_month_in_which_it_is_lowest() -> None:
    figures = months("2025-26", {"November": "-50.25"}) | months("2026-27", {"October": "3", "April": "3"})
    figures |= {("cash_from_other_funds", "2025-26"): dollars("700"), ("cash_from_current_loans", "2025-26"): dollars("0")}
    assert texts(cash_table(interim([]), figures, YEARS)) == [
        ["2025-26", "$9,000", "$700", "$0", "-$50", "November"],
        ["2026-27", "$9,000", "not known", "not known", "$3", "October, April"],
    ]


def test_a_worksheet_with_one_balance_all_year_was_left_empty() -> None:
    figures = months("2025-26", {}) | {("cash_from_other_funds", "2025-26"): dollars("0")}
    assert cash_table(interim([]), figures, YEARS) is None
    figures[("ending_cash", "2025-26")] = dollars("123")
    assert texts(cash_table(interim([]), figures, YEARS)) == [["2025-26", "$123", *["not known"] * 4]]


# T8: an agreement.


def agreed(pack: Rulebook, root: Path, filing: str, proposal: str) -> Settlement:
    read = read_filing(str(root / "examples" / filing))
    return settle(read, pack, read_proposal(root / "examples" / "bargaining" / f"{proposal}.yaml"))


@pytest.mark.parametrize(("filing", "proposal"), PROPOSALS)
def test_the_cost_of_an_agreement_is_the_same_by_unit_and_by_kind(
    filing: str, proposal: str, pack: Rulebook, root: Path
) -> None:
    settlement = agreed(pack, root, filing, proposal)
    table = cost_table(settlement, Printed("dollars"))
    whole = row(table, "All units, all funds")[1:]
    kinds = [one[1:] for one in table.rows if one[0] in KINDS.values()]
    units = [one[1:] for one in table.rows[: [one[0] for one in table.rows].index("All units, all funds")]]
    for number, total in enumerate(whole):
        assert isinstance(total, Figure)
        for parts in (kinds, units):
            known = [one[number] for one in parts]
            assert sum(Fraction(one.value) for one in known if isinstance(one, Figure) and one.value) == total.value  # type: ignore[arg-type]


def test_the_terms_name_each_item_with_its_percent_or_amount(pack: Rulebook, root: Path) -> None:
    settlement = agreed(pack, root, "oak-valley.dat", "oak-valley-2025-offer")
    rows = texts(terms_table(settlement.proposal, Printed("millions"), day))
    assert rows[0] == ["certificated", "raise", "1%", "on", "July 1, 2025, paid December 31, 2025", "no"]
    assert rows[1][-1] == "as certificated"
    # As agreed, whatever scale the letter's other amounts have.
    assert ["certificated", "stipend, for each of 12 people", "$4,000", "off", "July 1, 2025", "no"] in rows
    assert ["certificated", "1 day of work added to 184", "0.54%", "on", "July 1, 2026", "no"] in rows


def test_the_terms_come_from_the_proposal(pack: Rulebook, root: Path) -> None:
    proposal = agreed(pack, root, "oak-valley.dat", "oak-valley-2025-offer").proposal
    printed = Printed("dollars")
    texts(terms_table(proposal, printed, day), printed)
    first = printed.used[0]
    assert (first.name, first.value) == ("settlement.terms.1.percent", "0.01")
    assert first.source is not None
    assert (first.source.kind, first.source.path, first.source.line) == ("scenario", proposal.path, proposal.items[0].at.line)


def test_pay_known_by_one_percent_alone_is_not_shared_out(pack: Rulebook, root: Path) -> None:
    table = cost_table(agreed(pack, root, "pasadena-2018-19-first-interim.yaml", "pasadena-2019-agreed"), Printed("dollars"))
    kinds = {str(one[0]): texts(Table("T8", "", (), (one[1:],)))[0] for one in table.rows}
    assert kinds[KINDS["salary"]] == kinds[KINDS["statutory"]] == ["not split"] * 3
    assert kinds[KINDS["not_split"]] == ["$2,666,000", "$3,999,000", "$3,999,000"]


def test_a_unit_that_nobody_priced_is_not_known_in_the_cost(pack: Rulebook, root: Path) -> None:
    settlement = agreed(pack, root, "los-angeles-2014-15-second-interim.yaml", "los-angeles-2014-settlement")
    table = cost_table(settlement, Printed("dollars"))
    assert texts(Table("T8", "", (), (row(table, "other units"),))) == [["other units", *["not known"] * 3]]
    assert table.notes


# T11: categories that moved.


def moved(category: str, year: str, movement: str) -> Case:
    figures = {
        "before": dollars("100"),
        category: dollars(str(100 + Decimal(movement))),
        "movement": rate(str(Decimal(movement) / 100)),
        "interim_other_change": rate("0.05"),
    }
    return Case({"fiscal_year": year, "category": category}, "not_met", figures, "")


def test_what_moved_stands_by_category_with_as_many_places_as_it_takes() -> None:
    cases = (
        moved("federal_revenue", "2025-26", "24.95"),
        moved("books_and_supplies", "2025-26", "-8"),
        moved("federal_revenue", "2026-27", "5.001"),
    )
    table = moved_table(Result("01CSI-6x", "Categories", "not_met", "concern", (), "", "", cases))
    assert [one[:2] + one[4:] for one in texts(table)] == [
        ["Federal revenue", "2025-26", "+24.95%", "5.00%"],
        ["Federal revenue", "2026-27", "+5.001%", "5.00%"],
        ["Books and supplies", "2025-26", "-8.00%", "5.00%"],
    ]


def test_the_day_of_an_item_is_written_out() -> None:
    assert day(datetime.date(2026, 7, 1)) == "July 1, 2026"
