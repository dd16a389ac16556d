"""From a traced expression to figures: the value, and the inputs it was worked out from, each with its source."""

from __future__ import annotations

from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from fractions import Fraction

from compliance.engine.findings import Figure, Source, Value
from compliance.rulebook.language.environment import Environment
from compliance.rulebook.language.show import show
from compliance.rulebook.language.tree import Tree
from compliance.rulebook.language.walk import Traced, trace

# Arithmetic that shifts the point and never rounds, however long the digits.
EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


class Evidence:
    """One case's expressions, traced; what they share is judged once and told once."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._lets: dict[tuple[int, int], Traced] = {}
        self._told: dict[int, Figure] = {}

    def trace(self, tree: Tree) -> Traced:
        """The expression with every step on the way to its value."""
        return trace(tree, self._environment, self._lets)

    def computed(self, traced: Traced, unit: str, label: str = "", places: str | None = None) -> Figure:
        """The figure a traced expression gives. A lone leaf keeps its own source; anything else is a formula with inputs."""
        leaf = traced.payload
        if isinstance(leaf, Figure) and leaf.value == traced.value:
            source = leaf.source
        else:
            inputs = self._inputs(traced)
            cites = tuple(dict.fromkeys(cite for one in inputs.values() if one.source for cite in one.source.cites))
            source = Source("formula", formula=traced.text, worked=worked(traced), inputs=inputs, cites=cites)
        value = exact(traced.value)
        if value is None:
            return Figure(None, unit, "unknown", source, label, "; ".join(traced.missing), tuple(traced.missing))
        return Figure(value, unit, show(value, unit, places), source, label)

    def _inputs(self, traced: Traced) -> dict[str, Figure]:
        """The outermost named parts, each once: what is read from outside with its own figure, a let with what it came to."""
        found: dict[str, Figure] = {}
        for part in named_parts(traced):
            name = part.name or ""
            if name in found:
                continue
            if isinstance(part.payload, Figure):
                found[name] = part.payload
                continue
            inner = part.children[0] if part.children else part
            told = self._told.get(id(inner))
            if told is None:
                told = self._told[id(inner)] = self.computed(inner, part.unit)
            found[name] = told
        return found


def worked(traced: Traced) -> str:
    """The expression with its named parts' values in their places; what is read over years or entries keeps its name."""
    words, at = traced.text, 0
    parts = named_parts(traced)
    texts = [part.text for part in parts]
    for part in parts:
        if texts.count(part.text) > traced.text.count(part.text):
            continue  # read once for every year or entry: no one value stands for it
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
        if child.name:
            found.append(child)
        else:
            found += named_parts(child)
    return found


def exact(value: Fraction | bool | str | None) -> Value:
    """A Decimal where the fraction ends, else the fraction itself."""
    if not isinstance(value, Fraction):
        return value
    rest, places = value.denominator, 0
    for factor in (2, 5):
        power = 0
        while rest % factor == 0:
            rest, power = rest // factor, power + 1
        places = max(places, power)
    if rest != 1:
        return value
    return Decimal(value.numerator * 10**places // value.denominator).scaleb(-places, EXACT)
