"""How long a person waits for a cold `compliance check`, as a ratio to named peers timed in the same run.

    python benchmarks/startup.py [--runs 21] [--filing FILE]

Every command is a new process of the interpreter that runs this file. Byte-code is compiled first, a first round is thrown
away, and the commands take turns, so that a slow moment of the machine falls on all of them. The ratio is of medians; the least
time is the quietest moment's.
"""

from __future__ import annotations

import argparse
import compileall
import importlib.util
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "pasadena-2018-19-first-interim.yaml"
OURS = "compliance check"


def commands(filing: Path) -> dict[str, list[str]]:
    """The timed commands by name. The peers' order is the order in which they are printed."""
    python = [sys.executable]
    timed = {
        OURS: [*python, "-m", "compliance", "check", str(filing)],
        "python -c pass": [*python, "-c", "pass"],
        "import pydantic, jsonschema, click, jinja2": [*python, "-c", "import pydantic, jsonschema, click, jinja2"],
    }
    if importlib.util.find_spec("check_jsonschema"):
        schema = ROOT / "schemas" / "filing.schema.json"
        timed["check-jsonschema"] = [*python, "-m", "check_jsonschema", "--schemafile", str(schema), str(filing)]
    return timed


def seconds(name: str, command: list[str]) -> float:
    """Wall-clock seconds of one run. Stops when the command did not do its work; a check that found something (1) did."""
    start = time.perf_counter()
    finished = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL)
    spent = time.perf_counter() - start
    if finished.returncode not in ((0, 1) if name == OURS else (0,)):
        said = (finished.stderr or finished.stdout).decode(errors="replace")
        sys.exit(f"{' '.join(command)} ended with {finished.returncode}:\n{said}")
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=21, help="timed runs of each command")
    parser.add_argument("--filing", type=Path, default=EXAMPLE, help="the YAML filing that is checked")
    asked = parser.parse_args()

    compileall.compile_dir(ROOT / "compliance", quiet=2)
    timed = commands(asked.filing)
    for name, command in timed.items():
        seconds(name, command)
    spent: dict[str, list[float]] = {name: [] for name in timed}
    for _ in range(asked.runs):
        for name, command in timed.items():
            spent[name].append(seconds(name, command))

    ours = spent[OURS]
    print(f"{asked.filing.name}, {asked.runs} runs each, Python {sys.version.split()[0]}, {sys.platform}")
    print(f"{'':44}{'median':>9}{'least':>9}   compliance check takes")
    for name, times in spent.items():
        median, least = statistics.median(times), min(times)
        ratios = f"{statistics.median(ours) / median:5.2f} of it (least: {min(ours) / least:.2f})" if times is not ours else ""
        print(f"{name:44}{median * 1000:6.0f} ms{least * 1000:6.0f} ms   {ratios}".rstrip())
    if "check-jsonschema" not in spent:
        print("check-jsonschema is not installed here: pip install check-jsonschema to compare with it.")


if __name__ == "__main__":
    main()
