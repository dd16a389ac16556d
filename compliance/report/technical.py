"""The technical review: whether the package can be promoted, then each phase of the state's checks with what is open in it."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from compliance.engine.findings import SEVERITIES, Case, Report, Result
from compliance.report.order import checks_of, is_open
from compliance.report.page import Page
from compliance.report.value import rounded
from compliance.report.wording import argument, clean, codes_text, count, prose

PHASES = {
    "import": "Import",
    "general_ledger": "General ledger",
    "supplemental": "Supplemental",
    "export_validation": "Export validation",
}
_GATE = {
    True: ("Can be promoted", "green"),
    False: ("Cannot be promoted", "red"),
    None: ("Whether it can be promoted cannot be told", "yellow"),
}
STANDINGS = ("broken", "open", "explained", "for information", "waived", "not judged", "passed")
MOST_ROWS = 6
MOST_WORDS = 100  # characters of an agency's explanation
MOST_REASONS = 3
_FOLDERS = re.compile(r".*[/\\]")
_ASIDE = "(the state's checks of codes, balances and forms)"


def technical_review(report: Report, page: Page) -> list[str]:
    """The gate, the phases in the state's order with the worst check first, then what could not be judged."""
    checks = checks_of(report)
    if not checks:
        return []
    lines = _gate(report, checks, page)
    for phase, name in PHASES.items():
        lines += _phase(report, name, [check for check in checks if check.phase == phase], page)
    lines += _not_judged(report, checks, page)
    apart = sum(check.outcome == "not_applicable" for check in checks)
    lines += (
        page.paragraph(f"{count(apart, 'more check')} did not run: not for these columns and years.", "  ") if apart else []
    )
    return page.section("Technical review", _ASIDE, lines)


def tally(checks: Iterable[Result]) -> str:
    """Checks counted by how they stand, the worst first: 2 open, 1 explained, 30 passed."""
    standings = Counter(_standing(check) for check in checks if check.outcome != "not_applicable")
    return ", ".join(f"{standings[standing]} {standing}" for standing in STANDINGS if standings[standing])


def open_checks(checks: Iterable[Result]) -> list[Result]:
    """The checks with an exception still to be cleared, the gravest first, then the one with the largest amount."""
    return sorted((check for check in checks if check.waived is None and any(map(is_open, check.cases))), key=_weight)


def _standing(check: Result) -> str:
    if check.waived is not None and check.outcome == "not_met":
        return "waived"
    outcomes = {case.outcome for case in check.cases} | {check.outcome}
    if "error" in outcomes:
        return "broken"
    if any(is_open(case) for case in check.cases):
        return "open"
    if "not_met" in outcomes:
        return "explained" if _exceptions(check, "concern") else "for information"
    return "not judged" if "unknown" in outcomes else "passed"


def _gate(report: Report, checks: Sequence[Result], page: Page) -> list[str]:
    gate = report.gate
    if gate is None:
        return []
    phrase, style = _GATE[gate.can_promote]
    if gate.can_promote:
        said = f"as far as the file tells: {' and '.join(gate.by_column)} pass every fatal check and explain every warning"
    else:
        columns = [(code, can) for code, can in gate.by_column.items() if not can]
        said = ". ".join(f"{code}: {_held_up(code, can, checks, gate.not_tested)}" for code, can in columns)
    lines = page.paragraph(f"{phrase}{',' if gate.can_promote else '.'} {said}.", "  ")
    return [lines[0].replace(phrase, page.paint(phrase, "bold", style), 1), *lines[1:]]


def _held_up(column: str, can: bool | None, checks: Sequence[Result], not_tested: Sequence[str]) -> str:
    """What stands in the way of a column, in numbers of checks, as the gate counts them."""
    found: Counter[str] = Counter()
    for check in checks:
        cases = [case for case in check.cases if case.subject.get("column") == column]
        found["ran"] += bool(cases)
        found["fatal"] += any(case.outcome == "not_met" and case.severity == "fatal" for case in cases)
        found["warning"] += any(case.outcome == "not_met" and case.severity == "serious" for case in cases)
        unjudged = any(case.outcome in ("unknown", "error") and case.severity != "note" for case in cases)
        found["unknown"] += unjudged and check.rule not in not_tested
    parts = [
        f"{count(found['fatal'], 'fatal check')} open" if found["fatal"] else "",
        f"{count(found['warning'], 'warning')} not explained" if found["warning"] else "",
        f"{count(found['unknown'], 'check')} not judged" if found["unknown"] else "",
    ]
    if not any(parts[:2] if can is False else parts):
        if not found["ran"]:
            return "no check ran on it; is this column in the file?"
        return f"{'held up by' if can is False else 'rests on'} checks that are not listed here"
    return ", ".join(part for part in parts if part)


def _phase(report: Report, name: str, checks: Sequence[Result], page: Page) -> list[str]:
    ran = [check for check in checks if check.outcome != "not_applicable"]
    if not ran:
        return []
    told = tally(ran)
    head = f"{name}: {count(len(ran), 'check')}, {'all passed' if told == f'{len(ran)} passed' else told}"
    lines = [page.paint(line, "bold") for line in page.paragraph(head, "  ", "    ")]
    shown = [check for check in ran if check.waived is None]
    for check in open_checks(shown):
        lines += _open(report, check, page)
    lines += _explained(shown, page)
    informing = [f"{check.rule} {where}" for check in shown if (where := _columns(_exceptions(check, "note")))]
    return lines + (page.paragraph(f"For information: {', '.join(informing)}", "    ", "      ") if informing else [])


def _exceptions(check: Result, severity: str) -> list[Case]:
    return [case for case in check.cases if case.outcome == "not_met" and case.severity == severity]


def _columns(cases: Iterable[Case]) -> str:
    """How many exceptions in which column: (BE 3, BB 12)."""
    found = Counter(case.subject.get("column", "") for case in cases)
    return f"({', '.join(f'{column} {number}' for column, number in found.items())})" if found else ""


def _amount(case: Case) -> Fraction | None:
    figure = case.figures.get("amount")
    return None if figure is None or isinstance(figure.value, bool | str | None) else Fraction(figure.value)


def _weight(check: Result) -> tuple[int, Fraction]:
    return min(_case_weight(case) for case in check.cases if is_open(case))


def _case_weight(case: Case) -> tuple[int, Fraction]:
    """Graver first, then the larger amount."""
    return -SEVERITIES.index(case.severity or "note"), -abs(_amount(case) or Fraction(0))


def _open(report: Report, check: Result, page: Page) -> list[str]:
    cases = sorted((case for case in check.cases if is_open(case)), key=_case_weight)
    fatal = cases[0].severity == "fatal"
    said = f"fatal{', an explanation does not clear it' if cases[0].explanation else ''}" if fatal else "warning, not explained"
    lines = page.paragraph(f"{check.rule} ({said}): {prose(check.title)}", "    ", "      ")
    lines[0] = lines[0].replace(check.rule, page.paint(check.rule, "red" if fatal else "yellow"), 1)
    most = MOST_ROWS if len(cases) > MOST_ROWS + 1 else len(cases)
    lines += _rows(report, cases[:most], page)
    if len(cases) > most:
        command = f"      and {len(cases) - most} more; compliance explain {check.rule}"
        whole = f"{command} {argument(report.path)}"
        lines += [whole] if len(whole) <= page.width else page.paragraph(f"{command.lstrip()} FILE", "      ", "        ")
    return lines + page.paragraph(prose(check.remedy), "      What to do: ", "        ")


def _rows(report: Report, cases: Sequence[Case], page: Page) -> list[str]:
    """Exceptions with codes and an amount in columns, with the file's whole path where that fits; the others in their words."""
    table = [case for case in cases if codes_text(case.subject) and _amount(case) is not None]
    keys = {id(case): codes_text(case.subject) for case in table}
    codes = max(map(len, keys.values()), default=0)
    amounts = {id(case): rounded(amount, 2, comma=True) for case in table if (amount := _amount(case)) is not None}
    widest = max(map(len, amounts.values()), default=0)
    for short in (False, True):
        rows = {}
        for case in table:
            cells = (f"{case.subject['column']:2}", keys[id(case)].ljust(codes), amounts[id(case)].rjust(widest))
            rows[id(case)] = "      " + "  ".join([*cells, _place(report, case, short)]).rstrip()
        if all(len(row) <= page.width for row in rows.values()):
            break
    lines: list[str] = []
    for case in cases:
        if id(case) in rows and len(rows[id(case)]) <= page.width:
            lines.append(rows[id(case)])
            continue
        said = amounts.get(id(case)) or prose(case.message)
        place = _place(report, case, short=len(_place(report, case, short=False)) > page.width // 2)
        named = " ".join(part for part in (case.subject.get("column", ""), codes_text(case.subject)) if part)
        lines += page.paragraph(f"{named}: {said}{f' ({place})' if place else ''}", "      ", "          ")
    return lines


def _place(report: Report, case: Case, short: bool) -> str:
    path = clean(case.path or report.path)
    return "" if case.line is None else f"{_FOLDERS.sub('', path) if short else path}:{case.line}"


def _explained(checks: Iterable[Result], page: Page) -> list[str]:
    """Explained warnings: how many of which check, and the agency's words once, the first of them and not all of it."""
    by_words: dict[tuple[str, ...], list[str]] = {}
    for check in checks:
        if cases := _exceptions(check, "concern"):
            words = tuple(dict.fromkeys(clean(case.explanation) for case in cases if case.explanation))
            by_words.setdefault(words, []).append(f"{check.rule} {_columns(cases)}")
    lines = []
    for words, named in by_words.items():
        said = f': "{textwrap.shorten(words[0], MOST_WORDS, placeholder="...")}"' if words else ""
        more = f" and {count(len(words) - 1, 'other explanation')}" if len(words) > 1 else ""
        lines += page.paragraph(f"Explained: {', '.join(named)}{said}{more}", "    ", "      ")
    return lines


def _not_judged(report: Report, checks: Sequence[Result], page: Page) -> list[str]:
    """A line for each thing that is missing, with the checks that lack it; what no filing decides comes last."""
    nowhere = report.gate.not_tested if report.gate is not None else ()
    groups: dict[tuple[bool, tuple[str, ...]], dict[str, list[str]]] = {}
    for check in checks:
        for case in check.cases:
            if case.outcome == "unknown":
                lacks = tuple(prose(name) for name in case.missing) or (prose(case.message) or "an input",)
                named = groups.setdefault((check.rule in nowhere, lacks), {})
                named.setdefault(check.rule, []).append(case.subject.get("column", ""))
    lines: list[str] = []
    for (undecidable, lacks), named in sorted(groups.items(), key=lambda group: group[0][0]):
        more = f" and {len(lacks) - MOST_REASONS} more" if len(lacks) > MOST_REASONS else ""
        heading = "No filing decides" if undecidable else "Not judged"
        lacking = "" if undecidable else "lacks "
        lines += page.paragraph(f"{heading}: {_named(named)}: {lacking}{', '.join(lacks[:MOST_REASONS])}{more}", "  ", "    ")
    return lines


def _named(checks: Mapping[str, Sequence[str]]) -> str:
    """Checks with their columns: MYP-PROVIDE (BB), VERSION-CHECK (BE, BB)."""
    return ", ".join(f"{rule} ({', '.join(columns)})" for rule, columns in checks.items())
