"""The projection as an overseer adjusts it: the balance walked through each year, and what it falls short of obligations."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from compliance.engine.findings import Figure
from compliance.scenario.adjustments import Applied
from compliance.scenario.compared import Beside, Compared, reserve_cases

NET_CHANGE, BEGINNING, ENDING = "unrestricted_net_change", "unrestricted_beginning_balance", "unrestricted_ending_balance"
COMMITTED, AVAILABLE = "committed", "available_reserves"
OUTSIDE_RESERVES = ("nonspendable", "assigned")
NEEDED = (BEGINNING, COMMITTED, *OUTSIDE_RESERVES)
_OTHER_MONEY = ("special_reserve", "negative_restricted")
Dollars = Decimal | Fraction


class Explained(NamedTuple):
    """A named amount that stands in one of two sums and not in the other; negative where it is in the available reserves."""

    label: str
    amount: Dollars


class ProjectionYear(NamedTuple):
    """One year of the unrestricted general fund, dollars, None where unknown.

    added: each line's effect on the net change. other: what else moves the balance in the filing. shortfall: ending less
    committed less minimum reserve, negative where it is short. distance: of the reserve criterion itself. explained: the named
    amounts that make up shortfall less distance exactly; none where they do not.
    """

    fiscal_year: str
    beginning: Dollars | None
    filed_change: Dollars | None
    added: tuple[tuple[str, Dollars], ...]
    net_change: Dollars | None
    other: Dollars | None
    ending: Dollars | None
    committed: Dollars | None
    minimum: Dollars | None
    shortfall: Dollars | None
    distance: Dollars | None
    explained: tuple[Explained, ...]

    @property
    def difference(self) -> Dollars | None:
        """The shortfall less the criterion's own distance; None where either is unknown."""
        return None if self.shortfall is None or self.distance is None else Fraction(self.shortfall) - Fraction(self.distance)


def projection(compared: Compared, applied: Applied) -> tuple[ProjectionYear, ...]:
    """The adjusted projection, a year of the reserve criterion after the other; none where the criterion does not apply.

    The figures it reads are those of compared.figures (NEEDED: those beyond the ordinary); what is not there is unknown.
    """
    found: dict[str, dict[str, Beside]] = {}
    for one in compared.figures:
        found.setdefault(one.fiscal_year, {})[one.name] = one
    years = []
    for relative, case in enumerate(reserve_cases(compared.adjusted)):
        year = case.subject.get("fiscal_year", "")
        added: dict[str, Decimal] = {}
        for line in applied.changes.get((NET_CHANGE, relative), ()):
            added[line.name] = added.get(line.name, Decimal(0)) + line.amount
        years.append(_year(year, found.get(year, {}), added, case.figures))
    return tuple(years)


def _year(
    year: str, beside: Mapping[str, Beside], added: Mapping[str, Decimal], criterion: Mapping[str, Figure]
) -> ProjectionYear:
    now = {name: _number(one.adjusted) for name, one in beside.items()}
    ending, committed, minimum = now.get(ENDING), now.get(COMMITTED), _number(criterion.get("standard"))
    distance, available = _number(criterion.get("distance")), _number(criterion.get(AVAILABLE))
    whole = _less(ending, now.get(BEGINNING), now.get(NET_CHANGE))
    shortfall = _less(ending, committed, minimum)
    return ProjectionYear(
        fiscal_year=year,
        beginning=now.get(BEGINNING),
        filed_change=_number(beside[NET_CHANGE].filed) if NET_CHANGE in beside else None,
        added=tuple(added.items()),
        net_change=now.get(NET_CHANGE),
        other=whole or None,
        ending=ending,
        committed=committed,
        minimum=minimum,
        shortfall=shortfall,
        distance=distance,
        explained=_explained(beside, _less(ending, committed, available)) if None not in (shortfall, distance) else (),
    )


def _explained(beside: Mapping[str, Beside], difference: Dollars | None) -> tuple[Explained, ...]:
    """What is in the ending balance and not in available reserves, and the other way round, where it adds up exactly."""
    amounts: dict[str, tuple[str, Dollars | None]] = {}
    for name in OUTSIDE_RESERVES:
        if name in beside:
            figure = beside[name].adjusted
            amounts[name] = (figure.label or beside[name].label, _number(figure))
    for name, figure in _parts(beside.get(AVAILABLE)).items():
        if name.startswith(_OTHER_MONEY):
            value = _number(figure)
            amounts[name] = (figure.label or name.replace("_", " "), None if value is None else -value)
    told = tuple(Explained(label, amount) for label, amount in amounts.values() if amount)
    known = all(amount is not None for _, amount in amounts.values())
    return told if known and difference is not None and sum(Fraction(one.amount) for one in told) == difference else ()


def _parts(available: Beside | None) -> Mapping[str, Figure]:
    """What available reserves are made of, as filed; nothing where the filing gives them as one figure."""
    source = available.filed.source if available is not None else None
    return source.inputs if source is not None and source.kind == "formula" else {}


def _number(figure: Figure | None) -> Dollars | None:
    value = figure.value if figure is not None else None
    return value if isinstance(value, (Decimal, Fraction)) else None


def _less(first: Dollars | None, *others: Dollars | None) -> Dollars | None:
    """The first less the others; None where any of them is."""
    if first is None or any(one is None for one in others):
        return None
    return Fraction(first) - sum(Fraction(one) for one in others if one is not None)
