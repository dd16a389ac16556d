"""A filing with nothing in it yet: every figure, answer and list that the rules ask for, as comments to be filled in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import groupby

from compliance.cli.needed import Needed
from compliance.engine.history import answered_by
from compliance.filing.model import LAYERS
from compliance.fiscal_year import shift
from compliance.rulebook.declarations import Answer, FigureDefinition, ListDefinition
from compliance.rulebook.model import Rulebook

UNITS = {"money": "dollars", "rate": "rate", "ada": "pupils", "count": "number", "bool": "yes or no", "date": "day"}
TITLES = {
    "adopted_budget": "adopted budget",
    "first_interim": "first interim report",
    "second_interim": "second interim report",
    "end_of_year": "end-of-year report",
    "unaudited_actuals": "unaudited actuals",
}
LAYER_NOTES = {
    "figures": "this report, by fiscal year",
    "original_budget": "what was first adopted for a year",
    "previous_report": "what the last report said of a year",
}
LONGEST = 70
HEAD = """\
# {title} {fiscal_year} of a {kind}, blank. Printed by `compliance init` from the rules {pack} {version}.
#
# Take away the # before a line that you can fill in, and write the value after the colon. What you leave is unknown, never
# zero: `compliance check FILE` says which rules could not be judged for want of it. No line is a must.
#   dollars    1234567.89 or -1234567.89: no commas, no dollar sign
#   rate       0.0271 or 2.71%
#   pupils     15500 or 15499.87
#   day        2025-06-24
filing: 1
entity:
  name: Name of the agency
  # cds: "00000000000000"          # its code of 14 digits, in quotation marks; the county comes from it
  kind: {kind_code}
fiscal_year: {fiscal_year}
report: {report}
{certification}\
# ledger: export.dat               # a state export (.dat, .xlsx, .csv) beside this file; what stands here wins
# history: [last-year.dat]         # earlier filings of the agency: they give prior years, original budget and previous report
"""
CERTIFICATION = "# certification: positive          # as the board filed: positive, qualified or negative\n"


def blank_filing(asked: Needed, rulebook: Rulebook, kind: str, report: str, fiscal_year: str) -> str:
    """The YAML of the filing, readable as it stands. Figures stand by layer, year and file of the pack, in the pack's order."""
    head = HEAD.format(
        title=TITLES[report].capitalize(),
        kind=kind.replace("_", " ").replace("district", "school district"),
        kind_code=kind,
        fiscal_year=fiscal_year,
        report=report,
        pack=rulebook.id,
        version=rulebook.version,
        certification=CERTIFICATION if "interim" in report or report == "end_of_year" else "",
    )
    lines = [*_figures(asked, rulebook, report, fiscal_year), *_answers(asked, rulebook, report)]
    for name, definition in rulebook.lists.items():
        if name in asked.lists:
            lines += _list(definition)
    lines += _explanations(asked)
    return head + "\n".join(lines) + "\n"


def _figures(asked: Needed, rulebook: Rulebook, report: str, fiscal_year: str) -> Iterator[str]:
    for layer in LAYERS:
        years = sorted({year for its_layer, _, year in asked.figures if its_layer == layer})
        if years:
            yield ""
            yield f"{layer}:".ljust(34) + f" # {LAYER_NOTES[layer]}"
        for year in years:
            earlier = answered_by(layer, year, report, fiscal_year)
            note = f" # also found in {earlier}: name it under `history`" if earlier else ""
            yield f"  {shift(fiscal_year, year)}:{note and ' ' * 24}{note}"
            wanted = [one for name, one in rulebook.figures.items() if (layer, name, year) in asked.figures]
            for file, group in groupby(wanted, key=lambda one: one.at.path):
                yield f"    # -- {_words(os.path.splitext(os.path.basename(file))[0])}"
                for one in group:
                    yield _line("    # ", one.name, _told(one, asked.figures[layer, one.name, year]))


def _told(figure: FigureDefinition, formula: str) -> str:
    """What the figure is, in which unit, where a person finds it, and what it is worked out of when left out."""
    told = f"{figure.label} ({UNITS.get(figure.unit, figure.unit)})" + (f". {figure.form}" if figure.form else "")
    if not formula:
        return told
    short = " ".join(formula.split())
    return f"{told}. Left out: {short}" if len(short) <= LONGEST else f"{told}. Left out: worked out of the figures here"


def _answers(asked: Needed, rulebook: Rulebook, report: str) -> Iterator[str]:
    wanted = [answer for name, answer in rulebook.answers.items() if name in asked.answers]
    if wanted:
        yield ""
        yield "answers:"
    for answer in wanted:
        yield _line("  # ", answer.name, _question(answer, report))


def _question(answer: Answer, report: str) -> str:
    asked = answer.question.get(report) or answer.question.get("interim") or answer.question.get("", "")
    if not asked:
        asked = next(iter(answer.question.values()), "")
    told = [" ".join(asked.split())]
    if answer.choices:
        told.append(f"One of: {', '.join(answer.choices)}.")
    elif answer.unit == "bool":
        told.append("yes or no.")
    if answer.default is not None:
        counts = ("yes" if answer.default else "no") if isinstance(answer.default, bool) else answer.default
        told.append(f"Left out: {counts}.")
    return " ".join(told)


def _list(definition: ListDefinition) -> Iterator[str]:
    yield ""
    yield f"# {definition.name}:".ljust(34) + f" # {definition.title}. Where there are none: {definition.name}: []"
    for number, (name, field) in enumerate(definition.fields.items()):
        told = UNITS.get(field.unit, field.unit) + (f": {', '.join(field.choices)}" if field.choices else "")
        yield _line("#   - " if number == 0 else "#     ", name, told + ("; must stand" if field.required else ""))


def _explanations(asked: Needed) -> Iterator[str]:
    wanted = [rule for rule in asked.rules if rule.explained]
    if wanted:
        yield ""
        yield "explanations:".ljust(34) + " # why a rule is not met, in the agency's own words"
    for rule in wanted:
        yield _line("  # ", rule.id, rule.title)


def _line(start: str, name: str, told: str) -> str:
    return f"{start}{name}:".ljust(50) + f" # {_words(told)}"


def _words(text: str) -> str:
    return " ".join(text.replace("_", " ").split()) if " " not in text else " ".join(text.split())
