"""The command line, run inside this process or as a program of its own, always from the top of the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

Run = Callable[..., Result]
Program = Callable[..., subprocess.CompletedProcess[str]]
Filing = Callable[..., str]

OUTGO = "100000000.00"


@pytest.fixture
def run(root: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in this process; stdout and stderr stand apart, nothing is a terminal, the page is 100 columns wide."""
    monkeypatch.chdir(root)
    monkeypatch.setenv("COLUMNS", "100")

    def running(*words: str) -> Result:
        from compliance.cli.group import cli

        return CliRunner().invoke(cli, list(words), prog_name="compliance")

    return running


@pytest.fixture
def program(root: Path) -> Program:
    """Runs `python -m compliance` as a program, with further variables in its environment."""

    def running(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
        command = [sys.executable, "-m", "compliance", *words]
        environment |= {"COLUMNS": "100", **variables}
        return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8")

    return running


def interim(reserves: tuple[str, str, str], name: str = "Vista Example Unified", more: str = "") -> str:
    """A first interim of an invented district of 10,000 pupils, whose reserves must be 3% of 100 million: 3,000,000.00."""
    years = zip(("2018-19", "2019-20", "2020-21"), reserves, strict=True)
    figures = "".join(
        f"  {year}: {{ada: 10000, expenditures_and_uses: {OUTGO}, available_reserves: {amount}}}\n" for year, amount in years
    )
    return (
        f'filing: 1\nentity: {{name: "{name}", cds: "19999990000000", county: Los Angeles, kind: district}}\n'
        f"fiscal_year: 2018-19\nreport: first_interim\ncertification: positive\nfigures:\n{figures}{more}"
    )


@pytest.fixture
def filing(tmp_path: Path) -> Filing:
    """Writes a filing and gives its path; as it stands it meets its reserve with room and fires no caution."""

    def writing(reserves: tuple[str, str, str] = ("8000000.00",) * 3, file: str = "vista.yaml", **more: str) -> str:
        path = tmp_path / file
        path.write_text(interim(reserves, **more), "utf-8")
        return str(path)

    return writing


@pytest.fixture
def good(filing: Filing) -> str:
    """A filing with nothing against it that could be judged."""
    return filing(file="good.yaml")


@pytest.fixture
def short(filing: Filing) -> str:
    """A filing one cent short of its reserve in its second year."""
    return filing(("8000000.00", "2999999.99", "8000000.00"), file="short.yaml")


@pytest.fixture
def unreadable(tmp_path: Path) -> str:
    """A filing whose seventh line holds an amount with commas."""
    path = tmp_path / "unreadable.yaml"
    path.write_text(interim(("8000000.00",) * 3).replace("8000000.00", '"8,000,000.00"', 1), "utf-8")
    return str(path)


RULE = """\
id: {name}
title: Reserves of {percent} percent
cites: [county policy]
applies: {{entity: district, report: first_interim}}
each: {{year: [0]}}
require: {require}
severity: {severity}
message: Reserves of {{available_reserves}} in {{year}} are under {percent} percent.
cases:
  - {{year: 2018-19, given: {{expenditures_and_uses: 100, available_reserves: 99}}, expect: met}}
  - {{year: 2018-19, given: {{expenditures_and_uses: 100, available_reserves: {percent}}}, expect: met, at_the_line: yes}}
  - {{year: 2018-19, given: {{expenditures_and_uses: 100, available_reserves: 1}}, expect: not_met}}
"""


@pytest.fixture
def own_rules(tmp_path: Path) -> Callable[..., str]:
    """Writes a folder with one rule of a county's own: reserves of so many percent in the report's own year."""

    def writing(severity: str = "note", percent: int = 5, name: str = "own-percent", require: str = "") -> str:
        folder = tmp_path / "own"
        folder.mkdir(exist_ok=True)
        asked = require or f"available_reserves >= expenditures_and_uses * {percent / 100:.2f}"
        text = RULE.format(name=name, percent=percent, severity=severity, require=asked)
        (folder / f"{name}.yaml").write_text(text, "utf-8")
        return str(folder)

    return writing


@pytest.fixture
def own_pack(own_rules: Callable[..., str]) -> Callable[..., str]:
    """The same folder made a pack of its own: a pack.yaml and the two figures its rule needs."""

    def writing(**rule: str) -> str:
        folder = Path(own_rules(**rule))
        (folder / "pack.yaml").write_text(
            'pack: 1\nid: own\nversion: "1"\ntitle: A county alone\njurisdiction: A county\n'
            "entities: [district, county_office]\nreports: [adopted_budget, first_interim]\n",
            "utf-8",
        )
        (folder / "figures").mkdir(exist_ok=True)
        figures = "".join(
            f"  {name}:\n    label: {name.replace('_', ' ')}\n    unit: {unit}\n"
            for name, unit in (("ada", "ada"), ("available_reserves", "money"), ("expenditures_and_uses", "money"))
        )
        (folder / "figures" / "all.yaml").write_text(f"figures:\n{figures}", "utf-8")
        return str(folder)

    return writing
