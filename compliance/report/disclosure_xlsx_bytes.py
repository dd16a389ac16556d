"""A workbook as bytes that depend on nothing but what is in it and its date, with the value of each formula in the file.

openpyxl writes formulas without values, so that readers that do not calculate show nothing, and stamps the hour of writing.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

_FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)><f>([^<]*)</f><v ?/?>(?:</v>)?</c>')
_MODIFIED = re.compile(r"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_SHEET = re.compile(r"xl/worksheets/sheet([0-9]+)\.xml")
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first time that a zip can hold


def settled(book: Any, date: datetime.date, values: Sequence[Mapping[str, str]]) -> bytes:
    """The workbook's bytes. values: for each sheet in order, the digits of its formulas by address."""
    written, found = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if match := _SHEET.fullmatch(name):
                content = _with_values(content.decode("utf-8"), values[int(match[1]) - 1]).encode("utf-8")
            elif name == "docProps/core.xml":
                stamp = f"{date.isoformat()}T00:00:00Z"
                content = _MODIFIED.sub(rf"\g<1>{stamp}\g<2>", content.decode("utf-8")).encode("utf-8")
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return found.getvalue()


def _with_values(xml: str, values: Mapping[str, str]) -> str:
    def filled(match: re.Match[str]) -> str:
        value = values.get(match[1], "")
        return f'<c r="{match[1]}"{match[2]}><f>{match[3]}</f><v>{value}</v></c>'

    return _FORMULA.sub(filled, xml)
