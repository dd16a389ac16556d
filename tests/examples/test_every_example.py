"""Every file in examples/ does what its first comment promises, and none can be added untested."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run

CODES = {
    "pasadena-2018-19-first-interim.yaml": 0,
    "los-angeles-2014-15.yaml": 0,
    "los-angeles-2014-15-second-interim.yaml": 0,
    "short-reserve-budget.yaml": 1,
    "oak-valley.dat": 0,
    "oak-valley-ledger.csv": 0,
}
PROFILES = {
    "county-los-angeles.yaml": "Los Angeles County Office",
    "county-plain.yaml": "name of the county office of education",
    "county-live-oak.yaml": "Live Oak County Office",
    "county-tule-river.yaml": "Tule River County",
}
BESIDE = ("contacts.csv",)  # read by tests of letters


def report(run: Run, name: str) -> dict[str, dict[str, object]]:
    document = json.loads(run("check", "--format", "json", f"examples/{name}").stdout)
    return {result["rule"]: result for result in document["results"]} | {"": document}


def test_no_example_stands_untested(root: Path) -> None:
    assert {path.name for path in (root / "examples").iterdir() if path.is_file()} == {*CODES, *PROFILES, *BESIDE}


@pytest.mark.parametrize("name", CODES)
def test_an_example_is_checked_with_the_code_it_should_have(run: Run, name: str) -> None:
    ran = run("check", f"examples/{name}")
    assert (ran.exit_code, ran.stderr) == (CODES[name], "")


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_heads_a_letter(root: Path, run: Run, name: str) -> None:
    filing = "oak-valley.dat" if "contacts:" in (root / "examples" / name).read_text("utf-8") else "short-reserve-budget.yaml"
    ran = run("letter", f"examples/{filing}", "--county", f"examples/{name}", "--date", "2025-09-12")
    assert ran.exit_code == 0, ran.stderr
    assert PROFILES[name] in ran.stdout


def test_what_was_derived_in_a_public_record_is_marked_as_derived(root: Path) -> None:
    for name in ("pasadena-2018-19-first-interim.yaml", "los-angeles-2014-15.yaml"):
        for line in (root / "examples" / name).read_text("utf-8").splitlines():
            figure = line.split("#")[0].strip().rstrip("0123456789.-")
            if figure in {"ada:", "expenditures_and_uses:", "available_reserves:", "cost_of_one_percent:", "amount:"}:
                assert "derived" in line or "source" in line, line


def test_the_short_budget_misses_its_reserve_in_its_third_year_only(run: Run) -> None:
    found = report(run, "short-reserve-budget.yaml")
    outcomes = {case["subject"]["fiscal_year"]: case["outcome"] for case in found["01CS-10"]["cases"]}  # type: ignore[attr-defined]
    assert outcomes == {"2025-26": "met", "2026-27": "met", "2027-28": "not_met"}
    determination = found[""]["determination"]
    assert determination["indicated"] == "conditional"  # type: ignore[index]


def test_los_angeles_is_not_certified_on_a_record_that_holds_no_reserves(run: Run) -> None:
    found = report(run, "los-angeles-2014-15.yaml")
    assert found["01CSI-10"]["outcome"] == "unknown"
    certification = found[""]["certification"]
    assert certification["indicated"] is None  # type: ignore[index]
    assert found["unsettled-negotiations"]["outcome"] == "not_met"


def test_los_angeles_counts_negotiations_at_26_8_million_a_percent(run: Run) -> None:
    assert "one percent costs $26,800,000.00" in " ".join(run("check", "examples/los-angeles-2014-15.yaml").stdout.split())


def test_a_letter_to_los_angeles_is_stopped_for_want_of_reserves(run: Run) -> None:
    ran = run("letter", "examples/los-angeles-2014-15.yaml", "--date", "2014-12-19")
    assert (ran.exit_code, ran.stdout) == (3, "")
    assert "available_reserves 2014-15" in ran.stderr


def test_oak_valley_foots_and_every_deciding_test_is_met(run: Run) -> None:
    found = report(run, "oak-valley.dat")
    assert found["01CS-10"]["outcome"] == found["01CS-9b"]["outcome"] == "met"
    assert found[""]["determination"]["indicated"] == "approve"  # type: ignore[index]
    assert not [rule for rule, result in found.items() if result.get("outcome") == "error"]
