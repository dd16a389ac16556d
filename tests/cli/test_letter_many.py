"""A county in one go: resumed where it stopped, no failure stops the rest, nothing edited is lost, a summary at the end."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import Run

PASADENA = "examples/pasadena-2018-19-first-interim.yaml"
COUNTY = ("--county", "examples/county-live-oak.yaml")
DAY = ("--date", "2019-01-09")
HEAD = "cds,name,board_president,superintendent,business_officer,address,from,until\n"


@pytest.fixture
def county(root: Path, tmp_path: Path) -> list[str]:
    """Three filings of three districts, and the options of a run over them."""
    text = (root / PASADENA).read_text("utf-8")
    rows, filings = [HEAD], []
    for number in range(3):
        cds = f"19648{number}10000000"
        path = tmp_path / f"d{number}.yaml"
        path.write_text(text.replace("19648810000000", cds).replace("Pasadena Unified", f"District {number}"), "utf-8")
        rows.append(f"{cds},District {number},Kim Torres,,,1 Road; Town,,\n")
        filings.append(str(path))
    (tmp_path / "contacts.csv").write_text("".join(rows), "utf-8")
    return [*filings, *COUNTY, "--contacts", str(tmp_path / "contacts.csv"), "--out", str(tmp_path / "out")]


def summary(tmp_path: Path) -> list[dict[str, str]]:
    with open(tmp_path / "out" / "summary.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def times(tmp_path: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir() if path.name != "summary.csv"}


def sidecars(tmp_path: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_text("utf-8")) for path in sorted((tmp_path / "out").glob("*.json"))]


def test_each_filing_gets_its_letter_and_the_summary_names_kinds_and_open_questions(
    run: Run, county: list[str], tmp_path: Path
) -> None:
    ran = run("letter", *county, *DAY)
    assert (ran.exit_code, ran.stdout) == (0, "")
    rows = summary(tmp_path)
    assert [row["district"] for row in rows] == [f"District {number} School District" for number in range(3)]
    assert {(row["kind"], row["outcome"], row["state"]) for row in rows} == {("interim-caution", "made", "draft")}
    assert [int(row["open_questions"]) for row in rows] == [len(one["notes"]) for one in sidecars(tmp_path)]
    assert "3 filings: 3 interim-caution." in ran.stderr


def test_a_run_begun_again_makes_only_what_lacks_or_changed(run: Run, county: list[str], tmp_path: Path) -> None:
    run("letter", *county, *DAY)
    before = times(tmp_path)
    gone = next(name for name in before if name.startswith("19648010000000") and name.endswith(".md"))
    (tmp_path / "out" / gone).unlink()
    changed = Path(county[1])
    changed.write_text(changed.read_text("utf-8").replace("7390000.00", "7380000.00"), "utf-8")
    assert run("letter", *county, *DAY).exit_code == 0
    assert [row["outcome"] for row in summary(tmp_path)] == ["made", "made", "kept"]
    after = times(tmp_path)
    assert {name for name in before if after[name] == before[name]} >= {
        name for name in before if name.startswith("19648210000000")
    }
    assert gone in after


def test_a_letter_keeps_its_day_unless_another_is_asked_for(run: Run, county: list[str], tmp_path: Path) -> None:
    run("letter", *county, *DAY)
    run("letter", *county)
    assert {row["outcome"] for row in summary(tmp_path)} == {"kept"}
    run("letter", *county, "--date", "2019-01-10")
    assert {row["outcome"] for row in summary(tmp_path)} == {"made"}
    assert {one["date"] for one in sidecars(tmp_path)} == {"2019-01-10"}


def test_again_makes_all_and_the_same_letter_keeps_its_state(run: Run, county: list[str], tmp_path: Path) -> None:
    run("letter", *county, *DAY)
    path = min((tmp_path / "out").glob("*.json"))
    run("letter", "--mark", "reviewed", "--by", "T", str(path))
    assert run("letter", *county, *DAY, "--again").exit_code == 0
    assert [row["outcome"] for row in summary(tmp_path)] == ["made"] * 3
    assert [one["state"] for one in sidecars(tmp_path)] == ["reviewed", "draft", "draft"]
    changed = Path(county[0])
    changed.write_text(changed.read_text("utf-8").replace("7390000.00", "7380000.00"), "utf-8")
    run("letter", *county, *DAY)
    assert [one["state"] for one in sidecars(tmp_path)] == ["draft"] * 3
    assert [step["state"] for step in sidecars(tmp_path)[0]["steps"]] == ["draft", "reviewed", "draft"]


def test_one_that_fails_does_not_stop_the_rest_and_the_gravest_code_wins(run: Run, county: list[str], tmp_path: Path) -> None:
    unreadable = tmp_path / "bad.yaml"
    unreadable.write_text("filing: 1\n", "utf-8")
    ran = run("letter", str(unreadable), "examples/los-angeles-2014-15.yaml", *county, *DAY)
    assert ran.exit_code == 4
    assert [row["outcome"] for row in summary(tmp_path)] == ["unreadable", "stopped", "made", "made", "made"]
    assert "2 without a letter" in ran.stderr
    assert all(row["told"] for row in summary(tmp_path))
    assert not list((tmp_path / "out").glob("*los*"))


def test_a_fault_in_one_letter_is_5_and_the_rest_are_made(
    run: Run, county: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from compliance.cli import letter_makers

    def failing(desk: Any, opened: Any) -> Any:
        if opened.filing.entity.cds.startswith("196481"):
            raise ZeroDivisionError("of a test")
        return letter_making.make_letter(desk, opened)

    from compliance.cli import letter_making

    monkeypatch.setattr(letter_makers, "make_letter", failing)
    ran = run("letter", *county, *DAY)
    assert ran.exit_code == 5
    assert [row["outcome"] for row in summary(tmp_path)] == ["made", "fault", "made"]


def test_an_edited_docx_stays_and_the_new_one_lies_beside_it_with_the_difference(
    run: Run, county: list[str], tmp_path: Path
) -> None:
    from compliance.publish import LetterMeta, publish

    one = [county[0], *county[3:]]
    assert run("letter", *one, *DAY, "--to", "docx").exit_code == 0
    (docx,) = (tmp_path / "out").glob("*.docx")
    import datetime

    edited = publish("# Subject\n\nThe analyst's own words.\n", LetterMeta("Edited", datetime.date(2019, 1, 9)), ["docx"])[
        "docx"
    ]
    docx.write_bytes(edited)
    ran = run("letter", *one, "--date", "2019-01-10", "--to", "docx")
    assert ran.exit_code == 0
    assert docx.read_bytes() == edited
    assert docx.with_name(f"{docx.stem}.new.docx").exists()
    assert "-The analyst's own words." in ran.stderr.replace("\u2019", "'")


def test_the_same_county_twice_gives_the_same_bytes(run: Run, county: list[str], tmp_path: Path) -> None:
    run("letter", *county[:1], *county[3:], *DAY, "--to", "docx,pdf,html,md")
    other = [*county[:1], *county[3:-1], str(tmp_path / "other")]
    run("letter", *other, *DAY, "--to", "docx,pdf,html,md")
    first, second = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("out", "other")
    )  # fmt: skip
    assert len(first) == 7
    assert first == second


def test_without_requests_there_is_no_calendar(run: Run, county: list[str], tmp_path: Path) -> None:
    run("letter", *county, *DAY)
    for one in sidecars(tmp_path):
        assert ("requests.ics" in one["files"]) == bool(one["requests"])


def test_no_progress_where_nobody_watches(run: Run, county: list[str]) -> None:
    assert "%" not in run("letter", *county, *DAY).stderr.split("District")[0]


def test_a_single_letter_needs_no_summary(run: Run, county: list[str], tmp_path: Path) -> None:
    run("letter", county[0], *county[3:], *DAY)
    assert not (tmp_path / "out" / "summary.csv").exists()


def test_a_foreign_json_in_the_letters_place_is_not_overwritten(run: Run, county: list[str], tmp_path: Path) -> None:
    run("letter", *county, *DAY)
    path = min((tmp_path / "out").glob("*.json"))
    path.write_text('{"of": "someone"}', "utf-8")
    ran = run("letter", *county, *DAY)
    assert ran.exit_code == 3
    assert path.read_text("utf-8") == '{"of": "someone"}'
