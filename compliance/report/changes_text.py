"""Changes for a reader: who and what, the certification, the outcomes, then figures by year with old, new and difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from compliance.engine.findings import Figure, Report
from compliance.report.changes import Changes, FigureChange, RuleChange
from compliance.report.changes_shown import difference_shown, rate_shown
from compliance.report.page import Page
from compliance.report.wording import OUTCOME, REPORT, cds_code, clean, count, prose, subject_text

LAYERS = {"figures": "", "original_budget": "original budget ", "previous_report": "previous report "}
NARROWEST, LEAST_LABEL, MOST_LABEL = 48, 24, 44
_STYLE = {"met": "green", "not_met": "red", "unknown": "yellow", "error": "magenta"}


def changes_text(changes: Changes, *, color: bool, width: int) -> str:
    """The changes in lines of at most width characters (48 at least; a path is never broken). Ends with a line end."""
    page = Page(max(width, NARROWEST), color)
    blocks = [
        _head(changes, page),
        [line for warning in changes.warnings for line in page.paragraph(f"Warning: {clean(warning)}", "", "  ")],
        _conclusions(changes, page),
        _rules(changes.rules, page),
        _answers(changes, page),
        *_figures(changes.figures, page),
        _one_sided(changes, page),
    ]
    if not (changes.figures or changes.answers or changes.rules):
        blocks.append(["No figure, answer or outcome changed."])
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _head(changes: Changes, page: Page) -> list[str]:
    return [line for word, one in (("Old", changes.old), ("New", changes.new)) for line in _whose(word, one, page)]


def _whose(word: str, report: Report, page: Page) -> list[str]:
    name = "  ".join(part for part in (clean(report.name or "Agency without a name"), cds_code(report.cds)) if part)
    told = page.paragraph(f"{word}  {name}  {REPORT[report.report]} {report.fiscal_year}", "", "     ")
    return [page.paint(line, "bold") for line in told] + [page.paint(f"     {clean(report.path)}", "dim")]


def _conclusions(changes: Changes, page: Page) -> list[str]:
    rows = [
        (word, *(_concluded(report, word) for report in (changes.old, changes.new)))
        for word in ("Filed by the board", "Indicated by the figures")
    ]
    told = [(word, old, new) for word, old, new in rows if old or new]
    return page.section(
        "Certification" if changes.new.determination is None else "Determination",
        "",
        [
            f"  {word.ljust(24)}  {old or 'not given'}"
            + ("" if old == new else f" -> {page.paint(new or 'not given', 'bold')}")
            for word, old, new in told
        ],
    )


def _concluded(report: Report, word: str) -> str:
    if report.certification is not None:
        filed, indicated = report.certification.filed, report.certification.indicated
        return filed or "" if word.startswith("Filed") else indicated or "nothing yet"
    if report.determination is not None and not word.startswith("Filed"):
        return report.determination.indicated or "nothing yet"
    return ""


def _rules(rules: Sequence[RuleChange], page: Page) -> list[str]:
    lines = []
    for rule in rules:
        number = rule.rule if rule.rule == rule.old_rule else f"{rule.rule}, before {rule.old_rule}"
        moved = f"{OUTCOME[rule.old]} -> {page.paint(OUTCOME[rule.new], _STYLE.get(rule.new, 'bold'))}"
        lines += page.paragraph(f"{prose(rule.title)} ({number}): {moved}", "  ", "    ")
        for told in _cases(rule):
            lines += page.paragraph(told, "    ", "      ")
    return page.section(f"Outcomes that changed ({len(rules)})", "", lines)


def _cases(rule: RuleChange) -> Iterator[str]:
    """A line a case; those that moved alike and need no more words stand in one."""
    for (old, new, message), group in groupby(rule.cases, key=lambda case: (case.old, case.new, prose(case.message))):
        subjects = ", ".join(filter(None, (subject_text(case.subject) for case in group)))
        moved = " -> ".join(OUTCOME[one] if one else "not asked" for one in (old, new))
        if subjects:
            yield f"{subjects}: {moved}" + (f". {message}" if message else "")
        elif message:
            yield message


def _answers(changes: Changes, page: Page) -> list[str]:
    lines = []
    for answer in changes.answers:
        question = prose(answer.new.label or answer.old.label)
        moved = f"{_answered(answer.old)} -> {_answered(answer.new)}"
        lines += page.paragraph(f"{question} ({answer.name}): {moved}".strip(), "  ", "    ")
    return page.section(f"Answers that changed ({len(changes.answers)})", "", lines)


def _answered(figure: Figure) -> str:
    return (
        "not answered"
        if figure.value is None
        else clean(figure.shown).lower()
        if figure.unit == "bool"
        else clean(figure.shown)
    )


def _figures(figures: Iterable[FigureChange], page: Page) -> Iterator[list[str]]:
    both = [change for change in figures if change.old is not None and change.new is not None]
    if not both:
        return
    cells = {id(change): _cells(change) for change in both}
    widths = [max(len(row[place]) for row in (*cells.values(), ("old", "new", "difference", ""))) for place in range(4)]
    label = min(page.width - sum(widths) - 8 - 2, MOST_LABEL)
    for number, (title, group) in enumerate(groupby(both, key=lambda change: f"{LAYERS[change.layer]}{change.fiscal_year}")):
        lines = [] if number else page.section(f"Figures that changed ({len(both)})", "", [""])[:1]
        head = "".join("  " + word.rjust(width) for word, width in zip(("old", "new", "difference"), widths, strict=False))
        lines.append(page.paint(f"  {title.capitalize()}".ljust(label + 2), "bold") + (head if label >= LEAST_LABEL else ""))
        for change in group:
            row = cells[id(change)]
            named = f"{prose(change.either.label)} ({change.name})" if change.either.label else change.name
            if label < LEAST_LABEL:
                lines += page.paragraph(named, "    ", "      ")
                lines += page.paragraph(f"{row[0]} -> {row[1]}  {row[2]}  {row[3]}".strip(), "      ", "      ")
                continue
            first, *rest = Page(label, False).paragraph(named, "  ", "    ")
            numbers = "".join("  " + cell.rjust(width) for cell, width in zip(row, widths, strict=True))
            lines += [f"  {first}".ljust(label + 2) + numbers.rstrip(), *(f"  {line}" for line in rest)]
        yield lines


def _cells(change: FigureChange) -> tuple[str, str, str, str]:
    old, new = ("" if one is None else clean(one.shown) for one in (change.old, change.new))
    return old, new, difference_shown(change), rate_shown(change.rate)


def _one_sided(changes: Changes, page: Page) -> list[str]:
    """Figures that only one of the filings gives, each with its years, and the rules that only one was judged by."""
    blocks = []
    for word, own, rules in (("old", 3, changes.only_old), ("new", 4, changes.only_new)):
        other = 7 - own
        given = [change for change in changes.figures if change[other] is None]
        lines = []
        for (layer, name), group in groupby(sorted(given, key=_name), key=_name):
            found = list(group)
            values = ", ".join(f"{change.fiscal_year} {clean(change.either.shown)}" for change in found)
            called = f"{LAYERS[layer]}{prose(found[0].either.label) or name}"
            lines += page.paragraph(f"{called[:1].upper()}{called[1:]} ({name}): {values}", "  ", "    ")
        if lines:
            blocks += page.section(f"Given in the {word} filing only ({len(given)})", "", lines) + [""]
        if rules:
            blocks += page.paragraph(
                f"Only the {word} filing was judged by {count(len(rules), 'rule')}: {', '.join(rules)}.", "", "  "
            )
            blocks.append("")
    return blocks[:-1]


def _name(change: FigureChange) -> tuple[str, str]:
    return change.layer, change.name
