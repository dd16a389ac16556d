"""Whose letter it is and about which report: what names its files."""

from __future__ import annotations

from typing import NamedTuple

from compliance.engine.findings import Report


class About(NamedTuple):
    """District, CDS code (None where the filing has none), fiscal year and report kind."""

    district: str
    cds: str | None
    fiscal_year: str
    report: str

    @property
    def key(self) -> str:
        """cds-fiscal_year-report: by this a matter file is found, and a letter named."""
        return f"{self.cds or 'no-cds'}-{self.fiscal_year}-{self.report}"


def about(report: Report) -> About:
    """The same, of a report."""
    return About(report.name or "", report.cds, report.fiscal_year, report.report)
