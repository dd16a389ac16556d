"""Rules kept as pickles by where they hold, each opened when one of its rules is asked for: a filing asks for a third."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping

from compliance.rulebook.model import Applies, Rule

Group = tuple[tuple[str, ...], tuple[str, ...], bool]


class KeptRules(Mapping[str, Rule]):
    """The rules of a pack in reading order. index: where each holds, and the number of the pickle it lies in."""

    def __init__(self, index: Mapping[str, tuple[Applies, int]], pickles: tuple[bytes, ...]) -> None:
        self._index = index
        self._pickles = pickles
        self._opened: dict[int, Mapping[str, Rule]] = {}

    def __getitem__(self, name: str) -> Rule:
        number = self._index[name][1]
        opened = self._opened.get(number)
        if opened is None:
            opened = self._opened[number] = pickle.loads(self._pickles[number])  # out of the user's own cache: see cache.py
        return opened[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._index)

    def __len__(self) -> int:
        return len(self._index)

    def __contains__(self, name: object) -> bool:
        return name in self._index

    def __reduce__(self) -> tuple[object, ...]:
        return KeptRules, (self._index, self._pickles)

    def applying(self, entity: str, report: str, fiscal_year: str, ledger: bool) -> list[Rule]:
        """The rules that hold there, in order; only their pickles are opened."""
        return [self[name] for name, (applies, _) in self._index.items() if applies.to(entity, report, fiscal_year, ledger)]


def keep(rules: Mapping[str, Rule]) -> KeptRules:
    """The rules with their pickles."""
    groups: dict[Group, dict[str, Rule]] = {}
    for name, rule in rules.items():
        groups.setdefault(_group(rule.applies), {})[name] = rule
    numbers = {group: number for number, group in enumerate(groups)}
    index = {name: (rule.applies, numbers[_group(rule.applies)]) for name, rule in rules.items()}
    return KeptRules(index, tuple(pickle.dumps(found, 5) for found in groups.values()))


def applying(rules: Mapping[str, Rule], entity: str, report: str, fiscal_year: str, ledger: bool) -> list[Rule]:
    """The rules that hold for an agency, report and year, of a filing with or without a ledger."""
    if isinstance(rules, KeptRules):
        return rules.applying(entity, report, fiscal_year, ledger)
    return [rule for rule in rules.values() if rule.applies.to(entity, report, fiscal_year, ledger)]


def _group(applies: Applies) -> Group:
    return applies.entities, applies.reports, applies.needs_ledger
