"""Many letters made at once: a process a core, in the order of the filings. Few are made in this process."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from compliance.cli.letter_making import Desk, Made, make_letter, open_filing
from compliance.filing import FilingError
from compliance.letter.stopped import LetterStopped
from compliance.located import LocatedError
from compliance.office.resumed import Standing
from compliance.office.sidecar_document import SideCar
from compliance.office.summary import FAULT, STOPPED, UNREADABLE

NO_LETTER = "no letter was written. "
# Below so many filings for each, starting processes takes longer than it saves.
EACH = 4
MOST = 8


class Kept(NamedTuple):
    """A letter that stands and was made from the same."""

    path: Path
    sidecar: SideCar


class Unmade(NamedTuple):
    """A filing without a letter: its outcome, the reason, and what is said before it."""

    outcome: str
    reason: str
    before: str


Attempt = Made | Kept | Unmade


class _Work(NamedTuple):
    desk: Desk
    standing: Standing | None


class Makers:
    """What makes a run's letters. Enter it before any thread is started: the processes are copies of this one."""

    def __init__(self, desk: Desk, standing: Standing | None, filings: int) -> None:
        """standing: what need not be made again, None where all is. filings: how many there are."""
        self._work = _Work(desk, standing)
        self._count = min(os.cpu_count() or 1, MOST, filings // EACH)
        self._alone = filings == 1
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Makers:
        """The processes start."""
        if self._count > 1:
            way = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
            self._pool = ProcessPoolExecutor(self._count, way, _begin, (self._work,))
            self._pool.submit(os.getpid).result()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """The processes end; what was not begun is dropped."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def attempts(self, filings: Sequence[str]) -> Iterator[Attempt]:
        """What became of each filing, in their order; a few are made ahead. One filing alone raises a fault of ours."""
        if self._pool is None:
            yield from (_attempt(self._work, path, self._alone) for path in filings)
            return
        ahead: deque[tuple[str, Future[Attempt]]] = deque()
        for path in filings:
            if len(ahead) >= 2 * self._count:
                yield self._taken(*ahead.popleft())
            try:
                ahead.append((path, self._pool.submit(_made_there, path)))
            except BrokenProcessPool as broken:
                ahead.append((path, _failing(broken)))
        while ahead:
            yield self._taken(*ahead.popleft())

    def _taken(self, path: str, future: Future[Attempt]) -> Attempt:
        try:
            return future.result()
        except BrokenProcessPool:  # one was ended from outside: what it and the others had begun is made here
            return _attempt(self._work, path, False)


def _failing(error: BaseException) -> Future[Attempt]:
    future: Future[Attempt] = Future()
    future.set_exception(error)
    return future


_here: list[_Work] = []


def _begin(work: _Work) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops the run stops it in the process that asked
    _here[:] = [work]


def _made_there(path: str) -> Attempt:
    """What the other process needs of a letter: its findings and figures stand in the side-car."""
    found = _attempt(_here[0], path, False)
    return found._replace(letter=replace(found.letter, findings=(), figures=())) if isinstance(found, Made) else found


def _attempt(work: _Work, path: str, alone: bool) -> Attempt:
    desk = work.desk
    try:
        opened = open_filing(desk, path)
        standing = work.standing and work.standing.of(opened.made_from, desk.asked.formats)
        return Kept(*standing) if standing else make_letter(desk, opened)
    except (FilingError, LocatedError) as error:
        return Unmade(UNREADABLE, str(error), "error: ")
    except LetterStopped as error:
        return Unmade(STOPPED, str(error), f"{path}: {NO_LETTER}")
    except Exception as error:
        if alone:
            raise
        told = f"A fault of ours, not of your files: {type(error).__name__}: {error}. Please report it."
        return Unmade(FAULT, told, f"{path}: {NO_LETTER}")
