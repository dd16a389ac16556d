"""What a page must not leave unsaid: readings that are probable, judgements of ours, figures no export is known to hold."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.pages.column_words import NOT_CERTAIN
from compliance.pages.history import used_below
from compliance.pages.markdown import code, plain
from compliance.pages.reading import Reading
from compliance.pages.words import CONFIDENCES, held_words, listed, report_words
from compliance.pages.years_read import years_read
from compliance.rulebook.model import Rule, Rulebook

READINGS = {
    "ours": "This rule is a judgement of this project, not law: nobody must meet it.",
    "probable": "How the law or the form reads here is probable, not certain.",
    "unconfirmed": "How the form reads here was not confirmed on a real filing.",
}


def doubts(rule: Rule, reading: Reading, rulebook: Rulebook) -> list[str]:
    """Sentences as list entries; none where all is certain."""
    return [
        f"- {told}"
        for told in dict.fromkeys([*_of_the_rule(rule), *_of_values(reading, rulebook), *_of_places(rule, reading, rulebook)])
    ]


def _of_the_rule(rule: Rule) -> Iterator[str]:
    readings = READINGS if rule.columns is None else READINGS | NOT_CERTAIN
    if rule.confidence in readings:
        yield readings[rule.confidence]


def _of_values(reading: Reading, rulebook: Rulebook) -> Iterator[str]:
    for name in used_below(reading.parameters, rulebook.parameters):
        parameter = rulebook.parameters[name]
        by_confidence: dict[str, list[str]] = {}
        for dated in parameter.values:
            if dated.confidence != "certain":
                by_confidence.setdefault(dated.confidence, []).append(held_words(parameter, dated))
        for confidence, years in by_confidence.items():
            yield f"{code(name)}: {CONFIDENCES.get(confidence, confidence)} {plain(listed(years))}."


def _of_places(rule: Rule, reading: Reading, rulebook: Rulebook) -> Iterator[str]:
    """Why a state export alone does not give a figure, for the reports that the rule reads."""
    named = [*reading.figures, *(("figures", name) for name in reading.parts)]
    read = years_read(rule)
    found: dict[tuple[str, tuple[int, ...], tuple[str, ...]], list[str]] = {}
    for layer, name in named:
        for place in rulebook.figures[name].places.get(layer, ()):
            reports = tuple(report for report in place.reports if report in rule.applies.reports)
            years = tuple(year for year in place.years if year in read)
            if place.because and years and (reports or not place.reports):
                shared = () if set(rule.applies.reports) <= set(place.reports) else reports
                found.setdefault((place.because, years, shared), []).append(name)
    for (because, years, reports), names in found.items():
        shown = listed([code(name) for name in dict.fromkeys(names)])
        at = f" of {plain(report_words(reports))}" if reports else ""
        yield f"{shown} in {_years(years)}{at}: {plain(because)}."


def _years(years: tuple[int, ...]) -> str:
    return ("year " if len(years) == 1 else "years ") + listed([str(year) for year in sorted(years)])
