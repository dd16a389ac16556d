"""convert: the state's import made visible, and filings that read back to the same figures in the other format."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from compliance.filing import Entity, Filing, Position, Written, read_filing
from compliance.filing.contents import Contents
from compliance.filing.importing import imported
from compliance.filing.reader import filing_in
from compliance.filing.sacs_writer import write_sacs
from compliance.filing.written_writer import WRITERS, write_json, write_yaml

from .conftest import Program, Run

LEDGER = "examples/oak-valley-ledger.csv"
EXPORT = "examples/oak-valley.dat"
PASADENA = "examples/pasadena-2018-19-first-interim.yaml"
EACH = pytest.mark.parametrize("form", sorted(WRITERS))


def said(filing: Filing) -> tuple[object, ...]:
    """What a filing says, in the order it says it, without places and quotation marks."""
    return (
        filing.entity,
        filing.fiscal_year,
        filing.report,
        filing.certification,
        [(key, value.text) for key, value in filing.figures.items()],
        [(key, value.text) for key, value in filing.answers.items()],
        [(key, value.text) for key, value in filing.explanations.items()],
        [
            (name, [[(field, value.text) for field, value in entry.items()] for entry in entries])
            for name, entries in filing.lists.items()
        ],
        [column.rows for column in filing.columns],
        [{name: value.text for name, value in (column.elements or {}).items()} for column in filing.columns],
    )


def test_a_raw_ledger_becomes_an_export_and_what_was_computed_is_told(run: Run, root: Path) -> None:
    ran = run("convert", LEDGER, "--to", "dat")
    assert ran.exit_code == 0
    assert ran.stdout_bytes == write_sacs(imported(read_filing(root / LEDGER)))
    assert ran.stdout_bytes.count(b"\r\n") == ran.stdout_bytes.count(b"\n") == 665 + 58
    assert b'"010000000000000979Z","2446712.95","C"\r\n' in ran.stdout_bytes
    assert ran.stderr.splitlines() == [
        "BE: 13 ending balances computed, 13 residuals",
        "BB: 13 ending balances computed, 13 residuals, 6 beginning balances from the year before",
    ]


def test_the_bytes_of_a_program_are_those_of_the_file_it_writes(program: Program, root: Path, tmp_path: Path) -> None:
    path = tmp_path / "oak.dat"
    ran = program("convert", LEDGER, "--to", "dat", "--output", str(path))
    assert (ran.returncode, ran.stdout) == (0, "")
    assert path.read_bytes() == write_sacs(imported(read_filing(root / LEDGER)))
    assert [one.name for one in tmp_path.iterdir()] == ["oak.dat"]


def test_an_export_of_its_own_changes_nothing_and_says_so(run: Run, tmp_path: Path) -> None:
    first, second = str(tmp_path / "first.dat"), str(tmp_path / "second.dat")
    assert run("convert", LEDGER, "--to", "dat", "--output", first).exit_code == 0
    ran = run("convert", first, "--to", "dat", "--output", second)
    assert (ran.exit_code, ran.stderr) == (0, f"{first}: imported already; nothing was computed anew\n")
    assert Path(first).read_bytes() == Path(second).read_bytes()


def test_the_state_s_table_of_a_ledger_becomes_an_export(run: Run, tmp_path: Path) -> None:
    head = "CDSCode,FullFiscalYear,ReportingPeriod,ColumnCode,AccountString,Amount"
    rows = ["01-0000-8011 100.00", "01-0000-8012 0.00", "01-0000-9110 3.00"]
    accounts = [(f"{row[:2]}{row[3:7]}000000000{row[8:12]}", row[13:]) for row in rows]
    table = tmp_path / "gl.csv"
    lines = [f"99123450000000,2025-26,I1,IP,{account},{amount}" for account, amount in accounts]
    table.write_text("\n".join([head, *lines]), "utf-8")
    ran = run("convert", str(table), "--to", "dat")
    assert ran.stdout_bytes.decode().splitlines() == [
        '"2025-26","99123450000000","I1","IP"',
        '"0100000000000008011","100.00","I"',
        '"0100000000000009790","100.00","C"',
        '"010000000000000979Z","100.00","C"',
        '"-1","EOD","99123450000000","I1","IP","3"',
        '"-1","EOF","99123450000000","6","",""',
    ]
    told = ran.stderr.splitlines()[-1]
    assert told == "IP: 1 ending balance computed, 1 residual, 1 row of objects 9100-9699 left out, 1 row of zero"


@EACH
def test_a_filing_that_a_person_wrote_reads_back_to_the_same(run: Run, root: Path, tmp_path: Path, form: str) -> None:
    for name in ("pasadena-2018-19-first-interim", "los-angeles-2014-15", "short-reserve-budget"):
        path = tmp_path / f"{name}.{form}"
        ran = run("convert", f"examples/{name}.yaml", "--to", form, "--output", str(path))
        assert (ran.exit_code, ran.stdout, ran.stderr) == (0, "", "")
        assert said(read_filing(path)) == said(read_filing(root / "examples" / f"{name}.yaml"))


@EACH
@pytest.mark.parametrize("source", [EXPORT, LEDGER])
def test_a_state_export_becomes_a_filing_that_names_it(run: Run, root: Path, tmp_path: Path, form: str, source: str) -> None:
    copy = tmp_path / "state" / "oak.dat"
    copy.parent.mkdir()
    copy.write_bytes((root / source).read_bytes())
    (tmp_path / "mine").mkdir()
    path = tmp_path / "mine" / f"oak.{form}"
    assert run("convert", str(copy), "--to", form, "--output", str(path)).exit_code == 0
    assert yaml.safe_load(path.read_text("utf-8")) == {
        "filing": 1,
        "entity": {"cds": "99123450000000", "kind": "district"},
        "fiscal_year": "2025-26",
        "report": "adopted_budget",
        "ledger": "../state/oak.dat",
    }
    assert said(read_filing(path)) == said(read_filing(copy))


def test_without_an_output_the_ledger_is_named_from_here(run: Run) -> None:
    assert "\nledger: examples/oak-valley.dat\n" in run("convert", EXPORT, "--to", "yaml").stdout


def test_the_ledger_and_history_of_a_written_filing_are_named_from_where_it_goes(run: Run, root: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "in" / "oak.dat").write_bytes((root / EXPORT).read_bytes())
    (tmp_path / "in" / "oak.yaml").write_text(
        'filing: 1\nentity: {cds: "99123450000000"}\nfiscal_year: 2025-26\nreport: adopted_budget\nledger: oak.dat\n'
        "history: [last.dat]\nfigures: {2023-24: {ada: 2400}}\n",
        "utf-8",
    )
    path = tmp_path / "out" / "oak.json"
    assert run("convert", str(tmp_path / "in" / "oak.yaml"), "--to", "json", "--output", str(path)).exit_code == 0
    document = json.loads(path.read_text("utf-8"))
    assert (document["ledger"], document["history"]) == ("../in/oak.dat", ["../in/last.dat"])
    assert said(read_filing(path)) == said(read_filing(tmp_path / "in" / "oak.yaml"))
    ran = run("convert", str(path), "--to", "dat")
    assert ran.exit_code == 0
    assert "no place for figures" in ran.stderr
    assert ran.stdout_bytes == write_sacs(imported(read_filing(root / EXPORT)))


def test_a_written_filing_without_a_ledger_cannot_become_an_export(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "pasadena.dat"
    ran = run("convert", PASADENA, "--to", "dat", "--output", str(path))
    assert (ran.exit_code, ran.stdout, path.exists()) == (4, "", False)
    assert ran.stderr.startswith(f"error: {PASADENA}:1: ")
    assert "this filing has none" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


@pytest.mark.parametrize("form", ["dat", "yaml", "json"])
def test_what_cannot_be_read_is_4_and_nothing_is_written(run: Run, tmp_path: Path, unreadable: str, form: str) -> None:
    half = tmp_path / "half.csv"
    half.write_bytes(b'"2025-26","99123450000000","I1","IP"\r\n"0100000000000008011","1.00"\r\n')
    for path in (str(half), str(tmp_path / "nowhere.dat")):
        ran = run("convert", path, "--to", form, "--output", str(tmp_path / "out"))
        assert (ran.exit_code, ran.stdout) == (4, "")
        assert path in ran.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("words", [[LEDGER], [LEDGER, "--to", "xlsx"], ["--to", "dat"], [LEDGER, EXPORT, "--to", "dat"]])
def test_a_command_typed_wrong_is_2(run: Run, words: list[str]) -> None:
    ran = run("convert", *words)
    assert (ran.exit_code, ran.stdout) == (2, "")


def test_a_folder_that_is_not_there_is_2(run: Run, tmp_path: Path) -> None:
    ran = run("convert", LEDGER, "--to", "dat", "--output", str(tmp_path / "no" / "oak.dat"))
    assert ran.exit_code == 2
    assert "cannot be written" in ran.stderr


@pytest.mark.parametrize("form", ["dat", "yaml"])
def test_a_filing_is_never_written_over_what_it_was_read_from(run: Run, root: Path, tmp_path: Path, form: str) -> None:
    path = tmp_path / "oak.csv"
    path.write_bytes((root / LEDGER).read_bytes())
    ran = run("convert", str(path), "--to", form, "--output", str(path))
    assert ran.exit_code == 2
    assert "Give another" in ran.stderr
    assert path.read_bytes() == (root / LEDGER).read_bytes()


HERE = Position("any.yaml", 1)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    [
        "null",
        "~",
        "",
        "yes",
        "No",
        "true",
        "- a",
        "a: b",
        "a #b",
        "2.71%",
        "1_000",
        "007",
        "1e3",
        "-1.50",
        "{}",
        "'",
        "@x",
        "...",
        "---",
    ]
)
NAME = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True) | TEXT.filter(bool)


def unquoted(text: str) -> bool:
    """Whether YAML can hold the text without quotation marks; only such a text is ever read so."""
    return bool(text) and text.isalnum() and text.isascii() and text.lower() != "null"


VALUE = st.builds(lambda text, bare: Written(text, HERE, not (bare and unquoted(text))), TEXT, st.booleans())
VALUES = st.dictionaries(NAME, VALUE, max_size=4)
WRITTEN = st.builds(
    lambda name, figures, answers, explanations, entries: Filing(
        "any.yaml",
        "",
        Entity(name or None, None, None, "district"),
        "2024-25",
        "first_interim",
        figures={("figures", "2024-25", key): value for key, value in figures.items()},
        answers=answers,
        explanations=explanations,
        lists={"labor": tuple(entries)},
    ),
    TEXT,
    VALUES,
    VALUES,
    VALUES,
    st.lists(VALUES, max_size=3),
)


@EACH
@given(WRITTEN)
def test_whatever_is_written_is_read_again(form: str, filing: Filing) -> None:
    write: Callable[[Filing, str], str] = write_yaml if form == "yaml" else write_json
    again = filing_in(Contents(f"any.{form}", write(filing, "").encode(), ""))
    assert said(again) == said(filing)
