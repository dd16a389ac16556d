"""The JSON report keeps its contract: exact strings, only the keys that say something, and the published schema."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from compliance.engine.findings import Case, Figure, Report, Result, Rulebook, Source
from compliance.report.document import report_schema
from compliance.report.json_report import to_json, unreadable

NAMES = (
    "qualified_without_the_cuts",
    "positive_with_cautions",
    "unknowns",
    "adopted_budget",
    "broken_rule",
    "long_names",
    "accented",
)
SCHEMA = Draft202012Validator(report_schema())


def leaves(tree: object) -> Iterator[object]:
    """Every value of a JSON document that holds no other."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            assert type(key) is str
            yield from leaves(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from leaves(value)
    else:
        yield tree


def document(reports: dict[str, Report], name: str) -> dict[str, Any]:
    return to_json(reports[name], tool_version="0.1.0")


def case_of(written: dict[str, Any], rule: str, place: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = next(result for result in written["results"] if result["rule"] == rule)["cases"][place]
    return found


def test_the_schema_is_itself_a_valid_schema_of_the_2020_draft() -> None:
    Draft202012Validator.check_schema(report_schema())
    assert report_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_schema_file_is_the_one_that_the_models_make(root: Path) -> None:
    assert json.loads((root / "schemas" / "report.schema.json").read_text("utf-8")) == report_schema()


@pytest.mark.parametrize("name", NAMES)
def test_every_report_fits_the_schema(reports: dict[str, Report], name: str) -> None:
    written = document(reports, name)
    assert [error.message for error in SCHEMA.iter_errors(written)] == []
    assert SCHEMA.is_valid([written, unreadable("b.dat", "It is empty.", None, None)])


@pytest.mark.parametrize("name", NAMES)
def test_no_value_of_a_report_is_a_float(reports: dict[str, Report], name: str) -> None:
    assert {type(leaf) for leaf in leaves(document(reports, name))} <= {str, int, bool, type(None)}


@given(
    st.one_of(
        st.decimals(allow_nan=False, allow_infinity=False), st.fractions(), st.booleans(), st.text(max_size=20), st.none()
    ).map(lambda value: (value, {bool: "bool", str: "text", type(None): "money"}.get(type(value), "rate")))
)
def test_whatever_a_figure_holds_its_value_is_a_string_or_null_with_why(held: tuple[Any, str]) -> None:
    value, unit = held
    figure = Figure(
        value, unit, "as shown", Source("filing", "a.yaml", 3, 7), why="" if value is not None else "ada is not written"
    )
    case = Case({}, "met", {"x": figure}, "")
    result = Result("X", "A test", "met", "note", (), "", "", (case,))
    rulebook = Rulebook("us-ca", "2026.11", "b" * 64)
    report = Report(
        rulebook, "a.yaml", "a" * 64, None, None, None, "district", "2024-25", "unaudited_actuals", (result,), None, None
    )
    written = to_json(report, tool_version="0.1.0")
    told = case_of(written, "X")["figures"]["x"]
    assert told["value"] is None if value is None else isinstance(told["value"], str)
    assert ("why" in told) is (value is None)
    if isinstance(value, Decimal | Fraction):
        assert Fraction(told["value"]) == Fraction(value)
    assert [error.message for error in SCHEMA.iter_errors(written)] == []


def test_a_deciding_case_carries_its_figures_with_source_place_and_law(reports: dict[str, Report]) -> None:
    case = case_of(document(reports, "qualified_without_the_cuts"), "01CSI-10", 2)
    assert case["subject"] == {"fiscal_year": "2025-26"}
    assert case["location"] == {"path": "filings/bayview.yaml", "line": 63}
    assert case["figures"]["available_reserves"] == {
        "value": "28119739.50",
        "unit": "money",
        "shown": "$28,119,739.50",
        "source": {
            "kind": "ledger",
            "path": "filings/bayview.yaml",
            "line": 12,
            "column": "IP",
            "rows": 1,
            "accounts": [{"account": "0100000000000009789", "amount": "28119739.50", "line": 12}],
        },
    }
    assert case["figures"]["level"]["source"] == {
        "kind": "formula",
        "formula": "reserve_standard(ada).percent",
        "cites": ["5 CCR 15450"],
        "confidence": "certain",
    }
    assert case["figures"]["percent"]["value"] == str(Fraction("28119739.50") / Fraction("1343031719.37"))
    assert case["figures"]["percent"]["source"]["inputs"]["outgo"]["value"] == "1343031719.37"


def test_keys_that_have_nothing_to_say_are_left_out_of_a_case(reports: dict[str, Report]) -> None:
    met = case_of(document(reports, "qualified_without_the_cuts"), "01CSI-10")
    assert set(met) == {"subject", "outcome", "figures", "message", "location"}
    noted = case_of(document(reports, "positive_with_cautions"), "01CSI-10")
    assert set(noted) - set(met) == {"notes"}
    unknown = case_of(document(reports, "unknowns"), "01CSI-9b")
    assert unknown["missing"] == ["ending_cash 2023-24"] and unknown["location"] is None
    assert unknown["figures"]["ending_cash"]["why"] == "the filing does not write ending_cash for 2023-24"


def test_a_certification_gives_both_readings_and_is_null_for_other_reports(reports: dict[str, Report]) -> None:
    reasons = [{"rule": "01CSI-10", "subject": {"fiscal_year": "2025-26"}}]
    assert document(reports, "qualified_without_the_cuts")["certification"] == {
        "filed": "qualified",
        "indicated": "qualified",
        "reasons": reasons,
        "on_figures_as_filed": {"indicated": "positive", "reasons": []},
        "with_unidentified_added_back": {"indicated": "qualified", "reasons": reasons},
        "not_tested": [],
    }
    assert document(reports, "broken_rule")["certification"] is None


def test_an_adopted_budget_has_a_determination_in_its_place(reports: dict[str, Report]) -> None:
    written = document(reports, "adopted_budget")
    assert written["certification"] is None
    assert set(written["determination"]) == {"indicated", "reasons", "not_tested"}
    assert written["determination"]["indicated"] == "disapprove"
    assert "determination" not in document(reports, "unknowns")


def test_the_inputs_name_every_file_with_its_digest(reports: dict[str, Report]) -> None:
    written = document(reports, "unknowns")
    assert written["inputs"] == [{"path": "filings/bayview.yaml", "sha256": "a" * 64, "role": "filing"}]
    assert written["filing"]["entity"] == {"name": None, "cds": "38684780000000", "kind": "district"}


def test_a_filing_that_cannot_be_read_says_where_and_why() -> None:
    written = unreadable("b.yaml", "A date stands where an amount is expected.", 4, 9)
    assert written == {
        "format": "compliance/report-1",
        "filing": {"path": "b.yaml"},
        "error": {"message": "A date stands where an amount is expected.", "path": "b.yaml", "line": 4, "column": 9},
    }
    assert SCHEMA.is_valid(written)


def mangled_value(written: dict[str, Any]) -> None:
    case_of(written, "01CSI-10")["figures"]["standard"]["value"] = 26860634.39


def mangled_exponent(written: dict[str, Any]) -> None:
    case_of(written, "01CSI-10")["figures"]["standard"]["value"] = "2.6E+7"


def mangled_null(written: dict[str, Any]) -> None:
    case_of(written, "01CSI-10")["figures"]["standard"]["value"] = None


def mangled_outcome(written: dict[str, Any]) -> None:
    case_of(written, "01CSI-10")["outcome"] = "failed"


def mangled_certification(written: dict[str, Any]) -> None:
    written["certification"]["indicated"] = "fine"


def mangled_key(written: dict[str, Any]) -> None:
    written["results"][0]["verdict"] = "met"


def mangled_by_omission(written: dict[str, Any]) -> None:
    del written["rulebook"]["sha256"]


@pytest.mark.parametrize(
    "mangle",
    [
        mangled_value,
        mangled_exponent,
        mangled_null,
        mangled_outcome,
        mangled_certification,
        mangled_key,
        mangled_by_omission,
    ],
)
def test_a_mangled_report_does_not_fit_the_schema(reports: dict[str, Report], mangle: Callable[[dict[str, Any]], None]) -> None:
    written = document(reports, "qualified_without_the_cuts")
    mangle(written)
    assert not SCHEMA.is_valid(written)


def test_a_scenario_source_and_a_case_severity_are_written_where_set(reports: dict[str, Report]) -> None:
    report = reports["broken_rule"]
    source = Source("scenario", "what-if.yaml", 2)
    case = (
        report.results[0].cases[0]._replace(severity="note", figures={"x": Figure(Decimal(1), "count", "1", source, "Pupils")})
    )
    written = to_json(report._replace(results=(report.results[0]._replace(cases=(case,)),)), tool_version="0.1.0")
    told = case_of(written, "local-reserve")
    assert told["severity"] == "note"
    assert told["figures"]["x"]["label"] == "Pupils"
    assert told["figures"]["x"]["source"] == {"kind": "scenario", "path": "what-if.yaml", "line": 2}
    assert SCHEMA.is_valid(written)
