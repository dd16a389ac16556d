"""Which kind of letter: asked for, decided by the county, called for by an agreement, or indicated by the figures; and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from compliance.engine.findings import Reason, Report
from compliance.letter.kinds import (
    BUDGET,
    INTERIM,
    LEVELS,
    Beside,
    check_fits,
    decided_level,
    fitting,
    listed,
    lowered,
    many_concerns,
    no_letter,
    working_report,
)
from compliance.letter.matter import NOT_APPROVED
from compliance.letter.stopped import LetterStopped
from compliance.scenario.settlement import Settlement

SHOWN = 3
NOTHING = Beside()
_BUDGET_KINDS = {"conditional": "conditional-approval", "disapprove": "disapproval"}
_SUCH = {"approve": "approval", "conditional": "conditional approval", "disapprove": "disapproval"}


class Chosen(NamedTuple):
    """A kind of letter and, in one sentence, why this one. decided: the county itself chose it."""

    kind: str
    why: str
    decided: bool = False


def choose_kind(report: Report, asked: str | None, beside: Beside = NOTHING) -> Chosen:
    """The kind asked for, or the one called for. Raises LetterStopped where none is, or where it does not fit."""
    if report.kind != "district":
        raise LetterStopped(
            "These letters are a county's to a school district; a county office's own report goes to the Superintendent of "
            "Public Instruction."
        )
    chosen = _asked(report, asked, beside) if asked not in (None, "auto") else _auto(report, beside)
    check_fits(report, chosen.kind, beside)
    return chosen


def _asked(report: Report, asked: str | None, beside: Beside) -> Chosen:
    assert asked is not None
    decision = beside.matter.decision
    level = decided_level(report, beside.matter)
    changed = asked == "certification-change" and level is not None and level == _target(report, beside)
    decided = decision is not None and (decision.kind == asked or changed)
    return Chosen(asked, "The kind was asked for.", decided)


def _target(report: Report, beside: Beside) -> str | None:
    """The level to which a certification is changed."""
    certification = working_report(report, beside.scenario).certification
    return decided_level(report, beside.matter) or (certification.indicated if certification else None)


def _auto(report: Report, beside: Beside) -> Chosen:
    decision = beside.matter.decision
    if not fitting(report):
        raise no_letter(report)
    if decision is not None and decision.kind:
        return Chosen(decision.kind, _because("The county decided on this kind of letter", decision.reason), True)
    if beside.settlement is not None:
        return _bargaining(report, beside.settlement)
    if decision is not None and decision.level in ("accept", "reject"):
        return Chosen("plan-response", _because(f"The county decided to {decision.level} the plan", decision.reason), True)
    if report.report == "adopted_budget":
        return _of_budget(report, beside)
    return _of_interim(report, beside)


def _bargaining(report: Report, settlement: Settlement) -> Chosen:
    filed = report.certification.filed if report.certification else None
    short = [year for year in settlement.years if year.kept_after is False]
    named = all(year.margin_after is not None and year.margin_after.value is not None for year in short)
    years = listed(year.fiscal_year for year in short)
    if short and named and filed in LEVELS[1:]:
        why = f"With the agreement reserves fall below the minimum in {years}, and the certification on file is {filed}."
        return Chosen("bargaining-endangerment", why)
    grave = [told.id for told in settlement.findings if told.severity in ("concern", "serious")]
    if short or grave or any(year.kept_after is None for year in settlement.years):
        about = (
            f"reserves fall below the minimum in {years}" if short else listed(grave) or "its effect on reserves is not known"
        )
        return Chosen("bargaining-concerns", f"The review of the agreement found concerns: {about}.")
    return Chosen("bargaining-clear", "With the agreement reserves stay at or above the minimum, and nothing else was found.")


def _of_interim(report: Report, beside: Beside) -> Chosen:
    certification, working = report.certification, working_report(report, beside.scenario).certification
    filed, decided = certification.filed if certification else None, decided_level(report, beside.matter)
    reason = beside.matter.decision.reason if beside.matter.decision else None
    if decided is not None:
        if filed is not None and decided != filed:
            return Chosen(
                "certification-change", _because(f"The county decided on {decided}; the board filed {filed}", reason), True
            )
        return _at(report, beside, decided, _because(f"The county decided on {decided}", reason), True)
    if working is None or working.indicated is None:
        raise _nothing_indicated(report, working.not_tested if working else (), INTERIM)
    if lowered(report, working_report(report, beside.scenario)):
        on = "With the county's adjustments the" if beside.scenario else "The"
        return Chosen("certification-change", f"{on} figures indicate {working.indicated}; the board filed {filed}.")
    why = f"The board filed {filed}" if filed else f"The figures indicate {working.indicated} and no certification was filed"
    return _at(report, beside, filed or working.indicated, f"{why}.", False)


def _at(report: Report, beside: Beside, level: str, why: str, decided: bool) -> Chosen:
    if level != "positive":
        return Chosen(f"interim-{level}", why, decided)
    many = many_concerns(report, beside)
    if many:
        return Chosen("interim-caution", f"{why[:-1]}, and the review has {many} findings of concern.", decided)
    return Chosen("interim-positive", f"{why[:-1]}, and the review has no finding of concern.", decided)


def _of_budget(report: Report, beside: Beside) -> Chosen:
    earlier = [one for one in beside.matter.prior_letters if one.kind in NOT_APPROVED]
    decided = decided_level(report, beside.matter)
    reason = beside.matter.decision.reason if beside.matter.decision else None
    if earlier and decided != "conditional":
        why = f"A letter of kind {earlier[-1].kind} came before, of {earlier[-1].date}"
        return Chosen("revised-budget", _because(why, reason), decided is not None)
    determination = working_report(report, beside.scenario).determination
    indicated = decided or (determination.indicated if determination else None)
    if indicated is None:
        raise _nothing_indicated(report, determination.not_tested if determination else (), BUDGET)
    why = _because(
        f"The {'county decided on' if decided else 'figures indicate'} {_SUCH[indicated]}", reason if decided else None
    )
    if indicated != "approve":
        return Chosen(_BUDGET_KINDS[indicated], why, decided is not None)
    many = many_concerns(report, beside)
    kind = "budget-approval-with-concerns" if many else "budget-approval"
    return Chosen(kind, f"{why[:-1]}, and the review has {many or 'no'} findings of concern.", decided is not None)


def _because(what: str, reason: str | None) -> str:
    return f"{what}: {reason.rstrip('.')}." if reason else f"{what}."


def _nothing_indicated(report: Report, not_tested: Iterable[Reason], kinds: Iterable[str]) -> LetterStopped:
    unknown = list(dict.fromkeys(_case_name(report, reason) for reason in not_tested))
    more = f"; and {len(unknown) - SHOWN} more" if len(unknown) > SHOWN else ""
    why = f"these could not be judged: {'; '.join(unknown[:SHOWN])}{more}" if unknown else "the report holds no indication"
    return LetterStopped(
        f"The figures indicate nothing for {report.fiscal_year}, because {why}. "
        f"Add the missing figures, or choose the letter with --kind: {listed(kinds)}."
    )


def _case_name(report: Report, reason: Reason) -> str:
    result = report.result(reason.rule)
    cases = result.cases if result else ()
    missing = next((case.missing for case in cases if dict(case.subject) == dict(reason.subject)), ())
    where = " ".join(reason.subject.values())
    return f"{reason.rule} {where}".strip() + (f" (missing {', '.join(missing)})" if missing else "")
