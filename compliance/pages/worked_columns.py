"""A case of a rule over columns judged: what the engine tells of it, and the combination, cell or subject to be worked out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from compliance.engine.column_case import ColumnCase
from compliance.engine.column_cases import cases_in, columns_of
from compliance.engine.examine import examine
from compliance.engine.figures import FigureBook
from compliance.engine.findings import Case
from compliance.engine.history import History
from compliance.engine.rehearse import filing_of
from compliance.engine.subjects import Subject
from compliance.engine.traced_case import case_of
from compliance.fiscal_year import shift
from compliance.pages.column_words import COLUMNS
from compliance.pages.markdown import code, plain, table
from compliance.rulebook.column_rules import Ledger
from compliance.rulebook.model import Rule, Rulebook, RuleCase
from compliance.rulebook.read_columns import names_of


class InColumn(NamedTuple):
    """told is the engine's case in its report; shown one case behind it with what it sees, None where nothing was tested."""

    told: Case
    shown: Case | None
    sees: ColumnCase | None
    tested: int


def in_column(rule: Rule, case: RuleCase, rulebook: Rulebook) -> InColumn | None:
    """The case judged; None where the engine tells nothing of its column. Raises FilingError for a value not of its unit."""
    book = book_of_case(rule, case, rulebook)
    told = _told(case, examine(rule, book).cases)
    if told is None:
        return None
    judged = [one for column, _ in columns_of(rule, book) for one in cases_in(rule, book, column)]
    traced = [(one, case_of(rule, Subject({"column": one.column.code, **one.names}, "", one))) for one in judged]
    meant = [pair for pair in traced if case.subject is not None and " ".join(pair[0].names.values()) == case.subject]
    fitting = meant or [pair for pair in traced if pair[1].outcome == case.expect] or traced
    tested = sum(one.outcome != "not_applicable" for _, one in traced)
    return InColumn(told, fitting[0][1], fitting[0][0], tested) if fitting else InColumn(told, None, None, 0)


def book_of_case(rule: Rule, case: RuleCase, rulebook: Rulebook) -> FigureBook:
    """The small filing of a case, with the closed books of the year before where the case gives them."""
    filing = filing_of(case, rule.path)
    earlier = []
    if case.before is not None:
        for column in filing.columns:
            year = shift(column.fiscal_year, -1)
            books = case._replace(
                year=year, report="unaudited_actuals", column="BA", ledger=case.before, given={}, answers={}, lists={}
            )
            earlier.append(FigureBook(filing_of(books, rule.path), rulebook))
    return FigureBook(filing, rulebook, history=History(earlier))


def column_told(rule: Rule, case: RuleCase) -> str:
    """Column and codes of a case: column BB (budget, in an adopted budget), fund 01, resource 3310."""
    holds = COLUMNS.get(case.column or "", "")
    words = [f"column {case.column}" + (f" ({holds})" if holds else "")]
    names = [name for name in names_of(rule.each) if name != "content"]
    keys = (case.subject or "").split()
    if names and len(names) == len(keys):
        words += [f"{name.replace('_', ' ')} {key}" for name, key in zip(names, keys, strict=True)]
    elif case.subject:
        words.append(case.subject)
    return ", ".join(words)


def ledger_tables(case: RuleCase) -> list[str]:
    """The ledger and form cells that a case gives, as tables of account and amount, and of cell and content."""
    lines = [*_ledger(case.ledger, "Account in the ledger", "Form cell")]
    if case.before is not None:
        lines += _ledger(case.before, "Account in the closed books of the year before", "Form cell of the year before")
    return lines


def outcome_in_column(found: InColumn, case: RuleCase, outcome: str) -> Iterator[str]:
    """What the column as a whole comes to, where that says more than the one case shown."""
    if found.shown is None:
        yield f"outcome: {outcome}" + (" (the column holds nothing to be tested)" if found.told.outcome == "met" else "")
    elif found.shown.outcome == "not_applicable" and found.told.outcome == "met":
        yield f"column {case.column}: {outcome} (what is left out is no exception)"
    elif found.tested > 1:
        yield f"column {case.column}: {found.tested} cases tested, this is one of them"


def _told(case: RuleCase, cases: tuple[Case, ...]) -> Case | None:
    """The engine's case of these codes, else the column's own."""
    for one in cases:
        if case.subject == " ".join(value for name, value in one.subject.items() if name != "column"):
            return one
    return next((one for one in cases if case.subject is None or list(one.subject) == ["column"]), None)


def _ledger(ledger: Ledger | None, accounts: str, cells: str) -> list[str]:
    if ledger is None:
        return []
    rows = [(code(_account(account)), plain(_dollars(amount))) for account, amount in ledger.rows]
    written = [(code(name), code(text) or "*empty*") for name, text in (ledger.cells or {}).items()]
    lines = [*table((accounts, "Amount"), rows), "", *table((cells, "Content"), written), ""]
    return lines if rows or written else []


def _account(account: str) -> str:
    return "-".join((account[:2], account[2:6], account[6:7], account[7:11], account[11:15], account[15:]))


def _dollars(amount: str) -> str:
    """An amount of a rule file as dollars: its digits stay as they stand, thousands are parted."""
    whole, _, cents = amount.removeprefix("-").partition(".")
    return f"{'-' if amount.startswith('-') else ''}${int(whole):,}.{cents:0<2}"
