"""What was submitted: one report of one local educational agency, as written, with the place of every value.

A filing knows no rule and no unit: a value is kept as its text and its place, and the engine reads it with the unit that the
rulebook declares for its name. Amounts of a ledger are exact decimals in dollars.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from compliance.located.nodes import Position

LAYERS = ("figures", "original_budget", "previous_report")
REPORTS = ("adopted_budget", "first_interim", "second_interim", "end_of_year", "unaudited_actuals")
KINDS = ("district", "county_office")
CERTIFICATIONS = ("positive", "qualified", "negative")


class Written(NamedTuple):
    """A value as it was written: its text, its place, and whether it stood in quotation marks."""

    text: str
    at: Position
    quoted: bool = False


class Row(NamedTuple):
    """One account of a ledger: 19 characters fund2 resource4 project-year1 goal4 function4 object4, and dollars."""

    account: str
    amount: Decimal
    flag: str | None
    line: int

    @property
    def fund(self) -> str:
        return self.account[:2]

    @property
    def resource(self) -> str:
        return self.account[2:6]

    @property
    def goal(self) -> str:
        return self.account[7:11]

    @property
    def function(self) -> str:
        return self.account[11:15]

    @property
    def object(self) -> str:
        return self.account[15:19]


class Explained(NamedTuple):
    """One row of an EXPL section: a check, the key of its exception, and what the agency wrote."""

    check: str
    keys: tuple[str, str, str]
    text: str
    line: int


class Logged(NamedTuple):
    """One row of a TRCLOG section: all sixteen fields as they stand."""

    fields: tuple[str, ...]
    line: int


class Column(NamedTuple):
    """One column of a state file: a fiscal year's ledger, form elements, explanations and check log.

    rows is None where the file holds no general-ledger section for the column, elements None where it holds no forms.
    """

    fiscal_year: str
    period: str
    code: str
    path: str
    rows: tuple[Row, ...] | None = None
    elements: Mapping[str, Written] | None = None
    explained: tuple[Explained, ...] | None = None
    log: tuple[Logged, ...] | None = None


class Entity(NamedTuple):
    """The local educational agency: name (None in a state's text export, which holds none), CDS code, county, kind."""

    name: str | None
    cds: str | None
    county: str | None
    kind: str


class Input(NamedTuple):
    """A file that was read: path, sha256 of its bytes, role (filing, ledger, history, scenario, waivers)."""

    path: str
    sha256: str
    role: str


class Filing(NamedTuple):
    """One report of one agency. figures are keyed by layer, fiscal year and name; answers and explanations by id.

    history holds the paths of the earlier filings that it names, as they can be opened; they are not read here.
    """

    path: str
    sha256: str
    entity: Entity
    fiscal_year: str
    report: str
    certification: str | None = None
    figures: Mapping[tuple[str, str, str], Written] = {}
    answers: Mapping[str, Written] = {}
    explanations: Mapping[str, Written] = {}
    lists: Mapping[str, tuple[Mapping[str, Written], ...]] = {}
    columns: tuple[Column, ...] = ()
    inputs: tuple[Input, ...] = ()
    warnings: tuple[str, ...] = ()
    history: tuple[str, ...] = ()

    def column(self, code: str) -> Column | None:
        """The column with this code (BE, BB, BA, IO, IB, IA, IP), or None."""
        return next((column for column in self.columns if column.code == code), None)


class FilingError(Exception):
    """A filing that cannot be read: what was found, what was expected, what to do, and where."""

    def __init__(self, message: str, at: Position) -> None:
        super().__init__(message)
        self.message = message
        self.at = at

    def __str__(self) -> str:
        return f"{self.at}: {self.message}"
