"""The shape of a county profile, for its schema (schemas/county-profile.schema.json)."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Line = Annotated[str, Field(min_length=1)]
Role = Literal["board_president", "superintendent", "business_officer"]


class Part(BaseModel):
    """What every part shares: no unknown names, no conversions."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AddresseeDocument(Part):
    """To whom letters go. Left-out names become visible placeholders and the letter a draft."""

    role: Role = "board_president"
    name: Line | None = None
    title: Line | None = None
    organization: Line | None = Field(default=None, description="The district's name, where it is not the filing's.")
    address: list[Line] = Field(default=[], description="Street and city, a line each.")
    salutation: Line | None = Field(default=None, description="Such as: Dear Board President Torres")


class DistrictAddresseeDocument(AddresseeDocument):
    """The addressee of one district, in place of the county's general one."""

    cds: Annotated[str, Field(pattern=r"^\d{14}$", description="County-district-school code, 14 digits in quotation marks.")]


class SignatoryDocument(Part):
    """Who signs."""

    name: Line
    title: Line


class HabitsDocument(Part):
    """What is other for some kinds of letter."""

    role: Role | None = Field(default=None, description="To whom it goes.")
    salutation: Line | None = Field(default=None, description="May hold {name} and {last_name}: Dear President {last_name}")
    signatory: SignatoryDocument | None = None
    copies: list[Line] | None = None


class ContactDocument(Part):
    """Whom the district may call."""

    name: Line
    title: Line | None = None
    phone: Line | None = None
    email: Line | None = None


class DueDatesDocument(Part):
    """What becomes of a due date on a weekend or one of the county's holidays."""

    weekend: Literal["next_working_day", "as_is"] = "next_working_day"
    holidays: list[datetime.date] = Field(default=[], description="Days besides weekends on which the office is closed.")


class ProfileDocument(Part):
    """A county office's letterhead, people and habits."""

    county_profile: Literal[1] = Field(description="The format of this file.")
    office: Line
    address: list[Line]
    phone: Line | None = None
    county_superintendent: Line
    board_members: list[Line] = []
    addressee: AddresseeDocument = AddresseeDocument()
    addressees: list[DistrictAddresseeDocument] = []
    signatory: SignatoryDocument
    contact: ContactDocument
    copies: list[Line] = []
    acknowledgement: Line | None = Field(default=None, description="The sentence of thanks, in place of ours.")
    requests_due: dict[str, datetime.date] = Field(default={}, description="A request's id and its date, in place of ours.")
    templates: Line | None = Field(default=None, description="A folder beside this file whose templates come before ours.")
    amounts: Literal["dollars", "thousands", "millions"] = Field(default="dollars", description="How letters print money.")
    due_dates: DueDatesDocument = DueDatesDocument()
    by_kind: dict[str, HabitsDocument] = Field(
        default={}, description="By kind of letter, or by the word it begins with: interim, budget, bargaining."
    )
    terms: dict[str, Line] = Field(default={}, description="The county's words in place of ours, in our own sentences only.")
    contacts: Line | None = Field(default=None, description="A contacts file (CSV) beside this file.")
    reference: Line | None = Field(default=None, description="The letterhead as a Word document (.docx) beside this file.")
