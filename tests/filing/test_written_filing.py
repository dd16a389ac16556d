"""A person's filing is read as written: every value its text, its place and its quotation marks, in YAML and JSON alike."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from compliance.filing import Entity, Filing, is_filing, read_filing

OAK = """\
# Oak Valley
filing: 1
entity: {name: Oak Valley Unified, cds: "01611190000000"}
fiscal_year: 2024-25
report: first_interim
certification: positive
figures:
  2024-25: {ada: 15500, cola_percent: 2.71%, expenditures_and_uses: 220000000.00}
  2025-26:
    ada: 1_000
original_budget: {2024-25: {ada: "15600"}}
previous_report:
  2024-25: {ada: 15550}
answers: {S1: no, S2: "yes", lcff_standard: basic_aid}
explanations:
  01CSI-8: >-
    Falling enrollment, and
    nothing else.
labor:
  - {unit: certificated, settled: no, cost_of_one_percent: 1000000.00}
one_time: [{name: Relief, year: 2024-25, amount: 5, pays_for: ongoing}]
contingent: []
"""


def said(filing: Filing) -> tuple[object, ...]:
    """What a filing says, without places and quotation marks."""
    return (
        filing.entity,
        filing.fiscal_year,
        filing.report,
        filing.certification,
        {key: value.text for key, value in filing.figures.items()},
        {key: value.text for key, value in filing.answers.items()},
        {key: value.text for key, value in filing.explanations.items()},
        {
            name: [{field: value.text for field, value in entry.items()} for entry in entries]
            for name, entries in filing.lists.items()
        },
    )


def test_values_are_their_text_with_place_and_quotation_marks(read):
    filing = read(OAK, "oak.yaml")
    ada = filing.figures["figures", "2024-25", "ada"]
    assert (ada.text, ada.at.line, ada.at.column, ada.quoted) == ("15500", 8, 18, False)
    assert filing.figures["figures", "2025-26", "ada"].text == "1_000"
    assert filing.figures["original_budget", "2024-25", "ada"][0::2] == ("15600", True)
    assert (filing.answers["S1"].text, filing.answers["S2"].quoted) == ("no", True)
    assert filing.explanations["01CSI-8"].text == "Falling enrollment, and nothing else."
    assert filing.lists["labor"][0]["settled"].text == "no"
    assert filing.lists["contingent"] == ()
    assert filing.entity == Entity("Oak Valley Unified", "01611190000000", "Alameda", "district")
    assert filing.inputs == ((filing.path, filing.sha256, "filing"),)


def test_yaml_and_json_of_the_same_content_are_the_same_filing(read):
    content = yaml.load(OAK, Loader=yaml.BaseLoader)
    content["filing"] = 1
    assert said(read(json.dumps(content, indent=1), "oak.json")) == said(read(OAK, "oak.yaml"))
    assert said(read(json.dumps(content), "oak.txt")) == said(read(OAK, "oak.txt"))


def test_json_keeps_numbers_as_written_and_knows_their_place(read):
    text = '{"filing": 1, "entity": {"kind": "district"},\n "fiscal_year": "2024-25", "report": "adopted_budget",\r\n'
    filing = read(text + '  "figures": {"2024-25": {"ada": 1.50E2, "a": true, "b": "\\ud83c\\udf33 \\u00e9"}}}', "oak.json")
    ada = filing.figures["figures", "2024-25", "ada"]
    assert (ada.text, ada.at.line, ada.at.column, ada.quoted) == ("1.50E2", 3, 34, False)
    assert filing.figures["figures", "2024-25", "a"].text == "true"
    assert filing.figures["figures", "2024-25", "b"].text == "🌳 é"


@pytest.mark.parametrize("name", ["oak.yaml", "oak.yml", "oak.dat", "oak", "oak.txt"])
def test_the_content_decides_not_the_name(read, name):
    assert read(OAK, name).report == "first_interim"
    assert read("---\n" + OAK, name).report == "first_interim"


@pytest.mark.parametrize("name", ["export.yaml", "export.json", "export"])
def test_an_export_under_another_name_is_an_export(read, name):
    text = '"2025-26","9912345","I1","IP"\n"-1","EOD","9912345","I1","IP","0"\n"-1","EOF","9912345","3","",""\n'
    assert read(text, name).report == "first_interim"


def test_the_ledger_beside_a_filing_gives_its_columns(tmp_path: Path, read, root: Path):
    (tmp_path / "ledger.dat").write_bytes((root / "examples" / "oak-valley.dat").read_bytes())
    filing = read(
        "filing: 1\nentity: {name: Oak Valley Unified}\nfiscal_year: 2025-26\nreport: adopted_budget\nledger: ledger.dat\n",
        "oak.yaml",
    )
    assert [column.code for column in filing.columns] == ["BE", "BB"]
    assert (filing.entity.name, filing.entity.cds, filing.entity.kind) == ("Oak Valley Unified", "99123450000000", "district")
    assert [entry.role for entry in filing.inputs] == ["filing", "ledger"]
    assert filing.column("BB").path == str(tmp_path / "ledger.dat")


def test_the_earlier_filings_it_names_are_kept_by_their_path_from_its_folder(read, tmp_path):
    filing = read(OAK + "history: [last-year.dat, ../2023/budget.yaml, /county/oak.dat]\n", "oak.yaml")
    assert filing.history == (f"{tmp_path}/last-year.dat", f"{tmp_path}/../2023/budget.yaml", "/county/oak.dat")
    assert filing.warnings == read(OAK, "oak.yaml").warnings and read(OAK, "oak.yaml").history == ()


def test_a_heading_over_comments_alone_says_nothing(read):
    head = "filing: 1\nentity: {kind: district}\nfiscal_year: 2024-25\nreport: adopted_budget\n"
    filing = read(head + "figures:\n  2024-25:\n    # ada: 15500\nanswers:\nexplanations:\n  # 01CS-8: Because.\n", "oak.yaml")
    assert (filing.figures, filing.answers, filing.explanations) == ({}, {}, {})


def test_a_hook_can_ask_whether_a_file_is_a_filing(tmp_path: Path):
    for name, text, answer in [("a.yaml", OAK, True), ("b.yaml", "repos: []\n", False), ("c.json", '{"name": 1}', False)]:
        (tmp_path / name).write_text(text)
        assert is_filing(tmp_path / name) is answer


def test_every_real_filing_is_read(oracles: Path):
    paths = sorted(oracles.glob("*/filing.yaml"))
    assert paths
    for path in paths:
        filing = read_filing(path)
        assert filing.figures and filing.entity.county and not filing.warnings, path


def test_real_exports_hold_what_their_own_counts_say(oracles: Path):
    filing = read_filing(oracles / "sfusd-2024-25-adopted-budget-export" / "filing.yaml")
    assert [(column.code, len(column.rows), len(column.elements)) for column in filing.columns] == [
        ("BE", 5021, 820),
        ("BB", 3680, 2501),
    ]
