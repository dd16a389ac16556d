"""The opening lines: what was judged, what the figures indicate and what that means, and how much could not be judged."""

from __future__ import annotations

import re
from collections import Counter

from compliance.engine.findings import Report, Result
from compliance.fiscal_year import shift
from compliance.report.order import checks_of, is_caution, tests_of
from compliance.report.page import Page
from compliance.report.technical import tally
from compliance.report.wording import AGENCY, REPORT, cds_code, clean, count, in_words, subject_text

LEVELS = ("positive", "qualified", "negative")
_BUDGETS = "Counties approve budgets; this program only reads the figures."
_CERTIFY = "Boards and counties certify; this program only reads the figures."
_STYLE = {"positive": "green", "approve": "green", "qualified": "yellow", "conditional": "yellow"}


def opening(report: Report, page: Page) -> list[str]:
    """First line: whose report; second line on: the verdict; then the count of tests and what is missing."""
    phrase, style, meaning = _verdict(report)
    verdict = page.paragraph(f"{phrase}{meaning}")
    verdict[0] = verdict[0].replace(phrase, page.paint(phrase, "bold", style), 1)
    county = f"{clean(report.county)} County. " if report.county else ""
    rulebook = f"Rulebook {report.rulebook.id} {report.rulebook.version}."
    judged = page.paragraph(f"{county}{rulebook} Read from {clean(report.path)}.")
    whose = [page.paint(line, "bold") for line in page.paragraph(_whose(report))]
    lines = [
        *whose,
        *verdict,
        "",
        *page.paragraph(_counts(report)),
        *page.paragraph(_checks(report)),
        *page.paragraph(_left_open(report)),
    ]
    return lines + [page.paint(line, "dim") for line in judged]


def _whose(report: Report) -> str:
    code = cds_code(report.cds)
    agency = "County office" if report.kind == "county_office" else "District"
    name = [clean(report.name), code] if report.name else [f"{agency} {code}" if code else f"{agency} without a name"]
    return "  ".join(part for part in [*name, f"{REPORT[report.report]} {report.fiscal_year}"] if part)


def _verdict(report: Report) -> tuple[str, str, str]:
    """The phrase in capitals, its colour, and the sentences after it."""
    agency, last = AGENCY[report.kind], shift(report.fiscal_year, 2)
    if report.certification is not None:
        indicated = report.certification.indicated
        meaning = {
            "positive": f": the {agency} will meet its financial obligations through {last}.",
            "qualified": f": the {agency} may not meet its financial obligations through {last}.",
            "negative": f": the {agency} will be unable to meet its financial obligations in {report.fiscal_year} or "
            f"{shift(report.fiscal_year, 1)}.",
            None: ": a test that decides could not be judged, so they say neither positive, qualified nor negative.",
        }[indicated]
        phrase = f"FIGURES INDICATE {indicated.upper() if indicated else 'NOTHING YET'}"
        filed = _filed(report.certification.filed, indicated)
        return phrase, _STYLE.get(indicated or "", "red"), f"{meaning} {filed} {_CERTIFY}"
    if report.determination is not None:
        indicated = report.determination.indicated
        phrase, meaning = {
            "approve": ("FIGURES INDICATE APPROVAL", f": the budget meets its obligations through {last}."),
            "conditional": (
                "FIGURES INDICATE CONDITIONAL APPROVAL",
                ": the county may ask for changes before it approves this budget.",
            ),
            "disapprove": (
                "FIGURES INDICATE DISAPPROVAL",
                f": the budget does not show that the {agency} can meet its obligations through {last}.",
            ),
            None: ("FIGURES INDICATE NOTHING YET", ": a test that decides on approval could not be judged."),
        }[indicated]
        return phrase, _STYLE.get(indicated or "", "red"), f"{meaning} {_BUDGETS}"
    if report.report == "unaudited_actuals":
        return "NO CERTIFICATION", "bold", " is made on this report (unaudited actuals). Its tests are listed below."
    if report.report == "disclosure":
        return "NO CERTIFICATION", "bold", " is made on a disclosure. Its checks are listed below; the board decides."
    return (
        "NO INDICATION",
        "bold",
        f": this rulebook does not say which tests decide on the {REPORT[report.report]} of a {agency}.",
    )


def _filed(filed: str | None, indicated: str | None) -> str:
    if filed is None:
        return "The filing does not say how the board certified."
    if indicated is None or filed == indicated:
        return f"The board filed {filed}."
    better = LEVELS.index(filed) < LEVELS.index(indicated)
    return f"The board filed {filed}, {'better' if better else 'lower'} than the figures indicate."


def _counts(report: Report) -> str:
    judged = [result for result in tests_of(report) if result.outcome != "not_applicable"]
    if not judged and checks_of(report):
        return ""
    failed = [result for result in judged if result.outcome == "not_met" and result.waived is None]
    tests = [result for result in failed if not is_caution(result)]
    graver = [f"{n} {word}" for word in ("fatal", "serious") if (n := sum(result.severity == word for result in tests))]
    outcomes = Counter(result.outcome for result in judged)
    parts = [
        f"{outcomes['error']} broken" if outcomes["error"] else "",
        f"{len(tests)} not met" + (f" ({', '.join(graver)})" if graver else ""),
        count(len(failed) - len(tests), "caution") if len(failed) > len(tests) else "",
        f"{sum(r.waived is not None and r.outcome == 'not_met' for r in judged)} waived",
        f"{outcomes['unknown']} not judged" if outcomes["unknown"] else "",
        f"{outcomes['met']} met",
    ]
    return f"{count(len(judged), 'test')}: {', '.join(part for part in parts if part and not part.startswith('0 waived'))}."


def _checks(report: Report) -> str:
    """The technical checks in one line; whether they let the filing pass is told in their section."""
    checks = [check for check in checks_of(report) if check.outcome != "not_applicable"]
    return f"{count(len(checks), 'technical check')}: {tally(checks)}." if checks else ""


def _inputs(result: Result) -> dict[str, None]:
    """What a test lacks, in words, whatever the year."""
    names = [name for case in result.cases for name in case.missing]
    return dict.fromkeys(in_words(re.sub(r" \d{4}-\d{2}$", "", name)) for name in names)


def _left_open(report: Report) -> str:
    unknown = [result for result in tests_of(report) if result.outcome == "unknown"]
    certification = report.certification
    resting = certification or report.determination
    untested = resting.not_tested if resting and resting.indicated is not None else ()
    missing = Counter(name for result in unknown for name in _inputs(result))
    named = [f"{name} ({count(tests, 'test')})" for name, tests in missing.most_common(3)]
    more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
    lacking = f"Could not be judged: {count(len(unknown), 'test')}" if unknown else ""
    lacking += f", for want of {', '.join(named)}{more}." if named else "." if unknown else ""
    given = "; ".join(f"{reason.rule} {subject_text(reason.subject)}".strip() for reason in untested)
    return f"{lacking} {'The indication is given without ' + given + '.' if given else ''}".strip()
