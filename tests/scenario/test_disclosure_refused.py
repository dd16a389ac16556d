"""Disclosures that cannot be read: a sentence at the place that is wrong; and the schema refuses the same."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
import yaml

from compliance.cli.schema import _disclosure
from compliance.filing import FilingError, read_filing
from compliance.filing.disclosure import read_disclosure

HEAD = 'disclosure: 1\nentity: {cds: "34674470000000"}\nfiscal_year: 2024-25\nunit: CSEA\n'
REST = "compensation:\nreserves:\n"
REFUSED = {
    "another version": (HEAD.replace("1", "2", 1) + REST, 1, "expected `disclosure: 1`"),
    "a misspelt section": (HEAD + REST + "tieout: {}\n", 7, "Did you mean `tie_out`?"),
    "a misspelt row": (HEAD + "compensation: {salary_shedule: {prior: 1}}\nreserves:\n", 5, "Did you mean `salary_schedule`?"),
    "a misspelt column": (HEAD + "compensation: {total: {year1: 1}}\nreserves:\n", 5, "Did you mean `year_1`?"),
    "an unknown fund": (HEAD + REST + "tie_out: {effects: {fund_14: 1}}\n", 7, "has no key"),
    "an unknown page": (HEAD + REST + "budget: {general: {}}\n", 7, "has no key"),
    "a year beyond the three": (HEAD + "compensation:\nreserves: {2027-28: {percent: 2%}}\n", 6, "one of the years 2024-25"),
    "no unit": (HEAD.replace("unit: CSEA\n", "") + REST, 1, "does not say its `unit`"),
    "no reserves": (HEAD + "compensation:\n", 1, "does not say its `reserves`"),
    "an unknown kind of unit": (HEAD + "unit_kind: teachers\n" + REST, 5, "Expected one of certificated, classified, other"),
    "a code without quotation marks": (HEAD.replace('"', "") + REST, 2, "quotation marks"),
    "no agency": (
        "disclosure: 1\nentity: {name: Elm}\nfiscal_year: 2024-25\nunit: A\n" + REST,
        2,
        "which kind of agency",
    ),
    "a day that is none": (HEAD + "submitted: 2024-02-30\nboard_action: 2024-03-12\n" + REST, 5, "is not a date"),
    "a table where a list belongs": (HEAD + REST + "signers: {signer: superintendent}\n", 7, "Expected a list"),
}


@pytest.mark.parametrize(("text", "line", "said"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_with_a_sentence_at_its_place(tmp_path: Path, text: str, line: int, said: str) -> None:
    path = tmp_path / "disclosure.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(FilingError) as refused:
        read_disclosure(path)
    assert said in refused.value.message
    assert refused.value.at.line == line


def test_a_filing_is_no_disclosure(root: Path) -> None:
    with pytest.raises(FilingError, match="not a disclosure"):
        read_disclosure(root / "examples" / "short-reserve-budget.yaml")


def test_a_filing_cannot_call_itself_a_disclosure(tmp_path: Path) -> None:
    path = tmp_path / "filing.yaml"
    path.write_text('filing: 1\nentity: {cds: "34674470000000"}\nfiscal_year: 2024-25\nreport: disclosure\n', "utf-8")
    with pytest.raises(FilingError, match="not a kind of report"):
        read_filing(path)


@pytest.mark.parametrize("name", ["a misspelt section", "a misspelt row", "an unknown page", "an unknown fund", "no unit"])
def test_the_schema_refuses_it_too(name: str) -> None:
    validator = jsonschema.Draft202012Validator(_disclosure())
    assert list(validator.iter_errors(yaml.load(REFUSED[name][0], yaml.BaseLoader)))


@pytest.mark.parametrize("name", ["san-juan-2024-csea.yaml", "small-with-faults.yaml"])
def test_the_examples_fit_the_schema(root: Path, name: str) -> None:
    from compliance.cli.validate import problems

    assert problems(str(root / "examples" / "disclosures" / name), _disclosure()) == []
