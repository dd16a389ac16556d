"""A case told in full, for `compliance explain`: every figure with its place, the arithmetic, the difference to the cent."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from compliance.engine.findings import Case, Figure, Result, Source
from compliance.report.wording import clean, count, prose

DEPTH = 6
MOST_CASES = 12
MOST_ROWS = 5
MOST_LINES = 12


def case_lines(case: Case) -> list[str]:
    """The case as lines of plain ASCII text: outcome, law in force, figures, arithmetic, distance."""
    subject = " ".join(case.subject.values()) or "the filing"
    lines = [f"{subject}: {case.outcome.replace('_', ' ')}"]
    law = {name: figure for name, figure in case.figures.items() if _is_law(figure)}
    leaves = {name: figure for name, figure in case.figures.items() if not _is_law(figure) and not _is_let(figure)}
    lets = {
        name: figure for name, figure in case.figures.items() if not _is_law(figure) and _is_let(figure) and name != "distance"
    }
    lines += _block("Law in force", [line for name, figure in law.items() for line in _law(name, figure)])
    lines += _block("Figures", [line for name, figure in leaves.items() for line in figure_lines(name, figure)])
    lines += _block("Arithmetic", [line for name, figure in lets.items() for line in _let(name, figure)])
    distance = case.figures.get("distance")
    if distance is not None and distance.value is not None:
        lines += _block("Distance to the line", _let("distance", distance))
    if case.message:
        lines += _block("Finding", [case.message])
    lines += [f"    Note: {note}" for note in case.notes]
    return lines


def column_lines(result: Result, columns: Mapping[str, str], width: int) -> list[str]:
    """A technical check column by column: exceptions with amounts, rows and explanations, or what was tested, or why unknown.

    columns are those it ran on, each with its fiscal year and the state's severity as a heading.
    """
    law = {name: figure for case in result.cases for name, figure in case.figures.items() if _is_law(figure)}
    lines = ["", "Law in force"] if law else []
    lines += [f"  {line}" for name, figure in law.items() for line in _law(name, figure)]
    for column, heading in columns.items():
        cases = [case for case in result.cases if case.subject.get("column") == column]
        failing = [case for case in cases if case.outcome == "not_met"]
        lines += ["", f"{heading}: {_told(cases, failing)}"]
        told = [line for case in failing[:MOST_CASES] for line in _exception(case, width)]
        if len(failing) > MOST_CASES:
            told.append(f"and {count(len(failing) - MOST_CASES, 'more exception')}; check --format json lists every one")
        for case in cases:
            if case.outcome in ("unknown", "error"):
                told += textwrap.wrap(prose(case.message), width - 2)
            elif case.outcome == "met":
                told += [line for name, figure in case.figures.items() for line in _seen(name, figure)]
        lines += [f"  {line}" for line in [*told, *_beside_the_log(cases, failing)]]
    notes = dict.fromkeys(prose(note) for case in result.cases for note in case.notes)
    return [*lines, *([""] if notes else []), *(f"Note: {note}" for note in notes)]


def _told(cases: Sequence[Case], failing: Sequence[Case]) -> str:
    """The heading's outcome: 63 exceptions, 60 of them explained; met, 1,204 cases tested; unknown."""
    if failing:
        explained = sum(case.explanation is not None for case in failing)
        more = "all explained" if explained == len(failing) else f"{explained} of them explained"
        told = f"not met, {count(len(failing), 'exception')}"
        told += f", {more if len(failing) > 1 else 'explained'}" if explained else ", not explained"
        return told + (", others not known" if any(case.outcome == "unknown" for case in cases) else "")
    outcomes = [case.outcome for case in cases]
    for outcome in ("error", "unknown"):
        if outcome in outcomes:
            return outcome
    tested = next((case.figures["tested"] for case in cases if "tested" in case.figures), None)
    if tested is None or tested.value == 1:
        return "met"
    return f"met, {tested.shown} cases tested" if tested.value else "met, the column holds nothing to be tested"


def _exception(case: Case, width: int) -> Iterator[str]:
    """One exception: its codes and amount, what was found, its rows, and what the agency wrote."""
    codes = ", ".join(f"{name} {value}" for name, value in case.subject.items() if name != "column")
    amount = case.figures.get("amount")
    yield clean(f"{codes or 'the column'}{f': {amount.shown}' if amount is not None else ''}")
    for line in textwrap.wrap(prose(case.message), width - 4):
        yield f"  {line}"
    apart = {_place(figure): (name, figure) for name, figure in reversed([*case.figures.items()])}  # a let may be a lone cell
    seen = [line for name, figure in reversed([*apart.values()]) for line in _seen(name, figure)]
    yield from (f"  {line}" for line in seen[:MOST_LINES])
    if len(seen) > MOST_LINES:
        yield f"  and {count(len(seen) - MOST_LINES, 'more line')}"
    if case.explanation is not None:
        for line in textwrap.wrap(f"Explained: {clean(case.explanation)}", width - 4):
            yield f"  {line}"


def _place(figure: Figure) -> tuple[object, ...]:
    """What tells a figure of a column from another."""
    source = figure.source or Source("")
    return source.kind, source.path, source.line, source.element, source.formula, figure.shown


def _seen(name: str, figure: Figure) -> Iterator[str]:
    """A figure of a column: its rows where it is a sum of the ledger, else its value with its place."""
    source = figure.source
    if source is None or _is_law(figure) or (figure.unit == "bool" and figure.value is True):
        return
    if figure.unit == "bool" and source.kind == "formula" and figure.shown not in ("Yes", "No"):
        yield prose(f"{figure.shown} {where(figure)}")  # why a code is not valid
        return
    if source.kind not in ("ledger", "history"):
        yield clean(f"{name} = {figure.shown}{_exactly(figure)} {where(figure)}")
        return
    if name != "amount":
        yield f"{name} = {figure.shown}{_exactly(figure)}"
    for row in source.accounts[:MOST_ROWS]:
        place = f"{source.path}:{row.line}" if row.line else "computed by the import"
        yield f"{place}  {_account(row.account)}  {row.amount:,f}"
    if len(source.accounts) > MOST_ROWS:
        yield f"and {count(len(source.accounts) - MOST_ROWS, 'more row')}"


def _beside_the_log(cases: Sequence[Case], failing: Sequence[Case]) -> Iterator[str]:
    """Where the state's own log of the review says otherwise."""
    ours = sum(case.state_outcome == "met" for case in failing)
    theirs = [case for case in cases if case.outcome == "met" and case.state_outcome == "not_met"]
    told = [case for case in cases if case.state_outcome is not None]
    unknown = [case for case in told if case.outcome not in ("met", "not_met")]
    if told and not ours and not theirs and not unknown:
        yield "The state's log of its review says the same."
    if unknown and not failing:
        found = any(case.state_outcome == "not_met" for case in unknown)
        yield f"The state's log of its review holds {'an' if found else 'no'} exception here."
    if ours:
        yield f"The state's log of its review does not hold {count(ours, 'of these exceptions', 'of these exceptions')}."
    for case in theirs[:MOST_CASES]:
        codes = ", ".join(f"{name} {value}" for name, value in case.subject.items() if name != "column") or "the column"
        place = f" ({case.path}:{case.line})" if case.line else ""
        yield clean(f"The state's log of its review holds an exception that is none here: {codes}{place}")
    if len(theirs) > MOST_CASES:
        yield f"and {len(theirs) - MOST_CASES} more of these"


def figure_lines(name: str, figure: Figure, depth: int = 0) -> list[str]:
    """A figure and, below it, what it was worked out from, down to accounts and lines."""
    pad = "  " * depth
    lines = [f"{pad}{name} = {figure.shown}{_exactly(figure)}  {where(figure)}".rstrip()]
    source = figure.source
    if source is None or depth >= DEPTH:
        return lines
    for account in source.accounts:
        lines.append(f"{pad}  {_account(account.account)}  {account.amount:,f}  line {account.line}")
    for inner, one in source.inputs.items():
        lines += figure_lines(inner, one, depth + 1)
    return lines


def where(figure: Figure) -> str:
    """Where a figure stands, in words."""
    source = figure.source
    if source is None:
        return f"[{figure.why or 'not given'}]"
    place = ":".join(str(part) for part in (source.path, source.line) if part)
    if source.kind == "ledger":
        return f"[ledger column {source.column}, {source.formula}, {source.rows} rows, {place}]"
    if source.kind == "element":
        return f"[form element {source.element}, column {source.column}, {place}]"
    if source.kind == "formula":
        return f"[{source.formula}]"
    return f"[{place}]" if place else f"[{source.kind}]"


def _block(title: str, lines: list[str]) -> list[str]:
    return [f"  {title}", *(f"    {line}" for line in lines)] if lines else []


def _is_law(figure: Figure) -> bool:
    return bool(figure.source and figure.source.confidence)


def _is_let(figure: Figure) -> bool:
    return bool(figure.source and figure.source.kind == "formula" and figure.source.worked and figure.label.islower())


def _law(name: str, figure: Figure) -> list[str]:
    source = figure.source or Source("formula")
    note = f" ({source.confidence})" if source.confidence != "certain" else ""
    return [f"{name} = {figure.shown}{note}: {source.formula}", *(f"  {cite}" for cite in source.cites)]


def _let(name: str, figure: Figure) -> list[str]:
    source = figure.source or Source("formula")
    lines = [f"{name} = {source.formula}"]
    if figure.value is None:
        return [*lines, f"  unknown: {figure.why}"]
    if source.worked and source.worked != source.formula:
        lines.append(f"  = {source.worked}")
    return [*lines, f"  = {figure.shown}{_exactly(figure)}"]


def _exactly(figure: Figure) -> str:
    """The value in full where what is shown was rounded."""
    value = figure.value
    if isinstance(value, Fraction):
        return f" (exactly {value.numerator}/{value.denominator})" if figure.unit == "money" else ""
    if isinstance(value, Decimal) and figure.unit == "money" and value != value.quantize(Decimal("0.01")):
        return f" (exactly {value:,f})"
    if isinstance(value, Decimal) and figure.unit == "number" and (Fraction(value) * 10**6).denominator != 1:
        return f" (exactly {value:,f})"
    return ""


def _account(account: str) -> str:
    return "-".join((account[:2], account[2:6], account[6:7], account[7:11], account[11:15], account[15:]))


def explained_figures(figures: Mapping[str, Figure]) -> list[str]:
    """Figures by their heading, each walked down to its sources."""
    return [line for heading, figure in figures.items() for line in [*figure_lines(heading, figure), ""]]
