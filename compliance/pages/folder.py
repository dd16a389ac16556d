"""The folder of pages: what it should hold, and where what it holds has drifted from the rules."""

from __future__ import annotations

import os
from collections.abc import Mapping

from compliance.pages.index_page import index_page
from compliance.pages.rule_page import MADE, rule_page
from compliance.pages.values_page import values_page
from compliance.rulebook.model import Rulebook


def pages(rulebook: Rulebook, folder: str) -> dict[str, str]:
    """File name and text of every page; folder is where they will stand, for the links to the rule files."""
    found = {"README.md": index_page(rulebook), "values.md": values_page(rulebook)}
    for rule in rulebook.rules.values():
        found[f"{rule.id}.md"] = rule_page(rule, rulebook, os.path.relpath(rule.path, folder).replace(os.sep, "/"))
    return found


def drifted(made: Mapping[str, str], standing: Mapping[str, str]) -> list[str]:
    """Names of pages that lack, differ, or stand for a rule that is gone. A page somebody wrote by hand is left alone."""
    wrong = [name for name, text in made.items() if standing.get(name) != text]
    return sorted(wrong) + stray(made, standing)


def stray(made: Mapping[str, str], standing: Mapping[str, str]) -> list[str]:
    """Made pages of rules that are no longer there."""
    return sorted(name for name, text in standing.items() if name not in made and text.startswith(MADE))
