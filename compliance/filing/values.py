"""What a written value means in a unit: one reading, whichever format and parser it came through.

Parsers guess differently at `no`, `1_000`, `1e3` and `1:30`; here the text decides, and a text that leaves doubt is refused.
"""

from __future__ import annotations

import re
from decimal import Decimal

from compliance.filing.model import FilingError, Written
from compliance.filing.nearest import shown
from compliance.fiscal_year import is_fiscal_year

LENGTH_LIMIT = 30
_MONEY = re.compile(r"-?[0-9]+(?:\.[0-9]{1,6})?")
_RATE = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(%?)")
_ADA = re.compile(r"[0-9]+(?:\.[0-9]{1,4})?")
_COUNT = re.compile(r"[0-9]+(?:\.[0-9]{1,4})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS = {"yes": True, "true": True, "no": False, "false": False}
_NOTHING = ("", "~", "null")
_CELL = re.compile(r"(-?)\s*(\(?)\s*(-?)\s*\$?\s*(-?)((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+)\s*(\)?)")


def as_money(written: Written) -> Decimal:
    """Dollars, exact, at most six decimals: 1234.50 or -1234.50."""
    return Decimal(_number(written, _MONEY, "an amount", "Write dollars with a point, as 1234567.89 or -1234567.89."))


def as_rate(written: Written) -> Decimal:
    """A fraction, exact: 0.0271 and 2.71% are the same."""
    text = _number(written, _RATE, "a rate", "Write a fraction as 0.0271 or a percentage as 2.71%.")
    return Decimal(text[:-1]).scaleb(-2) if text.endswith("%") else Decimal(text)


def as_ada(written: Written) -> Decimal:
    """Average daily attendance, not negative, at most four decimals."""
    return Decimal(_number(written, _ADA, "an attendance", "Write pupils with a point, as 15500 or 15499.87."))


def as_count(written: Written) -> Decimal:
    """A number of pupils or positions, not negative; fractions are filed too (a real interim: 54662.24 enrolled)."""
    return Decimal(_number(written, _COUNT, "a count", "Write a number, as 15500 or 312.5."))


def as_bool(written: Written) -> bool:
    """yes, no, true or false, in any case, quoted or not."""
    word = _something(written).lower()
    if word not in _WORDS:
        raise FilingError(f"Found {shown(written.text)}, expected yes or no.", written.at)
    return _WORDS[word]


def as_date(written: Written) -> str:
    """A day of the calendar, written 2025-06-24 and returned so."""
    from datetime import date

    text = _something(written)
    try:
        if not _DATE.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise FilingError(f"{shown(written.text)} is not a date. Write year-month-day, as 2025-06-24.", written.at) from None


def as_text(written: Written) -> str:
    """The text itself, not blank."""
    return _something(written, strip=False)


def as_fiscal_year(written: Written) -> str:
    """A fiscal year, written 2024-25."""
    text = _something(written)
    if not is_fiscal_year(text):
        raise FilingError(f"{shown(written.text)} is not a fiscal year. Write July to June as 2024-25.", written.at)
    return text


def element_number(text: str) -> Decimal | None:
    """The number in a cell of a state form, None for a blank one; ValueError for text.

    Cells hold what people typed: `$ 22,571,526 `, `(1,234.50)`, `49131.0`.
    """
    bare = text.strip()
    if not bare:
        return None
    match = _CELL.fullmatch(bare) if len(bare) <= LENGTH_LIMIT + 10 else None
    if not match:
        raise ValueError(f"{shown(text)} is not a number")
    signs = match[1] + match[3] + match[4]
    if bool(match[2]) != bool(match[6]) or len(signs) + bool(match[2]) > 1:
        raise ValueError(f"{shown(text)} is not a number")
    number = Decimal(match[5].replace(",", ""))
    return number.copy_negate() if signs or match[2] else number


def _something(written: Written, *, strip: bool = True) -> str:
    text = written.text.strip()
    if not text or (not written.quoted and text.lower() in _NOTHING):
        raise FilingError("Nothing is written here. Leave the line out if it is not known.", written.at)
    return text if strip else written.text


def _number(written: Written, shape: re.Pattern[str], what: str, advice: str) -> str:
    text = _something(written)
    if len(text) > LENGTH_LIMIT:
        raise FilingError(f"{shown(text, 40)} has {len(text)} characters; {what} has at most {LENGTH_LIMIT}.", written.at)
    if not shape.fullmatch(text):
        raise FilingError(f"{shown(written.text)} is not {what}. {advice}", written.at)
    return text
