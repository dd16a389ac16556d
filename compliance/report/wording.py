"""The words a reader sees for outcomes, reports, subjects and dollars: ASCII, so that any console shows them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from compliance.report.value import rounded

OUTCOME = {"met": "met", "not_met": "not met", "not_applicable": "n/a", "unknown": "unknown", "error": "error"}
REPORT = {
    "adopted_budget": "adopted budget",
    "first_interim": "first interim report",
    "second_interim": "second interim report",
    "end_of_year": "end-of-year report",
    "unaudited_actuals": "unaudited actuals",
    "disclosure": "disclosure of an agreement",
}
AGENCY = {"district": "district", "county_office": "county office"}
_ASCII = str.maketrans(
    {"\u2212": "-", "\u2010": "-", "\u2011": "-", "\u2013": "-", "\u2014": "-", "\u2018": "'", "\u2019": "'"}
    | {"\u201c": '"', "\u201d": '"', "\u2026": "...", "\u2264": "<=", "\u2265": ">=", "\u00d7": "x"}
)


def clean(text: str) -> str:
    """One line that cannot steer a terminal: control characters and line ends become spaces, names keep their accents."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def prose(text: str) -> str:
    """A sentence of the rulebook on one line, its typographic signs in ASCII."""
    return clean(text.translate(_ASCII))


def cds_code(cds: str | None) -> str:
    """County and district part of a CDS code, 38-68478; empty where there is none."""
    digits = re.sub(r"\D", "", cds or "", flags=re.ASCII)
    return f"{digits[:2]}-{digits[2:7]}" if len(digits) >= 7 else clean(cds or "")


def subject_text(subject: Mapping[str, str]) -> str:
    """The subject of a case as a person names it: 2025-26 federal_revenue, BB fund 01 resource 3310, certificated."""
    named = ("fund", "resource", "goal", "function", "object", "project_year")
    return clean(" ".join(f"{key} {value}" if key in named else value for key, value in subject.items()))


def codes_text(subject: Mapping[str, str]) -> str:
    """The codes as the state keys an exception of a technical check, without the column: 01 3010 7200-7600."""
    return clean(" ".join(value for key, value in subject.items() if key != "column"))


def argument(path: str) -> str:
    """A path as it is typed after a command, in quotation marks where it holds a space."""
    return f'"{clean(path)}"' if " " in path else clean(path)


def in_words(name: str) -> str:
    """An input as words: previous_report.funded_ada is the funded ada of the previous report; a formula stays as it is."""
    if "(" in name:
        return prose(name)
    layer, _, figure = name.rpartition(".")
    return prose(f"{figure} of the {layer}" if layer else figure).replace("_", " ")


def dollars(amount: Decimal | Fraction) -> str:
    """Dollars with commas; the cents only under a thousand, where they can decide."""
    return rounded(amount, 2 if abs(Fraction(amount)) < 1000 and Fraction(amount).denominator != 1 else 0, comma=True)


def millions(amount: Decimal | Fraction) -> str:
    """Dollars as a speaker says them: $54.5 million, $820,000."""
    exact = Fraction(amount)
    return f"${rounded(exact / 10**6, 1, comma=True)} million" if abs(exact) >= 10**6 else f"${dollars(amount)}"


def signed(amount: Decimal | Fraction) -> str:
    """A distance for a column of numbers: +3,637,415 to spare, -60,642,147 short, 0 on the line."""
    exact = Fraction(amount)
    return f"{'+' if exact > 0 else ''}{dollars(amount)}" if exact else "0"


def from_the_line(amount: Decimal | Fraction) -> str:
    """A distance in words that carry the sign: $3,637,415 to spare, $60,642,147 short, on the line."""
    exact = Fraction(amount)
    return f"${dollars(abs(exact))} {'to spare' if exact > 0 else 'short'}" if exact else "on the line"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 test, 3 tests."""
    return f"{number} {one if number == 1 else many or one + 's'}"
