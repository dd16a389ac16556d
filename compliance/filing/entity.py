"""Which agency filed, as far as its CDS code tells."""

from __future__ import annotations

import re

from compliance.filing.counties import COUNTIES
from compliance.filing.model import Entity, FilingError
from compliance.filing.nearest import shown
from compliance.located.nodes import Position

_CDS = re.compile(r"[0-9]{7}(?:[0-9]{7})?")
_ONLY = "This program judges school districts and county offices of education only."


def cds_of(text: str, at: Position) -> str:
    """A CDS code as 14 digits: county 2, district 5, school 7 (zeros, added where only 7 are given)."""
    digits = text.strip()
    if not _CDS.fullmatch(digits):
        raise FilingError(
            f"{shown(text)} is not a CDS code: expected 14 digits (county 2, district 5, school 7) or the first 7 of them.", at
        )
    if len(digits) == 14 and digits[7:] != "0000000":
        raise FilingError(f"CDS code {digits} names a school: a charter school that files for itself. {_ONLY}", at)
    return digits[:7] + "0000000"


def entity_of(cds: str) -> Entity:
    """The agency of a CDS code: its county, and whether it is a county office (district part 10xxx) or a district."""
    return Entity(None, cds, COUNTIES.get(cds[:2]), kind_of(cds))


def kind_of(cds: str) -> str:
    """county_office for a district part that begins with 10, else district."""
    return "county_office" if cds[2:4] == "10" else "district"


def not_judged(what: str, at: Position) -> FilingError:
    """The error for an agency of a kind that the state's criteria for districts and county offices do not cover."""
    return FilingError(f"{what} {_ONLY}", at)
