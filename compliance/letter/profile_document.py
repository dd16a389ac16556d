"""The shape of a county profile, for its schema (schemas/county-profile.schema.json)."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Line = Annotated[str, Field(min_length=1)]


class Part(BaseModel):
    """What every part shares: no unknown names, no conversions."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AddresseeDocument(Part):
    """To whom letters go. Left-out names become visible placeholders and the letter a draft."""

    role: Literal["board_president", "superintendent"] = "board_president"
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


class ContactDocument(Part):
    """Whom the district may call."""

    name: Line
    title: Line | None = None
    phone: Line | None = None
    email: Line | None = None


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
