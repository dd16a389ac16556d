"""A county profile is read whole, and each mistake in it is one sentence with its place."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from compliance.letter.profile import PLAIN, placeholders
from compliance.letter.profile_document import ProfileDocument
from compliance.letter.read_profile import ProfileError, read_profile

GOOD = """county_profile: 1
office: Example County Office of Education
address: [1 Main Street]
county_superintendent: Ana Reyes
signatory: {name: Lee Park, title: Chief Financial Officer}
contact: {name: Sam Ortiz}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "county.yaml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("name", ["county-los-angeles", "county-plain"])
def test_the_examples_are_profiles(root: Path, name: str) -> None:
    assert read_profile(root / "examples" / f"{name}.yaml").office


def test_a_profile_is_read_with_its_dates_and_district_addressees(tmp_path: Path) -> None:
    more = """requests_due: {reserve-plan: 2019-02-26}
addressees:
  - {cds: "19648810000000", role: superintendent, name: Kim Torres}
templates: ours
"""
    profile = read_profile(written(tmp_path, GOOD + more))
    assert profile.requests_due == {"reserve-plan": datetime.date(2019, 2, 26)}
    assert profile.addressee_of("19648810000000").salutation == "Dear Superintendent Torres"
    assert profile.addressee_of("01100170000000").name == "[name of the board president]"
    assert profile.templates == tmp_path / "ours"


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (GOOD.replace("office:", "ofice:"), "2:1", "did you mean 'office'"),
        (GOOD.replace("contact: {name: Sam Ortiz}\n", ""), "1:1", "'contact' is missing"),
        (GOOD.replace("name: Sam Ortiz", "nam: Sam"), "6:11", "did you mean 'name'"),
        (GOOD.replace("[1 Main Street]", "1 Main Street"), "3:10", "is a list"),
        (GOOD.replace("county_profile: 1", "county_profile: 2"), "1:17", "format of a county profile is 1"),
        (GOOD + "requests_due: {reserve-plan: soon}\n", "7:30", "'soon' is not a date"),
        (GOOD + "requests_due: {reserve-plan: 2019-02-30}\n", "7:30", "'2019-02-30' is not a date"),
        (GOOD + "addressee: {role: mayor}\n", "7:19", "expected board_president or superintendent"),
        (GOOD + "addressees: [{cds: 19648810000000}]\n", "7:20", "quotation marks"),
        (GOOD + "phone:\n", "7:7", "A text is expected"),
        (GOOD + "phone: [\n", "8:1", "not YAML"),
        ("- a\n", "1:1", "begins with 'county_profile: 1'"),
        ("", "1:1", "begins with 'county_profile: 1'"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, text: str, place: str, words: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ProfileError) as refused:
        read_profile(path)
    assert words in refused.value.message
    assert str(refused.value).startswith(f"{path}:{place}:")


def test_a_profile_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="cannot be read: No such file"):
        read_profile(tmp_path / "none.yaml")


def test_the_plain_profile_is_all_placeholders() -> None:
    assert "[name of the signatory]" in placeholders(PLAIN.signatory)
    assert placeholders(("no brackets", ("a [b] c",))) == ("[b]",)


def test_the_schema_and_the_reader_know_the_same_names() -> None:
    from compliance.letter import read_profile as reader

    assert tuple(ProfileDocument.model_fields) == reader._NAMES
    required = {name for name, field in ProfileDocument.model_fields.items() if field.is_required()}
    assert required == set(reader._NEEDED)
