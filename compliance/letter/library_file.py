"""A file of the letters' library (citations, paragraphs, topics): its text and the YAML in it. A mistake stops the letter."""

from __future__ import annotations

from pathlib import Path

from compliance.letter.stopped import LetterStopped
from compliance.located import LocatedError, Node
from compliance.located.yaml_reader import read_yaml


def text_in(path: Path, what: str) -> str:
    """The text of the file. Raises LetterStopped where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise LetterStopped(f"{what} {path} cannot be read: {reason}.") from None


def yaml_in(text: str, path: Path) -> Node | None:
    """What the text says. Raises LetterStopped where it is not YAML."""
    try:
        return read_yaml(text, str(path))
    except LocatedError as error:
        raise LetterStopped(str(error)) from None
