"""How long a person waits for a cold `compliance check`, as a ratio to named peers timed in the same run.

    python benchmarks/startup.py [--runs 21] [--filing FILE]

Every command is a new process of the interpreter that runs this file. Byte-code is compiled first, a first round is thrown
away, and the commands take turns, so that a slow moment of the machine falls on all of them. The ratio is of medians; the least
time is the quietest moment's. The check is timed twice: with the loaded pack in the cache, as from a user's second check on,
and without any.
"""

from __future__ import annotations

import argparse
import compileall
import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "pasadena-2018-19-first-interim.yaml"


@dataclass
class Timed:
    """A command, the pack cache it runs with, the exit codes that say it did its work, and the seconds of its runs."""

    name: str
    arguments: list[str]
    cache: str = "off"
    worked: tuple[int, ...] = (0,)
    seconds: list[float] = field(default_factory=list)

    def run(self) -> float:
        """Wall-clock seconds of one run; stops the benchmark where the command did not do its work."""
        environment = {**os.environ, "COMPLIANCE_CACHE": self.cache}
        start = time.perf_counter()
        ran = subprocess.run([sys.executable, *self.arguments], env=environment, stdin=subprocess.DEVNULL, capture_output=True)
        spent = time.perf_counter() - start
        if ran.returncode not in self.worked:
            sys.exit(f"{self.name} ended with {ran.returncode}:\n{(ran.stderr or ran.stdout).decode(errors='replace')}")
        return spent

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


def commands(filing: Path, cache: str) -> list[Timed]:
    """The check first, then the peers in the order in which they are printed. A check that found something (1) worked."""
    check = ["-m", "compliance", "check", str(filing)]
    schema = ROOT / "schemas" / "filing.schema.json"
    timed = [
        Timed("compliance check, pack in the cache", check, cache, (0, 1)),
        Timed("compliance check, no cache", check, "off", (0, 1)),
        Timed("import pydantic, jsonschema, click, jinja2", ["-c", "import pydantic, jsonschema, click, jinja2"]),
        Timed("python alone", ["-c", "pass"]),
    ]
    if importlib.util.find_spec("check_jsonschema"):
        timed.append(Timed("check-jsonschema", ["-m", "check_jsonschema", "--schemafile", str(schema), str(filing)]))
    return timed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=21, help="timed runs of each command")
    parser.add_argument("--filing", type=Path, default=EXAMPLE, help="the YAML filing that is checked")
    asked = parser.parse_args()

    compileall.compile_dir(ROOT / "compliance", quiet=2)
    with tempfile.TemporaryDirectory() as cache:
        timed = commands(asked.filing, cache)
        for one in timed:
            one.run()
        for _ in range(asked.runs):
            for one in timed:
                one.seconds.append(one.run())

    ours = timed[0]
    print(f"{asked.filing.name}, {asked.runs} runs each, Python {sys.version.split()[0]}, {sys.platform}")
    print(f"{'':44}{'median':>9}{'least':>9}   the check with its cache takes")
    for one in timed:
        least = min(one.seconds)
        ratios = "" if one is ours else f"   {ours.median / one.median:5.2f} of it (least: {min(ours.seconds) / least:.2f})"
        print(f"{one.name:44}{one.median * 1000:6.0f} ms{least * 1000:6.0f} ms{ratios}")
    if timed[-1].name != "check-jsonschema":
        print("check-jsonschema is not installed here: pip install check-jsonschema to compare with it.")


if __name__ == "__main__":
    main()
