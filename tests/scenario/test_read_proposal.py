"""A proposal is read whole, in YAML and in JSON, and each mistake in it is one sentence with its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from compliance.cli.validate import problems
from compliance.rulebook.documents import schema_of
from compliance.scenario.proposal import ProposalError
from compliance.scenario.proposal_document import ProposalDocument
from compliance.scenario.read_proposal import check_agency, read_proposal

from .proposals import BARGAINING, EXAMPLES, by_year, cost, example

GOOD = """proposal: 1
name: Offer
years: {first: 2024-25}
units:
  - {unit: teachers, cost_of_one_percent: 100.00}
items:
  - {unit: teachers, kind: on_schedule, percent: 2%, effective: 2024-07-01}
"""
UNIT = "{unit: teachers, cost_of_one_percent: 100.00}"
ITEM = "kind: on_schedule, percent: 2%, effective: 2024-07-01"


def written(folder: Path, text: str) -> Path:
    path = folder / "offer.yaml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_read_and_fits_the_schema_that_ships(root: Path, name: str) -> None:
    shipped = json.loads((root / "schemas" / "proposal.schema.json").read_text("utf-8"))
    assert shipped == schema_of(ProposalDocument)
    assert problems(str(BARGAINING / name), shipped) == []
    assert read_proposal(BARGAINING / name).units


def test_json_says_the_same_as_yaml(tmp_path: Path) -> None:
    text = (BARGAINING / "oak-valley-2025-offer.yaml").read_text("utf-8")
    plain = yaml.load(text, Loader=yaml.BaseLoader)
    path = tmp_path / "offer.json"
    path.write_text(json.dumps(plain), "utf-8")
    assert by_year(cost(read_proposal(path))) == by_year(cost(example("oak-valley-2025-offer")))


def test_three_years_are_costed_unless_a_count_is_given(tmp_path: Path) -> None:
    assert read_proposal(written(tmp_path, GOOD)).years == ("2024-25", "2025-26", "2026-27")
    more = GOOD.replace("{first: 2024-25}", "{first: 2024-25, count: 5}")
    assert read_proposal(written(tmp_path, more)).years[-1] == "2028-29"


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("proposal: 1", "proposal: 2", "1:11", "expected `proposal: 1`"),
        ("proposal: 1\n", "", "1:1", "first key is not `proposal`"),
        ("name: Offer", "nme: Offer", "2:1", "Did you mean `name`"),
        ("name: Offer\n", "", "1:1", "lacks `name`"),
        ("{first: 2024-25}", "{first: 2024}", "3:16", "not a fiscal year"),
        ("{first: 2024-25}", "{first: 2024-25, count: 0}", "3:32", "1 to 10"),
        (UNIT, "{unit: teachers, cost_of_one_percent: -1.00}", "5:43", "below zero"),
        (UNIT, "{unit: teachers, cost_of_one_percent: 1,000.00}", "5:45", "without commas"),
        (UNIT, "{unit: teachers, cost_of_one_percent: 1.00, step_and_column: 1%}", "5:49", "used as it stands"),
        (UNIT, '{unit: teachers, salary_base: {"01": 5.00}}', "5:5", "which benefits follow"),
        (UNIT, "{unit: teachers, salary_base: {1: 5.00}, statutory: {strs: yes}}", "5:36", "not a fund"),
        (UNIT, '{unit: teachers, salary_base: {"01": 5.00}, statutory: {workers_compensation: yes}}', "5:83", "no rate for"),
        (UNIT, "{unit: teachers, me_too: [{follows: teachers, items: [on_schedule]}]}", "5:41", "no other unit"),
        (
            UNIT,
            "{unit: teachers}\n  - {unit: a, me_too: [{follows: teacher, items: [on_schedule]}]}",
            "6:34",
            "Did you mean `teachers`",
        ),
        (
            UNIT,
            "{unit: teachers}\n  - {unit: a, me_too: [{follows: teachers, items: [class_size]}]}",
            "6:52",
            "that another unit can follow",
        ),
        (UNIT, f"{UNIT}\n  - {UNIT}", "6:5", "a second time"),
        ("unit: teachers, kind", "unit: teacher, kind", "7:12", "Did you mean `teachers`"),
        ("kind: on_schedule", "kind: on_scedule", "7:28", "Did you mean `on_schedule`"),
        ("percent: 2%", "percent: 2", "7:50", "Write two percent as 2%"),
        ("percent: 2%", "amount: 2.00", "7:41", 'has no "amount"'),
        ("effective: 2024-07-01", "effective: 2024-06-31", "7:65", "not a date"),
        ("effective: 2024-07-01", "effective: 2024-07-01, year: 2024-25", "7:5", "Keep one of the two"),
        (ITEM, "kind: stipend, each: 5.00, count: 2", "7:5", "does not say when"),
        (ITEM, "kind: stipend, each: 5.00, amount: 2.00, year: 2024-25", "7:5", "one of them"),
        (ITEM, "kind: off_schedule, percent: 1%, year: 2024-25, paid: 2024-06-30", "7:76", "before the year it is for"),
        (ITEM, "kind: off_schedule, percent: 1%, year: 2024-25, benefits: no", "7:80", "holds the benefits already"),
        (ITEM, "kind: days, days: 2, contract_days: 1, effective: 2024-07-01", "7:5", "more than the days added"),
        ("items:", "agency: {cds: 19647330000000}\nitems:", "6:15", "quotation marks"),
        ("items:", "funding: [{name: a, kind: ongoing, amount: 1.00}]\nitems:", "6:11", "`year` (once) or `from`"),
        ("items:", "extra: [{name: a, kind: gift, year: 2024-25, amount: 1.00}]\nitems:", "6:25", "a kind of offset"),
        ("items:", "out_years: {basis: later}\nitems:", "6:20", "not a basis"),
        ("items:", "dates: {board_action: soon}\nitems:", "6:23", "not a date"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, old: str, new: str, place: str, words: str) -> None:
    assert old in GOOD
    path = written(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(ProposalError) as refused:
        read_proposal(path)
    assert words in refused.value.message, refused.value.message
    assert str(refused.value).startswith(f"{path}:{place}:"), refused.value


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProposalError, match="no file of this name"):
        read_proposal(tmp_path / "none.yaml")


def test_a_proposal_of_another_agency_than_the_filing_is_refused() -> None:
    found = example("los-angeles-2014-offer")
    check_agency(found, "19647330000000")
    check_agency(found, None)
    with pytest.raises(ProposalError, match="the filing is of 19648810000000"):
        check_agency(found, "19648810000000")
