"""The units of values, and which of them may stand on two sides of an operator."""

from __future__ import annotations

UNITS = ("money", "rate", "ada", "count", "number", "bool", "date", "text", "year")
NUMERIC = frozenset({"money", "rate", "ada", "count", "number"})
PUPILS = frozenset({"ada", "count"})

_VERBS = {"+": "added", "-": "subtracted"}


def common(left: str, right: str) -> str | None:
    """The one unit of two values side by side, or None: a bare number takes the other's, ADA and counts are both pupils."""
    if left == right:
        return left
    if left in PUPILS and right in PUPILS:
        return "ada"
    if left == "number" and right in NUMERIC:
        return right
    if right == "number" and left in NUMERIC:
        return left
    return None


def added(operator: str, left: str, right: str) -> tuple[str | None, str]:
    """The unit of a sum or difference; None and the reason where it has none."""
    unit = common(left, right)
    if unit in NUMERIC:
        return unit, ""
    return None, f"{left} {operator} {right} cannot be {_VERBS[operator]}: {_advice(left, right)}"


def multiplied(left: str, right: str) -> tuple[str | None, str]:
    """The unit of a product: an amount by a rate or by a bare number; None and the reason where it has none."""
    if left in NUMERIC and right in NUMERIC:
        for one, other in ((left, right), (right, left)):
            if one == "number":
                return other, ""
        for one, other in ((left, right), (right, left)):
            if one == "rate":
                return other, ""
        return None, f"{left} * {right} cannot be multiplied: multiply an amount only by a rate or by a bare number"
    return None, f"{left} * {right} cannot be multiplied: {_advice(left, right)}"


def quotient(function: str, left: str, right: str) -> str:
    """The reason why two units make no ratio, or an empty text where they do: both of one kind, the outcome is a rate."""
    alike = left == right or (left in PUPILS and right in PUPILS)
    if alike and left in NUMERIC:
        return ""
    return f"{function} of {left} and {right} has no meaning: both must be amounts of one unit, the outcome is a rate"


def compared(operator: str, left: str, right: str, literal: bool) -> str:
    """The reason why two units cannot be compared so, or an empty text; literal: one of them is a quoted text."""
    if common(left, right) in NUMERIC:
        return ""
    if left == right == "bool":
        return (
            f"bool {operator} bool cannot be compared: a yes or no is a condition itself, write it alone or with not, and, or"
        )
    if left == right and left in ("date", "year"):
        return ""
    if left == right == "text" or (literal and {left, right} in ({"text", "year"}, {"text", "date"})):
        if operator in ("==", "!="):
            return ""
        return f"{left} {operator} {right} cannot be compared: with a quoted text only == and != are possible"
    return f"{left} {operator} {right} cannot be compared: {_advice(left, right)}"


def _advice(left: str, right: str) -> str:
    pair = {left, right}
    if "bool" in pair:
        return "a yes or no is no amount, write (1 if condition else 0)"
    if pair & {"text", "date", "year"}:
        return "a text, date or year is no amount"
    if "rate" in pair:
        return "multiply the rate by an amount first"
    return "both sides must be of one unit"
