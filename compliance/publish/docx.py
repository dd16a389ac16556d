"""The letter as DOCX, after pandoc: letterhead filled in, properties set, tables named, the same bytes every time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from compliance.publish.meta import LetterMeta, day_in_words, stamp
from compliance.publish.packed import packed
from compliance.publish.stopped import PublishError

_FURNITURE = re.compile(r"word/(header|footer)\d*\.xml")
_DRAFT_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>(?:(?!</?w:p[ >]).)*\{\{draft\}\}(?:(?!</?w:p[ >]).)*</w:p>", re.DOTALL)
_TABLE = re.compile(r"<w:tbl>.*?</w:tbl>", re.DOTALL)
_SECTION = re.compile(r"<w:pg(?:Sz|Mar)\b[^>]*>")
_COLUMN = re.compile(r'(<w:gridCol w:w=")(\d+)(")')
_TEXT_WIDTH = 9360  # twentieths of a point: letter paper less an inch on either side
_SMALL, _SHORT = 9, 1200  # rows and characters of a table that is kept on one page
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_PROPERTIES = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>compliance</Application><Company>{agency}</Company></Properties>"
)
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="{properties}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>{title}</dc:title><dc:creator>{agency}</dc:creator><dc:description>{description}</dc:description>"
    "<dc:language>{lang}</dc:language>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{time}</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{time}</dcterms:modified></cp:coreProperties>'
)


def finished(
    written: bytes, letterhead: Sequence[str], addressee: str, tables: Sequence[str], draft: bool, meta: LetterMeta
) -> bytes:
    """What pandoc wrote, made the letter. tables: the name of each table in order, read out by a screen reader."""
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    marks = {
        "agency": [letterhead[0] if letterhead else meta.agency],
        "letterhead": list(letterhead[1:]),
        "addressee": [addressee],
        "date": [day_in_words(meta)],
        "draft": ["DRAFT, not for release"],
    }
    for name in parts:
        if _FURNITURE.fullmatch(name):
            parts[name] = _filled(parts[name].decode(), marks, draft).encode()
    parts["word/document.xml"] = _tables(parts["word/document.xml"].decode(), tables).encode()
    fields = {"title": meta.title, "agency": meta.agency, "description": meta.description, "lang": meta.lang}
    shown = {name: escape(text) for name, text in fields.items()}
    time = stamp(meta).strftime("%Y-%m-%dT%H:%M:%SZ")
    parts["docProps/core.xml"] = _CORE.format(properties=_PROPERTIES, time=time, **shown).encode()
    parts["docProps/app.xml"] = _APP.format(agency=shown["agency"]).encode()
    return packed(parts, stamp(meta))


def checked_reference(path: Path) -> Path:
    """The county's reference document as pandoc will find it. Raises PublishError where it is no Word document."""
    try:
        with zipfile.ZipFile(path) as archive:
            archive.getinfo("word/document.xml")
    except (OSError, KeyError, zipfile.BadZipFile):
        raise PublishError(
            f"The reference document {path} is missing or is no Word document (.docx); name one that Word saved."
        ) from None
    return path.resolve()


def _filled(xml: str, marks: dict[str, list[str]], draft: bool) -> str:
    if not draft:
        xml = _DRAFT_PARAGRAPH.sub("", xml).replace("{{draft}}", "")
    for mark, lines in marks.items():
        xml = xml.replace(f"{{{{{mark}}}}}", _BREAK.join(escape(line) for line in lines))
    if "</w:p>" not in xml:  # a header holds at least one paragraph
        xml = re.sub(r"(</w:(?:hdr|ftr)>)", r"<w:p/>\1", xml)
    return xml


def _tables(xml: str, names: Sequence[str]) -> str:
    """Each table named and as wide as the text; no row split over two pages; a small table kept with its source line."""
    waiting, width = iter(names), _text_width(xml)
    return _TABLE.sub(lambda found: _table(found.group(), next(waiting, ""), width), xml)


def _table(xml: str, name: str, width: int) -> str:
    said = escape(name, {'"': "&quot;"})
    xml = xml.replace("</w:tblPr>", f'<w:tblCaption w:val="{said}"/><w:tblDescription w:val="{said}"/></w:tblPr>', 1)
    xml = xml.replace("<w:tr><w:tc>", "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc>")
    xml = xml.replace("<w:trPr><w:tblHeader", "<w:trPr><w:cantSplit/><w:tblHeader")
    total = sum(int(column) for _, column, _ in _COLUMN.findall(xml)) or width
    xml = _COLUMN.sub(lambda found: f"{found[1]}{int(found[2]) * width // total}{found[3]}", xml)
    if xml.count("<w:tr>") <= _SMALL and len(re.sub(r"<[^>]*>", "", xml)) <= _SHORT:
        xml = xml.replace('<w:pStyle w:val="Compact" />', '<w:pStyle w:val="Compact" /><w:keepNext/>')
    return xml


def _text_width(xml: str) -> int:
    """Between the margins of the last section, in twentieths of a point."""
    said = dict(re.findall(r'w:(w|left|right)="(\d+)"', "".join(_SECTION.findall(xml)[-2:])))
    if len(said) < 3:
        return _TEXT_WIDTH
    return max(int(said["w"]) - int(said["left"]) - int(said["right"]), _TEXT_WIDTH // 4)
