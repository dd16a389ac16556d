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

ColumnCode = Literal["BE", "BB", "BA", "IO", "IB", "IA", "IP"]
StandingWord = Literal["fatal", "warning", "informational"]


class StandingDocument(Document):
    """How grave the state takes a check on a column, and in which years of it the check runs."""

    is_: StandingWord = Field(alias="is")
    from_: FiscalYear = Field(default=LEFT_OUT, alias="from")
    until: FiscalYear = LEFT_OUT


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


class ClosedBooksDocument(Document):
    """The closed books of the year before, in a case of a rule over columns."""

    rows: dict[str, Scalar] = LEFT_OUT
    cells: dict[str, Scalar | None] = LEFT_OUT


class RuleCaseDocument(Document):
    """A case that proves a rule file right."""

    year: FiscalYear = Field(description="The report's own fiscal year")
    at: RelativeYear = LEFT_OUT
    given: dict[str, Any] = LEFT_OUT
    column: ColumnCode = LEFT_OUT
    rows: dict[str, Scalar] = Field(default=LEFT_OUT, description="Ledger rows: accounts as 01-0000-0-1110-1000-1100")
    cells: dict[str, Scalar | None] = Field(default=LEFT_OUT, description="Form cells; left out: the file holds no forms")
    before: ClosedBooksDocument = LEFT_OUT
    report: Word = LEFT_OUT
    entity: Word = LEFT_OUT
    subject: Text = LEFT_OUT
    expect: Outcome
    rule: Outcome = LEFT_OUT
    because: Text = LEFT_OUT
    at_the_line: YesNo = LEFT_OUT


class RuleDocument(Document):
    """budget/, interim/, cautions/, technical/: one test, one file. require, message and cases stand unless `cannot` does."""

    id: Text
    title: Text
    topic: Word = LEFT_OUT
    why: Text = LEFT_OUT
    cites: OneOrMore
    confidence: Literal["certain", "probable", "unconfirmed", "ours"] = LEFT_OUT
    applies: AppliesDocument
    each: dict[str, Text | list[Scalar | dict[Word, Text]]] = LEFT_OUT
    let: dict[Word, Scalar] = LEFT_OUT
    when: Text = LEFT_OUT
    require: Text = LEFT_OUT
    distance: Text = LEFT_OUT
    print: dict[Word, Text] = LEFT_OUT
    summary: Literal["all", "any", "two_of_three"] = LEFT_OUT
    severity: Severity | dict[ColumnCode, StandingWord | StandingDocument]
    explained: Severity = LEFT_OUT
    explanation: OneOrMore | dict[Word, OneOrMore] = LEFT_OUT
    state: FiledFormDocument = LEFT_OUT
    message: Text = LEFT_OUT
    met: Text = LEFT_OUT
    remedy: Text = LEFT_OUT
    cases: list[RuleCaseDocument] = LEFT_OUT
    phase: Literal["import", "general_ledger", "supplemental", "export_validation"] = LEFT_OUT
    rows: dict[Word, Scalar] | list[dict[Word, Scalar]] = LEFT_OUT
    together: dict[Word, Text] = LEFT_OUT
    keyed: YesNo = LEFT_OUT
    cannot: Text = LEFT_OUT


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


class GateDocument(Document):
    """gate.yaml: the columns whose technical checks the filing package of a report waits for."""

    columns: dict[Word, list[ColumnCode]]
    cites: OneOrMore
    note: Text = LEFT_OUT


class FlowDocument(Document):
    """A line that a scenario may change: dollars more of it move each figure by so many dollars."""

    title: Text
    helps: Literal["falling", "rising"]
    own_year: dict[Word, Literal[1, -1]]
    from_then_on: dict[Word, Literal[1, -1]] = LEFT_OUT
    later: dict[Word, Literal[1, -1]] = LEFT_OUT
    cites: OneOrMore


class FlowsDocument(Document):
    """flows.yaml: what follows when one line of a projection changes."""

    flows: dict[Word, FlowDocument]
