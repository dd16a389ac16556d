"""The caution letter to Pasadena says what the county said on January 9, 2019, in our words and on the filing's figures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from compliance.letter.house_rules import check_house_rules

from .conftest import Run

PASADENA = "examples/pasadena-2018-19-first-interim.yaml"


@pytest.fixture
def letter(run: Run, root: Path, tmp_path: Path) -> str:
    """The letter under the example's own profile with every placeholder filled in, its lines joined."""
    profile = tmp_path / "county.yaml"
    text = (root / "examples" / "county-los-angeles.yaml").read_text("utf-8")
    profile.write_text(re.sub(r'"?\[[a-z][^\]\n]*\]( Torres)?"?', "Robin Example", text), "utf-8")
    ran = run("letter", PASADENA, "--to", "md", "--county", str(profile), "--date", "2019-01-09")
    assert ran.exit_code == 0, ran.stderr
    return ran.stdout.replace("\\", "")


def paragraph(letter: str, *words: str) -> str:
    """The one section whose heading holds all these words."""
    sections = re.split(r"^## ", letter, flags=re.MULTILINE)[1:]
    found = [section for section in sections if all(word in section.splitlines()[0].lower() for word in words)]
    assert len(found) == 1, [section.splitlines()[0] for section in sections]
    return found[0]


def test_it_concurs_with_the_positive_certification_before_anything_else(letter: str) -> None:
    determination = letter.index("we concur with the District's positive certification")
    assert determination < letter.index("## ")
    assert "should be able to meet its financial obligations in 2018-19, 2019-20 and 2020-21" in letter


def test_it_prints_the_three_reserve_percents_by_year_with_their_dollars(letter: str) -> None:
    rows = {row.split("|")[1].strip(): row for row in letter.splitlines() if re.match(r"\| 20\d\d-\d\d \|", row)}
    assert list(rows) == ["2018-19", "2019-20", "2020-21"]
    for year, percent, above in (
        ("2018-19", "6.98%", "$8,760,000"),
        ("2019-20", "5.05%", "$4,510,000"),
        ("2020-21", "3.36%", "$790,000"),
    ):
        assert percent in rows[year]
        assert above in rows[year]
        assert "$6,600,000" in rows[year]


def test_the_reserve_table_names_its_source(letter: str) -> None:
    after = letter.split("| 2020-21 |")[1]
    assert re.search(r"^Source: pasadena-2018-19-first-interim\.yaml", after, re.MULTILINE)


def test_it_names_the_margin_of_0_36_points_in_2020_21(letter: str) -> None:
    margin = paragraph(letter, "margin")
    assert "2020-21" in margin
    assert re.search(r"0\.36[- ](?:percentage[- ])?point", margin)
    assert "$790,000" in margin


def test_it_names_the_unsettled_negotiations_and_the_concern_about_their_source(letter: str) -> None:
    labor = paragraph(letter, "negotiations")
    assert "certificated and classified" in labor
    assert "$1,333,000" in labor
    assert "from reserves or from other one-time resources" in labor
    assert " would " in labor


def test_it_refuses_to_count_the_measure_j_money(letter: str) -> None:
    contingent = paragraph(letter, "revenue")
    assert "Measure J" in contingent
    assert "$7,000,000" in contingent
    assert "does not count" in contingent
    assert "signed agreement" in contingent


def test_the_concerns_stand_after_the_reserves_and_each_once(letter: str) -> None:
    headings = re.findall(r"^## (.+)$", letter, re.MULTILINE)
    assert headings[0] == "Available reserves"
    assert len(headings) == len(set(headings))
    assert headings.index("What we ask of the District") > 4


def test_what_could_not_be_judged_is_said_and_asked_for(letter: str) -> None:
    opening = letter.split("## ")[0]
    assert "ending balance" in opening and "cash" in opening
    assert "The figures this review lacked" in paragraph(letter, "what we ask")


def test_every_request_has_a_date_and_an_authority(letter: str) -> None:
    rows = [row for row in paragraph(letter, "what we ask").splitlines() if re.match(r"\| \d+ \|", row)]
    assert len(rows) >= 4
    for row in rows:
        assert re.search(r"\| [A-Z][a-z]+ \d{1,2}, 20\d\d \|", row), row
        assert re.search(r"\| [A-Z][a-z]+ Code section [^|]+\|", row), row


def test_with_a_profile_filled_in_it_bears_no_draft_mark_and_no_placeholder(letter: str) -> None:
    assert "draft" not in letter.lower()
    assert "[" not in letter and "]" not in letter


def test_it_is_addressed_to_the_board_president_and_signed_by_the_office(letter: str) -> None:
    assert letter.startswith("**Los Angeles County Office of Education**")
    assert "January 9, 2019" in letter
    assert re.search(r"Board President Torres|Dear Robin Example|Dear Board President", letter)
    assert "Chief Financial Officer" in letter


def test_it_keeps_the_house_rules_and_never_speaks_of_what_it_cannot_know(letter: str) -> None:
    check_house_rules(letter)
    for word in ("insolven", "fiscal adviser", "$10.3", "$10,300,000", "unable to meet", "may not meet", "will not meet"):
        assert word not in letter.lower(), word


def test_a_hard_word_set_into_it_would_be_stopped(letter: str) -> None:
    from compliance.letter.stopped import LetterStopped

    with pytest.raises(LetterStopped):
        check_house_rules(letter + "\nThe District may not meet its obligations.\n")
