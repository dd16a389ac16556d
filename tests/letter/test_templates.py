"""The templates keep the house rules whatever the figures are; the library is whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance.cli.rulebooks import load_chosen
from compliance.engine.findings import Case, Result
from compliance.letter.environment import letter_environment
from compliance.letter.house_rules import lint_template
from compliance.letter.lint import lint_letters
from compliance.letter.own_findings import FINDINGS
from compliance.letter.paragraphs import LEVELS, choose_paragraphs, read_library
from compliance.letter.printed import Printed
from compliance.letter.stopped import LetterStopped
from compliance.scenario import proposal_findings, settlement_findings


def test_no_template_gives_bargaining_advice_or_a_hard_word_without_year_and_amount(root: Path) -> None:
    assert lint_letters(root / "templates" / "letters", root / "rules" / "us-ca" / "citations.yaml") == ()


@pytest.mark.parametrize(
    "text",
    [
        "The board should not grant the raise.",
        "We recommend that the District reject the offer.",
        "The District cannot afford this agreement.",
        "We ask the board to approve the pay increase.",
        "Teachers should receive a fair increase.",
        "The District is urged to offer a raise.",
        "We recommend that the board delay the settlement.",
        "In {{ row.fiscal_year }} the District may not meet its obligations.",
        "The District will not meet its obligations, short {{ row.above | amount }}.",
    ],
)
def test_such_a_template_is_found_with_its_name(text: str) -> None:
    [found] = lint_template(f"## Heading\n\n{text}\n", "own.md.j2")
    assert found.startswith("own.md.j2: A sentence of the letter")


@pytest.mark.parametrize(
    "text",
    [
        "In {{ row.fiscal_year }} the District may not meet its obligations: it is {{ row.above | amount }} short.",
        "If the agreement is adopted, a plan restores the reserve.",
        "An agreement that rests on ongoing resources would not raise that concern.",
    ],
)
def test_what_happens_to_reserves_may_be_said(text: str) -> None:
    assert lint_template(text, "own.md.j2") == ()


def test_every_rule_that_a_paragraph_answers_is_a_rule_or_a_finding_on_a_settlement(root: Path) -> None:
    library = read_library([root / "templates" / "letters"])
    settled = Path(settlement_findings.__file__).read_text("utf-8") + Path(proposal_findings.__file__).read_text("utf-8")
    rules = set(load_chosen(()).rules)
    for topic in library.topics:
        for rule in library.rules(topic):
            known = rule in rules or f'"{rule}"' in settled or rule.startswith("clock-") or rule in FINDINGS
            assert known, (topic, rule)


def test_no_rule_is_answered_by_two_topics_and_every_file_is_named_for_its_topic_and_severity(root: Path) -> None:
    library = read_library([root / "templates" / "letters"])
    answered = [rule for topic in library.topics for rule in library.rules(topic)]
    assert len(answered) == len(set(answered))
    files = {path.name for path in (root / "templates" / "letters" / "paragraphs").iterdir()}
    named = {f"{topic}-{severity}.md.j2" for topic, entries in library.topics.items() for severity in entries}
    assert files == named and {name.split(".")[0].rsplit("-", 1)[1] for name in files} <= set(LEVELS)


# Topics of letters.md 2.6, in its order: what a county's letters speak of.
SPOKEN_OF = (
    "reserve-below-minimum", "thin-reserve-margin", "falling-reserves", "deficit-spending", "unsettled-negotiations",
    "settlement-above-cola", "one-time-for-ongoing", "raise-from-reserves", "contingent-revenue", "unidentified-reductions",
    "reductions-to-negotiate", "plan-not-carried-out", "attendance", "attendance-ratio", "contributions", "transfers", "cash",
    "pension-rates", "retiree-benefits", "long-term-debt", "restricted-balances", "audit", "position-control",
    "business-office", "charter-schools", "other-funds", "data-agreement", "filing-late", "missing-explanation",
)  # fmt: skip
# Items of the form that gather facts and conclude nothing: no letter can rest on them.
CONCLUDE_NOTHING = {"01CS-S7", "01CS-S8", "01CSI-S7", "01CSI-S8"}


@pytest.mark.parametrize("topic", SPOKEN_OF)
def test_each_topic_of_a_countys_letters_has_a_paragraph_that_something_calls_for(topic: str, root: Path) -> None:
    library = read_library([root / "templates" / "letters"])
    assert library.rules(topic)


def test_a_finding_has_a_paragraph_of_its_own_topic_and_severity(root: Path) -> None:
    library = read_library([root / "templates" / "letters"])
    own = {rule: topic for topic in library.topics for rule in library.rules(topic)}
    severities = {id_: severity for id_, (_, severity) in FINDINGS.items()}
    for rule in load_chosen(()).rules.values():
        applies = rule.id.startswith("01CS") or Path(rule.path).parent.name == "cautions"
        if applies and rule.id not in CONCLUDE_NOTHING:
            severities[rule.id] = rule.severity
    assert len(severities) > 90
    lacking = [
        (rule, severity)
        for rule, severity in severities.items()
        if rule not in own or library.entry(own[rule], severity).severity != severity
    ]
    assert lacking == []


@pytest.mark.parametrize(
    ("front", "words"),
    [
        ("", "begins with its front matter"),
        ("{#---\nid: own-concern\nversion: 1\ntopic: own\n---#}\n", "holds id, version, topic, severity, rules"),
        ("{#---\nid: own\nversion: 1\ntopic: own\nseverity: concern\nrules: [x]\n---#}\n", "are its topic and severity"),
    ],
)
def test_a_bad_front_matter_is_named(tmp_path: Path, root: Path, front: str, words: str) -> None:
    (tmp_path / "paragraphs").mkdir()
    (tmp_path / "paragraphs" / "own-concern.md.j2").write_text(f"{front}## Own\n", "utf-8")
    with pytest.raises(LetterStopped, match=words):
        read_library([tmp_path, root / "templates" / "letters"])


def test_a_countys_paragraph_without_front_matter_takes_ours_and_says_so(tmp_path: Path, root: Path) -> None:
    (tmp_path / "paragraphs").mkdir()
    (tmp_path / "paragraphs" / "falling-reserves-concern.md.j2").write_text("## Own\n", "utf-8")
    library = read_library([tmp_path, root / "templates" / "letters"])
    assert library.entry("falling-reserves", "concern").id == "county/falling-reserves-concern"


@pytest.mark.parametrize(
    ("severity", "paragraph"), [("serious", "technical-review-serious"), ("concern", "technical-review-concern")]
)
def test_a_check_that_no_paragraph_names_goes_to_the_technical_review(root: Path, severity: str, paragraph: str) -> None:
    check = Result(
        "OF-A-CHECK", "Codes are valid", "not_met", severity, (), "", "", (Case({}, "not_met", {}, ""),), phase="general"
    )
    other = check._replace(rule="of-a-county", phase="")
    chosen = choose_paragraphs(read_library([root / "templates" / "letters"]), [other, check], ())
    assert [(one.entry.id, [result.rule for result in one.results]) for one in chosen] == [
        (paragraph, ["OF-A-CHECK"]),
        ("other-standards-concern", ["of-a-county"]),
    ]


def test_a_template_that_changes_between_two_letters_is_read_anew(tmp_path: Path) -> None:
    said = []
    for words in ("The first.", "The second."):
        (tmp_path / "one.md.j2").write_text(words, "utf-8")
        said.append(letter_environment([tmp_path], {}, Printed("dollars")).get_template("one.md.j2").render())
    assert said == ["The first.", "The second."]
