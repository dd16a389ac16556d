"""Everything that is said of a settlement, section by section, the same for the terminal and the page."""

from __future__ import annotations

from compliance.report.settlement_blocks import Section
from compliance.report.settlement_cost import cost_by_year, cost_lines, offsets
from compliance.report.settlement_effect import criteria, opening, reserves
from compliance.report.settlement_limits import break_evens, cuts, gap
from compliance.report.settlement_told import clock, findings, not_known
from compliance.scenario.settlement import Settlement

MAKERS = (
    opening, cost_by_year, reserves, criteria, findings, break_evens, cuts, gap, offsets, clock, cost_lines, not_known,
)  # fmt: skip


def sections_of(settled: Settlement) -> list[Section]:
    """The sections of one settlement that have anything in them, what matters first."""
    return [section for make in MAKERS if (section := make(settled)).parts]
