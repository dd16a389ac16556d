"""What the files of a pack may look like, as models that make their JSON Schemas. Loading does not use them: see load.py."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1)]
FiscalYear = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}$")]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Unit = Literal["money", "rate", "ada", "count", "bool", "text", "date"]
Severity = Literal["fatal", "serious", "concern", "note"]
Outcome = Literal["met", "not_met", "not_applicable", "unknown"]
Scalar = str | int | float | bool
RelativeYear = Annotated[int, Field(ge=-3, le=2)]
YesNo = bool | Literal["yes", "no"]
OneOrMore = Text | list[Text]
# A line may be left out but never holds null, so None is the default of a type that does not allow it.
_LEFT_OUT: Any = None


class _Document(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", populate_by_name=True)


class PackDocument(_Document):
    """pack.yaml: what a pack is and what it covers."""

    pack: Literal[1]
    id: Text
    version: Text
    title: Text = _LEFT_OUT
    jurisdiction: Text = _LEFT_OUT
    note: Text = _LEFT_OUT
    entities: list[Word]
    reports: list[Word]


class _Dated(_Document):
    from_: FiscalYear = Field(alias="from", description="First fiscal year")
    until: FiscalYear = Field(default=_LEFT_OUT, description="Last fiscal year; left out: see runs_on")
    cites: OneOrMore = Field(description="The law, form or letter it comes from")
    confidence: Literal["certain", "probable", "predicted", "unknown", "ours"] = _LEFT_OUT
    note: Text = _LEFT_OUT


class DatedValueDocument(_Dated):
    """A value of the law and its years."""

    value: Scalar


class DatedTableDocument(_Dated):
    """A table's tiers and their years."""

    rows: list[dict[str, Scalar]] = Field(description="Tiers in rising order; the last has no upto", min_length=1)


class ParameterDocument(_Document):
    """parameters/NAME.yaml: a dated, cited value."""

    parameter: Word
    title: Text
    unit: Unit
    runs_on: YesNo = Field(default=_LEFT_OUT, description="A value holds until the next one begins")
    note: Text = _LEFT_OUT
    values: list[DatedValueDocument] = Field(min_length=1)


class KeyDocument(_Document):
    """What a table is looked up by, and how that is rounded first."""

    name: Word
    unit: Unit
    round: int


class TableDocument(_Document):
    """parameters/NAME.yaml: a value looked up by a key."""

    table: Word
    title: Text
    key: KeyDocument
    columns: dict[Word, Unit]
    runs_on: YesNo = _LEFT_OUT
    note: Text = _LEFT_OUT
    values: list[DatedTableDocument] = Field(min_length=1)


class PlaceDocument(_Document):
    """One place where a figure is found, or why there is none."""

    years: list[RelativeYear]
    reports: OneOrMore = _LEFT_OUT
    is_: Scalar = Field(default=_LEFT_OUT, alias="is", description="An expression: docs/language.md")
    because: Text = _LEFT_OUT
    zero: Literal["unknown"] = Field(default=_LEFT_OUT, description="A zero here means that nothing was entered")


class FigureDocument(_Document):
    """A named figure."""

    label: Text
    unit: Unit
    form: Text = _LEFT_OUT
    note: Text = _LEFT_OUT
    found: list[PlaceDocument] = _LEFT_OUT
    original_budget: list[PlaceDocument] = _LEFT_OUT
    previous_report: list[PlaceDocument] = _LEFT_OUT


class FiguresDocument(_Document):
    """figures/*.yaml: named figures and where they are found."""

    figures: dict[Word, FigureDocument]


class AnswerDocument(_Document):
    """A question of the form."""

    question: Text | dict[str, Text]
    type: Literal["yes_no", "choice"]
    choices: dict[str, Text] = _LEFT_OUT
    default: Scalar = _LEFT_OUT
    found: OneOrMore = _LEFT_OUT
    reports: OneOrMore = _LEFT_OUT
    note: Text = _LEFT_OUT


class AnswersDocument(_Document):
    """answers.yaml."""

    answers: dict[str, AnswerDocument]


class FieldDocument(_Document):
    """A field of a list's entries."""

    unit: Unit
    required: YesNo = _LEFT_OUT
    choices: list[Text] = _LEFT_OUT
    label: Text = _LEFT_OUT
    note: Text = _LEFT_OUT


class ListDocument(_Document):
    """A list that a filing may hold."""

    title: Text
    key: Word
    fields: dict[str, FieldDocument]
    found: list[dict[str, Scalar | list[Text]]] = _LEFT_OUT
    note: Text = _LEFT_OUT


class ListsDocument(_Document):
    """lists.yaml."""

    lists: dict[Word, ListDocument]


class AppliesDocument(_Document):
    """Where a rule or scheme holds."""

    entity: OneOrMore = _LEFT_OUT
    report: OneOrMore = _LEFT_OUT
    from_: FiscalYear = Field(default=_LEFT_OUT, alias="from")
    until: FiscalYear = _LEFT_OUT


class RuleCaseDocument(_Document):
    """A case that proves a rule file right."""

    year: FiscalYear = Field(description="The report's own fiscal year")
    at: RelativeYear = _LEFT_OUT
    given: dict[str, Any]
    report: Word = _LEFT_OUT
    entity: Word = _LEFT_OUT
    subject: Text = _LEFT_OUT
    expect: Outcome
    rule: Outcome = _LEFT_OUT
    because: Text = _LEFT_OUT
    at_the_line: YesNo = _LEFT_OUT


class RuleDocument(_Document):
    """budget/, interim/, cautions/: one test, one file."""

    id: Text
    title: Text
    topic: Word = _LEFT_OUT
    why: Text = _LEFT_OUT
    cites: OneOrMore
    confidence: Literal["certain", "probable", "unconfirmed", "ours"] = _LEFT_OUT
    applies: AppliesDocument
    each: dict[str, Text | list[Scalar]] = _LEFT_OUT
    let: dict[Word, Scalar] = _LEFT_OUT
    when: Text = _LEFT_OUT
    require: Text
    distance: Text = _LEFT_OUT
    print: dict[Word, Text] = _LEFT_OUT
    summary: Literal["all", "any", "two_of_three"] = _LEFT_OUT
    severity: Severity
    explained: Severity = _LEFT_OUT
    explanation: Text = _LEFT_OUT
    message: Text
    met: Text = _LEFT_OUT
    remedy: Text = _LEFT_OUT
    cases: list[RuleCaseDocument] = Field(min_length=3)


class ConditionDocument(_Document):
    """A rule and the relative years in which it leads to a level."""

    rule: Text
    years: list[RelativeYear] = _LEFT_OUT


class LevelDocument(_Document):
    """One level of a scheme."""

    indicated: Word
    when: list[ConditionDocument]


class SchemeDocument(_Document):
    """Which outcomes indicate what."""

    applies: AppliesDocument
    cites: OneOrMore
    confidence: Literal["certain", "probable", "ours"] = _LEFT_OUT
    note: Text = _LEFT_OUT
    decides: OneOrMore
    also: OneOrMore = _LEFT_OUT
    levels: list[LevelDocument]
    otherwise: Word
    laid_over: dict[Word, Text] = _LEFT_OUT


class CertificationDocument(_Document):
    """certification.yaml."""

    schemes: dict[Word, SchemeDocument]


DOCUMENTS: dict[str, type[BaseModel]] = {
    "pack": PackDocument,
    "parameter": ParameterDocument,
    "table": TableDocument,
    "figures": FiguresDocument,
    "answers": AnswersDocument,
    "lists": ListsDocument,
    "rule": RuleDocument,
    "certification": CertificationDocument,
}


def pack_schema(name: str) -> dict[str, Any]:
    """JSON Schema 2020-12 of one kind of pack file: pack, parameter, table, figures, answers, lists, rule, certification."""
    return schema_of(DOCUMENTS[name])


def schema_of(document: type[BaseModel]) -> dict[str, Any]:
    """JSON Schema 2020-12 of a model of a file that a person writes."""
    schema = document.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_without_null_defaults(schema)}


def _without_null_defaults(node: Any) -> Any:
    """The schema without `default: null`, which says only that a line may be left out, and without generated titles."""
    if isinstance(node, dict):
        kept = {key: value for key, value in node.items() if not (key == "default" and value is None)}
        return {
            key: _without_null_defaults(value) for key, value in kept.items() if not (key == "title" and isinstance(value, str))
        }
    if isinstance(node, list):
        return [_without_null_defaults(one) for one in node]
    return node
