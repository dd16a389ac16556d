"""Reading a filing out of the text that a test writes down."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from compliance.filing import Filing, FilingError, read_filing

Read = Callable[..., Filing]
Refused = Callable[..., FilingError]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write the text or bytes under a name and read them as a filing."""

    def reading(content: str | bytes, name: str = "filing.dat") -> Filing:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_filing(path)

    return reading


@pytest.fixture
def refused(read: Read) -> Refused:
    """The error with which a text or bytes are refused."""

    def refusing(content: str | bytes, name: str = "filing.dat") -> FilingError:
        with pytest.raises(FilingError) as caught:
            read(content, name)
        return caught.value

    return refusing
