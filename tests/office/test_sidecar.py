"""The side-car: what is written is read again whole; every figure has its file's hash, line, accounts and formula."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from compliance.office.appendix import with_appendix
from compliance.office.filed import write_sidecar
from compliance.office.refused import OfficeError
from compliance.office.sidecar import read_sidecar, sidecar_text, sidecars_in
from compliance.office.sidecar_document import HashedPart
from compliance.office.verification import compare_figures

from .letters import FIGURES, sidecar


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    written = sidecar(findings=[{"rule": "01CSI-8", "title": "Deficit", "severity": "serious"}])
    path = tmp_path / "letter.json"
    write_sidecar(path, written)
    assert read_sidecar(path) == written
    assert sidecars_in(tmp_path) == [(path, written)]


def test_it_fits_the_schema_that_ships(root: Path) -> None:
    schema = json.loads((root / "schemas" / "letter.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(sidecar_text(sidecar())))


def test_a_figure_has_its_exact_value_its_rounding_and_its_source_down_to_the_account() -> None:
    first, second = json.loads(sidecar_text(sidecar()))["figures"]
    ledger = {
        "kind": "ledger",
        "path": "vista.dat",
        "sha256": "3" * 64,
        "line": 12,
        "column": "BB",
        "rows": 1,
        "accounts": [{"account": "0100000000000009789", "amount": "5.00", "line": 12}],
    }
    assert (first["value"], first["shown"], first["places"], first["source"]) == ("5.00", "$5", 0, ledger)
    assert second["value"] == "1/3"
    assert second["source"]["formula"] == "a / b"
    assert second["source"]["inputs"]["a"]["source"] == ledger


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{}", "no side-car of a letter"),
        ("[", "not JSON"),
        ('{"format": "compliance/report-1"}', "no side-car"),
        ('{"format": "compliance/letter-1"}', "not whole: tool"),
    ],
)
def test_another_file_is_no_side_car(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(text, "utf-8")
    with pytest.raises(OfficeError, match=words):
        read_sidecar(path)
    assert sidecars_in(tmp_path) == []


def test_the_same_figures_agree_and_a_cent_does_not() -> None:
    assert compare_figures(sidecar(), FIGURES) == (2, ())
    other = FIGURES[0]._replace(value="5.01")
    agreeing, differing = compare_figures(sidecar(), (other, FIGURES[1]))
    assert agreeing == 1
    assert differing == ("available_reserves 2025-26: the letter says 5.00 (money), the filing gives 5.01 (money)",)


def test_a_figure_that_is_gone_or_new_is_a_difference() -> None:
    assert len(compare_figures(sidecar(), FIGURES[:1]).differing) == 1
    assert len(compare_figures(sidecar(), (*FIGURES, FIGURES[0]._replace(fiscal_year="2026-27"))).differing) == 1


def test_the_appendix_prints_every_figure_with_its_source_and_text_stays_text() -> None:
    figures = sidecar().figures
    evil = figures[0].model_copy(update={"name": "a|b *c* <script>"})
    text = with_appendix("# Letter\n", [evil, figures[1]])
    assert text.startswith("# Letter\n\n## Appendix: the figures of this letter\n")
    rows = [line for line in text.splitlines() if line.startswith("| ")][1:]
    assert len(rows) == 2
    assert rows[0].startswith(
        r"| a\|b \*c\* \<script\> | 2025-26 | 5.00 | \$5 | vista\.dat, line 12; sum of 1 account, column BB |"
    )
    assert "| 1/3 | 33\\.33% | a / b; from a |" in rows[1]
    assert with_appendix("# Letter\n", []) == "# Letter\n"


def test_a_hash_is_a_hash() -> None:
    with pytest.raises(ValueError, match="pattern"):
        HashedPart(path="x", sha256="abc")
