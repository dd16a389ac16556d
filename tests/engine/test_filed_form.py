"""What the filed form concluded is compared with, never read."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance.engine.report import judge
from compliance.filing import Filing, read_filing
from compliance.filing.model import Written
from compliance.located import Position

from .filings import US_CA

STATUS = "01CS.CS.RESERVES.STATUS"


@pytest.fixture
def export(root: Path) -> Filing:
    return read_filing(root / "examples" / "oak-valley.dat")


def concluding(export: Filing, **cells: str) -> Filing:
    """The export with more cells in its own column."""
    columns = []
    for column in export.columns:
        if column.code == "BB" and column.elements is not None:
            more = {name.replace("__", "."): Written(text, Position(export.path, 1)) for name, text in cells.items()}
            column = column._replace(elements={**column.elements, **more})
        columns.append(column)
    return export._replace(columns=tuple(columns))


def cell(name: str) -> str:
    return name.replace(".", "__")


def test_an_export_without_conclusions_has_no_state_outcome(export: Filing) -> None:
    result = judge(export, US_CA).result("01CS-10")
    assert result is not None
    assert result.state_outcome is None
    assert [case.state_outcome for case in result.cases] == [None, None, None]


def test_the_form_says_not_met_where_the_figures_meet(export: Filing) -> None:
    report = judge(concluding(export, **{cell(STATUS): "Not Met"}), US_CA)
    result = report.result("01CS-10")
    assert result is not None
    assert [(case.outcome, case.state_outcome) for case in result.cases][0] == ("met", "not_met")
    differs = report.result("form-differs")
    assert differs is not None
    assert differs.outcome == "not_met"
    assert "01CS-10" in differs.message


def test_a_blank_conclusion_is_none(export: Filing) -> None:
    result = judge(concluding(export, **{cell(STATUS): " "}), US_CA).result("01CS-10")
    assert result is not None
    assert result.cases[0].state_outcome is None
