"""Items in a few words."""

from __future__ import annotations

from fractions import Fraction

from compliance.rulebook.language.show import show
from compliance.scenario.cost_base import number, percent_text
from compliance.scenario.proposal import Item

WORDS = {
    "on_schedule": "on the schedule",
    "off_schedule": "off the schedule",
    "flat_amount": "flat amount",
    "stipend": "stipend",
    "days": "days added",
    "class_size": "positions for class size",
    "health_cap": "health cap",
}


def name_of(item: Item) -> str:
    """An item in a few words: `2% on the schedule from 2014-07-01`, `4.02% off the schedule in 2014-15`."""
    when = f"from {item.effective}" if item.effective else f"in {item.year}"
    return " ".join(word for word in (_size(item), WORDS[item.kind], when) if word)


def _size(item: Item) -> str:
    if item.percent is not None:
        return percent_text(item.percent)
    if item.days is not None or item.fte is not None:
        return number(Fraction(item.days if item.days is not None else item.fte or 0))
    dollars = next((value for value in (item.each, item.amount, item.cap) if value is not None), None)
    return "" if dollars is None else show(dollars, "money")
