"""`compliance letter` with the office's files: contacts, matters, earlier letters, the appendix, --verify, --mark."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import Run

PASADENA = "examples/pasadena-2018-19-first-interim.yaml"
OAK_VALLEY = "examples/oak-valley.dat"
COUNTY = ("--county", "examples/county-live-oak.yaml")
MATTERS = ("--matters", "examples/matters")
DAY = ("--date", "2019-01-09")
STEM = "19648810000000-2018-19-first_interim-interim-caution"
HEAD = "cds,name,board_president,superintendent,business_officer,address,from,until\n"


@pytest.fixture
def made(run: Run, tmp_path: Path) -> Path:
    """Pasadena's letter in a folder; its side-car."""
    ran = run("letter", PASADENA, *COUNTY, *MATTERS, *DAY, "--out", str(tmp_path / "out"))
    assert ran.exit_code == 0, ran.stderr
    return tmp_path / "out" / f"{STEM}.json"


def sidecar(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return loaded


def test_the_person_of_the_contacts_file_is_written_to(run: Run) -> None:
    ran = run("letter", PASADENA, *COUNTY, *DAY)
    assert ran.exit_code == 0, ran.stderr
    assert "Dear Board President Torres:" in ran.stdout
    assert "DRAFT" not in ran.stdout


def test_a_state_export_holds_no_name_so_the_contacts_give_it(run: Run) -> None:
    ran = run("letter", OAK_VALLEY, *COUNTY, "--date", "2025-09-10")
    assert ran.exit_code == 0, ran.stderr
    assert "# Oak Valley Unified School District: adopted budget for 2025-26" in ran.stdout
    assert "Dear Board President Nakamura:" in ran.stdout
    assert "\\[" not in ran.stdout


def test_a_missing_addressee_stops_that_letter_alone(run: Run, tmp_path: Path) -> None:
    contacts = tmp_path / "contacts.csv"
    contacts.write_text(HEAD + "99123450000000,Oak Valley,Kim Alvarez,,,1 Road,,\n", "utf-8")
    out = tmp_path / "out"
    ran = run("letter", PASADENA, OAK_VALLEY, *COUNTY, "--contacts", str(contacts), *DAY, "--out", str(out))
    assert ran.exit_code == 3
    assert f"{contacts} names no board president for the district with CDS code 19648810000000" in ran.stderr
    assert {path.name.split("-")[0] for path in out.glob("*.json")} == {"99123450000000"}


def test_a_stale_addressee_is_warned_of_and_written_to(run: Run) -> None:
    ran = run("letter", PASADENA, *COUNTY, "--date", "2019-12-13")
    assert ran.exit_code == 0
    assert "warning: examples/contacts.csv:2: the people of Pasadena" in ran.stderr
    assert "known until 2019-12-12" in ran.stderr
    assert "Torres" in ran.stdout
    assert "known until" not in run("letter", PASADENA, *COUNTY, "--date", "2019-12-12").stderr


@pytest.mark.parametrize("option", ["--contacts", "--matters", "--letters", "--scenario", "--proposal"])
def test_a_file_of_the_office_that_is_not_there_is_4(run: Run, tmp_path: Path, option: str) -> None:
    ran = run("letter", PASADENA, *DAY, option, str(tmp_path / "none"))
    assert (ran.exit_code, ran.stdout) == (4, "")
    assert str(tmp_path / "none") in ran.stderr


def test_the_analysts_own_paragraph_and_the_countys_decision_come_from_the_matter_file(run: Run, tmp_path: Path) -> None:
    matter = tmp_path / "matter.yaml"
    decision = "decision: {level: qualified, reason: the cuts are not named, by: Ines Delgado}\n"
    matter.write_text(f"matter: 1\nown_paragraphs: [Our *staff* met on January 3.]\n{decision}", "utf-8")
    ran = run("letter", PASADENA, *COUNTY, "--matters", str(matter), "--kind", "auto", *DAY, "--out", str(tmp_path))
    assert ran.exit_code == 0, ran.stderr
    (path,) = tmp_path.glob("*.json")
    told = sidecar(path)
    assert told["kind"] == "certification-change"
    assert "qualified" in told["why"] and "the cuts are not named" in told["why"]
    assert told["certification"]["county"] == "qualified"
    assert r"Our \*staff\* met on January 3" in path.with_suffix(".md").read_text("utf-8")


def test_a_wrong_matter_file_stops_its_letter_with_4_and_its_place(run: Run, tmp_path: Path) -> None:
    matter = tmp_path / "matter.yaml"
    matter.write_text("matter: 1\nrecieved: 2019-01-02\n", "utf-8")
    ran = run("letter", PASADENA, *DAY, "--matters", str(matter))
    assert ran.exit_code == 4
    assert f"{matter}:2:1: 'recieved' is not part of a matter file; did you mean 'received'?" in ran.stderr


def test_every_figure_of_the_side_car_has_a_source_and_every_file_its_hash(made: Path) -> None:
    told = sidecar(made)
    assert told["figures"]
    assert all(figure["source"]["kind"] for figure in told["figures"] if figure["value"] is not None)
    assert {one["role"] for one in told["inputs"]} == {"filing", "county", "contacts", "matter"}
    assert told["why"] and told["state"] == "draft"


def test_the_appendix_prints_the_figures_only_where_it_is_asked_for(run: Run) -> None:
    plain = run("letter", PASADENA, *COUNTY, *DAY).stdout
    with_it = run("letter", PASADENA, *COUNTY, *DAY, "--appendix").stdout
    assert "## Appendix" not in plain
    assert with_it.startswith(plain.rstrip("\n"))
    assert "## Appendix: the figures of this letter" in with_it
    assert "available\\_reserves | 2020-21 | 7390000 |" in with_it


def test_a_letter_is_verified_against_its_filing(run: Run, made: Path) -> None:
    ran = run("letter", "--verify", str(made), PASADENA)
    assert ran.exit_code == 0, ran.stdout + ran.stderr
    assert f"All {len(sidecar(made)['figures'])} figures of the letter agree" in ran.stdout


def test_a_cent_in_the_filing_is_a_difference_and_named(run: Run, made: Path, root: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.yaml"
    changed.write_text((root / PASADENA).read_text("utf-8").replace("7390000.00", "7390000.01"), "utf-8")
    ran = run("letter", "--verify", str(made), str(changed))
    assert ran.exit_code == 1
    assert "available_reserves 2020-21: the letter says 7390000 (money), the filing gives 7390000.01 (money)" in ran.stdout
    assert "not the file the letter was made from" in ran.stderr


def test_a_letter_altered_in_its_side_car_does_not_verify(run: Run, made: Path) -> None:
    made.write_text(made.read_text("utf-8").replace('"value": "7390000"', '"value": "8390000"'), "utf-8")
    ran = run("letter", "--verify", str(made), PASADENA)
    assert ran.exit_code == 1
    assert "the letter says 8390000 (money), the filing gives 7390000" in ran.stdout


def test_what_cannot_be_verified_is_4(run: Run, made: Path, tmp_path: Path) -> None:
    assert run("letter", "--verify", str(tmp_path / "none.json"), PASADENA).exit_code == 4
    assert run("letter", "--verify", str(made), "none.yaml").exit_code == 4
    text = made.read_text("utf-8")
    made.write_text(text.replace("examples/contacts.csv", "examples/gone.csv"), "utf-8")
    ran = run("letter", "--verify", str(made), PASADENA)
    assert ran.exit_code == 4
    assert "examples/gone.csv" in ran.stderr


def test_a_letter_is_reviewed_then_approved_and_then_stays(run: Run, made: Path) -> None:
    by = ("--by", "Thomas Brandt", "--date", "2019-01-10")
    assert run("letter", "--mark", "approved", *by, str(made)).exit_code == 3
    assert run("letter", "--mark", "reviewed", *by, str(made)).exit_code == 0
    assert run("letter", "--mark", "approved", *by, str(made)).exit_code == 0
    before = {path.name: path.read_bytes() for path in made.parent.iterdir()}
    ran = run("letter", PASADENA, *COUNTY, "--date", "2019-01-11", "--again", "--out", str(made.parent))
    assert ran.exit_code == 0
    assert "is approved and stays" in ran.stderr
    assert {path.name: path.read_bytes() for path in made.parent.iterdir()} == before
    told = sidecar(made)
    assert [(step["state"], step.get("by"), step["on"]) for step in told["steps"]][1:] == [
        ("reviewed", "Thomas Brandt", "2019-01-10"),
        ("approved", "Thomas Brandt", "2019-01-10"),
    ]


def test_an_approved_file_that_was_changed_does_not_verify(run: Run, made: Path) -> None:
    for state in ("reviewed", "approved"):
        assert run("letter", "--mark", state, "--by", "T", str(made)).exit_code == 0
    assert run("letter", "--verify", str(made), PASADENA).exit_code == 0
    made.with_suffix(".md").write_text("Other words.\n", "utf-8")
    ran = run("letter", "--verify", str(made), PASADENA)
    assert ran.exit_code == 1
    assert f"{STEM}.md was changed after the approval" in ran.stdout


def test_marking_needs_a_name_and_a_side_car(run: Run, made: Path) -> None:
    assert run("letter", "--mark", "reviewed", str(made)).exit_code == 2
    assert run("letter", "--mark", "reviewed", "--by", "T", PASADENA).exit_code == 4
    assert run("letter", PASADENA, "--by", "T").exit_code == 2


def test_earlier_letters_are_told_of_and_a_draft_among_them_is_named(run: Run, made: Path, root: Path, tmp_path: Path) -> None:
    later = tmp_path / "second.yaml"
    text = (root / PASADENA).read_text("utf-8").replace("report: first_interim", "report: second_interim")
    later.write_text(text, "utf-8")
    out = tmp_path / "later"
    ran = run(
        "letter", str(later), *COUNTY, "--letters", str(made.parent), "--date", "2019-04-15", "--out", str(out)
    )  # fmt: skip
    assert ran.exit_code == 0, ran.stderr
    assert f"warning: {made} counts as an earlier letter, and nobody marked it approved" in ran.stderr
    (path,) = out.glob("*.json")
    letters = [one for one in sidecar(path)["inputs"] if one["role"] == "letter"]
    assert [one["path"] for one in letters] == [str(made)]
    assert "earlier letter" in path.with_suffix(".md").read_text("utf-8")
    assert run("letter", "--verify", str(path), str(later)).exit_code == 0
