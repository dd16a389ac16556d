"""The common ground of the models that describe pack files."""

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
OneOrMore = Text | Annotated[list[Text], Field(min_length=1)]
# A line may be left out but never holds null, so None is the default of a type that does not allow it.
LEFT_OUT: Any = None


class Document(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", populate_by_name=True)
