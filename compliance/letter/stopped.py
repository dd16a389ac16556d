"""Why a letter was not written."""

from __future__ import annotations


class LetterStopped(Exception):
    """A letter that may not leave the house: one sentence for the person who must act. Nothing is written."""
