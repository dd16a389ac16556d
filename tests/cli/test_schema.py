"""`compliance schema`: the schemas by name, one whole, and whether those that ship have drifted from the models."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
import yaml

from .conftest import Run

OF_A_PACK = (
    "citations",
    "pack",
    "parameter",
    "table",
    "figures",
    "answers",
    "lists",
    "rule",
    "certification",
    "gate",
    "codes",
    "flows",
)
OF_AN_OFFICE = ("county-profile", "letter", "matter")
NAMES = ("filing", "report", "diff", *OF_AN_OFFICE, "disclosure", "proposal", "scenario", "settlement", *OF_A_PACK)


def test_without_a_name_every_schema_that_ships_is_listed(run: Run, root: Path) -> None:
    listed = run("schema").stdout.split()
    assert sorted(listed) == sorted(NAMES)
    assert {f"{name}.schema.json" for name in listed} == {path.name for path in (root / "schemas").glob("*.json")}


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_printed_as_it_ships(run: Run, root: Path, name: str) -> None:
    ran = run("schema", name)
    assert ran.exit_code == 0
    assert ran.stdout == (root / "schemas" / f"{name}.schema.json").read_text("utf-8")
    schema = json.loads(ran.stdout)
    jsonschema.validators.validator_for(schema).check_schema(schema)


def test_the_schemas_have_not_drifted(run: Run) -> None:
    ran = run("schema", "--check")
    assert ran.exit_code == 0, ran.stdout


def test_a_schema_that_drifted_or_strays_is_named_with_exit_3(
    run: Run, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(root / "schemas", tmp_path / "schemas")
    monkeypatch.setattr("compliance.cli.schema.shipped", lambda folder: tmp_path / folder)
    assert run("schema", "--check").exit_code == 0
    drifted = tmp_path / "schemas" / "filing.schema.json"
    drifted.write_text(drifted.read_text("utf-8").replace("fiscal_year", "fiscal-year", 1), "utf-8")
    (tmp_path / "schemas" / "stray.schema.json").write_text("{}", "utf-8")
    ran = run("schema", "--check")
    assert ran.exit_code == 3
    assert "filing.schema.json" in ran.stdout and "stray.schema.json" in ran.stdout
    assert "rule.schema.json" not in ran.stdout


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("filing", "examples/[!c]*.yaml"),
        ("county-profile", "examples/county-*.yaml"),
        ("pack", "rules/*/pack.yaml"),
        ("rule", "rules/*/budget/*.yaml"),
        ("rule", "rules/*/interim/*.yaml"),
        ("rule", "rules/*/cautions/*.yaml"),
        ("figures", "rules/*/figures/*.yaml"),
        ("answers", "rules/*/answers.yaml"),
        ("lists", "rules/*/lists.yaml"),
        ("certification", "rules/*/certification.yaml"),
    ],
)
def test_the_files_that_ship_agree_with_their_schema(run: Run, root: Path, name: str, pattern: str) -> None:
    schema = json.loads(run("schema", name).stdout)
    paths = sorted(root.glob(pattern))
    assert paths
    for path in paths:
        written = yaml.safe_load(path.read_text("utf-8"))
        faults = [fault.message for fault in jsonschema.validators.validator_for(schema)(schema).iter_errors(written)]
        assert faults == [], path


def test_a_schema_may_go_to_a_file(run: Run, root: Path, tmp_path: Path) -> None:
    path = tmp_path / "filing.json"
    assert run("schema", "filing", "--output", str(path)).stdout == ""
    assert path.read_bytes() == (root / "schemas" / "filing.schema.json").read_bytes()


def test_a_file_that_fits_its_schema_says_so(run: Run) -> None:
    result = run("schema", "filing", "--validate", "examples/pasadena-2018-19-first-interim.yaml")
    assert (result.exit_code, "fits the schema filing" in result.stdout) == (0, True)


def test_a_file_that_does_not_fit_is_told_line_by_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "filing.yaml"
    path.write_text(
        'filing: 1\nentity: {cds: "19648810000000"}\nfiscal_year: 2018-19\nreport: first_interim\n'
        "figures:\n  2018-19: {adda: 5, ada: x}\n"
    )
    result = run("schema", "filing", "--validate", str(path))
    assert result.exit_code == 1
    assert [line.split(": ")[0].rsplit(":", 2)[1:] for line in result.stdout.splitlines()] == [["6", "12"], ["6", "27"]]


def test_a_file_that_cannot_be_read_is_no_mismatch(run: Run, tmp_path: Path) -> None:
    assert run("schema", "filing", "--validate", str(tmp_path / "none.yaml")).exit_code == 4
