"""Disclosures written from proposals: they tie out, they are read again as written, and nothing in them is made up."""

from __future__ import annotations

import ast
import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.engine.figures import FigureBook
from compliance.engine.findings import Report
from compliance.engine.report import book_of, judge
from compliance.filing import read_filing
from compliance.filing.importing import ready
from compliance.report.disclosure_files import UnknownSuffix, disclosure_files
from compliance.report.disclosure_markdown import to_markdown
from compliance.report.disclosure_xlsx import to_xlsx
from compliance.rulebook.cache import cached_rulebook
from compliance.rulebook.model import Rulebook
from compliance.scenario.cost import cost_of
from compliance.scenario.disclosure_budget import ROWS
from compliance.scenario.disclosure_document import DisclosureDocument
from compliance.scenario.disclosure_of import disclosure_of, disclosures_of
from compliance.scenario.disclosure_yaml import write_yaml
from compliance.scenario.laid_cost import changes_of
from compliance.scenario.proposal import Proposal, ProposalError
from tests.scenario.proposals import example, proposal

DAY = datetime.date(2025, 11, 1)
SMALL = """filing: 1
entity: {name: Small, cds: "99123450000000", kind: district}
fiscal_year: 2024-25
report: first_interim
certification: qualified
figures:
  2024-25: &year
    ada: 15500
    expenditures_and_uses: 100000000.00
    unrestricted_expenditures: 70000000.00
    unrestricted_expenditures_and_uses: 70500000.00
    reserve_for_economic_uncertainties: 3000000.00
    unassigned: 2000000.00
    stabilization_arrangements: 0
    negative_restricted_balances: 0
    special_reserve_stabilization: 0
    special_reserve_economic_uncertainties: 500000.00
    special_reserve_unassigned: 0
    unrestricted_net_change: -250000.00
    unrestricted_ending_balance: 6000000.00
"""


@pytest.fixture(scope="module")
def rulebook(root: Path) -> Rulebook:
    return cached_rulebook([root / "rules" / "us-ca"])


def book(rulebook: Rulebook, path: Path) -> FigureBook:
    return book_of(ready(read_filing(path)), rulebook, [])


@pytest.fixture(scope="module")
def small(rulebook: Rulebook, tmp_path_factory: pytest.TempPathFactory) -> FigureBook:
    return book(rulebook, small_filing(tmp_path_factory.mktemp("small")))


def small_filing(folder: Path, change: Sequence[tuple[str, str]] = ()) -> Path:
    """A filing of three like years, each with some figures changed."""
    text = SMALL.replace(": &year", ":")
    for old, new in change:
        assert old in text
        text = text.replace(old, new)
    year = text.split("  2024-25:\n")[1]
    path = folder / "small.yaml"
    path.write_text(text + "".join(f"  {later}:\n{year}" for later in ("2025-26", "2026-27")), "utf-8")
    return path


@pytest.fixture(scope="module")
def oak_valley(root: Path, rulebook: Rulebook) -> tuple[DisclosureDocument, ...]:
    found = example("oak-valley-2025-offer")
    filed = book(rulebook, root / "examples" / "oak-valley.dat")
    return disclosures_of(found, cost_of(found, rulebook.parameters), filed, rulebook.parameters)


def written(found: Proposal, filed: FigureBook, unit: str | None = None, after: FigureBook | None = None) -> DisclosureDocument:
    law = filed.rulebook.parameters
    return disclosure_of(found, cost_of(found, law), filed, law, after, unit)


def judged(document: DisclosureDocument, rulebook: Rulebook, folder: Path) -> Report:
    path = folder / "written.yaml"
    path.write_text(write_yaml(document), "utf-8")
    return judge(read_filing(path), rulebook)


def outcome(report: Report, rule: str) -> str:
    result = report.result(rule)
    assert result is not None
    return result.outcome


PLAIN_UNIT = '{unit: a, salary_base: {"01": 10000000.00}, unrestricted_share: 75%, statutory: {strs: 20%}, fte: 100}'
RAISE = "{unit: a, kind: on_schedule, percent: 2%, effective: 2024-07-01}"

TIES = (
    "disclosure-tie-out", "disclosure-variance", "disclosure-percent", "disclosure-combined", "disclosure-first-year",
    "disclosure-net-outgo", "disclosure-minimum", "disclosure-available", "disclosure-reserve-percent",
    "disclosure-reserve-box",
)  # fmt: skip


def test_a_written_disclosure_is_read_and_ties_out(
    oak_valley: tuple[DisclosureDocument, ...], rulebook: Rulebook, tmp_path: Path
) -> None:
    assert [one.unit for one in oak_valley] == [
        "all units",
        "Oak Valley Teachers Association",
        "Oak Valley Classified Employees",
    ]
    for document in oak_valley:
        report = judged(document, rulebook, tmp_path)
        assert {rule: outcome(report, rule) for rule in TIES} == dict.fromkeys(TIES, "met")
        result = report.result("disclosure-tie-out")
        assert result is not None and result.cases[0].figures["variance"].value == 0


def test_the_written_figures_are_read_again_to_the_cent(
    oak_valley: tuple[DisclosureDocument, ...], rulebook: Rulebook, tmp_path: Path
) -> None:
    document = oak_valley[1]
    lists = judged(document, rulebook, tmp_path).lists
    parts = {entry["part"].value: entry for entry in lists["disclosed_compensation"]}
    table = document.table("compensation")
    for row in ("salary_schedule", "other_compensation", "statutory_benefits", "health_and_welfare", "total"):
        for part, column in (("prior_cost", "prior"), ("year_1", "year_1"), ("year_3", "year_3")):
            assert parts[part][row].value == table.cell(row, column).value
    budget = {(entry["page"].value, entry["row"].value): entry for entry in lists["disclosed_budget"]}
    assert len(budget) > 80
    for (page, name), entry in budget.items():
        for column in ("approved", "settlement", "other", "revised"):
            assert entry[column].value == document.table("budget").cell(str(name), column, str(page)).value
    for entry in lists["disclosed_reserves"]:
        year = str(entry["fiscal_year"].value)
        for row in ("total_outgo", "minimum", "general_9790", "available", "meets"):
            assert entry[row].value == document.table("reserves").cell(row, year).value


def test_the_units_add_up_to_all_of_them(oak_valley: tuple[DisclosureDocument, ...]) -> None:
    whole, *units = oak_valley
    for column in ("year_1", "year_2", "year_3"):
        each = [unit.table("compensation").cell("total", column).value for unit in units]
        assert whole.table("compensation").cell("total", column).value == sum(each)  # type: ignore[arg-type]
    revised = [one.table("budget").cell("total_expenditures", "revised", "general_combined").value for one in oak_valley]
    assert len(set(revised)) == 1  # whoever bargains, the budget after all of it is one


def test_section_a_by_hand(small: FigureBook) -> None:
    table = written(
        proposal(PLAIN_UNIT, RAISE + "\n{unit: a, kind: off_schedule, percent: 1%, year: 2024-25, benefits: no}"), small
    ).table("compensation")
    columns = ("prior", "year_1", "year_2", "year_3")
    found = {row.key: [row.cells[column].value for column in columns] for row in table.rows}
    assert found["salary_schedule"] == [10000000, 200000, 0, 0]
    assert found["other_compensation"] == [None, 100000, -100000, 0]
    assert found["statutory_benefits"] == [2000000, 40000, 0, 0]
    assert found["total"] == [None, 340000, -100000, 0]
    assert table.cell("salary_schedule", "percent_1").value == Fraction(2, 100)
    assert table.cell("average", "year_1").value == 3400


def test_reserves_after_by_hand(small: FigureBook) -> None:
    table = written(proposal(PLAIN_UNIT, RAISE), small).table("reserves")
    assert table.cell("total_outgo", "2024-25").value == Decimal("100240000.00")
    assert table.cell("minimum", "2024-25").value == Decimal("3007200.00")
    assert [table.cell("general_9790", year).value for year in ("2024-25", "2025-26", "2026-27")] == [
        2000000 - 180000 * years for years in (1, 2, 3)
    ]
    assert table.cell("available", "2026-27").value == 3000000 + 500000 + 2000000 - 540000
    assert table.cell("meets", "2024-25").value is True


def test_the_book_after_gives_the_reserves_where_it_is_given(small: FigureBook, rulebook: Rulebook, tmp_path: Path) -> None:
    after = book(rulebook, small_filing(tmp_path, [("unassigned: 2000000.00", "unassigned: -900000.01")]))
    table = written(proposal(PLAIN_UNIT, RAISE), small, after=after).table("reserves")
    assert table.cell("general_9790", "2024-25").value == Decimal("-900000.01")
    assert table.cell("meets", "2024-25").value is False
    assert table.cell("shortfall", "2024-25").value == Decimal("3000000.00") - Decimal("2599999.99")
    assert "after the settlement" in table.cell("general_9790", "2024-25").source


@pytest.mark.parametrize(
    ("filing", "name"),
    [
        ("oak-valley.dat", "oak-valley-2025-offer"),
        ("pasadena-2018-19-first-interim.yaml", "pasadena-2019-agreed-with-measure-j"),
        ("pasadena-2018-19-first-interim.yaml", "pasadena-2019-asked"),
    ],
)
def test_what_is_added_here_is_what_a_settlement_lays_over_the_filing(
    root: Path, rulebook: Rulebook, filing: str, name: str
) -> None:
    found, filed = example(name), book(rulebook, root / "examples" / filing)
    cost = cost_of(found, rulebook.parameters)
    changes = changes_of(cost, rulebook.flows, filed.filing.fiscal_year, found.name)
    laid = FigureBook(filed.filing, rulebook, beneath=filed, changes=changes)
    alone, with_book = (disclosure_of(found, cost, filed, rulebook.parameters, after) for after in (None, laid))
    values = [[[cell.value for cell in row.cells.values()] for row in one.table("reserves").rows] for one in (alone, with_book)]
    assert values[0] == values[1]
    assert with_book.table("reserves").cell("available", with_book.years[0]).value is not None


def test_json_is_read_as_yaml_is(oak_valley: tuple[DisclosureDocument, ...], rulebook: Rulebook, tmp_path: Path) -> None:
    report = judged(oak_valley[2], rulebook, tmp_path)
    path = tmp_path / "written.json"
    path.write_bytes(disclosure_files("d.json", oak_valley[2:], DAY)["d.json"])
    assert [(one.rule, one.outcome) for one in judge(read_filing(path), rulebook).results] == [
        (one.rule, one.outcome) for one in report.results
    ]


def test_a_cent_short_of_the_minimum_does_not_meet_it(small: FigureBook, rulebook: Rulebook, tmp_path: Path) -> None:
    for unassigned, meets in (("-312800.00", True), ("-312800.01", False)):
        filed = book(rulebook, small_filing(tmp_path, [("unassigned: 2000000.00", f"unassigned: {unassigned}")]))
        table = written(proposal(PLAIN_UNIT, RAISE), filed).table("reserves")
        assert table.cell("meets", "2024-25").value is meets


def test_what_the_filing_does_not_hold_is_no_zero(small: FigureBook) -> None:
    document = written(proposal(PLAIN_UNIT, RAISE), small)
    for table, column in (("budget", "approved"), ("budget", "revised"), ("projection", "year_2")):
        cell = document.table(table).cell("books_and_supplies", column, "general_unrestricted")
        assert (cell.value, cell.why) == (None, "not in the filing")
    assert "approved" not in re.findall(r"books_and_supplies:.*", write_yaml(document))
    assert "Not in the filing, and not changed: LCFF sources" in to_markdown(document)


def test_a_part_of_the_cost_that_is_unknown_makes_what_follows_from_it_unknown(small: FigureBook) -> None:
    units = PLAIN_UNIT + "\n{unit: b, me_too: [{follows: a, items: [on_schedule]}]}"
    alone, both = (written(proposal(units, RAISE), small, unit) for unit in ("a", None))
    assert alone.table("compensation").cell("total", "year_1").value == 240000
    assert both.table("compensation").cell("total", "year_1").value is None
    assert alone.table("tie_out").cell("variance", "amount").value == 0
    for document in (alone, both):
        reserve = document.table("reserves").cell("general_9790", "2024-25")
        assert reserve.value is None and "without it $1,820,000.00" in reserve.why
        assert document.table("reserves").cell("meets", "2024-25").value is None
    assert [clause.trigger for clause in alone.clauses] == ["An agreement with a"]


def test_what_cannot_be_told_apart_is_not_put_in_a_row(small: FigureBook) -> None:
    document = written(proposal("{unit: a, cost_of_one_percent: 1000000.00}", RAISE), small)
    table = document.table("compensation")
    assert table.cell("salary_schedule", "year_1").value is None
    assert table.cell("total", "year_1").value == 2000000
    assert document.table("budget").cell("other_adjustments", "settlement", "general_unrestricted").value == 2000000
    used, explained = document.adjustments
    assert used.value is True and str(explained.value).startswith("a: 2% on the schedule")
    assert str(explained.value).endswith("whether the filing's own projection holds others is not known")
    assert document.table("tie_out").cell("variance", "amount").value == 0


def test_cost_that_the_filing_holds_already_is_disclosed_and_not_charged_again(small: FigureBook) -> None:
    document = written(proposal(PLAIN_UNIT, RAISE, "out_years: {basis: after}\n"), small)
    spending = [document.table("adjustments").cell("settlement", column).value for column in ("year_1", "year_2", "year_3")]
    assert spending == [240000, 0, 0]
    assert document.table("compensation").cell("total", "year_2").value == 0  # the same cost as the year before


def test_positions_for_class_size_are_no_compensation_and_stand_in_column_three(small: FigureBook) -> None:
    document = written(
        proposal(PLAIN_UNIT, RAISE + "\n{unit: a, kind: class_size, fte: 2, average_cost: 100000.00, effective: 2024-07-01}"),
        small,
    )
    assert document.table("compensation").cell("total", "year_1").value == 240000
    budget = document.table("budget")
    row = {column: budget.cell("total_expenditures", column, "general_combined").value for column in ("settlement", "other")}
    assert row == {"settlement": 240000, "other": 200000}
    assert "$200,000.00 in 2024-25" in document.text("non_compensation").lines[0]


def test_the_signers_boxes_are_nobodys_but_theirs(small: FigureBook, rulebook: Rulebook, tmp_path: Path) -> None:
    document = written(proposal(PLAIN_UNIT, RAISE, "dates: {board_action: 2024-11-14}\n"), small)
    text = write_yaml(document)
    assert "signers:\n  - signer: superintendent\n  - signer: chief_business_official\n" in text
    assert not re.search(r"certifies|unable|reason:", text)
    report = judged(document, rulebook, tmp_path)
    assert (outcome(report, "disclosure-boxes"), outcome(report, "disclosure-signed")) == ("unknown", "unknown")
    assert outcome(report, "disclosure-certified") != "met"
    assert "by 2024-12-30, 45 days after" in document.text("revision").lines[0]  # the 45th day is a Sunday


def test_markdown_says_that_it_is_no_official_form(oak_valley: tuple[DisclosureDocument, ...]) -> None:
    text = to_markdown(oak_valley[1])
    assert "nobody's official form" in text and "its own workbook" in text
    assert [line[3] for line in text.splitlines() if re.match(r"## [A-K]\. ", line)] == list("ABCDEFGHIJK")
    tables = [block.splitlines() for block in re.split(r"\n\n+", text) if block.startswith("|")]
    for lines in tables:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in lines}) == 1
        assert set(lines[1]) <= set("|-: ")


FORMULAS = ["=cmd|'/c calc'!A1", "+1", "@SUM(A1)", "-2+3", "=1+1", "\t=1", '=HYPERLINK("http://x","y")']


@pytest.mark.parametrize("text", FORMULAS)
def test_text_never_becomes_a_formula(small: FigureBook, text: str) -> None:
    found = proposal(PLAIN_UNIT, RAISE)
    unit = found.units[0]._replace(label=text)
    item = found.items[0]._replace(note=text, contingent=text)
    hostile = found._replace(name=text, parties=text, note=text, units=(unit,), items=(item,))
    sheets = openpyxl.load_workbook(io.BytesIO(to_xlsx(written(hostile, small), DAY)))
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert any(text.strip() in str(cell.value) for cell in cells)
    formulas = [cell.value for cell in cells if cell.data_type == "f"]
    assert formulas and all(re.fullmatch(r"=[A-Z0-9'. :+/*,()-]+|=.*'!?[A-Z]+[0-9]+.*", value) for value in formulas)
    assert not any(text.strip().lstrip("=") in value for value in formulas if len(text.strip()) > 3)
    for cell in cells:
        if isinstance(cell.value, str) and cell.data_type == "s" and cell.value.startswith(("=", "+", "-", "@")):
            assert cell.quotePrefix


def test_the_workbook_is_the_same_bytes_for_the_same_day(oak_valley: tuple[DisclosureDocument, ...]) -> None:
    first, again, later = (to_xlsx(oak_valley[1], day) for day in (DAY, DAY, DAY + datetime.timedelta(days=1)))
    assert first == again and first != later
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b">2025-11-01T00:00:00Z</dcterms:modified>" in archive.read("docProps/core.xml")


def test_a_sheet_a_section_with_frozen_headers_and_sources(oak_valley: tuple[DisclosureDocument, ...]) -> None:
    sheets = openpyxl.load_workbook(io.BytesIO(to_xlsx(oak_valley[1], DAY)))
    assert {sheet.title[0] for sheet in sheets} == set("ABCDEFGHIJK")  # the header's own sheet begins with H, as section H does
    assert all(sheet.freeze_panes == "A5" for sheet in sheets)
    assert [cell.value for cell in sheets["G"][4]][-1] == "Source"
    assert sheets["A"]["C5"].number_format.startswith("#,##0.00") and sheets["A"]["D5"].number_format == "0.00%"
    assert sheets.properties.title == oak_valley[1].title


def computed(sheets: Any, sheet: str, address: str) -> Fraction:
    """The value of a cell worked out from the formulas, exactly."""
    value = sheets[sheet][address].value
    if not isinstance(value, str):
        return Fraction(str(value))
    assert value.startswith("=")
    python = re.sub(
        r"(?:'([^']+)'!)?\b([A-Z]{1,2}[0-9]+)\b", lambda found: f"at({found[1] or sheet!r}, {found[2]!r})", value[1:]
    )

    def rounding(how: str) -> Any:
        return lambda number, places: Fraction(
            (Decimal(number.numerator) / Decimal(number.denominator)).quantize(Decimal(1).scaleb(-places), how)
        )

    tree = ast.parse(python.strip(), mode="eval")
    names = {"at": lambda s, a: computed(sheets, s, a), "ROUND": rounding(ROUND_HALF_UP), "ROUNDDOWN": rounding(ROUND_DOWN)}
    return Fraction(eval(compile(tree, "formula", "eval"), {"__builtins__": {}}, names))


def formulas(sheets: Any) -> Iterator[tuple[str, str]]:
    for sheet in sheets:
        for row in sheet.iter_rows():
            yield from ((sheet.title, cell.coordinate) for cell in row if cell.data_type == "f")


def test_every_formula_gives_the_value_that_stands_beside_it(oak_valley: tuple[DisclosureDocument, ...]) -> None:
    content = io.BytesIO(to_xlsx(oak_valley[1], DAY))
    sheets, values = openpyxl.load_workbook(content), openpyxl.load_workbook(content, data_only=True)
    seen = list(formulas(sheets))
    assert len(seen) > 150
    for sheet, address in seen:
        assert abs(computed(sheets, sheet, address) - Fraction(str(values[sheet][address].value))) < Fraction(1, 10**6)


def test_files_by_suffix_one_for_each_unit(oak_valley: tuple[DisclosureDocument, ...]) -> None:
    names = ["out/d", "out/d-certificated", "out/d-classified"]
    for suffix in (".md", ".xlsx", ".yaml", ".json"):
        assert list(disclosure_files(f"out/d{suffix}", oak_valley, DAY)) == [name + suffix for name in names]
    assert len(disclosure_files("d.md", (oak_valley[1],) * 3, DAY)) == 3  # none overwrites another
    with pytest.raises(UnknownSuffix, match=r"\.md, \.xlsx, \.yaml, \.json"):
        disclosure_files("d.pdf", oak_valley, DAY)


def test_a_unit_that_there_is_not_is_refused(small: FigureBook) -> None:
    with pytest.raises(ProposalError, match="no unit 'z'. Its units are a."):
        written(proposal(PLAIN_UNIT, RAISE), small, "z")


def test_every_row_of_the_format_has_a_label() -> None:
    from compliance.filing.disclosure_parts import BUDGET_ROWS

    assert tuple(ROWS) == BUDGET_ROWS


CENTS = st.integers(100, 10**10).map(lambda cents: f"{Decimal(cents).scaleb(-2):f}")
RATE = st.integers(1, 2500).map(lambda hundredths: f"{Decimal(hundredths).scaleb(-2):f}%")
SHARE = st.integers(0, 10000).map(lambda hundredths: f"{Decimal(hundredths).scaleb(-2):f}%")
FUNDS = st.lists(st.sampled_from(["01", "11", "12", "13", "14", "61", "62", "63", "67"]), min_size=1, max_size=5, unique=True)


@st.composite
def proposals(draw: st.DrawFn) -> Proposal:
    units, items = [], []
    for name in ("a", "b")[: draw(st.integers(1, 2))]:
        base = ", ".join(f'"{fund}": {draw(CENTS)}' for fund in draw(FUNDS))
        rates = f"{{strs: {draw(RATE)}, medicare: {draw(RATE)}}}"
        follows = ", me_too: [{follows: a, items: [on_schedule, off_schedule]}]" if name == "b" else ""
        units.append(
            f"{{unit: {name}, salary_base: {{{base}}}, unrestricted_share: {draw(SHARE)}, statutory: {rates}, "
            f"step_and_column: {draw(RATE)}, fte: 7, health: {{cost: 10.00, cap: 100.00, enrolled: 3}}{follows}}}"
        )
    for _ in range(draw(st.integers(1, 4))):
        unit = draw(st.sampled_from(["a", "b"][: len(units)]))
        month, day = draw(st.integers(1, 12)), draw(st.integers(1, 28))
        when = f"effective: {draw(st.integers(2023, 2026))}-{month:02d}-{day:02d}"
        item = draw(
            st.sampled_from(
                [
                    f"kind: on_schedule, percent: {draw(RATE)}, {when}",
                    f"kind: off_schedule, percent: {draw(RATE)}, year: 2024-25",
                    f"kind: flat_amount, amount: {draw(CENTS)}, year: 2025-26",
                    f"kind: stipend, each: {draw(CENTS)}, {when}",
                    f"kind: health_cap, cap: {draw(CENTS)}, {when}",
                ]
            )
        )
        items.append(f"{{unit: {unit}, {item}}}")
    return proposal("\n".join(units), "\n".join(items))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(found=proposals())
def test_whatever_is_proposed_the_tie_out_has_no_variance(found: Proposal, small: FigureBook) -> None:
    law = small.rulebook.parameters
    for document in disclosures_of(found, cost_of(found, law), small, law):
        tie_out, pay = document.table("tie_out"), document.table("compensation")
        rows = [pay.cell(row, "year_1").value for row in ("salary_schedule", "other_compensation", "statutory_benefits")]
        rows.append(pay.cell("health_and_welfare", "year_1").value)
        assert tie_out.cell("variance", "amount").value == 0
        assert sum(rows) == pay.cell("total", "year_1").value == tie_out.cell("borne", "amount").value  # type: ignore[arg-type]
        budget = document.table("budget")
        pages = [page for page in budget.parts if page != "general_combined"]
        told = [budget.cell("total_expenditures", "settlement", page).value for page in pages]
        assert sum(told) == tie_out.cell("borne", "amount").value  # type: ignore[arg-type]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(found=proposals())
def test_whatever_is_proposed_is_read_again_and_ties(
    found: Proposal, small: FigureBook, rulebook: Rulebook, tmp_path: Path
) -> None:
    report = judged(written(found, small), rulebook, tmp_path)
    for rule in (
        "disclosure-tie-out",
        "disclosure-variance",
        "disclosure-net-outgo",
        "disclosure-minimum",
        "disclosure-reserve-box",
    ):
        assert outcome(report, rule) == "met"
