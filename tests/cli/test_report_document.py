"""What `check --format json` prints is a contract: an object or a list, of the schema that ships, and every number exact."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from .conftest import Run

EXAMPLES = ("pasadena-2018-19-first-interim.yaml", "los-angeles-2014-15.yaml", "short-reserve-budget.yaml", "oak-valley.dat")


@pytest.fixture(scope="module")
def validator(root: Path) -> jsonschema.protocols.Validator:
    schema = json.loads((root / "schemas" / "report.schema.json").read_text("utf-8"))
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def floats(value: Any) -> list[float]:
    """Every number with a binary fraction, however deep."""
    if isinstance(value, float):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [found for one in inner for found in floats(one)]


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_report_is_one_object_of_the_schema_without_a_float(run: Run, validator: Any, name: str) -> None:
    document = json.loads(run("check", "--format", "json", f"examples/{name}").stdout)
    assert isinstance(document, dict)
    assert [fault.message for fault in validator.iter_errors(document)] == []
    assert floats(document) == []
    assert document["filing"]["path"] == f"examples/{name}"


def test_several_filings_are_a_list_in_the_order_given(run: Run, validator: Any, unreadable: str) -> None:
    paths = [f"examples/{EXAMPLES[3]}", unreadable, f"examples/{EXAMPLES[0]}", f"examples/{EXAMPLES[2]}"]
    document = json.loads(run("check", "--format", "json", *paths).stdout)
    assert [one["filing"]["path"] for one in document] == paths
    assert [fault.message for fault in validator.iter_errors(document)] == []


def test_one_filing_that_cannot_be_read_is_an_object_with_its_error(run: Run, validator: Any, unreadable: str) -> None:
    document = json.loads(run("check", "--format", "json", unreadable).stdout)
    assert document["error"]["line"] == 7
    assert [fault.message for fault in validator.iter_errors(document)] == []


def test_a_report_with_a_wrong_rule_is_of_the_schema_too(run: Run, validator: Any, good: str, own_rules: Any) -> None:
    document = json.loads(run("check", "--format", "json", "--rules", own_rules(require="available_reserve > 0"), good).stdout)
    assert [fault.message for fault in validator.iter_errors(document)] == []


def test_a_met_case_carries_its_figures_with_file_and_line(run: Run, good: str) -> None:
    document = json.loads(run("check", "--format", "json", "--only", "01CSI-10", good).stdout)
    (result,) = document["results"]
    figure = result["cases"][1]["figures"]["available_reserves"]
    assert figure["value"] == "8000000.00"
    assert figure["unit"] == "money"
    assert (figure["source"]["kind"], figure["source"]["path"], figure["source"]["line"]) == ("filing", good, 8)


def test_a_quotient_that_does_not_end_is_written_as_a_fraction(run: Run, filing: Any) -> None:
    path = filing(("1000000.00", "1000000.00", "1000000.00"))
    text = Path(path).read_text("utf-8").replace("100000000.00", "3000000.00")
    Path(path).write_text(text, "utf-8")
    document = json.loads(run("check", "--format", "json", "--only", "01CSI-10", path).stdout)
    percent = document["results"][0]["cases"][0]["figures"]["percent"]
    assert (percent["value"], percent["shown"]) == ("1/3", "33.33%")
