"""Answers to the form's questions: as the filing writes them, else as the form's cells hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.engine.findings import Figure, Source
from compliance.engine.form_cells import form_answer
from compliance.engine.written import figure_of
from compliance.filing.model import FilingError
from compliance.rulebook.declarations import Answer
from compliance.rulebook.language.show import show

if TYPE_CHECKING:
    from compliance.engine.figures import FigureBook


def read_answer(book: FigureBook, answer: Answer) -> Figure:
    """As written, else the form's first element that is not blank, else what a blank counts as, else unknown."""
    label = answer.question.get(book.filing.report) or answer.question.get("interim") or answer.question.get("", "")
    written = book.filing.answers.get(answer.name)
    if written is not None:
        figure = figure_of(written, answer.unit, label)
        if answer.choices and figure.value not in answer.choices:
            raise FilingError(f"{answer.name} is '{written.text}'; it must be one of: {', '.join(answer.choices)}.", written.at)
        return figure
    column = book.own_column()
    if answer.joined:
        return _joined(book, answer, label)
    if column is not None and column.elements is not None and book.filing.report in answer.reports:
        for element in answer.elements:
            cell = column.elements.get(element)
            value = form_answer(cell.text, answer.unit, answer.choices) if cell else None
            if cell is not None and value is None and not cell.text.strip():
                value = answer.blank
            if cell is not None and value is not None:
                source = Source("element", cell.at.path, cell.at.line, column.code, element)
                return Figure(value, answer.unit, show(value, answer.unit), source, label)
    if answer.default is not None:
        source = Source("formula", formula="not answered; the form counts a blank so")
        return Figure(answer.default, answer.unit, show(answer.default, answer.unit), source, label)
    return Figure(
        None, answer.unit, "unknown", None, label, f"question {answer.name} is not answered", (f"answer {answer.name}",)
    )


def _joined(book: FigureBook, answer: Answer, label: str) -> Figure:
    """A text in several cells, or any explanation that the filing writes; unknown where nothing is written."""
    column = book.own_column()
    cells = [column.elements.get(name) for name in answer.elements] if column and column.elements is not None else []
    written = [cell for cell in cells if cell is not None and cell.text.strip()]
    if answer.explanations:
        written += [cell for cell in book.filing.explanations.values() if cell.text.strip()]
    if not written:
        return Figure(None, "text", "unknown", None, label, f"{answer.name} is empty", (f"answer {answer.name}",))
    text = " ".join(" ".join(cell.text.split()) for cell in written)
    return Figure(text, "text", text, Source("element", written[0].at.path, written[0].at.line), label)
