"""One line a problem, path:line: RULE subject: message, for hooks, logs and editors that jump to a place."""

from __future__ import annotations

from compliance.engine.findings import SEVERITIES, Case, Report, Result
from compliance.report.wording import clean, prose, subject_text


def problem_lines(report: Report, at_or_above: str = "serious") -> list[str]:
    """Every case not met at or above a severity, and every rule in error whatever its severity; waived rules are left out."""
    least = SEVERITIES.index(at_or_above)
    return [
        problem_line(report, result, case)
        for result in report.results
        for case in problem_cases(result)
        if result.outcome == "error" or SEVERITIES.index(case.severity or result.severity) >= least
    ]


def problem_cases(result: Result) -> tuple[Case, ...]:
    """The cases that make a rule not met or in error, at least one; none where it passed or is waived."""
    if result.outcome not in ("not_met", "error") or result.waived is not None:
        return ()
    cases = tuple(case for case in result.cases if case.outcome in ("not_met", "error"))
    return cases or (Case({}, result.outcome, {}, result.message),)


def problem_line(report: Report, result: Result, case: Case) -> str:
    """One case on one line; a place without a line number is the filing as a whole."""
    place = clean(case.path or report.path) + (f":{case.line}" if case.line is not None else "")
    subject = " ".join([result.rule, subject_text(case.subject)]).strip()
    return f"{place}: {subject}: {prose(case.message or result.message or result.title)}"
