"""Disclosures judged: the filed one reproduces, the faulty one is told fault by fault, and what is not given is never met."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.engine.findings import Case, Report
from compliance.engine.report import judge
from compliance.filing import read_filing
from compliance.filing.disclosure import read_disclosure
from compliance.filing.disclosure_days import working_days
from compliance.filing.model import Written
from compliance.located.nodes import Position
from compliance.report.document import report_schema
from compliance.report.json_report import to_json
from compliance.rulebook.cache import cached_rulebook
from compliance.rulebook.model import Rulebook

BARE = 'disclosure: 1\nentity: {cds: "34674470000000"}\nfiscal_year: 2024-25\nunit: CSEA\n'
Judged = Callable[[str], Report]


@pytest.fixture(scope="module")
def rulebook(root: Path) -> Rulebook:
    return cached_rulebook([root / "rules" / "us-ca"])


@pytest.fixture(scope="module")
def san_juan(root: Path, rulebook: Rulebook) -> Report:
    return judge(read_disclosure(root / "examples" / "disclosures" / "san-juan-2024-csea.yaml"), rulebook)


@pytest.fixture(scope="module")
def faulty(root: Path, rulebook: Rulebook) -> Report:
    return judge(read_disclosure(root / "examples" / "disclosures" / "small-with-faults.yaml"), rulebook)


@pytest.fixture(scope="module")
def judged(rulebook: Rulebook, tmp_path_factory: pytest.TempPathFactory) -> Judged:
    path = tmp_path_factory.mktemp("written") / "disclosure.yaml"

    def judging(text: str) -> Report:
        path.write_text(BARE + text, "utf-8")
        return judge(read_disclosure(path), rulebook)

    return judging


def case_of(report: Report, rule: str, **subject: str) -> Case:
    result = report.result(rule)
    assert result is not None
    return next(case for case in result.cases if subject.items() <= case.subject.items())


def outcome(report: Report, rule: str) -> str:
    result = report.result(rule)
    assert result is not None
    return result.outcome


def number(case: Case, name: str) -> Fraction:
    value = case.figures[name].value
    assert isinstance(value, Decimal | Fraction) and not isinstance(value, bool)
    return Fraction(value)


def test_the_filed_disclosure_ties_out_with_variance_zero(san_juan: Report) -> None:
    case = case_of(san_juan, "disclosure-tie-out")
    assert (case.outcome, number(case, "cost"), number(case, "variance")) == ("met", 8605045, 0)
    assert outcome(san_juan, "disclosure-variance") == "met"
    assert [entry["amount"].value for entry in san_juan.lists["disclosed_effects"]] == [
        7496507, 54967, 484951, 513635, 37934, 17051
    ]  # fmt: skip


def test_the_filed_totals_are_the_sums_of_their_rows(san_juan: Report) -> None:
    for part, total in (("prior_cost", 162655584), ("year_1", 8605045)):
        case = case_of(san_juan, "disclosure-total", part=part)
        assert (case.outcome, number(case, "added")) == ("met", total)
    for part in ("year_2", "year_3"):  # only their totals can be read
        assert case_of(san_juan, "disclosure-total", part=part).outcome == "unknown"


def test_the_filed_percents_reproduce(san_juan: Report) -> None:
    for row, hundredths in (("salary_schedule", 500), ("total", 529)):
        case = case_of(san_juan, "disclosure-percent", row=row)
        assert (case.outcome, round(number(case, "alone") * 10000)) == ("met", hundredths)


def test_statutory_benefits_are_34_69_percent_of_pay_before_and_after(san_juan: Report) -> None:
    for part in ("prior_cost", "year_1"):
        case = case_of(san_juan, "disclosure-statutory-rate", part=part)
        assert (case.outcome, round(number(case, "rate") * 10000)) == ("met", 3469)


def test_a_raise_from_fund_balance_is_a_concern_however_high_the_reserves(san_juan: Report) -> None:
    failing = {result.rule: result.severity for result in san_juan.results if result.outcome == "not_met"}
    assert failing == {"disclosure-source": "concern", "disclosure-above-cola": "concern"}
    shown = [case_of(san_juan, "disclosure-printed-reserve", fiscal_year=year) for year in ("2024-25", "2025-26", "2026-27")]
    assert [(case.outcome, case.figures["item.available_percent"].value) for case in shown] == [
        ("met", Decimal("0.0969")),
        ("met", Decimal("0.0985")),
        ("met", Decimal("0.1080")),
    ]


FAULTS = {
    "disclosure-tie-out": ("concern", "a variance of -$5,000.00 that nothing explains"),
    "disclosure-average": ("note", "printed for prior_cost is $117,680.00"),
    "disclosure-source": ("concern", "paid from fund_balance"),
    "disclosure-boxes": ("serious", "chief_business_official: certifies Yes, unable to certify Yes"),
    "disclosure-certified": ("serious", "chief_business_official does not certify"),
    "disclosure-review-days": ("serious", "had 9 working days, from 2025-10-07 to 2025-10-21"),
    "disclosure-unassigned": ("serious", "-$30,000.00 after the settlement"),
    "disclosure-unassigned-reserve": ("serious", "(9790) of 2025-26 is -$30,000.00"),
    "disclosure-reserve": ("serious", "$370,000.00 in 2025-26 fall $10,000.00 short of $380,000.00"),
    "disclosure-printed-reserve": ("serious", "3.89% of reserves"),
    "disclosure-reserve-box": ("serious", "Line 3 of 2025-26 says Yes"),
    "disclosure-above-cola": ("concern", "rises by 3.00% in 2025-26"),
}


def test_the_faulty_disclosure_is_found_wrong_in_what_is_wrong_and_nothing_else(faulty: Report) -> None:
    failing = [result for result in faulty.results if result.outcome == "not_met"]
    assert {result.rule: result.severity for result in failing} == {rule: severity for rule, (severity, _) in FAULTS.items()}
    for result in failing:
        assert FAULTS[result.rule][1] in result.message
        assert result.remedy and result.cites
        case = next(case for case in result.cases if case.outcome == "not_met")
        assert case.line and case.path and case.path.endswith("small-with-faults.yaml")


def test_a_finding_says_the_line_it_rests_on(root: Path, faulty: Report) -> None:
    lines = (root / "examples" / "disclosures" / "small-with-faults.yaml").read_text("utf-8").splitlines()
    case = case_of(faulty, "disclosure-unassigned", page="general_unrestricted", row="unassigned")
    source = case.figures["item.revised"].source
    assert source is not None and source.line is not None and source.column is not None
    assert lines[source.line - 1][int(source.column) - 1 :].startswith("-30000")


def test_only_the_rules_of_disclosures_judge_a_disclosure_and_no_other_report(rulebook: Rulebook, faulty: Report) -> None:
    assert all(result.rule.startswith("disclosure-") for result in faulty.results)
    assert {rule.id for rule in rulebook.rules.values() if "disclosure" in rule.applies.reports} == {
        result.rule for result in faulty.results
    }
    assert all(rule.applies.reports == ("disclosure",) for rule in rulebook.rules.values() if rule.id.startswith("disclosure-"))


def test_nothing_is_indicated_for_a_disclosure(san_juan: Report, faulty: Report) -> None:
    for report in (san_juan, faulty):
        assert (report.certification, report.determination, report.gate) == (None, None, None)


def test_the_report_is_the_same_contract(san_juan: Report, faulty: Report) -> None:
    for report in (san_juan, faulty):
        document = json.loads(json.dumps(to_json(report, tool_version="0")))
        assert document["format"] == "compliance/report-1"
        jsonschema.Draft202012Validator(report_schema()).validate(document)


def test_what_is_not_given_is_never_met(judged: Judged) -> None:
    report = judged("compensation:\nreserves:\n")
    assert report.results
    assert {result.outcome for result in report.results} == {"unknown"}


SECTIONS = ("compensation", "budget", "projection", "reserves", "tie_out", "funding", "signers", "deficit", "assumptions")


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_taken_away_makes_rules_unknown_and_none_met(
    root: Path, rulebook: Rulebook, tmp_path: Path, section: str
) -> None:
    text = (root / "examples" / "disclosures" / "small-with-faults.yaml").read_text("utf-8")
    whole, path = yaml.load(text, yaml.BaseLoader), tmp_path / "less.json"
    less = {key: value for key, value in whole.items() if key != section}
    if section in ("compensation", "reserves"):
        less[section] = {}
    outcomes = []
    for document in (whole, less):
        path.write_text(json.dumps(document), "utf-8")
        outcomes.append({result.rule: result.outcome for result in judge(read_filing(path), rulebook).results})
    before, after = outcomes
    changed = {rule for rule in before if before[rule] != after[rule]}
    assert changed
    assert {after[rule] for rule in changed} == {"unknown"}


def test_json_and_yaml_are_judged_alike(root: Path, rulebook: Rulebook, faulty: Report, tmp_path: Path) -> None:
    text = (root / "examples" / "disclosures" / "small-with-faults.yaml").read_text("utf-8")
    path = tmp_path / "disclosure.json"
    path.write_text(json.dumps(yaml.load(text, yaml.BaseLoader)), "utf-8")
    report = judge(read_disclosure(path), rulebook)
    assert [(one.rule, one.outcome, one.message) for one in report.results] == [
        (one.rule, one.outcome, one.message) for one in faulty.results
    ]


AMOUNT = st.integers(-(10**7), 10**9)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(AMOUNT, min_size=4, max_size=4), off=st.integers(-5, 5))
def test_a_total_is_met_within_two_dollars_of_its_rows_and_no_further(judged: Judged, rows: list[int], off: int) -> None:
    names = ("salary_schedule", "other_compensation", "statutory_benefits", "health_and_welfare")
    cells = [f"  {name}: {{prior: {amount}}}\n" for name, amount in zip(names, rows, strict=True)]
    report = judged(f"compensation:\n{''.join(cells)}  total: {{prior: {sum(rows) + off}}}\nreserves:\n")
    assert outcome(report, "disclosure-total") == ("met" if abs(off) <= 2 else "not_met")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(effects=st.lists(AMOUNT, min_size=1, max_size=8), off=st.sampled_from([0, 1, -250]), explained=st.booleans())
def test_a_variance_of_a_dollar_is_explained_or_not_met(judged: Judged, effects: list[int], off: int, explained: bool) -> None:
    funds = ("general", "fund_11", "fund_12", "fund_13", "fund_61", "fund_63", "other_1", "other_2")
    told = ", ".join(f"{fund}: {amount}" for fund, amount in zip(funds, effects, strict=False))
    why = "\n  explanation: Paid from a fund of the county" if explained else ""
    report = judged(
        f"compensation: {{total: {{year_1: {sum(effects) + off}}}}}\nreserves:\ntie_out:\n  effects: {{{told}}}{why}\n"
    )
    assert outcome(report, "disclosure-tie-out") == ("met" if off == 0 or explained else "not_met")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(outgo=st.integers(1, 10**9), percent=st.integers(1, 5), cents=st.sampled_from([0, -1, 1]))
def test_one_cent_short_of_the_minimum_is_short(judged: Judged, outgo: int, percent: int, cents: int) -> None:
    reserve = Decimal(outgo * percent + cents).scaleb(-2)
    lines = f"general_9789: {reserve:f}, general_9790: 0, special_9789: 0, special_9790: 0"
    report = judged(
        f"compensation:\nreserves:\n  2024-25: {{total_outgo: {outgo}, pass_through: 0, percent: {percent}%, {lines}}}\n"
    )
    assert outcome(report, "disclosure-reserve") == ("met" if cents >= 0 else "not_met")


DAY = st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 1, 1))


def day(date: datetime.date) -> Written:
    return Written(date.isoformat(), Position("disclosure.yaml", 1))


@given(first=DAY, weeks=st.integers(0, 30))
def test_a_week_holds_five_working_days_whatever_day_it_begins(first: datetime.date, weeks: int) -> None:
    assert working_days(day(first), day(first + datetime.timedelta(weeks=weeks))) == 5 * weeks


@given(first=DAY, days=st.integers(1, 60), free=st.integers(1, 60))
def test_a_holiday_takes_a_working_day_away_where_it_falls_on_one(first: datetime.date, days: int, free: int) -> None:
    last, holiday = first + datetime.timedelta(days=days), first + datetime.timedelta(days=free)
    falls = holiday <= last and holiday.weekday() < 5
    assert working_days(day(first), day(last), [day(holiday)]) == working_days(day(first), day(last)) - falls


@given(first=DAY, days=st.integers(0, 4000))
def test_a_vote_no_later_than_the_submission_leaves_no_day(first: datetime.date, days: int) -> None:
    assert working_days(day(first), day(first - datetime.timedelta(days=days))) == 0


def test_a_submission_one_day_before_the_vote_is_one_day() -> None:
    assert working_days(day(datetime.date(2019, 1, 28)), day(datetime.date(2019, 1, 29))) == 1


@pytest.mark.parametrize(("name", "code"), [("san-juan-2024-csea.yaml", 0), ("small-with-faults.yaml", 1)])
def test_check_recognises_a_disclosure_and_loads_nothing_heavy(root: Path, name: str, code: int) -> None:
    script = (
        "import runpy, sys\nsys.argv = ['compliance', 'check', sys.argv[1]]\n"
        "try:\n    runpy.run_module('compliance', run_name='__main__')\n"
        "except SystemExit as end:\n    code = end.code or 0\n"
        "heavy = {'pydantic', 'jsonschema', 'jinja2', 'rich'} & set(sys.modules)\n"
        "raise SystemExit(9 if heavy else code)\n"
    )
    path = f"examples/disclosures/{name}"
    run = subprocess.run([sys.executable, "-c", script, path], cwd=root, capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (code, "")
    assert run.stdout.splitlines()[1].startswith("NO CERTIFICATION")
    assert "Cautions" not in run.stdout


def test_every_example_of_a_disclosure_is_tested(root: Path) -> None:
    assert {path.name for path in (root / "examples" / "disclosures").iterdir()} == {
        "san-juan-2024-csea.yaml",
        "small-with-faults.yaml",
    }
