"""The words of a rule over columns: its phase, its columns with the state's severity, and what its cases go over."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.engine.columns import EXPLAINED, GRAVITY
from compliance.pages.asked_words import BEFORE, selected_words
from compliance.pages.words import listed, year_words
from compliance.rulebook.column_rules import Columns, Standing
from compliance.rulebook.language.references import references
from compliance.rulebook.language.tree import Asked, LedgerSum
from compliance.rulebook.model import Each, Rule

PHASES = {  # in the order in which the state's system runs and prints them
    "import": "Import",
    "general_ledger": "General ledger",
    "supplemental": "Supplemental",
    "export_validation": "Export validation",
}
COLUMNS = {
    "BE": "estimated actuals, in an adopted budget",
    "BB": "budget, in an adopted budget",
    "BA": "unaudited actuals",
    "IO": "original budget, in an interim",
    "IB": "board-approved operating budget, in an interim",
    "IA": "actuals to date, in an interim",
    "IP": "projected year totals, in an interim",
}
NOT_CERTAIN = {
    "probable": "How the state’s check reads here is probable, not certain.",
    "unconfirmed": "How the state’s check reads here was not confirmed on a real filing.",
}


def our_word(standing: Standing) -> str:
    """What a case not met is in a report of ours: serious, explained concern."""
    explained = EXPLAINED.get(standing.word)
    return GRAVITY[standing.word] + (f"; explained, {explained}" if explained else "")


def column_rows(columns: Columns) -> Iterator[tuple[str, str, str, str, str]]:
    """Column, what it holds, the state's severity, ours, fiscal years of the column; no years where it runs in every one."""
    for code, standing in columns.standing.items():
        years = year_words(standing.from_year, standing.until) if standing.from_year or standing.until else ""
        yield code, COLUMNS.get(code, ""), standing.word, our_word(standing), years


def state_words(columns: Columns) -> str:
    """The state's words of severity, the gravest first: fatal, warning."""
    found = {standing.word for standing in columns.standing.values()}
    return ", ".join(word for word in GRAVITY if word in found)


def goes_over(rule: Rule, most: int = 0) -> list[str]:
    """Sentences on what the cases of a rule over columns are; of written-out subjects at most so many (0: all)."""
    assert rule.columns is not None
    each, columns = rule.each, rule.columns
    if each.accounts:
        codes = f"combination of {listed(each.accounts)}" if len(each.accounts) > 1 else each.accounts[0]
        told = [f"In each column it takes every {codes} {_having(columns)}."]
    elif each.cells:
        told = [f"In each column it takes every filled cell named {each.cells}{_free(each.cells)}."]
    elif each.subjects:
        shown = each.subjects[:most] if most else each.subjects
        words = [" with ".join(f"{name} {value}" for name, value in one.items()) for one in shown]
        more = len(each.subjects) - len(shown)
        told = [f"In each column it takes {'; '.join(words)}{f'; and {more} more' if more else ''}."]
    else:
        told = [f"It is tested once in each column{f', on {_rows(columns)}' if columns.rows != ((0, ()),) else ''}."]
    for field, selector in columns.together:
        told.append(f"{selected_words(((field, selector),)).capitalize()} count as one.")
    if each.accounts and any(isinstance(node, LedgerSum) or _lines(node) for node in _asked(rule)):
        told.append("A sum is of the case’s own codes, save those that the sum names.")
    tables = tables_of(rule)
    if tables:
        told.append(
            f"Which codes are valid stands in the table{'s' * (len(tables) > 1)} {listed(tables)} of codes/; without evidence "
            "for the column’s year and kind of agency the outcome is unknown."
        )
    if not columns.keyed and each != Each():
        told.append("The state logs one exception for the whole column, however many cases are not met.")
    return told


def only_where(rule: Rule) -> str:
    """How a sentence on the rule's `when` begins."""
    return "It is tested only where" if rule.each == Each() else "It takes only those where"


def tables_of(rule: Rule) -> tuple[str, ...]:
    """The tables of codes/ that the rule asks, each once."""
    asked = (node.arguments[0] for node in _asked(rule) if isinstance(node, Asked) and node.function == "valid")
    return tuple(dict.fromkeys(asked))


def _having(columns: Columns) -> str:
    return "that stands in the ledger" if columns.rows == ((0, ()),) else f"that has {_rows(columns)}"


def _rows(columns: Columns) -> str:
    """rows in object 9791, or in object 979Z in the closed books of the year before."""
    parts = []
    for year, selectors in columns.rows:
        parts.append((f"in {selected_words(selectors)}" if selectors else "of any account") + (BEFORE if year else ""))
    return "rows " + ", or ".join(parts)


def _free(pattern: str) -> str:
    names = [part.partition("}")[0] for part in pattern.split("{")[1:]]
    return f", whatever stands for {listed(names)}" if names else ""


def _asked(rule: Rule) -> Iterator[object]:
    for tree in (rule.when, rule.require, rule.distance, *rule.lets.values()):
        if tree is not None:
            yield from references(tree)


def _lines(node: object) -> bool:
    return isinstance(node, Asked) and node.function == "lines"
