"""What a letter gathers while its templates are read: citations used, requests made, paragraphs and tables printed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

from markupsafe import Markup

from compliance.engine.findings import Case, Figure, Report, Result
from compliance.letter.citations import Citation
from compliance.letter.earlier_requests import EarlierRequest
from compliance.letter.house_terms import in_house_terms
from compliance.letter.next_report import deadline
from compliance.letter.paragraphs import Paragraph
from compliance.letter.plain_text import without_marks
from compliance.letter.reserve_table import ReserveRow
from compliance.letter.stopped import LetterStopped
from compliance.letter.tables.moved import RULES as CATEGORIES
from compliance.letter.tables.moved import moved_table
from compliance.letter.tables.table import Table
from compliance.letter.written import ParagraphUsed, Request, TableUsed


class Asked(NamedTuple):
    """A request as its row of T9 prints it. since: open since the letter of that day, None where it is new."""

    words: Markup
    due: datetime.date | None
    law: Markup
    board: bool
    since: datetime.date | None


class Gathered:
    """The functions that templates call, and what the calls left behind."""

    def __init__(
        self,
        library: Mapping[str, Citation],
        due: Mapping[str, datetime.date],
        deadlines: Mapping[str, datetime.date],
        on: datetime.date,
        before: Iterable[EarlierRequest] = (),
        terms: Mapping[str, str] | None = None,
    ) -> None:
        self._library, self._due, self._deadlines, self._on = library, due, deadlines, on
        self._before = tuple(before)
        self._terms = terms or {}
        self.cited: dict[str, None] = {}
        self.requests: list[Request] = []
        self.paragraphs: list[ParagraphUsed] = []
        self.tables: list[TableUsed] = []
        self._asked: list[Asked] = []
        self._inside = ""
        self._printed: set[str] = set()
        self.rows: tuple[ReserveRow, ...] = ()
        self.made: Mapping[str, Table | None] = {}

    def functions(self) -> dict[str, Callable[..., Any]]:
        """What a template may call: cite, ask, requests, earlier_requests, deadline, figure, entries, entry, row, begin, end,
        table, table_notes, moved, has, printed."""
        return {
            "cite": self.cite,
            "ask": self.ask,
            "requests": lambda: tuple(self._asked),
            "earlier_requests": self.not_asked_again,
            "deadline": lambda name: deadline(self._deadlines, name),
            "figure": figure,
            "entries": entries,
            "entry": entry,
            "row": self.row,
            "begin": self.begin,
            "end": self.end,
            "table": self.table,
            "table_notes": lambda name: () if (found := self.made.get(name)) is None else found.notes,
            "moved": self.moved,
            "has": lambda name: self.made.get(name) is not None,
            "printed": lambda name: name in self._printed,
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
            since = next((one.asked[0] for one in self._before if one.id == id_ and one.answered is None), None)
            plain = _plain_words(in_house_terms(words, self._terms))
            self.requests.append(Request(id_, plain, on, str(law), board, self._inside, since))
            self._asked.append(Asked(Markup(words), on, law, board, since))
        return Markup("")

    def not_asked_again(self) -> tuple[EarlierRequest, ...]:
        """The requests of earlier letters that this one does not make; call it after every paragraph was read."""
        again = {request.id for request in self.requests}
        return tuple(one for one in self._before if one.id not in again)

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
        self._printed.add(name)
        self.tables.append(TableUsed(found.id, found.title, len(found.rows)))
        return found

    def moved(self, results: Iterable[Result]) -> Table | None:
        """The table of the categories that moved, noted as printed; None where no category did."""
        found = next((moved_table(result) for result in results if result.rule in CATEGORIES), None)
        if found is not None:
            self.tables.append(TableUsed(found.id, found.title, len(found.rows)))
        return found

    def all_tables(self) -> tuple[TableUsed, ...]:
        """The tables printed, that of the requests among them, which the letter itself sets."""
        asked = len(self.requests)
        return (*self.tables, *((TableUsed("T9", "What we ask of the District", asked),) if asked else ()))

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
