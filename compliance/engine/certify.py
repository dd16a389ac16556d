"""What the outcomes indicate: a certification for interims, a determination for budgets. Boards and counties certify."""

from __future__ import annotations

from collections.abc import Mapping

from compliance.engine.examine import examine
from compliance.engine.figures import FigureBook
from compliance.engine.findings import Case, Certification, Indication, Reason, Result
from compliance.fiscal_year import distance
from compliance.rulebook.model import Level, Rulebook, Scheme

OPEN = ("unknown", "error")


def scheme_for(rulebook: Rulebook, kind: str, report: str, fiscal_year: str) -> Scheme | None:
    """The scheme that holds for this agency, report and year, if any."""
    return next((scheme for scheme in rulebook.schemes.values() if scheme.applies.to(kind, report, fiscal_year)), None)


def indicate(scheme: Scheme, results: Mapping[str, Result], fiscal_year: str) -> Indication:
    """The worst level that a case reaches; None where an unknown case of a deciding rule could still reach a worse one.

    A deciding rule that is not there at all, or is wrong, is unknown in every year.
    """
    deciding = (*scheme.decides, *scheme.also)
    found = {rule: results[rule].cases for rule in deciding if rule in results}
    found |= {rule: (Case({}, "unknown", {}, ""),) for rule in scheme.decides if rule not in found}
    untested = tuple(Reason(rule, case.subject) for rule in found for case in found[rule] if case.outcome in OPEN)
    behind = tuple(results[rule] for rule in deciding if rule in results)
    for level in scheme.levels:
        reached = _reached(level, found, fiscal_year, ("not_met",))
        if reached:
            return Indication(level.indicated, reached, untested, behind)
        if any(reason.rule in scheme.decides for reason in _reached(level, found, fiscal_year, OPEN)):
            return Indication(None, (), untested, behind)
    return Indication(scheme.otherwise, (), untested, behind)


def certify(scheme: Scheme, book: FigureBook, results: Mapping[str, Result]) -> Certification:
    """The certification on the figures as filed, and with what is not identified added back; the lower one is indicated."""
    year = book.filing.fiscal_year
    as_filed = indicate(scheme, results, year)
    added_back = as_filed
    if scheme.overlay:
        above = FigureBook(book.filing, book.rulebook, scheme.overlay, book)
        rules = [
            book.rulebook.rules[rule]
            for rule in (*scheme.decides, *scheme.also)
            if rule in results and rule in book.rulebook.rules
        ]
        added_back = indicate(scheme, {rule.id: examine(rule, above) for rule in rules}, year)
    lower = _lower(scheme, as_filed, added_back)
    return Certification(book.filing.certification, lower.indicated, lower.reasons, lower.not_tested, as_filed, added_back)


def _lower(scheme: Scheme, first: Indication, second: Indication) -> Indication:
    """The lower of two readings. The worst level stands whatever the other lacks; else unknown in one is unknown in both."""
    order = [*(level.indicated for level in scheme.levels), scheme.otherwise]
    readings = (first, second)
    for reading in readings:
        if reading.indicated == order[0]:
            return reading
    for reading in readings:
        if reading.indicated is None:
            return reading
    return min(readings, key=lambda reading: order.index(reading.indicated or scheme.otherwise))


def _reached(
    level: Level, found: Mapping[str, tuple[Case, ...]], fiscal_year: str, outcomes: tuple[str, ...]
) -> tuple[Reason, ...]:
    return tuple(
        Reason(rule, case.subject)
        for rule, years in level.when
        for case in found.get(rule, ())
        if case.outcome in outcomes and _within(case, fiscal_year, years)
    )


def _within(case: Case, fiscal_year: str, years: tuple[int, ...]) -> bool:
    """Whether the case lies in the relative years; a case without a year speaks of all of them."""
    year = case.subject.get("fiscal_year")
    return not years or year is None or distance(fiscal_year, year) in years
