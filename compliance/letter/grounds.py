"""What a qualified or negative certification, or a budget not approved, rests on: a fiscal year and its dollars."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from markupsafe import Markup

from compliance.engine.findings import Case, Figure, Indication, Reason, Report, Result
from compliance.letter.reserve_table import RULES as RESERVE_RULES
from compliance.letter.shown import number

_BELOW_ZERO = {
    "01CSI-9a": ("ending_fund_balance", Markup("below zero in the general fund's ending balance")),
    "01CSI-9b": ("ending_cash", Markup("below zero in the general fund's cash at June 30")),
    "01CS-9b": ("ending_cash", Markup("below zero in the general fund's cash at June 30")),
}


class Ground(NamedTuple):
    """A fiscal year, the money that is short in it, and what of. unnamed: with unnamed reductions added back."""

    fiscal_year: str
    amount: Figure
    of: Markup
    unnamed: bool
    rule: str


def grounds(report: Report) -> tuple[Ground, ...]:
    """The grounds of what is indicated, by fiscal year; a reason whose amount is unknown gives none."""
    certification = report.certification
    if certification is None:
        return () if report.determination is None else _of(report.determination, report, False)
    filed, added_back = certification.on_figures_as_filed, certification.with_unidentified_added_back
    if filed.indicated == certification.indicated:
        return _of(filed, report, False)
    return _of(added_back, report, True)


def shortfall(result: Result, case: Case) -> tuple[Figure, Markup] | None:
    """How many dollars a case is short, above zero, and of what; None where its figures do not say."""
    if result.rule in RESERVE_RULES:
        available, standard = (number(case.figures.get(name), "money") for name in ("available_reserves", "standard"))
        if available is None or standard is None:
            return None
        return Figure(Fraction(standard) - Fraction(available), "money", ""), Markup("short of the required reserve")
    if result.rule in _BELOW_ZERO:
        name, of = _BELOW_ZERO[result.rule]
        value = number(case.figures.get(name), "money")
        return None if value is None else (Figure(-Fraction(value), "money", ""), of)
    return None


def _of(indication: Indication, report: Report, unnamed: bool) -> tuple[Ground, ...]:
    results = {result.rule: result for result in (*report.results, *indication.results)}
    found = (_ground(results, reason, unnamed) for reason in indication.reasons)
    return tuple(sorted((ground for ground in found if ground is not None), key=lambda ground: ground.fiscal_year))


def _ground(results: Mapping[str, Result], reason: Reason, unnamed: bool) -> Ground | None:
    result = results.get(reason.rule)
    for case in result.cases if result else ():
        if dict(case.subject) == dict(reason.subject) and case.outcome == "not_met" and result is not None:
            short = shortfall(result, case)
            return short and Ground(reason.subject.get("fiscal_year", ""), *short, unnamed, result.rule)
    return None
