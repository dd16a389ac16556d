"""A case told in full, for `compliance explain`: every figure with its place, the arithmetic, the difference to the cent."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from compliance.engine.findings import Case, Figure, Source

DEPTH = 6


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
    return ""


def _account(account: str) -> str:
    return "-".join((account[:2], account[2:6], account[6:7], account[7:11], account[11:15], account[15:]))


def explained_figures(figures: Mapping[str, Figure]) -> list[str]:
    """Figures by their heading, each walked down to its sources."""
    return [line for heading, figure in figures.items() for line in [*figure_lines(heading, figure), ""]]
