"""Section I of a disclosure, lines 5 to 7: cost against fund balances, deficits, and other adjustments of the projection."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from compliance.engine.figures import FigureBook
from compliance.fiscal_year import distance
from compliance.rulebook.language.show import show
from compliance.scenario.cost import Cost, added
from compliance.scenario.disclosure_budget import page_title
from compliance.scenario.disclosure_document import NOT_FILED, Cell, Column, Row, Table, summed, unknown
from compliance.scenario.disclosure_effects import APART, COMBINED, UNRESTRICTED, Effects
from compliance.scenario.disclosure_filed import figure_cell
from compliance.scenario.disclosure_pay import TOGETHER, compensation_lines, lacking
from compliance.scenario.proposal import GENERAL_FUND, Unit

REDUCTIONS = ("unrestricted_unidentified_reductions", "restricted_unidentified_reductions")


def tie_out_table(cost: Cost, units: Sequence[Unit], effects: Effects, year: str, total: Cell) -> Table:
    """Line 5: what each fund bears in year 1, and how far their sum is from the total of section A (total)."""
    missing = lacking(cost, units, year)
    lines = compensation_lines(cost, units, (year,))
    why = "not known: " + "; ".join(dict.fromkeys(one.missing for one in missing)) if missing else ""
    rows = []
    for page, funds in ({"general": GENERAL_FUND} | effects.pages).items():
        amount = added(line.amount for line in lines if line.fund in funds.split(", "))
        cell = unknown(why) if why else Cell(amount, source=f"lines of fund {funds} on sheet A lines")
        label = "General fund (01)" if page == "general" else page_title(page, effects).split(". ", 1)[1]
        rows.append(Row(page, label, {"amount": cell}))
    works = " + ".join(f"{{tie_out::{row.key}:amount}}" for row in rows)
    borne = summed(((1, row.cells["amount"]) for row in rows), "the funds together", works)
    cost_works = "{compensation::total:year_1}" if total.value is not None else ""
    variance_works = "{tie_out::borne:amount} - {tie_out::cost:amount}"
    ends = {
        "borne": ("Borne by the funds", borne),
        "cost": ("Cost of year 1, section A line 5", total._replace(source="section A line 5", works=cost_works)),
        "variance": ("Variance", summed(((1, borne), (-1, total)), "the funds less section A", variance_works)),
    }
    rows += [Row(key, label, {"amount": cell}) for key, (label, cell) in ends.items()]
    title = f"Line 5. Cost of {year} against the balances that bear it"
    return Table("tie_out", title, (Column("amount", f"Cost borne in {year}"),), tuple(rows))


def deficit_table(budget: Table, projection: Table, years: Sequence[str]) -> Table:
    """Line 6: the operating surplus or (deficit) before and after the settlement and in the years that follow."""
    heads = [Column("before", f"{years[0]}, before"), Column("after", f"{years[0]}, after")]
    heads += [Column(f"year_{at}", f"{year}, after") for at, year in enumerate(years[1:], 2)]
    rows = []
    for page, label in ((COMBINED, "General fund"), (UNRESTRICTED, "General fund, unrestricted")):
        cells = {}
        for column, (table, name) in {"before": (budget, "approved"), "after": (budget, "revised")}.items():
            cells[column] = _copied(table, page, name)
        cells |= {head.key: _copied(projection, page, head.key) for head in heads[2:]}
        rows.append(Row(page, label, cells))
    return Table("deficit", "Line 6. Operating surplus or (deficit)", tuple(heads), tuple(rows))


def adjustments(book: FigureBook, effects: Effects, years: Sequence[str]) -> tuple[Cell, Cell]:
    """Line 7: were other adjustments used, and the explanation, known where each of them is explained."""
    own = {one.why: added(each.amount for each in effects.effects if each.why == one.why and each.row == APART)
           for one in effects.effects if one.row == APART and one.fiscal_year in years}  # fmt: skip
    told = [f"{why} ({show(amount, 'money')} in all): {_reason(amount)}" for why, amount in own.items() if amount]
    filed = [figure_cell(book, name, distance(book.filing.fiscal_year, year)) for name in REDUCTIONS for year in years[1:]]
    lines = [cell for cell in filed if isinstance(cell.value, Decimal) and cell.value]
    if not told and not lines and any(cell.value is None for cell in filed):
        why = f"{NOT_FILED}: adjustments without a named line"
        return unknown(why, "bool"), unknown(why, "text")
    if not told and not lines:
        none = "neither the proposal nor the filing has any"
        return Cell(False, "bool", none), unknown(none, "text")
    used = Cell(True, "bool", "; ".join([*(cell.source for cell in lines), *(["the proposal"] if told else [])]))
    if lines:
        sums = ", ".join(show(cell.value, "money") for cell in lines if isinstance(cell.value, Decimal))
        return used, unknown(
            f"the filing's projection holds adjustments without a named line ({sums}); the district is to explain them", "text"
        )
    if any(cell.value is None for cell in filed):
        told.append("whether the filing's own projection holds others is not known")
    return used, Cell("; ".join(told), "text", "the proposal")


def _reason(amount: Decimal) -> str:
    return "a cut that the proposal names" if amount < 0 else TOGETHER


def _copied(table: Table, page: str, column: str) -> Cell:
    cell = table.cell("surplus", column, page)
    works = f"{{{table.key}:{page}:surplus:{column}}}" if cell.value is not None else ""
    return cell._replace(source=f"section {'G' if table.key == 'budget' else 'H'}", works=works)
