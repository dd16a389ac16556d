"""T8, first part: what is agreed, an item a row, before what it costs."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from markupsafe import Markup

from compliance.engine.findings import Figure, Source
from compliance.letter.plain_text import quoted
from compliance.letter.printed import Printed
from compliance.letter.tables.table import AgainstLine, Agreed, Column, Table
from compliance.scenario.cost_base import number as in_digits
from compliance.scenario.cost_parts import ROWS
from compliance.scenario.me_too import Gain, gains
from compliance.scenario.proposal import Item, Proposal

# By the row of the disclosure form that an item's cost goes to.
SCHEDULE = {"salary_schedule": "on", "other_compensation": "off"}
WORDS = {
    "on_schedule": "raise", "off_schedule": "payment", "flat_amount": "flat amount", "stipend": "stipend",
    "health_cap": "health benefit cap, for one employee a year",
}  # fmt: skip


def terms_table(proposal: Proposal, printed: Printed, day: Callable[..., Markup]) -> Table | None:
    """By unit and item the percent or amount, whether it is on the salary schedule, from when, and by which unit's clause."""
    rows: list[tuple[object, ...]] = []
    for number, gain in enumerate(gains(proposal), 1):
        item = gain.item
        terms = (_words(item), _size(item, number, printed), _schedule(item), _when(item, day))
        rows.append((gain.unit.name, *terms, _by(gain)))
    if not rows:
        return None
    columns = (
        Column("Unit", 16, False), Column("Item", 26, False), Column("Percent or amount", 13),
        Column("Salary schedule", 11, False), Column("Effective", 18, False), Column("By a clause", 14, False),
    )  # fmt: skip
    return Table("T8", "Terms of the agreement", columns, tuple(rows), (proposal.path.rpartition("/")[2],), rounded=False)


def _words(item: Item) -> Markup:
    words = WORDS.get(item.kind, item.kind)
    if item.kind in ("flat_amount", "stipend"):
        words = f"{words}, {_whom(item)}"
    elif item.kind == "days":
        words = f"{_count(item.days, 'day')} of work added to {in_digits(Fraction(item.contract_days or 0))}"
    elif item.kind == "class_size":
        words = f"{_count(item.fte, 'position')} for class size, average cost of one"
    return Markup(words + (", on a condition" if item.contingent else ""))


def _whom(item: Item) -> str:
    if item.each is None:
        return "in all"
    return "for each position" if item.heads is None else f"for each of {_count(item.heads, 'person', 'people')}"


def _count(value: Decimal | None, one: str, many: str = "") -> str:
    exact = Fraction(value or 0)
    return f"{in_digits(exact)} {one if exact == 1 else many or f'{one}s'}"


def _size(item: Item, number: int, printed: Printed) -> object:
    """Days are the part of the contract that they pay for, as they are costed."""
    source = Source("scenario", item.at.path, item.at.line)
    rate = Fraction(item.days or 0) / Fraction(item.contract_days) if item.contract_days else item.percent
    if rate is not None:
        return AgainstLine(printed.name(Figure(rate, "rate", "", source), f"settlement.terms.{number}.percent"), exact=True)
    amount = next((one for one in (item.each, item.amount, item.average_cost, item.cap) if one is not None), None)
    return Agreed(printed.name(Figure(amount, "money", "", source), f"settlement.terms.{number}.amount"))


def _schedule(item: Item) -> Markup:
    return Markup(SCHEDULE.get(ROWS[item.kind], "not pay"))


def _when(item: Item, day: Callable[..., Markup]) -> Markup:
    when = day(item.effective) if item.effective else Markup("once, for {}").format(Markup(item.year))
    return Markup("{}, paid {}").format(when, day(item.paid)) if item.paid else when


def _by(gain: Gain) -> Markup:
    return Markup("as {}").format(quoted(gain.via[0])) if gain.via else Markup("no")
