"""A scenario file (YAML or JSON, first key `scenario: 1`) as a Scenario."""

from __future__ import annotations

import os
from collections.abc import Collection
from decimal import Decimal

from compliance.filing.contents import decode, read_contents
from compliance.filing.entity import cds_of
from compliance.filing.json_reader import read_json
from compliance.filing.model import FilingError, Written
from compliance.filing.nearest import did_you_mean, shown
from compliance.filing.values import as_bool, as_money, as_text
from compliance.filing.written_parts import scalar_of
from compliance.located import LocatedError, Node, Position, Section
from compliance.located.yaml_reader import read_yaml
from compliance.scenario.adjustments import ADJUST, CONCERN_ONLY, Line, Scenario, ScenarioError
from compliance.scenario.read_proposal_values import entries_of, keyed, optional, required, years_of

KEYS = ("scenario", "name", "made_by", "note", "agency", "lines")
OF_A_LINE = ("name", "changes", "amounts", "effect", "reason", "authority", "counts")


def read_scenario(path: str | os.PathLike[str], changeable: Collection[str]) -> Scenario:
    """The scenario in a file. changeable: flows and figures a line may change. Raises ScenarioError."""
    try:
        contents = read_contents(path)
        written, _ = decode(contents, windows=False)
        json = written.lstrip().startswith("{")
        node = read_json(written, contents.path) if json else read_yaml(written, contents.path)
        return _scenario(node, contents.path, changeable)
    except ScenarioError:
        raise
    except (FilingError, LocatedError) as problem:
        raise ScenarioError(problem.message, problem.at) from None


def _scenario(node: Node | None, path: str, changeable: Collection[str]) -> Scenario:
    if not isinstance(node, Section) or next(iter(node.names), None) != "scenario":
        raise ScenarioError("This is not a scenario: its first key is not `scenario`.", Position(path, 1, 1))
    section = keyed(node, "a scenario", KEYS, ("name", "lines"))
    version = scalar_of(node.entries["scenario"], "scenario")
    if version.text != "1":
        raise ScenarioError(
            f"Found scenario: {shown(version.text)}, expected `scenario: 1`, the version of this format.", version.at
        )
    lines = tuple(_line(entry, changeable) for entry in entries_of(section, "lines"))
    if not lines:
        raise ScenarioError("The scenario has no lines. Add at least one under `lines:`.", section.at)
    names = [line.name for line in lines]
    for line in lines:
        if names.count(line.name) > 1:
            raise ScenarioError(f"Two lines are called {shown(line.name)}. Give each its own name.", line.at)
    return Scenario(
        path,
        required(section, "name", as_text),
        optional(section, "made_by", as_text),
        optional(section, "note", as_text),
        _cds(section),
        lines,
    )


def _line(node: Node, changeable: Collection[str]) -> Line:
    section = keyed(node, "a line", OF_A_LINE, ("name", "changes", "amounts"))
    changes = scalar_of(section.entries["changes"], "changes")
    if changes.text not in changeable:
        near = did_you_mean(changes.text, changeable)
        raise ScenarioError(f"{shown(changes.text)} is nothing that a line can change.{near}", changes.at)
    amounts: dict[str, tuple[Decimal, Position]] = {}
    for year, value in years_of(section.entries["amounts"], "amounts").items():
        written = scalar_of(value, year)
        amounts[year] = (as_money(written), written.at)
    return Line(
        name=required(section, "name", as_text),
        changes=changes.text,
        amounts=amounts,
        effect=optional(section, "effect", _effect) or ADJUST,
        reason=optional(section, "reason", as_text),
        authority=optional(section, "authority", as_text),
        counts=optional(section, "counts", as_bool),
        at=section.at,
    )


def _effect(written: Written) -> str:
    known = (ADJUST, CONCERN_ONLY)
    if written.text not in known:
        near = did_you_mean(written.text, known)
        raise ScenarioError(f"{shown(written.text)} is no effect.{near} Write `adjust` or `concern only`.", written.at)
    return written.text


def _cds(section: Section) -> tuple[str, Position] | None:
    if "agency" not in section.entries:
        return None
    agency = keyed(section.entries["agency"], "`agency`", ("cds", "name"), ("cds",))
    written = scalar_of(agency.entries["cds"], "cds")
    return cds_of(written.text, written.at), written.at
