"""A scenario as JSON: what stands under the key `scenario` of compliance/report-1."""

from __future__ import annotations

from typing import Any

from compliance.scenario.adjustments import Applied, Scenario
from compliance.scenario.compared import Compared


def scenario_json(compared: Compared, applied: Applied, scenario: Scenario) -> dict[str, Any]:
    """Dicts, lists and strings for the key `scenario`: adjusted results, what they indicate, differences, the lines."""
    raise NotImplementedError
