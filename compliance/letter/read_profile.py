"""A county profile from its YAML file; every mistake is named with its place."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from compliance.letter.due_dates import RULES, DueDates
from compliance.letter.kinds import KINDS
from compliance.letter.profile import Addressee, Contact, Habits, Profile, Signatory
from compliance.letter.shown import AMOUNTS
from compliance.located import Listing, LocatedError, Node, Position, Scalar, Section
from compliance.located.keyed import day_of, keyed, optional, text_of
from compliance.located.yaml_reader import read_yaml

_ADDRESSEE = ("role", "name", "title", "organization", "address", "salutation")
_NAMES = (
    "county_profile", "office", "address", "phone", "county_superintendent", "board_members", "addressee", "addressees",
    "signatory", "contact", "copies", "acknowledgement", "requests_due", "templates", "amounts", "due_dates",
    "by_kind", "terms", "contacts", "reference",
)  # fmt: skip
_NEEDED = ("county_profile", "office", "address", "county_superintendent", "signatory", "contact")
Entries = Mapping[str, Node]
_ROLES = ("board_president", "superintendent", "business_officer")


class ProfileError(LocatedError):
    """A county profile that cannot be used: what was found, what was expected, and where."""


def read_profile(path: Path) -> Profile:
    """The profile in that file. Raises ProfileError."""
    try:
        return _profile(path, read_yaml(path.read_text(encoding="utf-8"), str(path)))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise ProfileError(f"The county profile cannot be read: {reason}.", Position(str(path), 1)) from None
    except LocatedError as error:
        raise ProfileError(error.message, error.at) from None


def _profile(path: Path, root: Node | None) -> Profile:
    if not isinstance(root, Section):
        raise LocatedError(
            "A county profile holds names and values and begins with 'county_profile: 1'.", Position(str(path), 1, 1)
        )
    entries = keyed(root, _NAMES, _NEEDED, "a county profile")
    if text_of(entries["county_profile"]) != "1":
        raise _at(entries["county_profile"], "The format of a county profile is 1; write 'county_profile: 1'.")
    folder, contacts, reference = (optional(entries, name, text_of) for name in ("templates", "contacts", "reference"))
    return Profile(
        office=text_of(entries["office"]),
        address=_texts(entries, "address"),
        phone=optional(entries, "phone", text_of),
        county_superintendent=text_of(entries["county_superintendent"]),
        board_members=_texts(entries, "board_members"),
        addressee=_addressee(entries["addressee"]) if "addressee" in entries else Addressee(),
        addressees=dict(_district(node) for node in _listing(entries, "addressees")),
        signatory=_signatory(entries["signatory"]),
        contact=_contact(entries["contact"]),
        copies=_texts(entries, "copies"),
        acknowledgement=optional(entries, "acknowledgement", text_of),
        requests_due=_dates(entries.get("requests_due")),
        templates=path.parent / folder if folder else None,
        amounts=_one_of(entries["amounts"], AMOUNTS) if "amounts" in entries else AMOUNTS[0],
        due_dates=_due_dates(entries["due_dates"]) if "due_dates" in entries else DueDates(),
        by_kind=_by_kind(entries.get("by_kind")),
        terms={name: text_of(node) for name, node in _named(entries.get("terms"), "terms")},
        contacts=path.parent / contacts if contacts else None,
        reference=path.parent / reference if reference else None,
    )


def _named(node: Node | None, name: str) -> Iterable[tuple[str, Node]]:
    if node is None:
        return ()
    if not isinstance(node, Section):
        raise _at(node, f"'{name}' holds names and values, one a line.")
    return node.entries.items()


def _due_dates(node: Node) -> DueDates:
    entries = keyed(node, ("weekend", "holidays"), (), "a due-date rule")
    weekend = _one_of(entries["weekend"], RULES) if "weekend" in entries else RULES[0]
    return DueDates(weekend, tuple(day_of(day) for day in _listing(entries, "holidays")))


def _one_of(node: Node, choices: Sequence[str]) -> str:
    text = text_of(node)
    if text not in choices:
        raise _at(node, f"'{text}' is not one of {', '.join(choices)}.")
    return text


def _by_kind(node: Node | None) -> dict[str, Habits]:
    if isinstance(node, Section):
        for name, key in node.names.items():
            if not any(kind == name or kind.startswith(f"{name}-") for kind in KINDS):
                near = get_close_matches(name, KINDS, 1)
                advice = f"did you mean '{near[0]}'?" if near else f"the kinds are {', '.join(KINDS)}."
                raise _at(key, f"'{name}' is no kind of letter, nor the word that some begin with; {advice}")
    return {name: _habits(entry) for name, entry in _named(node, "by_kind")}


def _habits(node: Node) -> Habits:
    entries = keyed(node, ("role", "salutation", "signatory", "copies"), (), "the habits of a kind of letter")
    return Habits(
        role=optional(entries, "role", _role),
        salutation=optional(entries, "salutation", text_of),
        signatory=optional(entries, "signatory", _signatory),
        copies=_texts(entries, "copies") if "copies" in entries else None,
    )


def _role(node: Node) -> str:
    role = text_of(node)
    if role not in _ROLES:
        raise _at(node, f"The role is '{role}'; expected {' or '.join(_ROLES)}.")
    return role


def _addressee(node: Node, more: tuple[str, ...] = ()) -> Addressee:
    entries = keyed(node, (*_ADDRESSEE, *more), more, "an addressee")
    return Addressee(
        role=_role(entries["role"]) if "role" in entries else _ROLES[0],
        name=optional(entries, "name", text_of),
        title=optional(entries, "title", text_of),
        organization=optional(entries, "organization", text_of),
        address=_texts(entries, "address"),
        salutation=optional(entries, "salutation", text_of),
    )


def _district(node: Node) -> tuple[str, Addressee]:
    addressee = _addressee(node, ("cds",))
    assert isinstance(node, Section)
    cds = node.entries["cds"]
    if not (isinstance(cds, Scalar) and cds.quoted and re.fullmatch(r"[0-9]{14}", cds.text)):
        raise _at(cds, "A CDS code is 14 digits in quotation marks, so that no program drops its leading zero.")
    return cds.text, addressee


def _signatory(node: Node) -> Signatory:
    entries = keyed(node, ("name", "title"), ("name", "title"), "a signatory")
    return Signatory(text_of(entries["name"]), text_of(entries["title"]))


def _contact(node: Node) -> Contact:
    entries = keyed(node, ("name", "title", "phone", "email"), ("name",), "a contact")
    title, phone, email = (optional(entries, name, text_of) for name in ("title", "phone", "email"))
    return Contact(text_of(entries["name"]), title, phone, email)


def _dates(node: Node | None) -> dict[str, datetime.date]:
    if node is None:
        return {}
    if not isinstance(node, Section):
        raise _at(node, "Expected a request's id and its date on each line, such as 'reduction-plan: 2026-03-15'.")
    return {name: day_of(entry) for name, entry in node.entries.items()}


def _listing(entries: Entries, name: str) -> tuple[Node, ...]:
    node = entries.get(name)
    if node is None:
        return ()
    if not isinstance(node, Listing):
        raise _at(node, f"'{name}' is a list; begin each entry with a dash.")
    return node.entries


def _texts(entries: Entries, name: str) -> tuple[str, ...]:
    return tuple(text_of(node) for node in _listing(entries, name))


def _at(node: Node, message: str) -> LocatedError:
    return LocatedError(message, node.at)
