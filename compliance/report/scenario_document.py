"""The shape of a scenario within compliance/report-1, written as models so that the JSON Schema can be made; see document."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from compliance.report.document import (
    Certification,
    Determination,
    FiscalYear,
    Location,
    Outcome,
    Report,
    Result,
    Subject,
    _absent,
    _Part,
)  # fmt: skip

Exact = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+|/[0-9]+)?$")]


class Amount(_Part):
    value: Annotated[str, Field(description="Exact: digits, n/d where they do not end, yes, no or text")]
    shown: Annotated[str, Field(description="As printed, rounded half up; never to be computed with")]


class FigureDifference(_Part):
    figure: str
    label: str
    unit: str
    fiscal_year: FiscalYear
    filed: Annotated[Amount | None, Field(description="null: unknown")]
    adjusted: Amount | None
    difference: Annotated[Amount | None, Field(description="Adjusted less filed; null where one is unknown, or no number")]


class Distances(_Part):
    filed: Amount | None
    adjusted: Amount | None


class RuleDifference(_Part):
    rule: str
    title: str
    subject: Subject
    filed: Annotated[Outcome | None, Field(description="null: no such case")]
    adjusted: Outcome | None
    distance: Annotated[Distances, Field(description="From the rule's line, negative where it is not met")]


class AddedAmount(_Part):
    name: str
    amount: Exact


class ExplainedAmount(_Part):
    label: str
    amount: Exact


class ProjectedYear(_Part):
    """The unrestricted balance walked through a year with the scenario's lines; null where unknown."""

    fiscal_year: FiscalYear
    beginning_balance: Exact | None
    net_change_filed: Exact | None
    added: list[AddedAmount]
    net_change: Exact | None
    ending_balance: Exact | None
    committed: Exact | None
    minimum_reserve: Exact | None
    left_after_obligations: Annotated[Exact | None, Field(description="Ending less committed less minimum; negative: short")]
    criterion_distance: Annotated[Exact | None, Field(description="What the reserve criterion itself says")]
    explained: Annotated[list[ExplainedAmount], Field(description="What makes up the difference of the two exactly, or empty")]


class ScenarioLine(_Part):
    name: str
    changes: Annotated[str, Field(description="A flow of the pack, or a figure that alone is changed")]
    amounts: dict[FiscalYear, Exact]
    effect: Literal["adjust", "concern only"]
    reason: str | None
    authority: str | None
    counts: bool | None
    location: Location


class LeftOut(ScenarioLine):
    why: str


class Scenario(_Part):
    name: str
    path: str
    made_by: str | None
    note: str | None
    results: Annotated[list[Result], Field(description="The results as adjusted; those as filed are the report's own")]
    certification: Certification | None
    determination: Determination = _absent()
    differences: list[FigureDifference | RuleDifference]
    projection: list[ProjectedYear]
    lines: Annotated[list[ScenarioLine], Field(description="Lines that are counted")]
    left_out: list[LeftOut]


class ReportWithScenario(Report):
    """A report; `scenario` stands there where one was laid over the filing."""

    scenario: Scenario = _absent()
