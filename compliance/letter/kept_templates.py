"""Compiled templates kept for the length of a run: of eighty letters, each template is compiled for the first one only."""

from __future__ import annotations

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class KeptTemplates(BytecodeCache):
    """Bytecode by template; a template whose text has changed is compiled again."""

    def __init__(self) -> None:
        """Nothing is kept yet."""
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what is kept, if anything."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


KEPT = KeptTemplates()
