"""The house's rules of wording, read over the finished letter: a hard word carries its year and its dollars.

They bind our own words. Text that a filing or a profile gave is quoted, stands between marks, and is passed over.
"""

from __future__ import annotations

import re

from compliance.letter.plain_text import CLOSE, OPEN
from compliance.letter.stopped import LetterStopped

_QUOTED = re.compile(f"{OPEN}[^{CLOSE}]*{CLOSE}")
_FISCAL_YEAR = re.compile(r"\b\d{4}-\d{2}\b")
_DOLLARS = re.compile(r"\$\d")
_FINDING = re.compile(
    r"\b(?:(?:may|will|can) ?not (?:be able to )?meet|(?:not|un) ?sustainable|unable to (?:meet|pay)|insolven\w+)\b",
    re.IGNORECASE,
)
_VAGUE_YEAR = re.compile(r"\b(?:next|following|coming|last|this) (?:fiscal |school )?years?\b", re.IGNORECASE)
_PAY = re.compile(r"\b(?:raises?|settlements?|pay increases?|salary increases?|compensation increases?)\b", re.IGNORECASE)
_INDICATIVE = re.compile(r"\bwill\b", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:if|would|could|once|until|before|unless|when|whether)\b", re.IGNORECASE)
_AGAINST_PAY = re.compile(
    r"\b(?:should|must|may) not (?:be )?(?:give|grant|offer|agree|settle|approve)(?:n|ed|d)?\b"
    r"|\bconcern(?:s|ed)? (?:about|with|over) (?:the |any |a )?(?:raise|settlement|pay increase|salary increase)",
    re.IGNORECASE,
)


def check_house_rules(text: str) -> None:
    """Raises LetterStopped naming the first sentence that breaks a rule, and the rule."""
    for sentence in sentences(text):
        if _FINDING.search(sentence) and not (_FISCAL_YEAR.search(sentence) and _DOLLARS.search(sentence)):
            _stop("says that obligations may or will not be met without a fiscal year and a dollar amount beside it", sentence)
        if _VAGUE_YEAR.search(sentence):
            _stop("names a year by its distance; write the fiscal year, such as 2025-26", sentence)
        if _AGAINST_PAY.search(sentence):
            _stop("speaks against the raise; the concern is the source of its funding", sentence)
        if _PAY.search(sentence) and _INDICATIVE.search(sentence) and not _CONDITION.search(sentence):
            _stop("treats a settlement as certain; write 'if' and 'would' while bargaining is open", sentence)


def sentences(text: str) -> list[str]:
    """The sentences of a Markdown text, markup and quoted text taken out; a heading, list entry or table cell ends one."""
    own = _QUOTED.sub("(quoted)", text)
    blocks = (block for part in re.split(r"\n\s*\n", own) for block in re.split(r"\n(?=[-*|#]|\d+\.)|\|", part))
    words = (" ".join(re.sub(r"[*#\\]+", "", block).split()) for block in blocks)
    return [sentence for block in words for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z(])", block) if sentence]


def _stop(what: str, sentence: str) -> None:
    raise LetterStopped(f"A sentence of the letter {what}: “{sentence}”")
