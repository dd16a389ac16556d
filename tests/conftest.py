"""What every test may ask for: the top of the checkout, its files, and the state's own filings where they are at hand."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {".git", ".venv", "__pycache__", "build", "dist"}

# The same examples every time and no deadline: a test that fails fails everywhere, and a slow machine fails none.
settings.register_profile("house", derandomize=True, deadline=None)
settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Loaded packs are kept in a folder of this run: nothing old is read, nothing is left in the home of who runs the tests."""
    os.environ["COMPLIANCE_CACHE"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def our_files() -> tuple[Path, ...]:
    """Every file of the project relative to the top: tracked, or new and not ignored. An unpacked sdist has no git to ask."""
    if (ROOT / ".git").exists():
        asked = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.split("\0")
    else:
        names = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*")]
    found = {Path(name) for name in names if name and (ROOT / name).is_file()}
    return tuple(sorted(path for path in found if not NOT_OURS & set(path.parts)))


@pytest.fixture(scope="session")
def oracles() -> Path:
    """The folder of real filings with the state's own conclusions; it lies beside the checkout and is not part of it."""
    folder = ROOT.parent / "shared" / "oracles"
    if not folder.is_dir():
        pytest.skip("the real filings are not here: ../shared/oracles does not exist")
    return folder
