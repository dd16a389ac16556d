"""The reserve table: three years of available reserves beside the standard, checked to foot before it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePath

from markupsafe import Markup

from compliance.engine.findings import Case, Figure, Result, Source
from compliance.letter.shown import money_text, number, percent_text
from compliance.letter.stopped import LetterStopped

RULES = ("01CS-10", "01CSI-10")
NOT_KNOWN = Markup("not known")
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class ReserveRow:
    """One fiscal year as printed. outcome is the case's; floor: the dollar minimum, not the percent, is the standard."""

    fiscal_year: str
    outcome: str
    outgo: Markup
    level: Markup
    standard: Markup
    available: Markup
    percent: Markup
    distance: Markup
    over_or_short: Markup
    floor: bool
    above: Figure | None


def reserve_rows(result: Result | None) -> tuple[ReserveRow, ...]:
    """The rows of a reserve result, by fiscal year. Raises LetterStopped where available less standard is not the distance."""
    cases = () if result is None else result.cases
    return tuple(_row(case) for case in sorted(cases, key=lambda case: case.subject.get("fiscal_year", "")))


def source_paths(result: Result | None) -> tuple[str, ...]:
    """The names of the files that the table's figures come from, in order of appearance."""
    figures = (figure for case in (result.cases if result else ()) for figure in case.figures.values())
    return tuple(dict.fromkeys(PurePath(path).name for figure in figures if figure.source for path in _paths(figure.source)))


def _row(case: Case) -> ReserveRow:
    year = case.subject.get("fiscal_year", "")
    outgo, standard, available = (_money(case.figures, name) for name in ("outgo", "standard", "available_reserves"))
    level, percent = (number(case.figures.get(name), "rate") for name in ("level", "percent"))
    filed = _money(case.figures, "distance")
    distance = None if standard is None or available is None else Fraction(available) - Fraction(standard)
    if distance is not None and filed is not None and distance != filed:
        raise LetterStopped(
            f"The reserve table does not foot in {year}: available reserves {money_text(available or _ZERO)} less the standard "
            f"{money_text(standard or _ZERO)} is {money_text(distance)}, but the finding says {money_text(filed)}; correct "
            f"the rule that computes the distance."
        )
    floor = None not in (standard, level, outgo) and Fraction(standard or 0) != Fraction(level or 0) * Fraction(outgo or 0)
    shown = None if distance is None else _cents(available) - _cents(standard)
    return ReserveRow(
        fiscal_year=year,
        outcome=case.outcome,
        outgo=_shown(outgo),
        level=NOT_KNOWN if level is None else Markup(_level(level)),
        standard=_shown(standard),
        available=_shown(available),
        percent=NOT_KNOWN if percent is None else Markup(_percent(percent, level, floor)),
        distance=NOT_KNOWN if shown is None else Markup(money_text(abs(shown))),
        over_or_short=NOT_KNOWN if shown is None else _over_or_short(shown),
        floor=floor,
        above=None if distance is None else Figure(distance, "money", "", label="reserves above the standard"),
    )


def _cents(value: Decimal | Fraction | None) -> Fraction:
    """Rounded half up to cents, so that the printed row foots where the standard ends on half a cent."""
    text = money_text(value or _ZERO)
    return Fraction(text.replace("$", "").replace(",", ""))


def _over_or_short(shown: Fraction) -> Markup:
    if shown < 0:
        return Markup(f"short by {money_text(-shown)}")
    return Markup(f"{money_text(shown)} above") if shown else Markup("exactly at the requirement")


def _level(level: Decimal | Fraction) -> str:
    places = next((places for places in range(5) if (Fraction(level) * 100 * 10**places).denominator == 1), 2)
    return percent_text(level, places)


def _percent(percent: Decimal | Fraction, level: Decimal | Fraction | None, floor: bool) -> str:
    """Two places, or as many more as it takes for a rounded percent not to hide on which side of the standard it lies."""
    if level is None or floor or percent == level:
        return percent_text(percent, 2)
    texts = (percent_text(percent, places) for places in range(2, 12))
    return next((text for text in texts if _as_rate(text) != level), percent_text(percent, 12))


def _as_rate(text: str) -> Fraction:
    return Fraction(text.rstrip("%").replace(",", "")) / 100


def _money(figures: Mapping[str, Figure], name: str) -> Decimal | Fraction | None:
    return number(figures.get(name), "money")


def _shown(value: Decimal | Fraction | None) -> Markup:
    return NOT_KNOWN if value is None else Markup(money_text(value))


def _paths(source: Source) -> Iterator[str]:
    if source.path:
        yield source.path
    for figure in source.inputs.values():
        if figure.source:
            yield from _paths(figure.source)
