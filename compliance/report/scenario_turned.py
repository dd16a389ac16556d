"""The rules that come out otherwise with changes laid over a filing, the worst first."""

from __future__ import annotations

from fractions import Fraction

from compliance.engine.findings import SEVERITIES
from compliance.report.order import deciding, is_technical
from compliance.report.settlement_blocks import Point
from compliance.report.settlement_wording import money, number_of, size
from compliance.report.wording import OUTCOME, subject_text
from compliance.scenario.compared import Compared, Turned

_GRAVITY = ("error", "not_met", "unknown", "met", "not_applicable", None)
_STYLE = {"not_met": "red", "met": "green", "unknown": "magenta", "error": "magenta"}


def turned_worst_first(compared: Compared) -> list[Turned]:
    """Cases whose outcome is another, those now not met first: criteria before technical checks, then the graver and larger."""
    decides = deciding(compared.adjusted)

    def weight(one: Turned) -> tuple[int, bool, int, bool, Fraction, str]:
        result = compared.adjusted.result(one.rule) or compared.filed.result(one.rule)
        gravity = SEVERITIES.index(result.severity) if result is not None else 0
        distance = number_of(one.distance_adjusted)
        dollars = Fraction(distance) if distance is not None else Fraction(0)
        checked = result is not None and is_technical(result)
        year = one.subject.get("fiscal_year", "")
        return (_GRAVITY.index(one.adjusted), checked, -gravity, one.rule not in decides, dollars, year)

    return sorted((one for one in compared.turned if one.outcome_changed), key=weight)


def turned_points(compared: Compared) -> tuple[Point, ...]:
    """Each such case as a point: the rule, the subject, from what to what, and the distances to the line."""
    found = []
    for one in turned_worst_first(compared):
        result = compared.adjusted.result(one.rule) or compared.filed.result(one.rule)
        severity = f", {result.severity}" if result is not None and one.adjusted == "not_met" else ""
        was, now = (OUTCOME[word] if word else "not asked" for word in (one.filed, one.adjusted))
        text = f"{was} -> {now}{_distances(one)}."
        subject = subject_text(one.subject)
        first = f"{subject} {now}".strip() if subject else now
        found.append(
            Point(f"{one.title}, {text}", first, f"{one.rule}{severity}", style=_STYLE.get(one.adjusted or "", "bold"))
        )
    return tuple(found)


def _distances(one: Turned) -> str:
    """Dollars to the line before and after, where both cases have one."""
    figures = (one.distance_filed, one.distance_adjusted)
    numbers = [number_of(figure) for figure in figures]
    judged = {one.filed, one.adjusted} <= {"met", "not_met"}
    if not judged or None in numbers or any(figure is None or figure.unit != "money" for figure in figures):
        return ""
    told = [f"{money(size(number))} {'short' if number < 0 else 'to spare'}" for number in numbers if number is not None]
    return f" ({' -> '.join(told)})"
