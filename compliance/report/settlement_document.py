"""The shape of compliance/settlement-1, written as models so that its JSON Schema can be made; nothing else imports this."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from compliance.report.document import (
    Filing,
    FiscalYear,
    Level,
    Line,
    Rulebook,
    Severity,
    Tool,
    _Part,
    _Plain,
)  # fmt: skip
from compliance.report.scenario_document import Amount, Exact, RuleDifference

Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Ratio = Annotated[str, Field(pattern=r"^[0-9]+/[0-9]+$")]


class Place(_Part):
    path: str
    line: Line | None


class Certified(_Part):
    filed: Level | None
    indicated: Level | None


class Determined(_Part):
    indicated: Literal["approve", "conditional", "disapprove"] | None


class Indicated(_Part):
    certification: Certified | None
    determination: Determined | None


class Proposal(_Part):
    name: str
    path: str
    parties: str | None
    note: str | None
    years: list[FiscalYear]


class YearTotal(_Part):
    fiscal_year: FiscalYear
    trigger: Annotated[Exact, Field(description="The units it is proposed for")]
    linked: Annotated[Exact, Field(description="The units that follow by a me-too clause")]
    all_units: Exact
    unrestricted: Exact
    ongoing: Exact
    one_time: Exact
    charged: Annotated[Exact, Field(description="What the filing's figures do not hold yet")]
    charged_unrestricted: Exact
    complete: Annotated[bool, Field(description="Nothing of the year is unknown; what is unknown is in no amount")]


class CostLine(_Part):
    unit: str
    item: str
    item_kind: str
    fiscal_year: Annotated[FiscalYear, Field(description="The year whose outgo it is")]
    earned: FiscalYear
    fund: str
    amount: Exact
    unrestricted: Exact
    salary: Exact | None
    statutory: Exact | None
    row: str
    ongoing: bool
    one_time: bool
    kind: Literal["trigger", "linked"]
    via: list[str]
    contingent: str | None
    charged: bool
    arithmetic: str
    cites: list[str]


class Offset(_Part):
    name: str
    kind: Literal["revenue", "cut"]
    fiscal_year: FiscalYear
    amount: Exact
    contingent: bool
    counted: bool


class UnknownCost(_Part):
    unit: str
    item: str
    fiscal_year: FiscalYear
    kind: Literal["trigger", "linked"]
    missing: str


class Cost(_Part):
    years: list[YearTotal]
    total: Exact
    complete: bool
    lines: list[CostLine]
    offsets: list[Offset]
    unknown: list[UnknownCost]


class Parity(_Part):
    """Every unit given the percents of one: a stress, no forecast."""

    unit: str
    years: list[YearTotal]


class Year(_Part):
    fiscal_year: FiscalYear
    cost: Annotated[Exact | None, Field(description="null: the proposal says nothing of the year")]
    offset: Exact
    reserves_before: Annotated[Amount | None, Field(description="null: unknown")]
    reserves_after: Amount | None
    percent_before: Amount | None
    percent_after: Amount | None
    standard_after: Amount | None
    margin_after: Amount | None
    kept_before: bool | None
    kept_after: bool | None
    cut: Annotated[Exact | None, Field(description="Least cut that keeps the reserve, cuts of earlier years made")]


class Gap(_Part):
    fiscal_year: FiscalYear
    ongoing_cost: Exact
    ongoing_sources: Exact
    structural: Exact
    one_time_cost: Exact
    one_time_sources: Exact


class Runway(_Part):
    source: str
    kind: str
    amount: Exact
    annual_cost: Exact
    years: Annotated[Exact | None, Field(description="null: no ongoing cost is without an ongoing source")]
    location: Place


class Rate(_Part):
    value: Annotated[Ratio, Field(description="The exact rate of pay")]
    shown: Annotated[str, Field(description="In percent, rounded down")]


class BreakEven(_Part):
    kind: Literal["ongoing", "one_time"]
    limit: Annotated[FiscalYear | None, Field(description="The year whose reserve sets it; null: every year's")]
    from_: Annotated[Day | None, Field(alias="from")]
    paid_in: FiscalYear | None
    cost: Annotated[Exact | None, Field(description="null: there is none, why says the reason")]
    cost_year: FiscalYear
    percent: Rate | None
    why: str


class BreakEvens(_Part):
    from_: Annotated[Day, Field(alias="from")]
    ongoing: list[BreakEven]
    ongoing_all: BreakEven | None
    one_time: list[BreakEven]


class ClockLine(_Part):
    duty: Literal["public_disclosure", "county_review", "budget_revision"]
    outcome: Literal["met", "not_met", "not_applicable", "unknown", "due"]
    message: str
    cites: list[str]
    given: int | None
    needed: int | None
    due: Day | None


class Finding(_Part):
    id: str
    severity: Severity
    message: str
    location: Place


class Settled(_Part):
    proposal: Proposal
    cost: Cost
    parity: Parity | None
    years: list[Year]
    after: Indicated
    turned: list[RuleDifference]
    gaps: list[Gap]
    runways: list[Runway]
    break_evens: BreakEvens
    clock: list[ClockLine]
    findings: Annotated[list[Finding], Field(description="The gravest first")]


class Settlements(_Part):
    format: Literal["compliance/settlement-1"]
    tool: Tool
    rulebook: Rulebook
    filing: Filing
    filed: Indicated
    settlements: Annotated[list[Settled], Field(min_length=1)]


def settlement_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of what settle --format json prints."""
    schema = TypeAdapter[Any](Settlements).json_schema(schema_generator=_Plain)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "compliance/settlement-1",
        "description": "What proposals cost by year, what they leave of reserves, and the raise that would just keep them.",
    }
    return head | schema
