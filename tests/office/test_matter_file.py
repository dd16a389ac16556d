"""A matter file is read whole, and each mistake in it is one sentence with its place."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from compliance.letter.matter import Answered, Audit, Decision, Override, PriorLetter, Reduction
from compliance.office import matter_file
from compliance.office.matter_document import (
    AnsweredDocument,
    AuditDocument,
    DecisionDocument,
    MatterDocument,
    OverriddenDocument,
    PriorLetterDocument,
    ReductionDocument,
)
from compliance.office.matter_file import find_matter, read_matter
from compliance.office.refused import OfficeError

WHOLE = """matter: 1
received: 2025-12-12
board_action: 2025-12-10
scenario: ours.yaml
prior_letters:
  - {date: 2025-09-15, kind: conditional-approval, fiscal_year: 2025-26, report: adopted_budget, findings: [01CS-10]}
decision: {level: qualified, reason: cuts are not named, by: Ines Delgado}
own_paragraphs: [We met on January 5.]
overridden:
  - {rule: thin-reserve-margin, reason: settled since, by: Ines Delgado}
audit: {fiscal_year: 2023-24, received: 2025-02-21, opinion: qualified, material_weaknesses: 2}
reductions:
  - {name: Fewer buses, fiscal_year: 2025-26, amount: 210000.50, ongoing: yes, board_action: 2025-06-17, status: approved}
answered:
  - {request: reserve-plan, on: 2025-11-03}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "matter.yaml"
    path.write_text(text, "utf-8")
    return path


def test_a_matter_is_read_whole(tmp_path: Path) -> None:
    file = read_matter(written(tmp_path, WHOLE))
    matter = file.matter
    assert (matter.received, matter.board_action) == (datetime.date(2025, 12, 12), datetime.date(2025, 12, 10))
    assert matter.prior_letters == (
        PriorLetter(
            datetime.date(2025, 9, 15), "conditional-approval", None, ("01CS-10",), (), "adopted_budget", "2025-26", None
        ),
    )
    assert matter.decision == Decision(None, "qualified", "cuts are not named", "Ines Delgado")
    assert matter.own_paragraphs == ("We met on January 5.",)
    assert matter.overridden == {"thin-reserve-margin": Override("settled since", "Ines Delgado")}
    assert (file.scenario, file.proposal) == (tmp_path / "ours.yaml", None)
    assert matter.audit == Audit("2023-24", datetime.date(2025, 2, 21), "qualified", 2, None)
    [buses] = matter.reductions
    assert (buses.name, buses.fiscal_year, buses.amount.value) == ("Fewer buses", "2025-26", Decimal("210000.50"))
    assert (buses.ongoing, buses.negotiable, buses.board_action) == (True, None, datetime.date(2025, 6, 17))
    assert buses.amount.source is not None
    assert (buses.amount.source.path, buses.amount.source.line) == (str(file.path), 13)
    assert matter.answered == (Answered("reserve-plan", datetime.date(2025, 11, 3)),)


def test_the_examples_are_matters_found_by_their_names(root: Path) -> None:
    folder = root / "examples" / "matters"
    paths = sorted(folder.glob("*.yaml"))
    assert paths
    for path in paths:
        assert read_matter(path).matter.received
        assert find_matter(folder, path.stem) == path
        assert find_matter(path, "whatever") == path
    assert find_matter(folder, "none") is None


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("received:", "recieved:", "2:1", "did you mean 'received'"),
        ("2025-12-12", "12 December", "2:11", "is not a date"),
        ("2025-12-12", "2025-02-30", "2:11", "is not a date"),
        ("matter: 1", "matter: 2", "1:9", "format of a matter file is 1"),
        ("level: qualified", "level: qualfied", "7:19", "did you mean 'qualified'"),
        ("level: qualified, ", "", "7:11", "names a kind of letter or a level"),
        (", by: Ines Delgado}\nown", "}\nown", "7:11", "'by' is missing"),
        ("[We met on January 5.]", "We met.", "8:17", "A list is expected"),
        (", reason: settled since", "", "10:5", "'reason' is missing"),
        ("opinion: qualified", "opinion: qualifed", "11:62", "did you mean 'qualified'"),
        ("material_weaknesses: 2", "material_weaknesses: two", "11:94", "is not a whole number"),
        ("fiscal_year: 2023-24", "fiscal_year: 2023-25", "11:22", "is not a fiscal year; write it as 2025-26"),
        ("210000.50", "-210000.50", "13:55", "below zero; write the amount without a sign"),
        ("210000.50", "some money", "13:55", "Write dollars with a point"),
        ("ongoing: yes", "ongoing: maybe", "13:75", "expected yes or no"),
        ("status: approved", "status: done", "13:114", "expected one of identified, approved, implemented"),
        (", on: 2025-11-03", "", "15:5", "'on' is missing"),
        ("  - {date: 2025-09-15, ", "  - {", "6:5", "'date' is missing"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, old: str, new: str, place: str, words: str) -> None:
    assert old in WHOLE
    path = written(tmp_path, WHOLE.replace(old, new, 1))
    with pytest.raises(OfficeError, match=words) as refused:
        read_matter(path)
    assert str(refused.value).startswith(f"{path}:{place}:")


def test_one_finding_is_overridden_once(tmp_path: Path) -> None:
    twice = "  - {rule: thin-reserve-margin, reason: again, by: Ines Delgado}\n"
    with pytest.raises(OfficeError, match="overridden twice"):
        read_matter(written(tmp_path, WHOLE.replace("audit:", f"{twice}audit:")))


@pytest.mark.parametrize("text", ["", "- a\n", "matter: [\n"])
def test_another_document_is_no_matter(tmp_path: Path, text: str) -> None:
    with pytest.raises(OfficeError):
        read_matter(written(tmp_path, text))


def test_the_schema_and_the_reader_know_the_same_names() -> None:
    assert set(MatterDocument.model_fields) == set(matter_file._NAMES)
    assert set(PriorLetterDocument.model_fields) == set(PriorLetter._fields) == set(matter_file._PRIOR)
    assert set(DecisionDocument.model_fields) == set(Decision._fields)
    assert set(OverriddenDocument.model_fields) == {"rule", *Override._fields}
    for document, told in ((AuditDocument, Audit), (ReductionDocument, Reduction), (AnsweredDocument, Answered)):
        assert set(document.model_fields) == set(told._fields)
