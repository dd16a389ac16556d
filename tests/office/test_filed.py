"""A letter made again never destroys what someone wrote into its file, however often it is made again."""

from __future__ import annotations

from pathlib import Path

from compliance.office.filed import Filed, file_letter
from compliance.office.resumed import standing_in
from compliance.office.sidecar import read_sidecar

from .letters import DAY, sidecar


def again(folder: Path, text: bytes, *kinds: str) -> Filed:
    path = folder / "vista.json"
    made = sidecar(letter={"sha256": f"{text[-1]:x}".zfill(64)})
    return file_letter(
        folder, "vista", dict.fromkeys(kinds or ("md",), text), made, read_sidecar(path) if path.exists() else None
    )


def test_an_unedited_letter_is_replaced(tmp_path: Path) -> None:
    again(tmp_path, b"one")
    again(tmp_path, b"two")
    assert (tmp_path / "vista.md").read_bytes() == b"two"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["vista.json", "vista.md"]


def test_an_edited_letter_stays_through_every_later_letter(tmp_path: Path) -> None:
    again(tmp_path, b"one")
    (tmp_path / "vista.md").write_bytes(b"one, edited")
    filed = again(tmp_path, b"two")
    assert filed.written[0].beside and "edited" in filed.written[0].difference
    again(tmp_path, b"three")
    assert (tmp_path / "vista.md").read_bytes() == b"one, edited"
    assert {(tmp_path / name).read_bytes() for name in ("vista.new.md", "vista.new-2.md")} == {b"two", b"three"}


def test_the_new_letter_put_in_place_of_the_edited_one_is_ours_again(tmp_path: Path) -> None:
    again(tmp_path, b"one")
    (tmp_path / "vista.md").write_bytes(b"one, edited")
    again(tmp_path, b"two")
    (tmp_path / "vista.new.md").replace(tmp_path / "vista.md")
    assert not again(tmp_path, b"three").written[0].beside
    assert (tmp_path / "vista.md").read_bytes() == b"three"


def test_a_file_that_nobody_recorded_stays(tmp_path: Path) -> None:
    (tmp_path / "vista.md").write_bytes(b"someone's own")
    assert again(tmp_path, b"one").written[0].beside
    assert (tmp_path / "vista.md").read_bytes() == b"someone's own"


def test_a_format_left_out_is_out_of_date_and_no_longer_stands_for_the_letter(tmp_path: Path) -> None:
    again(tmp_path, b"one", "md", "pdf")
    assert standing_in(tmp_path, DAY).of("4" * 64, ["md", "pdf"]) is not None
    filed = again(tmp_path, b"two", "md")
    assert filed.stale == ("vista.pdf",)
    assert standing_in(tmp_path, DAY).of("4" * 64, ["md"]) is not None
    assert standing_in(tmp_path, DAY).of("4" * 64, ["md", "pdf"]) is None
    again(tmp_path, b"three", "md", "pdf")
    assert (tmp_path / "vista.pdf").read_bytes() == b"three"


def test_a_letter_stands_only_with_its_files_its_inputs_and_its_day(tmp_path: Path) -> None:
    again(tmp_path, b"one")
    assert standing_in(tmp_path, None).of("4" * 64, ["md"]) is not None
    assert standing_in(tmp_path, DAY.replace(day=1)).of("4" * 64, ["md"]) is None
    assert standing_in(tmp_path, None).of("5" * 64, ["md"]) is None
    (tmp_path / "vista.md").unlink()
    assert standing_in(tmp_path, None).of("4" * 64, ["md"]) is None
    assert standing_in(tmp_path / "none", None).letters == {}
