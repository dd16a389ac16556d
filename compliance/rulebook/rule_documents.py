"""What a rule file and certification.yaml may look like, as models that make their JSON Schemas."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from compliance.rulebook.document_parts import (
    LEFT_OUT,
    Document,
    FiscalYear,
    OneOrMore,
    Outcome,
    RelativeYear,
    Scalar,
    Severity,
    Text,
    Word,
    YesNo,
)


class AppliesDocument(Document):
    """Where a rule or scheme holds."""

    entity: OneOrMore = LEFT_OUT
    report: OneOrMore = LEFT_OUT
    from_: FiscalYear = Field(default=LEFT_OUT, alias="from")
    until: FiscalYear = LEFT_OUT
    needs: Literal["ledger"] = LEFT_OUT


class FiledFormDocument(Document):
    """Where an export keeps what the state's form concluded."""

    rule: Text = LEFT_OUT
    cases: dict[str, Text] = LEFT_OUT
    met: OneOrMore = LEFT_OUT


class RuleCaseDocument(Document):
    """A case that proves a rule file right."""

    year: FiscalYear = Field(description="The report's own fiscal year")
    at: RelativeYear = LEFT_OUT
    given: dict[str, Any]
    report: Word = LEFT_OUT
    entity: Word = LEFT_OUT
    subject: Text = LEFT_OUT
    expect: Outcome
    rule: Outcome = LEFT_OUT
    because: Text = LEFT_OUT
    at_the_line: YesNo = LEFT_OUT


class RuleDocument(Document):
    """budget/, interim/, cautions/: one test, one file."""

    id: Text
    title: Text
    topic: Word = LEFT_OUT
    why: Text = LEFT_OUT
    cites: OneOrMore
    confidence: Literal["certain", "probable", "unconfirmed", "ours"] = LEFT_OUT
    applies: AppliesDocument
    each: dict[str, Text | list[Scalar]] = LEFT_OUT
    let: dict[Word, Scalar] = LEFT_OUT
    when: Text = LEFT_OUT
    require: Text
    distance: Text = LEFT_OUT
    print: dict[Word, Text] = LEFT_OUT
    summary: Literal["all", "any", "two_of_three"] = LEFT_OUT
    severity: Severity
    explained: Severity = LEFT_OUT
    explanation: OneOrMore | dict[Word, OneOrMore] = LEFT_OUT
    state: FiledFormDocument = LEFT_OUT
    message: Text
    met: Text = LEFT_OUT
    remedy: Text = LEFT_OUT
    cases: list[RuleCaseDocument] = Field(min_length=3)


class ConditionDocument(Document):
    """A rule and the relative years in which it leads to a level."""

    rule: Text
    years: list[RelativeYear] = LEFT_OUT


class LevelDocument(Document):
    """One level of a scheme."""

    indicated: Word
    when: list[ConditionDocument]


class SchemeDocument(Document):
    """Which outcomes indicate what."""

    applies: AppliesDocument
    cites: OneOrMore
    confidence: Literal["certain", "probable", "ours"] = LEFT_OUT
    note: Text = LEFT_OUT
    decides: OneOrMore
    also: OneOrMore = LEFT_OUT
    levels: list[LevelDocument]
    otherwise: Word
    laid_over: dict[Word, Text] = LEFT_OUT


class CertificationDocument(Document):
    """certification.yaml."""

    schemes: dict[Word, SchemeDocument]
