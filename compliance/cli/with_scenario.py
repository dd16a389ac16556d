"""check --scenario: the filing judged a second time with a scenario's lines laid over it, beside the first."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from compliance.filing.model import Filing
from compliance.rulebook.model import Rulebook
from compliance.scenario.adjustments import Applied, Scenario, ScenarioError, apply
from compliance.scenario.compared import Compared, compare
from compliance.scenario.read_scenario import read_scenario


class Judged(NamedTuple):
    """Both judgements, the scenario and what of it was applied; read is the file as an input of the report."""

    compared: Compared
    applied: Applied
    scenario: Scenario
    read: tuple[str, str, str]

    def as_json(self) -> dict[str, Any]:
        """What stands under `scenario` in the report."""
        from compliance.report.scenario_json import scenario_json

        return scenario_json(self.compared, self.applied, self.scenario)

    def as_text(self, color: bool, width: int) -> str:
        """The comparison for a reader."""
        from compliance.report.page import Page
        from compliance.report.scenario_text import scenario_text

        blocks = scenario_text(self.compared, self.applied, self.scenario, Page(width, color))
        return "\n\n".join("\n".join(block) for block in blocks if block)


def compare_with(path: str, filing: Filing, rulebook: Rulebook, history: Sequence[Filing]) -> Judged:
    """The scenario in that file laid over the filing. Raises ScenarioError, and FilingError as judge does."""
    scenario = read_scenario(path, [*rulebook.flows, *rulebook.figures])
    if scenario.cds is not None and filing.entity.cds is not None and scenario.cds[0] != filing.entity.cds:
        raise ScenarioError(
            f"The scenario is for the agency {scenario.cds[0]}, the filing is of {filing.entity.cds}. "
            "Name the filing it belongs to.",
            scenario.cds[1],
        )
    applied = apply(scenario, rulebook.flows, filing.fiscal_year)
    digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    return Judged(compare(filing, rulebook, applied.changes, history), applied, scenario, (path, digest, "scenario"))
