"""A pack with a mistake outside its rules is not used at all: the error says what was found, where, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance.located import LocatedError
from compliance.rulebook.errors import RulebookError
from compliance.rulebook.load import load_rulebook

from .packs import write_pack

FLOOR, TABLE, FEW = "parameters/floor.yaml", "parameters/standard_table.yaml", "figures/few.yaml"
ANSWERS, LISTS, SCHEMES, PACK = "answers.yaml", "lists.yaml", "certification.yaml", "pack.yaml"
LATER = "  - {from: 2024-25, value: 87000, cites: [5 CCR 15450]}"

# file, what stands in it, what stands there instead, line of the mistake, words the error holds
YEARS = [
    (FLOOR, "from: 2024-25", "from: 2023-24", 6, ["Two values hold in 2023-24", "end the earlier one"]),
    (FLOOR, "from: 2023-24,", "from: 2023-24, until: 2024-25,", 6, ["Two values hold in 2024-25"]),
    (FLOOR, "from: 2024-25", "from: 2023-24, until: 2022-23", 6, ["until 2022-23 comes before from 2023-24"]),
    (FLOOR, "from: 2023-24,", "from: 2021-22, until: 2022-23,", 6, ["No value holds between 2022-23 and 2024-25", "2023-24"]),
    (FLOOR, "from: 2024-25", "from: 2024-26", 6, ["from is '2024-26'", "write a fiscal year as 2024-25"]),
    (FLOOR, "from: 2024-25", "from: 2024", 6, ["from is '2024'", "2024-25"]),
]
VALUES = [
    (FLOOR, "value: 87000, cites: [5 CCR 15450]", "value: 87000", 6, ["lacks 'cites'"]),
    (FLOOR, "value: 87000, cites: [5 CCR 15450]", "value: 87000, cites: []", 6, ["A value without a citation", "which law"]),
    (FLOOR, "value: 87000", "value: 87,000", 6, ["A dated value has no '000'"]),
    (FLOOR, "value: 87000", "value: '87,000'", 6, ["value is '87,000'", "write a plain number"]),
    (FLOOR, "value: 87000", "value: 3%", 6, ["a percent sign belongs to a rate, this is money"]),
    (FLOOR, "value: 87000", "value: 1e5", 6, ["value is '1e5'", "write a plain number"]),
    (FLOOR, "value: 87000", "valeu: 87000", 6, ["no 'valeu'", "did you mean 'value'?"]),
    (FLOOR, "value: 87000", "value: 87000, confidence: sure", 6, ["confidence is 'sure'", "certain"]),
    (FLOOR, "unit: money", "unit: dollars", 3, ["unit is 'dollars'", "money"]),
    (FLOOR, "runs_on: no", "run_on: no", 7, ["no 'run_on'", "did you mean 'runs_on'?"]),
    (FLOOR, "runs_on: no", "runs_on: never", 7, ["runs_on is 'never'", "yes"]),
    (FLOOR, "parameter: floor", "parameter: ceiling", 1, ["The parameter is called 'ceiling', its file 'floor.yaml'"]),
]
TIERS = [
    (TABLE, "upto: 1000", "upto: 300", 10, ["upto 300 does not rise above 300", "rising order"]),
    (TABLE, "upto: 1000", "upto: 299", 10, ["upto 299 does not rise above 300"]),
    (TABLE, "{upto: 1000, ", "{", 10, ["Only the last tier may be without upto", "never be reached"]),
    (TABLE, "{percent: 3%", "{upto: 30000, percent: 3%", 11, ["Nothing holds above 30000", "add a last tier without upto"]),
    (TABLE, "percent: 4%, floor: floor", "percent: 4%", 10, ["lacks 'floor'"]),
    (TABLE, "percent: 4%, floor: floor", "percent: 4%, flor: floor", 10, ["no 'flor'", "did you mean 'floor'?"]),
    (
        TABLE,
        "percent: 4%, floor: floor",
        "percent: 4%, floor: flor",
        None,
        ["takes 'floor' from 'flor'", "did you mean 'floor'?"],
    ),
    (TABLE, "percent: 4%, floor: floor", "percent: floor, floor: 0", None, ["takes 'percent' from 'floor'", "rate"]),
    (TABLE, "percent: 4%", "percent: four", None, ["takes 'percent' from 'four'"]),
]
FIGURES = [
    (FEW, "unit: ada", "unit: pupils", 2, ["unit is 'pupils'"]),
    (FEW, "label: Pupils, ", "", 2, ["Figure ada lacks 'label'"]),
    (FEW, """'sum(amount, fund="01")'""", "ada", 9, ["reserves is money, this place gives ada"]),
    (FEW, """'sum(amount, fund="01")'""", "outgoo", 9, ["'outgoo'", "did you mean 'outgo'?", "^^^^^^"]),
    (FEW, """is: 'sum(amount, fund="01")'""", "because: x, is: outgo", 9, ["either `is` or `because`"]),
    (FEW, "years: [0]", "years: [0, 3]", 9, ["years holds '3'", "-3"]),
    (
        FEW,
        "years: [0], is: 'sum(amount, fund=\"01\")'",
        "years: [0], is: 'element(\"A.{myp}\")'",
        9,
        ["{myp} stands for nothing"],
    ),
    (FEW, "years: [0],", "years: [0], reports: [second_interim],", 9, ["reports is 'second_interim'"]),
    (FEW, "  revenue:", "  outgo:", 4, ["'outgo' stands here a second time", "line 3"]),
    (FEW, "  revenue:", "  floor:", 4, ["'floor' is declared a second time", "one thing"]),
]
OTHERS = [
    (SCHEMES, "decides: [R-1]", "decides: [R-11]", 5, ["No rule is called 'R-11'", "did you mean 'R-1'?"]),
    (SCHEMES, "[{rule: R-1}]", "[{rule: R-3}]", 7, ["No rule is called 'R-3'"]),
    (SCHEMES, "[{rule: R-1}]", "[{rule: R-1, year: [0]}]", 7, ["no 'year'", "did you mean 'years'?"]),
    (
        SCHEMES,
        "otherwise: approve",
        "otherwise: approve\n    laid_over: {outgo: ada}",
        9,
        ["outgo must give money, this gives ada"],
    ),
    (ANSWERS, "type: yes_no", "type: yesno", 2, ["type is 'yesno'", "did you mean 'yes_no'?"]),
    (ANSWERS, "type: yes_no", "type: yes_no, default: maybe", 2, ["default is 'maybe'"]),
    (LISTS, "key: unit", "key: units", 4, ["key is 'units'", "did you mean 'unit'?"]),
    (LISTS, "{unit: bool}", "{unit: bool, requird: yes}", 5, ["no 'requird'", "did you mean 'required'?"]),
    (PACK, 'version: "1"\n', "", 1, ["pack.yaml lacks 'version'"]),
    (PACK, "id: small", "id: small\nid: large", 3, ["'id' stands here a second time", "line 2"]),
]
YAML = [
    (FLOOR, "title: Least dollars", "title: &anchor Least dollars", 2, ["An anchor (&)", "write plain values"]),
    (FLOOR, "title: Least dollars", "title: *alias", 2, ["An alias (*)", "write the value out"]),
    (FLOOR, "title: Least dollars", "title: [Least dollars", None, ["This is not YAML"]),
    (FLOOR, "title: Least dollars", "title: !!python/name:os.system Least", 2, ["tag (!)"]),
    (FLOOR, "runs_on: no\n", "runs_on: no\n---\nrules: 1\n", 8, ["A second document"]),
    (FLOOR, LATER, f"{LATER}\n{LATER}", 7, ["Two values hold in 2024-25"]),
]


@pytest.mark.parametrize(("file", "old", "new", "line", "words"), [*YEARS, *VALUES, *TIERS, *FIGURES, *OTHERS, *YAML])
def test_a_mistake_is_told_with_its_place(
    tmp_path: Path, file: str, old: str, new: str, line: int | None, words: list[str]
) -> None:
    folder = write_pack(tmp_path, file, old, new)
    with pytest.raises(RulebookError) as caught:
        load_rulebook([folder])
    told = str(caught.value)
    assert told.startswith(f"{folder / file}:" if line is None else f"{folder / file}:{line}:"), told
    for expected in words:
        assert expected in told, told


def test_the_small_pack_itself_loads(tmp_path: Path) -> None:
    book = load_rulebook([write_pack(tmp_path)])
    assert (list(book.rules), book.faults, list(book.parameters)) == (["R-1", "R-2"], (), ["floor", "standard_table"])


# A number that the shape of a number lets through and arithmetic does not is told like any other mistake.
@pytest.mark.parametrize("written", ["5/0", "1.5/3"])
def test_a_number_that_is_none_is_told(tmp_path: Path, written: str) -> None:
    folder = write_pack(tmp_path, FLOOR, "value: 87000", f"value: {written}")
    with pytest.raises(RulebookError, match="value is"):
        load_rulebook([folder])


@pytest.mark.parametrize("line", ["vresion: 2", "entity: [district]"])
def test_pack_yaml_refuses_names_it_does_not_know(tmp_path: Path, line: str) -> None:
    folder = write_pack(tmp_path, PACK, "id: small", f"id: small\n{line}")
    with pytest.raises(RulebookError, match=r"pack\.yaml:3"):
        load_rulebook([folder])


def test_a_pack_of_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match=r"pack\.yaml:1"):
        load_rulebook([write_pack(tmp_path, PACK, "pack: 1", "pack: 2")])


def test_a_file_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    (folder / FLOOR).write_bytes(b"parameter: floor\ntitle: d\xe9ficit\n")
    with pytest.raises(RulebookError, match=r"not UTF-8 at byte 25") as caught:
        load_rulebook([folder])
    assert "save the file as UTF-8" in str(caught.value)


@pytest.mark.parametrize("missing", ["pack.yaml", "."])
def test_a_folder_that_is_no_pack_is_told(tmp_path: Path, missing: str) -> None:
    folder = tmp_path / "none" if missing == "." else write_pack(tmp_path)
    if missing != ".":
        (folder / missing).unlink()
    with pytest.raises(LocatedError, match=r"pack\.yaml") as caught:
        load_rulebook([folder])
    assert str(folder) in str(caught.value)


def test_a_parameter_of_a_second_pack_may_not_replace_one(tmp_path: Path) -> None:
    first, second = write_pack(tmp_path / "first"), tmp_path / "second"
    (second / "parameters").mkdir(parents=True)
    (second / FLOOR).write_text((first / FLOOR).read_text())
    with pytest.raises(RulebookError, match="'floor' is there already"):
        load_rulebook([first, second])
