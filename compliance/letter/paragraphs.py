"""Which paragraphs a letter carries: one for each topic whose rules are not met, the gravest first."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from compliance.engine.findings import SEVERITIES, Case, Result
from compliance.letter.stopped import LetterStopped
from compliance.located import Listing, LocatedError, Scalar, Section
from compliance.located.yaml_reader import read_yaml


class Topic(NamedTuple):
    """A paragraph of the library: the template's name, and the rules that call for it."""

    template: str
    rules: tuple[str, ...]


class Paragraph(NamedTuple):
    """A paragraph of this letter: its template, the results that call for it, and their cases not met."""

    template: str
    results: tuple[Result, ...]
    cases: tuple[Case, ...]


OTHER = "paragraphs/other-standards.md.j2"


def read_topics(path: Path) -> tuple[Topic, ...]:
    """The library's order. Raises LetterStopped where the file is not one."""
    try:
        root = read_yaml(path.read_text(encoding="utf-8"), str(path))
    except OSError as error:
        raise LetterStopped(f"The list of paragraphs {path} cannot be read: {error.strerror}.") from None
    except LocatedError as error:
        raise LetterStopped(str(error)) from None
    listed = root.entries.get("paragraphs") if isinstance(root, Section) else None
    if not isinstance(listed, Section):
        raise LetterStopped(f"{path}:1: A list of paragraphs begins with 'paragraphs:' and gives each paragraph its rules.")
    topics = []
    for name, node in listed.entries.items():
        rules = tuple(rule.text for rule in node.entries if isinstance(rule, Scalar)) if isinstance(node, Listing) else ()
        if not rules:
            raise LetterStopped(f"{node.at}: The paragraph '{name}' needs the list of rules that call for it.")
        topics.append(Topic(f"paragraphs/{name}.md.j2", rules))
    return tuple(topics)


def choose_paragraphs(topics: Iterable[Topic], concerns: Iterable[Result], told: Iterable[str]) -> tuple[Paragraph, ...]:
    """The paragraphs these concerns call for. told: rules that the letter already speaks of elsewhere."""
    left = {result.rule: result for result in concerns if result.rule not in set(told)}
    chosen = []
    for topic in topics:
        results = tuple(left.pop(rule) for rule in topic.rules if rule in left)
        if results:
            chosen.append(_paragraph(topic.template, results))
    chosen.sort(key=lambda paragraph: -max(_gravity(result) for result in paragraph.results))
    if left:
        chosen.append(_paragraph(OTHER, tuple(sorted(left.values(), key=lambda result: -_gravity(result)))))
    return tuple(chosen)


def _paragraph(template: str, results: tuple[Result, ...]) -> Paragraph:
    return Paragraph(template, results, tuple(case for result in results for case in result.cases if case.outcome == "not_met"))


def _gravity(result: Result) -> int:
    return SEVERITIES.index(result.severity)
