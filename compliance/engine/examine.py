"""The tracing path: one rule judged on one filing, every case with its figures, its sources and the distance to the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.engine.explanations import explanation_of
from compliance.engine.figures import FigureBook
from compliance.engine.filed_form import case_outcome, rule_outcome
from compliance.engine.findings import Case, Result
from compliance.engine.subjects import Subject, subjects
from compliance.engine.summary import summarised
from compliance.engine.traced_case import case_of
from compliance.filing.model import FilingError
from compliance.rulebook.model import Rule

if TYPE_CHECKING:
    from compliance.engine.fast_path import FastPath


def examine(rule: Rule, book: FigureBook, fast: FastPath | None = None) -> Result:
    """The rule's result. A rule that raises is `error` for itself alone; a filing's unreadable value raises FilingError.

    fast keeps compiled tests between filings, for the rules over columns.
    """
    if rule.columns is not None:
        from compliance.engine.columns import examine_columns  # with it comes the compiler, for filings that hold a ledger
        from compliance.engine.fast_path import FastPath

        return examine_columns(rule, book, fast or FastPath(book.rulebook))
    cases = tuple(_examined(rule, subject, book) for subject in subjects(rule, book)) or _silent(rule, book)
    outcome = summarised(rule.summary, [case.outcome for case in cases])
    failing = [case for case in cases if case.outcome == "not_met"]
    explained = outcome == "not_met" and all(case.explanation for case in failing)
    told = [case for case in cases if case.outcome == outcome] if outcome in ("not_met", "error") else []
    return Result(
        rule=rule.id,
        title=rule.title,
        outcome=outcome,
        severity=rule.explained if explained and rule.explained else rule.severity,
        cites=rule.cites,
        message=" ".join(dict.fromkeys(case.message for case in told if case.message)),
        remedy=rule.remedy,
        cases=cases,
        explained=explained,
        state_outcome=rule_outcome(rule, book),
        topic=rule.topic,
    )


def _silent(rule: Rule, book: FigureBook) -> tuple[Case, ...]:
    """One unknown case where the filing does not speak of the list a rule goes over: silence is not an empty list."""
    name = rule.each.list_name
    if name is None or book.lists_given(name) or book.rulebook.lists[name].observed:
        return ()
    missing = (f"list {name}",)
    return (
        Case({}, "unknown", {}, f"Not known: the filing does not say anything of {name.replace('_', ' ')}.", missing=missing),
    )


def _examined(rule: Rule, subject: Subject, book: FigureBook) -> Case:
    try:
        case = case_of(rule, subject)
        explanation = explanation_of(rule, subject.subject, book) if case.outcome == "not_met" else None
        return case._replace(state_outcome=case_outcome(rule, subject.key, book), explanation=explanation)
    except FilingError:
        raise
    except Exception as error:
        message = f"The rule {rule.id} failed: {type(error).__name__}: {error}"
        return Case(subject.subject, "error", {}, message, rule.path, rule.at.line)
