"""certification.yaml: which outcomes indicate what, and what is added back for a second look."""

from __future__ import annotations

from collections.abc import Collection

from compliance.located import Listing, Node
from compliance.rulebook.errors import RulebookError
from compliance.rulebook.expressions import checked
from compliance.rulebook.fields import nearest, one_of, section, text, words, years
from compliance.rulebook.language.scope import Scope
from compliance.rulebook.model import Level, Scheme
from compliance.rulebook.read_rule import read_applies

FIELDS = ("applies", "levels", "otherwise", "decides", "also", "laid_over", "cites", "confidence", "note")


def read_schemes(
    node: Node | None, rules: Collection[str], scope: Scope, entities: tuple[str, ...], reports: tuple[str, ...]
) -> dict[str, Scheme]:
    """The schemes by name. Raises RulebookError, also where a rule they name does not exist."""
    body = section(node, "certification.yaml", ("schemes",), ("schemes",))
    return {
        name: _scheme(name, entry, rules, scope, entities, reports)
        for name, entry in section(body.entries["schemes"], "schemes").entries.items()
    }


def _scheme(
    name: str, node: Node, rules: Collection[str], scope: Scope, entities: tuple[str, ...], reports: tuple[str, ...]
) -> Scheme:
    body = section(node, f"Scheme {name}", FIELDS, ("applies", "levels", "otherwise", "decides", "cites"))
    entry = body.entries
    levels = entry["levels"]
    if not isinstance(levels, Listing):
        raise RulebookError("levels must be a list, worst first", levels.at)
    overlay, texts = {}, {}
    if "laid_over" in entry:
        for figure, value in section(entry["laid_over"], "laid_over", tuple(scope.figures)).entries.items():
            texts[figure] = text(value, figure)
            overlay[figure] = checked(texts[figure], value, figure, scope, scope.figures[figure])
    return Scheme(
        name=name,
        applies=read_applies(entry["applies"], entities, reports),
        levels=tuple(_level(one, rules) for one in levels.entries),
        otherwise=text(entry["otherwise"], "otherwise"),
        decides=_rules(entry["decides"], rules),
        also=_rules(entry.get("also"), rules),
        overlay=overlay,
        overlay_texts=texts,
        cites=words(entry["cites"], "cites"),
        confidence=one_of(entry.get("confidence"), "confidence", ("certain", "probable", "ours"), "certain"),
        note=text(entry.get("note"), "note", ""),
    )


def _level(node: Node, rules: Collection[str]) -> Level:
    body = section(node, "A level", ("indicated", "when"), ("indicated", "when"))
    when = body.entries["when"]
    if not isinstance(when, Listing):
        raise RulebookError("when must be a list of rules", when.at)
    found = []
    for one in when.entries:
        part = section(one, "A condition", ("rule", "years"), ("rule",))
        in_years = years(part.entries["years"], "years") if "years" in part.entries else ()
        found.append((_rules(part.entries["rule"], rules)[0], in_years))
    return Level(text(body.entries["indicated"], "indicated"), tuple(found))


def _rules(node: Node | None, rules: Collection[str]) -> tuple[str, ...]:
    found = words(node, "rule")
    for rule in found:
        if rule not in rules:
            raise RulebookError(f"No rule is called '{rule}'", node.at if node else None, nearest(rule, rules))
    return found
