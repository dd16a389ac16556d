"""The wheel is whole: the law, the schemas and the templates are inside, and it judges a filing far from any checkout."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

Program = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree, built with the hatchling that is installed here."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=root, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Runs the wheel's `compliance` in an empty folder, in a new environment that borrows this one's libraries only."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=True)
    places = sysconfig.get_paths(scheme="venv", vars={"base": str(home), "platbase": str(home)})
    python = Path(places["scripts"]) / Path(sys.executable).name
    # A line of a .pth file is searched after the environment's own packages, and the .pth files it holds are not followed.
    borrowed = {sysconfig.get_path(name) for name in ("purelib", "platlib")}
    (Path(places["purelib"]) / "borrowed.pth").write_text("\n".join(borrowed))
    install = [str(python), "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    program = shutil.which("compliance", path=places["scripts"])
    assert program
    empty = tmp_path_factory.mktemp("empty")

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([program, *words], cwd=empty, capture_output=True, text=True, encoding="utf-8")

    return run


@pytest.mark.parametrize("folder", ["rules", "schemas", "templates"])
def test_every_file_of_the_folder_is_in_the_wheel(folder: str, wheel: Path, our_files: tuple[Path, ...]) -> None:
    shipped = {path.as_posix() for path in our_files if path.parts[0] == folder}
    inside = set(zipfile.ZipFile(wheel).namelist())
    assert shipped
    assert {path for path in shipped if f"compliance/_shipped/{path}" not in inside} == set()


def test_the_wheel_holds_the_types_and_the_licence_and_no_tests(wheel: Path) -> None:
    inside = zipfile.ZipFile(wheel).namelist()
    assert "compliance/py.typed" in inside
    assert any(name.endswith("/licenses/LICENSE") for name in inside)
    assert [name for name in inside if name.startswith(("tests/", "docs/", "examples/", "benchmarks/"))] == []


def test_the_wheel_checks_a_filing_in_an_empty_folder(installed: Program, root: Path) -> None:
    run = installed("check", str(root / "examples" / "pasadena-2018-19-first-interim.yaml"))
    assert run.returncode == 0, run.stderr
    assert "Pasadena Unified" in run.stdout


def test_the_wheel_writes_a_letter_and_prints_a_schema(installed: Program, root: Path) -> None:
    letter = installed("letter", str(root / "examples" / "pasadena-2018-19-first-interim.yaml"))
    assert letter.returncode == 0, letter.stderr
    assert "Pasadena Unified" in letter.stdout
    assert installed("schema", "filing").returncode == 0
