"""What eighty letters in DOCX and PDF cost, as a ratio to bare pandoc and typst calls in the same run.

    python benchmarks/letters.py [--letters 80] [--workers 2] [--bare 8] [--keep FOLDER]

The letters are those of examples/*.yaml, composed once each before any clock starts, with the district's name varied, so that
no two are the same. Measured is publish_many: wall time, and the peak memory of this process and of its largest pandoc, for a
quarter of the letters and for all (flat: the two are alike). The peer does the least that a script by hand would: for each
letter one pandoc to DOCX, one to Typst and one typst.compile, without letterhead, checks or tags, as many at a time as there
are workers; of --bare letters, scaled up.
Aim: eighty letters in under 20 s on two cores. No test asserts a time.
"""

from __future__ import annotations

import argparse
import datetime
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
DAY = datetime.date(2019, 1, 9)
TO = ("docx", "pdf")
MIB = 1024


def composed() -> list[str]:
    """The Markdown of each example filing that a letter can be written about."""
    letters = []
    for path in sorted((ROOT / "examples").glob("*.yaml")):
        if path.name.startswith("county-"):
            continue
        command = [sys.executable, "-m", "compliance", "letter", str(path), "--date", DAY.isoformat()]
        county = ["--county", str(ROOT / "examples" / "county-los-angeles.yaml")]
        done = subprocess.run([*command, *county], capture_output=True, text=True, cwd=ROOT)
        if done.returncode == 0 and done.stdout:
            letters.append(done.stdout)
    return letters


def varied(letters: list[str], count: int) -> Iterator[tuple[str, str]]:
    """So many letters, each with names of its own."""
    for number in range(count):
        text = letters[number % len(letters)]
        yield f"letter-{number:03d}", text.replace("Unified School District", f"Unified School District No. {number}")


def peak() -> tuple[float, float]:
    """Peak memory in MiB of this process, and of its largest child that has ended."""
    own, children = (resource.getrusage(who).ru_maxrss / MIB for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own, children


def ours(letters: list[str], count: int, workers: int, keep: Path | None) -> tuple[float, int]:
    """Seconds and bytes of so many letters through publish_many."""
    from compliance.publish import LetterMeta, Wanted, publish_many

    def wanted() -> Iterator[Wanted]:
        for name, text in varied(letters, count):
            yield Wanted(name, text, LetterMeta(f"Letter {name}", DAY, draft=True))

    started, size = time.perf_counter(), 0
    for one in publish_many(wanted(), TO, workers=workers):
        if one.error:
            raise SystemExit(f"{one.name}: {one.error}")
        for kind, content in one.files.items():
            size += len(content)
            if keep:
                (keep / f"{one.name}.{kind}").write_bytes(content)
    return time.perf_counter() - started, size


def _measured(letters: list[str], count: int, workers: int, keep: Path | None) -> tuple[float, int, float, float]:
    return (*ours(letters, count, workers, keep), *peak())


def bare(letters: list[str], count: int, workers: int) -> float:
    """Seconds of so many letters through bare pandoc and typst."""
    import typst

    from compliance.publish.pandoc import pandoc_path

    program = pandoc_path()

    def one(name: str, text: str, folder: Path) -> None:
        source = folder / f"{name}.md"
        source.write_text(text, encoding="utf-8")
        reader = "markdown-smart-raw_html-raw_tex-tex_math_dollars-citations"
        subprocess.run([program, "-f", reader, source, "-o", folder / f"{name}.docx"], check=True)
        subprocess.run([program, "-s", "-f", reader, source, "-o", folder / f"{name}.typ"], check=True)
        typst.compile(str(folder / f"{name}.typ"), output=str(folder / f"{name}.pdf"), ignore_system_fonts=True)

    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(workers) as pool:
        started = time.perf_counter()
        list(pool.map(lambda pair: one(*pair, Path(folder)), varied(letters, count)))
        return time.perf_counter() - started


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--letters", type=int, default=80)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--bare", type=int, default=8)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    if asked.keep:
        asked.keep.mkdir(parents=True, exist_ok=True)
    letters = composed()
    print(f"{asked.letters} letters of {len(letters)} examples, DOCX and PDF, {asked.workers} workers")
    context = multiprocessing.get_context("spawn")  # a process of its own, so that its peak is its own
    for count in (max(1, asked.letters // 4), asked.letters):
        with context.Pool(1) as pool:
            seconds, size, own, child = pool.apply(_measured, (letters, count, asked.workers, asked.keep))
        print(
            f"  ours   {count:4d} letters {seconds:7.2f} s  {1000 * seconds / count:6.1f} ms each  {size / 1e6:5.1f} MB  "
            f"peak {own:4.0f} MiB, each pandoc {child:4.0f} MiB"
        )
    peer = bare(letters, asked.bare, asked.workers) / asked.bare * asked.letters
    print(f"  bare   {asked.letters:4d} letters {peer:7.2f} s  (of {asked.bare}, scaled)")
    print(f"  ratio  {seconds / peer:.2f} of bare pandoc and typst")


if __name__ == "__main__":
    main()
