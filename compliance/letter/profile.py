"""A county's letterhead, people and habits; without one, visible placeholders."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path

from compliance.letter.due_dates import DueDates
from compliance.letter.stopped import LetterStopped

_PLACEHOLDER = re.compile(r"\[[^\[\]]+\]")
_OFFICES = {
    "board_president": ("board president", "Board President", "President, Governing Board"),
    "superintendent": ("district superintendent", "Superintendent", "Superintendent"),
    "business_officer": ("chief business officer", "Chief Business Officer", "Chief Business Officer"),
}


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom a letter goes. organization None: the name in the filing. role: board_president, superintendent or
    business_officer.
    """

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
class Habits:
    """What is other for some kinds of letter; None: as for all. salutation may hold {name} and {last_name}."""

    role: str | None = None
    salutation: str | None = None
    signatory: Signatory | None = None
    copies: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom the district may call."""

    name: str = "[name of the contact]"
    title: str | None = None
    phone: str | None = None
    email: str | None = "[e-mail of the contact]"


@dataclass(frozen=True, slots=True)
class Profile:
    """A county profile. The defaults are the plain profile: placeholders in square brackets, which make a letter a draft.

    by_kind is keyed by kinds of letter, or by the word they begin with (interim, bargaining). terms: the county's for ours.
    people are addressees by CDS code and role, out of the contacts file people_from; who is not in it is no addressee.
    """

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
    amounts: str = "dollars"
    due_dates: DueDates = DueDates()
    by_kind: Mapping[str, Habits] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)
    contacts: Path | None = None
    reference: Path | None = None
    people: Mapping[tuple[str, str], Addressee] = field(default_factory=dict)
    people_from: str | None = None
    role: str | None = None
    salutation: str | None = None

    def for_kind(self, kind: str) -> Profile:
        """The profile as it is for a kind of letter: its own habits, else those of the longest word it begins with."""
        words = kind.split("-")
        names = ("-".join(words[:count]) for count in range(len(words), 0, -1))
        habits = next((self.by_kind[name] for name in names if name in self.by_kind), Habits())
        return replace(
            self,
            role=habits.role,
            salutation=habits.salutation,
            signatory=habits.signatory or self.signatory,
            copies=self.copies if habits.copies is None else habits.copies,
        )

    def addressee_of(self, cds: str | None) -> Addressee:
        """The addressee for a district by its CDS code, with placeholders where a name or address is not given.

        Raises LetterStopped where a contacts file is used and names nobody.
        """
        found = self._found(cds or "")
        office, style, title = _OFFICES[found.role]
        name = found.name or f"[name of the {office}]"
        return Addressee(
            role=found.role,
            name=name,
            title=found.title or title,
            organization=found.organization,
            address=found.address or ("[address of the district]",),
            salutation=self._salutation(found)
            or found.salutation
            or (f"Dear {style} {name.split()[-1]}" if found.name else f"Dear {style} [last name]"),
        )

    def _salutation(self, found: Addressee) -> str | None:
        if self.salutation is None:
            return None
        last = found.name.split()[-1] if found.name else "[last name]"
        return self.salutation.replace("{name}", found.name or "[name]").replace("{last_name}", last)

    def _found(self, cds: str) -> Addressee:
        """Who it is: out of the contacts file, else the district's own in the profile, else the county's general one."""
        general = self.addressees.get(cds, self.addressee)
        role = self.role or general.role
        if self.people_from is not None:
            if (cds, role) not in self.people:
                raise LetterStopped(
                    f"The contacts file {self.people_from} names no {_OFFICES[role][0]} for the district with CDS code "
                    f"{cds or '(none in the filing)'} on the letter's day; add a line."
                )
            return self.people[cds, role]
        return general if role == general.role else Addressee(role, None, None, general.organization, general.address)


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
