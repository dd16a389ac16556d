"""Why a letter was not published."""

from __future__ import annotations


class PublishError(Exception):
    """A letter that cannot be published as asked; the message is a sentence for the person who must act."""
