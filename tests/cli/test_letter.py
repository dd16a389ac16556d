"""`compliance letter`: one letter to stdout, letters with side-cars to a folder, nothing where a letter is stopped."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from .conftest import Filing, Run

PASADENA = "examples/pasadena-2018-19-first-interim.yaml"
LOS_ANGELES = "examples/los-angeles-2014-15.yaml"
SHORT = "examples/short-reserve-budget.yaml"
COUNTY = "examples/county-los-angeles.yaml"
DAY = ("--date", "2019-01-09")


@pytest.fixture
def profile(root: Path, tmp_path: Path) -> Path:
    """The county profile of the examples with every placeholder filled in."""
    path = tmp_path / "county.yaml"
    path.write_text(re.sub(r'"?\[[a-z][^\]\n]*\]( Torres)?"?', "Robin Example", (root / COUNTY).read_text("utf-8")), "utf-8")
    return path


def test_without_out_the_letter_goes_to_stdout(run: Run) -> None:
    ran = run("letter", PASADENA, "--to", "md", *DAY)
    assert ran.exit_code == 0
    assert "January 9, 2019" in ran.stdout
    assert "Pasadena Unified School District" in ran.stdout


def test_without_a_county_profile_it_is_a_draft_with_placeholders(run: Run) -> None:
    letter = run("letter", PASADENA, *DAY).stdout
    assert letter.startswith("> **DRAFT")
    assert "[name of the signatory" in letter.replace("\\", "")


def test_with_a_county_profile_filled_in_it_is_no_draft(run: Run, profile: Path) -> None:
    ran = run("letter", PASADENA, "--county", str(profile), *DAY)
    assert ran.exit_code == 0, ran.stderr
    assert "DRAFT" not in ran.stdout
    assert "\\[" not in ran.stdout
    assert ran.stdout.startswith("**Los Angeles County Office of Education**")


def test_a_placeholder_left_in_the_profile_keeps_the_draft_mark_and_is_named(run: Run) -> None:
    ran = run("letter", PASADENA, "--county", COUNTY, *DAY)
    assert ran.stdout.startswith("> **DRAFT")
    assert "note: Fill in [name of the chief financial officer]." in ran.stderr


def test_out_writes_a_letter_and_its_side_car_by_name(run: Run, profile: Path, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    ran = run("letter", PASADENA, "--county", str(profile), *DAY, "--out", str(folder))
    assert (ran.exit_code, ran.stdout) == (0, "")
    stem = "19648810000000-2018-19-first_interim-interim-caution"
    assert sorted(path.name for path in folder.iterdir()) == [
        *(f"{stem}-requests.{kind}" for kind in ("csv", "ics")),
        *(f"{stem}.{kind}" for kind in ("json", "md")),
    ]
    letter = (folder / f"{stem}.md").read_bytes()
    assert letter.decode() == run("letter", PASADENA, "--county", str(profile), *DAY).stdout
    sidecar = json.loads((folder / f"{stem}.json").read_text("utf-8"))
    assert sidecar["kind"] == "interim-caution"
    assert sidecar["draft"] is False
    assert sidecar["letter"] == {"path": f"{stem}.md", "sha256": hashlib.sha256(letter).hexdigest()}
    assert sidecar["filing"]["path"] == PASADENA
    assert sidecar["requests"] and all(request["due"] for request in sidecar["requests"])


def test_the_side_cars_filing_is_the_file_that_was_read(run: Run, root: Path, tmp_path: Path) -> None:
    run("letter", PASADENA, *DAY, "--out", str(tmp_path))
    (path,) = tmp_path.glob("*.json")
    assert json.loads(path.read_text("utf-8"))["filing"]["sha256"] == hashlib.sha256((root / PASADENA).read_bytes()).hexdigest()


def test_a_folder_that_cannot_be_made_is_2_and_no_fault_of_ours(run: Run, tmp_path: Path) -> None:
    taken = tmp_path / "letters"
    taken.write_text("a file stands here", "utf-8")
    ran = run("letter", PASADENA, *DAY, "--out", str(taken))
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert str(taken) in ran.stderr
    assert taken.read_text("utf-8") == "a file stands here"


def test_letters_to_two_districts_without_a_cds_code_do_not_overwrite_one_another(run: Run, root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text((root / SHORT).read_text("utf-8").replace("Arroyo Vista", "Other Vista"), "utf-8")
    ran = run("letter", str(other), SHORT, *DAY, "--out", str(tmp_path / "letters"))
    written = list((tmp_path / "letters").glob("*.md"))
    told = " ".join(path.read_text("utf-8") for path in written)
    assert ran.exit_code != 0 or ("Other Vista" in told and "Arroyo Vista" in told)


def test_several_letters_go_to_a_folder_and_one_that_is_stopped_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    ran = run("letter", PASADENA, LOS_ANGELES, "examples/oak-valley.dat", *DAY, "--out", str(tmp_path))
    assert ran.exit_code == 3
    assert LOS_ANGELES in ran.stderr
    assert {path.name.split("-")[0] for path in tmp_path.glob("*.md")} == {"19648810000000", "99123450000000"}


def test_a_letter_without_the_reserves_that_decide_is_stopped_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    ran = run("letter", LOS_ANGELES, *DAY, "--out", str(tmp_path))
    assert (ran.exit_code, ran.stdout) == (3, "")
    assert "available_reserves 2014-15" in ran.stderr
    assert "--kind" in ran.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("kind", "filing", "word"),
    [
        ("interim-positive", "examples/oak-valley.dat", "adopted budget"),
        ("disapproval", PASADENA, "first interim"),
        ("interim-qualified", PASADENA, "positive"),
        ("certification-change", PASADENA, "lower"),
    ],
)
def test_a_kind_that_does_not_fit_is_stopped_and_writes_nothing(
    run: Run, kind: str, filing: str, word: str, tmp_path: Path
) -> None:
    ran = run("letter", filing, "--kind", kind, *DAY, "--out", str(tmp_path))
    assert (ran.exit_code, ran.stdout) == (3, "")
    assert word in ran.stderr
    assert list(tmp_path.iterdir()) == []


def test_no_letter_rests_on_a_wrong_rule(run: Run, good: str, own_rules: object, tmp_path: Path) -> None:
    assert callable(own_rules)
    ran = run("letter", "--rules", own_rules(require="available_reserve > 0"), good, *DAY, "--out", str(tmp_path / "letters"))
    assert ran.exit_code == 3
    assert "own-percent" in ran.stderr
    assert not (tmp_path / "letters").exists()


def test_a_rule_that_a_county_adds_does_not_stop_the_letter(run: Run, good: str, own_rules: object) -> None:
    assert callable(own_rules)
    ran = run("letter", "--rules", own_rules(severity="concern", percent=9), good, *DAY)
    assert ran.exit_code == 0, ran.stderr
    assert "Reserves of 9 percent" in ran.stdout


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("signatory:", "signatary:"),
        ("role: board_president   ", "role: board_chair   "),
        ("county_profile: 1", "county_profile: 2"),
        ('cds: "19648810000000"', "cds: 19648810000000"),
    ],
)
def test_a_bad_profile_is_4_with_its_place(run: Run, root: Path, tmp_path: Path, wrong: str, right: str) -> None:
    path = tmp_path / "county.yaml"
    text = (root / COUNTY).read_text("utf-8")
    assert wrong in text
    path.write_text(text.replace(wrong, right, 1), "utf-8")
    place = [number for number, one in enumerate(path.read_text("utf-8").splitlines(), 1) if right in one][0]
    ran = run("letter", PASADENA, "--county", str(path), *DAY)
    assert (ran.exit_code, ran.stdout) == (4, "")
    assert f"{path}:{place}:" in ran.stderr


def test_a_profile_that_does_not_exist_is_4(run: Run, tmp_path: Path) -> None:
    ran = run("letter", PASADENA, "--county", str(tmp_path / "nowhere.yaml"))
    assert ran.exit_code == 4
    assert "nowhere.yaml" in ran.stderr


def test_an_unknown_format_is_refused_with_those_there_are(run: Run) -> None:
    ran = run("letter", PASADENA, "--to", "odt")
    assert ran.exit_code == 2
    assert "odt" in ran.stderr and "md, docx, pdf, html" in ran.stderr


@pytest.mark.parametrize("formats", ["pdf", "docx", "md,html"])
def test_what_cannot_be_printed_needs_a_folder(run: Run, formats: str) -> None:
    ran = run("letter", PASADENA, "--to", formats)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert "--out" in ran.stderr


def test_text_from_a_filing_never_becomes_markup(run: Run, filing: Filing) -> None:
    path = filing(name="**Bold** <b>Unified</b> [x](http://x) {{ 7 * 7 }}")
    letter = run("letter", path, *DAY).stdout
    assert letter.count("Unified") >= 3
    assert "**Bold" not in letter
    for mark in (r"<b", r"\[x", r"\*\*Bold", r"\{\{"):
        assert not re.search(rf"(?<!\\){mark}", letter), mark
    assert "49 \\*" not in letter and " 49" not in letter.split("Dear")[0]


def test_a_short_budget_gets_its_correction_in_dollars(run: Run) -> None:
    ran = run("letter", SHORT, *DAY)
    assert ran.exit_code == 0
    assert "$360,256" in ran.stdout.replace("\\", "")
