"""Which letter a report calls for. The figures indicate; the county decides, and may name another kind."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from compliance.engine.findings import SEVERITIES, Reason, Report, Result
from compliance.letter.stopped import LetterStopped

# Better first: a county may lower a certification, never raise it.
LEVELS = ("positive", "qualified", "negative")
INTERIM = {
    "interim-positive": "positive",
    "interim-caution": "positive",
    "interim-qualified": "qualified",
    "interim-negative": "negative",
    "certification-change": None,
}
BUDGET = ("budget-approval", "budget-approval-with-concerns", "conditional-approval", "disapproval")
INTERIM_REPORTS = ("first_interim", "second_interim", "end_of_year")
KINDS = (*INTERIM, *BUDGET)
SHOWN = 3
_ANSWERED = "letters answer adopted budgets and interim reports"


def concerns(report: Report) -> tuple[Result, ...]:
    """The results not met, of severity concern or above, that nobody waived."""
    grave = SEVERITIES[SEVERITIES.index("concern") :]
    return tuple(
        result for result in report.results if result.outcome == "not_met" and result.severity in grave and not result.waived
    )


def choose_kind(report: Report, asked: str | None) -> str:
    """The kind asked for, or the one indicated. Raises LetterStopped where none is, or where the one asked for does not fit."""
    if report.kind != "district":
        raise LetterStopped(
            "These letters are a county's to a school district; a county office's own report goes to the Superintendent of "
            "Public Instruction."
        )
    if asked is not None:
        _must_fit(report, asked)
        return asked
    if report.report == "adopted_budget":
        return _of_budget(report)
    if report.report in INTERIM_REPORTS:
        return _of_interim(report)
    raise LetterStopped(f"No letter answers {report.report.replace('_', ' ')}; {_ANSWERED}.")


def lowered(report: Report) -> bool:
    """Whether the figures indicate a lower certification than the board filed."""
    certification = report.certification
    if certification is None or certification.filed is None or certification.indicated is None:
        return False
    return LEVELS.index(certification.indicated) > LEVELS.index(certification.filed)


def _of_interim(report: Report) -> str:
    certification = report.certification
    if certification is None or certification.indicated is None:
        raise _nothing_indicated(report, certification.not_tested if certification else (), INTERIM)
    if lowered(report):
        return "certification-change"
    level = certification.filed or certification.indicated
    if level == "positive":
        return "interim-caution" if concerns(report) else "interim-positive"
    return f"interim-{level}"


def _of_budget(report: Report) -> str:
    determination = report.determination
    if determination is None or determination.indicated is None:
        raise _nothing_indicated(report, determination.not_tested if determination else (), BUDGET)
    if determination.indicated == "approve":
        return "budget-approval-with-concerns" if concerns(report) else "budget-approval"
    return {"conditional": "conditional-approval", "disapprove": "disapproval"}[determination.indicated]


def _must_fit(report: Report, asked: str) -> None:
    if asked not in KINDS:
        near = get_close_matches(asked, KINDS, 1)
        advice = f"did you mean '{near[0]}'?" if near else f"there are {_list(KINDS)}."
        raise LetterStopped(f"There is no letter of kind '{asked}'; {advice}")
    fitting = BUDGET if report.report == "adopted_budget" else tuple(INTERIM) if report.report in INTERIM_REPORTS else ()
    if asked not in fitting:
        raise LetterStopped(
            f"A letter of kind '{asked}' does not answer {report.report.replace('_', ' ')}; "
            + (f"those that do are {_list(fitting)}." if fitting else f"{_ANSWERED}.")
        )
    level, filed = INTERIM.get(asked), report.certification.filed if report.certification else None
    if asked == "certification-change" and not lowered(report):
        raise LetterStopped(
            "The figures indicate no certification lower than the one filed, so there is nothing to change it to; "
            "leave --kind out."
        )
    if level and filed and level != filed:
        raise LetterStopped(
            f"A letter of kind '{asked}' concurs with a {level} certification, but the board filed {filed}; "
            f"use interim-{filed if filed != 'positive' else 'caution'}, or certification-change where they indicate less."
        )


def _nothing_indicated(report: Report, not_tested: Iterable[Reason], kinds: Iterable[str]) -> LetterStopped:
    unknown = list(dict.fromkeys(_case_name(report, reason) for reason in not_tested))
    more = f"; and {len(unknown) - SHOWN} more" if len(unknown) > SHOWN else ""
    why = f"these could not be judged: {'; '.join(unknown[:SHOWN])}{more}" if unknown else "the report holds no indication"
    return LetterStopped(
        f"The figures indicate nothing for {report.fiscal_year}, because {why}. "
        f"Add the missing figures, or choose the letter with --kind: {_list(kinds)}."
    )


def _case_name(report: Report, reason: Reason) -> str:
    result = report.result(reason.rule)
    cases = result.cases if result else ()
    missing = next((case.missing for case in cases if dict(case.subject) == dict(reason.subject)), ())
    where = " ".join(reason.subject.values())
    return f"{reason.rule} {where}".strip() + (f" (missing {', '.join(missing)})" if missing else "")


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)
