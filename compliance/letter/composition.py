"""A report and a county profile made into a letter."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from compliance.engine.findings import Figure, Report
from compliance.letter.adjusted import Adjusted
from compliance.letter.choice import choose_kind
from compliance.letter.citations import read_libraries
from compliance.letter.context import context_of
from compliance.letter.earlier_requests import earlier_requests
from compliance.letter.environment import letter_environment
from compliance.letter.gathered import Gathered
from compliance.letter.house_rules import check_house_rules
from compliance.letter.house_terms import in_house_terms
from compliance.letter.kinds import Beside, concerns
from compliance.letter.matter import NO_MATTER, Matter
from compliance.letter.next_report import REPORT_NAMES
from compliance.letter.overridden import override_notes
from compliance.letter.paragraphs import read_library
from compliance.letter.plain_text import plain, without_marks
from compliance.letter.printed import Printed
from compliance.letter.profile import Profile
from compliance.letter.stopped import LetterStopped
from compliance.letter.written import Letter
from compliance.scenario.settlement import Settlement
from compliance.shipped import shipped

_TEMPLATE_FAULTS = (TemplateError, TypeError, ValueError, AttributeError, LookupError, ArithmeticError, RecursionError)
CITATIONS = ("us-ca", "citations.yaml")


def compose(
    report: Report,
    profile: Profile,
    *,
    kind: str | None,
    date: datetime.date,
    deadlines: Mapping[str, datetime.date],
    scenario: Adjusted | None = None,
    settlement: Settlement | None = None,
    matter: Matter | None = None,
    figures: Mapping[tuple[str, str], Figure] | None = None,
) -> Letter:
    """The letter of that kind, or (None, auto) of the kind that is called for, dated date.

    deadlines: as compliance.engine.deadlines gives them, moved here by the county's due-date rule. scenario: the county's
    adjustments (compliance.cli.with_scenario.Judged is one). figures: by name and fiscal year, as compliance.engine.projected
    gives them; without them a letter has no projection. Raises LetterStopped: nothing indicated, something a kind needs and has
    not, an undefined name, a missing template, citation or date, a table that does not foot, a figure with two values, or a
    sentence against the house rules.
    """
    dates = {name: profile.due_dates.due(day) for name, day in deadlines.items()}
    beside = Beside(scenario, settlement, matter or NO_MATTER, date, dates)
    chosen = choose_kind(report, kind, beside)
    kind, profile = chosen.kind, profile.for_kind(chosen.kind)
    folders = [*([profile.templates] if profile.templates else []), shipped("templates") / "letters"]
    library, before = read_libraries(_libraries(profile)), earlier_requests(beside.matter)
    gathered = Gathered(library, profile.requests_due, dates, date, before, profile.terms)
    printed = Printed(profile.amounts)
    context = context_of(report, profile, chosen, beside, figures or {}, read_library(folders), printed)
    gathered.rows, gathered.made = context["reserves"], context.pop("tables")
    for words in beside.matter.own_paragraphs:
        check_house_rules(plain(words))
    text = _render(kind, folders, gathered, printed, context)
    check_house_rules(text)
    text = in_house_terms(text, profile.terms)
    return Letter(
        kind=kind,
        title=plain(f"{context['district']}: {REPORT_NAMES[report.report]} for {report.fiscal_year}"),
        markdown=_tidy(without_marks(text)),
        requests=tuple(gathered.requests),
        citations=tuple(gathered.cited),
        notes=(*gathered.notes(context["placeholders"]), *override_notes(beside.matter)),
        draft=context["draft"],
        addressee_role=context["addressee"].role,
        paragraphs=tuple(gathered.paragraphs),
        figures=printed.used,
        tables=gathered.all_tables(),
        why=chosen.why,
        findings=concerns(report, beside),
    )


def _render(kind: str, folders: Sequence[Path], gathered: Gathered, printed: Printed, context: dict[str, object]) -> str:
    environment = letter_environment(folders, gathered.functions(), printed)
    try:
        return environment.get_template(f"{kind}.md.j2").render(context)
    except TemplateNotFound as error:
        raise LetterStopped(f"The template '{error.name}' is missing; looked in {', '.join(map(str, folders))}.") from None
    except TemplateSyntaxError as error:
        where = f"{error.filename or error.name}:{error.lineno}"
        raise LetterStopped(f"{where}: The template cannot be read: {error.message}.") from None
    except _TEMPLATE_FAULTS as error:
        raise LetterStopped(f"The template of kind '{kind}' cannot be filled in{_place(error, folders)}: {error}.") from None


def _libraries(profile: Profile) -> list[Path]:
    """The county's own citations before ours."""
    own = profile.templates / "citations.yaml" if profile.templates else None
    return [*([own] if own is not None and own.is_file() else []), shipped("rules").joinpath(*CITATIONS)]


def _place(error: BaseException, folders: Sequence[Path]) -> str:
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
