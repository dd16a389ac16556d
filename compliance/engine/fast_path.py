"""The fast path: outcomes alone, by compiled functions, for many filings. Same outcomes as examine, no evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from compliance.engine.column_case import ColumnCase
from compliance.engine.column_cases import AccountCases
from compliance.engine.environment import CaseEnvironment
from compliance.engine.evidence import exact
from compliance.engine.figures import FigureBook
from compliance.engine.findings import Value
from compliance.engine.subjects import subjects
from compliance.engine.summary import summarised
from compliance.filing.model import FilingError
from compliance.rulebook.language.fast import compile_test, exactly, quick_of
from compliance.rulebook.model import Rule, Rulebook

Number = Decimal | Fraction
OUTCOME = {None: "unknown", True: "met", False: "not_met"}
Test = Callable[["BareEnvironment", int], bool | None]


class FastPath:
    """A rulebook compiled rule by rule when first asked for; use one for all filings of a run."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._compiled: dict[str, tuple[Test | None, Test]] = {}

    def outcomes(self, rule: Rule, book: FigureBook) -> list[str]:
        """The outcome of every case of the rule, in the order of its subjects."""
        when, require = self._tests(rule)
        found = [self._outcome(when, require, BareEnvironment(subject.environment)) for subject in subjects(rule, book)]
        name = rule.each.list_name
        silent = name is not None and not (book.lists_given(name) or book.rulebook.lists[name].observed)
        return found or (["unknown"] if silent else [])

    def outcomes_in(self, rule: Rule, cases: Sequence[ColumnCase]) -> list[str]:
        """The outcome of every case of a rule over columns."""
        when, require = self._tests(rule)
        if not cases:
            return []
        bare = BareColumn(cases[0])
        in_turn = cases.in_turn() if isinstance(cases, AccountCases) else cases
        quick_when, quick = quick_of(when) if when is not None else None, quick_of(require)
        found = []
        with exactly():
            for case in in_turn:
                bare.of(case)
                try:
                    holds = True if quick_when is None else quick_when(bare, 0)
                    passed = quick(bare, 0) if holds else None
                except Exception:  # what is not exact as Decimals, and what fails, is judged by itself
                    found.append(self._outcome(when, require, bare))
                    continue
                found.append(OUTCOME[passed] if holds else "unknown" if holds is None else "not_applicable")
        return found

    def judge(self, book: FigureBook) -> dict[str, str]:
        """Rule and outcome for every rule that applies, but those over columns or over what the engine observes."""
        filing = book.filing
        ledger = any(column.rows is not None for column in filing.columns)
        return {
            rule.id: summarised(rule.summary, self.outcomes(rule, book))
            for rule in self.rulebook.rules.values()
            if not rule.observes
            and rule.columns is None
            and rule.applies.to(filing.entity.kind, filing.report, filing.fiscal_year, ledger)
        }

    def _tests(self, rule: Rule) -> tuple[Test | None, Test]:
        found = self._compiled.get(rule.id)
        if found is None:
            when = compile_test(rule.when) if rule.when is not None else None
            assert rule.require is not None
            found = self._compiled[rule.id] = (when, compile_test(rule.require))
        return found

    @staticmethod
    def _outcome(when: Test | None, require: Test, bare: BareEnvironment) -> str:
        try:
            if when is not None:
                holds = when(bare, bare.year)
                if holds is None:
                    return "unknown"
                if not holds:
                    return "not_applicable"
            passed = require(bare, bare.year)
        except FilingError:
            raise
        except Exception:  # a rule that raises is an error for itself alone, as on the tracing path
            return "error"
        return "unknown" if passed is None else "met" if passed else "not_met"


class BareEnvironment:
    """What a compiled test asks of one case: values without evidence."""

    def __init__(self, environment: CaseEnvironment) -> None:
        self._case = environment
        self._book = environment.book
        self.year = environment.year

    def figure(self, layer: str, name: str, year: int, /) -> Any:
        """A figure's value: a number, or a text where it is a date or a name."""
        return self._book.figure(layer, name, year).value

    def answer(self, name: str, /) -> bool | str | None:
        """An answer's value."""
        value = self._book.answer(name).value
        return value if isinstance(value, (bool, str)) else None

    def item(self, field: str, /) -> Value:
        """A field of the entry the case goes over."""
        return self._case.item_figure(field).value

    def category(self) -> str:
        """The figure the case goes over."""
        return self._case.category()

    def entries(self, name: str, /) -> Sequence[Mapping[str, Value]]:
        """A list's entries."""
        return [{field: figure.value for field, figure in entry.items()} for entry in self._book.entries(name)]

    def parameter(
        self, name: str, column: str | None, key: Decimal | Fraction | int | None, year: int | None, /
    ) -> Fraction | bool | str | None:
        """A value of the law in force."""
        exact = None if key is None else Fraction(key)
        return self._book.law(name, column, exact, year or 0).value

    def fiscal_year(self, year: int, /) -> str:
        """The fiscal year of a relative year."""
        return self._book.fiscal_year(year)

    def ledger_sum(self, year: int, /, **selectors: str) -> Number | None:
        """Ledger rows added up."""
        return _exact(self._case.ledger_sum(year, **selectors).value)

    def element(self, name: str, column: str | None, year: int, /) -> Number | None:
        """A cell of a form."""
        return _exact(self._case.element(name, column, year).value)

    def code(self, name: str, /) -> str:
        """Only a rule over columns asks so."""
        raise TypeError(f"{name} stands only in a rule over columns")

    def amount(self, year: int, /) -> Number | None:
        """Only a rule over columns asks so."""
        raise TypeError("amount stands only in a rule over columns")

    def asked(self, function: str, arguments: tuple[str, ...], selectors: tuple[tuple[str, str], ...], year: int, /) -> Any:
        """Only a rule over columns asks so."""
        raise TypeError(f"{function} stands only in a rule over columns")

    def negative_balances(self, year: int, /, **selectors: str) -> Number | None:
        """Ending balances below zero."""
        return _exact(self._case.negative_balances(year, **selectors).value)


class BareColumn(BareEnvironment):
    """One column's cases, one after the other: what the law says is looked up once for all of them."""

    def __init__(self, case: ColumnCase) -> None:
        super().__init__(case)
        self._now = case
        self._law: dict[tuple[object, ...], Fraction | bool | str | None] = {}

    def of(self, case: ColumnCase) -> BareColumn:
        """The same environment, now of this case."""
        self._case = self._now = case
        return self

    def code(self, name: str, /) -> str:
        """One of the case's codes."""
        return str(self._now.bare("code", (name,), (), 0)) if name == "content" else self._now.names[name]

    def amount(self, year: int, /) -> Number | None:
        """The case's rows added up."""
        if year or self._now.cell is not None:
            return _exact(self._now.bare("amount", (), (), year))
        return self._now.total

    def asked(self, function: str, arguments: tuple[str, ...], selectors: tuple[tuple[str, str], ...], year: int, /) -> Any:
        """What a rule over a column asks of it."""
        return self._now.bare(function, arguments, selectors, year)

    def parameter(
        self, name: str, column: str | None, key: Decimal | Fraction | int | None, year: int | None, /
    ) -> Fraction | bool | str | None:
        """A value of the law in force; one without a key is the same for every case."""
        if key is not None:
            return super().parameter(name, column, key, year)
        asked = (name, column, year)
        if asked not in self._law:
            found = super().parameter(name, column, key, year)
            self._law[asked] = found if isinstance(found, (bool, str)) or found is None else _decimal_of(found)
        return self._law[asked]


def _decimal_of(value: Fraction) -> Any:
    """A Decimal where one is exact: it is judged faster than a Fraction."""
    return exact(value)


def _exact(value: object) -> Number | None:
    return value if isinstance(value, (Decimal, Fraction)) else None
