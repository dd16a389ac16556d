"""Asking for a filing costs no library that only schemas, forms or letters need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SLOW = {"pydantic", "jsonschema", "jinja2", "rich", "difflib", "hypothesis"}


def test_reading_a_filing_imports_nothing_slow(root: Path):
    program = (
        "import sys; from compliance.filing import read_filing; "
        f"read_filing({str(root / 'examples' / 'oak-valley.dat')!r}); print(*sys.modules)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=root
    ).stdout.split()
    assert not SLOW & set(loaded)
    assert "compliance.filing.json_reader" not in loaded
