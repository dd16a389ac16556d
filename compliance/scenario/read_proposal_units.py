"""The bargaining units of a proposal: what a percent costs in each, and whom each follows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from compliance.filing.nearest import did_you_mean, shown
from compliance.filing.written_parts import listing_of, scalar_of, section_of
from compliance.fiscal_year import is_fiscal_year
from compliance.located import Node, Scalar, Section
from compliance.scenario.proposal import DATED_RATES, EVERY_YEAR, FOLLOWED, OWN_RATES, Health, Link, ProposalError, Unit
from compliance.scenario.read_proposal_values import (
    amount,
    by_year,
    count,
    entries_of,
    fiscal_year,
    keyed,
    optional,
    percent,
    required,
    share,
    text,
    word_of,
    years_of,
    yes_no,
)

UNIT = (
    "unit", "label", "fte", "cost_of_one_percent", "salary_base", "unrestricted_share", "statutory", "step_and_column",
    "health", "me_too",
)  # fmt: skip
_FUND = re.compile(r"[0-9A-Z]{2}")
_NO_RATE = Fraction(0)


def read_units(nodes: tuple[Node, ...]) -> tuple[Unit, ...]:
    """The units, each name once, each link to a unit that stands here."""
    units = tuple(_unit(node) for node in nodes)
    names = [unit.name for unit in units]
    for place, unit in enumerate(units):
        if unit.name in names[:place]:
            raise ProposalError(f"The unit {shown(unit.name)} stands here a second time. Keep one.", unit.at)
        for link in unit.me_too:
            if link.follows == unit.name or link.follows not in names:
                near = did_you_mean(link.follows, [name for name in names if name != unit.name])
                raise ProposalError(f"{shown(link.follows)} is no other unit of this proposal.{near}", link.at)
    return units


def _unit(node: Node) -> Unit:
    section = keyed(node, "a unit", UNIT, ("unit",))
    entries = section.entries
    unit = Unit(
        name=required(section, "unit", text),
        at=section.at,
        label=optional(section, "label", text),
        fte=by_year(entries["fte"], "fte", count) if "fte" in entries else {},
        cost_of_one_percent=by_year(entries["cost_of_one_percent"], "cost_of_one_percent", amount)
        if "cost_of_one_percent" in entries
        else {},
        salary_base=_salary_base(entries["salary_base"]) if "salary_base" in entries else {},
        unrestricted_share=optional(section, "unrestricted_share", share),
        statutory=_statutory(entries["statutory"]) if "statutory" in entries else {},
        step_and_column=optional(section, "step_and_column", percent),
        health=_health(entries["health"]) if "health" in entries else Health(None, None, None),
        me_too=tuple(_link(entry) for entry in entries_of(section, "me_too")),
    )
    _agrees(unit, section)
    return unit


def _agrees(unit: Unit, section: Section) -> None:
    """A unit says what a percent costs in one way."""
    if unit.cost_of_one_percent:
        for name in ("salary_base", "statutory", "step_and_column"):
            if name in section.entries:
                raise ProposalError(
                    f"`cost_of_one_percent` is used as it stands, with no rate or growth on top, so `{name}` has no place "
                    "beside it. Keep one of the two; a cost that changes is written by year.",
                    section.names[name].at,
                )
    if unit.salary_base and "statutory" not in section.entries:
        raise ProposalError(
            f"The unit {shown(unit.name)} gives its salaries and not which benefits follow them. Add "
            "`statutory: {strs: yes, medicare: yes, unemployment: yes, workers_compensation: 1.8%}` or what holds here.",
            unit.at,
        )


def _salary_base(node: Node) -> Mapping[str, Mapping[str, Decimal]]:
    names = list(section_of(node, "salary_base").names)
    if names and all(is_fiscal_year(name) for name in names):
        return {year: _funds(funds) for year, funds in years_of(node, "salary_base").items()}
    return {EVERY_YEAR: _funds(node)}


def _funds(node: Node) -> dict[str, Decimal]:
    section = section_of(node, "salary_base")
    for key in section.names.values():
        if not _FUND.fullmatch(key.text):
            raise ProposalError(
                f'{shown(key.text)} is not a fund. Write salaries by fund, as {{"01": 90000000.00, "13": 4000000.00}}.', key.at
            )
    if not section.entries:
        raise ProposalError('`salary_base` holds no fund. Write {"01": 90000000.00}.', section.at)
    return {fund: amount(scalar_of(entry, fund)) for fund, entry in section.entries.items()}


def _statutory(node: Node) -> Mapping[str, Mapping[str, Fraction] | None]:
    section = keyed(node, "`statutory`", (*DATED_RATES, *OWN_RATES))
    rates = {name: _rate(name, entry) for name, entry in section.entries.items()}
    return {name: rate for name, rate in rates.items() if rate is None or rate != {EVERY_YEAR: _NO_RATE}}


def _rate(name: str, node: Node) -> Mapping[str, Fraction] | None:
    """A rate, rates by year, no (zero), or yes: None, the dated parameter of each year."""
    if not isinstance(node, Scalar) or node.text.strip().lower() not in ("yes", "no", "true", "false"):
        return by_year(node, name, share)
    if not yes_no(scalar_of(node, name)):
        return {EVERY_YEAR: _NO_RATE}
    if name not in DATED_RATES:
        raise ProposalError(f"The law gives no rate for `{name}`: write the district's own, as `{name}: 1.8%`.", node.at)
    return None


def _health(node: Node) -> Health:
    section = keyed(node, "`health`", ("cost", "cap", "enrolled"))
    return Health(*(optional(section, "cost", amount), optional(section, "cap", amount), optional(section, "enrolled", count)))


def _link(node: Node) -> Link:
    section = keyed(node, "a me-too clause", ("follows", "items", "until"), ("follows", "items"))
    kinds = listing_of(section.entries["items"], "items").entries
    read = word_of(FOLLOWED, "a kind of item that another unit can follow")
    return Link(
        follows=required(section, "follows", text),
        kinds=tuple(read(scalar_of(kind, "items")) for kind in kinds),
        until=optional(section, "until", fiscal_year),
        at=section.entries["follows"].at,
    )
