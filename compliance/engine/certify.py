"""What the outcomes indicate: a certification for interims, a determination for budgets. Boards and counties certify."""

from __future__ import annotations

from collections.abc import Mapping

from compliance.engine.examine import examine
from compliance.engine.figures import FigureBook
from compliance.engine.findings import Case, Certification, Indication, Reason, Result
from compliance.fiscal_year import distance
from compliance.rulebook.model import Level, Rulebook, Scheme

ORDER = ("negative", "qualified", "positive")


def scheme_for(rulebook: Rulebook, kind: str, report: str, fiscal_year: str) -> Scheme | None:
    """The scheme that holds for this agency, report and year, if any."""
    return next((scheme for scheme in rulebook.schemes.values() if scheme.applies.to(kind, report, fiscal_year)), None)


def indicate(scheme: Scheme, results: Mapping[str, Result], fiscal_year: str) -> Indication:
    """The worst level that a case reaches; None where an unknown case of a deciding rule could still reach a worse one."""
    deciding = (*scheme.decides, *scheme.also)
    untested = tuple(
        Reason(rule, case.subject)
        for rule in deciding
        for case in (results[rule].cases if rule in results else ())
        if case.outcome in ("unknown", "error")
    )
    behind = tuple(results[rule] for rule in deciding if rule in results)
    for level in scheme.levels:
        reached = _reached(level, results, fiscal_year, ("not_met",))
        if reached:
            return Indication(level.indicated, reached, untested, behind)
        open_ = _reached(level, results, fiscal_year, ("unknown", "error"))
        if any(reason.rule in scheme.decides for reason in open_):
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
    lower = _lower(as_filed, added_back)
    return Certification(book.filing.certification, lower.indicated, lower.reasons, lower.not_tested, as_filed, added_back)


def _lower(first: Indication, second: Indication) -> Indication:
    """The lower of two readings. Negative stands whatever the other lacks; else an unknown reading leaves both unknown."""
    readings = (first, second)
    for reading in readings:
        if reading.indicated == ORDER[0]:
            return reading
    for reading in readings:
        if reading.indicated is None:
            return reading
    return min(readings, key=lambda reading: ORDER.index(reading.indicated or ORDER[-1]))


def _reached(level: Level, results: Mapping[str, Result], fiscal_year: str, outcomes: tuple[str, ...]) -> tuple[Reason, ...]:
    return tuple(
        Reason(rule, case.subject)
        for rule, years in level.when
        for case in (results[rule].cases if rule in results else ())
        if case.outcome in outcomes and (not years or _relative(case, fiscal_year) in years)
    )


def _relative(case: Case, fiscal_year: str) -> int | None:
    year = case.subject.get("fiscal_year")
    return distance(fiscal_year, year) if year else None
