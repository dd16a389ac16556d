"""What a published letter says about itself: title, language, date, sender."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from compliance.publish.stopped import PublishError

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class LetterMeta(NamedTuple):
    """The properties of a letter as a document.

    title: plain text, required. date: the letter's own day, or an aware datetime; time stamps are made from it.
    agency: the office that writes. letterhead: its lines, the name of the office first; empty, the letter's own first block
    in bold is taken. addressee: whom the pages after the first name at their top; empty, the letter's own.
    draft: pages are marked DRAFT. description: one sentence for the properties of the file.
    """

    title: str
    date: datetime.date
    lang: str = "en-US"
    agency: str = ""
    letterhead: tuple[str, ...] = ()
    addressee: str = ""
    draft: bool = False
    description: str = ""


def checked(meta: LetterMeta) -> LetterMeta:
    """The same with a title and description of one line. Raises PublishError: no title, no such language, a naive time."""
    title = " ".join(meta.title.split())
    if not title:
        raise PublishError("The letter has no title, and readers' programs announce a document by it; give it one.")
    if not _LANGUAGE.fullmatch(meta.lang):
        raise PublishError(f"The letter's language is '{meta.lang}'; write a language tag such as en-US or es.")
    if isinstance(meta.date, datetime.datetime) and meta.date.tzinfo is None:
        raise PublishError("The letter's date is a time without a time zone; give a day, or a time with its zone.")
    return meta._replace(
        title=_clean(title),
        agency=_clean(meta.agency),
        addressee=_clean(meta.addressee),
        letterhead=tuple(_clean(line) for line in meta.letterhead),
        description=_clean(meta.description) or _clean(title),
    )


def stamp(meta: LetterMeta) -> datetime.datetime:
    """The time in every file: the letter's own, or noon UTC of its day, which is the same day in California."""
    if isinstance(meta.date, datetime.datetime):
        return meta.date.astimezone(datetime.UTC).replace(microsecond=0)
    return datetime.datetime.combine(meta.date, datetime.time(12), datetime.UTC)


def day_in_words(meta: LetterMeta) -> str:
    """January 9, 2019."""
    return f"{_MONTHS[meta.date.month - 1]} {meta.date.day}, {meta.date.year}"


def _clean(text: str) -> str:
    """One line without control characters or lone surrogates: those can stand in no XML."""
    kept = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(kept.split())
