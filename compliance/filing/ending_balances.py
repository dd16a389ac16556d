"""The rows that the state computes when it imports a column: what each fund and resource ends with, and what that is made of.

Source: the state's user guide as far as it could be read, and six columns of real exports (docs/importing.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from compliance.filing.model import Column, Row

Key = tuple[str, str]
ENDING = "979Z"
BEGINNING = "9791"
RESIDUALS = ("9740", "9790")
NONSPENDABLE: Mapping[str, str] = {"9711": "9130", "9712": "9320", "9713": "9330"}
PROGRAM_COSTS = "PCRA"
COMPUTED = "C"
_BEGINNINGS = ("9791", "9793", "9795")
_DESIGNATED = ("9750", "9760", "9780", "9789")
_NET_POSITION = ("9796", "9797")
_FIRST_PROPRIETARY = "61"
_FIRST_RESTRICTED = "2000"
_NONE = Decimal("0.00")  # sums begin here, so that each is written to the cent


def ending_balances(rows: Iterable[Row]) -> dict[Key, Decimal]:
    """The rows of object 979Z by fund and resource, dollars, those of zero left out."""
    balances = _sums((row for row in rows if row.object == ENDING), ())
    return {key: sums[ENDING] for key, sums in balances.items() if sums[ENDING]}


def beginning_rows(balances: Mapping[Key, Decimal]) -> list[Row]:
    """Rows of object 9791: each fund and resource begins with what the year before ended with."""
    return [computed(key, BEGINNING, amount) for key, amount in balances.items()]


def nonspendable_rows(rows: Iterable[Row]) -> list[Row]:
    """Rows of objects 9711, 9712 and 9713 as large as revolving cash, stores and prepaid expenditures, in funds 01 to 60."""
    sums = _sums(rows, ())
    return [
        computed(key, target, found[asset])
        for key, found in sums.items()
        for target, asset in NONSPENDABLE.items()
        if key[0] < _FIRST_PROPRIETARY and found.get(asset)
    ]


def balance_rows(rows: Iterable[Row], by_hand: bool) -> list[Row]:
    """Rows of objects 979Z, 9740 and 9790 for every fund and resource that has rows, in dollars.

    by_hand: the ending balances were corrected on the state's screen. Then nothing of zero is kept but an unrestricted 9790
    beside a balance of zero; else every result is written, zero or not. So it is in the real exports.
    """
    found = []
    for key, sums in _sums(rows, (ENDING,)).items():
        ending = sums[ENDING]
        rest, residual = _residual(key, ending, sums)
        if ending or not by_hand:
            found.append(computed(key, ENDING, ending))
        if residual or not by_hand or (not ending and not _restricted(key)):
            found.append(computed(key, rest, residual))
    return found


def corrected_by_hand(column: Column) -> bool:
    """Whether the state's screen of ending balances was used: a designated amount keyed there, or what the screen saves."""
    keyed = any(row.flag == "E" and row.amount and row.object in _DESIGNATED for row in column.rows or ())
    return keyed or any(name.startswith("CEFB:") for name in column.elements or ())


def computed(key: Key, code: str, amount: Decimal) -> Row:
    """A row that stands in no file: project year, goal and function are zeros, the flag is C, the line 0."""
    fund, resource = key
    return Row(f"{fund}{resource}000000000{code}", amount, COMPUTED, 0)


def _sums(rows: Iterable[Row], signed: tuple[str, ...]) -> dict[Key, dict[str, Decimal]]:
    """Dollars by fund and resource and object; for each name in signed also beginning balances plus revenue less spending."""
    sums: dict[Key, dict[str, Decimal]] = {}
    for row in rows:
        account, code = row.account, row.object
        found = sums.setdefault((account[:2], account[2:6]), dict.fromkeys(signed, _NONE))
        found[code] = found.get(code, _NONE) + row.amount
        for name in signed:
            if code[0] == "8" or code in _BEGINNINGS:
                found[name] += row.amount
            elif "1" <= code[0] <= "7":
                found[name] -= row.amount
    return sums


def _residual(key: Key, ending: Decimal, sums: Mapping[str, Decimal]) -> tuple[str, Decimal]:
    """The object that takes what is left of the ending balance, and how much that is."""
    if key[0] >= _FIRST_PROPRIETARY:
        return "9790", ending - sum((sums.get(code, _NONE) for code in _NET_POSITION), _NONE)
    spoken_for = sum((amount for code, amount in sums.items() if code[:3] == "971" or code in _DESIGNATED), _NONE)
    residual = ending - spoken_for
    return ("9740" if _restricted(key) and residual >= 0 else "9790"), residual


def _restricted(key: Key) -> bool:
    return key[0] < _FIRST_PROPRIETARY and key[1] >= _FIRST_RESTRICTED
