"""One small scope and one small world of figures for the tests of the language; every judgement is made on both paths."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from compliance.rulebook.language.environment import Operand
from compliance.rulebook.language.errors import ExpressionError
from compliance.rulebook.language.fast import compile_test, compile_value
from compliance.rulebook.language.parse import parse
from compliance.rulebook.language.scope import Scope, Signature
from compliance.rulebook.language.tree import Tree
from compliance.rulebook.language.walk import Traced, trace

SCOPE: dict[str, Any] = {
    "figures": {
        "ada": "ada",
        "enrollment": "count",
        "available_reserves": "money",
        "outgo": "money",
        "salaries": "money",
        "growth": "rate",
        "federal_revenue": "money",
    },
    "parameters": {
        "reserve_standard": Signature(None, "ada", {"percent": "rate", "floor": "money"}),
        "level": Signature("rate", "ada"),
        "cola": Signature("rate"),
    },
    "answers": {"S1": "bool", "exclude": "bool", "lcff_standard": "text"},
    "lists": {
        "labor": {"unit": "text", "settled": "bool", "cost": "money", "from": "year", "signed": "date"},
        "one_time": {"name": "text", "amount": "money", "pays_for": "text"},
    },
    "item": "labor",
    "category": True,
}


class Filing:
    """A case as both paths see it. figures: {(layer, name, year): value}; a missing key is an unknown figure."""

    def __init__(self, values: Mapping[str, Any], year: int = 0) -> None:
        self.year = year
        self._figures: dict[tuple[str, str, int], Any] = {}
        self._rest: dict[str, Any] = {}
        for key, value in values.items():
            name, _, offset = key.partition("@")
            layer, _, plain = name.rpartition(".")
            if layer in ("", "original_budget", "previous_report"):
                self._figures[layer or "figures", plain, int(offset or 0)] = value
            else:
                self._rest[key] = value

    def figure(self, layer: str, name: str, year: int) -> Any:
        return self._figures.get((layer, name, year))

    def answer(self, name: str) -> Any:
        return self._rest.get(f"answer.{name}")

    def item(self, field: str) -> Any:
        return self._rest.get(f"item.{field}")

    def category(self) -> str:
        return "federal_revenue"

    def entries(self, name: str) -> Sequence[Mapping[str, Any]]:
        return self._rest.get(f"list.{name}", [])

    def parameter(self, name: str, column: str | None, key: Any, year: int | None) -> Any:
        stem = f"law.{name}" + (f".{column}" if column else "") + (f"@{year}" if year is not None else "")
        found = self._rest.get(stem)
        return found(Fraction(key)) if callable(found) else found

    def fiscal_year(self, year: int) -> str:
        return f"{2024 + year}-{25 + year}"

    def ledger_sum(self, year: int, **selectors: str) -> Any:
        return self._rest.get(f"sum.{selectors['object']}@{year}")

    def element(self, name: str, column: str | None, year: int) -> Any:
        return self._rest.get(f"element.{name}.{column}")

    def negative_balances(self, year: int, **selectors: str) -> Any:
        return self._rest.get(f"negative.{selectors['resource']}@{year}")


class Sourced:
    """The same case as the tracing path asks for it: every value an Operand whose payload says where it was read."""

    def __init__(self, filing: Filing) -> None:
        self._filing = filing
        self.year = filing.year

    def __getattr__(self, name: str) -> Any:
        asked = getattr(self._filing, name)
        if name in ("category", "fiscal_year"):
            return asked
        if name == "entries":
            return lambda called: [{f: Operand(v, (), f) for f, v in entry.items()} for entry in asked(called)]
        return lambda *words, **named: Operand(asked(*words, **named), (), (name, *words))


@pytest.fixture(scope="session")
def read() -> Callable[..., Tree]:
    """Parse a text in the scope of these tests; lets are texts in order, other keywords change the scope."""

    def made(text: str, lets: Mapping[str, str] | None = None, **changes: Any) -> Tree:
        known: dict[str, Tree] = {}
        for name, body in (lets or {}).items():
            known[name] = parse(body, Scope(**{**SCOPE, **changes}, lets=dict(known)))
        return parse(text, Scope(**{**SCOPE, **changes}, lets=known))

    return made


@pytest.fixture(scope="session")
def judge(read: Callable[..., Tree]) -> Callable[..., Traced]:
    """Judge a text on both paths, demand one outcome of both, and give the trace."""

    def made(text: str, values: Mapping[str, Any] | None = None, *, year: int = 0, **scope: Any) -> Traced:
        tree = read(text, **scope)
        filing = Filing(values or {}, year)
        traced = trace(tree, Sourced(filing))
        quick = (compile_test if tree.unit == "bool" else compile_value)(tree)(filing, year)
        assert (quick is None) == (traced.value is None), f"{text}: fast {quick}, traced {traced.value}"
        assert type(traced.value) in (Fraction, bool, str, type(None))
        assert type(quick) in (Decimal, Fraction, int, bool, str, type(None))
        assert quick == traced.value, f"{text}: fast {quick}, traced {traced.value}"
        assert bool(traced.missing) == (traced.value is None)
        return traced

    return made


@pytest.fixture(scope="session")
def refused(read: Callable[..., Tree]) -> Callable[..., ExpressionError]:
    """The error of a text that is not of the language; where says which of its characters it must point at."""

    def made(text: str, where: str | None = None, **scope: Any) -> ExpressionError:
        with pytest.raises(ExpressionError) as caught:
            read(text, **scope)
        error = caught.value
        assert 0 <= error.start <= error.end <= max(len(text), 1)
        if where is not None:
            assert text[error.start : error.end] == where
        return error

    return made
