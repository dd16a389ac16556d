"""Which outcomes a rule can have, read off its expressions, and which of them its cases do not show."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from compliance.engine.certainties import Keys, key_of, known_where
from compliance.engine.rehearse import Rehearsal
from compliance.rulebook.language.parts import parts
from compliance.rulebook.language.tree import (
    Answer,
    Asked,
    Boolean,
    Category,
    Choice,
    EntryField,
    ItemField,
    Known,
    LedgerSum,
    Let,
    Literal,
    Node,
    OverList,
    OverYears,
    Parameter,
    Unary,
    Year,
)
from compliance.rulebook.model import Rule, Rulebook

Truth = frozenset[bool | None]
NEVER_MISSING = (Literal, Known, Category, Year)
EITHER: Truth = frozenset({True, False})
NOTHING: Keys = frozenset()


def uncovered(rule: Rule, rehearsals: Iterable[Rehearsal], rulebook: Rulebook) -> list[str]:
    """Sentences such as `no case is unknown`, one for each outcome that the rule can have and no case of its file has."""
    shown = {rehearsal.outcome for rehearsal in rehearsals}
    return [f"no case is {outcome}" for outcome in possible_outcomes(rule, rulebook) if outcome not in shown]


def possible_outcomes(rule: Rule, rulebook: Rulebook) -> tuple[str, ...]:
    """met, not_met, not_applicable and unknown, as far as the rule's when and require can come to them.

    unknown is possible where an input can be missing: a figure, an answer without a default, an optional field of a list, or
    the list that the rule goes over. A value of the law is no input.
    """
    if rule.require is None:
        return ()
    read = _Reading(rule, rulebook)
    found: set[str] = set()
    applies: Truth = frozenset({True}) if rule.when is None else read.truth(rule.when.root, NOTHING)
    if None in applies or read.list_can_lack():
        found.add("unknown")
    if False in applies:
        found.add("not_applicable")
    if True in applies:
        given = NOTHING if rule.when is None else known_where(rule.when.root, True)
        outcomes = {True: "met", False: "not_met", None: "unknown"}
        found |= {outcomes[value] for value in read.truth(rule.require.root, given)}
    if rule.columns is not None:  # a case for whose codes `when` is false is left out, and its column is met
        found.discard("not_applicable")
        found |= {"unknown"} if any(year for year, _ in rule.columns.rows) else set()
    return tuple(outcome for outcome in ("met", "not_met", "not_applicable", "unknown") if outcome in found)


class _Reading:
    """A rule's expressions read for what they can come to, given what is known where they stand."""

    def __init__(self, rule: Rule, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._columns = rule.columns is not None
        self._list = rulebook.lists[rule.each.list_name] if rule.each.list_name else None

    def list_can_lack(self) -> bool:
        """Whether the filing can be silent on the list the rule goes over; what the engine observes is never silent."""
        return self._list is not None and not self._list.observed

    def truth(self, node: Node, known: Keys) -> Truth:
        """What a condition can come to; None is unknown."""
        match node:
            case Literal():
                return frozenset({bool(node.value)})
            case Known():
                return frozenset({True}) if key_of(node.operand) in known else EITHER
            case Unary():
                return frozenset(None if value is None else not value for value in self.truth(node.operand, known))
            case Let() if node.unit == "bool":
                return self.truth(node.tree.root, known if node.offset == 0 else NOTHING)
            case Boolean():
                return self._joined(node, known)
            case Choice():
                return self._chosen(node, known)
        return EITHER | {None} if self.can_lack(node, known) else EITHER

    def can_lack(self, node: Node, known: Keys) -> bool:
        """Whether the value can be unknown because an input is missing."""
        key = key_of(node)
        if isinstance(node, NEVER_MISSING) or (key is not None and key in known):
            return False
        match node:
            case LedgerSum() if self._columns:
                return node.offset != 0
            case Asked():
                return node.offset != 0 or node.function not in ("code", "amount", "lines")
            case Answer():
                return self._rulebook.answers[node.name].default is None
            case ItemField():
                return self._list is not None and self._field_can_lack(self._list.name, node.name)
            case Parameter():
                return node.key is not None and self.can_lack(node.key, known)
            case Let():
                return self.can_lack(node.tree.root, known if node.offset == 0 else NOTHING)
            case OverYears():
                return self.can_lack(node.body, NOTHING)
            case OverList():
                fields = [part for part in _below(node) if isinstance(part, EntryField)]
                return any(self._field_can_lack(node.list, field.name) for field in fields)
            case Boolean() | Choice():
                return None in self.truth(node, known) if node.unit == "bool" else self._either_lacks(node, known)
        below = parts(node)
        return not below or any(self.can_lack(part, known) for part in below)

    def _field_can_lack(self, name: str, field: str) -> bool:
        definition = self._rulebook.lists[name]
        return not (definition.observed or definition.fields[field].required)

    def _joined(self, node: Boolean, known: Keys) -> Truth:
        """and, or over what each side can come to. A side that is never unknown has decided before the others count."""
        decides = node.operator == "or"
        settled = [part for part in node.operands if None not in self.truth(part, known)]
        sides = []
        for part in node.operands:
            given = known.union(*(known_where(other, not decides) for other in settled if other is not part))
            sides.append(self.truth(part, given))
        return frozenset(_joined(values, decides) for values in product(*sides))

    def _chosen(self, node: Choice, known: Keys) -> Truth:
        condition = self.truth(node.condition, known)
        found: set[bool | None] = {None} if None in condition else set()
        for value, branch in ((True, node.then), (False, node.otherwise)):
            if value in condition:
                found |= self.truth(branch, known | known_where(node.condition, value))
        return frozenset(found)

    def _either_lacks(self, node: Node, known: Keys) -> bool:
        assert isinstance(node, Choice)
        condition = self.truth(node.condition, known)
        return None in condition or any(
            value in condition and self.can_lack(branch, known | known_where(node.condition, value))
            for value, branch in ((True, node.then), (False, node.otherwise))
        )


def _joined(values: tuple[bool | None, ...], decides: bool) -> bool | None:
    """Kleene: the deciding value anywhere settles it, else unknown anywhere leaves it open."""
    if decides in values:
        return decides
    return None if None in values else not decides


def _below(node: Node) -> Iterable[Node]:
    for part in parts(node):
        yield part
        yield from _below(part)
