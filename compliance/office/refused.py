"""Why a file of the office was not used, or a step not taken."""

from __future__ import annotations

from compliance.located import LocatedError


class OfficeError(LocatedError):
    """A contacts file, matter file or side-car that cannot be used: what was found, what was expected, and where."""


class NotDone(Exception):
    """A step that was asked for and not taken, such as an approval: one sentence for the person who must act."""
