"""What is not a filing, or cannot be read, gets one plain error and costs little."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.filing import FilingError, read_filing
from compliance.filing.contents import Contents
from compliance.filing.json_reader import read_json
from compliance.filing.reader import filing_in

HEAD = 'filing: 1\nentity: {cds: "9912345"}\nfiscal_year: 2024-25\nreport: adopted_budget\nanswers: {S1: no}\n'
EXPORT = (
    '"2024-25","9912345","BS1","BE"\n"0100000000000008011","12.50","I"\n"-1","EOD","9912345","BS1","BE","1"\n'
    '"2025-26","9912345","BS1","BB","ELEMENT"\n"A.B","é ""x"""\n"-1","EOD","9912345","BS1","BB","1"\n'
    '"-1","EOF","9912345","7","",""\n'
)
JSON = '{"filing": 1, "entity": {"kind": "district"}, "fiscal_year": "2024-25", "report": "adopted_budget"}'

NOT_FILINGS = {
    "nothing": (b"", "empty"),
    "blanks": (b" \n\n", "empty"),
    "a zip file": (b"PK\x03\x04" + bytes(100), "a zip file and no spreadsheet"),
    "a spreadsheet cut short": (b"PK\x03\x04xl/workbook.xml" + bytes(100), "The spreadsheet is damaged"),
    "an old spreadsheet": (b"\xd0\xcf\x11\xe0" + bytes(100), "spreadsheet"),
    "a PDF": (b"%PDF-1.7\n", "PDF"),
    "UTF-16": (HEAD.encode("utf-16"), "UTF-16"),
    "a binary file": (b"\x7fELF\0\0", "binary"),
    "prose": (b"Dear Superintendent,\n", 'begins with "Dear Superintendent,"'),
    "other YAML": (b"# hooks\nrepos: []\n", 'begins with "repos: []"'),
    "YAML that says filing later": (b"report: adopted_budget\nfiling: 1\n", "begins with the key `filing`"),
    "other JSON": (b'{"name": "filing"}', "not a filing"),
    "a list": (b"- filing: 1\n", "not a filing"),
    "another CSV": (b"fund,amount\n01,5\n", "not a filing"),
    "YAML that is not UTF-8": (HEAD.replace("S1", "é").encode("latin-1"), "not UTF-8 text"),
}


@pytest.mark.parametrize(("content", "words"), NOT_FILINGS.values(), ids=NOT_FILINGS)
def test_what_is_no_filing_is_told_what_it_is(refused, content, words):
    assert words in refused(content, "thing").message


def test_a_path_that_does_not_exist_or_is_a_folder(tmp_path: Path):
    with pytest.raises(FilingError, match="There is no file of this name"):
        read_filing(tmp_path / "missing.yaml")
    with pytest.raises(FilingError, match="This is a folder"):
        read_filing(str(tmp_path))
    with pytest.raises(FilingError, match="cannot be opened"):
        read_filing("a\0b")


def test_a_line_of_200_megabytes_is_refused_without_reading_it(tmp_path: Path):
    path = tmp_path / "huge.dat"
    with path.open("wb") as file:
        file.write(b'"2025-26","')
        file.truncate(200 * 1024 * 1024)
    tracemalloc.start()
    try:
        with pytest.raises(FilingError, match="200 MB; a filing holds at most 64 MB"):
            read_filing(path)
        assert tracemalloc.get_traced_memory()[1] < 1024 * 1024
    finally:
        tracemalloc.stop()


def test_a_line_of_two_megabytes_is_refused_by_its_number(refused):
    error = refused('"2025-26","9912345","BS1","BB"\n"' + "9" * 2_000_000)
    assert "holds at most" in error.message and error.at.line == 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (HEAD + "one_time: " + "[" * 30_000, "deep.yaml"),
        (HEAD + "one_time: " + "{a: " * 30_000, "deep.yaml"),
        (JSON[:-1] + ', "one_time": ' + "[" * 30_000, "deep.json"),
        (JSON[:-1] + ', "one_time": ' + '{"a": ' * 30_000, "deep.json"),
    ],
    ids=["YAML lists", "YAML keys", "JSON lists", "JSON keys"],
)
def test_nesting_without_end_is_refused(refused, text, name):
    assert "nested more than" in refused(text, name).message


def test_an_alias_bomb_is_refused_before_it_swells(refused):
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    assert "anchor" in refused("filing: 1\n" + bomb, "bomb.yaml").message


def refuses_or_reads(content: bytes, name: str) -> None:
    try:
        filing_in(Contents(name, content, ""))
    except FilingError as problem:
        assert problem.message.endswith((".", "?")) and problem.at.line >= 1


@given(st.binary(max_size=200), st.sampled_from(["x.dat", "x.yaml", "x.json"]))
def test_random_bytes_are_read_or_refused_and_nothing_else(content, name):
    refuses_or_reads(content, name)


@given(
    st.sampled_from([HEAD, EXPORT, JSON]),
    st.integers(0, 400),
    st.integers(0, 6),
    st.one_of(
        st.binary(max_size=6), st.sampled_from([b'"', b"\n", b"\t", b"{", b"[", b"-1", b"\xff", b"&a ", b"? ", b"\x00", b"\\u"])
    ),
)
def test_a_filing_with_a_stretch_replaced_is_read_or_refused_and_nothing_else(text, start, length, replacement):
    raw = text.encode()
    at = start % len(raw)
    refuses_or_reads(raw[:at] + replacement + raw[at + length :], "mutated")


@given(st.text(max_size=60))
def test_any_text_after_the_first_key_is_read_or_refused(text):
    refuses_or_reads(("filing: " + text).encode("utf-8", "ignore"), "x.yaml")
    refuses_or_reads(('{"filing": ' + text).encode("utf-8", "ignore"), "x.json")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_whatever_the_standard_library_writes_as_json_is_read(value):
    import json

    from compliance.located.nodes import Listing, Scalar, Section

    def matches(node, value) -> bool:
        if isinstance(value, dict):
            return isinstance(node, Section) and all(matches(node.entries[key], value[key]) for key in value)
        if isinstance(value, list):
            return isinstance(node, Listing) and all(map(matches, node.entries, value))
        return isinstance(node, Scalar) and node.text == (value if isinstance(value, str) else json.dumps(value))

    assert matches(read_json(json.dumps(value, ensure_ascii=False), "x"), value)
    assert matches(read_json(json.dumps(value, indent=2), "x"), value)
