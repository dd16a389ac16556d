"""The figures that a letter prints: each by name and fiscal year, exact, as shown. One with two values stops the letter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from markupsafe import Markup

from compliance.engine.findings import Figure, Report, Result
from compliance.fiscal_year import shift
from compliance.letter import shown
from compliance.letter.plain_text import quoted
from compliance.letter.stopped import LetterStopped
from compliance.letter.tables.table import NOT_KNOWN, Added, AgainstLine, Agreed, Need, OverOrShort, Places
from compliance.letter.written import FigureUsed

UNKNOWN = Markup("an amount that the filing does not give")
NO_PERCENT = Markup("a percentage that the filing does not give")
NO_POINTS = Markup("an unknown number of")
_DERIVED = "distance to the line"
_OF_A_YEAR = re.compile(r"(.+)\[(-?[0-9]+)\]")
_TO_THE_CENT = re.compile(r"-?\$[\d,]+\.\d\d")


class Printed:
    """Names for figures, the filters that print them, and the list of what was printed."""

    def __init__(self, amounts: str = "dollars") -> None:
        self.amounts = amounts
        self._named: dict[int, tuple[str, str, Figure]] = {}
        self._values: dict[tuple[str, str], shown.Exact] = {}
        self._used: dict[tuple[str, str, str], FigureUsed] = {}

    @property
    def used(self) -> tuple[FigureUsed, ...]:
        """What was printed, in the order of the page."""
        return tuple(self._used.values())

    def name(self, figure: Figure, name: str, fiscal_year: str = "") -> Figure:
        """Gives the figure a name, unless it has one; returns it."""
        self._named.setdefault(id(figure), (name, fiscal_year, figure))
        return figure

    def name_report(self, report: Report, reading: str = "") -> None:
        """Names every figure that a report's results and lists hold. reading: adjusted., settled., none as filed."""
        self.name_results(report.results, reading)
        for name, entries in report.lists.items():
            for number, entry in enumerate(entries, 1):
                for field, figure in entry.items():
                    self.name(figure, f"{name}.{number}.{field}")
        if report.certification:
            self.name_results(report.certification.on_figures_as_filed.results, reading)
            self.name_results(report.certification.with_unidentified_added_back.results, f"{reading}without_unnamed.")

    def name_results(self, results: Iterable[Result], reading: str = "") -> None:
        """Names the figures of cases: a figure of the pack by its own name, a rule's own value with the rule before it.

        One figure may stand in several cases; the pack's own name and year come first.
        """
        own: list[tuple[Figure, str, str]] = []
        for result in results:
            met_before: Counter[tuple[str, ...]] = Counter()  # three places of one figure make two cases of one subject
            for case in result.cases:
                year = case.subject.get("fiscal_year", "")
                rest = [value for key, value in case.subject.items() if key != "fiscal_year"]
                met_before[(year, *rest)] += 1
                times = met_before[(year, *rest)]
                rest += [str(times)] if times > 1 else []
                for name, figure in case.figures.items():
                    if year and not _is_own(name, figure):
                        base, away = _dated(name)
                        self.name(figure, f"{reading}{base}", shift(year, away))
                    else:
                        own.append((figure, f"{reading}{'.'.join([result.rule, *rest, name])}", year))
        for figure, name, year in own:
            self.name(figure, name, year)

    def name_all(self, figures: Mapping[tuple[str, str], Figure]) -> None:
        """Names the figures of a projection, given by name and fiscal year."""
        for (name, year), figure in figures.items():
            self.name(figure, name, year)

    def money(self, figure: Figure | None) -> Markup:
        """Template filter: a money figure, or words where it is unknown."""
        value = shown.number(figure, "money")
        return UNKNOWN if value is None else self._print(figure, shown.money(value, self.amounts))

    def amount(self, figure: Figure | None) -> Markup:
        """Template filter: a money figure without its sign, for a sentence whose words already say short or below."""
        value = shown.number(figure, "money")
        return UNKNOWN if value is None else self._print(figure, shown.money(abs(Fraction(value)), self.amounts))

    def percent(self, figure: Figure | None, places: int = 2) -> Markup:
        """Template filter: a rate as percent, or words where it is unknown."""
        value = shown.number(figure, "rate")
        return NO_PERCENT if value is None else self._print(figure, shown.percent(value, places))

    def change(self, figure: Figure | None, places: int = 2) -> Markup:
        """Template filter: a change as percent, signed either way: +6.23%."""
        value = shown.number(figure, "rate")
        return NO_PERCENT if value is None else self._print(figure, shown.change(value, places))

    def apart(self, figure: Figure | None, *lines: Figure | None) -> int:
        """Template filter: the places at which no percent of a sentence is rounded onto its line: share | apart(low, high)."""
        value, *known = (shown.number(one, "rate") for one in (figure, *lines))
        return 2 if value is None else shown.places_apart(value, [line for line in known if line is not None])

    def count(self, figure: Figure | None, other: Figure | None = None) -> Markup:
        """Template filter: pupils, whole; with decimals only where another count would else look the same."""
        first, second = (None if one is None else shown.number(one, one.unit) for one in (figure, other))
        if first is None:
            return NOT_KNOWN
        places = next(
            at for at in (0, 1, 2) if at == 2 or second is None or shown.rounded(first, at) != shown.rounded(second, at)
        )
        return self._print(figure, shown.Written(shown.rounded(first, places), places))

    def read_back(self, figure: Figure | None) -> Figure | None:
        """Template filter: a text that is dollars to the cent as that amount, under the text's own name; any other as it is."""
        if figure is None or not isinstance(figure.value, str) or not _TO_THE_CENT.fullmatch(figure.value):
            return figure
        name, year, _ = self._named.get(id(figure), (figure.label, "", figure))
        amount = Decimal(figure.value.replace("$", "").replace(",", ""))
        return self.name(Figure(amount, "money", figure.value, figure.source), name, year)

    def points(self, figure: Figure | None, places: int = 2) -> Markup:
        """Template filter: a difference of rates in percentage points, digits only: 0.0036 is 0.36."""
        value = shown.number(figure, "rate")
        if value is None:
            return NO_POINTS
        return self._print(figure, shown.Written(shown.rounded(Fraction(value) * 100, places), places + 2))

    def less(self, figure: Figure | None, other: Figure | None) -> Figure | None:
        """Template filter: the exact difference of two figures of one unit; None where either is unknown."""
        found = shown.less(figure, other)
        if found is not None:
            first, second = (self._named.get(id(one), ("", "", one)) for one in (figure, other))
            self.name(found, f"{first[0]} less {second[0]}".strip(), first[1])
        return found

    def cell(self, cell: object) -> object:
        """Template filter: a table's cell. A figure by its unit, an unknown one in words, anything else as it is."""
        if isinstance(cell, OverOrShort):
            return self._over_or_short(cell.figure)
        if isinstance(cell, Need):
            value = shown.number(cell.figure, "money")
            return NOT_KNOWN if value is None else Markup("none") if value >= 0 else self.money(cell.figure)
        if isinstance(cell, AgainstLine):
            value = shown.number(cell.figure, "rate")
            if value is None:
                return NOT_KNOWN
            written = shown.percent_exact(value) if cell.exact else shown.percent_beside(value, cell.line)
            return self._print(cell.figure, written)
        if isinstance(cell, Agreed):
            value = shown.number(cell.figure, "money")
            whole = value is None or Fraction(value).denominator == 1
            return NOT_KNOWN if value is None else self._print(cell.figure, shown.money(value, "dollars" if whole else "cents"))
        if isinstance(cell, Added):
            return Markup("Added back: {}").format(quoted(cell.line))
        if isinstance(cell, Places):
            value = shown.number(cell.figure, "rate")
            return NOT_KNOWN if value is None else self.change(cell.figure, cell.places)
        if not isinstance(cell, Figure):
            return NOT_KNOWN if cell is None else cell
        if cell.value is None:
            return NOT_KNOWN
        if isinstance(cell.value, str):
            return cell
        if cell.unit == "money":
            return self.money(cell)
        if cell.unit == "rate":
            return self.percent(cell)
        value = shown.number(cell, cell.unit)
        return NOT_KNOWN if value is None else self._print(cell, shown.Written(shown.rounded(value, 0), 0))

    def _over_or_short(self, figure: Figure | None) -> Markup:
        value = shown.number(figure, "money")
        if value is None:
            return NOT_KNOWN
        if not value:
            return Markup("exactly at the requirement")
        return (
            Markup("short by {}").format(self.amount(figure)) if value < 0 else Markup("{} above").format(self.amount(figure))
        )

    def _print(self, figure: Figure | None, written: shown.Written) -> Markup:
        assert figure is not None and isinstance(figure.value, (Decimal, Fraction))
        name, year, _ = self._named.get(id(figure), (figure.label or "worked out for this letter", "", figure))
        value, known = figure.value, (name, year)
        if id(figure) in self._named and self._values.setdefault(known, value) != value:
            first, second = (shown.money(one, "cents").text if figure.unit == "money" else shown.exact_text(one)
                             for one in (self._values[known], value))  # fmt: skip
            when = f" of {year}" if year else ""
            raise LetterStopped(
                f"'{name}'{when} has two exact values in this letter, {first} and {second}; "
                "correct the filing, the scenario or the rule that gives one of them."
            )
        text = shown.exact_text(value)
        self._used.setdefault(
            (name, year, written.text), FigureUsed(name, year, text, figure.unit, written.text, written.places, figure.source)
        )
        return Markup(written.text)


def _dated(name: str) -> tuple[str, int]:
    """The name without its year, and how many years that is from the case's own: enrollment[-1] is enrollment, -1."""
    match = _OF_A_YEAR.fullmatch(name)
    return (match[1], int(match[2])) if match else (name, 0)


def _is_own(name: str, figure: Figure) -> bool:
    """Whether a case's figure is the rule's own (a let, a value of the law) rather than a figure of the pack."""
    return figure.label in ("", _DERIVED, name.replace("_", " ")) or "." in name
