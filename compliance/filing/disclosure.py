"""A disclosure of a bargaining agreement (AB 1200, GC 3547.5) that a person wrote, YAML or JSON, read as a filing.

Its tables become the lists that the rules of rules/us-ca/disclosure go over; nothing in it is a figure of a budget. The fiscal
year is that of year 1, the report `disclosure`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from compliance.filing.contents import Contents
from compliance.filing.disclosure_days import working_days
from compliance.filing.disclosure_parts import (
    EFFECT_FUNDS,
    UNIT_KINDS,
    Entries,
    Fields,
    fields_of,
    keyed,
    picked,
    said,
)
from compliance.filing.disclosure_tables import (
    Lists,
    budget_lists,
    budget_of,
    compensation_lists,
    compensation_of,
    effect_lists,
    projection_lists,
    reserve_lists,
)
from compliance.filing.model import CERTIFICATIONS, Filing, FilingError, Input, Written
from compliance.filing.nearest import did_you_mean, shown
from compliance.filing.values import as_fiscal_year
from compliance.filing.written_entity import entity_from
from compliance.filing.written_parts import listing_of, scalar_of, section_of
from compliance.located.nodes import Node, Position

REPORT = "disclosure"
HEAD = ("disclosure", "entity", "fiscal_year", "unit", "unit_kind", "period", "board_action", "public_meeting", "submitted")
KEYS = (
    *HEAD, "holidays", "certification", "ada", "compensation", "terms", "funding", "budget", "projection", "reserves",
    "tie_out", "deficit", "other_adjustments", "assumptions", "signers",
)  # fmt: skip
NEEDED = {
    "entity": 'entity: {name: …, cds: "…"}',
    "fiscal_year": "fiscal_year: 2024-25",
    "unit": "unit: CSEA",
    "compensation": "compensation: {total: {prior: …, year_1: …}}",
    "reserves": "reserves: {2024-25: {total_outgo: …}}",
}
TERMS = ("non_compensation", "impacts", "contingency", "other_provisions", "comments")
SOURCE = ("item", "pays_for", "when", "kind", "explanation")
SIGNER = ("signer", "name", "date", "certifies", "unable", "begin", "end")
DEFICIT = ("before", "after", "year_2", "year_3", "reason")
ASSUMPTIONS = ("step_and_column", "statutory_rates")


def disclosure_from(node: Node, contents: Contents) -> Filing:
    """The disclosure that a file's tree says; FilingError names the place that is wrong.

    Amounts are dollars, percents rates (2% or 0.02), days year-month-day; what is not written is unknown.
    """
    parts = _parts(node)
    at = parts["disclosure"].at
    version = scalar_of(parts["disclosure"], "disclosure")
    if version.text != "1":
        raise FilingError(f"Found disclosure: {shown(version.text)}, expected `disclosure: 1`, the version of this format.", at)
    entity = entity_from(parts["entity"], at)
    if not entity.kind:
        raise FilingError(
            "The disclosure does not say which kind of agency bargains. Add the CDS code in quotation marks to `entity`, or "
            "`kind: district` or `kind: county_office`.",
            parts["entity"].at,
        )
    fiscal_year = as_fiscal_year(scalar_of(parts["fiscal_year"], "fiscal_year"))
    return Filing(
        path=contents.path,
        sha256=contents.sha256,
        entity=entity,
        fiscal_year=fiscal_year,
        report=REPORT,
        lists=_lists(parts, fiscal_year),
        inputs=(Input(contents.path, contents.sha256, "filing"),),
    )


def read_disclosure(path: str | os.PathLike[str]) -> Filing:
    """The disclosure in a YAML or JSON file; FilingError where the file is none or cannot be read."""
    from compliance.filing.reader import read_filing

    filing = read_filing(path)
    if filing.report != REPORT:
        raise FilingError("This is not a disclosure: its first key is not `disclosure`.", Position(os.fspath(path), 1))
    return filing


def _parts(node: Node) -> dict[str, Node]:
    section = section_of(node, "a disclosure")
    for key in section.names.values():
        if key.text not in KEYS:
            near = did_you_mean(key.text, KEYS)
            raise FilingError(f"A disclosure has no key {shown(key.text)}.{near} Its keys are {', '.join(KEYS)}.", key.at)
    for name, example in NEEDED.items():
        if name not in section.entries:
            raise FilingError(
                f"The disclosure does not say its `{name}`. Add a line such as `{example}`.", section.entries["disclosure"].at
            )
    return section.entries


def _lists(parts: Mapping[str, Node], fiscal_year: str) -> Lists:
    table = compensation_of(parts["compensation"])
    budget = budget_of(parts["budget"]) if "budget" in parts else {}
    agreement = _agreement(parts)
    lists: Lists = {"disclosed_agreement": (agreement,)}
    lists |= compensation_lists(table, fiscal_year, picked({"unit_kind": "unit_kind"}, agreement)) | budget_lists(budget)
    lists |= reserve_lists(parts["reserves"], fiscal_year, agreement.get("ada"))
    if "projection" in parts:
        lists |= projection_lists(parts["projection"], budget)
    if "tie_out" in parts:
        lists |= effect_lists(parts["tie_out"], EFFECT_FUNDS, table, fiscal_year, parts["tie_out"].at)
    if "funding" in parts:
        lists["disclosed_sources"] = _members(parts["funding"], "funding", SOURCE)
    if "terms" in parts:
        terms = keyed(parts["terms"], "terms", TERMS)
        for name, one in terms.entries.items():
            if name == "contingency":
                lists["disclosed_clauses"] = _members(one, name, ("clause", "trigger"))
            else:
                scalar_of(one, name)
    if "signers" in parts:
        held = picked(
            {"board_action": "board_action", "agreement_begin": "begin", "agreement_end": "end"},
            agreement,
        )
        lists["disclosed_signers"] = tuple(held | one for one in _members(parts["signers"], "signers", SIGNER))
    return lists


def _agreement(parts: Mapping[str, Node]) -> Fields:
    """What the disclosure says once: header, deficit, assumptions, other adjustments; the working days are counted."""
    names = ("unit", "unit_kind", "board_action", "public_meeting", "submitted", "certification", "ada")
    found = {name: scalar_of(parts[name], name) for name in names if name in parts}
    for name, known in (("unit_kind", UNIT_KINDS), ("certification", CERTIFICATIONS)):
        if name in found and found[name].text not in known:
            near = did_you_mean(found[name].text, known)
            raise FilingError(
                f"{shown(found[name].text)} is no `{name}`.{near} Expected one of {', '.join(known)}.", found[name].at
            )
    for name, keys in (("period", ("begin", "end")), ("deficit", DEFICIT), ("assumptions", ASSUMPTIONS)):
        if name in parts:
            prefix = "deficit_" if name == "deficit" else ""
            found |= {f"{prefix}{key}": one for key, one in fields_of(parts[name], name, keys).items()}
    if "other_adjustments" in parts:
        told = fields_of(parts["other_adjustments"], "other_adjustments", ("used", "explanation"))
        found |= picked({"adjustments_used": "used", "adjustments_explanation": "explanation"}, told)
    if "submitted" in found and "board_action" in found:
        days = working_days(found["submitted"], found["board_action"], _days(parts.get("holidays")))
        found["working_days"] = said(str(days), found["submitted"].at)
    return found


def _days(node: Node | None) -> list[Written]:
    return [] if node is None else [scalar_of(day, "a holiday") for day in listing_of(node, "holidays").entries]


def _members(node: Node, name: str, known: tuple[str, ...]) -> Entries:
    return tuple(fields_of(one, f"an entry of {name}", known) for one in listing_of(node, name).entries)
