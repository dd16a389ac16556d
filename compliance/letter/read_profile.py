"""A county profile from its YAML file; every mistake is named with its place."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

from compliance.letter.due_dates import RULES, DueDates
from compliance.letter.kinds import KINDS
from compliance.letter.profile import Addressee, Contact, Habits, Profile, Signatory
from compliance.letter.shown import AMOUNTS
from compliance.located import Listing, LocatedError, Node, Position, Scalar, Section
from compliance.located.yaml_reader import read_yaml

_ADDRESSEE = ("role", "name", "title", "organization", "address", "salutation")
_NAMES = (
    "county_profile", "office", "address", "phone", "county_superintendent", "board_members", "addressee", "addressees",
    "signatory", "contact", "copies", "acknowledgement", "requests_due", "templates", "amounts", "due_dates",
    "by_kind", "terms", "contacts", "reference",
)  # fmt: skip
_NEEDED = ("county_profile", "office", "address", "county_superintendent", "signatory", "contact")
_ROLES = ("board_president", "superintendent", "business_officer")


class ProfileError(Exception):
    """A county profile that cannot be used: what was found, what was expected, and where."""

    def __init__(self, message: str, path: str, line: int, column: int | None) -> None:
        self.message, self.path, self.line, self.column = message, path, line, column
        super().__init__(f"{Position(path, line, column)}: {message}")


def read_profile(path: Path) -> Profile:
    """The profile in that file. Raises ProfileError."""
    try:
        root = read_yaml(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise ProfileError(f"The county profile cannot be read: {reason}.", str(path), 1, None) from None
    except LocatedError as error:
        raise ProfileError(error.message, error.at.path, error.at.line, error.at.column) from None
    if not isinstance(root, Section):
        raise ProfileError("A county profile holds names and values and begins with 'county_profile: 1'.", str(path), 1, 1)
    section = _section(root, _NAMES, _NEEDED, "a county profile")
    if _text(section.entries["county_profile"]) != "1":
        raise _at(section.entries["county_profile"], "The format of a county profile is 1; write 'county_profile: 1'.")
    entries = section.entries
    folder, contacts, reference = (_optional(section, name) for name in ("templates", "contacts", "reference"))
    return Profile(
        office=_text(entries["office"]),
        address=_texts(section, "address"),
        phone=_optional(section, "phone"),
        county_superintendent=_text(entries["county_superintendent"]),
        board_members=_texts(section, "board_members"),
        addressee=_addressee(entries["addressee"]) if "addressee" in entries else Addressee(),
        addressees=dict(_district(node) for node in _listing(section, "addressees")),
        signatory=_signatory(entries["signatory"]),
        contact=_contact(entries["contact"]),
        copies=_texts(section, "copies"),
        acknowledgement=_optional(section, "acknowledgement"),
        requests_due=_dates(entries.get("requests_due")),
        templates=path.parent / folder if folder else None,
        amounts=_one_of(entries["amounts"], AMOUNTS) if "amounts" in entries else AMOUNTS[0],
        due_dates=_due_dates(entries["due_dates"]) if "due_dates" in entries else DueDates(),
        by_kind=_by_kind(entries.get("by_kind")),
        terms={name: _text(node) for name, node in _named(entries.get("terms"), "terms")},
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
    section = _section(node, ("weekend", "holidays"), (), "a due-date rule")
    weekend = _one_of(section.entries["weekend"], RULES) if "weekend" in section.entries else RULES[0]
    return DueDates(weekend, tuple(_date(day) for day in _listing(section, "holidays")))


def _one_of(node: Node, choices: Sequence[str]) -> str:
    text = _text(node)
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
    section = _section(node, ("role", "salutation", "signatory", "copies"), (), "the habits of a kind of letter")
    entries = section.entries
    return Habits(
        role=_role(entries["role"]) if "role" in entries else None,
        salutation=_optional(section, "salutation"),
        signatory=_signatory(entries["signatory"]) if "signatory" in entries else None,
        copies=_texts(section, "copies") if "copies" in entries else None,
    )


def _role(node: Node) -> str:
    role = _text(node)
    if role not in _ROLES:
        raise _at(node, f"The role is '{role}'; expected {' or '.join(_ROLES)}.")
    return role


def _addressee(node: Node, more: tuple[str, ...] = ()) -> Addressee:
    section = _section(node, (*_ADDRESSEE, *more), more, "an addressee")
    return Addressee(
        role=_role(section.entries["role"]) if "role" in section.entries else _ROLES[0],
        name=_optional(section, "name"),
        title=_optional(section, "title"),
        organization=_optional(section, "organization"),
        address=_texts(section, "address"),
        salutation=_optional(section, "salutation"),
    )


def _district(node: Node) -> tuple[str, Addressee]:
    addressee = _addressee(node, ("cds",))
    assert isinstance(node, Section)
    cds = node.entries["cds"]
    if not (isinstance(cds, Scalar) and cds.quoted and re.fullmatch(r"[0-9]{14}", cds.text)):
        raise _at(cds, "A CDS code is 14 digits in quotation marks, so that no program drops its leading zero.")
    return cds.text, addressee


def _signatory(node: Node) -> Signatory:
    section = _section(node, ("name", "title"), ("name", "title"), "a signatory")
    return Signatory(_text(section.entries["name"]), _text(section.entries["title"]))


def _contact(node: Node) -> Contact:
    section = _section(node, ("name", "title", "phone", "email"), ("name",), "a contact")
    title, phone, email = (_optional(section, name) for name in ("title", "phone", "email"))
    return Contact(_text(section.entries["name"]), title, phone, email)


def _dates(node: Node | None) -> dict[str, datetime.date]:
    if node is None:
        return {}
    if not isinstance(node, Section):
        raise _at(node, "Expected a request's id and its date on each line, such as 'reduction-plan: 2026-03-15'.")
    return {name: _date(entry) for name, entry in node.entries.items()}


def _date(node: Node) -> datetime.date:
    text = _text(node)
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return datetime.date.fromisoformat(text)
    except ValueError:
        pass
    raise _at(node, f"'{text}' is not a date; write it as 2026-03-15.")


def _section(node: Node, allowed: Sequence[str], needed: Sequence[str], what: str) -> Section:
    if not isinstance(node, Section):
        raise _at(node, f"Expected {what} here: {', '.join(allowed)}, each with a value.")
    for name, key in node.names.items():
        if name not in allowed:
            near = get_close_matches(name, allowed, 1)
            advice = f"did you mean '{near[0]}'?" if near else f"it may hold {', '.join(allowed)}."
            raise _at(key, f"'{name}' is not part of {what}; {advice}")
    for name in needed:
        if name not in node.entries:
            raise _at(node, f"'{name}' is missing; {what} needs {', '.join(needed)}.")
    return node


def _listing(section: Section, name: str) -> tuple[Node, ...]:
    node = section.entries.get(name)
    if node is None:
        return ()
    if not isinstance(node, Listing):
        raise _at(node, f"'{name}' is a list; begin each entry with a dash.")
    return node.entries


def _texts(section: Section, name: str) -> tuple[str, ...]:
    return tuple(_text(node) for node in _listing(section, name))


def _optional(section: Section, name: str) -> str | None:
    return _text(section.entries[name]) if name in section.entries else None


def _text(node: Node) -> str:
    if isinstance(node, Scalar) and node.text.strip():
        return node.text
    raise _at(node, "A text is expected here; write one, or leave the name out.")


def _at(node: Node, message: str) -> ProfileError:
    return ProfileError(message, node.at.path, node.at.line, node.at.column)
