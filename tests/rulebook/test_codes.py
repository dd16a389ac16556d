"""Account codes by year: valid, not valid and why, and unconfirmed wherever there is no evidence."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.fiscal_year import shift
from compliance.rulebook.codes import Codes, codes_in, load_codes
from compliance.rulebook.errors import RulebookError
from compliance.shipped import shipped

PACK = shipped("rules") / "us-ca"
CODES = load_codes([PACK])
KINDS = ("fund", "resource", "goal", "function", "object")
SHARED = Path(__file__).resolve().parents[3] / "shared" / "domain" / "codes"
NOT_TESTED = (True, "not tested")


def stands(table: str, code: str, year: str, entity: str = "district") -> tuple[bool | None, str, str]:
    found = CODES.code(table, code, year, entity)
    return found.valid, found.reason, found.why


def pair(table: str, first: str, second: str, year: str = "2024-25", entity: str = "district") -> tuple[bool | None, str]:
    found = CODES.pair(table, first, second, year, entity)
    return found.valid, found.why


@pytest.mark.parametrize(
    ("table", "code", "year", "valid", "reason", "why"),
    [
        ("funds", "01", "2024-25", True, "", ""),
        ("resources", "3215", "2023-24", True, "", ""),
        ("resources", "3215", "2024-25", False, "retired", "retired after 2023-24"),
        ("resources", "3215", "2025-26", False, "retired", "retired after 2023-24"),
        ("resources", "3210", "2023-24", True, "", ""),
        ("resources", "3210", "2024-25", None, "", "no evidence for 2024-25"),
        ("resources", "3210", "2026-27", False, "retired", "retired, last seen valid in 2023-24"),
        ("resources", "6266", "2025-26", True, "", ""),
        ("resources", "6266", "2026-27", False, "retired", "retired after 2025-26"),
        ("resources", "6266", "2020-21", False, "not_yet", "not introduced before 2021-22"),
        ("goals", "5750", "2020-21", True, "", ""),
        ("goals", "5750", "2021-22", False, "retired", "retired after 2020-21"),
        ("objects", "9660", "2021-22", False, "not_yet", "not introduced before 2022-23"),
        ("resources", "6057", "2020-21", False, "not_yet", "not introduced yet"),
        ("resources", "6057", "2021-22", False, "not_open", "not open to districts"),
        ("resources", "6057", "2026-27", False, "not_open", "not open to districts"),
        ("resources", "6333", "2021-22", False, "not_yet", "not introduced yet"),
        ("resources", "6333", "2022-23", None, "", "no evidence for 2022-23"),
        ("resources", "6333", "2024-25", False, "not_open", "not open to districts"),
        ("resources", "6333", "2025-26", True, "", ""),
        ("resources", "1200", "2020-21", None, "", "no evidence for 2020-21"),
        ("resources", "1234", "2024-25", False, "never", "no such resource in the state's tables"),
        ("resources", "1234", "2027-28", None, "", "no evidence for 2027-28"),
        ("funds", "01", "2027-28", None, "", "no evidence for 2027-28"),
        ("funds", "01", "2019-20", None, "", "no evidence for 2019-20"),
        ("goals", "ADLT", "2024-25", None, "", "no evidence for 2024-25"),
        ("objects", "979Z", "2024-25", True, "", "not tested"),
        ("objects", "PCRA", "2030-31", True, "", "not tested"),
    ],
)
def test_a_code_stands_as_the_evidence_of_its_year_says(
    table: str, code: str, year: str, valid: bool | None, reason: str, why: str
) -> None:
    assert stands(table, code, year) == (valid, reason, why)


def test_a_code_has_its_title_also_where_it_is_not_valid() -> None:
    assert CODES.code("funds", "01", "2024-25", "district").title.startswith("General Fund")
    assert CODES.code("resources", "3210", "2024-25", "district").title.endswith("(ESSER) Fund")
    assert CODES.code("objects", "5480", "2024-25", "district").title == ""


@pytest.mark.parametrize("code", ["01", "99"])
def test_nothing_is_known_for_a_county_office(code: str) -> None:
    assert stands("funds", code, "2024-25", "county_office") == (None, "", "no evidence for county offices")
    assert pair("fund_goal", code, "0000", entity="county_office") == (None, "no evidence for county offices")


@pytest.mark.parametrize(
    ("table", "first", "second", "year", "expected"),
    [
        ("fund_resource", "01", "6500", "2024-25", (True, "")),
        ("fund_resource", "12", "6500", "2024-25", (False, "fund 12 may not stand with resource 6500")),
        ("fund_resource", "16", "0000", "2024-25", (False, "fund 16 may not stand with resource 0000")),
        ("fund_resource", "12", "6057", "2023-24", (False, "fund 12 may not stand with resource 6057")),
        ("fund_resource", "01", "6333", "2024-25", (False, "fund 01 may not stand with resource 6333")),
        ("fund_resource", "01", "3215", "2023-24", (True, "")),
        ("fund_resource", "01", "3215", "2024-25", (False, "fund 01 may not stand with resource 3215")),
        ("fund_resource", "12", "3215", "2023-24", (None, "no evidence for fund 12 with resource 3215 in 2023-24")),
        ("fund_resource", "01", "3215", "2025-26", NOT_TESTED),
        ("fund_resource", "01", "1234", "2024-25", NOT_TESTED),
        ("fund_resource", "99", "0000", "2024-25", NOT_TESTED),
        ("fund_resource", "01", "6017", "2024-25", NOT_TESTED),
        ("fund_resource", "01", "3210", "2024-25", (None, "no evidence for fund 01 with resource 3210 in 2024-25")),
        ("fund_resource", "01", "6500", "2020-21", (None, "no evidence for 2020-21")),
        ("fund_resource", "01", "6500", "2027-28", (None, "no evidence for 2027-28")),
        ("resource_object", "3010", "8290", "2021-22", (True, "")),
        ("resource_object", "3010", "9740", "2026-27", (False, "resource 3010 may not stand with object 9740")),
        ("resource_object", "3010", "979Z", "2024-25", NOT_TESTED),
        ("fund_object", "01", "979Z", "2030-31", NOT_TESTED),
        ("resource_object", "3010", "1100", "2024-25", NOT_TESTED),
        ("resource_object", "3216", "9740", "2022-23", (False, "resource 3216 may not stand with object 9740")),
        ("resource_object", "3216", "8290", "2022-23", (True, "")),
        ("resource_object", "3216", "9110", "2024-25", (None, "no evidence for resource 3216 with object 9110 in 2024-25")),
        ("resource_object", "6230", "9791", "2025-26", (True, "")),
        ("fund_goal", "01", "4610", "2021-22", (None, "no evidence for fund 01 with goal 4610 in 2021-22")),
        ("fund_goal", "13", "1110", "2024-25", (False, "fund 13 may not stand with goal 1110")),
        ("fund_function", "13", "1000", "2024-25", (False, "fund 13 may not stand with function 1000")),
        ("fund_object", "01", "9796", "2024-25", (False, "fund 01 may not stand with object 9796")),
        ("fund_object", "01", "7280", "2024-25", NOT_TESTED),
        ("function_object", "1000", "1100", "2024-25", (True, "")),
        ("function_object", "3110", "1100", "2024-25", (False, "function 3110 may not stand with object 1100")),
        ("function_object", "1000", "1999", "2024-25", (False, "function 1000 may not stand with object 1999")),
        ("function_object", "0000", "8011", "2024-25", NOT_TESTED),
        ("goal_function", "1110", "1000", "2024-25", (True, "")),
        ("goal_function", "1110", "1110", "2024-25", (False, "goal 1110 may not stand with function 1110")),
        ("goal_function", "1110", "1500", "2024-25", (False, "goal 1110 may not stand with function 1500")),
        ("goal_function", "1110", "2700", "2024-25", NOT_TESTED),
        ("goal_function", "1110", "7210", "2024-25", NOT_TESTED),
        ("goal_function", "4610", "1000", "2021-22", (None, "no evidence for goal 4610 with function 1000 in 2021-22")),
    ],
)
def test_a_pair_stands_as_the_tables_say(
    table: str, first: str, second: str, year: str, expected: tuple[bool | None, str]
) -> None:
    assert pair(table, first, second, year) == expected


def test_a_refused_pair_says_that_it_is_the_pair() -> None:
    assert CODES.pair("resource_object", "3010", "9740", "2024-25", "district").reason == "refused"


def test_twelve_tables_are_there_with_the_codes_they_take() -> None:
    assert [name for name, codes in CODES.names.items() if codes == 1] == [f"{kind}s" for kind in KINDS]
    assert [name for name, codes in CODES.names.items() if codes == 2] == [
        "fund_resource",
        "fund_goal",
        "fund_function",
        "fund_object",
        "resource_object",
        "function_object",
        "goal_function",
    ]


DIGITS = st.text("0123456789", min_size=4, max_size=4)


@given(st.sampled_from(sorted(CODES.names)), DIGITS, DIGITS, st.integers(-9, 9), st.sampled_from(["district", "county_office"]))
def test_only_a_code_or_pair_that_is_plainly_valid_needs_no_words(
    table: str, first: str, second: str, years: int, entity: str
) -> None:
    year = shift("2023-24", years)
    one = CODES.names[table] == 1
    found = CODES.code(table, first, year, entity) if one else CODES.pair(table, first, second, year, entity)
    assert (found.valid is False) == bool(found.reason)
    assert found.why or found.valid
    if not "2020-21" <= year <= "2026-27" or entity == "county_office":
        assert found.valid is not False


def shared(name: str) -> list[dict[str, str]]:
    if not SHARED.is_dir():
        pytest.skip("the researched tables are not here: ../shared/domain/codes does not exist")
    with open(SHARED / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_code_that_the_research_holds_valid_is_valid() -> None:
    kept = {(row["kind"], row["code"], row["fiscal_year"]) for row in shared("valid-by-year")}
    kept |= {(kind, row["code"], "2026-27") for kind in KINDS for row in shared(f"{kind}s") if row["valid_2026_27"] == "yes"}
    refused = {(row["kind"], row["code"], row["fiscal_year"]) for row in shared("invalid-by-year")}
    assert {(kind, code, year) for kind, code, year in kept if stands(f"{kind}s", code, year)[0] is not True} == {
        ("resource", "6057", "2026-27")  # on the list, refused to every district that filed it
    }
    assert {(kind, code, year) for kind, code, year in refused if stands(f"{kind}s", code, year)[0] is not False} == set()


@pytest.mark.parametrize("table", [name for name, codes in CODES.names.items() if codes == 2])
def test_a_pair_is_allowed_where_the_research_allows_it_and_nowhere_else(table: str) -> None:
    kinds = table.split("_")
    other = kinds[0] if table != "resource_object" else kinds[1]
    listed = kinds[1] if table != "resource_object" else kinds[0]
    others = [row["code"] for row in shared(f"{other}s")]
    inside = {"resource_object": "89", "function_object": "1234567"}.get(table, "0123456789")
    for row in shared(f"allowed-{listed}-{other}"):
        allowed = set(row[f"allowed_{other}s"].split())
        for code in others:
            first, second = (row[listed], code) if kinds[0] == listed else (code, row[listed])
            for year in ("2021-22", "2026-27"):
                if table != "resource_object" or code[0] in inside:
                    assert pair(table, first, second, year)[0] is (code in allowed), (first, second, year)


def test_a_pair_of_a_retired_resource_stands_as_filed() -> None:
    wrong = []
    for row in shared("retired-combinations"):
        table = "_".join(reversed(row["matrix"].split("-"))) if row["matrix"] == "resource-fund" else "resource_object"
        codes = (row["column"], row["row"]) if table == "fund_resource" else (row["row"], row["column"])
        if pair(table, *codes, row["fiscal_year"])[0] is not (row["allowed"] == "yes"):
            wrong.append((table, codes, row["fiscal_year"]))
    assert wrong == []


TABLES = """\
entities: [district]
tables:
  funds:
    code: fund
    length: 2
    file: funds.csv
    complete: [{entity: district, from: 2024-25, until: 2025-26}]
  goals: {code: goal, length: 4, file: goals.csv}
  fund_goal: {codes: [fund, goal], listed: goal, absent: invalid, file: fund-goal.csv}
"""
CODE_HEADER = "code,title,from,until,valid,reason,entity,evidence\n"
PAIR_HEADER = "goal,allowed_funds,refused_funds,from,until,entity,evidence\n"
FILES = {
    "tables.yaml": TABLES,
    "funds.csv": CODE_HEADER + "01,General,2024-25,2025-26,yes,,district,list\n03,,2024-25,2025-26,yes,,district,list\n",
    "goals.csv": CODE_HEADER + "0000,,2024-25,2025-26,yes,,district,list\n",
    "fund-goal.csv": PAIR_HEADER + "0000,01-05,,2024-25,2025-26,district,list\n",
}


def folder(tmp_path: Path, name: str = "pack", **changed: str) -> Path:
    """A pack of two funds and one goal, with files changed (file_csv for file.csv)."""
    codes = tmp_path / name / "codes"
    codes.mkdir(parents=True)
    for file, content in {**FILES, **{key.replace("_", ".").replace("0", "-"): text for key, text in changed.items()}}.items():
        (codes / file).write_text(content, "utf-8")
    return tmp_path / name


COUNTY = {
    "tables.yaml": "entities: [county_office]\ntables:\n  funds: {file: ours.csv, complete: "
    "[{entity: county_office, from: 2024-25, until: 2024-25}]}\n",
    "ours.csv": CODE_HEADER + "02,County fund,2024-25,2024-25,yes,,county_office,our letter\n",
}


def county(tmp_path: Path, **changed: str) -> Path:
    codes = tmp_path / "county" / "codes"
    codes.mkdir(parents=True)
    for file, content in {**COUNTY, **{key.replace("_", "."): text for key, text in changed.items()}}.items():
        (codes / file).write_text(content, "utf-8")
    return tmp_path / "county"


def test_a_later_folder_adds_rows_and_takes_none_away(tmp_path: Path) -> None:
    codes = load_codes([folder(tmp_path), county(tmp_path)])
    assert codes.code("funds", "02", "2024-25", "county_office").valid is True
    assert codes.code("funds", "07", "2024-25", "county_office").reason == "never"
    assert codes.code("funds", "02", "2024-25", "district").reason == "never"
    assert codes.code("funds", "01", "2024-25", "district").valid is True
    assert codes.pair("fund_goal", "02", "0000", "2024-25", "district").valid is None


def test_a_range_holds_the_codes_valid_in_its_last_year_and_no_others(tmp_path: Path) -> None:
    later = FILES["funds.csv"] + "04,,2026-27,2026-27,yes,,district,list\n"
    codes = load_codes([folder(tmp_path, funds_csv=later)])
    asked = {fund: codes.pair("fund_goal", fund, "0000", "2025-26", "district").valid for fund in ("01", "03", "04")}
    assert asked == {"01": True, "03": True, "04": None}


def test_a_county_may_not_contradict_the_state(tmp_path: Path) -> None:
    again = CODE_HEADER + "01,,2025-26,2025-26,no,retired,district,our letter\n"
    theirs = county(tmp_path, ours_csv=again, tables_yaml="entities: [district]\ntables: {funds: {file: ours.csv}}\n")
    with pytest.raises(RulebookError, match=r"ours\.csv:2: fund 01 stands here a second time for 2025-26"):
        load_codes([folder(tmp_path), theirs])


def test_a_folder_without_codes_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    assert dict(load_codes([tmp_path / "bare"]).names) == {}
    assert load_codes([folder(tmp_path), tmp_path / "bare"]).code("funds", "01", "2024-25", "district").valid is True


def test_codes_are_read_when_first_asked(tmp_path: Path) -> None:
    place = folder(tmp_path)
    codes: Codes = codes_in((str(place),), "a")
    assert dict(codes.names) == {"funds": 1, "goals": 1, "fund_goal": 2}
    shutil.rmtree(place)
    assert codes.code("funds", "01", "2024-25", "district").title == "General"
    broken = codes_in((str(folder(tmp_path, "broken", funds_csv="code\n")),), "b")
    with pytest.raises(RulebookError):
        broken.code("funds", "01", "2024-25", "district")


def test_a_table_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="did you mean 'funds'"):
        CODES.code("fund", "01", "2024-25", "district")
    with pytest.raises(LookupError, match="no table of pairs called 'funds'"):
        CODES.pair("funds", "01", "0000", "2024-25", "district")


def row(cells: str) -> str:
    return CODE_HEADER + cells + "\n"


def pairs(cells: str) -> str:
    return PAIR_HEADER + cells + "\n"


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [
        ("funds_csv", "code,titel\n", r"funds\.csv:1: The first line is not the header"),
        ("funds_csv", "", r"funds\.csv:1: The first line is not the header"),
        ("funds_csv", row("1,,2024-25,2025-26,yes,,district,list"), r"funds\.csv:2: '1' is no fund"),
        ("funds_csv", row("01,,2024-26,2025-26,yes,,district,list"), r"funds\.csv:2: '2024-26' is no fiscal year"),
        ("funds_csv", row("01,,2025-26,2024-25,yes,,district,list"), r"funds\.csv:2: until 2024-25 comes before from 2025-26"),
        (
            "funds_csv",
            row("01,,2024-25,2025-26,yes,,district,list\n01,,2025-26,2026-27,no,retired,district,list"),
            r"funds\.csv:3: fund 01 stands here a second time for 2025-26",
        ),
        ("funds_csv", row("01,,2024-25,2025-26,perhaps,,district,list"), r"funds\.csv:2: valid is 'perhaps'"),
        ("funds_csv", row("01,,2024-25,2025-26,no,gone,district,list"), r"funds\.csv:2: The reason is 'gone'"),
        ("funds_csv", row("01,,2024-25,2025-26,yes,retired,district,list"), r"funds\.csv:2: A valid code has the reason"),
        ("funds_csv", row("01,,2024-25,2025-26,yes,,distict,list"), r"The entity is 'distict'\n.*did you mean 'district'"),
        ("funds_csv", row("01,,2024-25,2025-26,yes,,district,"), r"funds\.csv:2: A row without evidence"),
        ("funds_csv", row("01,,2024-25"), r"funds\.csv:2: 3 cells, 8 are needed"),
        ("funds_csv", row('01,"General,2024-25'), r"funds\.csv:2: This is not CSV"),
        ("fund0goal_csv", pairs("0000,1,,2024-25,2025-26,district,list"), r"fund-goal\.csv:2: '1' is no fund"),
        ("fund0goal_csv", pairs("0000,05-01,,2024-25,2025-26,district,list"), r"The range 05-01 runs backwards"),
        ("fund0goal_csv", pairs("0000,01-05,03,2024-25,2025-26,district,list"), r"fund 03 is both allowed and refused"),
        ("fund0goal_csv", pairs("0000,*,,2024-25,2025-26,district,list"), r"fund-goal\.csv:2: '\*' is no fund"),
        ("stray_csv", CODE_HEADER, r"stray\.csv:1: No table takes its rows from stray\.csv"),
        ("tables_yaml", TABLES.replace("listed: goal", "listed: gaol"), r"tables\.yaml:9:\d+: listed is 'gaol'"),
        ("tables_yaml", TABLES.replace("[fund, goal]", "[fund, object]"), r"tables\.yaml:9:\d+: codes is 'object'"),
        ("tables_yaml", TABLES.replace("[fund, goal]", "[goal, goal]"), r"tables\.yaml:9:\d+: Table fund_goal pairs 1 kinds"),
        ("tables_yaml", TABLES.replace("absent: invalid", "absent: fine"), r"absent is 'fine'"),
        ("tables_yaml", TABLES.replace("until: 2025-26", "until: 2023-24"), r"until 2023-24 comes before from 2024-25"),
        ("tables_yaml", TABLES.replace("file: goals.csv", "file: gaols.csv"), r"There is no .*gaols\.csv"),
        ("tables_yaml", TABLES.replace("code: goal", "code: fund"), r"A second table holds the codes of kind 'fund'"),
        ("tables_yaml", TABLES.replace("length: 4, ", ""), r"Table goals lacks 'length'"),
        ("tables_yaml", TABLES.replace("length: 4", "length: four"), r"length is 'four'"),
        ("tables_yaml", "entities: [district\n", r"tables\.yaml:\d+:\d+: This is not YAML"),
    ],
)
def test_a_mistake_in_codes_is_said_with_file_and_line(tmp_path: Path, file: str, content: str, says: str) -> None:
    with pytest.raises(RulebookError, match=says):
        load_codes([folder(tmp_path, **{file: content})])


def test_csv_files_without_tables_yaml_are_a_mistake(tmp_path: Path) -> None:
    place = folder(tmp_path)
    (place / "codes" / "tables.yaml").unlink()
    with pytest.raises(RulebookError, match=r"holds no tables\.yaml"):
        load_codes([place])


def test_a_later_folder_may_not_redefine_a_table(tmp_path: Path) -> None:
    other = COUNTY["tables.yaml"].replace("{file: ours.csv", "{length: 3, file: ours.csv")
    with pytest.raises(RulebookError, match=r"Table funds has another length here\n.*an earlier folder says 2"):
        load_codes([folder(tmp_path), county(tmp_path, tables_yaml=other)])
