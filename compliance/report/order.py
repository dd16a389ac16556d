"""Which results a text report shows where: the deciding ones, our own cautions, technical checks, and the worst first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from compliance.engine.findings import SEVERITIES, Case, Indication, Report, Result
from compliance.report.problems import problem_cases

_CAUTION = re.compile(r"(?!disclosure-)[a-z][a-z0-9-]*")


def is_caution(result: Result) -> bool:
    """Whether the rule is one of ours: an id in lower-case words. The state's ids begin with a capital or a digit.

    What is checked on a disclosure is no caution: the form asks for it.
    """
    return _CAUTION.fullmatch(result.rule) is not None


def is_technical(result: Result) -> bool:
    """Whether the rule is a technical check: it runs in a phase of the state's technical review."""
    return bool(result.phase)


def checks_of(report: Report) -> list[Result]:
    """The technical checks, which have a section of their own."""
    return [result for result in report.results if is_technical(result)]


def tests_of(report: Report) -> list[Result]:
    """All other rules: the state's criteria and items, our own cautions."""
    return [result for result in report.results if not is_technical(result)]


def is_open(case: Case) -> bool:
    """Whether an exception of a technical check is still to be cleared: a fatal one, or a warning without an explanation."""
    return case.outcome == "not_met" and case.severity in ("fatal", "serious")


def readings(report: Report) -> tuple[Indication, ...]:
    """What the deciding rules say on the figures as filed, then with unidentified cuts added back."""
    if report.certification is not None:
        return (report.certification.on_figures_as_filed, report.certification.with_unidentified_added_back)
    return () if report.determination is None else (report.determination,)


def lower_reading(report: Report) -> Indication | None:
    """The reading that the indication rests on: the added-back one only where it is what makes the indication lower."""
    both = readings(report)
    if report.certification is None or len(both) < 2:
        return both[0] if both else None
    as_filed, added_back = both
    return added_back if as_filed.indicated != report.certification.indicated == added_back.indicated else as_filed


def added_back(report: Report, rule: str) -> Result | None:
    """A deciding rule judged again without unidentified cuts, where that reading changes anything about it."""
    if report.certification is None:
        return None
    judged = next((r for r in report.certification.with_unidentified_added_back.results if r.rule == rule), None)
    filed = report.result(rule)
    if judged is None or filed is None or [_face(case) for case in judged.cases] == [_face(case) for case in filed.cases]:
        return None
    return judged


def deciding(report: Report) -> set[str]:
    """Ids of the rules that the indication rests on or could rest on."""
    reasons = [(*reading.reasons, *reading.not_tested) for reading in readings(report)]
    named = {reason.rule for each in reasons for reason in each}
    return named | {r.rule for reading in readings(report) for r in reading.results if r.outcome != "not_applicable"}


def distance(case: Case) -> Fraction | None:
    """Dollars from the line, positive above it; None where the rule has no distance or it is unknown."""
    figure = case.figures.get("distance")
    if figure is None or figure.unit != "money" or isinstance(figure.value, bool | str | None):
        return None
    return Fraction(figure.value)


def worst_first(report: Report, results: Iterable[Result]) -> list[Result]:
    """Graver before lighter, deciding before others, the larger shortfall first; else the rulebook's own order."""
    decides = deciding(report)

    def weight(result: Result) -> tuple[bool, int, bool, Fraction]:
        again = added_back(report, result.rule)
        cases = problem_cases(result) or (problem_cases(again) if again else ())
        gravity = max((SEVERITIES.index(case.severity or result.severity) for case in cases), default=-1)
        shortfalls = [min(distance(case) or Fraction(0), Fraction(0)) for case in cases]
        return (result.outcome != "error", -gravity, result.rule not in decides, min(shortfalls, default=Fraction(0)))

    return sorted(results, key=weight)


def _face(case: Case) -> tuple[object, ...]:
    shown = [case.figures[name].shown for name in ("percent", "level") if name in case.figures]
    return (dict(case.subject), case.outcome, distance(case), shown)
