"""compliance settle and check --scenario, as a person calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run

PASADENA = "examples/pasadena-2018-19-first-interim.yaml"
ASKED = "examples/bargaining/pasadena-2019-asked.yaml"
AGREED = "examples/bargaining/pasadena-2019-agreed.yaml"
LATER = "examples/bargaining/pasadena-2019-from-2019.yaml"
OAK_VALLEY = "examples/oak-valley.dat"
REVIEW = "examples/scenarios/oak-valley-vacant-positions.yaml"


def test_one_proposal_tells_cost_reserves_and_break_even(run: Run) -> None:
    ran = run("settle", PASADENA, LATER)
    assert (ran.exit_code, ran.stderr) == (0, "")
    for told in ("3,999,000", "-0.27%", "0.29%", "0.59%", "0.57%", "positive", "qualified"):
        assert told in ran.stdout, told


def test_several_proposals_come_as_one_table_first(run: Run) -> None:
    ran = run("settle", PASADENA, ASKED, AGREED, LATER)
    assert ran.exit_code == 0
    head = ran.stdout[:4000]
    for name in ("Three percent from July 2017", "-3.84%", "-1.46%", "-0.27%"):
        assert name in " ".join(head.split()), name


def test_the_same_as_json_is_exact_text(run: Run) -> None:
    ran = run("settle", PASADENA, ASKED, "--format", "json")
    document = json.loads(ran.stdout)
    assert document["format"] == "compliance/settlement-1"
    assert "." in ran.stdout and not any(isinstance(value, float) for value in everything(document))


def everything(node: object) -> list[object]:
    if isinstance(node, dict):
        return [one for value in node.values() for one in everything(value)]
    return [one for value in node for one in everything(value)] if isinstance(node, list) else [node]


def test_as_a_page_it_names_its_language_and_draws_its_chart(run: Run) -> None:
    ran = run("settle", PASADENA, ASKED, "--format", "html", "--plot")
    assert ran.exit_code == 0
    assert '<html lang="en' in ran.stdout and "<svg" in ran.stdout and "<title" in ran.stdout
    assert "<script" not in ran.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("settle", PASADENA, "examples/bargaining/los-angeles-2014-offer.yaml"), 4, "19647330000000"),
        (("settle", PASADENA, PASADENA), 4, "first key is not `proposal`"),
        (("settle", PASADENA, "examples/bargaining/none.yaml"), 4, "none.yaml"),
        (("settle", PASADENA, ASKED, "--from", "2019-02-30"), 2, "2019-07-01"),
        (("settle", PASADENA, ASKED, AGREED, "--disclosure", "x.md"), 2, "one proposal"),
        (("settle", PASADENA, ASKED, "--disclosure", "x.docx"), 2, ".xlsx"),
        (("check", "--scenario", REVIEW, PASADENA), 4, "99123450000000"),
        (("check", "--scenario", ASKED, OAK_VALLEY), 4, "first key is not `scenario`"),
        (("check", "--scenario", REVIEW, OAK_VALLEY, PASADENA), 2, "one filing"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(run: Run, arguments: tuple[str, ...], code: int, said: str) -> None:
    ran = run(*arguments)
    assert ran.exit_code == code, ran.stderr
    assert said in ran.stderr and "Traceback" not in ran.stderr
    assert not Path("x.md").exists()


def test_a_disclosure_is_written_for_all_units_and_for_each(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "disclosure.yaml"
    ran = run("settle", OAK_VALLEY, "examples/bargaining/oak-valley-2025-offer.yaml", "--disclosure", str(path))
    assert ran.exit_code == 0, ran.stderr
    written = sorted(one.name for one in tmp_path.iterdir())
    assert written == ["disclosure-certificated.yaml", "disclosure-classified.yaml", "disclosure.yaml"]
    checked = json.loads(run("check", "--format", "json", str(path)).stdout)
    outcomes = {result["rule"]: result["outcome"] for result in checked["results"]}
    assert outcomes["disclosure-tie-out"] == "met"


def test_a_scenario_shows_both_judgements_and_the_exit_code_is_the_adjusted_ones(run: Run) -> None:
    assert run("check", OAK_VALLEY).exit_code == 0
    ran = run("check", "--scenario", REVIEW, OAK_VALLEY)
    assert ran.exit_code == 1
    assert "-253,927.59" in ran.stdout and "Grant applied for" in ran.stdout


def test_a_scenario_in_json_stands_beside_the_report_as_filed(run: Run) -> None:
    document = json.loads(run("check", "--scenario", REVIEW, "--format", "json", OAK_VALLEY).stdout)
    filed = next(result for result in document["results"] if result["rule"] == "01CS-10")
    assert filed["outcome"] == "met"
    scenario = document["scenario"]
    assert set(scenario) >= {"name", "results", "certification", "differences"}
    adjusted = next(result for result in scenario["results"] if result["rule"] == "01CS-10")
    assert adjusted["outcome"] == "not_met"
    assert [one["role"] for one in document["inputs"] if one["role"] == "scenario"] == ["scenario"]
