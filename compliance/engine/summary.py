"""A rule's outcome from its cases, three-valued: an unknown case leaves the rule unknown only where it could still decide."""

from __future__ import annotations

from collections.abc import Sequence


def summarised(summary: str, outcomes: Sequence[str]) -> str:
    """The rule's outcome. all: every case met; any: one met is enough; two_of_three: at least two met.

    A case that does not apply is left out; where none applies, nor does the rule. An error anywhere is the rule's error.
    """
    if "error" in outcomes:
        return "error"
    counted = [outcome for outcome in outcomes if outcome != "not_applicable"]
    if not counted:
        return "not_applicable"
    met, open_, total = counted.count("met"), counted.count("unknown"), len(counted)
    needed = {"all": total, "any": 1, "two_of_three": 2}[summary]
    if met >= needed:
        return "met"
    return "unknown" if met + open_ >= needed else "not_met"
