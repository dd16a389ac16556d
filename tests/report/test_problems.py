"""One line a problem, in the form that hooks, logs and editors know."""

from __future__ import annotations

from compliance.engine.findings import Report
from compliance.report.problems import problem_lines


def test_serious_cases_stand_one_a_line_with_place_rule_and_subject(reports: dict[str, Report]) -> None:
    lines = problem_lines(reports["qualified_without_the_cuts"])
    assert [line.split(": ")[:2] for line in lines] == [
        ["filings/bayview.yaml:55", "01CSI-8 2023-24"],
        ["filings/bayview.yaml:56", "01CSI-8 2024-25"],
        ["filings/bayview.yaml:57", "01CSI-8 2025-26"],
    ]


def test_a_lower_severity_lists_more_and_a_higher_one_fewer(reports: dict[str, Report]) -> None:
    report = reports["qualified_without_the_cuts"]
    assert "filings/bayview.yaml:31: 01CSI-6x 2024-25 federal_revenue: " in problem_lines(report, "concern")[0]
    assert len(problem_lines(report, "concern")) == 6
    assert len(problem_lines(report, "note")) == 7
    assert problem_lines(report, "fatal") == []


def test_a_broken_rule_is_listed_whatever_its_severity(reports: dict[str, Report]) -> None:
    report = reports["broken_rule"]
    light = report.results[0]._replace(severity="note")
    assert problem_lines(report._replace(results=(light,)), "fatal") == [
        "filings/bayview.yaml:3: local-reserve: The rule local-reserve failed: division by zero in its second line."
    ]


def test_a_case_may_weigh_less_than_its_rule(reports: dict[str, Report]) -> None:
    report = reports["qualified_without_the_cuts"]
    deficit = report.result("01CSI-8")
    assert deficit is not None
    lighter = deficit._replace(cases=tuple(case._replace(severity="note") for case in deficit.cases))
    assert problem_lines(report._replace(results=(lighter,))) == []


def test_a_case_without_a_line_names_the_filing(reports: dict[str, Report]) -> None:
    lines = problem_lines(reports["positive_with_cautions"], "concern")
    assert lines[1] == "filings/bayview.yaml: zero-slack: The board's reserve is set to the cent."


def test_waived_rules_and_years_outvoted_by_the_others_are_no_problems(reports: dict[str, Report]) -> None:
    text = "\n".join(problem_lines(reports["adopted_budget"], "note"))
    assert "01CS-S4" not in text and "01CS-8" not in text and "01CS-S2" in text


def test_a_problem_is_one_line_whatever_its_message_holds(reports: dict[str, Report]) -> None:
    (line,) = problem_lines(reports["accented"])
    assert line.isprintable() and line.isascii()
