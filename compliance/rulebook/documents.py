"""What the files of a pack may look like, as models that make their JSON Schemas. Loading does not use them: see load.py."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from compliance.rulebook.codes_documents import CodesDocument
from compliance.rulebook.document_parts import (
    LEFT_OUT,
    Document,
    FiscalYear,
    OneOrMore,
    RelativeYear,
    Scalar,
    Text,
    Unit,
    Word,
    YesNo,
)
from compliance.rulebook.rule_documents import CertificationDocument, FlowsDocument, GateDocument, RuleDocument

DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


class PackDocument(Document):
    """pack.yaml: what a pack is and what it covers."""

    pack: Literal[1]
    id: Text
    version: Text
    title: Text = LEFT_OUT
    jurisdiction: Text = LEFT_OUT
    note: Text = LEFT_OUT
    entities: list[Word]
    reports: list[Word]


class _Dated(Document):
    from_: FiscalYear = Field(alias="from", description="First fiscal year")
    until: FiscalYear = Field(default=LEFT_OUT, description="Last fiscal year; left out: see runs_on")
    cites: OneOrMore = Field(description="The law, form or letter it comes from")
    confidence: Literal["certain", "probable", "predicted", "unknown", "ours"] = LEFT_OUT
    note: Text = LEFT_OUT


class DatedValueDocument(_Dated):
    """A value of the law and its years."""

    value: Scalar


class DatedTableDocument(_Dated):
    """A table's tiers and their years."""

    rows: list[dict[str, Scalar]] = Field(description="Tiers in rising order; the last has no upto", min_length=1)


class ParameterDocument(Document):
    """parameters/NAME.yaml: a dated, cited value."""

    parameter: Word
    title: Text
    unit: Unit
    runs_on: YesNo = Field(default=LEFT_OUT, description="A value holds until the next one begins")
    note: Text = LEFT_OUT
    values: list[DatedValueDocument] = Field(min_length=1)


class KeyDocument(Document):
    """What a table is looked up by, and how that is rounded first."""

    name: Word
    unit: Unit
    round: int


class TableDocument(Document):
    """parameters/NAME.yaml: a value looked up by a key."""

    table: Word
    title: Text
    key: KeyDocument
    columns: dict[Word, Unit]
    runs_on: YesNo = LEFT_OUT
    note: Text = LEFT_OUT
    values: list[DatedTableDocument] = Field(min_length=1)


class PlaceDocument(Document):
    """One place where a figure is found, or why there is none."""

    years: list[RelativeYear]
    reports: OneOrMore = LEFT_OUT
    is_: Scalar = Field(default=LEFT_OUT, alias="is", description="An expression: docs/language.md")
    because: Text = LEFT_OUT
    zero: Literal["unknown"] = Field(default=LEFT_OUT, description="A zero here means that nothing was entered")


class FigureDocument(Document):
    """A named figure."""

    label: Text
    unit: Unit
    form: Text = LEFT_OUT
    note: Text = LEFT_OUT
    found: list[PlaceDocument] = LEFT_OUT
    original_budget: list[PlaceDocument] = LEFT_OUT
    previous_report: list[PlaceDocument] = LEFT_OUT


class FiguresDocument(Document):
    """figures/*.yaml: named figures and where they are found."""

    figures: dict[Word, FigureDocument]


class AnswerDocument(Document):
    """A question of the form."""

    question: Text | dict[str, Text]
    type: Literal["yes_no", "choice", "text"]
    choices: dict[str, Text] = LEFT_OUT
    default: Scalar = LEFT_OUT
    found: OneOrMore = LEFT_OUT
    reports: OneOrMore = LEFT_OUT
    note: Text = LEFT_OUT
    explanations: YesNo = Field(default=LEFT_OUT, description="Any explanation in the filing answers it too")
    blank: YesNo = Field(default=LEFT_OUT, description="What an empty cell answers, as a box not marked")


class AnswersDocument(Document):
    """answers.yaml."""

    answers: dict[str, AnswerDocument]


class FieldDocument(Document):
    """A field of a list's entries."""

    unit: Unit
    required: YesNo = LEFT_OUT
    choices: list[Text] = LEFT_OUT
    label: Text = LEFT_OUT
    note: Text = LEFT_OUT


class ListDocument(Document):
    """A list that a filing may hold."""

    title: Text
    key: Word
    fields: dict[str, FieldDocument]
    found: list[dict[str, Scalar | list[Text]]] = LEFT_OUT
    note: Text = LEFT_OUT
    observed: YesNo = Field(default=LEFT_OUT, description="The engine observes its entries while it judges")
    of: list[dict[str, Text]] = Field(default=LEFT_OUT, description="Figures whose negative values are the entries")


class ListsDocument(Document):
    """lists.yaml."""

    lists: dict[Word, ListDocument]


class CitationDocument(Document):
    """A citation that letters may print; from and until are days."""

    text: Text
    for_: Text = Field(alias="for", description="What it is cited for")
    from_: Annotated[str, Field(pattern=DAY)] = Field(alias="from", description="The first day it may be cited")
    until: Annotated[str, Field(pattern=DAY)] = Field(default=LEFT_OUT, description="The last day; left out: it holds")
    confidence: Literal["certain", "probable"]
    source: Text = Field(description="Where it was read")


class CitationsDocument(Document):
    """citations.yaml."""

    citations: dict[str, CitationDocument]


DOCUMENTS: dict[str, type[BaseModel]] = {
    "pack": PackDocument,
    "parameter": ParameterDocument,
    "table": TableDocument,
    "figures": FiguresDocument,
    "answers": AnswersDocument,
    "lists": ListsDocument,
    "rule": RuleDocument,
    "certification": CertificationDocument,
    "gate": GateDocument,
    "codes": CodesDocument,
    "flows": FlowsDocument,
    "citations": CitationsDocument,
}


def pack_schema(name: str) -> dict[str, Any]:
    """JSON Schema 2020-12 of one kind of pack file, by its name in DOCUMENTS."""
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
