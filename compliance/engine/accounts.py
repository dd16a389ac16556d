"""One column's ledger seen by its codes: which rows a selection takes, and their sums by any of the codes.

Rows of zero are no rows, and outside the closed books the state's import takes no balance-sheet objects (9100-9699). A check
looks at few of the codes, so the ledger is folded first: rows that agree in those codes become one line of a smaller table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from compliance.engine.selectors import taken
from compliance.filing.model import Column, Row

Selectors = tuple[tuple[str, str], ...]
Key = tuple[str, ...]
FIELDS = {
    "fund": (0, 2), "resource": (2, 6), "project_year": (6, 7), "goal": (7, 11), "function": (11, 15), "object": (15, 19),
}  # fmt: skip
BALANCE_SHEET = "9100-9699"
ZERO = Decimal(0)
NARROWEST = ("object", "function", "resource", "goal", "fund", "project_year")
FOLDED = (("fund", "resource", "object"), ("goal", "function", "object"), ("fund", "goal", "function"))


class Table:
    """Lines of codes with an amount, as parallel lists; every selection is worked out once."""

    def __init__(self, codes: Callable[[str], list[str]], amounts: Sequence[Decimal]) -> None:
        self.amounts = amounts
        self._read = codes
        self._codes: dict[str, list[str]] = {}
        self._indexes: dict[str, dict[str, list[int]]] = {}
        self._chosen: dict[Selectors, Sequence[int]] = {(): range(len(amounts))}

    def codes(self, field: str) -> list[str]:
        """The codes of one field, line by line."""
        found = self._codes.get(field)
        if found is None:
            found = self._codes[field] = self._read(field)
        return found

    def chosen(self, selectors: Selectors) -> Sequence[int]:
        """The places of the lines that every selector takes, in order."""
        found = self._chosen.get(selectors)
        if found is None:
            first, *others = sorted(selectors, key=lambda one: NARROWEST.index(one[0]))
            found = self._taken(*first)
            for field, selector in others:
                codes = self.codes(field)
                allowed = {code for code in self._places(field) if taken(selector, code)}
                found = [at for at in found if codes[at] in allowed]
            self._chosen[selectors] = found
        return found

    def at(self, selectors: Selectors) -> Sequence[int]:
        """The same as chosen, sought from the fewest lines on and not kept."""
        if not selectors:
            return range(len(self.amounts))
        found = [[at for code, at in self._places(field).items() if taken(selector, code)] for field, selector in selectors]
        least = min(range(len(found)), key=lambda one: sum(map(len, found[one])))
        places: Sequence[int] = sorted(chain.from_iterable(found[least]))
        for number, (field, selector) in enumerate(selectors):
            if number != least:
                codes = self.codes(field)
                places = [at for at in places if taken(selector, codes[at])]
        return places

    def keys(self, fields: Key, chosen: Sequence[int], together: Mapping[str, str]) -> list[Key]:
        """The codes of the chosen lines in these fields."""
        if not fields:
            return [()] * len(chosen)
        lists = [self._read_as(field, together.get(field)) for field in fields]
        if len(chosen) == len(self.amounts):
            return list(zip(*lists, strict=True))
        return list(zip(*([codes[at] for at in chosen] for codes in lists), strict=True))

    def _taken(self, field: str, selector: str) -> Sequence[int]:
        found = self._chosen.get(((field, selector),))
        if found is None:
            places = self._places(field)
            found = sorted(chain.from_iterable(places[code] for code in places if taken(selector, code)))
            self._chosen[((field, selector),)] = found
        return found

    def _places(self, field: str) -> Mapping[str, list[int]]:
        """Where each code of a field stands."""
        found = self._indexes.get(field)
        if found is None:
            places: defaultdict[str, list[int]] = defaultdict(list)
            for at, code in enumerate(self.codes(field)):
                places[code].append(at)
            found = self._indexes[field] = dict(places)
        return found

    def _read_as(self, field: str, one: str | None) -> Sequence[str]:
        """The codes of a field, those of the range that is one by its name."""
        codes = self.codes(field)
        if one is None:
            return codes
        names = {code: one if taken(one, code) else code for code in self._places(field)}
        return [names[code] for code in codes]


class Grouping(NamedTuple):
    """Rows by the codes of some fields: dollars by key, and the places of a key's rows in the file for who asks."""

    sums: Mapping[Key, Decimal]
    places: Callable[[Key], Sequence[int]]


class Accounts:
    """The ledger of a column: its rows, selections of them, and sums by any of their codes."""

    def __init__(self, column: Column, checked: bool = True) -> None:
        """checked: as the checks see it; else every row of the file."""
        rows: Sequence[Row] = column.rows or ()
        if checked:
            rows = [row for row in rows if row.amount]
        if checked and column.code != "BA":
            rows = [row for row in rows if not taken(BALANCE_SHEET, row.account[15:19])]
        self.rows = rows
        self._table = Table(self._codes, [row.amount for row in rows])
        self._folded: dict[Key, Table] = {}
        self._grouped: dict[tuple[Key, Selectors, Selectors], Grouping] = {}

    def chosen(self, selectors: Selectors) -> Sequence[int]:
        """The places of the rows that every selector takes, in the order of the file."""
        return self._table.chosen(selectors)

    def total(self, places: Sequence[int]) -> Decimal:
        """The amounts at these places, added up."""
        return sum(map(self._table.amounts.__getitem__, places), ZERO)

    def grouped(self, fields: Key, selectors: Selectors, together: Selectors) -> Grouping:
        """The chosen rows by their codes in these fields; codes that `together` takes go by its name."""
        found = self._grouped.get((fields, selectors, together))
        if found is None:
            table, names = self._smallest({*fields, *(field for field, _ in selectors)}), dict(together)
            chosen = table.chosen(selectors)
            sums = _sums(table.keys(fields, chosen, names), table.amounts, chosen)
            found = Grouping(sums, lambda key: self._places(dict(zip(fields, key, strict=True)), selectors, names))
            self._grouped[(fields, selectors, together)] = found
        return found

    def _places(self, codes: Mapping[str, str], selectors: Selectors, together: Mapping[str, str]) -> Sequence[int]:
        """The rows with these codes that the selectors take. A name of `together` is a range and takes its codes."""
        exact = tuple((field, code) for field, code in codes.items() if field not in together or code != together[field])
        ranged = tuple((field, code) for field, code in codes.items() if (field, code) not in exact)
        fields = {field for field, _ in exact}
        return self._table.at((*exact, *ranged, *(one for one in selectors if one[0] not in fields)))

    def _smallest(self, fields: set[str]) -> Table:
        """The folded table that knows these fields, or the rows themselves."""
        fold = next((fold for fold in FOLDED if fields.issubset(fold)), None)
        if fold is None:
            return self._table
        found = self._folded.get(fold)
        if found is None:
            every = range(len(self.rows))
            sums = _sums(self._table.keys(fold, every, {}), self._table.amounts, every)
            lines = dict(zip(fold, map(list, zip(*sums, strict=True)), strict=True)) if sums else dict.fromkeys(fold, [])
            found = self._folded[fold] = Table(lines.__getitem__, list(sums.values()))
        return found

    def _codes(self, field: str) -> list[str]:
        low, high = FIELDS[field]
        return [row.account[low:high] for row in self.rows]


def _sums(keys: Sequence[Key], amounts: Sequence[Decimal], chosen: Sequence[int]) -> Mapping[Key, Decimal]:
    sums: defaultdict[Key, Decimal] = defaultdict(Decimal)
    for key, at in zip(keys, chosen, strict=True):
        sums[key] += amounts[at]
    return dict(sums)
