"""A person's filing that is misspelt or misshapen is refused with a sentence that says what to write, and where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

HEAD = 'filing: 1\nentity: {cds: "9912345", kind: district}\nfiscal_year: 2024-25\nreport: adopted_budget\n'

BAD = {
    "an unknown key": (HEAD + "figurs: {}\n", "Did you mean `figures`?", 5, 1),
    "an unknown key of the entity": (HEAD.replace("kind", "knd"), "Did you mean `kind`?", 2, 26),
    "a misspelt report": (HEAD.replace("adopted", "adoptd"), "Did you mean `adopted_budget`?", 4, 9),
    "a misspelt certification": (HEAD + "certification: positiv\n", "Did you mean `positive`?", 5, 16),
    "a misspelt kind": (HEAD.replace("kind: district", "kind: distict"), "Did you mean `district`?", 2, 32),
    "another version": (HEAD.replace("filing: 1", "filing: 2"), "expected `filing: 1`", 1, 9),
    "no report": (HEAD.replace("report: adopted_budget\n", ""), "does not say its `report`", 1, 9),
    "no fiscal year": (HEAD.replace("fiscal_year: 2024-25\n", ""), "does not say its `fiscal_year`", 1, 9),
    "no entity": ("filing: 1\nfiscal_year: 2024-25\nreport: adopted_budget\n", "does not say whose it is", 1, 9),
    "no kind and no code": (HEAD.replace('{cds: "9912345", kind: district}', "{name: Oak}"), "which kind of agency", 2, 9),
    "a year that is none": (HEAD.replace("2024-25", "2024-26"), "Write July to June as 2024-25", 3, 14),
    "a list where keys belong": (HEAD + "figures: [1]\n", "found a list", 5, 10),
    "a text where keys belong": (HEAD + "answers: none\n", 'found "none"', 5, 10),
    "nothing where an agency belongs": (HEAD.replace('{cds: "9912345", kind: district}', ""), "Leave the line out", 2, 8),
    "nothing where a list belongs": (HEAD + "labor:\n", "Leave the line out", 5, 7),
    "keys where a list belongs": (HEAD + "labor: {unit: certificated}\n", "Expected a list for `labor`", 5, 8),
    "a text in a list of entries": (HEAD + "labor: [certificated]\n", "an entry of labor", 5, 9),
    "figures without a year": (HEAD + "figures: {ada: 15500}\n", "expects a fiscal year", 5, 11),
    "a list as a figure": (HEAD + "figures: {2024-25: {ada: [1]}}\n", "Expected one value for `ada`", 5, 26),
    "nothing as a figure": (HEAD + "figures:\n  2024-25:\n    ada:\n", "Nothing is written for `ada`", 7, 9),
    "null as a figure": (HEAD + "figures: {2024-25: {ada: null}}\n", "Nothing is written for `ada`", 5, 26),
    "a list as a name": (HEAD.replace("kind", "name: [Oak], kind"), "Expected one value for `name`", 2, 32),
    "an unquoted code": (HEAD.replace('"9912345"', "09912345"), 'Write cds: "09912345"', 2, 15),
    "a code of eight digits": (HEAD.replace("9912345", "99123450"), "not a CDS code", 2, 15),
    "a charter school by its code": (HEAD.replace("9912345", "99123450123456"), "charter school", 2, 15),
    "a charter school by its kind": (HEAD.replace("kind: district", "kind: charter_school"), "charter school", 2, 32),
    "a joint powers agency": (HEAD.replace("kind: district", "kind: joint_powers_agency"), "joint powers agency", 2, 32),
    "a kind against its code": (HEAD.replace("kind: district", "kind: county_office"), "does not go with the CDS code", 2, 32),
    "a county against its code": (HEAD.replace('99123', "01123").replace("kind", "county: Yuba, kind"), "say Alameda", 2, 34),
    "a key twice": (HEAD + "answers: {S1: no, S1: yes}\n", "a second time (first in line 5)", 5, 19),
    "a tab": (HEAD + "answers:\n\tS1: no\n", "A tab stands here", 6, 1),
    "an alias": (HEAD + "answers: &a {S1: no}\nexplanations: *a\n", "anchor", 5, 10),
    "a tag": (HEAD + "answers: {S1: !!str no}\n", "tag", 5, 15),
    "two documents": (HEAD + "---\n" + HEAD, "second document", 5, 1),
    "an open bracket": (HEAD + "answers: {S1: no\n", "not YAML", 6, 1),
    "a list as a key": (HEAD + "answers: {[S1]: no}\n", "name is expected", 5, 11),
    "history that is no list": (HEAD + "history: last-year.dat\n", "Expected a list for `history`", 5, 10),
    "history without a name": (HEAD + 'history: [a.dat, " "]\n', "Nothing is written for an entry of `history`", 5, 18),
    "a ledger that is not there": (HEAD + "ledger: nowhere.dat\n", "There is no file of this name", 5, 9),
    "a ledger that is no export": (HEAD + "ledger: other.yaml\n", "not a state export", 5, 9),
    "a ledger of another agency": (HEAD + "ledger: ledger.dat\n", "its ledger says 99123460000000", 2, 9),
}  # fmt: skip
LEDGER = '"2024-25","9912346","BS1","BB"\n"-1","EOD","9912346","BS1","BB","0"\n"-1","EOF","9912346","3","",""\n'


@pytest.fixture(autouse=True)
def beside(tmp_path: Path) -> None:
    (tmp_path / "ledger.dat").write_text(LEDGER)
    (tmp_path / "other.yaml").write_text(HEAD)


@pytest.mark.parametrize(("text", "words", "line", "column"), BAD.values(), ids=BAD)
def test_a_bad_filing_is_refused_at_its_place(refused, text, words, line, column):
    error = refused(text, "oak.yaml")
    assert words in error.message
    assert (error.at.line, error.at.column) == (line, column)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("fiscal_year: 2024-25", "fiscal year 2025-26, its ledger says 2024-25"),
        ("adopted_budget", "report first_interim, its ledger says"),
    ],
)
def test_a_ledger_of_another_year_or_report_is_refused_and_both_places_named(refused, tmp_path, said, words):
    other = {"fiscal_year: 2024-25": "fiscal_year: 2025-26", "adopted_budget": "first_interim"}[said]
    error = refused(HEAD.replace("9912345", "9912346").replace(said, other) + "ledger: ledger.dat\n", "oak.yaml")
    assert words in error.message and f"{tmp_path / 'ledger.dat'}:1" in error.message


def test_a_fault_inside_the_ledger_is_reported_in_the_ledger(refused, tmp_path):
    (tmp_path / "ledger.dat").write_text(LEDGER[:60])
    error = refused(HEAD + "ledger: ledger.dat\n", "oak.yaml")
    assert error.at.path == str(tmp_path / "ledger.dat")


JSON = '{"filing": 1, "entity": {"kind": "district"}, "fiscal_year": "2024-25", "report": "adopted_budget"'
BAD_JSON = {
    "NaN": (JSON + ', "answers": {"a": NaN}}', 'found "NaN}}"'),
    "a leading zero": (JSON + ', "answers": {"a": 01}}', "not JSON"),
    "a key twice": (JSON + ', "answers": {"a": 1, "a": 2}}', "a second time (first in line 1)"),
    "a comma at the end": (JSON + ",}", "expected a key in double quotes"),
    "a missing bracket": (JSON, "expected a comma or }"),
    "a missing colon": (JSON + ', "answers" {}}', "expected a colon"),
    "a key without quotation marks": (JSON + ", answers: {}}", "expected a key in double quotes"),
    "an open text": (JSON + ', "answers": {"a": "b}}', "never closes"),
    "a bad escape": (JSON + ', "answers": {"a": "\\x"}}', "bad escape"),
    "half a surrogate pair": (JSON + ', "answers": {"a": "\\ud83c"}}', "surrogate"),
    "something after the end": (JSON + "} {}", "after the end"),
    "an unknown key": (JSON + ', "figurs": {}}', "Did you mean `figures`?"),
    "null": (JSON + ', "answers": {"a": null}}', "Nothing is written for `a`"),
    "a bare code": (JSON.replace('"kind": "district"', '"cds": 38684780000000') + "}", "quotation marks"),
}


@pytest.mark.parametrize(("text", "words"), BAD_JSON.values(), ids=BAD_JSON)
def test_bad_json_is_refused(refused, text, words):
    error = refused(text, "oak.json")
    assert words in error.message
    assert error.at.line == 1 and error.at.column


def test_the_good_filings_of_these_tests_are_good(read):
    assert read(HEAD, "oak.yaml").entity.kind == read(JSON + "}", "oak.json").entity.kind == "district"
    assert json.loads(JSON + "}")["filing"] == 1
