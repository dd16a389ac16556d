"""What a scenario file may look like, as models that make its JSON Schema."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from compliance.rulebook.document_parts import LEFT_OUT, Document, FiscalYear, Scalar, Text, Word, YesNo


class AgencyDocument(Document):
    """Whose figures are changed; it must be the filing's agency."""

    cds: Text
    name: Text = LEFT_OUT


class LineDocument(Document):
    """Dollars by fiscal year on one line of the projection."""

    name: Text
    changes: Annotated[
        Word, Field(description="A flow of flows.yaml, as unrestricted_spending, or a figure that alone is changed")
    ]
    amounts: dict[FiscalYear, Scalar]
    effect: Literal["adjust", "concern only"] = LEFT_OUT
    reason: Text = LEFT_OUT
    authority: Text = LEFT_OUT
    counts: Annotated[YesNo, Field(description="A line that makes the budget better counts only where the county says yes")] = (
        LEFT_OUT
    )


class ScenarioDocument(Document):
    """A scenario: named lines laid over a filing's figures."""

    scenario: Literal[1]
    name: Text
    made_by: Text = LEFT_OUT
    note: Text = LEFT_OUT
    agency: AgencyDocument = LEFT_OUT
    lines: Annotated[list[LineDocument], Field(min_length=1)]
