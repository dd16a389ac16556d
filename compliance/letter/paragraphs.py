"""The paragraph library: which paragraphs a letter carries, one for each topic whose rules are not met, the gravest first.

A paragraph is templates/letters/paragraphs/<topic>-<severity>.md.j2. Its front matter is a template comment at the top:

    {#---
    id: deficit-spending-serious
    version: 1
    topic: deficit-spending
    severity: serious
    rules: [01CS-8, 01CSI-8]
    ---#}
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from compliance.engine.findings import SEVERITIES, Case, Result
from compliance.letter.library_file import text_in, yaml_in
from compliance.letter.stopped import LetterStopped
from compliance.located import Listing, Scalar, Section

FOLDER = "paragraphs"
LEVELS = ("note", "concern", "serious")
_FRONT = re.compile(r"\A\{#---\n(.*?)\n---#\}", re.DOTALL)
_NEEDED = ("id", "version", "topic", "severity", "rules")


class Entry(NamedTuple):
    """A paragraph of the library: its template, its front matter. rules are this file's; a topic's are all its files'."""

    template: str
    id: str
    version: int
    topic: str
    severity: str
    rules: tuple[str, ...]


class Paragraph(NamedTuple):
    """A paragraph of this letter: its entry, the results that call for it, and their cases not met."""

    entry: Entry
    results: tuple[Result, ...]
    cases: tuple[Case, ...]

    @property
    def template(self) -> str:
        """The template's name."""
        return self.entry.template


class Library(NamedTuple):
    """The topics in the order of the letter among equals, each with its paragraphs by severity, and its rules."""

    topics: Mapping[str, Mapping[str, Entry]]

    def rules(self, topic: str) -> tuple[str, ...]:
        """The rules that call for the topic."""
        return tuple(dict.fromkeys(rule for entry in self.topics[topic].values() for rule in entry.rules))

    def entry(self, topic: str, severity: str) -> Entry:
        """The paragraph of that severity, else the next lower one, else the lowest."""
        entries = self.topics[topic]
        grave = [level for level in LEVELS[: LEVELS.index(_level(severity)) + 1] if level in entries]
        return entries[grave[-1]] if grave else entries[min(entries, key=LEVELS.index)]


def read_library(folders: Sequence[Path]) -> Library:
    """The library of these template folders, a county's first. Raises LetterStopped for a front matter that is not one.

    A county's paragraph of our name comes before ours; where it has no front matter of its own, ours holds and its id says so.
    """
    found: dict[str, Entry] = {}
    for folder in reversed(folders):
        for path in sorted((folder / FOLDER).glob("*.md.j2")):
            entry = _entry(path, text_in(path, "The paragraph"), found.get(path.name))
            if entry is not None:
                found[path.name] = entry
    topics: dict[str, dict[str, Entry]] = {topic: {} for topic in _order(folders)}
    for entry in found.values():
        topics.setdefault(entry.topic, {})[entry.severity] = entry
    return Library({topic: entries for topic, entries in topics.items() if entries})


def choose_paragraphs(library: Library, found: Iterable[Result], told: Iterable[str]) -> tuple[Paragraph, ...]:
    """The paragraphs these results call for. told: rules that the letter already speaks of elsewhere.

    A rule of concern or above that no paragraph names comes last: a check of the technical review in technical-review, any
    other in other-standards.
    """
    left = {result.rule: result for result in found if result.rule not in set(told)}
    chosen = []
    for topic in library.topics:
        results = tuple(left.pop(rule) for rule in library.rules(topic) if rule in left)
        if results:
            chosen.append(
                _paragraph(library.entry(topic, max((_level(one.severity) for one in results), key=LEVELS.index)), results)
            )
    chosen.sort(key=lambda paragraph: -max(_gravity(result) for result in paragraph.results))
    others = sorted((one for one in left.values() if _gravity(one) >= _gravity_of("concern")), key=lambda one: -_gravity(one))
    for topic, rest in (
        ("technical-review", [one for one in others if one.phase]),
        ("other-standards", [one for one in others if not one.phase]),
    ):
        if rest:
            chosen.append(_paragraph(library.entry(topic, rest[0].severity), tuple(rest)))
    return tuple(chosen)


def _paragraph(entry: Entry, results: tuple[Result, ...]) -> Paragraph:
    return Paragraph(entry, results, tuple(case for result in results for case in result.cases if case.outcome == "not_met"))


def _gravity(result: Result) -> int:
    return SEVERITIES.index(result.severity)


def _gravity_of(severity: str) -> int:
    return SEVERITIES.index(severity)


def _level(severity: str) -> str:
    return severity if severity in LEVELS else LEVELS[-1]


@lru_cache(maxsize=512)  # of eighty letters, a text is taken apart for the first one only
def _entry(path: Path, text: str, ours: Entry | None) -> Entry | None:
    front = _FRONT.match(text)
    template = f"{FOLDER}/{path.name}"
    if front is None:
        if ours is None:
            raise LetterStopped(
                f"{path}:1: A paragraph begins with its front matter, {{#--- id, version, topic, severity, rules ---#}}."
            )
        return ours._replace(template=template, id=f"county/{ours.id}")
    root = yaml_in(front.group(1), path)
    entries = root.entries if isinstance(root, Section) else {}
    texts = {name: node.text for name, node in entries.items() if isinstance(node, Scalar)}
    rules = entries.get("rules")
    wanted = f"{texts.get('topic')}-{texts.get('severity')}"
    if sorted(entries) != sorted(_NEEDED) or not isinstance(rules, Listing) or not texts["version"].isdigit():
        raise LetterStopped(f"{path}:1: The front matter of a paragraph holds {', '.join(_NEEDED)}; version is a whole number.")
    if texts["severity"] not in LEVELS or texts["id"] != wanted or path.name != f"{wanted}.md.j2":
        raise LetterStopped(
            f"{path}:1: A paragraph's id and file name are its topic and severity ({', '.join(LEVELS)}): '{wanted}'."
        )
    id_ = texts["id"] if ours is None else f"county/{texts['id']}"
    named = tuple(rule.text for rule in rules.entries if isinstance(rule, Scalar))
    return Entry(template, id_, int(texts["version"]), texts["topic"], texts["severity"], named)


def _order(folders: Sequence[Path]) -> tuple[str, ...]:
    path = next(
        (folder / "topics.yaml" for folder in folders if (folder / "topics.yaml").is_file()), folders[-1] / "topics.yaml"
    )
    return _listed(path, text_in(path, "The order of topics"))


@lru_cache(maxsize=8)
def _listed(path: Path, text: str) -> tuple[str, ...]:
    root = yaml_in(text, path)
    listed = root.entries.get("topics") if isinstance(root, Section) else None
    if not isinstance(listed, Listing):
        raise LetterStopped(f"{path}:1: The order of topics begins with 'topics:' and lists them.")
    return tuple(topic.text for topic in listed.entries if isinstance(topic, Scalar))
