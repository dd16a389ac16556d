"""Cells of the state's forms: free-text days, and boxes that are empty because nobody marked them."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance.engine.figures import FigureBook
from compliance.engine.form_cells import day_of
from compliance.filing import Filing, read_filing
from compliance.filing.model import Written
from compliance.located import Position

from .filings import US_CA


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("June 24, 2025", "2025-06-24"),
        ("Sept. 9, 2025", "2025-09-09"),
        ("06/28/22", "2022-06-28"),
        ("6/24/2025 7:00:00 AM +00:00", "2025-06-24"),
        ("2025-06-24", "2025-06-24"),
    ],
)
def test_a_day_is_read_as_real_forms_write_it(text: str, day: str) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize("text", ["", "to be announced", "13/45/2024", "Mayor 5, 2025", "June 31, 2025", "June 2025"])
def test_what_names_no_day_is_unknown(text: str) -> None:
    assert day_of(text) is None


def with_cell(root: Path, name: str, text: str) -> Filing:
    export = read_filing(root / "examples" / "oak-valley.dat")
    cell = {name: Written(text, Position(export.path, 1))}
    columns = (one._replace(elements={**(one.elements or {}), **cell}) if one.code == "BB" else one for one in export.columns)
    return export._replace(columns=tuple(columns))


@pytest.mark.parametrize(("mark", "answer"), [("X", True), ("", False)])
def test_a_box_that_nobody_marked_says_no(root: Path, mark: str, answer: bool) -> None:
    book = FigureBook(with_cell(root, "CB.BUDGETBOX2", mark), US_CA)
    assert book.answer("excess_reserves_disclosed").value is answer


def test_a_day_of_the_form_keeps_its_place(root: Path) -> None:
    figure = FigureBook(with_cell(root, "CB.ADOPTION.DATE", "June 24, 2025"), US_CA).figure(
        "figures", "budget_adoption_date", 0
    )
    assert (figure.value, figure.source and figure.source.element) == ("2025-06-24", "CB.ADOPTION.DATE")
