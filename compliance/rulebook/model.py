"""What the law says, as loaded: parameters, figures, answers, rules. Nothing here knows a filing.

Named tuples and not dataclasses: a frozen slotted dataclass takes ten times as long to define, and a commit hook defines all.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from compliance.located.nodes import Position
from compliance.rulebook.column_rules import Columns, Ledger
from compliance.rulebook.declarations import Answer, FigureDefinition, ListDefinition
from compliance.rulebook.flows import Flow

if TYPE_CHECKING:
    from compliance.rulebook.language.tree import Tree

CONFIDENCES = ("certain", "probable", "predicted", "unknown", "ours")
SEVERITIES = ("note", "concern", "serious", "fatal")
SUMMARIES = ("all", "any", "two_of_three")


class Dated(NamedTuple):
    """One value of the law and the fiscal years it holds for; until is None where it holds until a later one begins.

    value is a Fraction, bool or text for a parameter; rows hold a table's tiers, (upper bound or None, cells by column).
    A cell is a Fraction or the name of the parameter that gives it.
    """

    from_year: str
    until: str | None
    cites: tuple[str, ...]
    confidence: str
    note: str
    at: Position
    value: Fraction | bool | str | None = None
    rows: tuple[tuple[Fraction | None, Mapping[str, Fraction | str]], ...] = ()


class Parameter(NamedTuple):
    """A dated value, or a table when key is set. unit is None for a table; columns gives its cells' units.

    places is how a table's key is rounded half up before look-up (0: whole pupils or dollars).
    """

    name: str
    title: str
    unit: str | None
    values: tuple[Dated, ...]
    runs_on: bool
    key: str | None = None
    key_unit: str | None = None
    places: int | None = None
    columns: Mapping[str, str] = {}
    path: str = ""


class Each(NamedTuple):
    """What a rule's cases go over: relative years, categories (figure names), both, or a list; nothing: one case.

    In a rule over columns: combinations of codes (accounts), cells whose name fits, or what is written out (subjects).
    """

    years: tuple[int, ...] = ()
    categories: tuple[str, ...] = ()
    list_name: str | None = None
    accounts: tuple[str, ...] = ()
    cells: str = ""
    subjects: tuple[Mapping[str, str], ...] = ()


class FiledForm(NamedTuple):
    """Where an export keeps what the state's form concluded: the rule's element, its cases' by key, the words for met."""

    rule: str | None
    cases: Mapping[str, str]
    met: tuple[str, ...]


class Piece(NamedTuple):
    """A part of a message: plain text, or an expression with the places it is printed to."""

    text: str
    tree: Tree | None = None
    places: str | None = None


class Applies(NamedTuple):
    """Where a rule holds: kinds of agency and report, first and last fiscal year (None: open), whether it needs a ledger."""

    entities: tuple[str, ...]
    reports: tuple[str, ...]
    from_year: str | None
    until: str | None
    needs_ledger: bool = False

    def to(self, entity: str, report: str, fiscal_year: str, ledger: bool = True) -> bool:
        """Whether the rule holds for this agency, report and year, of a filing with or without a ledger."""
        return (
            (ledger or not self.needs_ledger)
            and entity in self.entities
            and report in self.reports
            and (self.from_year is None or fiscal_year >= self.from_year)
            and (self.until is None or fiscal_year <= self.until)
        )


class RuleCase(NamedTuple):
    """A case that proves a rule file right: a small filing, the year judged, and what is expected."""

    year: str
    offset: int | None
    given: Mapping[tuple[str, str, str], str]
    answers: Mapping[str, str]
    lists: Mapping[str, tuple[Mapping[str, str], ...]]
    report: str
    entity: str
    subject: str | None
    expect: str
    rule: str | None
    because: str
    at_the_line: bool
    at: Position
    column: str | None = None
    ledger: Ledger | None = None
    before: Ledger | None = None


class Rule(NamedTuple):
    """One test, one file. Trees are checked; rounded is the test as it would read on the printed figures.

    require is None where nothing can decide the rule (columns.cannot). observes: it goes over a list that the engine observes,
    so it is judged in a second round.
    """

    id: str
    title: str
    topic: str
    why: str
    cites: tuple[str, ...]
    confidence: str
    applies: Applies
    each: Each
    lets: Mapping[str, Tree]
    when: Tree | None
    require: Tree | None
    rounded: Tree | None
    distance: Tree | None
    print: Mapping[str, str]
    summary: str
    severity: str
    explained: str | None
    explanation: Mapping[str, tuple[str, ...]]
    form: FiledForm | None
    message: tuple[Piece, ...]
    met: tuple[Piece, ...]
    remedy: str
    cases: tuple[RuleCase, ...]
    texts: Mapping[str, str]
    path: str
    at: Position
    observes: bool = False
    columns: Columns | None = None


class Fault(NamedTuple):
    """A rule file that could not be loaded: it is an error for itself alone."""

    rule: str
    path: str
    message: str
    applies: Applies | None


class Level(NamedTuple):
    """One level of a scheme: its word, and the rules with the relative years that lead to it (empty: any case)."""

    indicated: str
    when: tuple[tuple[str, tuple[int, ...]], ...]


class Scheme(NamedTuple):
    """Which outcomes indicate what: levels worst first, and the word when none applies.

    decides are the rules whose unknown cases leave nothing indicated, also those that are then merely listed as not tested;
    overlay holds the figures laid over for the second reading.
    """

    name: str
    applies: Applies
    levels: tuple[Level, ...]
    otherwise: str
    decides: tuple[str, ...]
    also: tuple[str, ...]
    overlay: Mapping[str, Tree]
    overlay_texts: Mapping[str, str]
    cites: tuple[str, ...]
    confidence: str
    note: str


class Rulebook(NamedTuple):
    """A loaded pack: everything by name, rules in reading order, and a digest of its files.

    code_folders hold the tables of codes/ (see codes.codes_in); gate names the columns whose checks a filing package waits for,
    by report; flows are the lines that a scenario may change.
    """

    id: str
    version: str
    title: str
    sha256: str
    entities: tuple[str, ...]
    reports: tuple[str, ...]
    parameters: Mapping[str, Parameter]
    figures: Mapping[str, FigureDefinition]
    answers: Mapping[str, Answer]
    lists: Mapping[str, ListDefinition]
    rules: Mapping[str, Rule]
    faults: tuple[Fault, ...]
    schemes: Mapping[str, Scheme]
    code_folders: tuple[str, ...] = ()
    gate: Mapping[str, tuple[str, ...]] = {}
    flows: Mapping[str, Flow] = {}
