"""A county's letterhead, people and habits; without one, visible placeholders."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path

_PLACEHOLDER = re.compile(r"\[[^\[\]]+\]")


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom a letter goes. organization None: the name in the filing. role: board_president or superintendent."""

    role: str = "board_president"
    name: str | None = None
    title: str | None = None
    organization: str | None = None
    address: tuple[str, ...] = ()
    salutation: str | None = None


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs."""

    name: str = "[name of the signatory]"
    title: str = "[title of the signatory]"


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom the district may call."""

    name: str = "[name of the contact]"
    title: str | None = None
    phone: str | None = None
    email: str | None = "[e-mail of the contact]"


@dataclass(frozen=True, slots=True)
class Profile:
    """A county profile. The defaults are the plain profile: placeholders in square brackets, which make a letter a draft."""

    office: str = "[name of the county office of education]"
    address: tuple[str, ...] = ("[address of the county office]",)
    phone: str | None = None
    county_superintendent: str = "[name of the county superintendent]"
    board_members: tuple[str, ...] = ()
    addressee: Addressee = Addressee()
    addressees: Mapping[str, Addressee] = field(default_factory=dict)
    signatory: Signatory = Signatory()
    contact: Contact = Contact()
    copies: tuple[str, ...] = ()
    acknowledgement: str | None = None
    requests_due: Mapping[str, datetime.date] = field(default_factory=dict)
    templates: Path | None = None

    def addressee_of(self, cds: str | None) -> Addressee:
        """The addressee for a district by its CDS code, with placeholders where a name or address is not given."""
        found = self.addressees.get(cds or "", self.addressee)
        president = found.role == "board_president"
        office = "board president" if president else "district superintendent"
        name = found.name or f"[name of the {office}]"
        style = "Board President" if president else "Superintendent"
        return Addressee(
            role=found.role,
            name=name,
            title=found.title or ("President, Governing Board" if president else "Superintendent"),
            organization=found.organization,
            address=found.address or ("[address of the district]",),
            salutation=found.salutation or (f"Dear {style} {name.split()[-1]}" if found.name else f"Dear {style} [last name]"),
        )


PLAIN = Profile()


def placeholders(part: object) -> tuple[str, ...]:
    """The placeholders left in a profile or a part of it, such as [name of the signatory], in order."""
    return tuple(dict.fromkeys(found for text in _texts(part) for found in _PLACEHOLDER.findall(text)))


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for entry in part:
            yield from _texts(entry)
    elif is_dataclass(part):
        for entry in fields(part):
            yield from _texts(getattr(part, entry.name))
