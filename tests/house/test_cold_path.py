"""Start-up is what the user of a hook feels: `check` of a YAML filing loads none of the libraries it does not need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = ("pydantic", "jsonschema", "jinja2", "rich")

CHECK = f"""
import runpy, sys
sys.argv = ["compliance", "check", sys.argv[1]]
try:
    runpy.run_module("compliance", run_name="__main__")
except SystemExit as end:
    code = end.code or 0
print(*sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)
raise SystemExit(code)
"""


def test_a_cold_check_loads_neither_pydantic_nor_jsonschema_nor_jinja2_nor_rich(root: Path) -> None:
    filing = root / "examples" / "pasadena-2018-19-first-interim.yaml"
    run = subprocess.run([sys.executable, "-c", CHECK, str(filing)], cwd=root, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert run.stdout, "the check printed nothing"
    assert run.stderr.split() == []
