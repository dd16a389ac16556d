"""The filters by which a paragraph picks what it speaks of: rows by outcome, entries by use, years in order."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from compliance.engine.findings import Case, Figure
from compliance.letter.paragraphs import Paragraph
from compliance.letter.reserve_table import ReserveRow
from compliance.letter.shown import number
from compliance.scenario.settlement import SettlementYear


def of_outcome(rows: Iterable[ReserveRow | Case], outcome: str) -> tuple[ReserveRow | Case, ...]:
    """The rows or cases with that outcome."""
    return tuple(row for row in rows if row.outcome == outcome)


def farthest(cases: Sequence[Case], most: int) -> tuple[Case, ...]:
    """At most so many cases: all in their order, or else those farthest beyond what is allowed, the farthest first."""
    return tuple(cases if len(cases) <= most else sorted(cases, key=_distance)[:most])


def judged(rows: Iterable[ReserveRow]) -> tuple[ReserveRow, ...]:
    """The rows whose reserves and standard are both known."""
    return tuple(row for row in rows if row.above is not None and row.above.value is not None)


def fiscal_years(things: Iterable[ReserveRow | Case]) -> tuple[str, ...]:
    """Their fiscal years, each once; a case without one gives none."""
    years = (thing.subject.get("fiscal_year", "") if isinstance(thing, Case) else thing.fiscal_year for thing in things)
    return tuple(dict.fromkeys(year for year in years if year))


def paying_for(entries: Iterable[Mapping[str, Figure]], use: str) -> tuple[Mapping[str, Figure], ...]:
    """The entries of the list one_time that pay for that use, ongoing or one_time."""
    return tuple(entry for entry in entries if (named := entry.get("pays_for")) is not None and named.value == use)


def overtakes(cost: Figure, rows: Iterable[ReserveRow]) -> ReserveRow | None:
    """The row whose reserves stand least above the requirement, where the cost is more than that; else None."""
    money = number(cost, "money")
    if money is None:
        return None
    above = ((Fraction(value), row) for row in judged(rows) if (value := number(row.above, "money")) is not None and value > 0)
    least = min(above, key=lambda pair: pair[0], default=None)
    return least[1] if least is not None and money > least[0] else None


def not_kept(years: Iterable[SettlementYear]) -> tuple[SettlementYear, ...]:
    """The years in which reserves fall below the minimum with a settlement."""
    return tuple(year for year in years if year.kept_after is False)


def kept_unknown(years: Iterable[SettlementYear]) -> tuple[SettlementYear, ...]:
    """The years in which nobody can say."""
    return tuple(year for year in years if year.kept_after is None)


def judged_years(years: Iterable[SettlementYear]) -> tuple[SettlementYear, ...]:
    """The years whose distance from the minimum is known."""
    return tuple(year for year in years if year.margin_after is not None and year.margin_after.value is not None)


def _distance(case: Case) -> Fraction:
    value = getattr(case.figures.get("distance"), "value", None)
    return Fraction(value) if isinstance(value, (Decimal, Fraction)) else Fraction(0)


def raised_in(paragraph: Paragraph, raised: Mapping[str, tuple[datetime.date, ...]]) -> tuple[datetime.date, ...]:
    """The dates of the earlier letters that raised a rule of the paragraph."""
    return tuple(sorted({date for result in paragraph.results for date in raised.get(result.rule, ())}))
