"""Pandoc at work: one process that reads a letter once and writes it in each format, letter after letter."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import threading
from pathlib import Path
from typing import Any

from compliance.publish.stopped import PublishError
from compliance.shipped import shipped

_ADVICE = "pip install pypandoc-binary brings it"
_SECONDS = 120


class Pandoc:
    """A pandoc process that runs templates/publish/letter.lua: a job in, an answer out. Use it in one thread at a time."""

    def __init__(self) -> None:
        """Start the process in an empty home of its own, so that no pandoc configuration of the user is read."""
        self._home = tempfile.TemporaryDirectory(prefix="compliance-letters-")
        self._said = open(Path(self._home.name) / "stderr", "w+b")  # noqa: SIM115
        self._process = subprocess.Popen(
            [pandoc_path(), "lua", str(shipped("templates") / "publish" / "letter.lua")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            cwd=self._home.name,
            env=_environment(self._home.name),
        )

    @property
    def folder(self) -> Path:
        """A folder for files that go to or come from pandoc; it ends with the process."""
        return Path(self._home.name)

    def ask(self, job: dict[str, Any]) -> dict[str, Any]:
        """The answer to a job (letter.lua says which there are). Raises PublishError with the reason where it gives none."""
        assert self._process.stdin is not None and self._process.stdout is not None
        clock = threading.Timer(_SECONDS, self._process.kill)
        clock.start()
        try:
            self._process.stdin.write(json.dumps(job, ensure_ascii=True).encode() + b"\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except OSError:
            line = b""
        finally:
            clock.cancel()
        if not line:
            raise PublishError(f"Pandoc ended without an answer: {self._last_words()}.")
        answer: dict[str, Any] = json.loads(line)
        if "refused" in answer:
            raise PublishError(answer["refused"])
        if "failed" in answer:
            raise PublishError(f"Pandoc could not do its part: {answer['failed'].strip().rstrip('.')}.")
        return answer

    def close(self) -> None:
        """End the process and remove its folder."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    self._process.kill()
        self._process.wait()
        self._said.close()
        self._home.cleanup()

    def _last_words(self) -> str:
        self._process.kill()
        self._process.wait()
        self._said.seek(0)
        said = self._said.read().decode(errors="replace").strip().splitlines()
        return said[-1].rstrip(".") if said else f"nothing was said within {_SECONDS} seconds"


def pandoc_path() -> str:
    """The pandoc inside pypandoc-binary, and no other: the tested one. Raises PublishError where it is not installed."""
    from importlib.util import find_spec

    found = find_spec("pypandoc")
    if found is None or found.origin is None:
        raise PublishError(f"DOCX, PDF and HTML are written with pandoc, which is not installed; {_ADVICE}.")
    path = Path(found.origin).parent / "files" / ("pandoc.exe" if os.name == "nt" else "pandoc")
    if not path.is_file():
        raise PublishError(f"pypandoc is installed without pandoc ({path} is missing); {_ADVICE}.")
    return str(path)


def _environment(home: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")}
    return {**kept, "HOME": home, "USERPROFILE": home, "XDG_DATA_HOME": home, "APPDATA": home, "LANG": "C.UTF-8"}
