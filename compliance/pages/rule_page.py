"""One rule as a page for a business officer: what, why, law, where, the test, its figures, values by year, examples."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.pages.column_page import (
    cannot_be_tested,
    columns_table,
    further_words,
    phase_words,
    what_follows,
    what_it_takes,
)
from compliance.pages.column_words import only_where
from compliance.pages.doubts import doubts
from compliance.pages.history import history, used_below
from compliance.pages.in_words import in_words
from compliance.pages.markdown import block, code, link, page, plain, section, table
from compliance.pages.reading import Reading, made_of, read_by
from compliance.pages.words import SEVERITIES, SUMMARIES, UNITS, each_words, where_words
from compliance.pages.worked import OUTCOMES, chosen, example
from compliance.rulebook.language.show import show
from compliance.rulebook.language.tree import Tree
from compliance.rulebook.model import Rule, Rulebook

MADE = "<!-- Made by `compliance rules docs` from the rule file: change that, not this. -->"


def rule_page(rule: Rule, rulebook: Rulebook, file: str) -> str:
    """The page of a rule; file is the path of its rule file as seen from the page. Raises FilingError for a case gone wrong."""
    reading = read_by(rule, rulebook)
    lines = [MADE, "", f"# {plain(rule.id)}: {plain(rule.title)}", "", *_head(rule, file), ""]
    lines += section("Why", [plain(rule.why)] if rule.why else [])
    lines += section("Columns", columns_table(rule.columns) if rule.columns is not None else [])
    lines += section("The test", _test(rule, rulebook))
    lines += section("What it reads", _figures(reading, rulebook))
    lines += section("Questions it reads", _answers(reading, rulebook))
    lines += section("Lists it reads", _lists(reading, rulebook))
    lines += section("Values of the law", _values(reading, rulebook))
    lines += section("Examples", _examples(rule, rulebook))
    lines += section("When it is not met", _consequence(rule, rulebook))
    lines += section("What is not certain", doubts(rule, reading, rulebook))
    return page(
        [
            *lines,
            f"[All rules](README.md) · [all values of the law](values.md) · {plain(rulebook.id)} {plain(rulebook.version)}",
        ]
    )


def _head(rule: Rule, file: str) -> list[str]:
    return table(
        ("", ""),
        [
            ("**Law**", plain("; ".join(rule.cites))),
            ("**Holds for**", plain(where_words(rule.applies))),
            ("**Phase**", phase_words(rule.columns)) if rule.columns is not None else ("**Severity**", plain(rule.severity)),
            ("**File**", link(file.rsplit("/", 1)[-1], file)),
        ],
    )


def _test(rule: Rule, rulebook: Rulebook) -> list[str]:
    if rule.columns is not None and rule.columns.cannot:
        return cannot_be_tested(rule.columns)
    lines = _over(rule, rulebook) if rule.columns is None else what_it_takes(rule)
    written = [f"{let} = {rule.texts.get(f'let {let}', tree.text)}" for let, tree in rule.lets.items()]
    written += [f"{key}: {rule.texts[key]}" for key in ("when", "require", "distance") if key in rule.texts]
    lines += [*_in_words(rule, rulebook), "", "As the rule file writes it:", "", *block(written), ""]
    if rule.when is not None:
        what = "the rule does not apply" if rule.columns is None else "a case is left out"
        lines += [f"Where `when` does not hold, {what}.", ""]
    if rule.distance is not None:
        lines += ["`distance` is how far the figures stand from the line: zero on it, above zero on the good side.", ""]
    read = "[How to read this](../language.md): `x[-1]` is x of the year before."
    return [*lines, read if rule.columns is None else further_words()]


def _over(rule: Rule, rulebook: Rulebook) -> list[str]:
    """What a rule over years, categories or a list is tested for."""
    name = rule.each.list_name
    told = f"It is tested {each_words(rule.each, rulebook.lists[name].title if name else '')}."
    several = len(rule.each.years) + len(rule.each.categories) > 1 or bool(name)
    return [f"{plain(told)} {SUMMARIES[rule.summary] if several else ''}".rstrip(), ""]


def _in_words(rule: Rule, rulebook: Rulebook) -> list[str]:
    def said(tree: Tree) -> str:
        return plain(in_words(tree.root, rulebook.figures))

    only = "It applies where" if rule.columns is None else only_where(rule)
    lines = [f"- {only} {said(rule.when)}."] if rule.when is not None else []
    lines += [f"- It is met where {said(rule.require)}."] if rule.require is not None else []
    return lines + [f"- *{plain(name.replace('_', ' '))}*: {said(tree)}." for name, tree in rule.lets.items()]


def _figures(reading: Reading, rulebook: Rulebook) -> list[str]:
    rows = []
    for layer, name in reading.figures:
        written = name if layer == "figures" else f"{layer}.{name}"
        rows.append((code(written), *_figure(name, layer, rulebook)))
    rows += [(code(name), *_figure(name, "figures", rulebook)) for name in reading.parts]
    return table(("Name", "What it is", "In", "Where a person finds it", "Made of"), rows)


def _figure(name: str, layer: str, rulebook: Rulebook) -> tuple[str, str, str, str]:
    definition = rulebook.figures[name]
    of = {"original_budget": ", as first adopted", "previous_report": ", as the last report gave it"}.get(layer, "")
    formula = made_of(name, rulebook) if layer == "figures" else ""
    unit = UNITS.get(definition.unit, definition.unit)
    return plain((definition.label or name.replace("_", " ")) + of), unit, plain(definition.form), code(formula)


def _answers(reading: Reading, rulebook: Rulebook) -> list[str]:
    rows = []
    for name in reading.answers:
        answer = rulebook.answers[name]
        asked = " / ".join(dict.fromkeys(answer.question.values()))
        blank = "not known" if answer.default is None else show(answer.default, answer.unit)
        rows.append(
            (code(f"answer.{name}"), plain(asked), plain(", ".join(answer.choices.values()) or "Yes, No"), plain(blank))
        )
    return table(("Name", "Question", "Answers", "A blank counts as"), rows)


def _lists(reading: Reading, rulebook: Rulebook) -> list[str]:
    rows = []
    for name in reading.lists:
        one = rulebook.lists[name]
        rows.append(
            (
                code(name),
                plain(one.title),
                plain(", ".join(one.fields)),
                "observed while judging" if one.observed else "the filing",
            )
        )
    return table(("Name", "List", "Fields", "From"), rows)


def _values(reading: Reading, rulebook: Rulebook) -> list[str]:
    lines: list[str] = []
    for name in used_below(reading.parameters, rulebook.parameters):
        parameter = rulebook.parameters[name]
        lines += section(f"{plain(parameter.title or name)} ({code(name)})", history(parameter), 3)
    return lines


def _examples(rule: Rule, rulebook: Rulebook) -> list[str]:
    lines: list[str] = []
    for case in chosen(rule):
        heading = "At the line" if case.at_the_line else OUTCOMES[case.expect].capitalize()
        lines += section(heading, example(rule, case, rulebook), 3)
    rest = [case for case in rule.cases if case not in chosen(rule) and case.because]
    told = [f"- {OUTCOMES[case.expect]}: {plain(case.because)} ({case.year})" for case in rest]
    return lines + section("The other cases of its file", told, 3)


def _consequence(rule: Rule, rulebook: Rulebook) -> list[str]:
    lines = [f"Severity {SEVERITIES[rule.severity]}."] if rule.columns is None else list(what_follows(rule, rulebook))
    if rule.explained:
        lines += [f"With an explanation in the filing: {SEVERITIES[rule.explained]}."]
    lines += [f"**What to do:** {plain(rule.remedy)}"] if rule.remedy else []
    return [part for line in [*lines, *_indicates(rule, rulebook)] for part in (line, "")]


def _indicates(rule: Rule, rulebook: Rulebook) -> Iterator[str]:
    for scheme in rulebook.schemes.values():
        for level in scheme.levels:
            for name, years in level.when:
                if name == rule.id:
                    when = f" in year {', '.join(map(str, years))} (0 is the report's own)" if years else ""
                    yield plain(
                        f"Not met{when}, it indicates {level.indicated.replace('_', ' ')} ({where_words(scheme.applies)})."
                    )
