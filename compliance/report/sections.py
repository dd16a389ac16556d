"""The sections under the tables: each shortfall with its place, broken rules, cautions, what was not judged, what passed."""

from __future__ import annotations

from compliance.engine.findings import Report, Result
from compliance.report.order import is_caution, is_technical, worst_first
from compliance.report.page import Page
from compliance.report.problems import problem_cases, problem_line
from compliance.report.wording import OUTCOME, clean, count, prose, subject_text

MOST_LINES = 8
MOST_STEPS = 5


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
    lines = [line for result in results for line in _placed(report, result, page)]
    return page.section("Broken rules", "(a fault in the rulebook, not in the filing; these judged nothing)", lines)


def differences(report: Report, page: Page) -> list[str]:
    """The filed form beside the recomputation: how much agrees, each conclusion that does not, how much we could not judge."""
    beside = [
        (result, subject, form, ours)
        for result in report.results
        for subject, form, ours in (
            ("", result.state_outcome, result.outcome),
            *((subject_text(case.subject), case.state_outcome, case.outcome) for case in result.cases),
        )
        if form is not None
    ]
    if not beside:
        return []
    differing = [row for row in beside if row[3] in ("met", "not_met") and row[2] != row[3]]
    unjudged = [row for row in beside if row[3] not in ("met", "not_met")]
    agreeing = len(beside) - len(differing) - len(unjudged)
    lines = []
    for result, subject, form, ours in differing:
        said = f"the form says {OUTCOME[form]}, its figures say {OUTCOME[ours]}"
        where = f"{result.rule} {subject}".strip()
        lines += page.paragraph(f"{prose(result.title)}: {said} ({where})", "  ", "    ")
    counts = f"{agreeing} agree, {len(differing)} differ, {len(unjudged)} we could not judge"
    return page.section(
        "The filed form's own conclusions", f"({counts})", lines or page.paragraph("None differs from the figures.", "  ")
    )


def notes(report: Report, page: Page) -> list[str]:
    """Each note once, with what it is about; those beside a shortfall are printed there."""
    beside: dict[str, list[str]] = {}
    for result in report.results:
        told = problem_cases(result)
        for case in result.cases:
            for note in () if case in told else case.notes:
                beside.setdefault(prose(note), []).append(f"{result.rule} {subject_text(case.subject)}".strip())
    lines = [line for note, where in beside.items() for line in page.paragraph(f"{note} ({', '.join(where)})", "  ", "    ")]
    return page.section("Good to know", "", lines)


def not_judged(report: Report, page: Page) -> list[str]:
    """What each unknown lacks, tests that lack the same in one line."""
    unknown = [result for result in report.results if any(case.outcome == "unknown" for case in result.cases)]
    groups: dict[tuple[str, ...], list[str]] = {}
    for result in unknown + [r for r in report.results if r.outcome == "unknown" and r not in unknown]:
        cases = [case for case in result.cases if case.outcome == "unknown"]
        lacks = tuple(dict.fromkeys(prose(name) for case in cases for name in case.missing)) or (prose(result.message),)
        years = [subject_text(case.subject) for case in cases if case.subject] if len(cases) < len(result.cases) else []
        groups.setdefault(lacks, []).append(f"{prose(result.title)} ({' '.join([result.rule, *years])})")
    lines = []
    for lacks, tests in list(groups.items())[:MOST_LINES]:
        named = ", ".join(lacks[:4]) + (f" and {len(lacks) - 4} more" if len(lacks) > 4 else "")
        lines += page.paragraph(f"{'; '.join(tests)}: {'lacks ' + named if named else 'an input is missing'}", "  ", "    ")
    if len(groups) > MOST_LINES:
        lines += page.paragraph(f"and {count(len(groups) - MOST_LINES, 'more group')}; --format json lists every one", "  ")
    return page.section(f"Not judged ({sum(len(tests) for tests in groups.values())})", "", lines)


def passed(report: Report, page: Page) -> list[str]:
    """What is met by name, technical checks by number, then what is waived and what does not apply."""
    met = [result for result in report.results if result.outcome == "met"]
    named = [f"{prose(result.title)} ({result.rule})" for result in met if not is_technical(result)]
    checks = len(met) - len(named)
    named += [count(checks, "technical check")] if checks else []
    waived = [f"{prose(result.title)} ({result.rule}): {prose(result.waived)}" for result in report.results if result.waived]
    apart = [result.rule for result in report.results if result.outcome == "not_applicable"]
    blocks = [(f"Met ({len(met)})", named), (f"Waived ({len(waived)})", waived), (f"Does not apply ({len(apart)})", apart)]
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
    path = f'"{clean(report.path)}"' if " " in report.path else clean(report.path)
    first = next((result.rule for result in [*results, *_failing(report, caution=True), *report.results]), "01CSI-10")
    commands = [f"  compliance explain {first} {path}"] + ([f"  compliance letter {path}"] if resting else [])
    ask = f"Each line can be asked about{', and the county letter drafted' if resting else ''}:"
    asking = [*page.paragraph(ask), *commands] if report.results else []
    return [*page.section("Next:", "", lines), *asking]


def _failing(report: Report, caution: bool) -> list[Result]:
    failing = [r for r in report.results if r.outcome == "not_met" and problem_cases(r) and is_caution(r) is caution]
    return worst_first(report, failing)


def _placed(report: Report, result: Result, page: Page) -> list[str]:
    lines: list[str] = []
    for case in problem_cases(result):
        lines += page.paragraph(problem_line(report, result, case), "    ", "      ")
        lines += [line for note in case.notes for line in page.paragraph(f"Note: {prose(note)}", "      ", "      ")]
    return lines
