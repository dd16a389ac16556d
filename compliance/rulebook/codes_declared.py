"""codes/tables.yaml: which tables there are, what their codes are, and how a code is taken that a table does not hold."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from compliance.located import Listing, LocatedError, Node, Position, Section
from compliance.located.yaml_reader import read_yaml
from compliance.rulebook.codes_tables import CodeTable, Complete, PairTable, Ranges, Tables
from compliance.rulebook.errors import RulebookError
from compliance.rulebook.fields import fiscal_year, nearest, one_of, section, text, words

OF_CODES = ("code", "length", "system", "file", "complete")
OF_PAIRS = ("codes", "listed", "absent", "within", "file", "complete")


class Declared(NamedTuple):
    """tables.yaml of one folder: the entities its rows may name, and the CSV file of each table."""

    entities: tuple[str, ...]
    files: dict[str, Path]


def read_declared(path: Path, known: Tables) -> Declared:
    """Add the tables of a tables.yaml to those known; one that is there already gets rows and spans. Raises RulebookError."""
    body = section(_nodes(path), "tables.yaml", ("entities", "tables"), ("entities", "tables"))
    entities = words(body.entries["entities"], "entities")
    tables = section(body.entries["tables"], "tables")
    files: dict[str, Path] = {}
    for pairs in (False, True):  # the codes first: a table of pairs names their kinds
        for name, node in tables.entries.items():
            if (name in known.pairs or (isinstance(node, Section) and "codes" in node.entries)) is pairs:
                entry = section(node, f"Table {name}", OF_PAIRS if pairs else OF_CODES, ("file",))
                complete = _pair_table(name, entry, known) if pairs else _code_table(name, entry, known)
                complete += _complete(entry.entries.get("complete"), entities)
                files[name] = path.parent / text(entry.entries["file"], "file")
                if not files[name].is_file():
                    raise RulebookError(
                        f"There is no {files[name]}", entry.entries["file"].at, f"table {name} takes its rows from it"
                    )
    _every_file_named(path, set(files.values()))
    return Declared(entities, files)


def parse_ranges(node: Node, length: int) -> Ranges:
    """Codes and ranges parted by spaces: 1000-1999 4000-5999."""
    found = []
    for part in text(node, "within").split():
        low, dash, high = part.partition("-")
        high = high if dash else low
        if not (low.isdigit() and high.isdigit() and len(low) == len(high) == length and low <= high):
            raise RulebookError(f"within holds '{part}'", node.at, f"write codes of {length} digits as 1000-1999 4000-5999")
        found.append((low, high))
    return tuple(found)


def _nodes(path: Path) -> Node | None:
    try:
        return read_yaml(path.read_bytes().decode("utf-8"), str(path))
    except UnicodeDecodeError as error:
        raise RulebookError(
            f"This is not UTF-8 at byte {error.start}", Position(str(path), 1), "save the file as UTF-8"
        ) from None
    except LocatedError as error:
        raise RulebookError(error.message, error.at) from None


def _code_table(name: str, entry: Section, known: Tables) -> list[Complete]:
    there = known.codes.get(name)
    if there is not None:
        _same(name, entry, {"code": there.kind, "length": str(there.length), "system": " ".join(sorted(there.system))})
        return there.complete
    section(entry, f"Table {name}", None, ("code", "length"))
    kind, length = text(entry.entries["code"], "code"), text(entry.entries["length"], "length")
    if kind in known.of_kind:
        raise RulebookError(f"A second table holds the codes of kind '{kind}'", entry.at, "one table holds the codes of a kind")
    if length not in ("1", "2", "3", "4"):
        raise RulebookError(f"length is '{length}'", entry.entries["length"].at, "write how many characters a code has, 1 to 4")
    system = frozenset(words(entry.entries.get("system"), "system"))
    table = known.codes[name] = known.of_kind[kind] = CodeTable(kind, int(length), system, [], {}, {})
    return table.complete


def _pair_table(name: str, entry: Section, known: Tables) -> list[Complete]:
    there = known.pairs.get(name)
    if there is not None:
        absent = "not_tested" if there.absent_valid else "invalid"
        _same(name, entry, {"codes": " ".join(there.kinds), "listed": there.listed, "absent": absent})
        if "within" in entry.entries:
            raise RulebookError(f"Table {name} says within a second time", entry.names["within"].at, "leave it out here")
        return there.complete
    section(entry, f"Table {name}", None, ("codes", "listed", "absent"))
    lengths = {kind: table.length for kind, table in known.of_kind.items()}
    kinds = words(entry.entries["codes"], "codes", tuple(lengths))
    if len(kinds) != 2 or kinds[0] == kinds[1]:
        at = entry.entries["codes"].at
        raise RulebookError(f"Table {name} pairs {len(set(kinds))} kinds of code", at, "write two: [fund, object]")
    listed = one_of(entry.entries["listed"], "listed", kinds)
    absent = one_of(entry.entries["absent"], "absent", ("not_tested", "invalid"))
    node = entry.entries.get("within")
    inside = section(node, "within", kinds).entries if node is not None else {}
    within = {kind: parse_ranges(ranges, lengths[kind]) for kind, ranges in inside.items()}
    known.pairs[name] = PairTable((kinds[0], kinds[1]), listed, absent == "not_tested", within, [], {})
    return known.pairs[name].complete


def _same(name: str, entry: Section, said: dict[str, str]) -> None:
    """A later folder may leave out what the first said of a table, or say the same."""
    for field, first in said.items():
        if field in entry.entries and " ".join(words(entry.entries[field], field)) != first:
            raise RulebookError(
                f"Table {name} has another {field} here", entry.names[field].at, f"an earlier folder says {first}"
            )


def _complete(node: Node | None, entities: tuple[str, ...]) -> list[Complete]:
    if node is None:
        return []
    if not isinstance(node, Listing):
        raise RulebookError(
            "complete must be a list of spans", node.at, "write [{entity: district, from: 2024-25, until: 2025-26}]"
        )
    found = []
    for entry in node.entries:
        body = section(entry, "complete", ("entity", "from", "until"), ("entity", "from", "until"))
        first, last = fiscal_year(body.entries["from"], "from"), fiscal_year(body.entries["until"], "until")
        if last < first:
            raise RulebookError(f"until {last} comes before from {first}", body.at, "swap the two years")
        found.append(Complete(one_of(body.entries["entity"], "entity", entities), first, last))
    return found


def _every_file_named(path: Path, named: set[Path]) -> None:
    for found in sorted(path.parent.glob("*.csv")):
        if found not in named:
            hint = nearest(found.name, [one.name for one in named]) or "name it in tables.yaml, or take it away"
            raise RulebookError(f"No table takes its rows from {found.name}", Position(str(found), 1), hint)
