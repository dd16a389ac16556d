"""The county's adjustments that a letter may rest on: a scenario, what of it counted, and both judgements."""

from __future__ import annotations

from typing import Protocol

from compliance.scenario.adjustments import Applied, Scenario
from compliance.scenario.compared import Compared


class Adjusted(Protocol):
    """What compliance.cli.with_scenario.Judged offers: the two reports, the applied lines, the scenario itself."""

    @property
    def compared(self) -> Compared:
        """The filing judged as filed and as adjusted."""

    @property
    def applied(self) -> Applied:
        """The changes, the lines that count and those left out."""

    @property
    def scenario(self) -> Scenario:
        """The scenario's name, author and lines."""
