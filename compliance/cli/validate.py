"""A file held against a schema: what jsonschema finds, each at its line."""

from __future__ import annotations

from typing import Any

import click

from compliance.located import LocatedError
from compliance.located.plain import place_of, plain
from compliance.located.yaml_reader import read_yaml

UNREADABLE = 4


def problems(path: str, schema: dict[str, Any]) -> list[str]:
    """One line a problem, `file:line:column: name: what is wrong`, in the order of the file. JSON is read as the YAML it is."""
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import relevance

    try:
        with open(path, encoding="utf-8") as file:
            root = read_yaml(file.read(), path)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        click.echo(f"error: {path}: The file cannot be read: {reason}.", err=True)
        raise click.exceptions.Exit(UNREADABLE) from None
    except LocatedError as error:
        click.echo(f"error: {error}", err=True)
        raise click.exceptions.Exit(UNREADABLE) from None
    if root is None:
        return [f"{path}: The file is empty."]
    found = []
    for mismatch in Draft202012Validator(schema).iter_errors(plain(root)):
        inner = max(mismatch.context, key=relevance) if mismatch.context else mismatch
        where = list(inner.absolute_path)
        at = place_of(root, where)
        found.append((at.line, at.column or 0, f"{at}: {'.'.join(map(str, where)) or 'the file'}: {inner.message}"))
    return [line for _, _, line in sorted(found)]
