"""What changed between two reports of one agency: figures, answers, outcomes. Pure: two Reports and their figures in."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from compliance.engine.findings import Case, Figure, Report, Result
from compliance.fiscal_year import distance

FigureKey = tuple[str, str, str]
Figures = Mapping[FigureKey, Figure]
ORDER = ("adopted_budget", "first_interim", "second_interim", "end_of_year", "unaudited_actuals")
_GRAVITY = {"not_applicable": 0, "met": 0, "unknown": 1, "not_met": 2, "error": 3}


class FigureChange(NamedTuple):
    """A figure of a fiscal year that differs; None where only the other filing gives it."""

    layer: str
    name: str
    fiscal_year: str
    old: Figure | None
    new: Figure | None

    @property
    def either(self) -> Figure:
        """The figure for what both share: its label and its unit."""
        one = self.new or self.old
        assert one is not None
        return one

    @property
    def difference(self) -> Fraction | None:
        """New less old, exact; None where one is not given or it is no number."""
        numbers = [None if one is None else _number(one) for one in (self.old, self.new)]
        return None if numbers[0] is None or numbers[1] is None else numbers[1] - numbers[0]

    @property
    def rate(self) -> Fraction | None:
        """The difference over the old amount without its sign, as a rate; None for rates themselves and where old is zero."""
        difference, old = self.difference, None if self.old is None else _number(self.old)
        return None if difference is None or not old or self.either.unit == "rate" else difference / abs(old)


class AnswerChange(NamedTuple):
    """An answer that differs; a figure's value is None where it is not answered."""

    name: str
    old: Figure
    new: Figure


class CaseChange(NamedTuple):
    """A case whose outcome differs; None where the other report has no such case."""

    subject: Mapping[str, str]
    old: str | None
    new: str | None
    message: str


class RuleChange(NamedTuple):
    """A rule whose outcome, or that of a case, differs. old_rule is its id on the older form where that is another."""

    rule: str
    old_rule: str
    title: str
    old: str
    new: str
    cases: tuple[CaseChange, ...]


class Changes(NamedTuple):
    """All that changed. only_old and only_new are the rules that just one of the reports was judged by."""

    old: Report
    new: Report
    figures: tuple[FigureChange, ...]
    answers: tuple[AnswerChange, ...]
    rules: tuple[RuleChange, ...]
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]
    warnings: tuple[str, ...]


def changes_between(old: Report, new: Report, old_figures: Figures, new_figures: Figures) -> Changes:
    """What changed from old to new. The figures are those that each filing gives, by layer, fiscal year and name.

    What the last report said is compared only between two versions of one report: else it is said of different reports.
    """
    same = (old.report, old.fiscal_year) == (new.report, new.fiscal_year)
    given = dict.fromkeys((*new_figures, *old_figures))
    keys = sorted(given, key=lambda key: (_LAYERS.index(key[0]), key[1]))  # within a year, in the pack's order
    figures = [
        FigureChange(*_named(key), old_figures.get(key), new_figures.get(key))
        for key in keys
        if (same or key[0] != "previous_report") and _differ(old_figures.get(key), new_figures.get(key))
    ]
    answers = [
        AnswerChange(name, old.answers[name], new.answers[name])
        for name in new.answers
        if name in old.answers and _value(old.answers[name]) != _value(new.answers[name])
    ]
    pairs = _pairs(old, new)
    rules = [change for before, after in pairs if (change := _rule_change(before, after)) is not None]
    paired_old, paired_new = {before.rule for before, _ in pairs}, {after.rule for _, after in pairs}
    return Changes(
        old,
        new,
        tuple(figures),
        tuple(answers),
        tuple(sorted(rules, key=lambda change: _GRAVITY[change.old] - _GRAVITY[change.new])),
        tuple(result.rule for result in old.results if result.rule not in paired_old),
        tuple(result.rule for result in new.results if result.rule not in paired_new),
        tuple(_warnings(old, new)),
    )


_LAYERS = ("figures", "original_budget", "previous_report")


def _named(key: FigureKey) -> tuple[str, str, str]:
    layer, fiscal_year, name = key
    return layer, name, fiscal_year


def _number(figure: Figure) -> Fraction | None:
    value = figure.value
    return None if value is None or isinstance(value, bool | str) else Fraction(value)


def _value(figure: Figure) -> Fraction | bool | str | None:
    value = figure.value
    return value if value is None or isinstance(value, bool | str) else Fraction(value)


def _differ(old: Figure | None, new: Figure | None) -> bool:
    return (None if old is None else _value(old)) != (None if new is None else _value(new))


def _pairs(old: Report, new: Report) -> list[tuple[Result, Result]]:
    """The same test in both reports: by its id, else by its title, because forms number the same test differently."""
    by_id = {result.rule: result for result in old.results}
    taken = {result.rule for result in new.results if result.rule in by_id}
    by_title = {result.title: result for result in old.results if result.rule not in taken}
    found = []
    for result in new.results:
        before = by_id.get(result.rule) or by_title.get(result.title)
        if before is not None:
            found.append((before, result))
    return found


def _rule_change(old: Result, new: Result) -> RuleChange | None:
    before, after = ({tuple(case.subject.items()): case for case in result.cases} for result in (old, new))
    cases = []
    for key in {**before, **after}:
        was, now = before.get(key), after.get(key)
        if was is None or now is None or was.outcome != now.outcome:
            before_it, after_it = (None if one is None else one.outcome for one in (was, now))
            cases.append(CaseChange(dict(key), before_it, after_it, _message(now)))
    moved = [case for case in cases if case.old is not None and case.new is not None]
    if old.outcome == new.outcome and not moved:
        return None
    return RuleChange(new.rule, old.rule, new.title, old.outcome, new.outcome, tuple(moved or cases))


def _message(case: Case | None) -> str:
    return case.message if case is not None and case.outcome == "not_met" else ""


def _warnings(old: Report, new: Report) -> list[str]:
    said = []
    here, there = (old.cds, new.cds) if old.cds and new.cds else (old.name or "", new.name or "")
    if here and there and here.casefold() != there.casefold():
        said.append(f"The two filings are of different agencies: {_agency(old)}, and {_agency(new)}.")
    years = distance(old.fiscal_year, new.fiscal_year)
    if years < 0 or (years == 0 and ORDER.index(new.report) < ORDER.index(old.report)):
        said.append("The second filing is the earlier report of the two. Differences are the second less the first.")
    return said


def _agency(report: Report) -> str:
    return " ".join(part for part in (report.name, report.cds) if part)
