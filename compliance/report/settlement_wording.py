"""The words and numbers of settlements and scenarios: dollars to the cent, percents, indications."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

from compliance.engine.findings import Figure, Report
from compliance.report.value import rounded
from compliance.report.wording import REPORT, cds_code, clean

UNKNOWN = "unknown"
_BAD = {"negative": "red", "disapprove": "red", "qualified": "yellow", "conditional": "yellow"}


def filing_title(report: Report) -> str:
    """Whose filing it is, and which: name, CDS code, report and fiscal year."""
    code = cds_code(report.cds)
    agency = "County office" if report.kind == "county_office" else "District"
    name = [clean(report.name), code] if report.name else [f"{agency} {code}" if code else f"{agency} without a name"]
    parts = [*name, f"{REPORT[report.report]} {report.fiscal_year}"]
    return "  ".join(part for part in parts if part)


def indicated(report: Report) -> str:
    """The certification or determination that the figures indicate, in one word; that none is made, or nothing yet."""
    if report.certification is not None:
        return report.certification.indicated or "nothing yet"
    if report.determination is not None:
        return report.determination.indicated or "nothing yet"
    return "none is made"


def judgement(report: Report) -> str:
    """What is indicated: a certification, or for a budget the county's determination."""
    return "Certification" if report.determination is None else "Determination"


def style_of(word: str) -> str:
    """The colour of an indication; the word itself says it too."""
    return _BAD.get(word, "green" if word in ("positive", "approve") else "bold")


def cents(amount: Decimal | Fraction | None) -> str:
    """Dollars to the cent with commas, for a column; unknown where there is none."""
    return UNKNOWN if amount is None else rounded(amount, 2, comma=True)


def signed_cents(amount: Decimal | Fraction | None) -> str:
    """The same with its sign, for a difference; 0 where there is none."""
    if amount is None:
        return UNKNOWN
    return f"{'+' if amount > 0 else ''}{cents(amount)}" if amount else "0"


def money(amount: Decimal | Fraction) -> str:
    """Dollars to the cent for a sentence: -$12.50."""
    return f"{'-' if amount < 0 else ''}${cents(size(amount))}"


def size(amount: Decimal | Fraction | None) -> Fraction:
    """An amount without its sign; zero where there is none."""
    return abs(Fraction(amount or 0))


def number_of(figure: Figure | None) -> Decimal | Fraction | None:
    """The number a figure holds; None where it is unknown, or no number."""
    value = figure.value if figure is not None else None
    return value if isinstance(value, (Decimal, Fraction)) else None


def shown(figure: Figure | None) -> str:
    """A figure for a column: dollars to the cent without their sign, a rate in percent; unknown where it is."""
    number = number_of(figure)
    if figure is None or number is None:
        return UNKNOWN
    return cents(number) if figure.unit == "money" else percent(number) if figure.unit == "rate" else figure.shown


def percent(rate: Decimal | Fraction) -> str:
    """A rate in percent with two decimals, half up."""
    return f"{rounded(Fraction(rate) * 100, 2, comma=True)}%"


def percent_down(rate: Fraction) -> str:
    """A rate in percent with two decimals, rounded down: what is printed is never more than what holds."""
    return f"{rounded(Fraction(math.floor(rate * 10000), 100), 2, comma=True)}%"


def points(rate: Fraction) -> str:
    """A difference of two rates in percentage points, with its sign."""
    text = rounded(rate * 100, 2)
    return f"{'+' if rate > 0 and text != '0.00' else ''}{text} points"


def moved(before: str, after: str) -> str:
    """From one word to another, or that it stays."""
    return f"{before} -> {after}" if before != after else f"{before}, as before"


def listed(names: list[str]) -> str:
    """Names in a sentence: 2019-20 and 2020-21; 2018-19, 2019-20 and 2020-21."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
