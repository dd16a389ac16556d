"""From a traced expression to figures: the value, and the inputs it was worked out from, each with its source."""

from __future__ import annotations

from fractions import Fraction

from compliance.engine.findings import Figure, Source, Value
from compliance.rulebook.language.show import show
from compliance.rulebook.language.walk import Traced


def computed(traced: Traced, unit: str, label: str = "", places: str | None = None) -> Figure:
    """The figure a traced expression gives. A lone leaf keeps its own source; anything else is a formula with inputs."""
    leaf = traced.payload
    if isinstance(leaf, Figure) and leaf.value == traced.value:
        source = leaf.source
    else:
        inputs = gathered(traced)
        cites = tuple(dict.fromkeys(cite for one in inputs.values() if one.source for cite in one.source.cites))
        source = Source("formula", formula=traced.text, worked=worked(traced), inputs=inputs, cites=cites)
    value = exact(traced.value)
    why = "" if value is not None else "; ".join(traced.missing)
    shown = show(value, unit, places) if value is not None else "unknown"
    return Figure(value, unit, shown, source, label, why, () if value is not None else tuple(traced.missing))


def worked(traced: Traced) -> str:
    """The expression with the values of its named parts put in their places."""
    words, at = traced.text, 0
    for part in named_parts(traced):
        found = words.find(part.text, at)
        if found >= 0:
            value = part.payload.shown if isinstance(part.payload, Figure) else show(part.value, part.unit)
            words = words[:found] + value + words[found + len(part.text) :]
            at = found + len(value)
    return words


def named_parts(traced: Traced) -> list[Traced]:
    """The outermost named parts below a trace, in the order they are read."""
    found: list[Traced] = []
    for child in traced.children:
        found += [child] if child.name else named_parts(child)
    return found


def gathered(traced: Traced) -> dict[str, Figure]:
    """The named parts of a trace, each once: leaves with their own figure, names of let with theirs."""
    found: dict[str, Figure] = {}
    stack = list(reversed(traced.children))
    while stack:
        one = stack.pop()
        if one.name and isinstance(one.payload, Figure):
            found.setdefault(one.name, one.payload)
        elif one.name:
            found.setdefault(one.name, computed(one, one.unit))
        else:
            stack.extend(reversed(one.children))
    return found


def exact(value: Fraction | bool | str | None) -> Value:
    """A Decimal where the fraction ends, else the fraction itself."""
    from decimal import Decimal

    if not isinstance(value, Fraction):
        return value
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return value
    places = max(twos, fives)
    digits = value.numerator * 10**places // value.denominator
    return Decimal(digits).scaleb(-places) if places else Decimal(digits)
