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
    r"\b(?:should|must|may|can|need) not (?:be )?(?:give|grant|offer|agree|settle|approve|ratif(?:y|i))(?:n|ed|d)?\b"
    r"|\bconcern(?:s|ed)? (?:about|with|over) (?:the |any |a )?(?:raise|settlement|pay increase|salary increase)",
    re.IGNORECASE,
)
_OFFER = (
    r"(?:give|grant|offer|approve|adopt|ratify|accept|reject|reduce|lower|increase|withdraw|delay|postpone|negotiate|settle)"
    r"(?:d|ing|ed)?"
)
_WHAT = r"(?:raises?|agreements?|settlements?|offers?|contracts?|pay|salar(?:y|ies)|wages?|compensation|increases?)"
_URGED = (
    r"(?:should|must|ought to|(?:is|are) (?:advised|urged|asked) to|we (?:recommend|advise|urge|suggest|ask)|recommends? that)"
)
_CLAUSE = r"(?:(?!\b(?:if|unless|before|whether|for each)\b)[^.;])*?"
_ADVICE = re.compile(
    rf"\b{_URGED}\b{_CLAUSE}\b{_OFFER}\s+(?:\w+\s+){{0,4}}?{_WHAT}\b"
    r"|\b(?:raises?|pay|salar(?:y|ies)|wages?)\s+(?:should|must|ought to)\b"
    rf"|\b(?:can ?not|could not) afford\b[^.;]*\b{_WHAT}\b"
    rf"|\b(?:generous|excessive|too high|fair|deserved)\b[^.;]*\b{_WHAT}\b",
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
        if _ADVICE.search(sentence):
            _stop("advises what to give or not to give; the county says what reserves become, the parties bargain", sentence)
        if _PAY.search(sentence) and _INDICATIVE.search(sentence) and not _CONDITION.search(sentence):
            _stop("treats a settlement as certain; write 'if' and 'would' while bargaining is open", sentence)


def lint_template(text: str, name: str) -> tuple[str, ...]:
    """What a template would break whatever its figures are: a sentence each, with the template's name.

    A tag counts as a fiscal year or a dollar amount where it prints one: a level-4 phrase without both is found.
    """
    words = re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
    words = re.sub(r"\{\{[^}]*\b(?:years?|fiscal_year)\b[^}|]*(?:\|\s*series\s*)?\}\}", "2000-01", words)
    words = re.sub(r"\{\{[^}]*\|\s*(?:amount|money|cell)\b[^}]*\}\}", "$1", words)
    words = re.sub(r"\{%.*?%\}", " ", re.sub(r"\{\{.*?\}\}", "it", words, flags=re.DOTALL), flags=re.DOTALL)
    found = []
    for sentence in sentences(words):
        try:
            check_house_rules(sentence)
        except LetterStopped as stopped:
            found.append(f"{name}: {stopped}")
    return tuple(found)


def sentences(text: str) -> list[str]:
    """The sentences of a Markdown text, markup and quoted text taken out; a heading, list entry or table cell ends one."""
    own = _QUOTED.sub("(quoted)", text)
    blocks = (block for part in re.split(r"\n\s*\n", own) for block in re.split(r"\n(?=[-*|#]|\d+\.)|\|", part))
    words = (" ".join(re.sub(r"[*#\\]+", "", block).split()) for block in blocks)
    return [sentence for block in words for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z(])", block) if sentence]


def _stop(what: str, sentence: str) -> None:
    raise LetterStopped(f"A sentence of the letter {what}: “{sentence}”")
