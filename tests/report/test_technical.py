"""The technical review in the text report: the gate in numbers, what is open first, and each check in one place only."""

from __future__ import annotations

import re

import pytest

from compliance.engine.findings import Gate, Report
from compliance.report.text import to_text

from .conftest import check, exception, one, report


def text_of(made: Report, width: int = 100) -> str:
    return to_text(made, color=False, width=width)


def section(text: str, heading: str = "Technical review") -> str:
    """The lines of one section, joined as a reader reads them."""
    found = [block for block in text.split("\n\n") if block.startswith(heading)]
    return " ".join(found[0].split()) if found else ""


def test_a_gate_that_is_shut_says_by_column_how_many_checks_hold_it(reports: dict[str, Report]) -> None:
    told = section(text_of(reports["ledger_checked"]))
    assert (
        "Cannot be promoted. BE: 1 fatal check open, 2 checks not judged. BB: 2 fatal checks open, 1 warning not explained."
        in told
    )


def test_a_gate_that_is_open_says_so_for_what_the_file_tells(reports: dict[str, Report]) -> None:
    good = check("CHECKFUND", "Funds", "import", [one("met", "", None, {"column": code}) for code in ("BE", "BB")])
    told = section(text_of(report([good], gate=Gate(True, {"BE": True, "BB": True}))))
    assert "Can be promoted, as far as the file tells: BE and BB pass every fatal check and explain every warning." in told
    assert "Import: 1 check, all passed" in told


def test_a_gate_that_cannot_be_told_names_the_column_that_is_missing() -> None:
    good = check("CHECKFUND", "Funds", "import", [one("met", "", None, {"column": "BB"})])
    told = section(text_of(report([good], gate=Gate(None, {"BE": None, "BB": True}))))
    assert "Whether it can be promoted cannot be told. BE: no check ran on it; is this column in the file?" in told


def test_a_check_that_no_filing_decides_is_not_counted_at_the_gate() -> None:
    unknown = one("unknown", "", None, {"column": "BA"}, severity="serious", missing=("the state's version",))
    made = report(
        [check("VERSION-CHECK", "Version", "export_validation", [unknown])], gate=Gate(True, {"BA": True}, ("VERSION-CHECK",))
    )
    told = section(text_of(made))
    assert "Can be promoted" in told and "No filing decides: VERSION-CHECK (BA): the state's version" in told


def test_a_gate_shut_by_checks_that_are_not_listed_does_not_count_none() -> None:
    good = check("CHECKFUND", "Funds", "import", [one("met", "", None, {"column": "BB"})])
    told = section(text_of(report([good], gate=Gate(False, {"BB": False}))))
    assert "Cannot be promoted. BB: held up by checks that are not listed here." in told


def test_one_check_asked_for_alone_counts_no_tests_and_says_what_the_gate_rests_on() -> None:
    good = check("CHECKFUND", "Funds", "import", [one("met", "", None, {"column": "BB"})])
    text = text_of(report([good], gate=Gate(None, {"BB": None})))
    assert "0 tests" not in text and "1 technical check: 1 passed." in text
    assert "BB: rests on checks that are not listed here." in text


def test_the_phases_stand_in_the_states_order_and_their_numbers_add_up(reports: dict[str, Report]) -> None:
    told = section(text_of(reports["ledger_checked"]))
    heads = re.findall(
        r"(Import|General ledger|Supplemental|Export validation): (\d+) checks?, ((?:\d+ [a-z ]+, )*\d+ [a-z]+)", told
    )
    assert [name for name, _, _ in heads] == ["Import", "General ledger", "Export validation"]
    for _, ran, standings in heads:
        assert int(ran) == sum(map(int, re.findall(r"\d+", standings)))


def test_the_gravest_check_and_the_largest_amount_stand_first(reports: dict[str, Report]) -> None:
    told = section(text_of(reports["ledger_checked"]))
    assert told.index("SPECIAL-ED-GOAL (fatal)") < told.index("OBJ-POSITIVE (warning, not explained)")
    assert told.index("6,453,180.00") < told.index("520,119.00")
    assert told.index("-4,308.25") < told.index("-4,303.25")


def test_the_rest_of_many_exceptions_is_one_command_away(reports: dict[str, Report]) -> None:
    lines = text_of(reports["ledger_checked"]).splitlines()
    assert "      and 3 more; compliance explain OBJ-POSITIVE filings/bayview.yaml" in lines
    assert not any("-4,302.25" in line for line in lines)


def test_an_exception_is_keyed_as_the_state_keys_it_with_its_amount_and_place(reports: dict[str, Report]) -> None:
    lines = text_of(reports["ledger_checked"]).splitlines()
    assert "      BE  01 6500 0000  6,453,180.00  exports/bayview.dat:85" in lines
    assert "      BB  01 3310 0000    520,119.00  exports/bayview.dat:189" in lines
    assert "      BB: The general fund form was never saved." in lines


def test_a_path_too_long_for_the_page_is_told_by_its_file() -> None:
    far = exception("BB", "01 3010 4300", "-12.00", 77)._replace(path="a/folder/" * 12 + "bayview.dat")
    lines = text_of(report([check("OBJ-POSITIVE", "No object is negative", "general_ledger", [far])]), 80).splitlines()
    assert "      BB  01 3010 4300  -12.00  bayview.dat:77" in lines


def test_explained_warnings_are_counted_and_the_agencys_words_told_once_and_short(reports: dict[str, Report]) -> None:
    told = section(text_of(reports["ledger_checked"]))
    assert 'Explained: CHK-FUNDxRESOURCE (BE 1), CHK-RESOURCExOBJECTA (BE 1): "Credits are posted' in told
    assert told.count("Credits are posted") == 1 and "the county agreed in May to leave them" not in told
    assert "01 3010 4300" not in told and "bayview.dat:61" not in told


def test_an_explanation_does_not_clear_a_fatal_check() -> None:
    case = exception("BB", "01 3010 4300", "-12.00", 77, "fatal", "We know.")
    told = section(text_of(report([check("EFB-POSITIVE", "Balances", "general_ledger", [case])])))
    assert "EFB-POSITIVE (fatal, an explanation does not clear it)" in told and "1 check, 1 open" in told


def test_unknown_checks_that_lack_the_same_stand_in_one_line(reports: dict[str, Report]) -> None:
    told = section(text_of(reports["ledger_checked"]))
    assert "Not judged: PY-EFB=CY-BFB (BE), PY-EFB=CY-BFB-RES (BE): lacks the unaudited actuals of 2023-24" in told
    assert told.count("the unaudited actuals of 2023-24") == 1


def test_the_states_log_stands_beside_ours_in_one_line(reports: dict[str, Report]) -> None:
    told = section(text_of(reports["ledger_checked"]), "The filed form's own conclusions")
    assert told.endswith(
        "The state's log: 2 exceptions, 1 not found here (CHK-RESOURCExOBJECTA BE 13 5310), 1 found here alone "
        "(CHK-RESOURCExOBJECTA BE 01 3010 4400), could not judge what it says of VERSION-CHECK."
    )


def test_a_log_that_agrees_says_so() -> None:
    case = exception("BB", "01 3010 4300", "-12.00", 77)._replace(state_outcome="not_met")
    told = section(text_of(report([check("OBJ-POSITIVE", "Objects", "general_ledger", [case])])), "The filed form's own")
    assert told.endswith("The state's log: 1 exception, all found here.")


@pytest.mark.parametrize("width", (48, 80, 120))
def test_a_check_is_told_in_its_section_the_log_and_the_notes_only(reports: dict[str, Report], width: int) -> None:
    made = reports["ledger_checked"]
    blocks = text_of(made, width).split("\n\n")
    apart = ("Technical review", "The filed form's own conclusions", "Good to know")
    others = " ".join(" ".join(block for block in blocks if not block.startswith(apart)).split())
    told = re.sub(r"compliance explain \S+", "", others)
    assert [result.rule for result in made.results if result.phase and result.rule in told] == []
    assert "1 met. 11 technical checks: 3 open, 2 explained, 1 for information, 3 not judged, 2 passed." in others
    assert "Clear what is open in the technical review above." in others


def test_the_verdict_and_the_criteria_stand_before_the_technical_review(reports: dict[str, Report]) -> None:
    text = text_of(reports["ledger_checked"])
    assert text.index("FIGURES INDICATE") < text.index("The criteria by year") < text.index("Technical review")


def test_a_check_that_breaks_in_one_column_still_shows_its_exceptions_in_the_other() -> None:
    fault = one("error", "The rule OBJ-POSITIVE failed on column BE.", 3, {"column": "BE"})
    made = report([check("OBJ-POSITIVE", "Objects", "general_ledger", [fault, exception("BB", "01 3010 4300", "-12.00", 77)])])
    text = text_of(made)
    assert "failed on column BE" in section(text, "Broken rules") and "-12.00" not in section(text, "Broken rules")
    assert "BB 01 3010 4300 -12.00 exports/bayview.dat:77" in section(text)


def test_a_filing_without_checks_has_no_such_section(reports: dict[str, Report]) -> None:
    assert "echnical" not in text_of(reports["qualified_without_the_cuts"])
