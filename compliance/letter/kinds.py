"""The kinds of letter, what each needs, and which one a report calls for. The figures indicate; the county decides."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from compliance.engine.findings import SEVERITIES, Report, Result
from compliance.letter.adjusted import Adjusted
from compliance.letter.grounds import grounds
from compliance.letter.matter import NO_MATTER, NOT_APPROVED, Matter
from compliance.letter.own_findings import own_findings
from compliance.letter.stopped import LetterStopped
from compliance.scenario.settlement import Settlement

# Better first: a county may lower a certification, never raise it.
LEVELS = ("positive", "qualified", "negative")
INTERIM = {
    "interim-positive": "positive",
    "interim-caution": "positive",
    "interim-qualified": "qualified",
    "interim-negative": "negative",
    "certification-change": None,
}
BUDGET = ("budget-approval", "budget-approval-with-concerns", "conditional-approval", "disapproval", "revised-budget")
BARGAINING = ("bargaining-clear", "bargaining-concerns", "bargaining-endangerment")
STANDING = ("going-concern", "plan-demand", "plan-response", "late-filing")
THIRD = "third-interim"
INTERIM_REPORTS = ("first_interim", "second_interim", "end_of_year")
KINDS = (*BUDGET, *INTERIM, *STANDING, *BARGAINING, THIRD)
# Only the county superintendent decides these: without a decision in the matter file the letter is a draft.
DECIDED = ("certification-change", "going-concern", "bargaining-endangerment")
_ANSWERED = "letters answer adopted budgets and interim reports"


class Beside(NamedTuple):
    """What a kind is chosen from beside the report: adjustments, a settlement, the matter, the letter's date, the calendar."""

    scenario: Adjusted | None = None
    settlement: Settlement | None = None
    matter: Matter = NO_MATTER
    date: datetime.date | None = None
    deadlines: Mapping[str, datetime.date] = {}


def concerns(report: Report, beside: Beside) -> tuple[Result, ...]:
    """The results not met, of severity concern or above, that nobody waived; then what the matter itself tells."""
    grave = SEVERITIES[SEVERITIES.index("concern") :]
    found = (
        result for result in report.results if result.outcome == "not_met" and result.severity in grave and not result.waived
    )
    return (*found, *own_findings(report, beside.matter, beside.deadlines, beside.date))


def many_concerns(report: Report, beside: Beside) -> int:
    """How many of them no analyst has set aside."""
    return sum(1 for result in concerns(report, beside) if result.rule not in beside.matter.overridden)


def working_report(report: Report, scenario: Adjusted | None) -> Report:
    """The report whose indication counts: with the county's adjustments where there are any."""
    return report if scenario is None else scenario.compared.adjusted


def lowered(report: Report, working: Report | None = None) -> bool:
    """Whether the figures indicate a lower certification than the board filed."""
    certification, other = report.certification, (working or report).certification
    if certification is None or certification.filed is None or other is None or other.indicated is None:
        return False
    return LEVELS.index(other.indicated) > LEVELS.index(certification.filed)


def decided_level(report: Report, matter: Matter) -> str | None:
    """The level that the county decided, where it is one of this report's."""
    level = matter.decision.level if matter.decision else None
    return (
        level if level in (LEVELS if report.report in INTERIM_REPORTS else ("approve", "conditional", "disapprove")) else None
    )


def fitting(report: Report) -> tuple[str, ...]:
    """The kinds that can answer this report, were everything else at hand."""
    if report.report == "adopted_budget":
        return (*BUDGET, *STANDING, *BARGAINING)
    if report.report in INTERIM_REPORTS:
        return (*INTERIM, *STANDING, *BARGAINING, *((THIRD,) if report.report == "second_interim" else ()))
    return ()


def check_fits(report: Report, asked: str, beside: Beside) -> None:
    """Raises LetterStopped, in one sentence, where the kind does not answer the report or lacks what it needs."""
    if asked not in KINDS:
        near = get_close_matches(asked, KINDS, 1)
        advice = f"did you mean '{near[0]}'?" if near else f"there are {listed(KINDS)}."
        raise LetterStopped(f"There is no letter of kind '{asked}'; {advice}")
    fits = fitting(report)
    if asked not in fits:
        raise LetterStopped(
            f"A letter of kind '{asked}' does not answer {report.report.replace('_', ' ')}; "
            + (f"those that do are {listed(fits)}." if fits else f"{_ANSWERED}.")
        )
    _level(report, asked, beside)
    lacking = _lacking(report, asked, beside)
    if lacking:
        raise LetterStopped(lacking)


def no_letter(report: Report) -> LetterStopped:
    """Why a report of another kind gets no letter."""
    return LetterStopped(f"No letter answers {report.report.replace('_', ' ')}; {_ANSWERED}.")


def listed(names: Iterable[str]) -> str:
    """Names in a sentence."""
    return ", ".join(names)


def _level(report: Report, asked: str, beside: Beside) -> None:
    level, filed = INTERIM.get(asked), report.certification.filed if report.certification else None
    decided = decided_level(report, beside.matter)
    if asked == "certification-change":
        lower = decided and filed and LEVELS.index(decided) > LEVELS.index(filed)
        if not lower and not lowered(report, working_report(report, beside.scenario)):
            raise LetterStopped(
                "The figures indicate no certification lower than the one filed, so there is nothing to change it to; "
                "leave --kind out, or record the decision and its reason in the matter file."
            )
    if level and filed and level != filed:
        raise LetterStopped(
            f"A letter of kind '{asked}' concurs with a {level} certification, but the board filed {filed}; "
            f"use interim-{filed if filed != 'positive' else 'caution'}, or certification-change where they indicate less."
        )


def _lacking(report: Report, asked: str, beside: Beside) -> str:
    """What the kind needs and has not, as a sentence; empty where nothing lacks."""
    matter, decision = beside.matter, beside.matter.decision
    if asked in BARGAINING and beside.settlement is None:
        return f"A letter of kind '{asked}' reviews an agreement, and none is given; name the proposal."
    if asked == "plan-response" and (decision is None or decision.level not in ("accept", "reject")):
        return "A letter of kind 'plan-response' needs the county's decision; write level: accept or reject in the matter file."
    if asked == "revised-budget":
        if not any(one.kind in NOT_APPROVED for one in matter.prior_letters):
            return (
                "A letter of kind 'revised-budget' follows a conditional approval or a disapproval, and the matter file holds "
                "no such letter; add it to the prior letters."
            )
        if decided_level(report, matter) not in ("approve", "disapprove"):
            return (
                "A letter of kind 'revised-budget' needs the county's decision on the revised budget; write level: approve or "
                "disapprove in the matter file."
            )
    basis = (decision is not None and decision.reason) or grounds(working_report(report, beside.scenario))
    if asked == "going-concern" and not basis:
        return (
            "A letter of kind 'going-concern' states its basis, and the figures give none; write the reason of the decision in "
            "the matter file."
        )
    if asked == THIRD and _level_of(report, beside) not in LEVELS[1:]:
        return "A third interim report follows a qualified or negative second interim report, and this one is neither."
    if asked == "late-filing":
        return _not_late(beside)
    return ""


def _level_of(report: Report, beside: Beside) -> str | None:
    certification = report.certification
    decided = decided_level(report, beside.matter)
    return decided or (certification.filed or certification.indicated if certification else None)


def _not_late(beside: Beside) -> str:
    due, received, follows = beside.deadlines.get("this_report"), beside.matter.received, beside.deadlines.get("next_report")
    if received is not None and due is not None and received > due:
        return ""
    if received is None and beside.date is not None and follows is not None and beside.date > follows:
        return ""
    return (
        "A letter of kind 'late-filing' needs a filing received after its due date (received in the matter file), or a date "
        "after the day on which the report that follows this one was due."
    )
