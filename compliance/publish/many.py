"""Many letters at once: a publisher a core, letters handed out one by one, files handed back as they come."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from compliance.publish.meta import LetterMeta
from compliance.publish.publisher import Publisher
from compliance.publish.stopped import PublishError


class Wanted(NamedTuple):
    """A letter to publish, and the name by which it comes back."""

    name: str
    markdown: str
    meta: LetterMeta


class Published(NamedTuple):
    """A letter's files by format; or why there are none."""

    name: str
    files: dict[str, bytes]
    error: PublishError | None


def publish_many(
    letters: Iterable[Wanted], to: Sequence[str], reference: Path | None = None, workers: int | None = None
) -> Iterator[Published]:
    """Each letter published, in the order in which they are finished; one that cannot be does not stop the rest.

    Threads are enough: pandoc, which takes the time, is a process of its own for each. letters are drawn as they are needed,
    so memory does not grow with their number. Raises PublishError before the first letter where reference is no Word document.
    """
    count = max(1, workers or min(os.cpu_count() or 1, 8))
    publishers = [Publisher(reference) for _ in range(count)]
    waiting: queue.Queue[Wanted | None] = queue.Queue(count)
    done: queue.Queue[Published | BaseException] = queue.Queue(2 * count)
    threads = [threading.Thread(target=_work, args=(one, tuple(to), waiting, done), daemon=True) for one in publishers]
    for thread in threads:
        thread.start()
    out = 0
    try:
        for letter in letters:
            waiting.put(letter)
            out += 1
            if out >= 2 * count:
                yield _taken(done)
                out -= 1
        while out:
            yield _taken(done)
            out -= 1
    finally:
        while not waiting.empty():  # the caller stopped early
            waiting.get_nowait()
        for _ in threads:
            waiting.put(None)
        for thread in threads:
            thread.join()


def _work(
    publisher: Publisher, to: tuple[str, ...], waiting: queue.Queue[Wanted | None], done: queue.Queue[Published | BaseException]
) -> None:
    with publisher:
        while (letter := waiting.get()) is not None:
            try:
                done.put(Published(letter.name, publisher.publish(letter.markdown, letter.meta, to), None))
            except PublishError as error:
                done.put(Published(letter.name, {}, error))
            except BaseException as error:
                done.put(error)


def _taken(done: queue.Queue[Published | BaseException]) -> Published:
    result = done.get()
    if isinstance(result, BaseException):
        raise result
    return result
