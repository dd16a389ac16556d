"""What is wrong with the templates, paragraphs and citations of letters before any letter is written."""

from __future__ import annotations

from pathlib import Path

from compliance.letter.citations import read_citations
from compliance.letter.house_rules import lint_template
from compliance.letter.paragraphs import read_library
from compliance.letter.stopped import LetterStopped


def lint_letters(templates: Path, citations: Path) -> tuple[str, ...]:
    """A sentence for each fault: a template that gives bargaining advice, a bad front matter, a bad citation."""
    found: list[str] = []
    for path in sorted(templates.rglob("*.md.j2")):
        found += lint_template(path.read_text(encoding="utf-8"), path.relative_to(templates).as_posix())
    for read, what in ((lambda: read_library([templates]), templates), (lambda: read_citations(citations), citations)):
        try:
            if what.exists():
                read()
        except LetterStopped as stopped:
            found.append(str(stopped))
    return tuple(found)
