"""A filing that a person wrote, YAML or JSON: its keys checked, its values kept as text with their places."""

from __future__ import annotations

import os
from collections.abc import Callable

from compliance.filing.contents import Contents
from compliance.filing.ledger import attach_ledger
from compliance.filing.model import CERTIFICATIONS, LAYERS, REPORTS, Filing, FilingError, Input, Written
from compliance.filing.nearest import did_you_mean, shown
from compliance.filing.values import as_fiscal_year
from compliance.filing.written_entity import entity_from
from compliance.filing.written_parts import branch_scalars_of, figures_of, listing_of, records_of, scalar_of, section_of
from compliance.located.nodes import Node, Position

LISTS = ("labor", "one_time", "contingent")
HEAD = ("filing", "entity", "fiscal_year", "report", "certification", "ledger", "history")
KEYS = (*HEAD, *LAYERS, "answers", "explanations", *LISTS)


def filing_from(node: Node | None, contents: Contents) -> Filing:
    """The filing that a file's tree says, with the columns of its ledger; FilingError names the place that is wrong."""
    parts = _parts(node, contents.path)
    at = parts["filing"].at
    version = scalar_of(parts["filing"], "filing")
    if version.text != "1":
        raise FilingError(f"Found filing: {shown(version.text)}, expected `filing: 1`, the version of this format.", at)
    written_year = _required(parts, "fiscal_year", at, "fiscal_year: 2025-26")
    written_report = _required(parts, "report", at, "report: adopted_budget")
    entity_at = parts["entity"].at if "entity" in parts else at
    filing = Filing(
        path=contents.path,
        sha256=contents.sha256,
        entity=entity_from(parts.get("entity"), at),
        fiscal_year=as_fiscal_year(written_year),
        report=_one_of(written_report, REPORTS, "a kind of report"),
        certification=_certification(parts.get("certification")),
        figures={key: value for layer in LAYERS if layer in parts for key, value in figures_of(parts[layer], layer).items()},
        answers=_optional(parts, "answers", branch_scalars_of),
        explanations=_optional(parts, "explanations", branch_scalars_of),
        lists={name: records_of(parts[name], name) for name in LISTS if name in parts},
        inputs=(Input(contents.path, contents.sha256, "filing"),),
        history=_history(parts.get("history"), contents.path),
    )
    if "ledger" in parts:
        named = scalar_of(parts["ledger"], "ledger")
        return attach_ledger(filing, named, {"fiscal year": written_year.at, "report": written_report.at, "entity": entity_at})
    return _with_kind(filing, entity_at)


def _parts(node: Node | None, path: str) -> dict[str, Node]:
    if node is None:
        raise FilingError("The file holds no filing, only blanks and comments.", Position(path, 1))
    section = section_of(node, "a filing")
    if next(iter(section.names), None) != "filing":
        raise FilingError("This is not a filing: its first key is not `filing`.", node.at)
    for key in section.names.values():
        if key.text not in KEYS:
            raise FilingError(
                f"A filing has no key {shown(key.text)}.{did_you_mean(key.text, KEYS)} Its keys are {', '.join(KEYS)}.", key.at
            )
    return section.entries


def _required(parts: dict[str, Node], name: str, at: Position, example: str) -> Written:
    if name not in parts:
        raise FilingError(f"The filing does not say its `{name}`. Add a line such as `{example}`.", at)
    return scalar_of(parts[name], name)


def _optional(parts: dict[str, Node], name: str, read: Callable[[Node, str], dict[str, Written]]) -> dict[str, Written]:
    return read(parts[name], name) if name in parts else {}


def _one_of(written: Written, known: tuple[str, ...], what: str) -> str:
    if written.text not in known:
        raise FilingError(
            f"{shown(written.text)} is not {what}.{did_you_mean(written.text, known)} Expected one of {', '.join(known)}.",
            written.at,
        )
    return written.text


def _certification(node: Node | None) -> str | None:
    return None if node is None else _one_of(scalar_of(node, "certification"), CERTIFICATIONS, "a certification")


def _history(node: Node | None, path: str) -> tuple[str, ...]:
    if node is None:
        return ()
    named = [scalar_of(member, "history") for member in listing_of(node, "history").entries]
    for one in named:
        if not one.text.strip():
            raise FilingError("Nothing is written for an entry of `history`. Leave it out.", one.at)
    return tuple(os.path.join(os.path.dirname(path), one.text) for one in named)


def _with_kind(filing: Filing, at: Position) -> Filing:
    if not filing.entity.kind:
        raise FilingError(
            "The filing does not say which kind of agency files. Add the CDS code in quotation marks to `entity`, as "
            'cds: "38684780000000", or `kind: district` or `kind: county_office`.',
            at,
        )
    return filing
