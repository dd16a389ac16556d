"""The letter as a page to post: one file, no scripts, nothing fetched."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from string import Template

from compliance.publish.meta import LetterMeta
from compliance.shipped import shipped


def page(parts: Mapping[str, str], letterhead: Sequence[str], draft: bool, meta: LetterMeta) -> bytes:
    """The HTML of a letter whose parts (draft, body, after) are HTML: letterhead, letter, what follows."""
    folder = shipped("templates") / "publish"
    filled = Template((folder / "letter.html").read_text(encoding="utf-8")).substitute(
        lang=html.escape(meta.lang),
        title=html.escape(f"DRAFT: {meta.title}" if draft else meta.title),
        agency=html.escape(meta.agency),
        description=html.escape(meta.description),
        date=meta.date.isoformat()[:10],
        style=(folder / "letter.css").read_text(encoding="utf-8"),
        letterhead=_letterhead(letterhead or (meta.agency,)),
        **{name: f"{text}\n" if text else "" for name, text in parts.items()},
    )
    return filled.encode()


def _letterhead(lines: Sequence[str]) -> str:
    first, *rest = (html.escape(line) for line in lines)
    others = f"<p>{'<br>'.join(rest)}</p>\n" if rest else ""
    return f'<div class="rule">\n<p class="agency">{first}</p>\n{others}</div>\n'
