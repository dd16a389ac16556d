"""The first look at an expression's text, before Python's parser sees it.

Everything that the language has no use for is refused here, by name and place, so that hostile text never reaches `ast.parse`:
at most 2,000 characters, 40 brackets deep, numbers only as digits, quoted texts without escapes.
"""

from __future__ import annotations

import re
from keyword import kwlist

from compliance.rulebook.language.errors import ExpressionError

LONGEST = 2000
BRACKETS = 40

_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+)
      | (?P<text>"[^"\\\r\n\0]*" | '[^'\\\r\n\0]*')
      | (?P<percent>[0-9]+(?:\.[0-9]+)?%)
      | (?P<number>[0-9]+(?:\.[0-9]+)?(?![0-9A-Za-z_.]))
      | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
      | (?P<refused>\*\*|//|:=|->|[<>]{2}|<>)
      | (?P<operator><=|>=|==|!=|[-+*/<>=(),.\[\]])
      | (?P<bad>[0-9][0-9A-Za-z_.]*|[^\0-\x7f]+|.)""",
    re.VERBOSE | re.DOTALL,
)
_KEYWORDS = frozenset(kwlist) - {"and", "or", "not", "if", "else", "True", "False", "from"}
_CLOSES = {")": "(", "]": "["}
_ADVICE = {
    "**": "multiply out instead",
    "//": "write ratio(a, b)",
    "%": "write a rate as 0.03",
    "#": "a comment stands in the rule file, outside the expression",
    "≥": "write >=",
    "≤": "write <=",
    "≠": "write !=",
    "−": "write -",
    "–": "write -",
    "×": "write *",
    "÷": "write ratio(a, b)",
    "<>": "write !=",
    "&": "write and",
    "|": "write or",
    "in": 'write x == "a" or x == "b"',
    "is": "write ==",
}


def skeleton(text: str) -> str:
    """The text in the same length, on one line and in ASCII, for `ast.parse`; raises ExpressionError for what is refused.

    `from` is a field of lists and a keyword of Python: it becomes `frOm`, and names are read from the text itself.
    """
    if len(text) > LONGEST:
        raise ExpressionError(
            f"the expression has {len(text)} characters, at most {LONGEST} are read: give its parts names under let:",
            0,
            LONGEST,
        )
    pieces: list[str] = []
    opened: list[tuple[str, int]] = []
    for match in _TOKEN.finditer(text):
        kind, piece, span = match.lastgroup, match.group(), match.span()
        if kind == "space":
            piece = " " * len(piece)
        elif kind == "text":
            piece = piece[0] + "x" * (len(piece) - 2) + piece[0]
        elif kind == "name":
            if piece in _KEYWORDS:
                _refuse(piece, span)
            piece = "frOm" if piece == "from" else piece
        elif kind == "percent":
            raise ExpressionError(f"{piece} is not a number of the language: write a rate as 0.03", *span)
        elif kind in ("refused", "bad"):
            _refuse(piece, span)
        elif piece in "([":
            opened.append((piece, span[0]))
            if len(opened) > BRACKETS:
                raise ExpressionError(f"brackets are more than {BRACKETS} deep: give the parts names under let:", *span)
        elif piece in ")]" and (not opened or opened.pop()[0] != _CLOSES[piece]):
            raise ExpressionError(f"'{piece}' closes a bracket that was not opened", *span)
        pieces.append(piece)
    if opened:
        bracket, start = opened[-1]
        raise ExpressionError(f"'{bracket}' is not closed", start, start + 1)
    if not text.strip(" \t\r\n"):
        raise ExpressionError("the expression is empty: write what is to be judged", 0, len(text))
    return "".join(pieces)


def _refuse(piece: str, span: tuple[int, int]) -> None:
    if piece[0].isdigit():
        raise ExpressionError(
            f"'{piece[:40]}' is no number of the language: write digits and at most one point, as 20000 or 0.03", *span
        )
    if piece in "\"'":
        raise ExpressionError("a quoted text is not closed, or holds a backslash or a line break", *span)
    advice = _ADVICE.get(piece) or _ADVICE.get(piece[0], "")
    shown = piece[:20] if piece.isprintable() else repr(piece[:20])[1:-1]
    raise ExpressionError(f"'{shown}' is not part of the language", *span, hint=advice)
