"""The matter file of a filing: what the county office knows beside it. Each mistake is named with its place."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from compliance.letter.kinds import KINDS
from compliance.letter.matter import LEVELS, Decision, Matter, Override, PriorLetter
from compliance.located import Listing, LocatedError, Node, Position, Scalar, Section
from compliance.located.yaml_reader import read_yaml
from compliance.office.refused import OfficeError

_NAMES = (
    "matter", "received", "board_action", "scenario", "proposal", "prior_letters", "decision", "own_paragraphs", "overridden",
)  # fmt: skip
_PRIOR = ("date", "kind", "fiscal_year", "report", "certification", "result", "findings", "requests")
_CERTIFICATIONS = ("positive", "qualified", "negative")


class MatterFile(NamedTuple):
    """The matter, and the county's scenario and the bargaining proposal that the file names, as paths that can be opened."""

    path: Path
    matter: Matter
    scenario: Path | None
    proposal: Path | None


def find_matter(place: Path, key: str) -> Path | None:
    """The matter file of a filing: place where it is a file, else place/<cds>-<fiscal_year>-<report>.yaml if it is there."""
    if place.is_file():
        return place
    return next((path for end in ("yaml", "yml") if (path := place / f"{key}.{end}").is_file()), None)


def read_matter(path: Path) -> MatterFile:
    """The matter in that file. Raises OfficeError."""
    at = Position(str(path), 1, 1)
    try:
        root = read_yaml(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise OfficeError(f"The matter file cannot be read: {reason}.", at) from None
    except LocatedError as error:
        raise OfficeError(error.message, error.at) from None
    if not isinstance(root, Section):
        raise OfficeError("A matter file holds names and values and begins with 'matter: 1'.", at)
    entries = _keyed(root, _NAMES, ("matter",), "a matter file")
    if _text(entries["matter"]) != "1":
        raise OfficeError("The format of a matter file is 1; write 'matter: 1'.", entries["matter"].at)
    scenario, proposal = (path.parent / _text(entries[name]) if name in entries else None for name in ("scenario", "proposal"))
    matter = Matter(
        received=_day(entries.get("received")),
        board_action=_day(entries.get("board_action")),
        prior_letters=tuple(_prior(node) for node in _entries(entries.get("prior_letters"))),
        decision=_decision(entries["decision"]) if "decision" in entries else None,
        own_paragraphs=_texts(entries.get("own_paragraphs")),
        overridden=_overridden(entries.get("overridden")),
    )
    return MatterFile(path, matter, scenario, proposal)


def _prior(node: Node) -> PriorLetter:
    entries = _keyed(node, _PRIOR, ("date", "kind"), "an earlier letter")
    day = _day(entries["date"])
    assert day is not None
    return PriorLetter(
        date=day,
        kind=_text(entries["kind"]),
        certification=_choice(entries.get("certification"), _CERTIFICATIONS),
        findings=_texts(entries.get("findings")),
        requests=_texts(entries.get("requests")),
        report=_optional(entries, "report") or "",
        fiscal_year=_optional(entries, "fiscal_year") or "",
        result=_choice(entries.get("result"), _CERTIFICATIONS),
    )


def _decision(node: Node) -> Decision:
    entries = _keyed(node, ("kind", "level", "reason", "by"), ("reason", "by"), "the county's decision")
    if "kind" not in entries and "level" not in entries:
        raise OfficeError("A decision names a kind of letter or a level; add `kind` or `level`.", node.at)
    return Decision(
        kind=_choice(entries.get("kind"), KINDS),
        level=_choice(entries.get("level"), LEVELS),
        reason=_text(entries["reason"]),
        by=_text(entries["by"]),
    )


def _overridden(node: Node | None) -> dict[str, Override]:
    found = {}
    for entry in _entries(node):
        entries = _keyed(entry, ("rule", "reason", "by"), ("rule", "reason", "by"), "an overridden finding")
        rule = _text(entries["rule"])
        if rule in found:
            raise OfficeError(f"The finding '{rule}' is overridden twice; keep one.", entry.at)
        found[rule] = Override(_text(entries["reason"]), _text(entries["by"]))
    return found


def _keyed(node: Node, allowed: Sequence[str], needed: Sequence[str], what: str) -> Mapping[str, Node]:
    if not isinstance(node, Section):
        raise OfficeError(f"Expected {what} here: {', '.join(allowed)}, each with a value.", node.at)
    for name, key in node.names.items():
        if name not in allowed:
            near = get_close_matches(name, allowed, 1)
            advice = f"did you mean '{near[0]}'?" if near else f"it may hold {', '.join(allowed)}."
            raise OfficeError(f"'{name}' is not part of {what}; {advice}", key.at)
    for name in needed:
        if name not in node.entries:
            raise OfficeError(f"'{name}' is missing; {what} needs {', '.join(needed)}.", node.at)
    return node.entries


def _entries(node: Node | None) -> tuple[Node, ...]:
    if node is None:
        return ()
    if not isinstance(node, Listing):
        raise OfficeError("A list is expected here; begin each entry with a dash.", node.at)
    return node.entries


def _texts(node: Node | None) -> tuple[str, ...]:
    return tuple(_text(one) for one in _entries(node))


def _optional(entries: Mapping[str, Node], name: str) -> str | None:
    return _text(entries[name]) if name in entries else None


def _choice(node: Node | None, known: Sequence[str]) -> str | None:
    if node is None:
        return None
    text = _text(node)
    if text not in known:
        near = get_close_matches(text, known, 1)
        advice = f"did you mean '{near[0]}'?" if near else f"expected one of {', '.join(known)}."
        raise OfficeError(f"Found '{text}'; {advice}", node.at)
    return text


def _day(node: Node | None) -> datetime.date | None:
    if node is None:
        return None
    text = _text(node)
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return datetime.date.fromisoformat(text)
    except ValueError:
        pass
    raise OfficeError(f"'{text}' is not a date; write it as 2026-03-15.", node.at)


def _text(node: Node) -> str:
    if isinstance(node, Scalar) and node.text.strip():
        return node.text
    raise OfficeError("A text is expected here; write one, or leave the name out.", node.at)
