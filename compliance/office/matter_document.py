"""The shape of a matter file, for its schema (schemas/matter.schema.json)."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Line = Annotated[str, Field(min_length=1)]
Count = Annotated[int, Field(ge=0)]
Money = Annotated[int | float, Field(ge=0)] | Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]{1,6})?$")]
Certification = Literal["positive", "qualified", "negative"]
Level = Literal["positive", "qualified", "negative", "approve", "conditional", "disapprove", "accept", "reject"]


YesNo = bool | Literal["yes", "no", "true", "false"]


class Part(BaseModel):
    """What every part shares: no unknown names."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PriorLetterDocument(Part):
    """An earlier letter to the district that no side-car tells of."""

    date: datetime.date
    kind: Line
    fiscal_year: Line | None = Field(default=None, description="Of the report it answered, such as 2017-18.")
    report: Line | None = Field(default=None, description="adopted_budget, first_interim, second_interim or end_of_year.")
    certification: Certification | None = Field(default=None, description="As the board filed it.")
    result: Certification | None = Field(default=None, description="As it stood after the review, where that is another.")
    findings: list[Line] = Field(default=[], description="Ids of rules it raised.")
    requests: list[Line] = Field(default=[], description="Ids of requests it made.")


class DecisionDocument(Part):
    """What the county decided, and why, and who."""

    kind: Line | None = Field(default=None, description="A kind of letter, such as interim-qualified.")
    level: Level | None = Field(default=None, description="Of an interim report, of a budget, or of a plan (accept, reject).")
    reason: Line
    by: Line


class OverriddenDocument(Part):
    """A finding that the analyst leaves out of the letter."""

    rule: Line
    reason: Line
    by: Line


class AuditDocument(Part):
    """The audit of a fiscal year's books, as far as the county office knows it."""

    fiscal_year: Line = Field(description="The year whose books were audited, such as 2023-24.")
    received: datetime.date | None = Field(default=None, description="Left out: the report has not come.")
    opinion: Literal["unmodified", "qualified", "adverse", "disclaimer"] | None = None
    material_weaknesses: Count | None = None
    repeated_findings: Count | None = Field(default=None, description="Findings that an earlier audit made too.")


class ReductionDocument(Part):
    """A reduction that the district has named, and how far it has come."""

    name: Line
    fiscal_year: Line
    amount: Money = Field(description="Dollars that it takes off that year's spending, without a sign.")
    ongoing: YesNo | None = None
    negotiable: YesNo | None = Field(default=None, description="Whether it must be bargained.")
    board_action: datetime.date | None = Field(default=None, description="When the governing board acted or acts on it.")
    status: Literal["identified", "approved", "implemented"]


class AnsweredDocument(Part):
    """A request of an earlier letter that the district has answered."""

    request: Line = Field(description="The request's id, such as reserve-plan.")
    on: datetime.date


class MatterDocument(Part):
    """What the county office knows of a filing beside the filing; <cds>-<fiscal_year>-<report>.yaml in the matters folder."""

    matter: Literal[1] = Field(description="The format of this file.")
    received: datetime.date | None = None
    board_action: datetime.date | None = Field(default=None, description="When the governing board acts or acted.")
    scenario: Line | None = Field(default=None, description="The county's adjustments: a scenario file, as seen from here.")
    proposal: Line | None = Field(default=None, description="A bargaining proposal under review, as seen from here.")
    prior_letters: list[PriorLetterDocument] = []
    decision: DecisionDocument | None = None
    own_paragraphs: list[Line] = Field(default=[], description="The analyst's own, as plain text.")
    overridden: list[OverriddenDocument] = []
    audit: AuditDocument | None = None
    reductions: list[ReductionDocument] = []
    answered: list[AnsweredDocument] = []
