"""What a county does otherwise for some kinds of letter, whom it writes to, and in which words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.letter.house_terms import in_house_terms
from compliance.letter.plain_text import quoted, without_marks
from compliance.letter.profile import Addressee, Habits, Profile, Signatory
from compliance.letter.read_profile import ProfileError, read_profile
from compliance.letter.stopped import LetterStopped

CDS = "01234560000000"
SUPERINTENDENT = Signatory("Marisol Vega", "County Superintendent of Schools")
HABITS = {
    "interim": Habits(role="superintendent", salutation="Dear {name}"),
    "interim-negative": Habits(signatory=SUPERINTENDENT, copies=("State Superintendent",)),
}
PEOPLE = {
    (CDS, "board_president"): Addressee("board_president", "Kim Torres"),
    (CDS, "superintendent"): Addressee("superintendent", "Jo Reyes"),
}


def test_a_kinds_own_habits_come_before_those_of_its_word() -> None:
    profile = Profile(by_kind=HABITS, copies=("District superintendent",))
    caution, negative, approval = (
        profile.for_kind(kind) for kind in ("interim-caution", "interim-negative", "budget-approval")
    )
    assert (caution.role, caution.signatory, caution.copies) == ("superintendent", Signatory(), ("District superintendent",))
    assert (negative.role, negative.signatory, negative.copies) == (None, SUPERINTENDENT, ("State Superintendent",))
    assert approval.role is None and approval.signatory == Signatory()


def test_the_addressee_is_the_person_whom_the_contacts_name_for_the_kinds_role() -> None:
    profile = Profile(by_kind=HABITS, people=PEOPLE, people_from="contacts.csv")
    assert profile.for_kind("interim-caution").addressee_of(CDS).name == "Jo Reyes"
    assert profile.for_kind("interim-caution").addressee_of(CDS).salutation == "Dear Jo Reyes"
    assert profile.for_kind("budget-approval").addressee_of(CDS).salutation == "Dear Board President Torres"


def test_whom_the_contacts_do_not_name_no_letter_goes_to() -> None:
    profile = Profile(by_kind={"disapproval": Habits(role="business_officer")}, people=PEOPLE, people_from="contacts.csv")
    with pytest.raises(LetterStopped, match=r"contacts\.csv names no chief business officer"):
        profile.for_kind("disapproval").addressee_of(CDS)
    with pytest.raises(LetterStopped, match="none in the filing"):
        profile.addressee_of(None)


def test_without_contacts_another_role_is_a_placeholder_at_the_same_address() -> None:
    profile = Profile(by_kind=HABITS, addressees={CDS: Addressee(name="Kim Torres", address=("1 Road",))})
    assert profile.for_kind("budget-approval").addressee_of(CDS).name == "Kim Torres"
    other = profile.for_kind("interim-caution").addressee_of(CDS)
    assert (other.name, other.address) == ("[name of the district superintendent]", ("1 Road",))


def test_the_two_invented_counties_differ(root: Path) -> None:
    oak, tule = (read_profile(root / "examples" / f"county-{name}.yaml") for name in ("live-oak", "tule-river"))
    assert (oak.addressee.role, tule.addressee.role) == ("board_president", "superintendent")
    assert oak.for_kind("disapproval").signatory != oak.for_kind("budget-approval").signatory
    assert tule.for_kind("disapproval").role == "board_president"
    assert tule.terms and not oak.terms
    assert oak.contacts == tule.contacts == root / "examples" / "contacts.csv"


@pytest.mark.parametrize(
    ("line", "place", "words"),
    [
        ("by_kind: {interm: {role: superintendent}}", "7:11", "no kind of letter"),
        ("by_kind: {disaproval: {role: superintendent}}", "7:11", "did you mean 'disapproval'"),
        ("by_kind: {interim: {role: mayor}}", "7:27", "expected board_president"),
        ("by_kind: {interim: {rolle: mayor}}", "7:21", "did you mean 'role'"),
        ("by_kind: [interim]", "7:10", "holds names and values"),
        ("terms: governing board", "7:8", "holds names and values"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, line: str, place: str, words: str) -> None:
    path = tmp_path / "county.yaml"
    path.write_text(
        "county_profile: 1\noffice: Example\naddress: [1 Main Street]\ncounty_superintendent: Ana Reyes\n"
        f"signatory: {{name: Lee Park, title: CFO}}\ncontact: {{name: Sam Ortiz}}\n{line}\n",
        "utf-8",
    )
    with pytest.raises(ProfileError, match=words) as refused:
        read_profile(path)
    assert str(refused.value).startswith(f"{path}:{place}:")


def test_a_term_is_replaced_whole_the_longest_first_and_keeps_its_capital() -> None:
    terms = {"board": "panel", "governing board": "Board of Trustees", "plan": "fiscal plan"}
    text = "The governing board met. Governing board members plan; a Board. The boardroom."
    ours = "The Board of Trustees met. Board of Trustees members fiscal plan; a Panel. The boardroom."
    assert in_house_terms(text, terms) == ours
    assert in_house_terms(text, {}) == text


def test_a_term_is_no_markup() -> None:
    assert in_house_terms("the plan", {"plan": "*plan* <b>"}) == r"the \*plan\* \<b\>"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_what_a_filing_says_is_never_put_in_other_words(said: str) -> None:
    text = f"The plan of {quoted(said + ' plan')} is a plan."
    changed = in_house_terms(text, {"plan": "program"})
    assert without_marks(changed) == f"The program of {without_marks(quoted(said + ' plan'))} is a program."
