"""Which agency a person's filing names, and whether its parts agree."""

from __future__ import annotations

import re

from compliance.filing.counties import COUNTIES
from compliance.filing.entity import cds_of, kind_of, not_judged
from compliance.filing.model import KINDS, Entity, FilingError, Written
from compliance.filing.nearest import did_you_mean, shown
from compliance.filing.written_parts import scalars_of, section_of
from compliance.located.nodes import Node, Position

KEYS = ("name", "cds", "county", "kind")
_CHARTER = re.compile(r"charter", re.IGNORECASE)
_JOINT_POWERS = re.compile(r"joint[ _-]powers|\bjpa\b", re.IGNORECASE)


def entity_from(node: Node | None, at: Position) -> Entity:
    """The agency under `entity`; county and kind come from the CDS code where not written (kind "" where neither is known)."""
    if node is None:
        raise FilingError('The filing does not say whose it is. Add `entity: {name: …, cds: "…"}`.', at)
    for key in section_of(node, "entity").names.values():
        if key.text not in KEYS:
            near = did_you_mean(key.text, KEYS)
            raise FilingError(f"`entity` has no key {shown(key.text)}.{near} Its keys are {', '.join(KEYS)}.", key.at)
    fields = scalars_of(node, "entity")
    cds = _cds(fields.get("cds"))
    return Entity(
        name=fields["name"].text if "name" in fields else None,
        cds=cds,
        county=_county(fields.get("county"), cds),
        kind=_kind(fields.get("kind"), fields.get("name"), cds),
    )


def _cds(written: Written | None) -> str | None:
    if written is None:
        return None
    if not written.quoted:
        raise FilingError(
            f"The CDS code {shown(written.text)} stands without quotation marks, so that programs drop its leading zeros. "
            f'Write cds: "{written.text[:20]}".',
            written.at,
        )
    return cds_of(written.text, written.at)


def _county(written: Written | None, cds: str | None) -> str | None:
    from_code = COUNTIES.get(cds[:2]) if cds else None
    if written is None:
        return from_code
    name = written.text.strip().removesuffix(" County")
    if from_code and name.lower() != from_code.lower():
        raise FilingError(
            f"County {shown(written.text)} does not go with the CDS code, whose first two digits say {from_code}. "
            "Correct one of them.",
            written.at,
        )
    return from_code or name


def _kind(written: Written | None, name: Written | None, cds: str | None) -> str:
    from_code = kind_of(cds) if cds else ""
    if written is None:
        if name is not None and _JOINT_POWERS.search(name.text):
            raise not_judged(f"{shown(name.text)} is a joint powers agency by its name.", name.at)
        return from_code
    if written.text not in KINDS:
        if _CHARTER.search(written.text):
            raise not_judged("This filing is a charter school's.", written.at)
        if _JOINT_POWERS.search(written.text):
            raise not_judged("This filing is a joint powers agency's.", written.at)
        raise FilingError(
            f"{shown(written.text)} is not a kind of agency.{did_you_mean(written.text, KINDS)} "
            "Expected district or county_office.",
            written.at,
        )
    if from_code and written.text != from_code:
        raise FilingError(
            f"Kind {written.text} does not go with the CDS code {cds}, whose third to seventh digits say {from_code}. "
            "Correct one of them.",
            written.at,
        )
    return written.text
