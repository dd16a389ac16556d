"""A rule's own cases worked out: what was given, each step with its figures put in, and the outcome."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from compliance.engine.evidence import Evidence, worked
from compliance.engine.examine import examine
from compliance.engine.figures import FigureBook
from compliance.engine.findings import Case, Figure
from compliance.engine.rehearse import filing_of
from compliance.engine.subjects import Subject, subjects
from compliance.fiscal_year import shift
from compliance.pages.markdown import block, code, plain, table
from compliance.pages.words import AGENCIES
from compliance.pages.worked_columns import InColumn, column_told, in_column, ledger_tables, outcome_in_column
from compliance.rulebook.language.tree import Tree
from compliance.rulebook.model import Rule, Rulebook, RuleCase

# One value cannot be put in where a function goes over years or entries.
_OVER_MANY = re.compile(r"\b(average|total|count|every|some|cumulative)\(")
OUTCOMES = {"met": "met", "not_met": "not met", "not_applicable": "not applicable", "unknown": "not known"}
LAYERS = {"figures": "", "original_budget": "original budget", "previous_report": "previous report"}


class Worked(NamedTuple):
    """A case of a rule file as the engine judged it, and its test with the figures put in; where it stands in a column."""

    case: RuleCase
    judged: Case
    when: str
    test: str
    in_column: InColumn | None = None


def chosen(rule: Rule) -> tuple[RuleCase, ...]:
    """The first case met, the first not met and the first at the line, in that order; else the first there is."""
    plainly = [case for case in rule.cases if not case.at_the_line]
    found = [next((case for case in plainly if case.expect == outcome), None) for outcome in ("met", "not_met")]
    found.append(next((case for case in rule.cases if case.at_the_line), None))
    return tuple(_once(found)) or rule.cases[:1]


def work(rule: Rule, case: RuleCase, rulebook: Rulebook) -> Worked | None:
    """The case judged; None where the rule has no such subject. Raises FilingError for a value not of its unit."""
    if rule.columns is not None:
        return _in_column(rule, case, rulebook)
    book = FigureBook(filing_of(case, rule.path), rulebook)
    found = next((one for one in subjects(rule, book) if _is_meant(case, one.subject, rule)), None)
    judged = next((one for one in examine(rule, book).cases if _is_meant(case, one.subject, rule)), None)
    if judged is None:
        return None
    return Worked(case, judged, _worked(rule.when, found), _worked(rule.require, found))


def _in_column(rule: Rule, case: RuleCase, rulebook: Rulebook) -> Worked | None:
    """The combination, cell or subject that the case is about; the column's own case where nothing in it was tested."""
    found = in_column(rule, case, rulebook)
    if found is None:
        return None
    if found.shown is None or found.sees is None:
        return Worked(case, found.told, "", "", found)
    subject = Subject(found.shown.subject, "", found.sees)
    return Worked(case, found.shown, _worked(rule.when, subject), _worked(rule.require, subject), found)


def example(rule: Rule, case: RuleCase, rulebook: Rulebook) -> list[str]:
    """The case as lines of a page: where it stands, what was given, the arithmetic, the outcome."""
    found = work(rule, case, rulebook)
    if found is None:
        return []
    because = f": {case.because}" if case.because else ""
    lines = [plain(f"{_told(rule, case)}{because}."), ""]
    lines += [*_given(case, rulebook), ""]
    lines += [*block(_steps(rule, found)), ""]
    if found.judged.message:
        lines += [f"> {plain(found.judged.message)}", ""]
    return lines + [line for note in found.judged.notes for line in (f"*{plain(note)}*", "")]


def _once(found: list[RuleCase | None]) -> Iterator[RuleCase]:
    seen: list[RuleCase] = []
    for case in found:
        if case is not None and case not in seen:
            seen.append(case)
            yield case


def _is_meant(case: RuleCase, subject: Mapping[str, str], rule: Rule) -> bool:
    year = {"fiscal_year": shift(case.year, case.offset or 0)} if rule.each.years else {}
    return year.items() <= subject.items() and (case.subject is None or case.subject in subject.values())


def _worked(tree: Tree | None, subject: Subject | None) -> str:
    return "" if tree is None or subject is None else worked(Evidence(subject.environment).trace(tree))


def _told(rule: Rule, case: RuleCase) -> str:
    agency = AGENCIES.get(case.entity, case.entity.replace("_", " ")).replace("school districts", "a school district")
    agency = agency.replace("county offices", "a county office")
    year = shift(case.year, case.offset or 0)
    judged = f", judged for {year}" if case.offset else ""
    subject = f", {case.subject.replace('_', ' ')}" if case.subject else ""
    if rule.columns is not None:
        subject = f", {column_told(rule, case)}"
    return f"{case.report.replace('_', ' ').capitalize()} of {case.year}, {agency}{judged}{subject}"


def _given(case: RuleCase, rulebook: Rulebook) -> list[str]:
    rows = [
        (plain(f"{LAYERS.get(layer, layer)} {year}".strip()), plain(rulebook.figures[name].label or name), code(text))
        for (layer, year, name), text in case.given.items()
    ]
    rows += [("", f"Answer {plain(name)}", code(text)) for name, text in case.answers.items()]
    for name, entries in case.lists.items():
        title = plain(rulebook.lists[name].title or name)
        told = [", ".join(f"{field}: {text}" for field, text in entry.items()) for entry in entries]
        rows += [("", title, code(one)) for one in told] or [("", title, "none")]
    lines = [*table(("Year", "Given", "As"), rows), ""] if rows else []
    return [*lines, *ledger_tables(case)] or ["Nothing is given."]


def _steps(rule: Rule, found: Worked) -> Iterator[str]:
    """Law and lets in the order of the rule file, then the test and the distance."""
    if found.in_column is not None and found.in_column.shown is None:
        yield from outcome_in_column(found.in_column, found.case, OUTCOMES[found.in_column.told.outcome])
        return
    figures = found.judged.figures
    for name, figure in figures.items():
        if name not in rule.lets and figure.source is not None and figure.source.confidence:
            yield f"{name} = {figure.shown}   ({figure.source.formula}, {figure.source.confidence})"
    outcome = found.judged.outcome
    for name in rule.lets:
        if name in figures and (figures[name].value is not None or outcome == "unknown"):
            yield from _step(name, rule.texts.get(f"let {name}", rule.lets[name].text), figures[name])
    if rule.when is not None:
        yield from _asked("when", rule.texts.get("when", rule.when.text), found.when)
    if outcome != "not_applicable" and rule.require is not None:
        yield from _asked("require", rule.texts.get("require", rule.require.text), found.test)
    yield f"outcome: {OUTCOMES.get(outcome, outcome)}"
    if "distance" in figures and (figures["distance"].value is not None or outcome == "unknown"):
        yield from _step("distance", rule.texts.get("distance", ""), figures["distance"])
    if found.in_column is not None:
        told = found.in_column.told.outcome
        yield from outcome_in_column(found.in_column, found.case, OUTCOMES.get(told, told))


def _asked(key: str, text: str, inside: str) -> Iterator[str]:
    yield f"{key}: {text}"
    if inside != text and not _OVER_MANY.search(text) and inside[:1].strip():  # an empty text shows as nothing
        yield f"{' ' * len(key)}= {inside}"


def _step(name: str, text: str, figure: Figure) -> Iterator[str]:
    pad = " " * len(name)
    yield f"{name} = {text}"
    if figure.value is None:
        yield f"{pad} : not known ({figure.why})"
        return
    inside = figure.source.worked if figure.source else None
    if inside and inside != text and not _OVER_MANY.search(text):
        yield f"{pad} = {inside}"
    if figure.shown != inside:
        yield f"{pad} = {figure.shown}{_exactly(figure)}"


def _exactly(figure: Figure) -> str:
    """The value in full where what is shown was rounded and the value ends."""
    if not isinstance(figure.value, Decimal) or figure.unit not in ("money", "rate"):
        return ""
    rate = figure.unit == "rate"
    full = f"{figure.value * 100 if rate else figure.value:,f}"
    full = full.rstrip("0").rstrip(".") if "." in full else full
    short = figure.shown.strip("%").replace("$", "")
    short = short.rstrip("0").rstrip(".") if "." in short else short
    return "" if full == short else f" (exactly {full}{'%' if rate else ''})"
