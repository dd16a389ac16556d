"""The shape of compliance/diff-1, written as models so that its JSON Schema can be made; nothing else imports this."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from compliance.report.document import Entity, FiscalYear, Level, Outcome, Rulebook, Sha256, Subject, Tool, _Part, _Plain

Kind = Literal["adopted_budget", "first_interim", "second_interim", "end_of_year", "unaudited_actuals", "disclosure"]


class Filed(_Part):
    filed: Level | None
    indicated: Level | None


class Determined(_Part):
    indicated: Literal["approve", "conditional", "disapprove"] | None


class Side(_Part):
    path: str
    sha256: Sha256
    entity: Entity
    fiscal_year: FiscalYear
    report: Kind
    certification: Filed | None
    determination: Determined | None


class Amount(_Part):
    value: Annotated[str, Field(description="Exact: digits, n/d where they do not end, yes, no or text")]
    shown: Annotated[str, Field(description="As printed, rounded half up; never to be computed with")]


class FigureChange(_Part):
    layer: Literal["figures", "original_budget", "previous_report"]
    figure: str
    label: str
    unit: str
    fiscal_year: FiscalYear
    old: Annotated[Amount | None, Field(description="null: the older filing does not give it")]
    new: Annotated[Amount | None, Field(description="null: the newer filing does not give it")]
    difference: Annotated[Amount | None, Field(description="New less old; null where one is not given, or no number")]
    percent: Annotated[Amount | None, Field(description="The difference over old without its sign, as a rate")]


class AnswerChange(_Part):
    answer: str
    question: str
    old: Amount | None
    new: Amount | None


class CaseChange(_Part):
    subject: Subject
    old: Outcome | None
    new: Outcome | None
    message: str


class RuleChange(_Part):
    rule: str
    old_rule: Annotated[str, Field(description="The same test's id on the older form")]
    title: str
    old: Outcome
    new: Outcome
    cases: list[CaseChange]


class Diff(_Part):
    format: Literal["compliance/diff-1"]
    tool: Tool
    rulebook: Rulebook
    old: Side
    new: Side
    warnings: list[str]
    figures: list[FigureChange]
    answers: list[AnswerChange]
    results: list[RuleChange]
    only_old: Annotated[list[str], Field(description="Rules that only the older report was judged by")]
    only_new: Annotated[list[str], Field(description="Rules that only the newer report was judged by")]


def diff_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of what diff --format json prints."""
    schema = TypeAdapter[Any](Diff).json_schema(schema_generator=_Plain)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "compliance/diff-1",
        "description": "What changed between two reports: figures, answers, outcomes, and what the figures indicate.",
    }
    return head | schema
