"""What a letter may not say, and that it is stopped with the sentence named."""

from __future__ import annotations

import pytest

from compliance.letter.house_rules import check_house_rules, sentences
from compliance.letter.plain_text import quoted
from compliance.letter.stopped import LetterStopped


@pytest.mark.parametrize(
    "sentence",
    [
        "The District may not meet its obligations.",
        "The District may not meet its obligations in 2020-21.",
        "The District will not meet obligations, short $5.00 of them.",
        "This path is not sustainable on an ongoing basis.",
        "The district is unable to meet payroll.",
        "Reserves recover next year.",
        "Reserves recover in the following fiscal year.",
        "The board should not give raises.",
        "We have concerns about the raise.",
        "The settlement will use up the reserve.",
    ],
)
def test_a_sentence_against_the_house_rules_stops_the_letter_and_is_named(sentence: str) -> None:
    with pytest.raises(LetterStopped) as stopped:
        check_house_rules(f"## Heading\n\nA sentence before. {sentence} A sentence after.")
    assert sentence in str(stopped.value)
    assert "sentence before" not in str(stopped.value)


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2020-21 the District may not meet its obligations: it stands $5.00 short of the required reserve.",
        "If a settlement were paid from reserves, it would use them up.",
        "Before a settlement is adopted, its cost will be disclosed.",
        "The District may not issue certificates of participation.",
    ],
)
def test_a_hard_word_with_its_year_and_dollars_may_stand(sentence: str) -> None:
    check_house_rules(sentence)


def test_the_year_and_the_dollars_must_stand_in_the_same_sentence() -> None:
    with pytest.raises(LetterStopped):
        check_house_rules("In 2020-21 reserves are short by $5.00. The District may not meet its obligations.")


def test_a_name_that_a_filing_gives_is_not_our_sentence() -> None:
    check_house_rules(f"The filing lists {quoted('Next year, we will not meet payroll')}.")


def test_a_heading_a_list_entry_and_a_table_cell_each_end_a_sentence() -> None:
    text = "## Reserves\n\n| Year | Amount |\n|---|---|\n| 2018-19 | $5.00 |\n\n- one\n- two. Three"
    assert sentences(text)[0] == "Reserves"
    assert sentences(text)[-3:] == ["- one", "- two.", "Three"]
