"""Figures of a filing with their sources: written in the filing first, then the ledger of that year, then the form element."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from compliance.engine.accounts import Accounts
from compliance.engine.answers import read_answer
from compliance.engine.changes import Changes, changed
from compliance.engine.entries import entry_field, not_given
from compliance.engine.environment import CaseEnvironment, operand_of
from compliance.engine.evidence import Evidence
from compliance.engine.findings import Figure
from compliance.engine.form_cells import form_date, form_entry
from compliance.engine.history import History
from compliance.engine.ledger import Ledger
from compliance.engine.written import figure_of
from compliance.filing.model import Column, Filing
from compliance.filing.periods import column_for
from compliance.fiscal_year import shift
from compliance.rulebook.declarations import FigureDefinition, Place
from compliance.rulebook.language.environment import Operand
from compliance.rulebook.language.references import references
from compliance.rulebook.language.tree import LedgerSum, NegativeBalances, Tree
from compliance.rulebook.lookup import LawValue, look_up
from compliance.rulebook.model import Rulebook

if TYPE_CHECKING:
    from compliance.rulebook.codes import Codes


class FigureBook:
    """Every figure, answer and list of one filing, read when first asked for and kept.

    laid_over replaces figures of this report by expressions over the figures of the book beneath: what was not identified added
    back. changes adds the lines of a scenario to them. Figures that are formulas follow the change by themselves.
    """

    def __init__(
        self,
        filing: Filing,
        rulebook: Rulebook,
        laid_over: Mapping[str, Tree] | None = None,
        beneath: FigureBook | None = None,
        history: History | None = None,
        changes: Changes | None = None,
    ) -> None:
        self.filing = filing
        self.rulebook = rulebook
        self.laid_over = laid_over or {}
        self.changes: Changes = changes or {}
        self.beneath = beneath
        self.history: History = history or (beneath.history if beneath else History())
        self._ledgers: dict[str, Ledger] = beneath._ledgers if beneath else {}
        self._accounts: dict[tuple[str, str, str], Accounts] = beneath._accounts if beneath else {}
        self._figures: dict[tuple[str, str, int], Figure] = {}
        self._operands: dict[tuple[str, str, int], Operand] = {}
        self._law: dict[tuple[str, str | None, Fraction | None, str], LawValue] = {}
        self._open: list[tuple[str, str, int]] = []
        self._codes: Codes | None = None
        self._answers: dict[str, Figure] = {}
        self._entries: dict[str, tuple[Mapping[str, Figure], ...]] = {}

    def fiscal_year(self, year: int) -> str:
        """The fiscal year of a relative year, 0 being the report's own."""
        return shift(self.filing.fiscal_year, year)

    def figure(self, layer: str, name: str, year: int) -> Figure:
        """The figure of a layer and relative year; value None, with the reason, where nothing gives it."""
        key = (layer, name, year)
        found = self._figures.get(key)
        if found is None:
            if key in self._open:
                return self._unknown(layer, name, year, "its formula asks for itself")
            self._open.append(key)
            try:
                found = self._figures[key] = self._read(layer, name, year)
            finally:
                self._open.pop()
        return found

    def operand(self, layer: str, name: str, year: int) -> Operand:
        """The same figure as an expression takes it, kept because many rules ask for it."""
        key = (layer, name, year)
        found = self._operands.get(key)
        if found is None:
            found = self._operands[key] = operand_of(self.figure(layer, name, year))
        return found

    def law(self, name: str, column: str | None, key: Fraction | None, year: int) -> LawValue:
        """The value of the law in a relative year, looked up once."""
        asked = (name, column, key, self.fiscal_year(year))
        found = self._law.get(asked)
        if found is None:
            found = self._law[asked] = look_up(self.rulebook.parameters, name, asked[3], column, key)
        return found

    def _read(self, layer: str, name: str, year: int) -> Figure:
        definition = self.rulebook.figures[name]
        lines = self.changes.get((name, year), ()) if layer == "figures" else ()
        if lines and self.beneath is not None:
            return changed(self.beneath.figure(layer, name, year), lines)
        if layer == "figures" and name in self.laid_over and self.beneath is not None:
            evidence = Evidence(CaseEnvironment(self.beneath, year))
            figure = evidence.computed(evidence.trace(self.laid_over[name]), definition.unit, definition.label)
            return figure if figure.value is not None else self._unknown(layer, name, year, figure.why, figure.missing)
        written = self.filing.figures.get((layer, self.fiscal_year(year), name))
        if written is not None:
            return figure_of(written, definition.unit, definition.label)
        why, missing = "", ()  # type: tuple[str, tuple[str, ...]]
        for place in definition.places.get(layer, ()):
            if not self._holds(place, year):
                continue
            if place.tree is None:
                why = why or place.because
                continue
            figure = self._at(place, definition, year)
            if figure.value is not None:
                return figure
            why, missing = why or figure.why, missing or figure.missing
        if layer == "original_budget" and self.column(year, layer) is not None:
            adopted = self._originally(definition, year)
            if adopted is not None:
                return adopted
        earlier = self.history.figure(layer, name, year, self.filing.report, self.filing.fiscal_year)
        return earlier or self._unknown(layer, name, year, why, missing)

    def _originally(self, definition: FigureDefinition, year: int) -> Figure | None:
        """The figure out of the ledger of the original budget (column IO of an interim), where it is a sum over a ledger."""
        for place in definition.places.get("figures", ()):
            read = list(references(place.tree)) if place.tree is not None and year in place.years else []
            if place.tree is not None and read and all(isinstance(one, (LedgerSum, NegativeBalances)) for one in read):
                evidence = Evidence(CaseEnvironment(self, year, layer="original_budget"))
                figure = evidence.computed(evidence.trace(place.tree), definition.unit, definition.label)
                if figure.value is not None:
                    return figure
        return None

    def placed(self, layer: str, name: str, year: int) -> list[Figure]:
        """What every place of the filing itself gives for the figure, in the order of the places; unknown ones left out."""
        definition = self.rulebook.figures[name]
        places = [place for place in definition.places.get(layer, ()) if self._holds(place, year) and place.tree is not None]
        alone = FigureBook(self.filing, self.rulebook) if self.history else self  # a formula that history completes is no place
        return [figure for place in places if (figure := alone._at(place, definition, year)).value is not None]

    def _holds(self, place: Place, year: int) -> bool:
        return year in place.years and (not place.reports or self.filing.report in place.reports)

    def _at(self, place: Place, definition: FigureDefinition, year: int) -> Figure:
        """What a place gives: unknown where its expression is, or where a zero there means that nothing was entered."""
        assert place.tree is not None
        if definition.unit == "date":
            return form_date(self, place.tree, definition.label)
        evidence = Evidence(CaseEnvironment(self, year))
        figure = evidence.computed(evidence.trace(place.tree), definition.unit, definition.label)
        if figure.value == 0 and place.zero_is_unknown:
            why = f"the form leaves {definition.label} of {self.fiscal_year(year)} at zero"
            return Figure(None, definition.unit, "unknown", None, definition.label, why)
        return figure

    def figure_written(self, layer: str, fiscal_year: str, name: str) -> Figure:
        """A figure the filing writes, read in its unit. Raises FilingError where it is not of it."""
        definition = self.rulebook.figures[name]
        return figure_of(self.filing.figures[(layer, fiscal_year, name)], definition.unit, definition.label)

    def _unknown(self, layer: str, name: str, year: int, why: str, missing: tuple[str, ...] = ()) -> Figure:
        """What is missing is this figure itself, unless part of its formula is there: then the parts that lack are named."""
        definition = self.rulebook.figures[name]
        called = " ".join(filter(None, (name if layer == "figures" else f"{layer}.{name}", self.fiscal_year(year))))
        partly = (
            missing
            and len(missing) < 4
            and not all(part.startswith(("sum(", "element(", "negative_balances(")) for part in missing)
        )
        reason = why or f"the filing does not give {definition.label or name} for {self.fiscal_year(year)}"
        return Figure(None, definition.unit, "unknown", None, definition.label, reason, missing if partly else (called,))

    def answer(self, name: str) -> Figure:
        """An answer: as written, else the form's first element that is not blank, else what a blank counts as, else unknown."""
        found = self._answers.get(name)
        if found is None:
            found = self._answers[name] = read_answer(self, self.rulebook.answers[name])
        return found

    def observing(self, lists: Mapping[str, tuple[Mapping[str, Figure], ...]]) -> FigureBook:
        """The same book for a second round, with the lists observed in the first."""
        second = copy.copy(self)
        second._entries = {**self._entries, **lists}
        return second

    def entries(self, name: str) -> tuple[Mapping[str, Figure], ...]:
        """The entries of a list, each a figure by field; a field that was not given is unknown. No list is no entry."""
        found = self._entries.get(name)
        if found is None:
            definition = self.rulebook.lists[name]
            raw = self.filing.lists.get(name)
            entries: list[Mapping[str, Figure]]
            if raw is not None:
                entries = [
                    {field: entry_field(one, field, definition.fields[field]) for field, one in entry.items()} for entry in raw
                ]
            elif definition.observed:
                entries = []
            else:
                entries = [entry for place in definition.found if (entry := form_entry(self, place, definition))]
            found = self._entries[name] = tuple(
                {field: entry.get(field) or not_given(name, field, one.unit) for field, one in definition.fields.items()}
                for entry in entries
            )
        return found

    def lists_given(self, name: str) -> bool:
        """Whether the filing speaks of the list at all, be it to say that it is empty."""
        return name in self.filing.lists or bool(self.entries(name))

    def own_column(self) -> Column | None:
        """The column that is the report itself: BB, IP or BA."""
        return self.column(0)

    def column(self, year: int, layer: str = "figures") -> Column | None:
        """The ledger column of a relative year and layer, or None where the filing holds none."""
        for column in self.filing.columns:
            if column.code == column_for(column.period, year, layer):
                return column
        return None

    def accounts(self, column: Column) -> Accounts:
        """The column's ledger by its codes, made once; the column may be one of the history's."""
        key = (column.path, column.fiscal_year, column.code)
        if key not in self._accounts:
            self._accounts[key] = Accounts(column)
        return self._accounts[key]

    def codes(self) -> Codes:
        """Which account codes are valid: the tables of the rulebook."""
        if self._codes is None:
            from compliance.rulebook.codes import codes_in  # asked of ledgers alone

            self._codes = codes_in(self.rulebook.code_folders, self.rulebook.sha256)
        return self._codes

    def ledger(self, column: Column) -> Ledger:
        """The column's ledger, grouped once."""
        if column.code not in self._ledgers:
            self._ledgers[column.code] = Ledger(column)
        return self._ledgers[column.code]
