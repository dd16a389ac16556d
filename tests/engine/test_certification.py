"""What the outcomes indicate: the table of 5 CCR 15453 as the county offices apply it, on two readings of the figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings

from compliance.engine.findings import Certification, Report
from compliance.engine.report import judge
from compliance.filing.model import Filing
from compliance.fiscal_year import shift
from compliance.rulebook.model import Fault

from .filings import INTERIMS, US_CA, Changes, certified, filings, judged, sound
from .test_recomputed import exact, standard

SHORT, GONE = "29999.99", None
RESERVES, FUND, CASH = "available_reserves", "ending_fund_balance", "ending_cash"

# The board's own years: what is short or unknown, and what that indicates on the figures as filed.
TABLE: list[tuple[Changes, str | None]] = [
    ({}, "positive"),
    ({(0, RESERVES): SHORT}, "negative"),
    ({(1, RESERVES): SHORT}, "negative"),
    ({(2, RESERVES): SHORT}, "qualified"),
    ({(2, RESERVES): "30000"}, "positive"),
    ({(0, FUND): "0"}, "negative"),
    ({(1, FUND): "-0.01"}, "negative"),
    ({(2, FUND): "0"}, "qualified"),
    ({(0, CASH): "0"}, "negative"),
    ({(0, CASH): "-1"}, "negative"),
    ({(0, RESERVES): SHORT, (2, RESERVES): SHORT}, "negative"),
    ({(0, RESERVES): GONE}, None),
    ({(1, RESERVES): GONE}, None),
    ({(2, RESERVES): GONE}, None),
    ({(0, "ada"): GONE}, None),
    ({(0, RESERVES): GONE, (1, RESERVES): SHORT}, "negative"),
    ({(1, RESERVES): GONE, (0, CASH): "0"}, "negative"),
    ({(2, RESERVES): GONE, (0, RESERVES): SHORT}, "negative"),
    ({(2, RESERVES): GONE, (2, FUND): "0"}, "qualified"),
    ({(1, RESERVES): GONE, (2, RESERVES): SHORT}, None),
    ({(0, FUND): GONE}, "positive"),
    ({(0, FUND): GONE, (1, FUND): GONE, (2, FUND): GONE, (0, CASH): GONE}, "positive"),
    ({(0, FUND): GONE, (0, CASH): GONE, (2, RESERVES): SHORT}, "qualified"),
]


@pytest.mark.parametrize("report", INTERIMS)
@pytest.mark.parametrize(("changes", "indicated"), TABLE)
def test_short_this_year_or_next_is_negative_only_later_qualified(changes: Changes, indicated: str | None, report: str) -> None:
    found = certification(judged(changes, report))
    assert (found.on_figures_as_filed.indicated, found.indicated) == (indicated, indicated)


def certification(report: Report) -> Certification:
    """The certification of an interim."""
    assert report.certification is not None and report.determination is None
    return report.certification


def test_reasons_name_rule_and_year() -> None:
    found = certification(judged({(0, CASH): "0", (1, RESERVES): SHORT, (2, RESERVES): SHORT}))
    assert {(reason.rule, reason.subject["fiscal_year"]) for reason in found.reasons} == {
        ("01CSI-10", "2025-26"),
        ("01CSI-9b", "2024-25"),
    }


def test_fund_balance_or_cash_unknown_is_listed_as_not_tested_by_rule_and_case() -> None:
    found = certification(judged({(1, FUND): GONE, (0, CASH): GONE}))
    assert found.indicated == "positive"
    assert {(one.rule, one.subject["fiscal_year"]) for one in found.not_tested} == {
        ("01CSI-9a", "2025-26"),
        ("01CSI-9b", "2024-25"),
    }


def test_what_the_board_filed_is_repeated_and_changes_nothing() -> None:
    filing = sound({(2, RESERVES): SHORT})._replace(certification="positive")
    found = certification(judge(filing, US_CA))
    assert (found.filed, found.indicated) == ("positive", "qualified")


UNRESTRICTED, RESTRICTED = "unrestricted_unidentified_reductions", "restricted_unidentified_reductions"

# Reserves are 90,000 against 30,000, the restricted balance is 50,000; added back as outgo, a cut raises the standard by 3%.
ADDED_BACK: list[tuple[Changes, str | None, str | None]] = [
    ({(1, UNRESTRICTED): "0", (2, RESTRICTED): "0"}, "positive", "positive"),
    ({(1, UNRESTRICTED): "-50000"}, "positive", "positive"),
    ({(2, UNRESTRICTED): "-58252"}, "positive", "positive"),  # 90,000 - 58,252 = 31,748 against 31,747.56
    ({(2, UNRESTRICTED): "-58253"}, "positive", "qualified"),  # 31,747 against 31,747.59
    ({(1, UNRESTRICTED): "-58253"}, "positive", "negative"),
    ({(1, UNRESTRICTED): "-30000", (2, UNRESTRICTED): "-30000"}, "positive", "qualified"),  # carried: 60,000 in year 2
    ({(1, UNRESTRICTED): "30000", (2, UNRESTRICTED): "-58252"}, "positive", "positive"),  # an unnamed rise is no cure
    ({(1, UNRESTRICTED): "100000", (2, UNRESTRICTED): "-58253"}, "positive", "qualified"),
    ({(2, RESTRICTED): "-50000"}, "positive", "positive"),  # the restricted balance pays for it
    ({(2, RESTRICTED): "-100000"}, "positive", "positive"),  # 50,000 reach reserves: 40,000 against 33,000
    ({(2, RESTRICTED): "-107000"}, "positive", "qualified"),  # 57,000 reach reserves: 33,000 against 33,210
    ({(1, RESTRICTED): "-60000", (2, RESTRICTED): "-50000"}, "positive", "qualified"),  # carried: 60,000 reach reserves
    ({(1, RESTRICTED): "-107000"}, "positive", "negative"),
    (
        {(2, FUND): "60000", (2, UNRESTRICTED): "-50000", (2, RESTRICTED): "-10000"},
        "positive",
        "qualified",
    ),  # nothing left in the fund
    ({(2, RESERVES): SHORT, (1, UNRESTRICTED): "-58253"}, "qualified", "negative"),
    ({(0, RESERVES): SHORT, (2, UNRESTRICTED): "-1"}, "negative", "negative"),
]


@pytest.mark.parametrize(("changes", "as_filed", "added_back"), ADDED_BACK)
def test_unnamed_cuts_are_added_back_and_the_lower_reading_stands(changes: Changes, as_filed: str, added_back: str) -> None:
    found = certification(judged(changes))
    assert found.on_figures_as_filed.indicated == as_filed
    assert found.with_unidentified_added_back.indicated == added_back
    lower = found.with_unidentified_added_back if as_filed != added_back else found.on_figures_as_filed
    assert (found.indicated, found.reasons) == (added_back, lower.reasons)


def test_a_cut_that_is_not_given_adds_nothing_back() -> None:
    found = certification(judged())
    assert found.with_unidentified_added_back.indicated == found.on_figures_as_filed.indicated == "positive"


def test_a_negative_reading_stands_where_the_other_is_unknown() -> None:
    # As filed year 1 is short; with the restricted cut added back and no ending balance its reserves cannot be told.
    found = certification(judged({(1, RESERVES): SHORT, (1, FUND): GONE, (1, RESTRICTED): "-1"}))
    assert (found.on_figures_as_filed.indicated, found.with_unidentified_added_back.indicated) == ("negative", None)
    assert found.indicated == "negative"


def test_an_unknown_reading_leaves_a_positive_one_unknown() -> None:
    found = certification(judged({(2, FUND): GONE, (2, RESTRICTED): "-1"}))
    assert (found.on_figures_as_filed.indicated, found.with_unidentified_added_back.indicated) == ("positive", None)
    assert found.indicated is None


def recomputed(filing: Filing, added_back: bool) -> str | None:
    """The indication worked out again in plain fractions, of a filing without gaps."""
    short: list[bool | None] = []
    for offset in (0, 1, 2):
        cuts = [
            [min(exact(filing, year, name), 0) * added_back for year in range(offset + 1)]
            for name in (UNRESTRICTED, RESTRICTED)
        ]
        restricted = exact(filing, offset, FUND) - exact(filing, offset, "unrestricted_ending_balance")
        reserves = exact(filing, offset, RESERVES) + sum(cuts[0])
        if sum(cuts[1]) < 0:
            reserves += min(0, max(0, restricted) + sum(cuts[1]))
        spent = exact(filing, offset, "expenditures_and_uses") - cuts[0][-1] - cuts[1][-1]
        needed = standard(with_outgo(filing, offset, f"{Decimal(spent.numerator) / spent.denominator:f}"), offset)
        empty = exact(filing, offset, FUND) + sum(cuts[0]) + sum(cuts[1]) <= 0 or (offset == 0 and exact(filing, 0, CASH) <= 0)
        short.append(True if empty or (needed is not None and reserves < needed) else None if needed is None else False)
    if True in short[:2]:
        return "negative"
    if None in short[:2]:
        return None
    return {True: "qualified", None: None, False: "positive"}[short[2]]


def with_outgo(filing: Filing, offset: int, text: str) -> Filing:
    """The filing with other expenditures in one year."""
    key = ("figures", shift(filing.fiscal_year, offset), "expenditures_and_uses")
    return filing._replace(figures={**filing.figures, key: filing.figures[key]._replace(text=text)})


@settings(max_examples=100)
@given(filings(reports=INTERIMS, gaps=False))
def test_both_readings_against_plain_fractions(filing: Filing) -> None:
    found = certified(filing)
    assert found.on_figures_as_filed.indicated == recomputed(filing, False)
    assert found.with_unidentified_added_back.indicated == recomputed(filing, True)


# An adopted budget is determined by the county; cash is tested from 2024-25 on.
BUDGETS: list[tuple[Changes, str | None]] = [
    ({}, "approve"),
    ({(0, RESERVES): SHORT}, "disapprove"),
    ({(1, RESERVES): SHORT}, "disapprove"),
    ({(0, CASH): "0"}, "disapprove"),
    ({(2, RESERVES): SHORT}, "conditional"),
    ({(1, RESERVES): GONE}, None),
    ({(2, RESERVES): GONE}, None),
    ({(1, RESERVES): SHORT, (0, RESERVES): GONE}, "disapprove"),
    ({(0, CASH): GONE}, "approve"),
]


@pytest.mark.parametrize(("changes", "indicated"), BUDGETS)
def test_an_adopted_budget_gets_a_determination_in_its_place(changes: Changes, indicated: str | None) -> None:
    report = judged(changes, "adopted_budget")
    assert report.certification is None
    assert report.determination is not None and report.determination.indicated == indicated
    assert [one.rule for one in report.determination.not_tested if one.rule == "01CS-9b"] == (
        ["01CS-9b"] if changes.get((0, CASH), "") is None else []
    )


def test_unaudited_actuals_get_neither() -> None:
    report = judged(report="unaudited_actuals")
    assert (report.certification, report.determination) == (None, None)


@pytest.mark.parametrize(("report", "rule"), [("first_interim", "01CSI-10"), ("adopted_budget", "01CS-10")])
def test_without_its_deciding_rule_nothing_is_indicated(report: str, rule: str) -> None:
    """A reserve rule that could not be loaded is no reserve test passed."""
    rules = {name: one for name, one in US_CA.rules.items() if name != rule}
    broken = US_CA._replace(rules=rules, faults=(Fault(rule, "x.yaml", "broken", US_CA.rules[rule].applies),))
    found = judge(sound(report=report), broken)
    indication = found.certification or found.determination
    assert indication is not None and indication.indicated is None
