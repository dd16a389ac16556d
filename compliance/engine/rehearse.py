"""The cases in a rule file, judged: each is a small filing with the outcome the law asks for."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from compliance.engine.column_cases import cases_in, columns_of
from compliance.engine.columns import outcomes_traced
from compliance.engine.examine import examine
from compliance.engine.fast_path import FastPath
from compliance.engine.figures import FigureBook
from compliance.engine.findings import Case, Result
from compliance.engine.history import History
from compliance.filing.model import Column, Entity, Filing, FilingError, Row, Written
from compliance.filing.periods import PERIODS
from compliance.fiscal_year import shift
from compliance.rulebook.column_rules import Ledger
from compliance.rulebook.language.references import references
from compliance.rulebook.model import Rule, Rulebook, RuleCase


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
    if rule.require is None:
        return []
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


def filing_of(case: RuleCase, path: str) -> Filing:
    """The small filing a case describes, its values placed at its line; for a rule over columns with its column."""

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
        columns=_columns(case),
        lists={
            name: tuple({key: written(text) for key, text in entry.items()} for entry in found)
            for name, found in case.lists.items()
        },
    )


def _columns(case: RuleCase) -> tuple[Column, ...]:
    if case.column is None or case.ledger is None:
        return ()
    period, entry = {one.report: (name, one) for name, one in PERIODS.items()}[case.report]
    return (_column(case, case.ledger, period, case.column, shift(case.year, entry.columns[case.column].year)),)


def _column(case: RuleCase, ledger: Ledger, period: str, code: str, fiscal_year: str) -> Column:
    rows = tuple(Row(account, Decimal(amount), None, case.at.line) for account, amount in ledger.rows)
    cells = ledger.cells
    elements = None if cells is None else {name: Written(text, case.at, True) for name, text in cells.items()}
    return Column(fiscal_year, period, code, case.at.path, rows=rows, elements=elements)


def _before(case: RuleCase, path: str, column: Column) -> list[Filing]:
    """The closed books of the year before a case's column, where the case gives them."""
    if case.before is None:
        return []
    year = shift(column.fiscal_year, -1)
    books = _column(case, case.before, "A", "BA", year)
    return [Filing(path, "", Entity("A case", None, None, case.entity), year, "unaudited_actuals", columns=(books,))]


def _rehearsed(rule: Rule, case: RuleCase, fast_path: FastPath) -> Rehearsal:
    try:
        book = _book(rule, case, fast_path.rulebook)
        result = examine(rule, book, fast_path)
        fast, traced = _both_paths(rule, book, result, fast_path)
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
    elif fast != traced:
        fault = f"the fast path says {fast}, the tracing path {traced}"
    return Rehearsal(rule.id, case, judged.outcome, fault)


def _book(rule: Rule, case: RuleCase, rulebook: Rulebook) -> FigureBook:
    filing = filing_of(case, rule.path)
    before = [FigureBook(one, rulebook) for column in filing.columns for one in _before(case, rule.path, column)]
    return FigureBook(filing, rulebook, history=History(before))


def _both_paths(rule: Rule, book: FigureBook, result: Result, fast_path: FastPath) -> tuple[list[str], list[str]]:
    """The outcomes of the compiled test and of the traced one, case by case."""
    if rule.columns is None:
        return fast_path.outcomes(rule, book), [one.outcome for one in result.cases]
    judged = [one for column, _ in columns_of(rule, book) for one in cases_in(rule, book, column)]
    return fast_path.outcomes_in(rule, judged), outcomes_traced(rule, judged)


def _judged(rule: Rule, case: RuleCase, result: Result) -> Case | None:
    if rule.columns is not None:
        return _of_column(case, result)
    year = {"fiscal_year": shift(case.year, case.offset or 0)} if rule.each.years else {}
    found = [one for one in result.cases if year.items() <= one.subject.items()]
    if case.subject is not None:
        found = [one for one in found if case.subject in one.subject.values()]
    return found[0] if found else None


def _of_column(case: RuleCase, result: Result) -> Case | None:
    """The case of these codes, else the column's own: what passed is told by its column."""
    for one in result.cases:
        if case.subject == " ".join(value for name, value in one.subject.items() if name != "column"):
            return one
    return next((one for one in result.cases if case.subject is None or list(one.subject) == ["column"]), None)


def _off_the_line(figures: Mapping[str, object]) -> bool:
    value = getattr(figures["distance"], "value", None)
    return value is not None and value != Decimal(0)
