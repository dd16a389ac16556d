"""JSON as written: the same located nodes as YAML gives.

The standard library's reader keeps no places and turns numbers into floats; PyYAML refuses JSON's escaped surrogate pairs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined, unused-ignore]

from compliance.filing.model import FilingError
from compliance.filing.nearest import shown
from compliance.located.nodes import MAX_DEPTH, Listing, Node, Position, Scalar, Section

_BLANKS = re.compile(r"[ \t\n\r]*")
_WORD = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![\w.])|(?:true|false|null)(?!\w)")
_LINE = re.compile(r"\r\n|\r|\n")


def read_json(text: str, path: str) -> Node:
    """The value of a JSON file; numbers stay as their text. FilingError for anything that is not JSON."""
    return _Reader(text, path).document()


class _Reader:
    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.starts = [0, *(match.end() for match in _LINE.finditer(text))]
        self.at = 0

    def document(self) -> Node:
        node = self.value(1)
        if self.peek():
            raise self.error("Something stands after the end of the filing. Remove it.")
        return node

    def place(self, offset: int) -> Position:
        line = bisect_right(self.starts, offset)
        return Position(self.path, line, offset - self.starts[line - 1] + 1)

    def error(self, message: str) -> FilingError:
        return FilingError(message, self.place(self.at))

    def peek(self) -> str:
        blanks = _BLANKS.match(self.text, self.at)
        self.at = blanks.end() if blanks else self.at
        return self.text[self.at : self.at + 1]

    def value(self, depth: int) -> Node:
        sign = self.peek()
        at = self.place(self.at)
        if sign == '"':
            return self.string()
        if sign in ("{", "["):
            if depth > MAX_DEPTH:
                raise FilingError(f"Values are nested more than {MAX_DEPTH} deep; no filing is. Check the brackets.", at)
            return self.section(at, depth) if sign == "{" else self.listing(at, depth)
        word = _WORD.match(self.text, self.at)
        if not word:
            found = shown(self.text[self.at : self.at + 20].split("\n")[0]) if sign else "the end of the file"
            raise self.error(f"This is not JSON: found {found}, expected text in double quotes, a number, true or false.")
        self.at = word.end()
        return Scalar(word[0], at)

    def string(self) -> Scalar:
        at = self.place(self.at)
        try:
            text, self.at = scanstring(self.text, self.at + 1, True)
        except JSONDecodeError as problem:
            self.at = problem.pos
            reason = "it never closes" if "Unterminated" in problem.msg else "it holds a bad escape or a line break"
            raise self.error(f"This text cannot be read: {reason}.") from None
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise FilingError("This text holds half of a surrogate pair (\\ud800 to \\udfff). Write the character itself.", at)
        return Scalar(text, at, True)

    def section(self, at: Position, depth: int) -> Node:
        entries: dict[str, Node] = {}
        names: dict[str, Scalar] = {}
        while self.more(bool(entries), "}"):
            if self.peek() != '"':
                raise self.error("This is not JSON: expected a key in double quotes.")
            key = self.string()
            if self.peek() != ":":
                raise self.error("This is not JSON: expected a colon after the key.")
            if key.text in names:
                raise FilingError(
                    f"{shown(key.text)} stands here a second time (first in line {names[key.text].at.line}). Keep one.", key.at
                )
            self.at += 1
            names[key.text] = key
            entries[key.text] = self.value(depth + 1)
        return Section(entries, names, at)

    def listing(self, at: Position, depth: int) -> Node:
        members: list[Node] = []
        while self.more(bool(members), "]"):
            members.append(self.value(depth + 1))
        return Listing(tuple(members), at)

    def more(self, begun: bool, end: str) -> bool:
        """Whether another member follows, stepping over the opening bracket, the comma or the closing bracket."""
        if not begun:
            self.at += 1
            if self.peek() == end:
                self.at += 1
                return False
            return True
        sign = self.peek()
        if sign not in (",", end) or not sign:
            raise self.error(f"This is not JSON: expected a comma or {end} here.")
        self.at += 1
        return sign == ","
