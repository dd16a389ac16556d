"""Findings that the analyst leaves out of a letter, each with a reason and a name."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.engine.findings import Result
from compliance.letter.matter import Matter
from compliance.letter.stopped import LetterStopped

# What a certification or a determination rests on is not an analyst's to leave out; the county decides, and says so.
DECIDING = ("01CS-10", "01CSI-10", "01CSI-9a", "01CSI-9b", "01CS-9b")


def without_overridden(found: Iterable[Result], matter: Matter) -> tuple[Result, ...]:
    """The results without those overridden. Raises LetterStopped where an indication rests on one of them."""
    for rule in matter.overridden:
        if rule in DECIDING:
            raise LetterStopped(
                f"The matter file leaves out {rule}, on which the indication rests; write the county's decision and its reason "
                "in its place."
            )
    return tuple(result for result in found if result.rule not in matter.overridden)


def override_notes(matter: Matter) -> tuple[str, ...]:
    """For the analyst: what was left out, by whom, and why."""
    return tuple(f"Left out by {one.by}: {rule}. {one.reason}" for rule, one in matter.overridden.items())
