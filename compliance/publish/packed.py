"""A zip with nothing in it of the moment it was made."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping

_EARLIEST = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)


def packed(parts: Mapping[str, bytes], when: datetime.datetime | None) -> bytes:
    """The parts as a zip, in their order, each dated when (UTC; none, or before zips could be dated: 1 January 1980)."""
    dated = max(when.astimezone(datetime.UTC), _EARLIEST) if when else _EARLIEST
    stamp = (dated.year, dated.month, dated.day, dated.hour, dated.minute, dated.second)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, stamp)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=6)
    return target.getvalue()
