"""The parts of a page that a rule over columns has of its own: columns and severities, what it goes over, what follows."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.pages.column_words import PHASES, column_rows, goes_over, state_words
from compliance.pages.markdown import code, plain, table
from compliance.pages.words import listed, report_words
from compliance.rulebook.column_rules import Columns
from compliance.rulebook.model import Rule, Rulebook

FOLLOWS = {
    "fatal": "**Fatal** to the state: the figures have to be corrected, an explanation does not clear it. Fatal in our report.",
    "warning": "**A warning** to the state: correct it or explain it. Serious in our report, a concern once it is explained.",
    "informational": "**For information** to the state: an explanation may be given and need not be. A note in our report.",
}


def columns_table(columns: Columns) -> list[str]:
    """The columns that the check runs on, with its severity in each; the years where it did not always run there."""
    heads = ("Column", "What it holds", "The state’s severity", "In our report", "Years of the column")
    return table(heads, ([code(name), *map(plain, row)] for name, *row in column_rows(columns)))


def phase_words(columns: Columns) -> str:
    """The phase of the state's review in which the check stands."""
    return PHASES[columns.phase]


def what_it_takes(rule: Rule) -> list[str]:
    """What the cases go over, as lines; what is written out as a table of its own."""
    subjects = rule.each.subjects
    if not subjects:
        return [plain(" ".join(goes_over(rule))), ""]
    first, *others = goes_over(rule)
    heads = [plain(name.replace("_", " ")) for name in subjects[0]]
    told = " ".join(["In each column it takes each of these:", *others])
    return [plain(told), "", *table(heads, ([code(value) for value in one.values()] for one in subjects)), ""]


def cannot_be_tested(columns: Columns) -> list[str]:
    """Why nothing decides the check, and what that means for a report."""
    return [
        plain(f"Nothing in a filing decides it: {columns.cannot.rstrip('.')}."),
        "",
        "So its columns are unknown in a report, and it does not keep a filing package back.",
    ]


def what_follows(rule: Rule, rulebook: Rulebook) -> Iterator[str]:
    """What the state's severity asks of the agency, and which filing packages wait for the check."""
    assert rule.columns is not None
    words = state_words(rule.columns).split(", ")
    yield from (FOLLOWS[word] for word in words)
    waiting: dict[str, list[str]] = {}
    for report, columns in rulebook.gate.items():
        found = [name for name in columns if name in rule.columns.standing and _holds_back(rule.columns, name)]
        if found and report in rule.applies.reports:
            waiting.setdefault(f"column{'s' * (len(found) > 1)} {listed(found)}", []).append(report)
    packages = [f"{report_words(reports)} ({columns})" for columns, reports in waiting.items()]
    if packages:
        yield plain(f"A filing package waits for it to be cleared: {'; '.join(packages)}.")


def further_words() -> str:
    """What else a reader of the formula may need, as one line of links."""
    return (
        "[How to read this](../language.md), and [what a rule over columns may ask](../pack-format.md): "
        "`[-1]` is the closed books of the year before."
    )


def _holds_back(columns: Columns, name: str) -> bool:
    return not columns.cannot and columns.standing[name].word != "informational"
