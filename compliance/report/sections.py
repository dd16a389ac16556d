"""The sections under the tables: each shortfall with its place, broken rules, cautions, what was not judged, what passed."""

from __future__ import annotations

from compliance.engine.findings import Case, Report, Result
from compliance.report.order import checks_of, is_caution, is_technical, tests_of, worst_first
from compliance.report.page import Page
from compliance.report.problems import problem_cases, problem_line
from compliance.report.technical import open_checks
from compliance.report.wording import OUTCOME, argument, codes_text, count, prose, subject_text

MOST_LINES = 8
MOST_STEPS = 5
MOST_NAMED = 6


def shortfalls(report: Report, page: Page) -> list[str]:
    """Every case not met with the place to jump to, under its rule, the worst first."""
    lines: list[str] = []
    for result in _failing(report, caution=False):
        marks = f"{result.rule}, {result.severity}{', explained in the filing' if result.explained else ''}"
        lines += page.paragraph(f"{prose(result.title)} ({marks})", "  ", "    ")
        lines += _placed(report, result, page)
    return page.section("Not met, case by case", "", lines)


def cautions(report: Report, page: Page) -> list[str]:
    """Our own rules that fired, each with what to do; named by their id, since a title says what would be in order."""
    lines: list[str] = []
    for result in _failing(report, caution=True):
        lines += page.paragraph(f"{result.rule.replace('-', ' ').capitalize()} ({result.rule})", "  ", "    ")
        lines += _placed(report, result, page)
        lines += page.paragraph(prose(result.remedy), "    What to do: ", "      ")
    return page.section("Cautions", "(not on the state's forms; what a county reviewer looks for)", lines)


def broken(report: Report, page: Page) -> list[str]:
    """Rules in error: a fault of the rulebook, never of the filing."""
    results = [result for result in report.results if result.outcome == "error"]
    lines: list[str] = []
    for result in results:
        if is_technical(result):  # its exceptions in other columns stand in the technical review
            result = result._replace(cases=tuple(case for case in result.cases if case.outcome == "error"))
        lines += _placed(report, result, page)
    return page.section("Broken rules", "(a fault in the rulebook, not in the filing; these judged nothing)", lines)


def differences(report: Report, page: Page) -> list[str]:
    """The filed form beside the recomputation: how much agrees, each conclusion that does not, how much we could not judge."""
    beside = [
        (result, subject, form, ours)
        for result in tests_of(report)
        for subject, form, ours in (
            ("", result.state_outcome, result.outcome),
            *((subject_text(case.subject), case.state_outcome, case.outcome) for case in result.cases),
        )
        if form is not None
    ]
    log = page.paragraph(_the_log(report), "  ", "    ")
    if not beside:
        return page.section("The filed form's own conclusions", "", log)
    differing = [row for row in beside if row[3] in ("met", "not_met") and row[2] != row[3]]
    unjudged = [row for row in beside if row[3] not in ("met", "not_met")]
    agreeing = len(beside) - len(differing) - len(unjudged)
    lines = []
    for result, subject, form, ours in differing:
        said = f"the form says {OUTCOME[form]}, its figures say {OUTCOME[ours]}"
        where = f"{result.rule} {subject}".strip()
        lines += page.paragraph(f"{prose(result.title)}: {said} ({where})", "  ", "    ")
    counts = f"{agreeing} agree, {len(differing)} differ, {len(unjudged)} we could not judge"
    lines = lines or page.paragraph("None differs from the figures.", "  ")
    return page.section("The filed form's own conclusions", f"({counts})", lines + log)


def _the_log(report: Report) -> str:
    """The state's log of its technical review beside ours, in one line; empty where the file holds no log."""
    logged = [(check, case) for check in checks_of(report) for case in check.cases if case.state_outcome is not None]
    if not logged:
        return ""
    unknown = {c.rule: None for c, case in logged if case.state_outcome == "not_met" and case.outcome in ("unknown", "error")}
    pairs = [(_keyed(check, case), case.state_outcome, case.outcome) for check, case in logged]
    found = [name for name, theirs, ours in pairs if (theirs, ours) == ("not_met", "not_met")]
    missed = [name for name, theirs, ours in pairs if (theirs, ours) == ("not_met", "met")]
    alone = [name for name, theirs, ours in pairs if (theirs, ours) == ("met", "not_met")]
    parts = [
        count(len(found) + len(missed), "exception"),
        "" if missed or not found else "all found here",
        f"{len(missed)} not found here ({_some(missed)})" if missed else "",
        f"{len(alone)} found here alone ({_some(alone)})" if alone else "",
        f"could not judge what it says of {_some(list(unknown))}" if unknown else "",
    ]
    return f"The state's log: {', '.join(part for part in parts if part)}."


def _keyed(check: Result, case: Case) -> str:
    return " ".join(part for part in (check.rule, case.subject.get("column", ""), codes_text(case.subject)) if part)


def notes(report: Report, page: Page) -> list[str]:
    """Each note once, with what it is about; those beside a shortfall are printed there."""
    beside: dict[str, list[str]] = {}
    for result in tests_of(report):
        told = problem_cases(result)
        for case in result.cases:
            for note in () if case in told else case.notes:
                beside.setdefault(prose(note), []).append(f"{result.rule} {subject_text(case.subject)}".strip())
    for note, rules in _notes_of_checks(report).items():
        beside.setdefault(note, []).append(_some(rules))
    lines = [line for note, where in beside.items() for line in page.paragraph(f"{note} ({', '.join(where)})", "  ", "    ")]
    return page.section("Good to know", "", lines)


def _notes_of_checks(report: Report) -> dict[str, list[str]]:
    """Each note on technical checks with the checks it is about, once each."""
    found: dict[str, list[str]] = {}
    for check in checks_of(report):
        for note in dict.fromkeys(prose(note) for case in check.cases for note in case.notes):
            found.setdefault(note, []).append(check.rule)
    return found


def _some(names: list[str]) -> str:
    """The first few names, and how many more there are."""
    return ", ".join(names[:MOST_NAMED]) + (f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else "")


def not_judged(report: Report, page: Page) -> list[str]:
    """What each unknown lacks, tests that lack the same in one line."""
    tests = tests_of(report)
    unknown = [result for result in tests if any(case.outcome == "unknown" for case in result.cases)]
    groups: dict[tuple[str, ...], list[str]] = {}
    for result in unknown + [r for r in tests if r.outcome == "unknown" and r not in unknown]:
        cases = [case for case in result.cases if case.outcome == "unknown"]
        lacks = tuple(dict.fromkeys(prose(name) for case in cases for name in case.missing)) or (prose(result.message),)
        years = [subject_text(case.subject) for case in cases if case.subject] if len(cases) < len(result.cases) else []
        groups.setdefault(lacks, []).append(f"{prose(result.title)} ({' '.join([result.rule, *years])})")
    lines = []
    for lacks, names in list(groups.items())[:MOST_LINES]:
        named = ", ".join(lacks[:4]) + (f" and {len(lacks) - 4} more" if len(lacks) > 4 else "")
        lines += page.paragraph(f"{'; '.join(names)}: {'lacks ' + named if named else 'an input is missing'}", "  ", "    ")
    if len(groups) > MOST_LINES:
        lines += page.paragraph(f"and {count(len(groups) - MOST_LINES, 'more group')}; --format json lists every one", "  ")
    return page.section(f"Not judged ({sum(len(names) for names in groups.values())})", "", lines)


def passed(report: Report, page: Page) -> list[str]:
    """What is met, what is waived and what does not apply, by name; waived technical checks too."""
    tests = tests_of(report)
    named = [f"{prose(result.title)} ({result.rule})" for result in tests if result.outcome == "met"]
    waived = [f"{prose(result.title)} ({result.rule}): {prose(result.waived)}" for result in report.results if result.waived]
    apart = [result.rule for result in tests if result.outcome == "not_applicable"]
    blocks = [(f"Met ({len(named)})", named), (f"Waived ({len(waived)})", waived), (f"Does not apply ({len(apart)})", apart)]
    return [
        line
        for heading, texts in blocks
        for line in page.section(heading, "", page.paragraph(("; " if waived else ", ").join(texts), "  "))
    ]


def next_steps(report: Report, page: Page) -> list[str]:
    """What to do, the gravest first, and how to ask about a line."""
    resting = report.certification or report.determination
    rules = dict.fromkeys(reason.rule for reason in (resting.reasons if resting else ()))
    decisive = [result for rule in rules if (result := report.result(rule)) is not None]
    results = decisive + [result for result in _failing(report, caution=False) if result not in decisive]
    steps: dict[str, str] = {}
    for result in results:
        if result.remedy:
            steps.setdefault(prose(result.remedy), result.rule)
    chosen = list(steps.items())[:MOST_STEPS]
    lines = [line for remedy, rule in chosen for line in page.paragraph(f"{remedy} ({rule})", "  - ", "    ")]
    path = argument(report.path)
    checks = open_checks(checks_of(report))
    lines += page.paragraph("Clear what is open in the technical review above.", "  - ", "    ") if checks else []
    first = next((result.rule for result in [*results, *_failing(report, caution=True), *checks, *report.results]), "01CSI-10")
    commands = [f"  compliance explain {first} {path}"] + ([f"  compliance letter {path}"] if resting else [])
    ask = f"Each line can be asked about{', and the county letter drafted' if resting else ''}:"
    asking = [*page.paragraph(ask), *commands] if report.results else []
    return [*page.section("Next:", "", lines), *asking]


def _failing(report: Report, caution: bool) -> list[Result]:
    failing = [r for r in tests_of(report) if r.outcome == "not_met" and problem_cases(r) and is_caution(r) is caution]
    return worst_first(report, failing)


def _placed(report: Report, result: Result, page: Page) -> list[str]:
    lines: list[str] = []
    for case in problem_cases(result):
        lines += page.paragraph(problem_line(report, result, case), "    ", "      ")
        lines += [line for note in case.notes for line in page.paragraph(f"Note: {prose(note)}", "      ", "      ")]
    return lines
