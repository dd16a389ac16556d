"""The cases in a rule file, judged: each is a small filing with the outcome the law asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from compliance.engine.examine import examine
from compliance.engine.fast_path import FastPath
from compliance.engine.figures import FigureBook
from compliance.engine.findings import Case, Result
from compliance.filing.model import Column, Entity, Filing, FilingError, Written
from compliance.filing.periods import PERIODS
from compliance.fiscal_year import shift
from compliance.rulebook.language.references import references
from compliance.rulebook.model import Rule, RuleCase


class Rehearsal(NamedTuple):
    """One case of a rule file and what became of it; fault is empty where it came out as expected."""

    rule: str
    case: RuleCase
    outcome: str
    fault: str


def rehearse(rule: Rule, fast_path: FastPath) -> list[Rehearsal]:
    """Every case of the rule, judged on both paths."""
    return [_rehearsed(rule, case, fast_path) for case in rule.cases]


def lacking(rule: Rule) -> list[str]:
    """What a rule file's cases do not show: a case met, a case not met, a case at the line."""
    expected = {case.expect for case in rule.cases}
    if informs(rule):
        return (
            []
            if expected == {"not_applicable"}
            else ["no case but not_applicable ones: it is for information, it tests nothing"]
        )
    lacks = [f"a case that is {outcome}" for outcome in ("met", "not_met") if outcome not in expected]
    return lacks + ([] if any(case.at_the_line for case in rule.cases) else ["a case at the line (at_the_line: yes)"])


def informs(rule: Rule) -> bool:
    """Whether the rule is listed for information alone: its `when` reads nothing, so it never applies."""
    return rule.when is not None and not any(True for _ in references(rule.when))


def filing_of(case: RuleCase, path: str, columns: Sequence[str] = ()) -> Filing:
    """The small filing a case describes, its values placed at its line; with empty ledger columns for a rule over columns."""

    def written(text: str) -> Written:
        return Written(text, case.at)

    return Filing(
        path=path,
        sha256="",
        entity=Entity("A case", None, None, case.entity),
        fiscal_year=case.year,
        report=case.report,
        figures={key: written(text) for key, text in case.given.items()},
        answers={name: written(text) for name, text in case.answers.items()},
        columns=_columns(case, columns),
        lists={
            name: tuple({key: written(text) for key, text in entry.items()} for entry in found)
            for name, found in case.lists.items()
        },
    )


def _columns(case: RuleCase, codes: Sequence[str]) -> tuple[Column, ...]:
    periods = {entry.report: (period, entry) for period, entry in PERIODS.items()}
    period, entry = periods[case.report]
    return tuple(
        Column(shift(case.year, entry.columns[code].year), period, code, case.at.path, rows=(), elements={})
        for code in codes
        if code in entry.columns
    )


def _rehearsed(rule: Rule, case: RuleCase, fast_path: FastPath) -> Rehearsal:
    try:
        book = FigureBook(filing_of(case, rule.path, rule.each.columns), fast_path.rulebook)
        result = examine(rule, book)
        fast = fast_path.outcomes(rule, book)
    except FilingError as error:
        return Rehearsal(rule.id, case, "error", error.message)
    judged = _judged(rule, case, result)
    if judged is None:
        return Rehearsal(rule.id, case, "error", f"there is no case for {case.subject or case.offset}")
    fault = ""
    if judged.outcome != case.expect:
        fault = f"expected {case.expect}, came out {judged.outcome}. {judged.message}".rstrip()
    elif case.rule is not None and result.outcome != case.rule:
        fault = f"the rule was expected {case.rule}, came out {result.outcome}"
    elif case.at_the_line and "distance" in judged.figures and _off_the_line(judged.figures):
        fault = f"said to be at the line, but {judged.figures['distance'].shown} from it"
    elif fast != [one.outcome for one in result.cases]:
        fault = f"the fast path says {fast}, the tracing path {[one.outcome for one in result.cases]}"
    return Rehearsal(rule.id, case, judged.outcome, fault)


def _judged(rule: Rule, case: RuleCase, result: Result) -> Case | None:
    year = {"fiscal_year": shift(case.year, case.offset or 0)} if rule.each.years else {}
    found = [one for one in result.cases if year.items() <= one.subject.items()]
    if case.subject is not None:
        found = [one for one in found if case.subject in one.subject.values()]
    return found[0] if found else None


def _off_the_line(figures: Mapping[str, object]) -> bool:
    value = getattr(figures["distance"], "value", None)
    return value is not None and value != Decimal(0)
