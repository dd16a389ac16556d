"""What the technical review of a state export costs, as a ratio to reading the same bytes with csv.reader in the same process.

    python benchmarks/technical.py [--rows 10000] [--runs 11] [--profile] [--filing FILE]

The export is made here from the codes of rules/us-ca/codes, always the same for a number of rows: estimated actuals (BE) and
budget (BB), forms as in examples/oak-valley.dat, nearly all codes and pairs valid, a few not. --filing judges
a real one instead.

Every run is a new process. After start-up, and after the rulebook is loaded without its cache, process time is taken of: the
peer, csv.reader, which reads the bytes into lists of fields and understands none of them; read_filing, which is not part of the
judging; all technical checks the first time in the process (cold: with it the reading of code tables and the compiling of
tests); the same on a filing read anew with tables and tests at hand (warm). Printed are the median of the runs and the least,
which is the quietest moment's. Checks on what the engine observes while it judges the criteria see what it observes of none.
Aim: less than 0.25 s cold for 10,000 rows. No test asserts a time.
"""

from __future__ import annotations

import argparse
import csv
import gc
import io
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CDS = "99123450000000"
YEARS = {"BE": "2024-25", "BB": "2025-26"}
SEED = 20251121
INVALID = 0.002  # share of rows whose codes are not held against the tables of pairs
SPECIAL_EDUCATION = frozenset(str(code) for code in (*range(3300, 3406), *range(6500, 6541)))
NETTING = frozenset(("5710", "5750", "8091", "8097", "8096", "8587", "8287", "8697"))  # rows that must find their counterpart
PAIRS = ("fund resource", "fund object", "fund goal", "fund function", "resource object", "function object", "goal function")
CENT = Decimal("0.01")


def export(rows: int) -> bytes:
    """A state export with so many ledger rows in all, in the order and with the line ends of the state's software."""
    draw = random.Random(SEED)
    forms = _forms()
    lines: list[str] = []
    for column, year in YEARS.items():
        ledger = _ledger(draw, year, rows // 2)
        lines.append(f'"{year}","{CDS}","BS1","{column}"')
        lines += [f'"{account}","{amount}","{flag}"' for account, amount, flag in ledger]
        lines.append(f'"-1","EOD","{CDS}","BS1","{column}","{len(ledger)}"')
    for column, year in YEARS.items():
        lines += [f'"{year}","{CDS}","BS1","{column}","ELEMENT"', *forms[column]]
        lines.append(f'"-1","EOD","{CDS}","BS1","{column}","{len(forms[column])}"')
    lines.append(f'"-1","EOF","{CDS}","{len(lines) + 1}","",""')
    return ("\r\n".join(lines) + "\r\n").encode()


def _forms() -> dict[str, list[str]]:
    """The form cells of the example export, by column."""
    found: dict[str, list[str]] = {"BE": [], "BB": []}
    column = ""
    for line in (ROOT / "examples" / "oak-valley.dat").read_text("utf-8").splitlines():
        if line.endswith('"ELEMENT"'):
            column = line.split('","')[3]
        elif line.startswith('"-1"'):
            column = ""
        elif column:
            found[column].append(line)
    return found


def _ledger(draw: random.Random, year: str, rows: int) -> list[tuple[str, str, str]]:
    """Account, amount and flag of so many rows, sorted; each fund and resource ends with the balance that its rows leave."""
    amounts: dict[str, Decimal] = {}
    changes: dict[str, Decimal] = {}
    for account in _accounts(draw, year):
        if account not in amounts:
            if len(amounts) + 1 + 3 * len(changes.keys() | {account[:6]}) > rows:
                break
            amount = amounts[account] = Decimal(draw.randrange(1, 40_000_000)) * CENT
            changes[account[:6]] = changes.get(account[:6], Decimal(0)) + (amount if account[15] == "8" else -amount)
    found = [(account, str(amount), "I") for account, amount in amounts.items()]
    for pair, change in changes.items():
        ending = Decimal(draw.randrange(1, 40_000_000)) * CENT
        found.append((f"{pair}0000000009791", str(ending - change), "I"))
        found += [(f"{pair}000000000{kept}", str(ending), "C") for kept in ("9790" if pair[2] in "01" else "9740", "979Z")]
    return sorted(found)


def _accounts(draw: random.Random, year: str) -> Iterator[str]:
    """Accounts drawn from the state's codes, the general fund most of them; nearly all hold against the tables of pairs."""
    from compliance.rulebook.codes import load_codes

    codes = load_codes([ROOT / "rules" / "us-ca"])
    tables = ("funds", "resources", "goals", "functions", "objects")
    valid = {name: [one for one in _listed(name) if codes.code(name, one, year, "district").valid] for name in tables}
    ends = {one: "9790" if one < "2000" else "9740" for one in valid["resources"]}
    resources = [
        one for one in ends if all(codes.pair("resource_object", one, at, year, "district").valid for at in ("9791", ends[one]))
    ]
    special_goals = [one for one in valid["goals"] if "5000" <= one < "6000"]
    revenues = [one for one in valid["objects"] if "8000" <= one < "8900" and one not in NETTING]
    spending = [one for one in valid["objects"] if "1000" <= one < "7000" and one not in NETTING]
    spending += 4 * [one for one in spending if one.startswith("3")]  # most rows are benefits
    funds = [fund for fund in valid["funds"] if fund in ("11", "12", "13", "14", "21", "25", "35", "40", "51", "67")]

    wanted = True
    while True:
        fund = "01" if draw.random() < 0.85 else draw.choice(funds)
        resource, earns = draw.choice(resources), draw.random() < 0.1
        goals = special_goals if resource in SPECIAL_EDUCATION else valid["goals"]
        object_ = draw.choice(revenues if earns else spending)
        goal, function = ("0000", "0000") if earns else (draw.choice(goals), draw.choice(valid["functions"]))
        named = {"fund": fund, "resource": resource, "goal": goal, "function": function, "object": object_}
        holds = all(codes.pair(f"{a}_{b}", named[a], named[b], year, "district").valid for a, b in map(str.split, PAIRS))
        if holds is wanted:
            wanted = draw.random() >= INVALID
            yield f"{fund}{resource}0{goal}{function}{object_}"


def _listed(table: str) -> list[str]:
    with (ROOT / "rules" / "us-ca" / "codes" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return sorted({row["code"] for row in csv.DictReader(file) if row["code"].isdigit()})


def measure(path: str, profile: bool) -> dict[str, float]:
    """Seconds of process time in this process, by what was done, and some counts."""
    from compliance.engine.examine import examine
    from compliance.engine.fast_path import FastPath
    from compliance.engine.findings import Result
    from compliance.engine.observed import observe
    from compliance.engine.report import book_of, judge
    from compliance.filing import read_filing
    from compliance.filing.importing import ready
    from compliance.filing.model import Filing
    from compliance.rulebook.load import load_rulebook

    rulebook = load_rulebook([ROOT / "rules" / "us-ca"])
    gc.freeze()  # as the command line does
    fast = FastPath(rulebook)

    def review(filing: Filing) -> list[Result]:
        filing = ready(filing)
        book = book_of(filing, rulebook)
        observed = book.observing(observe(book, ()))
        here = (filing.entity.kind, filing.report, filing.fiscal_year, True)
        applying = [rule for rule in rulebook.rules.values() if rule.columns is not None and rule.applies.to(*here)]
        return [examine(rule, observed if rule.observes else book, fast) for rule in applying]

    seconds: dict[str, float] = {}

    def timed(name: str, started: float) -> None:
        seconds[name] = time.process_time() - started

    started = time.process_time()
    filing = read_filing(path)
    timed("read", started)
    data = Path(path).read_bytes()
    started = time.process_time()
    records = list(csv.reader(io.StringIO(data.decode("latin-1"), newline="")))
    timed("csv", started)
    if profile:
        _profiled(partial(review, filing))
    started = time.process_time()
    results = review(filing)
    timed("warm after profile" if profile else "cold", started)
    counts = {
        "checks": len(results),
        "rows": sum(len(column.rows or ()) for column in filing.columns),
        "records": len(records),
        "exceptions": sum(case.outcome == "not_met" for result in results for case in result.cases),
    }
    again = read_filing(path)
    filing, results, records = again, [], []
    gc.collect()
    started = time.process_time()
    review(filing)
    timed("warm", started)
    whole = read_filing(path)
    started = time.process_time()
    judge(whole, rulebook)
    timed("whole", started)
    return seconds | counts


def _profiled(work: Callable[[], object]) -> None:
    import cProfile
    import pstats

    profiler = cProfile.Profile()
    profiler.runcall(work)
    for order in ("tottime", "cumulative"):
        pstats.Stats(profiler, stream=sys.stderr).strip_dirs().sort_stats(order).print_stats(25)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000, help="ledger rows of the export, both columns together")
    parser.add_argument("--runs", type=int, default=11, help="processes, each with one cold and one warm judging")
    parser.add_argument("--profile", action="store_true", help="print where a cold judging spends its time, and stop")
    parser.add_argument("--filing", help="a state export to judge in place of the one made here")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure:
        print(json.dumps(measure(asked.measure, asked.profile)))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = asked.filing or str(Path(folder) / "made.dat")
        if not asked.filing:
            Path(path).write_bytes(export(asked.rows))
        runs = [_run(path, asked.profile) for _ in range(1 if asked.profile else asked.runs + 1)]
        size = Path(path).stat().st_size
    runs = runs[1:] or runs  # the first compiles byte-code and warms the disk
    one = runs[0]
    print(
        f"{one['rows']:,.0f} ledger rows, {one['records']:,.0f} records, {size / 1024:,.0f} KB; {one['checks']:.0f} checks, "
        f"{one['exceptions']:.0f} exceptions; {len(runs)} runs, Python {sys.version.split()[0]}, {sys.platform}"
    )
    print(f"{'process time':44}{'median':>9}{'least':>9}   times csv.reader")
    peer = statistics.median(run["csv"] for run in runs)
    for name, label in LABELS.items():
        if seconds := [run[name] for run in runs if name in run]:
            middle = statistics.median(seconds)
            print(f"{label:44}{middle * 1000:6.0f} ms{min(seconds) * 1000:6.0f} ms   {middle / peer:6.1f}")


LABELS = {
    "csv": "csv.reader, fields not understood",
    "read": "read_filing",
    "cold": "technical checks, first in the process",
    "warm": "technical checks, tables and tests at hand",
    "whole": "the whole report, tables at hand",
}


def _run(path: str, profile: bool) -> dict[str, float]:
    words = [sys.executable, str(Path(__file__).resolve()), "--measure", path, *(["--profile"] if profile else [])]
    environment = {**os.environ, "COMPLIANCE_CACHE": "off", "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(words, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True)
    found: dict[str, float] = json.loads(ran.stdout)
    return found


if __name__ == "__main__":
    main()
