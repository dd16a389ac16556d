"""Every conclusion of the state's own system on the criteria that decide is reached from the same figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance.engine.report import judge
from compliance.filing import read_filing
from compliance.rulebook.model import Rulebook

from .conftest import CASES, FOLDER, Judged, told

RULES = [f"{form}-{number}" for form in ("01CS", "01CSI") for number in ("8", "9a", "9b", "10")]
CONCLUDED = [(case, rule) for case in CASES for rule in RULES if rule in told(case, "expected.json")["results"]]
CERTIFIED = [
    case for case in CASES if told(case, "expected.json").get("certification") and not case.startswith(("scoe", "sfcoe"))
]
EXPORTS = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.glob("*/*.dat"))


@pytest.mark.parametrize(("case", "rule"), CONCLUDED or [("none", "none")])
def test_outcome_and_every_case_agree_with_the_state(judged: Judged, case: str, rule: str) -> None:
    wanted = told(case, "expected.json")["results"][rule]
    result = judged(case).result(rule)
    assert result is not None, f"{rule} did not apply"
    if wanted["outcome"] is not None:
        assert result.outcome == wanted["outcome"]
    found = {one.subject["fiscal_year"]: one.outcome for one in result.cases}
    assert {year: found.get(year) for year in wanted["cases"]} == wanted["cases"]


@pytest.mark.parametrize("certified", CERTIFIED or ["none"])
def test_the_indicated_certification_of_a_district_agrees_with_the_expected_one(judged: Judged, certified: str) -> None:
    report = judged(certified)
    assert report.kind == "district"
    assert report.certification is not None
    assert report.certification.indicated == told(certified, "expected.json")["certification"]


@pytest.mark.parametrize("certified", CERTIFIED or ["none"])
def test_what_the_board_filed_does_not_move_what_is_indicated(
    oracles: Path, rulebook: Rulebook, judged: Judged, certified: str
) -> None:
    filing = read_filing(str(oracles / certified / "filing.yaml"))
    assert filing.certification is not None
    silent = judge(filing._replace(certification=None), rulebook).certification
    spoken = judged(certified).certification
    assert silent is not None and spoken is not None
    assert (silent.filed, silent.indicated, silent.reasons) == (None, spoken.indicated, spoken.reasons)


def test_no_rule_is_an_error_on_a_real_filing(judged: Judged, case: str) -> None:
    assert [result.message for result in judged(case).results if result.outcome == "error"] == []


def test_a_conclusion_is_expected_for_every_rule_so_that_none_passes_by_silence(oracles: Path) -> None:
    assert {rule for _, rule in CONCLUDED} == set(RULES)
    assert len(CASES) >= 15
    assert len(CERTIFIED) >= 5


@pytest.mark.parametrize("path", EXPORTS or ["none"])
def test_every_export_is_read_and_judged(oracles: Path, rulebook: Rulebook, path: str) -> None:
    filing = read_filing(str(oracles / path))
    assert filing.columns
    report = judge(filing, rulebook)
    assert [result.rule for result in report.results if result.outcome == "error"] == []


def test_what_the_state_concluded_in_an_export_is_never_read_as_an_input(oracles: Path, rulebook: Rulebook) -> None:
    for folder in sorted(oracles.glob("*/as-exported.dat")):
        bare = judge(read_filing(str(folder.parent / "filing.dat")), rulebook)
        full = judge(read_filing(str(folder)), rulebook)
        assert {one.rule: one.outcome for one in bare.results} == {one.rule: one.outcome for one in full.results}, folder
