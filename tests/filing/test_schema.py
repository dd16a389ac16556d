"""The schema of a filing, the models that make it and the reading itself agree on what a filing may look like."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import jsonschema
import pytest
import yaml
from pydantic import ValidationError

from compliance.filing.documents import FilingDocument
from compliance.filing.schema import filing_schema

HEAD = 'filing: 1\nentity: {cds: "9912345"}\nfiscal_year: 2024-25\nreport: adopted_budget\n'
GOOD = [
    HEAD,
    HEAD.replace('cds: "9912345"', "name: Oak, kind: district, county: Yuba"),
    HEAD + "certification: qualified\n",
    HEAD + "figures: {2024-25: {ada: 15500, cola_percent: 2.71%, lcff_revenue: -1.5}}\n",
    HEAD + "original_budget: {2023-24: {ada: 1}}\nprevious_report: {2024-25: {}}\n",
    HEAD + 'answers: {S1: no, S2: "yes", lcff_standard: basic_aid}\nexplanations: {01CS-8: Because.}\n',
    HEAD + "labor: [{unit: certificated, settled: no}]\none_time: []\ncontingent: [{name: Parcel tax, amount: 5}]\n",
    HEAD + "history: [a.dat, b.dat]\n",
    HEAD + "figures:\n  2024-25:\n    # ada:\nanswers:\nexplanations: null\n",
    HEAD + "figures:\nprevious_report: {2024-25: ~}\n",
]
BAD = [
    "[]",
    HEAD.replace("filing: 1", "filing: 2"),
    HEAD.replace("report: adopted_budget\n", ""),
    HEAD.replace("fiscal_year: 2024-25\n", ""),
    HEAD.replace('entity: {cds: "9912345"}\n', ""),
    HEAD.replace("adopted_budget", "adopted"),
    HEAD.replace("2024-25", "2024"),
    HEAD.replace('"9912345"', "9912345"),
    HEAD.replace("9912345", "991234"),
    HEAD.replace("9912345", "99123450123456"),
    HEAD.replace("cds", "code"),
    HEAD.replace('{cds: "9912345"}', "Oak Valley"),
    HEAD.replace('cds: "9912345"', "kind: charter"),
    HEAD + "certification: fine\n",
    HEAD + "certification:\n",
    HEAD + "figurs: {}\n",
    HEAD + "figures: []\n",
    HEAD + "figures: {ada: 5}\n",
    HEAD + "figures: {2024-25: 5}\n",
    HEAD + "figures: {2024-25: {ada: [5]}}\n",
    HEAD + "figures: {2024-25: {ada: null}}\n",
    HEAD + "answers: [S1]\n",
    HEAD + "answers: {S1: {a: 1}}\n",
    HEAD + "explanations: Because.\n",
    HEAD + "labor: {unit: certificated}\n",
    HEAD + "labor: [certificated]\n",
    HEAD + "labor: [{unit: [a]}]\n",
    HEAD + "history: a.dat\n",
    HEAD + "ledger: [a.dat]\n",
]


def schema_accepts(schema: Mapping[str, object], text: str) -> bool:
    return jsonschema.Draft202012Validator(schema).is_valid(yaml.safe_load(text))


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(filing_schema())
    assert filing_schema()["$schema"].endswith("2020-12/schema")


@pytest.mark.parametrize("text", GOOD)
def test_a_good_filing_is_good_in_all_three(read, text):
    read(text, "oak.yaml")
    FilingDocument.model_validate(yaml.safe_load(text))
    assert schema_accepts(filing_schema(), text)


@pytest.mark.parametrize("text", BAD)
def test_a_bad_filing_is_bad_in_all_three(refused, text):
    refused(text, "oak.yaml")
    with pytest.raises(ValidationError):
        FilingDocument.model_validate(yaml.safe_load(text))
    assert not schema_accepts(filing_schema(), text)


NARROW = filing_schema(
    figure_units={"ada": "ada", "cola_percent": "rate", "ending_cash": "money", "enrollment": "count"},
    answers={"S1": None, "lcff_standard": ["lcff_revenue", "basic_aid"]},
    lists={"labor": {"unit": ("text", True), "settled": ("bool", False)}},
)


@pytest.mark.parametrize(
    ("line", "good"),
    [
        ("figures: {2024-25: {ada: 15500.5, cola_percent: 2.71%, ending_cash: -5, enrollment: 7}}", True),
        ("figures: {2024-25: {adaa: 15500}}", False),
        ("figures: {2024-25: {ending_cash: 2.71%}}", False),
        ("figures: {2024-25: {enrollment: -1}}", False),
        ("figures: {2024-25: {ada: -1}}", False),
        ("answers: {S1: no, lcff_standard: basic_aid}", True),
        ("answers: {S1: maybe}", False),
        ("answers: {lcff_standard: other}", False),
        ("answers: {S99: no}", False),
        ("labor: [{unit: certificated, settled: no}]", True),
        ("labor: [{settled: no}]", False),
        ("labor: [{unit: certificated, setled: no}]", False),
    ],
)
def test_the_names_of_a_rulebook_narrow_the_schema(line, good):
    jsonschema.Draft202012Validator.check_schema(NARROW)
    assert schema_accepts(NARROW, HEAD + line) is good


def test_every_real_filing_is_good_by_the_schema(oracles: Path):
    for path in sorted(oracles.glob("*/filing.yaml")):
        jsonschema.validate(yaml.safe_load(path.read_text()), filing_schema())
