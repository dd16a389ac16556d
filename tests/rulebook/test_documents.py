"""The schemas and the loader agree: what ships fits both, and what neither should take both refuse."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from compliance.located import LocatedError
from compliance.rulebook.documents import DOCUMENTS, pack_schema
from compliance.rulebook.load import load_rulebook

from .packs import FILES, write_pack


class AsAnEditorReads(yaml.SafeLoader):
    """YAML 1.2 as the editors that use the schemas read it: 2024-25 and 06-30 stay text, yes and no may be either."""


AsAnEditorReads.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(text: str) -> Any:
    """The document as plain values."""
    return yaml.load(text, Loader=AsAnEditorReads)


def kind_of(path: str, document: Any) -> str:
    """Which schema a file of a pack is for."""
    top, _, _ = path.partition("/")
    if top == "parameters":
        return "table" if "table" in document else "parameter"
    if top == "codes":
        return "codes"
    named = {
        "gate.yaml": "gate",
        "flows.yaml": "flows",
        "citations.yaml": "citations",
        "figures": "figures",
        "pack.yaml": "pack",
    }
    named |= {"answers.yaml": "answers", "lists.yaml": "lists"}
    return named.get(top) or ("certification" if top == "certification.yaml" else "rule")


@functools.cache
def validator(kind: str) -> Draft202012Validator:
    """The schema of one kind of file."""
    return Draft202012Validator(pack_schema(kind))


def complaints(path: str, text: str) -> list[str]:
    """What the schema says against a file of a pack."""
    document = read(text)
    return [error.message for error in validator(kind_of(path, document)).iter_errors(document)]


def test_every_file_that_ships_fits_its_schema(pack_folder: Path) -> None:
    files = {str(path.relative_to(pack_folder)): path.read_text("utf-8") for path in pack_folder.rglob("*.yaml")}
    assert {kind_of(path, read(text)) for path, text in files.items()} == set(DOCUMENTS)
    assert {path: found for path, text in files.items() if (found := complaints(path, text))} == {}


def test_the_small_pack_fits_the_schemas() -> None:
    assert {path: found for path, text in FILES.items() if (found := complaints(path, text))} == {}


FLOOR, TABLE, RULE = "parameters/floor.yaml", "parameters/standard_table.yaml", "budget/R-2.yaml"
BAD = [
    ("pack.yaml", "pack: 1", "pack: 2"),
    ("pack.yaml", "id: small", "id: small\nauthor: nobody"),
    ("pack.yaml", 'version: "1"\n', ""),
    (FLOOR, "unit: money", "unit: dollars"),
    (FLOOR, "title: Least dollars\n", ""),
    (FLOOR, "runs_on: no", "runs_one: no"),
    (FLOOR, "runs_on: no", "runs_on: often"),
    (FLOOR, "from: 2024-25", "from: 2024"),
    (FLOOR, "value: 87000, cites: [5 CCR 15450]", "value: 87000"),
    (FLOOR, "value: 87000, cites: [5 CCR 15450]", "value: 87000, cites: []"),
    (FLOOR, "value: 87000", "value: [87000]"),
    (FLOOR, "value: 87000", "value: 87000, confidence: sure"),
    (TABLE, "key: {name: ada, unit: ada, round: 0}", "key: ada"),
    (TABLE, "round: 0", "rounds: 0"),
    (TABLE, "{percent: rate, floor: money}", "{percent: rate, floor: dollars}"),
    ("figures/few.yaml", ", unit: money}", "}"),
    ("figures/few.yaml", "{label: Outgo, unit: money}", "{label: Outgo, unit: money, found: nowhere}"),
    ("figures/few.yaml", "years: [0]", "years: [3]"),
    ("figures/few.yaml", "years: [0], ", ""),
    ("answers.yaml", "type: yes_no", "type: perhaps"),
    ("answers.yaml", 'question: "Is it so?", ', ""),
    ("lists.yaml", "    key: unit\n", ""),
    ("lists.yaml", "{unit: bool}", "{unit: boolean}"),
    ("certification.yaml", "    otherwise: approve\n", ""),
    ("certification.yaml", "indicated: disapprove, ", ""),
    ("certification.yaml", "{rule: R-1}", "{rule: R-1, years: [3]}"),
    (RULE, "severity: serious", "severity: grave"),
    (RULE, "severity: serious\n", ""),
    (RULE, "title: ", "name: "),
    (RULE, "cites: [5 CCR 15450]\n", ""),
    (RULE, "cites: [5 CCR 15450]", "cites: []"),
    (RULE, "expect: met", "expect: passed"),
    (RULE, "expect: met", "expect: met, wanted: met"),
    (RULE, "applies: {entity", "applies: {entities"),
    (RULE, "message: Reserves of {reserves} miss {standard}.", "message: [short]"),
]


@pytest.mark.parametrize(("file", "old", "new"), BAD)
def test_a_bad_structure_is_refused_by_the_schema_and_by_the_loader(tmp_path: Path, file: str, old: str, new: str) -> None:
    folder = write_pack(tmp_path, file, old, new)
    try:
        loaded = not load_rulebook([folder]).faults
    except LocatedError:
        loaded = False
    said = complaints(file, (folder / file).read_text("utf-8"))
    assert (bool(said), not loaded) == (True, True), f"refused by schema, by loader; the schema says {said}"
