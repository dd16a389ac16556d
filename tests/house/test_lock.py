"""requirements.lock is all that the tests need: every library, pinned and hashed, and no word of where it came from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


@pytest.fixture(scope="module")
def lock(root: Path) -> str:
    return (root / "requirements.lock").read_text("utf-8")


@pytest.fixture(scope="module")
def pinned(lock: str) -> dict[str, str]:
    """Version by name."""
    return {canonicalize_name(name): version for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", lock, re.MULTILINE)}


def test_every_library_that_pyproject_names_is_pinned_within_its_bounds(root: Path, pinned: dict[str, str]) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"]
    named = [Requirement(line) for line in [*project["project"]["dependencies"], *extras["test"], *extras["dev"]]]
    libraries = [need for need in named if need.name != project["project"]["name"]]
    assert {need.name for need in libraries if canonicalize_name(need.name) not in pinned} == set()
    assert [str(need) for need in libraries if pinned[canonicalize_name(need.name)] not in need.specifier] == []


def test_every_pin_has_a_hash(lock: str) -> None:
    entries = re.split(r"\n(?=\w)", lock)
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_no_pin_says_where_it_came_from(lock: str) -> None:
    assert re.findall(r"^.*(?:://|--index|--find-links|--extra-index).*$", lock, re.MULTILINE) == []
