"""Why: what the indication rests on, in the words of the rules that decide."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from compliance.engine.findings import Case, Indication, Reason, Report, Result
from compliance.report.order import distance, lower_reading
from compliance.report.page import Page
from compliance.report.wording import clean, from_the_line, millions, prose, subject_text

_COUNTED_ON = ("available_reserves", "ending_fund_balance", "ending_cash")


def why(report: Report, page: Page) -> list[str]:
    """The deciding shortfalls; or what could not be judged; or, where nothing falls short, how near the nearest line is."""
    reading = lower_reading(report)
    if reading is None:
        return []
    lines = [line for reason in reading.reasons for line in _reason(report, reading, reason, page)]
    if reading.indicated is None:
        lines += [line for reason in reading.not_tested for line in _untested(report, reading, reason, page)]
    if lines:
        lines = page.paragraph(text, "  ") + lines if (text := _without_cuts(report, reading)) else lines
    else:
        lines = page.paragraph(_nearest(report, reading), "  ")
    return page.section("Why", "", lines)


def _reason(report: Report, reading: Indication, reason: Reason, page: Page) -> list[str]:
    result, case = _judged(report, reading, reason)
    said = case.message if case and case.message else result.message if result else ""
    text = prose(said) or f"{prose(result.title) if result else 'Not met'} {subject_text(reason.subject)}".strip() + "."
    filed = _case(report.result(reason.rule), reason)
    listed_below = filed is not None and filed.outcome == "not_met"
    place = f", {clean(case.path)}:{case.line}" if case and case.path and case.line is not None and not listed_below else ""
    return page.paragraph(f"{text} ({reason.rule}{place})", "  - ", "    ")


def _untested(report: Report, reading: Indication, reason: Reason, page: Page) -> list[str]:
    result, case = _judged(report, reading, reason)
    lacks = f": it lacks {', '.join(map(prose, case.missing))}" if case and case.missing else ""
    test = f"{prose(result.title) if result else reason.rule}, {subject_text(reason.subject)}"
    return page.paragraph(f"{test}, could not be judged{lacks} ({reason.rule})", "  - ", "    ")


def _without_cuts(report: Report, reading: Indication) -> str:
    """The sentence that leads to the reading with unidentified cuts added back, with the dollars it takes away."""
    certification = report.certification
    if certification is None or reading is certification.on_figures_as_filed:
        return ""
    resting = max((_counted_on(report, reading, reason) for reason in reading.reasons), default=(Fraction(0), ""))
    amount = f" {millions(resting[0])} of cuts by {resting[1]}" if resting[0] else " cuts"
    level = certification.on_figures_as_filed.indicated
    filed = f"As filed, the figures indicate {level.upper()}" if level else "As filed, the figures do not say enough"
    return f"{filed}. But they count on{amount} that nobody has named (projection line B10). Without those cuts:"


def _counted_on(report: Report, reading: Indication, reason: Reason) -> tuple[Fraction, str]:
    """Dollars by which a case's balance falls when the cuts are taken out, and its fiscal year."""
    _, bare = _judged(report, reading, reason)
    filed = _case(report.result(reason.rule), reason)
    for name in _COUNTED_ON:
        before, after = (case.figures.get(name) if case else None for case in (filed, bare))
        if before and after and isinstance(before.value, Decimal | Fraction) and isinstance(after.value, Decimal | Fraction):
            return Fraction(before.value) - Fraction(after.value), reason.subject.get("fiscal_year", "")
    return Fraction(0), ""


def _nearest(report: Report, reading: Indication) -> str:
    cases = [(result, case) for result in _deciding(report, reading) for case in result.cases]
    near = [(gap, result, case) for result, case in cases if (gap := distance(case)) is not None]
    text = "Nothing that decides falls short of its line."
    if not near:
        return text
    gap, result, case = min(near, key=lambda each: each[0])
    subject = subject_text(case.subject)
    return f"{text} The nearest: {prose(result.title)}, {subject}, {from_the_line(gap)} ({result.rule})."


def _deciding(report: Report, reading: Indication) -> Iterable[Result]:
    return reading.results or [result for result in report.results if result.topic in ("reserves", "fund_balance", "cash")]


def _judged(report: Report, reading: Indication, reason: Reason) -> tuple[Result | None, Case | None]:
    result = next((result for result in reading.results if result.rule == reason.rule), None) or report.result(reason.rule)
    return result, _case(result, reason)


def _case(result: Result | None, reason: Reason) -> Case | None:
    return next((case for case in result.cases if dict(case.subject) == dict(reason.subject)), None) if result else None
