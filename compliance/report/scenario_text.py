"""What a scenario does to a filing, for a reader: both verdicts, figures side by side, lines, the adjusted projection, outcomes."""

from __future__ import annotations

from compliance.report.page import Page
from compliance.scenario.adjustments import Applied, Scenario
from compliance.scenario.compared import Compared


def scenario_text(compared: Compared, applied: Applied, scenario: Scenario, page: Page) -> list[list[str]]:
    """Blocks of lines to set under the ordinary report of the filing, one a section; the page says width and colour."""
    raise NotImplementedError
