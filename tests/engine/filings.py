"""Small district filings: a sound one to change in one place, and hypothesis filings full of gaps and values near a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from compliance.engine.certify import certify
from compliance.engine.examine import examine
from compliance.engine.figures import FigureBook
from compliance.engine.findings import Case, Certification, Report
from compliance.engine.report import judge
from compliance.filing.model import Entity, Filing, Written
from compliance.fiscal_year import shift
from compliance.located import Position
from compliance.rulebook.load import load_rulebook
from compliance.shipped import shipped

US_CA = load_rulebook([shipped("rules") / "us-ca"])
INTERIMS = ("first_interim", "second_interim", "end_of_year")
JUDGED = ("adopted_budget", *INTERIMS)

# Outgo of 1,000,000 at 5,000 pupils: the standard is 30,000 in 2018-19 and later.
SOUND_YEAR = {
    "ada": "5000",
    "expenditures_and_uses": "1000000",
    "available_reserves": "90000",
    "ending_fund_balance": "200000",
    "unrestricted_ending_balance": "150000",
    "unrestricted_net_change": "-1000",
    "unrestricted_expenditures_and_uses": "800000",
}
Changes = Mapping[tuple[int, str], str | None]


def filing(
    figures: Mapping[tuple[int, str], str],
    report: str = "first_interim",
    year: str = "2024-25",
    *,
    answers: Mapping[str, str] | None = None,
    lists: Mapping[str, Sequence[Mapping[str, str]]] | None = None,
    explanations: Mapping[str, str] | None = None,
    original: Mapping[tuple[int, str], str] | None = None,
) -> Filing:
    """A filing of one district; figures by relative year and name, each standing in a line of its own."""
    count = iter(range(1, 100_000))

    def written(text: str) -> Written:
        return Written(text, Position("small.yaml", next(count), 5))

    layers = {"figures": figures, "original_budget": original or {}}
    return Filing(
        path="small.yaml",
        sha256="",
        entity=Entity("Small Unified", "01611190000000", "Alameda", "district"),
        fiscal_year=year,
        report=report,
        figures={
            (layer, shift(year, offset), name): written(text)
            for layer, found in layers.items()
            for (offset, name), text in found.items()
        },
        answers={name: written(text) for name, text in (answers or {}).items()},
        explanations={rule: written(text) for rule, text in (explanations or {}).items()},
        lists={
            name: tuple({field: written(text) for field, text in entry.items()} for entry in entries)
            for name, entries in (lists or {}).items()
        },
    )


def sound(changes: Changes | None = None, report: str = "first_interim", year: str = "2024-25", **more: Any) -> Filing:
    """A filing that meets every criterion, with some figures changed; None takes one away."""
    figures: dict[tuple[int, str], str | None] = {
        (offset, name): text for offset in (0, 1, 2) for name, text in SOUND_YEAR.items()
    }
    figures[0, "ending_cash"] = "100000"
    figures.update(changes or {})
    return filing({key: text for key, text in figures.items() if text is not None}, report, year, **more)


def judged(changes: Changes | None = None, report: str = "first_interim", year: str = "2024-25", **more: Any) -> Report:
    """The report on the sound filing with some figures changed."""
    return judge(sound(changes, report, year, **more), US_CA)


def case(report: Report, rule: str, offset: int | None = None) -> Case:
    """The case of a rule in a relative year, or its only one."""
    result = report.result(rule)
    assert result is not None, f"{rule} did not apply"
    if offset is None:
        (only,) = result.cases
        return only
    year = shift(report.fiscal_year, offset)
    return next(one for one in result.cases if one.subject["fiscal_year"] == year)


def book(of: Filing) -> FigureBook:
    """The figures of a filing."""
    return FigureBook(of, US_CA)


def outcomes(of: Filing, rule: str) -> list[str]:
    """The outcomes of one rule's cases, traced."""
    return [one.outcome for one in examine(US_CA.rules[rule], book(of)).cases]


def certified(of: Filing) -> Certification:
    """The certification an interim's figures indicate, from its deciding rules alone."""
    figures, scheme = book(of), US_CA.schemes["interim"]
    results = {rule: examine(US_CA.rules[rule], figures) for rule in (*scheme.decides, *scheme.also)}
    return certify(scheme, figures, results)


# Amounts that meet at the lines: a percent of one million, a third of it, the dollar floors, a cent to either side.
AMOUNTS = [
    "0",
    "-0.01",
    "0.01",
    "10000",
    "20000",
    "29999.99",
    "30000",
    "30000.01",
    "33333.33",
    "50000",
    "80000",
    "87000",
    "90000",
]
OUTGO = ["0", "1000000", "1000000.01", "2500000", "333333.33"]
PUPILS = ["0", "210", "300", "300.49", "300.5", "1000.5", "5000", "30000.5", "250000", "300000", "400001"]
money = st.sampled_from([*AMOUNTS, *(f"-{text}" for text in AMOUNTS if text[0] not in "-0")])
SPREAD = {
    "ada": st.sampled_from(PUPILS),
    "ada_with_county_programs": st.sampled_from(PUPILS),
    "expenditures_and_uses": st.sampled_from(OUTGO),
    "unrestricted_expenditures_and_uses": st.sampled_from(OUTGO),
    **dict.fromkeys(
        [
            "available_reserves",
            "special_education_pass_through",
            "unrestricted_net_change",
            "unrestricted_beginning_balance",
            "unrestricted_ending_balance",
            "ending_fund_balance",
            "ending_cash",
            "unrestricted_unidentified_reductions",
            "restricted_unidentified_reductions",
        ],
        money,
    ),
}
yes_no = st.sampled_from(["yes", "no"])
LISTS = st.fixed_dictionaries(
    {},
    optional={
        "labor": st.lists(
            st.fixed_dictionaries({"unit": st.sampled_from(["certificated", "classified"])}, optional={"settled": yes_no}),
            max_size=2,
        ),
        "one_time": st.lists(
            st.fixed_dictionaries(
                {"name": st.just("grant"), "year": st.just("2024-25"), "amount": st.sampled_from(["0", "0.01", "30000"])},
                optional={"pays_for": st.sampled_from(["ongoing", "one_time"])},
            ),
            max_size=2,
        ),
        "contingent": st.lists(st.fixed_dictionaries({"name": st.just("tax"), "amount": st.just("7000000")}), max_size=2),
    },
)


@st.composite
def filings(draw: st.DrawFn, reports: Sequence[str] = JUDGED, gaps: bool = True, extra: Sequence[str] = ()) -> Filing:
    """A small filing of any kind and year; with gaps, any figure may be missing."""
    whole = not gaps or draw(st.booleans())  # else hardly a filing is complete enough to be judged
    year_of_figures = st.fixed_dictionaries(SPREAD) if whole else st.fixed_dictionaries({}, optional=SPREAD)
    figures = {(offset, name): text for offset in range(-3, 3) for name, text in draw(year_of_figures).items()}
    original = {
        (offset, "unrestricted_beginning_balance"): draw(money) for offset in (-3, -2, -1) if whole or draw(st.booleans())
    }
    answers = draw(st.fixed_dictionaries({}, optional=dict.fromkeys(["S2", "S4", "exclude_pass_through"], yes_no)))
    year = shift("2024-25", draw(st.integers(-14, 4)))
    return filing(figures, draw(st.sampled_from(list(reports))), year, answers=answers, lists=draw(LISTS), original=original)


def changed(of: Filing, figures: Mapping[tuple[str, str, str], Written]) -> Filing:
    """The filing with other figures."""
    return of._replace(figures=figures)


def amount(of: Filing, offset: int, name: str, layer: str = "figures") -> Decimal | None:
    """A written amount as a number."""
    written = of.figures.get((layer, shift(of.fiscal_year, offset), name))
    return Decimal(written.text) if written else None
