"""What a letter gathers while its templates are read: citations used, requests made, paragraphs and tables printed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

from markupsafe import Markup

from compliance.engine.findings import Case, Figure, Report, Result
from compliance.letter.citations import Citation
from compliance.letter.next_report import deadline
from compliance.letter.paragraphs import Paragraph
from compliance.letter.plain_text import without_marks
from compliance.letter.reserve_table import ReserveRow
from compliance.letter.stopped import LetterStopped
from compliance.letter.tables.table import Table
from compliance.letter.written import ParagraphUsed, Request, TableUsed


class Gathered:
    """The functions that templates call, and what the calls left behind."""

    def __init__(
        self,
        library: Mapping[str, Citation],
        due: Mapping[str, datetime.date],
        deadlines: Mapping[str, datetime.date],
        on: datetime.date,
    ) -> None:
        self._library, self._due, self._deadlines, self._on = library, due, deadlines, on
        self.cited: dict[str, None] = {}
        self.requests: list[Request] = []
        self.paragraphs: list[ParagraphUsed] = []
        self.tables: list[TableUsed] = []
        self._asked: list[tuple[Markup, datetime.date | None, Markup]] = []
        self._inside = ""
        self.rows: tuple[ReserveRow, ...] = ()
        self.made: Mapping[str, Table | None] = {}

    def functions(self) -> dict[str, Callable[..., Any]]:
        """What a template may call: cite, ask, requests, deadline, figure, entries, entry, row, begin, end, table,
        table_notes, has."""
        return {
            "cite": self.cite,
            "ask": self.ask,
            "requests": lambda: tuple(self._asked),
            "deadline": lambda name: deadline(self._deadlines, name),
            "figure": figure,
            "entries": entries,
            "entry": entry,
            "row": self.row,
            "begin": self.begin,
            "end": self.end,
            "table": self.table,
            "table_notes": lambda name: () if (found := self.made.get(name)) is None else found.notes,
            "has": lambda name: self.made.get(name) is not None,
        }

    def cite(self, id_: str) -> Markup:
        """The words of a citation, noted as used. Raises LetterStopped: not in the library, or not in its years."""
        if id_ not in self._library:
            near = get_close_matches(id_, self._library, 1)
            advice = f"did you mean '{near[0]}'?" if near else "add it with its source."
            raise LetterStopped(f"A template cites '{id_}', which the citation library does not hold; {advice}")
        cited = self._library[id_]
        if not cited.holds(self._on):
            until = f" until {cited.until}" if cited.until else ""
            raise LetterStopped(
                f"A template cites '{id_}' ({cited.text}) in a letter of {self._on}, but it may be cited from "
                f"{cited.since}{until}; date the letter within its years, or correct the library."
            )
        self.cited[id_] = None
        return Markup(cited.text)

    def ask(
        self, id_: str, due: datetime.date | None, statute: str, board: bool = False, *, caller: Callable[[], Markup]
    ) -> Markup:
        """Makes a request, once: {% call ask("reserve-plan", next.due, "ec-42131", true) %}words{% endcall %}. Prints nothing.

        board: the governing board itself must act.
        """
        words = " ".join(str(caller()).split())
        law = self.cite(statute)
        if id_ not in {request.id for request in self.requests}:
            on = self._due.get(id_, due)
            self.requests.append(Request(id_, _plain_words(words), on, str(law), board, self._inside))
            self._asked.append((Markup(words), on, law))
        return Markup("")

    def begin(self, paragraph: Paragraph) -> tuple[Result, ...]:
        """A paragraph of the library begins: it is noted as used, and requests made from here on are its own. Its results."""
        entry_ = paragraph.entry
        self._inside = entry_.id
        self.paragraphs.append(ParagraphUsed(entry_.id, entry_.version, entry_.topic, entry_.severity))
        return paragraph.results

    def end(self) -> Markup:
        """The paragraph ends."""
        self._inside = ""
        return Markup("")

    def table(self, name: str) -> Table:
        """A table of this letter, noted as printed. Raises LetterStopped where the letter has none of that name."""
        found = self.made.get(name)
        if found is None:
            raise LetterStopped(
                f"A template prints the table '{name}', which this letter does not have; ask has('{name}') first."
            )
        self.tables.append(TableUsed(found.id, found.title, len(found.rows)))
        return found

    def row(self, fiscal_year: str) -> ReserveRow | None:
        """The reserve table's row of that year."""
        return next((row for row in self.rows if row.fiscal_year == fiscal_year), None)

    def notes(self, placeholders: tuple[str, ...]) -> tuple[str, ...]:
        """What the analyst settles before anyone signs."""
        unsure = [cited for id_ in self.cited if (cited := self._library[id_]).confidence != "certain"]
        unasked = [id_ for id_ in self._due if id_ not in {request.id for request in self.requests}]
        past = [one for one in self.requests if one.due is not None and one.due < self._on]
        return (
            *(f"Fill in {placeholder}." for placeholder in placeholders),
            *(f"Confirm {cited.text}, cited for {cited.purpose}: it is {cited.confidence}." for cited in unsure),
            *(f"The profile dates a request '{id_}' that this letter does not make." for id_ in unasked),
            *(f"The request '{one.id}' is due {one.due}, before the letter's date; give it another day." for one in past),
        )


def figure(holder: Case | Mapping[str, Figure], name: str) -> Figure | None:
    """A figure of a case or of a list's entry, None where there is none."""
    return (holder.figures if isinstance(holder, Case) else holder).get(name)


def entries(report: Report, name: str) -> tuple[Mapping[str, Figure], ...]:
    """The entries of a list of the filing, none where it has no such list."""
    return report.lists.get(name, ())


def entry(report: Report, name: str, key: str, value: str) -> Mapping[str, Figure]:
    """The entry of a list whose key field holds that text, empty where there is none."""
    return next(
        (found for found in entries(report, name) if (named := found.get(key)) is not None and named.value == value), {}
    )


def _plain_words(markdown: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", without_marks(markdown))
