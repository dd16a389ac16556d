"""A blank filing is a filing: it can be read as printed, names all that the rules ask for, and judges whole when filled in."""

from __future__ import annotations

import datetime
import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from compliance.cli.check import command as check
from compliance.cli.init import command, year_made_for
from compliance.cli.rulebooks import load_chosen
from compliance.cli.validate import problems
from compliance.filing import read_filing
from compliance.filing.schema import filing_schema

REPORTS = ("adopted_budget", "first_interim", "second_interim", "end_of_year")
KINDS = ("district", "county_office")
EACH = pytest.mark.parametrize(("kind", "report"), [(kind, report) for kind in KINDS for report in REPORTS])
VALUES = {"dollars": "1000000.00", "rate": "2%", "pupils": "10000", "number": "10500", "yes or no": "no", "day": "2025-06-20"}
COMMENT = re.compile(r"( *)# ((?:  - |    )?)([\w-]+):( +)# (.*)")
Judged = Callable[[str], dict[str, Any]]


def blank(report: str, kind: str = "district", *more: str) -> str:
    ran = CliRunner().invoke(command, ["--report", report, "--kind", kind, "--year", "2025-26", *more])
    assert ran.exit_code == 0, ran.stderr
    return ran.stdout


@pytest.fixture
def judged(tmp_path: Path) -> Judged:
    """What `check` says of a filing's text."""

    def judging(text: str) -> dict[str, Any]:
        path = tmp_path / "filing.yaml"
        path.write_text(text, "utf-8")
        ran: Result = CliRunner().invoke(check, ["--format", "json", str(path)])
        document: dict[str, Any] = json.loads(ran.stdout)
        assert "error" not in document, document["error"]
        return document

    return judging


def filled(text: str) -> str:
    """The blank filing with a value in every line."""
    lines, section = [], ""
    for line in text.splitlines():
        heading = re.match(r"(?:# )?(\w+):", line)
        if heading and heading[1] in ("labor", "one_time", "contingent", "figures", "original_budget", "previous_report"):
            section, line = heading[1], line.removeprefix("# ")
        elif heading and heading[1] in ("answers", "explanations"):
            section = heading[1]
        found = COMMENT.fullmatch(line)
        if found and section:
            told = found[5]
            if section == "answers":
                choice = re.search(r"One of: (\w+)", told)
                value = choice[1] if choice else "no" if "yes or no" in told else "text"
            elif section == "explanations":
                value = "Because."
            elif section in ("labor", "one_time", "contingent"):
                unit, _, choices = told.split(";")[0].partition(": ")
                value = choices.split(",")[0] or VALUES.get(unit, "2025-26")
            else:
                value = VALUES[re.findall(rf"\(({'|'.join(VALUES)})\)", told)[0]]
            line = f"{found[1]}{found[2]}{found[3]}: {value}"
        lines.append(line)
    return "\n".join(lines) + "\n"


@EACH
def test_it_is_a_filing_as_printed_and_says_nothing_yet(tmp_path: Path, kind: str, report: str) -> None:
    path = tmp_path / "blank.yaml"
    path.write_text(blank(report, kind), "utf-8")
    filing = read_filing(path)
    assert (filing.entity.kind, filing.report, filing.fiscal_year) == (kind, report, "2025-26")
    assert (filing.figures, filing.answers, filing.lists, filing.explanations, filing.warnings) == ({}, {}, {}, {}, ())


@EACH
def test_it_fits_the_schema_of_a_filing_blank_and_filled_in(tmp_path: Path, kind: str, report: str) -> None:
    pack = load_chosen(())
    schema = filing_schema(
        {name: one.unit for name, one in pack.figures.items()},
        {name: tuple(one.choices) or (None if one.unit == "bool" else ()) for name, one in pack.answers.items()},
        {name: {field: (one.unit, one.required) for field, one in each.fields.items()} for name, each in pack.lists.items()},
    )
    for text in (blank(report, kind), filled(blank(report, kind))):
        (tmp_path / "filing.yaml").write_text(text, "utf-8")
        assert problems(str(tmp_path / "filing.yaml"), schema) == []


@EACH
def test_all_that_a_rule_lacks_stands_in_it(judged: Judged, kind: str, report: str) -> None:
    """A missing input reads `ada 2025-26`, `original_budget.ada 2023-24`, `answer S1` or `list labor`.

    Where part of a figure's formula is known, the form's element that lacks is named; a person writes the figure itself.
    """
    text = blank(report, kind)
    named = set()
    layer = year = ""
    for line in text.splitlines():
        if heading := re.match(r"(\w+):", line):
            layer = heading[1]
        elif heading := re.match(r"  (\d{4}-\d{2}):", line):
            year = heading[1]
        elif found := COMMENT.fullmatch(line):
            prefix = "" if layer == "figures" else f"{layer}."
            named.add(f"answer {found[3]}" if layer == "answers" else f"{prefix}{found[3]} {year}")
    named |= {f"list {name}" for name in re.findall(r"^# (labor|one_time|contingent):", text, re.MULTILINE)}
    results = [result for result in judged(text)["results"] if result["outcome"] == "unknown"]
    lacking = {name for result in results for case in result["cases"] for name in case.get("missing", ())}
    assert len(results) > 30
    assert {name for name in lacking - named if not name.startswith("element(")} == set()


@EACH
def test_filled_in_it_leaves_no_rule_unknown(judged: Judged, kind: str, report: str) -> None:
    results = judged(filled(blank(report, kind)))["results"]
    assert len(results) > 40
    assert [result["rule"] for result in results if result["outcome"] in ("unknown", "error")] == []


def test_a_figure_stands_under_its_year_with_label_unit_and_place() -> None:
    text = blank("first_interim")
    year = text.split("\n  2026-27:")[1].split("\n  2027-28:")[0]
    ada = load_chosen(()).figures["ada"]
    assert re.search(rf"^    # ada: +# {re.escape(f'{ada.label} (pupils). {ada.form}')}$", year, re.MULTILINE)


def test_figures_stand_in_the_groups_of_the_pack() -> None:
    year = blank("first_interim").split("\n  2025-26:")[1].split("\n  2026-27:")[0]
    groups = re.findall(r"^    # -- (.+)$", year, re.MULTILINE)
    files = [Path(figure.at.path).stem.replace("_", " ") for figure in load_chosen(()).figures.values()]
    assert len(groups) == len(set(groups)) > 5
    assert groups == [name for name in dict.fromkeys(files) if name in groups]


def test_a_figure_that_others_give_says_so() -> None:
    assert re.search(
        r"# unrestricted_ending_balance: .*Left out: unrestricted_beginning_balance \+ unrestricted_net_change$",
        blank("first_interim"),
        re.MULTILINE,
    )


def test_it_is_written_to_a_file_where_one_is_named(tmp_path: Path) -> None:
    path = tmp_path / "blank.yaml"
    assert blank("first_interim", "district", "--output", str(path)) == ""
    assert path.read_text("utf-8") == blank("first_interim")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--report", "first_interim", "--year", "2025"], "'2025' is not a fiscal year"),
        (["--report", "unaudited_actuals", "--year", "2025-26"], "No rule of us-ca judges the unaudited actuals 2025-26"),
        (["--report", "interim"], "'interim' is not one of"),
        ([], "Missing option '--report'"),
    ],
)
def test_what_it_cannot_print_is_a_usage_error(words: list[str], said: str) -> None:
    ran = CliRunner().invoke(command, words)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert said in ran.stderr


@pytest.mark.parametrize(
    ("report", "day", "year"),
    [
        ("adopted_budget", "2026-05-20", "2026-27"),
        ("adopted_budget", "2026-07-01", "2026-27"),
        ("first_interim", "2025-12-15", "2025-26"),
        ("second_interim", "2026-03-15", "2025-26"),
        ("end_of_year", "2026-06-01", "2025-26"),
        ("unaudited_actuals", "2026-09-15", "2025-26"),
        ("first_interim", "1999-11-01", "1999-00"),
    ],
)
def test_the_year_is_the_one_that_such_a_report_is_made_for(report: str, day: str, year: str) -> None:
    assert year_made_for(report, datetime.date.fromisoformat(day)) == year


def test_the_examples_of_its_help_run() -> None:
    told = CliRunner().invoke(command, ["--help"]).stdout
    lines = re.findall(r"^ +compliance init (.+)$", told, re.MULTILINE)
    assert len(lines) == 2
    for line in lines:
        ran = CliRunner().invoke(command, shlex.split(line))
        assert ran.exit_code == 0 and ran.stdout.startswith("# ")
