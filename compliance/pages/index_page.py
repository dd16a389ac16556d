"""The index of the rules: by form, then criteria, supplemental items, indicators, in the form's own order."""

from __future__ import annotations

import re
from collections.abc import Iterable

from compliance.pages.column_words import PHASES, state_words
from compliance.pages.markdown import link, page, plain, section, table
from compliance.pages.rule_page import MADE
from compliance.pages.words import where_words
from compliance.rulebook.model import Rule, Rulebook

FORMS = {
    "01CS": "Form 01CS: school districts, adopted budget",
    "01CSI": "Form 01CSI: school districts, interim reports",
    "COE-01CS": "Form 01CS: county offices, adopted budget",
    "COE-01CSI": "Form 01CSI: county offices, interim reports",
    "CB": "Form CB: the budget's certification",
    "disclosure": "Disclosures of bargaining agreements (AB 1200)",
    "technical": "Technical review checks of the state, by phase",
    "": "Cautions the forms cannot see",
}
PARTS = {"": "", "criteria": "Criteria", "S": "Supplemental items", "A": "Additional fiscal indicators", **PHASES}
_ID = re.compile(r"(COE-01CSI|COE-01CS|01CSI|01CS|CB)-([A-Z]?)(\d*)(.*)")


def index_page(rulebook: Rulebook) -> str:
    """Every rule with a link to its page, grouped by form and part of the form."""
    lines = [MADE, "", "# The rules", ""]
    lines += [f"{len(rulebook.rules)} rules of {plain(rulebook.title or rulebook.id)}, version {plain(rulebook.version)}.", ""]
    lines[-2] += " The [values of the law](values.md) stand together on one page."
    for form, title in FORMS.items():
        of_form = [rule for rule in rulebook.rules.values() if _place(rule)[0] == form]
        inner: list[str] = []
        for part, heading in PARTS.items():
            rows = sorted((rule for rule in of_form if _place(rule)[1] == part), key=lambda rule: _place(rule)[2:])
            inner += section(heading, _rows(rows), 3) if heading else [*_rows(rows), ""] if rows else []
        lines += section(title, inner)
    return page(lines)


def _rows(rules: Iterable[Rule]) -> list[str]:
    rows = [(link(rule.id, f"{rule.id}.md"), plain(rule.title), *map(plain, _standing(rule))) for rule in rules]
    return table(("Rule", "What it asks", "Severity", "Holds for", "Columns", "Certainty"), rows)


def _standing(rule: Rule) -> tuple[str, str, str, str]:
    """Severity, where it holds; for a technical check the state's words, its columns, and what is not certain of it."""
    if rule.columns is None:
        return rule.severity, where_words(rule.applies), "", ""
    certainty = "cannot be tested" if rule.columns.cannot else rule.confidence if rule.confidence != "certain" else ""
    return state_words(rule.columns), "", ", ".join(rule.columns.standing), certainty


def _place(rule: Rule) -> tuple[str, str, int, str]:
    """Form, part of the form, and the order in it: 9a before 9b before 10. A technical check by its phase."""
    if rule.columns is not None:
        return "technical", rule.columns.phase, 0, rule.id
    if rule.applies.reports == ("disclosure",):
        return "disclosure", "", 0, rule.id
    found = _ID.fullmatch(rule.id)
    if found is None:
        return "", "", 0, rule.id
    form, letter, number, rest = found.groups()
    part = "" if form == "CB" else letter if letter in ("S", "A") and number else "criteria" if number else ""
    return form, part, int(number or 0), letter + rest
