"""What the engine sees while it judges and no filing writes: lists that rules go over in a second round.

Where the filed form and the recomputation part, where two places of a filing or a filing and its history part, what is
unexplained, unanswered, or missing from the years before, and which lines of a projection are negative.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from compliance.engine.figures import FigureBook
from compliance.engine.findings import Figure, Result, Source
from compliance.engine.history import answered_by
from compliance.filing.model import LAYERS
from compliance.fiscal_year import distance
from compliance.rulebook.language.show import show

Entry = Mapping[str, Figure]
CENT = Decimal("0.01")
MISSING = re.compile(r"(?:(original_budget|previous_report)\.)?([a-z_0-9]+) (\d{4}-\d{2})")


def observe(book: FigureBook, results: Iterable[Result]) -> dict[str, tuple[Entry, ...]]:
    """Every observed list that the rulebook declares, with its entries."""
    found = tuple(results)
    filed = book.beneath if book.changes and book.beneath is not None else book  # places part on what was filed alone
    makers = {
        "form_differences": lambda: _form_differences(found),
        "place_differences": lambda: _place_differences(filed),
        "history_differences": lambda: _history_differences(filed),
        "unexplained": lambda: _unexplained(book, found),
        "unanswered": lambda: _unanswered(book),
        "history_gaps": lambda: _history_gaps(book, found),
    }
    lists: dict[str, tuple[Entry, ...]] = {}
    for name, definition in book.rulebook.lists.items():
        if not definition.observed:
            continue
        entries = _of_figures(book, definition.of) if definition.of else makers[name]() if name in makers else iter(())
        lists[name] = tuple(
            {
                field: entry.get(field) or Figure(None, one.unit, "unknown", None, "", "not observed", (field,))
                for field, one in definition.fields.items()
            }
            for entry in entries
        )
    return lists


def _text(value: str, like: Figure | None = None) -> Figure:
    return Figure(value, "text", value, like.source if like else Source("formula", formula="observed while judging"))


def _form_differences(results: Iterable[Result]) -> Iterator[Entry]:
    for result in results:
        rows = [({}, result.outcome, result.state_outcome), *((c.subject, c.outcome, c.state_outcome) for c in result.cases)]
        for subject, ours, form in rows:
            if form is not None and ours in ("met", "not_met") and form != ours:
                at = next(
                    (figure for case in result.cases if case.subject == subject for figure in case.figures.values()), None
                )
                yield {
                    "rule": _text(result.rule, at),
                    "subject": _text(" ".join(subject.values()) or "the rule as a whole", at),
                    "form": _text(form.replace("_", " "), at),
                    "ours": _text(ours.replace("_", " "), at),
                }


def _place_differences(book: FigureBook) -> Iterator[Entry]:
    filing = book.filing
    for layer, fiscal_year, name in filing.figures:
        if book.rulebook.figures[name].unit != "money":
            continue
        year = distance(filing.fiscal_year, fiscal_year)
        first = book.figure_written(layer, fiscal_year, name)
        for second in book.placed(layer, name, year):
            yield from _different("place", name, layer, fiscal_year, first, second)
    if filing.columns:
        for name, definition in book.rulebook.figures.items():
            for layer in LAYERS:
                for year in range(-3, 3):
                    places = [
                        place for place in definition.places.get(layer, ()) if year in place.years and place.tree is not None
                    ]
                    if len(places) > 1 and definition.unit == "money":
                        found = book.placed(layer, name, year)
                        for other in found[1:]:
                            yield from _different("place", name, layer, book.fiscal_year(year), found[0], other)


def _history_differences(book: FigureBook) -> Iterator[Entry]:
    if not book.history:
        return
    for name, definition in book.rulebook.figures.items():
        for layer in LAYERS:
            for year in range(-3, 0 if layer == "figures" else 3):
                typed = book.figure(layer, name, year)
                if typed.value is None or typed.source is None or typed.source.kind not in ("filing", "element"):
                    continue
                filing = book.filing
                if layer == "figures":  # what was only estimated or projected may rightly have closed otherwise
                    past = year < -1 or filing.report != "adopted_budget"
                    earlier = book.history.closed(name, year, filing.fiscal_year) if past else None
                else:
                    earlier = book.history.figure(layer, name, year, filing.report, filing.fiscal_year)
                if earlier is not None and earlier.source is not None:
                    whole = definition.unit in ("ada", "count") and typed.value == int(typed.value)
                    if not (whole and abs(typed.value - earlier.value) <= Decimal("0.5")):  # type: ignore[operator]
                        yield from _different("history", name, layer, book.fiscal_year(year), typed, earlier)


def _different(kind: str, name: str, layer: str, fiscal_year: str, first: Figure, second: Figure) -> Iterator[Entry]:
    """One entry where the two are more than a cent apart."""
    difference: Decimal = first.value - second.value  # type: ignore[operator,assignment]
    if abs(difference) <= CENT:
        return
    told = {
        "figure": _text(name if layer == "figures" else f"{layer}.{name}", first),
        "layer": _text(layer, first),
        "fiscal_year": _text(fiscal_year, first),
        "difference": Figure(difference, "money", show(difference, first.unit), first.source),
    }
    names = ("first", "second") if kind == "place" else ("typed", "earlier")
    for word, figure in zip(names, (first, second), strict=True):
        told[f"{word}_shown"] = _text(figure.shown, figure)
        told[f"{word}_place"] = _text(_place(figure), figure)
        told[word] = figure
    yield told


def _place(figure: Figure) -> str:
    source = figure.source
    if source is None:
        return "no place"
    where = ":".join(str(part) for part in (source.path, source.line) if part)
    return " ".join(filter(None, (source.element or source.formula or "", where)))


def _unexplained(book: FigureBook, results: Iterable[Result]) -> Iterator[Entry]:
    for result in results:
        rule = book.rulebook.rules.get(result.rule)
        if rule is None or not rule.explanation or result.outcome != "not_met" or rule.severity == "note":
            continue
        for case in result.cases:
            if case.outcome == "not_met" and not case.explanation:
                at = next(iter(case.figures.values()), None)
                yield {"rule": _text(result.rule, at), "subject": _text(" ".join(case.subject.values()) or "the filing", at)}


def _unanswered(book: FigureBook) -> Iterator[Entry]:
    for name, answer in book.rulebook.answers.items():
        asked = answer.elements and not answer.joined and answer.default is None and book.filing.report in answer.reports
        if asked and book.answer(name).value is None:
            yield {"answer": _text(name)}


def _history_gaps(book: FigureBook, results: Iterable[Result]) -> Iterator[Entry]:
    filing = book.filing
    for result in results:
        missing = dict.fromkeys(name for case in result.cases if case.outcome == "unknown" for name in case.missing)
        for name in missing:
            match = MISSING.fullmatch(name)
            if match is None or match[2] not in book.rulebook.figures:
                continue
            layer, year = match[1] or "figures", distance(filing.fiscal_year, match[3])
            by = answered_by(layer, year, filing.report, filing.fiscal_year)
            if by:
                yield {
                    "rule": _text(result.rule),
                    "fiscal_year": _text(match[3]),
                    "figure": _text(name.rsplit(" ", 1)[0]),
                    "answered_by": _text(by),
                }


def _of_figures(book: FigureBook, of: tuple[Mapping[str, str], ...]) -> Iterator[Entry]:
    """Negative values of the figures named, year by year; `text` names the answer that explains them."""
    for one in of:
        for year in range(0, 3):
            figure = book.figure("figures", one["figure"], year)
            if figure.value is None or figure.value >= 0:  # type: ignore[operator]
                continue
            note = book.answer(one["text"]) if "text" in one else None
            text = note.value if note is not None and isinstance(note.value, str) else ""
            yield {name: _text(word, figure) for name, word in one.items() if name not in ("figure", "text")} | {
                "fiscal_year": _text(book.fiscal_year(year), figure),
                "amount": figure,
                "explained": Figure(bool(text), "bool", "Yes" if text else "No", note.source if note else figure.source),
                "text": _text(text or "nothing is written", note),
            }
