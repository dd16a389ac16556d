"""What a person's filing may look like, as models that make its JSON Schema. Reading does not use them: see written.py."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from compliance.filing.entity import cds_of
from compliance.filing.model import FilingError
from compliance.fiscal_year import is_fiscal_year
from compliance.located.nodes import Position


def _fiscal_year(text: str) -> str:
    if not is_fiscal_year(text):
        raise ValueError("expected a fiscal year such as 2024-25")
    return text


def _cds(text: str) -> str:
    try:
        return cds_of(text, Position("cds", 1))
    except FilingError as problem:
        raise ValueError(problem.message) from None


# A line may be left out but never holds null, so None is the default of a type that does not allow it. Only a heading may stand
# over nothing: `figures:` with its years, `answers:` and `explanations:` of a form whose lines are still comments.
_LEFT_OUT: Any = None
Value = str | bool | int | float
Text = Annotated[str, StringConstraints(min_length=1)]
FiscalYear = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}$"), AfterValidator(_fiscal_year)]
Cds = Annotated[str, StringConstraints(pattern=r"^[0-9]{7}(0{7})?$"), AfterValidator(_cds)]
Branch = dict[str, Value] | None
Figures = dict[FiscalYear, Branch] | None
Entries = list[dict[str, Value]]


class _Document(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class EntityDocument(_Document):
    """The local educational agency that files."""

    name: Text = Field(default=_LEFT_OUT, description="The agency's name; a state export holds none")
    cds: Cds = Field(default=_LEFT_OUT, description="County 2, district 5, school 7 digits, in quotation marks")
    county: Text = Field(default=_LEFT_OUT, description="County; left out, it comes from the CDS code")
    kind: Literal["district", "county_office"] = Field(default=_LEFT_OUT, description="Left out, it comes from the CDS code")


class FilingDocument(_Document):
    """One report of one local educational agency, written by a person."""

    filing: Literal[1] = Field(description="Version of this format; the first key of the file")
    entity: EntityDocument
    fiscal_year: FiscalYear = Field(description="The report's own fiscal year, as 2025-26")
    report: Literal["adopted_budget", "first_interim", "second_interim", "end_of_year", "unaudited_actuals"]
    certification: Literal["positive", "qualified", "negative"] = Field(default=_LEFT_OUT, description="As filed by the board")
    ledger: Text = Field(
        default=_LEFT_OUT, description="A state export, its path from this file's folder; what stands here wins"
    )
    history: list[Text] = Field(default=_LEFT_OUT, description="Earlier filings of the same agency")
    figures: Figures = Field(default=_LEFT_OUT, description="Figures of this report, by fiscal year and name")
    original_budget: Figures = Field(default=_LEFT_OUT, description="What was first adopted for a year")
    previous_report: Figures = Field(default=_LEFT_OUT, description="What the last report projected")
    answers: Branch = Field(default=_LEFT_OUT, description="Answers to the form's questions")
    explanations: Branch = Field(default=_LEFT_OUT, description="By rule id, or rule id and the key of its case")
    labor: Entries = Field(default=_LEFT_OUT, description="Bargaining units")
    one_time: Entries = Field(default=_LEFT_OUT, description="One-time resources")
    contingent: Entries = Field(default=_LEFT_OUT, description="Revenues that are not certain")
