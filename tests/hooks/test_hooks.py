"""The hooks of .pre-commit-hooks.yaml, run by pre-commit itself on scratch repositories that hold a good and a bad filing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

Run = Callable[[str, Mapping[str, str]], subprocess.CompletedProcess[str]]
NOT_A_FILING = "name: build\non: [push]\n"


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which git and pre-commit know nothing of the person or repository that runs the tests."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT", "SKIP"))}
    who = {f"GIT_{role}_{part}": "tester@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    home = str(tmp_path_factory.mktemp("pre-commit"))
    return {**ours, **who, "PRE_COMMIT_HOME": home, "PRE_COMMIT_COLOR": "never", "GIT_CONFIG_GLOBAL": os.devnull}


def committed(folder: Path, environment: Mapping[str, str]) -> str:
    """Makes the folder a git repository of one commit that holds everything in it; the commit's id."""

    def git(*words: str) -> str:
        ran = subprocess.run(["git", *words], cwd=folder, env=environment, check=True, capture_output=True, text=True)
        return ran.stdout.strip()

    git("init", "--quiet")
    git("add", "--all", "--force")
    git("commit", "--quiet", "--message", "as it stands")
    return git("rev-parse", "HEAD")


@pytest.fixture(scope="module")
def hook(root: Path, our_files: tuple[Path, ...], elsewhere: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs one hook of this tree, as it stands, over every file of a scratch repository with the given files."""
    project = tmp_path_factory.mktemp("project")
    for path in our_files:
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / path, project / path)
    revision = committed(project, elsewhere)

    def run(identifier: str, files: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        scratch = tmp_path_factory.mktemp("scratch")
        config = {"repos": [{"repo": str(project), "rev": revision, "hooks": [{"id": identifier}]}]}
        for path, text in {".pre-commit-config.yaml": yaml.safe_dump(config), **files}.items():
            (scratch / path).parent.mkdir(parents=True, exist_ok=True)
            (scratch / path).write_text(text, "utf-8")
        committed(scratch, elsewhere)
        command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--verbose"]
        return subprocess.run(command, cwd=scratch, env=elsewhere, capture_output=True, text=True, encoding="utf-8")

    return run


def interim(reserves_of_2019_20: str) -> str:
    """A first interim of an invented district of 10,000 pupils, whose reserves must be 3% of outgo: 3,000,000.00."""
    return f"""\
filing: 1
entity: {{name: Vista Example Unified School District, kind: district}}
fiscal_year: 2018-19
report: first_interim
certification: positive
figures:
  2018-19: {{ada: 10000, expenditures_and_uses: 100000000.00, available_reserves: 3000000.00}}
  2019-20: {{ada: 10000, expenditures_and_uses: 100000000.00, available_reserves: {reserves_of_2019_20}}}
  2020-21: {{ada: 10000, expenditures_and_uses: 100000000.00, available_reserves: 3000000.00}}
answers: {{exclude_pass_through: yes}}
"""


def test_a_filing_at_its_reserve_passes_and_a_file_that_is_no_filing_is_passed_over(hook: Run) -> None:
    files = {"filings/vista.yaml": interim("3000000.00"), "build.yml": NOT_A_FILING, "package.json": '{"name": "x"}\n'}
    run = hook("compliance-check", files)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "Passed" in run.stdout
    assert "Vista Example" in run.stdout


def test_a_filing_one_cent_short_of_its_reserve_fails_with_file_line_and_reason(hook: Run) -> None:
    run = hook("compliance-check", {"filings/vista.yaml": interim("2999999.99"), "build.yml": NOT_A_FILING})
    assert run.returncode == 1, run.stdout + run.stderr
    assert "filings/vista.yaml:8" in run.stdout
    assert "reserves" in run.stdout.lower()
    assert "2019-20" in run.stdout


def test_a_filing_that_cannot_be_read_fails_with_the_place(hook: Run) -> None:
    run = hook("compliance-check", {"filings/vista.yaml": interim("3,000,000.00")})
    assert run.returncode == 1, run.stdout + run.stderr
    assert "filings/vista.yaml:8:" in run.stdout


def own_rule(require: str) -> str:
    """A caution that a county adds to the pack that ships: reserves of five percent, whatever the size of the district."""
    return f"""\
id: five-percent
title: Reserves of five percent
cites: [county policy]
applies: {{entity: district, report: first_interim}}
each: {{year: [0]}}
require: {require}
severity: note
message: Reserves of {{available_reserves}} in {{year}} are under five percent.
cases:
  - {{year: 2018-19, given: {{expenditures_and_uses: 100, available_reserves: 6}}, expect: met}}
  - {{year: 2018-19, given: {{expenditures_and_uses: 100, available_reserves: 5}}, expect: met, at_the_line: yes}}
  - {{year: 2018-19, given: {{expenditures_and_uses: 100, available_reserves: 4.99}}, expect: not_met}}
"""


def test_a_rule_that_a_repository_adds_passes(hook: Run) -> None:
    run = hook("compliance-rules", {"rules/five-percent.yaml": own_rule("available_reserves >= expenditures_and_uses * 0.05")})
    assert run.returncode == 0, run.stdout + run.stderr
    assert "nothing wrong" in run.stdout


def test_a_misspelt_figure_in_a_rule_fails_with_its_place_and_the_nearest_name(hook: Run) -> None:
    run = hook("compliance-rules", {"rules/five-percent.yaml": own_rule("available_reserve >= expenditures_and_uses * 0.05")})
    assert run.returncode == 1, run.stdout + run.stderr
    assert "rules/five-percent.yaml:6:10" in run.stdout
    assert "did you mean 'available_reserves'?" in run.stdout
