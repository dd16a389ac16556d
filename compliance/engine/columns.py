"""A rule over columns judged: in each column its cases are screened by a compiled test, and what does not pass is traced.

A column that the check ran on always has a case: its exceptions keyed as the state keys them, one for what is unknown, or one
that is met.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from compliance.engine.column_case import ColumnCase
from compliance.engine.column_cases import cases_in, columns_of
from compliance.engine.fast_path import FastPath
from compliance.engine.figures import FigureBook
from compliance.engine.findings import SEVERITIES, Case, Figure, Result
from compliance.engine.review_log import exceptions_of, explanation_in
from compliance.engine.subjects import Subject
from compliance.engine.traced_case import case_of
from compliance.filing.model import Column, FilingError
from compliance.rulebook.column_rules import Standing
from compliance.rulebook.model import Rule

TRACED = 40  # of what is unknown so many cases are traced: they say why
FEW = 12  # so many cases cost less to trace than a test costs to compile
TOLD = 3
NAMED = 8
GRAVITY = {"fatal": "fatal", "warning": "serious", "informational": "note"}
EXPLAINED = {"warning": "concern"}


def examine_columns(rule: Rule, book: FigureBook, fast: FastPath) -> Result:
    """The rule's result over every column it runs on. A rule that raises is `error` for itself alone."""
    assert rule.columns is not None
    cases: list[Case] = []
    logged: list[bool] = []
    for column, standing in columns_of(rule, book):
        try:
            found = list(_column(rule, book, column, standing, fast))
        except FilingError:
            raise
        except Exception as error:
            message = f"The rule {rule.id} failed on column {column.code}: {type(error).__name__}: {error}"
            found = [Case({"column": column.code}, "error", {}, message, rule.path, rule.at.line)]
        found, state = _beside_the_log(rule, column, found)
        logged += [] if state is None else [state]
        cases += found
    outcomes = [case.outcome for case in cases]
    outcome = next((one for one in ("error", "not_met", "unknown", "met") if one in outcomes), "not_applicable")
    failing = [case for case in cases if case.outcome == "not_met"]
    graver = [case.severity for case in failing or cases if case.severity] or [rule.severity]
    messages = list(
        dict.fromkeys(case.message for case in cases if case.outcome == outcome and outcome in ("not_met", "error"))
    )
    more = f" And {len(messages) - TOLD} more." if len(messages) > TOLD else ""
    return Result(
        rule=rule.id,
        title=rule.title,
        outcome=outcome,
        severity=max(graver, key=SEVERITIES.index),
        cites=rule.cites,
        message=" ".join(messages[:TOLD]) + more,
        remedy=rule.remedy,
        cases=tuple(cases),
        explained=bool(failing) and all(case.explanation for case in failing),
        state_outcome=None if not logged else "not_met" if True in logged else "met",
        topic=rule.topic,
        phase=rule.columns.phase,
    )


def _column(rule: Rule, book: FigureBook, column: Column, standing: Standing, fast: FastPath) -> Iterator[Case]:
    """The cases of one column, with their severity."""
    assert rule.columns is not None
    here, gravity = {"column": column.code}, GRAVITY[standing.word]
    if rule.columns.cannot:
        yield Case(here, "unknown", {}, f"Not known: {rule.columns.cannot}", severity=gravity, missing=(rule.columns.cannot,))
        return
    lacking = _lacking(rule, book, column)
    if lacking:
        yield Case(here, "unknown", {}, f"Not known: lacks {lacking}.", severity=gravity, missing=(lacking,))
        return
    judged = cases_in(rule, book, column)
    if len(judged) <= FEW:
        traced = [(one, case_of(rule, Subject(_subject(one), "", one))) for one in judged]
        screened = [case.outcome for _, case in traced]
    else:
        screened = fast.outcomes_in(rule, judged)
        unknown_at = [at for at, outcome in enumerate(screened) if outcome == "unknown"]
        open_at = [at for at, outcome in enumerate(screened) if outcome in ("not_met", "error")] + unknown_at[:TRACED]
        traced = [(one, case_of(rule, Subject(_subject(one), "", one))) for one in (judged[at] for at in open_at)]
    traced.sort(key=lambda found: tuple(found[0].names.values()))
    failing = [_exception(one, case) for one, case in traced if case.outcome == "not_met"]
    unknown = [(one, case) for one, case in traced if case.outcome == "unknown"]
    if failing and not rule.columns.keyed:
        failing = [_folded(failing, here)]
    for case in failing:
        words = explanation_in(column, rule.id, case.subject, book.filing.explanations)
        yield case._replace(explanation=words, severity=EXPLAINED.get(standing.word, gravity) if words else gravity)
    if unknown:
        yield _unknown(unknown, here, screened.count("unknown"))._replace(severity=gravity)
    if not failing and not unknown:
        if len(judged) == 1 and not rule.each.accounts and traced and traced[0][1].outcome == "met":
            yield traced[0][1]._replace(subject=here, severity=gravity)
        else:
            number = len(judged) - screened.count("not_applicable")
            tested = Figure(Decimal(number), "count", f"{number:,}", None, f"cases tested in column {column.code}")
            yield Case(here, "met", {"tested": tested}, "", column.path, severity=gravity)


def _lacking(rule: Rule, book: FigureBook, column: Column) -> str:
    """What the column or the history lacks for the rule to be judged at all."""
    assert rule.columns is not None
    if rule.each.accounts and column.rows is None:
        return f"the ledger of column {column.code}"
    if rule.each.cells and column.elements is None:
        return f"the forms of column {column.code}"
    if any(year for year, _ in rule.columns.rows):
        case = ColumnCase(book, column, {})
        if case.books(-1) is None:
            return f"the unaudited actuals of {case.fiscal_year(-1)} (give their file with --history)"
    return ""


def _subject(case: ColumnCase) -> dict[str, str]:
    return {"column": case.column.code, **case.names}


def _exception(one: ColumnCase, case: Case) -> Case:
    """The case with its rows: an exception without the rows behind it tells nobody where to look."""
    figures = dict(case.figures)
    if "amount" not in figures and (one.own()[1] or one.cell is not None):
        payload = one.asked("amount", (), (), 0).payload
        assert isinstance(payload, Figure)
        figures["amount"] = payload
    source = figures["amount"].source if "amount" in figures else None
    if source is not None and source.line is not None and source.kind != "history":
        return case._replace(figures=figures, path=source.path, line=source.line)
    return case._replace(figures=figures)


def _folded(cases: Sequence[Case], here: dict[str, str]) -> Case:
    """One exception for the whole column, as the state logs it, with what each case found."""
    figures = {
        " ".join([name, *(value for key, value in case.subject.items() if key != "column")]): figure
        for case in cases
        for name, figure in case.figures.items()
    }
    words = list(dict.fromkeys(case.message for case in cases))
    more = f" And {len(words) - NAMED} more." if len(words) > NAMED else ""
    return cases[0]._replace(subject=here, figures=figures, message=" ".join(words[:NAMED]) + more)


def _unknown(found: Sequence[tuple[ColumnCase, Case]], here: dict[str, str], number: int) -> Case:
    """One case for all that is unknown in a column: why, and for which codes; number is how many cases are."""
    missing = tuple(dict.fromkeys(name for _, case in found for name in case.missing))
    keys = list(dict.fromkeys(" ".join(one.names.values()) for one, _ in found if one.names))
    named = ", ".join(keys[:NAMED]) + (f" and {number - NAMED} more" if number > NAMED else "")
    told = "; ".join(missing[:NAMED]) + (f" and {len(missing) - NAMED} more" if len(missing) > NAMED else "")
    message = f"Not known{f' for {named}' if named else ''}: {told}."
    first = _exception(*found[0])
    return first._replace(subject=here, message=message, missing=missing[:NAMED], notes=())


def _beside_the_log(rule: Rule, column: Column, cases: list[Case]) -> tuple[list[Case], bool | None]:
    """Each case with what the state's own log says of it; an exception only the state saw stands beside ours."""
    theirs = exceptions_of(column, rule.id)
    if theirs is None:
        return cases, None
    found = []
    for case in cases:
        key = tuple(value for name, value in case.subject.items() if name != "column")
        said = theirs.pop(key, None)
        exception = said is not None or (not key and bool(theirs))
        found.append(case._replace(state_outcome="not_met" if exception else "met"))
    names = (*rule.each.accounts, "key_1", "key_2", "key_3")
    extra = [key for key in theirs if key and any(case.subject.keys() - {"column"} for case in cases)]
    for key in extra:
        subject = {"column": column.code, **dict(zip(names, key, strict=False))}
        found.append(Case(subject, "met", {}, "", column.path, theirs[key], state_outcome="not_met"))
    return found, any(case.state_outcome == "not_met" for case in found)


def outcomes_traced(rule: Rule, cases: Iterable[ColumnCase]) -> list[str]:
    """The outcome of every case by the tracing path alone: what the screening must agree with."""
    return [case_of(rule, Subject(_subject(one), "", one)).outcome for one in cases]
