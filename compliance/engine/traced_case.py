"""The tracing path for one case: its figures with their sources, the distance to the line, the message filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from compliance.engine.evidence import Evidence
from compliance.engine.findings import Case, Figure
from compliance.engine.subjects import Subject
from compliance.rulebook.language.show import show
from compliance.rulebook.language.walk import Traced
from compliance.rulebook.model import Piece, Rule


def case_of(rule: Rule, subject: Subject) -> Case:
    """The case of one subject: its outcome, every figure it rests on, its message and the place to open."""
    evidence = Evidence(subject.environment)
    traces = [evidence.trace(tree) for tree in (rule.when, rule.require) if tree is not None]
    outcome, deciding = _outcome(rule, traces)
    distance = evidence.trace(rule.distance) if rule.distance is not None else None
    lets = {name: evidence.trace(tree) for name, tree in rule.lets.items()}
    read: dict[str, Figure] = {}
    for one in traces:
        _leaves(one, read)
    asked = tuple(read)
    for one in [*([distance] if distance else []), *lets.values()]:
        _leaves(one, read)
    figures = subject.environment.entry_figures() | read
    for name, let in lets.items():
        figures[name] = evidence.computed(let, rule.lets[name].unit, name.replace("_", " "), rule.print.get(name))
    if distance is not None:
        figures["distance"] = evidence.computed(distance, distance.unit, "distance to the line")
    if not rule.lets and len(asked) == 1 and asked[0].startswith("answer."):
        figures["answer"] = figures[asked[0]]  # a Yes/No item: the report's readers look for it under this name
    message = _filled(rule.message if outcome == "not_met" else rule.met if outcome == "met" else (), evidence)
    path, line = _location(figures, asked)
    return Case(
        subject=subject.subject,
        outcome=outcome,
        figures=figures,
        message=message or ("Not known: " + "; ".join(deciding.missing) + "." if outcome == "unknown" else ""),
        path=path,
        line=line,
        missing=tuple(deciding.missing) if outcome == "unknown" else (),
        notes=_notes(rule, outcome, figures, evidence),
    )


def _outcome(rule: Rule, traces: list[Traced]) -> tuple[str, Traced]:
    if rule.when is not None:
        condition = traces[0]
        if condition.value is None:
            return "unknown", condition
        if not condition.value:
            return "not_applicable", condition
    test = traces[-1]
    return ("unknown" if test.value is None else "met" if test.value else "not_met"), test


def _leaves(traced: Traced, found: dict[str, Figure]) -> None:
    """Add what a trace reads from outside, below the names of let, each once and in the order it is read."""
    if traced.name and isinstance(traced.payload, Figure):
        found.setdefault(traced.name, traced.payload)
    for child in traced.children:
        _leaves(child, found)


def _filled(pieces: Iterable[Piece], evidence: Evidence) -> str:
    words = []
    for piece in pieces:
        if piece.tree is None:
            words.append(piece.text)
            continue
        traced = evidence.trace(piece.tree)
        unknown = {"bool": "not answered", "text": "nothing"}.get(traced.unit, "an amount not given")
        words.append(unknown if traced.value is None else show(traced.value, traced.unit, piece.places))
    return "".join(words)


def _notes(rule: Rule, outcome: str, figures: Mapping[str, Figure], evidence: Evidence) -> tuple[str, ...]:
    notes = []
    if outcome in ("met", "not_met"):
        if rule.rounded is not None:
            printed = evidence.trace(rule.rounded).value
            if printed is not None and printed != (outcome == "met"):
                other = "met" if printed else "not met"
                notes.append(f"Rounded to the places the form prints, this would be {other}; the exact figures decide.")
        for figure in _all(figures.values()):
            source = figure.source
            if source and source.confidence in ("probable", "predicted", "unknown"):
                notes.append(f"Rests on a {source.confidence} value: {source.formula} is {figure.shown}.")
    if rule.confidence in ("probable", "unconfirmed"):
        notes.append(f"How this rule reads is {rule.confidence}.")
    return tuple(dict.fromkeys(notes))


def _all(figures: Iterable[Figure]) -> Iterator[Figure]:
    """The figures and what they were worked out from, each once."""
    seen: set[int] = set()
    waiting = list(figures)
    for figure in waiting:  # grows while it is read
        if id(figure) not in seen:
            seen.add(id(figure))
            yield figure
            if figure.source is not None and figure.source.inputs:
                waiting.extend(figure.source.inputs.values())


def _location(figures: Mapping[str, Figure], asked: Iterable[str]) -> tuple[str | None, int | None]:
    """The place a reader should open: the first figure of the test that stands in a file."""
    for figure in _all([*(figures[name] for name in asked), *figures.values()]):
        source = figure.source
        if source and source.path and source.line:
            return source.path, source.line
    return None, None
