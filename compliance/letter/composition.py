"""A report and a county profile made into a letter."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup

from compliance.engine.findings import Report, Result
from compliance.fiscal_year import shift
from compliance.letter.citations import read_citations
from compliance.letter.environment import letter_environment
from compliance.letter.gathered import Gathered
from compliance.letter.grounds import grounds
from compliance.letter.house_rules import check_house_rules
from compliance.letter.kinds import BUDGET, INTERIM, choose_kind, concerns
from compliance.letter.next_report import REPORT_NAMES, next_report
from compliance.letter.paragraphs import choose_paragraphs, read_topics
from compliance.letter.plain_text import plain, without_marks
from compliance.letter.profile import Profile, placeholders
from compliance.letter.reserve_table import RULES as RESERVE_RULES
from compliance.letter.reserve_table import reserve_rows, source_paths
from compliance.letter.stopped import LetterStopped
from compliance.letter.untested import untested
from compliance.letter.written import Letter
from compliance.shipped import shipped

_TEMPLATE_FAULTS = (TemplateError, TypeError, ValueError, AttributeError, LookupError, ArithmeticError, RecursionError)


def compose(
    report: Report, profile: Profile, *, kind: str | None, date: datetime.date, deadlines: Mapping[str, datetime.date]
) -> Letter:
    """The letter of that kind, or of the kind that the report indicates, dated date.

    deadlines: next_report always; third_interim_due for a second interim report below positive; revised_budget_due for a budget
    not approved. Raises LetterStopped: nothing indicated, an undefined name, a missing template, citation or date, a table that
    does not foot, a sentence against the house rules.
    """
    kind = choose_kind(report, kind)
    folder = shipped("templates") / "letters"
    folders = [*([profile.templates] if profile.templates else []), folder]
    gathered = Gathered(read_citations(_first(folders, "citations.yaml")), profile.requests_due, deadlines)
    context = _context(report, profile, kind, date, deadlines, _first(folders, "paragraphs.yaml"))
    gathered.rows = context["reserves"]
    environment = letter_environment(folders, gathered.functions())
    try:
        text = environment.get_template(f"{kind}.md.j2").render(context)
    except TemplateNotFound as error:
        raise LetterStopped(f"The template '{error.name}' is missing; looked in {', '.join(map(str, folders))}.") from None
    except TemplateSyntaxError as error:
        where = f"{error.filename or error.name}:{error.lineno}"
        raise LetterStopped(f"{where}: The template cannot be read: {error.message}.") from None
    except _TEMPLATE_FAULTS as error:
        raise LetterStopped(f"The template of kind '{kind}' cannot be filled in{_place(error, folders)}: {error}.") from None
    check_house_rules(text)
    return Letter(
        kind=kind,
        title=plain(f"{context['district']}: {REPORT_NAMES[report.report]} for {report.fiscal_year}"),
        markdown=_tidy(without_marks(text)),
        requests=tuple(gathered.requests),
        citations=tuple(gathered.cited),
        notes=gathered.notes(context["placeholders"]),
        draft=context["draft"],
    )


def _context(
    report: Report, profile: Profile, kind: str, date: datetime.date, deadlines: Mapping[str, datetime.date], topics: Path
) -> dict[str, Any]:
    addressee = profile.addressee_of(report.cds)
    district = report.name or "[name of the district]"
    letterhead = (profile.office, profile.address, profile.phone, profile.county_superintendent, profile.board_members)
    left = placeholders((letterhead, addressee, district, profile.signatory, profile.contact, profile.copies))
    change = kind == "certification-change"
    certification = report.certification
    indicated = certification.indicated if certification else None
    level = indicated if change else INTERIM.get(kind)
    reserves = _reserves(report.results)
    return {
        "report": report,
        "district": district,
        "report_name": REPORT_NAMES[report.report],
        "years": tuple(shift(report.fiscal_year, later) for later in range(3)),
        "budget": kind in BUDGET,
        "authority": "ec-42127" if kind in BUDGET else "ec-42131" if level == "positive" else "ec-42127-6",
        "kind": Markup(kind),
        "profile": profile,
        "addressee": addressee,
        "date": date,
        "draft": bool(left) or change,
        "placeholders": left,
        "filed": certification.filed if certification else None,
        "level": Markup(level or ""),
        "indicated": indicated is not None and indicated == level,
        "grounds": grounds(report) if kind in BUDGET or (level != "positive" and level == indicated) else (),
        "reserves": reserve_rows(reserves),
        "reserve_sources": source_paths(reserves),
        "next": next_report(report, level, deadlines),
        "paragraphs": choose_paragraphs(read_topics(topics), concerns(report), RESERVE_RULES),
        "unnamed": reserve_rows(_reserves(certification.with_unidentified_added_back.results)) if certification else (),
        "untested": untested(report),
        "fcmat": int(report.fiscal_year[:4]) >= 2018,
    }


def _reserves(results: Iterable[Result]) -> Result | None:
    return next((result for result in results if result.rule in RESERVE_RULES), None)


def _first(folders: list[Path], name: str) -> Path:
    return next((folder / name for folder in folders if (folder / name).is_file()), folders[-1] / name)


def _place(error: BaseException, folders: list[Path]) -> str:
    """The innermost template line that the error passed through."""
    place, trace = "", error.__traceback__
    while trace is not None:
        path = trace.tb_frame.f_code.co_filename
        if any(Path(path).is_relative_to(folder) for folder in folders):
            place = f" ({Path(path).name} line {trace.tb_lineno})"
        trace = trace.tb_next
    return place


def _tidy(text: str) -> str:
    """No trailing blanks, and one empty line where templates left several."""
    lines = [line.rstrip() for line in text.strip().split("\n")]
    kept = [line for index, line in enumerate(lines) if line or lines[index - 1]]
    return "\n".join(kept) + "\n"
