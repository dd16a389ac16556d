"""What the judging found: figures with their sources, cases, results, certification. One frozen Report a filing.

Values are exact: Decimal, Fraction (a quotient), bool, str, or None where unknown. Nothing here knows how it is printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

Value = Decimal | Fraction | bool | str | None
OUTCOMES = ("met", "not_met", "not_applicable", "unknown", "error")
SEVERITIES = ("note", "concern", "serious", "fatal")


class AccountAmount(NamedTuple):
    """One ledger row behind a sum: 19-character account, dollars, line in the file."""

    account: str
    amount: Decimal
    line: int


class Source(NamedTuple):
    """Where a figure comes from. kind: filing, ledger, element, history, formula, scenario, matter.

    column is a ledger column (BE, BB) for ledger and element, a character column for filing. accounts holds the rows of a
    ledger sum, rows how many there were. worked is the formula with its values put in. cites and confidence stand where a value
    of the law was used.
    """

    kind: str
    path: str | None = None
    line: int | None = None
    column: str | int | None = None
    element: str | None = None
    accounts: tuple[AccountAmount, ...] = ()
    rows: int | None = None
    formula: str | None = None
    worked: str | None = None
    inputs: Mapping[str, Figure] = {}
    cites: tuple[str, ...] = ()
    confidence: str | None = None


class Figure(NamedTuple):
    """A named amount: exact value (None: unknown; why says so, missing names the inputs), unit, text as shown, source."""

    value: Value
    unit: str
    shown: str
    source: Source | None = None
    label: str = ""
    why: str = ""
    missing: tuple[str, ...] = ()


class Case(NamedTuple):
    """A rule's test on one subject: {"fiscal_year": ...}, a category, a list entry, or {} when the rule has no subject.

    state_outcome is what the filed form concluded, explanation what the agency wrote about a case not met.
    missing names the inputs that an unknown lacks. notes are sentences a reader needs beside the message: a value of the law
    that is only probable, an outcome that rounding to the form's printed places would turn.
    """

    subject: Mapping[str, str]
    outcome: str
    figures: Mapping[str, Figure]
    message: str
    path: str | None = None
    line: int | None = None
    severity: str | None = None
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    state_outcome: str | None = None
    explanation: str | None = None


class Result(NamedTuple):
    """A rule and what became of it: outcome over its cases, severity, what the law cites and asks next; a check's phase."""

    rule: str
    title: str
    outcome: str
    severity: str
    cites: tuple[str, ...]
    message: str
    remedy: str
    cases: tuple[Case, ...]
    explained: bool = False
    state_outcome: str | None = None
    waived: str | None = None
    topic: str = ""
    phase: str = ""


class Reason(NamedTuple):
    """A rule and subject that an indication rests on, or that could not be tested."""

    rule: str
    subject: Mapping[str, str]


class Indication(NamedTuple):
    """What the outcomes indicate on one reading of the figures; None where a deciding outcome is unknown.

    cases are the deciding rules' cases on that reading (the same rules judged again with changes laid over the figures).
    """

    indicated: str | None
    reasons: tuple[Reason, ...] = ()
    not_tested: tuple[Reason, ...] = ()
    results: tuple[Result, ...] = ()


class Certification(NamedTuple):
    """Filed by the board, indicated by the rules (the lower of the two readings); boards and counties certify."""

    filed: str | None
    indicated: str | None
    reasons: tuple[Reason, ...]
    not_tested: tuple[Reason, ...]
    on_figures_as_filed: Indication
    with_unidentified_added_back: Indication


class Gate(NamedTuple):
    """Whether the filing package could be promoted: every fatal check cleared and every warning explained, by column.

    None where a check that counts is unknown. not_tested are checks that nothing in a filing decides: they hold nothing up.
    """

    can_promote: bool | None
    by_column: Mapping[str, bool | None]
    not_tested: tuple[str, ...] = ()


class Rulebook(NamedTuple):
    """The pack that judged: id, version, sha256 over its files."""

    id: str
    version: str
    sha256: str


class Report(NamedTuple):
    """All that was found about one filing. certification for interims, determination for adopted budgets, else None."""

    rulebook: Rulebook
    path: str
    sha256: str
    name: str | None
    cds: str | None
    county: str | None
    kind: str
    fiscal_year: str
    report: str
    results: tuple[Result, ...]
    certification: Certification | None
    determination: Indication | None
    inputs: tuple[tuple[str, str, str], ...] = ()
    lists: Mapping[str, tuple[Mapping[str, Figure], ...]] = {}
    answers: Mapping[str, Figure] = {}
    gate: Gate | None = None

    def result(self, rule: str) -> Result | None:
        """The result of a rule by its id, or None where the rule did not apply."""
        return next((result for result in self.results if result.rule == rule), None)
