"""The pack that ships, loaded once, and the kinds of file a pack is made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance.rulebook.load import load_rulebook
from compliance.rulebook.model import Rulebook
from compliance.shipped import shipped


@pytest.fixture(scope="session")
def pack_folder() -> Path:
    """rules/us-ca."""
    return shipped("rules") / "us-ca"


@pytest.fixture(scope="session")
def us_ca(pack_folder: Path) -> Rulebook:
    """The pack that ships, freshly loaded."""
    return load_rulebook([pack_folder])
