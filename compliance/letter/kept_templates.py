"""Compiled templates kept for the length of a run: of eighty letters, each template is compiled for the first one only."""

from __future__ import annotations

from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class KeptTemplates(BytecodeCache):
    """Bytecode by template; a template whose text has changed is compiled again."""

    def __init__(self) -> None:
        """Nothing is kept yet."""
        self._kept: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what is kept of this very text, if anything."""
        checksum, code = self._kept.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if bucket.code is not None:
            self._kept[bucket.key] = (bucket.checksum, bucket.code)


KEPT = KeptTemplates()
