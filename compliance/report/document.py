"""The shape of compliance/report-1, written as models so that its JSON Schema can be made; nothing else imports this."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

Outcome = Literal["met", "not_met", "not_applicable", "unknown", "error"]
Severity = Literal["note", "concern", "serious", "fatal"]
Level = Literal["positive", "qualified", "negative"]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
FiscalYear = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}$")]
Digits = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+)?$")]
Line = Annotated[int, Field(ge=1)]
Subject = dict[str, str]

_EXACT = r"^-?[0-9]+(\.[0-9]+|/[0-9]+)?$"
_FIGURE_LAW: dict[str, Any] = {
    "allOf": [
        {
            "if": {"properties": {"unit": {"enum": ["money", "ada", "count", "rate"]}, "value": {"type": "string"}}},
            "then": {"properties": {"value": {"pattern": _EXACT}}},
        },
        {"if": {"properties": {"value": {"type": "null"}}}, "then": {"required": ["why"]}},
    ]
}


def _absent() -> Any:
    """A key that stands only where there is something to say: not required, and never null."""
    return Field(default=None)


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class AccountAmount(_Part):
    account: str
    amount: Digits
    line: Annotated[Line | None, Field(description="null: the state's import computes the row, it stands in no file")]


class Source(_Part):
    kind: Literal["filing", "ledger", "element", "history", "formula", "scenario"]
    path: str = _absent()
    line: Line = _absent()
    column: str | int = _absent()
    element: str = _absent()
    accounts: list[AccountAmount] = _absent()
    rows: Annotated[int, Field(ge=0)] = _absent()
    formula: str = _absent()
    inputs: dict[str, Figure | Named] = _absent()
    cites: list[str] = _absent()
    confidence: str = _absent()


class Named(_Part):
    """An input whose source stands under the same name in the case's figures."""

    value: str | None
    unit: str
    shown: str


class Figure(_Part):
    model_config = ConfigDict(json_schema_extra=_FIGURE_LAW)
    value: Annotated[str | None, Field(description="Exact: digits, n/d where they do not end, yes, no or text; null: unknown")]
    unit: str
    shown: Annotated[str, Field(description="The value as printed, rounded half up; never to be computed with")]
    label: str = _absent()
    why: Annotated[str, Field(description="What is missing")] = _absent()
    source: Source | None


class Location(_Part):
    path: str
    line: Line | None


class Case(_Part):
    subject: Subject
    outcome: Outcome
    figures: dict[str, Figure]
    message: str
    location: Location | None
    severity: Severity = _absent()
    state_outcome: Outcome | None = _absent()
    state_message: str | None = _absent()
    explanation: Annotated[str, Field(description="What the agency wrote about a case not met")] = _absent()
    missing: list[str] = _absent()
    notes: list[str] = _absent()


class Result(_Part):
    rule: str
    title: str
    outcome: Outcome
    severity: Severity
    state_outcome: Outcome | None
    cites: list[str]
    message: str
    remedy: str
    explained: bool
    waived: str | None
    cases: list[Case]


class Reason(_Part):
    rule: str
    subject: Subject


class Reading(_Part):
    indicated: Level | None
    reasons: list[Reason]


class Certification(_Part):
    filed: Level | None
    indicated: Annotated[Level | None, Field(description="The lower of the two readings; boards and counties certify")]
    reasons: list[Reason]
    on_figures_as_filed: Reading
    with_unidentified_added_back: Reading
    not_tested: list[Reason]


class Determination(_Part):
    indicated: Literal["approve", "conditional", "disapprove"] | None
    reasons: list[Reason]
    not_tested: list[Reason]


class Gate(_Part):
    can_promote: bool | None
    by_column: dict[str, bool | None]


class Tool(_Part):
    name: str
    version: str


class Rulebook(_Part):
    id: str
    version: str
    sha256: Sha256


class Entity(_Part):
    name: str | None
    cds: str | None
    kind: Literal["district", "county_office"]


class Filing(_Part):
    path: str
    sha256: Sha256
    entity: Entity
    fiscal_year: FiscalYear
    report: Literal["adopted_budget", "first_interim", "second_interim", "end_of_year", "unaudited_actuals", "disclosure"]


class Input(_Part):
    path: str
    sha256: Sha256
    role: str


class Report(_Part):
    format: Literal["compliance/report-1"]
    tool: Tool
    rulebook: Rulebook
    filing: Filing
    inputs: list[Input]
    results: list[Result]
    certification: Certification | None
    determination: Determination = _absent()
    gate: Gate = _absent()


class Unread(_Part):
    path: str


class Fault(_Part):
    message: str
    path: str
    line: Line | None
    column: Line | None


class Unreadable(_Part):
    format: Literal["compliance/report-1"]
    filing: Unread
    error: Fault


class _Plain(GenerateJsonSchema):
    """No titles that repeat the key, no default for a key that is simply left out."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


def report_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of what check --format json prints: a report, a filing that could not be read, or a list."""
    from compliance.report.scenario_document import ReportWithScenario

    one = ReportWithScenario | Unreadable
    schema = TypeAdapter[Any](one | list[one]).json_schema(schema_generator=_Plain)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "compliance/report-1",
        "description": "What was found about a filing: results with figures and their sources, and what they indicate.",
    }
    return head | schema
