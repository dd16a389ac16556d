"""What the documents say is so: links lead somewhere, examples run, the version is one, and no package registry is named."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

import compliance

FILING = "examples/pasadena-2018-19-first-interim.yaml"
# Put together here: this file, too, names no registry.
REGISTRIES = [f"{name}.org" for name in ("pypi", "pythonhosted", "npmjs", "debian")]
OUR_FOLDERS = r"(?:\.ci|benchmarks|compliance|docs|examples|rules|schemas|templates|tests)"


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text("utf-8")


def test_every_link_in_a_document_leads_to_a_file_or_folder(root: Path, our_files: tuple[Path, ...]) -> None:
    broken = [
        f"{document}: {link}"
        for document in our_files
        if document.suffix == ".md" and "tests" not in document.parts and "templates" not in document.parts
        for link in re.findall(r"\]\(([^)\s#]+)", (root / document).read_text("utf-8"))
        if not re.match(r"[a-z]+:", link) and not (root / document.parent / unquote(link)).exists()
    ]
    assert broken == []


@pytest.mark.parametrize("folder", ["docs", "docs/decisions"])
def test_every_document_stands_in_the_index_of_its_folder(root: Path, folder: str) -> None:
    index = (root / folder / "README.md").read_text("utf-8")
    documents = {path.name for path in (root / folder).glob("*.md")} - {"README.md"}
    assert {name for name in documents if f"]({name})" not in index} == set()


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_path_that_is_named_exists(root: Path, name: str) -> None:
    named = set(re.findall(rf"(?<![\w./-]){OUR_FOLDERS}/[\w./-]*[\w/]", (root / name).read_text("utf-8")))
    assert named
    assert [path for path in sorted(named) if not (root / path).exists()] == []


def test_the_readme_has_one_command_that_checks_and_one_that_tests(readme: str) -> None:
    commands = dict(re.findall(r"^<!-- ci:(\w+) -->\n```sh\n([^\n]+)\n```$", readme, re.MULTILINE))
    assert list(commands) == ["check", "test"]
    assert commands["check"].endswith(f"compliance check {FILING}")
    assert commands["test"].endswith("pytest")


def readme_examples() -> list[str]:
    text = (Path(__file__).resolve().parents[2] / "README.md").read_text("utf-8")
    return re.findall(r"^\| `compliance ([^`]+)` \|", text, re.MULTILINE)


@pytest.mark.parametrize("example", readme_examples())
def test_an_example_of_the_readme_runs(root: Path, example: str) -> None:
    command = [sys.executable, "-m", "compliance", *shlex.split(example.replace("FILING", FILING))]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    assert run.stdout


def test_the_changelog_and_the_readme_speak_of_this_version(root: Path, readme: str) -> None:
    headings = re.findall(r"^## (\S+)", (root / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert [heading for heading in headings if heading != "Unreleased"][0] == compliance.__version__
    assert re.findall(r"rev: v(\S+)", readme) == [compliance.__version__]


def test_no_file_names_a_package_registry(root: Path, our_files: tuple[Path, ...]) -> None:
    naming = [
        f"{path}: {host}"
        for path in our_files
        for text in [(root / path).read_bytes().decode("utf-8", "replace")]
        for host in REGISTRIES
        if host in text
    ]
    assert naming == []
