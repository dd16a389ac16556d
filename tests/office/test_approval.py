"""Draft, reviewed, approved: one step at a time, by a person, and approval freezes what the letter rests on."""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path

import pytest

from compliance.office.approval import changed_files, mark
from compliance.office.filed import file_letter, write_sidecar
from compliance.office.refused import NotDone
from compliance.office.sidecar import read_sidecar
from compliance.office.sidecar_document import SideCar

from .letters import sidecar

ON = datetime.date(2026, 1, 13)


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def filed(tmp_path: Path) -> Path:
    """A letter in its folder, with the filing it was made from beside it."""
    (tmp_path / "vista.dat").write_text("figures", "utf-8")
    inputs = [{"path": "vista.dat", "sha256": sha("figures"), "role": "filing"}]
    file_letter(tmp_path, "vista", {"md": b"# Letter\n", "docx": b"PK"}, sidecar(inputs=inputs), None)
    return tmp_path / "vista.json"


def marked(path: Path, *states: str) -> tuple[SideCar, tuple[str, ...]]:
    told: tuple[str, ...] = ()
    for state in states:
        after, told = mark(read_sidecar(path), path, state, "Ines Delgado", ON)
        write_sidecar(path, after)
    return read_sidecar(path), told


def test_each_step_names_who_and_when(filed: Path) -> None:
    after, _ = marked(filed, "reviewed", "approved")
    assert after.state == "approved"
    assert [(step.state, step.by, step.on) for step in after.steps[1:]] == [
        ("reviewed", "Ines Delgado", ON),
        ("approved", "Ines Delgado", ON),
    ]


def test_approval_freezes_inputs_and_files_by_hash(filed: Path) -> None:
    after, _ = marked(filed, "reviewed", "approved")
    assert after.frozen is not None
    assert [(one.path, one.sha256) for one in after.frozen.inputs] == [("vista.dat", sha("figures"))]
    assert {one.path: one.sha256 for one in after.frozen.files} == {"vista.md": sha("# Letter\n"), "vista.docx": sha("PK")}
    assert list(changed_files(after.frozen, filed.parent)) == []
    (filed.parent / "vista.md").write_text("# Other\n", "utf-8")
    (filed.parent / "vista.docx").unlink()
    assert list(changed_files(after.frozen, filed.parent)) == [
        "vista.md was changed after the approval",
        "vista.docx is not there",
    ]


@pytest.mark.parametrize("steps", [("approved",), ("reviewed", "reviewed"), ("reviewed", "approved", "approved")])
def test_no_step_is_left_out_or_taken_twice(filed: Path, steps: tuple[str, ...]) -> None:
    with pytest.raises(NotDone, match="one step at a time"):
        marked(filed, *steps)


def test_nobody_cannot_review(filed: Path) -> None:
    with pytest.raises(NotDone, match="add --by"):
        mark(read_sidecar(filed), filed, "reviewed", "  ", ON)


def test_a_letter_with_placeholders_is_not_approved(filed: Path) -> None:
    write_sidecar(filed, read_sidecar(filed).model_copy(update={"draft": True}))
    with pytest.raises(NotDone, match="DRAFT"):
        marked(filed, "reviewed", "approved")


def test_a_letter_whose_filing_changed_since_is_not_approved(filed: Path) -> None:
    marked(filed, "reviewed")
    (filed.parent / "vista.dat").write_text("other figures", "utf-8")
    with pytest.raises(NotDone, match=r"vista\.dat \(filing\) was changed"):
        marked(filed, "approved")
    (filed.parent / "vista.dat").unlink()
    with pytest.raises(NotDone, match="is not there"):
        marked(filed, "approved")


def test_an_edited_file_is_approved_as_it_is_and_said_to_be_edited(filed: Path) -> None:
    (filed.parent / "vista.docx").write_bytes(b"PK edited")
    after, told = marked(filed, "reviewed", "approved")
    assert after.frozen is not None
    assert sha("PK edited") in {one.sha256 for one in after.frozen.files}
    assert len(told) == 1 and told[0].startswith("vista.docx was edited")
