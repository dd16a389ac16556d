"""The shape of a letter's side-car, compliance/letter-1, and of its schema (schemas/letter.schema.json)."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

FORMAT = "compliance/letter-1"
STATES = ("draft", "reviewed", "approved")
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
State = Literal["draft", "reviewed", "approved"]


class Part(BaseModel):
    """What every part shares: no unknown names."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ToolPart(Part):
    """The program that made the letter."""

    name: str
    version: str


class RulebookPart(Part):
    """The pack that judged, by the hash of its files."""

    id: str
    version: str
    sha256: str


class AgencyPart(Part):
    """The district."""

    name: str | None
    cds: str | None
    kind: str


class HashedPart(Part):
    """A file as it was read: the filing."""

    path: str
    sha256: Sha256


class InputPart(HashedPart):
    """A file that the letter rests on. role: filing, ledger, history, scenario, proposal, county, contacts, matter, letter …"""

    role: str


class MarkdownPart(Part):
    """The letter as Markdown. path: its file, where one was asked for."""

    path: str | None = None
    sha256: Sha256


class FilePart(Part):
    """A file made of the letter, as this program last wrote it. beside: what was written next to an edited one."""

    path: str
    sha256: Sha256
    beside: HashedPart | None = None
    stale: bool = Field(default=False, description="The letter was made again since, in other formats only.")


class AccountPart(Part):
    """One ledger row behind a sum."""

    account: str
    amount: str
    line: int | None = None


class SourcePart(Part):
    """Where a figure comes from: file by hash, line, accounts, formula; the inputs of a formula with their own sources."""

    kind: str
    path: str | None = None
    sha256: str | None = None
    line: int | None = None
    column: str | int | None = None
    element: str | None = None
    rows: int | None = None
    accounts: list[AccountPart] = []
    formula: str | None = None
    worked: str | None = None
    inputs: dict[str, ValuePart] = {}
    cites: list[str] = []
    confidence: str | None = None


class ValuePart(Part):
    """An exact value as text (null: unknown), its unit, how it is shown, and where it comes from."""

    value: str | bool | None
    unit: str
    shown: str
    source: SourcePart | None = None


class FigurePart(ValuePart):
    """A figure that the letter prints. shown: as printed; places: decimals of the exact value that rounding half up kept.

    places is below zero for thousands (-3) and tenths of a million (-5).
    """

    name: str
    fiscal_year: str | None
    places: int


class ParagraphPart(Part):
    """A paragraph of the library that the letter holds."""

    id: str
    version: int
    topic: str
    severity: str


class TablePart(Part):
    """A table that the letter holds, and how many rows stand below its header."""

    id: str
    title: str
    rows: int


class RequestPart(Part):
    """Something asked of the district. due null: no day is set."""

    id: str
    deliverable: str
    due: datetime.date | None
    statute: str
    board_approval: bool
    paragraph: str
    first_asked: datetime.date | None = Field(default=None, description="Open since the letter of that day; null: new.")


class FindingPart(Part):
    """A rule not met when the letter was made, of severity concern or above."""

    rule: str
    title: str
    severity: str
    overridden: str | None = Field(default=None, description="By whom and why the county set the finding aside.")


class CertificationPart(Part):
    """What the board filed, what the figures indicated, and what the letter left standing (null: as filed)."""

    filed: str | None
    indicated: str | None
    county: str | None


class StepPart(Part):
    """A step of the letter: its state from that day on, and who said so (null: the program)."""

    state: State
    on: datetime.date
    by: str | None = None


class FrozenPart(Part):
    """What was approved, by hash: the inputs, and the files as they were on that day, edits included."""

    inputs: list[InputPart]
    files: list[HashedPart]


class AskedPart(Part):
    """How the letter was asked for."""

    kind: str | None
    appendix: bool = False
    formats: list[str]


class SideCar(Part):
    """All that stands behind one letter."""

    format: Literal["compliance/letter-1"]
    tool: ToolPart
    rulebook: RulebookPart
    templates: str = Field(description="sha256 over the templates and the citation library that were at hand.")
    state: State
    steps: list[StepPart]
    kind: str
    why: str
    title: str
    date: datetime.date
    draft: bool = Field(description="Placeholders are left, or a decision is not taken.")
    addressee_role: str
    agency: AgencyPart
    fiscal_year: str
    report: str
    certification: CertificationPart | None
    filing: HashedPart
    inputs: list[InputPart]
    made_from: Sha256 = Field(description="sha256 over everything the letter was made from, its date left out.")
    asked: AskedPart
    letter: MarkdownPart
    files: dict[str, FilePart]
    figures: list[FigurePart]
    paragraphs: list[ParagraphPart]
    tables: list[TablePart]
    requests: list[RequestPart]
    citations: list[str]
    findings: list[FindingPart]
    notes: list[str] = Field(description="Open questions, for the analyst.")
    frozen: FrozenPart | None = None
