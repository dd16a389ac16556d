"""Reading a filing, whatever its format."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from compliance.filing.contents import Contents, read_contents
from compliance.filing.exports import read_export
from compliance.filing.model import Filing, FilingError
from compliance.filing.recognise import format_of, not_a_filing

if TYPE_CHECKING:
    from compliance.located import LocatedError
    from compliance.located.nodes import Node


def read_filing(path: str | os.PathLike[str]) -> Filing:
    """The filing in a state export or extract, YAML or JSON file; FilingError says what is wrong, where, and what to do."""
    return filing_in(read_contents(path))


def filing_in(contents: Contents) -> Filing:
    """The filing in contents already read; FilingError as above."""
    kind = format_of(contents)
    if kind is None:
        raise not_a_filing(contents)
    return read_export(contents, kind) or _written(contents, kind)


def is_filing(path: str | os.PathLike[str]) -> bool:
    """Whether the file begins like a filing; FilingError where it cannot be read as text at all."""
    return format_of(read_contents(path)) is not None


def _written(contents: Contents, kind: str) -> Filing:
    from compliance.filing.contents import decode

    text, _ = decode(contents, windows=False)
    if kind == "json":
        from compliance.filing.json_reader import read_json

        return _of_tree(read_json(text, contents.path), contents)
    from compliance.located import LocatedError
    from compliance.located.yaml_reader import read_yaml

    try:
        node = read_yaml(text, contents.path)
    except LocatedError as problem:
        raise FilingError(_with_advice(problem, text), problem.at) from None
    return _of_tree(node, contents)


def _of_tree(node: Node | None, contents: Contents) -> Filing:
    """A disclosure where that is the first key, else a filing."""
    from compliance.located.nodes import Section

    if isinstance(node, Section) and next(iter(node.names), None) == "disclosure":
        from compliance.filing.disclosure import disclosure_from

        return disclosure_from(node, contents)
    from compliance.filing.written import filing_from

    return filing_from(node, contents)


def _with_advice(problem: LocatedError, text: str) -> str:
    lines = text.splitlines()
    line = lines[problem.at.line - 1] if problem.at.line <= len(lines) else ""
    if "\t" in line[: problem.at.column or 0]:
        return "A tab stands here. YAML is indented with spaces: replace the tab."
    return f"{problem.message}."
