"""The house rules of compliance/: short modules that say what they are for, money without floats, imports one way."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LONGEST = 250


@pytest.fixture(scope="module")
def modules(root: Path) -> dict[str, str]:
    """The text of every module by its path from the top."""
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in (root / "compliance").rglob("*.py")}


def test_every_module_says_in_a_docstring_why_it_exists(modules: dict[str, str]) -> None:
    assert [path for path, text in modules.items() if not ast.get_docstring(ast.parse(text, path))] == []


def test_no_module_is_longer_than_250_lines(modules: dict[str, str]) -> None:
    lengths = {path: len(text.splitlines()) for path, text in modules.items()}
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}


def floats(tree: ast.AST) -> list[int]:
    """Lines with a float (or complex) literal or a call of float(); how near a misspelt name must be is not money."""
    if isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name | ast.Attribute):
        called = tree.func.id if isinstance(tree.func, ast.Name) else tree.func.attr
        if called == "get_close_matches":
            return []
        if called == "float":
            return [tree.lineno]
    if isinstance(tree, ast.Constant) and isinstance(tree.value, float | complex):
        return [tree.lineno]
    return [line for node in ast.iter_child_nodes(tree) for line in floats(node)]


def test_no_module_writes_or_makes_a_float(modules: dict[str, str]) -> None:
    assert {path: lines for path, text in modules.items() if (lines := floats(ast.parse(text, path)))} == {}


def test_a_float_is_seen_wherever_it_hides() -> None:
    assert floats(ast.parse("a = 1\nb = 0.03\nc = f(x=[float(a)])\nd = '0.03'\nget_close_matches(d, n, 1, 0.6)\n")) == [
        2,
        3,
    ]


def test_imports_run_one_way(root: Path) -> None:
    linter = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert linter, "import-linter is not installed: it is in requirements.lock"
    run = subprocess.run([linter, "--no-cache"], cwd=root, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout
