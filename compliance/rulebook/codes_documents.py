"""What codes/tables.yaml may look like, as models that make its JSON Schema."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from compliance.rulebook.document_parts import LEFT_OUT, Document, FiscalYear, OneOrMore, Scalar, Text, Word


class CompleteDocument(Document):
    """Years in which a table says everything there is for a kind of agency."""

    entity: Word
    from_: FiscalYear = Field(alias="from")
    until: FiscalYear


class CodeTableDocument(Document):
    """A table of codes, or with `codes` a table of pairs of them."""

    code: Word = LEFT_OUT
    codes: Annotated[list[Word], Field(min_length=2, max_length=2)] = LEFT_OUT
    length: Annotated[int, Field(ge=1, le=4)] = LEFT_OUT
    system: OneOrMore = LEFT_OUT
    listed: Word = LEFT_OUT
    absent: Literal["not_tested", "invalid"] = LEFT_OUT
    within: dict[Word, Scalar] = LEFT_OUT
    file: Text
    complete: list[CompleteDocument] = LEFT_OUT


class CodesDocument(Document):
    """codes/tables.yaml: which tables there are, and how a code is taken that one does not hold."""

    entities: OneOrMore
    tables: dict[Word, CodeTableDocument]
