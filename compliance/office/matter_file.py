"""The matter file of a filing: what the county office knows beside it. Each mistake is named with its place."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import NamedTuple

from compliance.engine.findings import Figure, Source
from compliance.filing.model import FilingError, Written
from compliance.filing.values import as_bool, as_money
from compliance.fiscal_year import is_fiscal_year
from compliance.letter.kinds import KINDS
from compliance.letter.matter import (
    LEVELS,
    OPINIONS,
    STATUSES,
    Answered,
    Audit,
    Decision,
    Matter,
    Override,
    PriorLetter,
    Reduction,
)
from compliance.located import LocatedError, Node, Position, Section
from compliance.located.keyed import choice_of, count_of, day_of, entries_of, keyed, optional, text_of, texts_of
from compliance.located.yaml_reader import read_yaml
from compliance.office.refused import OfficeError

_NAMES = (
    "matter", "received", "board_action", "scenario", "proposal", "prior_letters", "decision", "own_paragraphs", "overridden",
    "audit", "reductions", "answered",
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
    try:
        return _matter(path, read_yaml(path.read_text(encoding="utf-8"), str(path)))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise OfficeError(f"The matter file cannot be read: {reason}.", Position(str(path), 1, 1)) from None
    except (LocatedError, FilingError) as error:
        raise OfficeError(error.message, error.at) from None


def _matter(path: Path, root: Node | None) -> MatterFile:
    if not isinstance(root, Section):
        raise LocatedError("A matter file holds names and values and begins with 'matter: 1'.", Position(str(path), 1, 1))
    entries = keyed(root, _NAMES, ("matter",), "a matter file")
    if text_of(entries["matter"]) != "1":
        raise LocatedError("The format of a matter file is 1; write 'matter: 1'.", entries["matter"].at)
    scenario, proposal = (
        path.parent / text_of(entries[name]) if name in entries else None for name in ("scenario", "proposal")
    )
    matter = Matter(
        received=optional(entries, "received", day_of),
        board_action=optional(entries, "board_action", day_of),
        prior_letters=tuple(_prior(node) for node in entries_of(entries.get("prior_letters"))),
        decision=optional(entries, "decision", _decision),
        own_paragraphs=texts_of(entries.get("own_paragraphs")),
        overridden=_overridden(entries.get("overridden")),
        audit=optional(entries, "audit", _audit),
        reductions=tuple(_reduction(node) for node in entries_of(entries.get("reductions"))),
        answered=tuple(_answered(node) for node in entries_of(entries.get("answered"))),
    )
    return MatterFile(path, matter, scenario, proposal)


def _prior(node: Node) -> PriorLetter:
    entries = keyed(node, _PRIOR, ("date", "kind"), "an earlier letter")
    certification = partial(choice_of, known=_CERTIFICATIONS)
    return PriorLetter(
        date=day_of(entries["date"]),
        kind=text_of(entries["kind"]),
        certification=optional(entries, "certification", certification),
        findings=texts_of(entries.get("findings")),
        requests=texts_of(entries.get("requests")),
        report=optional(entries, "report", text_of) or "",
        fiscal_year=optional(entries, "fiscal_year", text_of) or "",
        result=optional(entries, "result", certification),
    )


def _decision(node: Node) -> Decision:
    entries = keyed(node, ("kind", "level", "reason", "by"), ("reason", "by"), "the county's decision")
    if "kind" not in entries and "level" not in entries:
        raise LocatedError("A decision names a kind of letter or a level; add `kind` or `level`.", node.at)
    return Decision(
        kind=optional(entries, "kind", partial(choice_of, known=KINDS)),
        level=optional(entries, "level", partial(choice_of, known=LEVELS)),
        reason=text_of(entries["reason"]),
        by=text_of(entries["by"]),
    )


def _overridden(node: Node | None) -> dict[str, Override]:
    found = {}
    for entry in entries_of(node):
        entries = keyed(entry, ("rule", "reason", "by"), ("rule", "reason", "by"), "an overridden finding")
        rule = text_of(entries["rule"])
        if rule in found:
            raise LocatedError(f"The finding '{rule}' is overridden twice; keep one.", entry.at)
        found[rule] = Override(text_of(entries["reason"]), text_of(entries["by"]))
    return found


def _audit(node: Node) -> Audit:
    entries = keyed(node, Audit._fields, ("fiscal_year",), "an audit")
    return Audit(
        fiscal_year=_year(entries["fiscal_year"]),
        received=optional(entries, "received", day_of),
        opinion=optional(entries, "opinion", partial(choice_of, known=OPINIONS)),
        material_weaknesses=optional(entries, "material_weaknesses", count_of),
        repeated_findings=optional(entries, "repeated_findings", count_of),
    )


def _reduction(node: Node) -> Reduction:
    entries = keyed(node, Reduction._fields, ("name", "fiscal_year", "amount", "status"), "a reduction")
    amount = entries["amount"]
    source = Source("matter", amount.at.path, amount.at.line)
    return Reduction(
        name=text_of(entries["name"]),
        fiscal_year=_year(entries["fiscal_year"]),
        amount=Figure(_dollars(amount), "money", text_of(amount), source, "Reduction that the district has named"),
        ongoing=optional(entries, "ongoing", _yes),
        negotiable=optional(entries, "negotiable", _yes),
        board_action=optional(entries, "board_action", day_of),
        status=choice_of(entries["status"], STATUSES),
    )


def _answered(node: Node) -> Answered:
    entries = keyed(node, Answered._fields, Answered._fields, "an answered request")
    return Answered(text_of(entries["request"]), day_of(entries["on"]))


def _yes(node: Node) -> bool:
    """Yes or no, as a filing says it."""
    return as_bool(Written(text_of(node), node.at))


def _dollars(node: Node) -> Decimal:
    """Dollars as a filing writes them, without a sign."""
    found = as_money(Written(text_of(node), node.at))
    if found < 0:
        raise LocatedError(f"'{text_of(node)}' is below zero; write the amount without a sign.", node.at)
    return found


def _year(node: Node) -> str:
    """A fiscal year, written 2025-26."""
    text = text_of(node)
    if not is_fiscal_year(text):
        raise LocatedError(f"'{text}' is not a fiscal year; write it as 2025-26.", node.at)
    return text
