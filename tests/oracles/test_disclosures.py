"""Thirteen filed reserve sections of disclosures: what we work out is what was printed, or the print is known to be wrong."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from compliance.engine.findings import Case, Report
from compliance.engine.report import judge
from compliance.filing.disclosure import read_disclosure
from compliance.rulebook.model import Rulebook

OLDER = ("net_outgo", "percent", "minimum")  # the base is line a: the older form has no line for the pass-through
NEWER = ("total_outgo", "net_outgo", "percent")
LINES = ("general_9789", "general_9790", "special_9789", "special_9790", "available", "available_percent")
YES = ("yes", "yes", "yes")


class Printed(NamedTuple):
    """One filed section: where it stands, whose it is, the rows by name as printed, for three years."""

    packet: str
    unit: str
    years: tuple[str, ...]
    rows: Mapping[str, tuple[str, ...]]
    meets: tuple[str, ...]


def sections(oracles: Path) -> list[Printed]:
    """The thirteen sections; a dash is printed for zero."""
    document: dict[str, Any] = yaml.safe_load((oracles / "disclosures" / "san-juan.yaml").read_text("utf-8"))
    found = []
    for one in document["disclosures"]:
        older = any("9770" in row["near"] for row in one["rows"])
        names = (*(OLDER if older else NEWER), *LINES)
        rows = {name: tuple(plain(text) for text in row["values"]) for name, row in zip(names, one["rows"], strict=True)}
        stated = [box for box in one["reserves_meet_state_minimum"] if "note" not in box]
        meets = tuple(next(iter(box.values())) for box in stated) if len(stated) == 3 else ()
        found.append(Printed(str(one["packet"]), one["bargaining_unit"], tuple(one["years"]), rows, meets))
    return found


def plain(text: str) -> str:
    bare = text.replace("$", "").replace(",", "").strip()
    return "0" if bare == "-" else bare


def written(one: Printed) -> str:
    """The section as a disclosure; the unit's compensation is not part of what was transcribed."""
    lines = ["disclosure: 1", 'entity: {cds: "34674470000000"}', f"fiscal_year: {one.years[0]}", f'unit: "{one.unit}"']
    lines += ["compensation:", "reserves:"]
    for number, year in enumerate(one.years):
        cells = [f"{name}: {values[number]}" for name, values in one.rows.items()]
        cells += [f"meets: {one.meets[number]}"] if one.meets else []
        lines.append(f"  {year}: {{{', '.join(cells)}}}")
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def filed(oracles: Path) -> list[Printed]:
    return sections(oracles)


@pytest.fixture(scope="module")
def reports(filed: list[Printed], rulebook: Rulebook, tmp_path_factory: pytest.TempPathFactory) -> list[Report]:
    folder = tmp_path_factory.mktemp("disclosures")
    found = []
    for number, one in enumerate(filed):
        path = folder / f"{number}.yaml"
        path.write_text(written(one), "utf-8")
        found.append(judge(read_disclosure(path), rulebook))
    return found


def cases(report: Report, rule: str) -> dict[str, Case]:
    result = report.result(rule)
    assert result is not None
    return {case.subject.get("fiscal_year", ""): case for case in result.cases}


def test_thirteen_sections_of_three_years_are_there(filed: list[Printed]) -> None:
    assert [len(one.years) for one in filed] == [3] * 13
    assert sum("minimum" in one.rows for one in filed) == 6


def test_reserves_meet_the_minimum_wherever_the_form_says_so(filed: list[Printed], reports: list[Report]) -> None:
    for one, report in zip(filed, reports, strict=True):
        assert [case.outcome for case in cases(report, "disclosure-reserve").values()] == ["met"] * 3, one
        expected = ["met"] * 3 if one.meets == YES else ["unknown"] * 3  # one form's boxes could not be read
        assert [case.outcome for case in cases(report, "disclosure-reserve-box").values()] == expected, one
    assert sum(one.meets == YES for one in filed) == 12


def test_the_minimum_is_the_printed_one_to_the_dollar(filed: list[Printed], reports: list[Report]) -> None:
    compared = 0
    for one, report in zip(filed, reports, strict=True):
        for number, case in enumerate(cases(report, "disclosure-minimum").values()):
            if "minimum" in one.rows:
                assert case.outcome == "met"
                assert abs(exact(case, "least") - int(one.rows["minimum"][number])) <= Fraction(1, 2)
                compared += 1
            else:  # the copies of the newer form do not show the line
                assert (case.outcome, case.missing) == ("unknown", ("disclosed_reserves minimum",))
    assert compared == 18


def test_the_available_reserves_are_the_printed_ones_but_for_a_dollar_of_rounding(
    filed: list[Printed], reports: list[Report]
) -> None:
    apart: dict[int, int] = {}
    for one, report in zip(filed, reports, strict=True):
        for number, case in enumerate(cases(report, "disclosure-available").values()):
            assert case.outcome == "met"
            difference = int(exact(case, "added") - int(one.rows["available"][number]))
            apart[difference] = apart.get(difference, 0) + 1
    assert apart == {0: 33, 1: 6}


def test_the_percent_is_the_printed_one_of_all_reserves_on_the_newer_form_of_9770_alone_on_the_older(
    filed: list[Printed], reports: list[Report]
) -> None:
    for one, report in zip(filed, reports, strict=True):
        for number, case in enumerate(cases(report, "disclosure-reserve-percent").values()):
            printed = one.rows["available_percent"][number]
            base, other = ("named", "whole") if "minimum" in one.rows else ("whole", "named")
            assert case.outcome == "met"
            assert rounded(exact(case, base)) == printed
            # The print of the older form stands under the total of all available reserves and is not its percent.
            assert rounded(exact(case, other)) != printed


def exact(case: Case, name: str) -> Fraction:
    value = case.figures[name].value
    assert isinstance(value, Decimal | Fraction) and not isinstance(value, bool)
    return Fraction(value)


def rounded(rate: Fraction) -> str:
    hundredths = (rate * 10000 + Fraction(1, 2)).__floor__()
    return f"{hundredths // 100}.{hundredths % 100:02d}%"
