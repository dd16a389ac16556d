"""Hand-made reports: no filing and no rulebook behind them, so that the printing is tested apart from the judging."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import pytest

from compliance.engine.findings import (
    AccountAmount,
    Case,
    Certification,
    Figure,
    Gate,
    Indication,
    Reason,
    Report,
    Result,
    Rulebook,
    Source,
)

YEARS = ("2023-24", "2024-25", "2025-26")
PATH = "filings/bayview.yaml"
RESERVES = "Available reserves meet the standard"


def money(amount: str, line: int | None = None, layer: str = "filing") -> Figure:
    value = Decimal(amount)
    return Figure(value, "money", f"${value:,.2f}".replace("$-", "-$"), Source(layer, PATH, line, 24))


def rate(value: Fraction | str, shown: str, formula: str) -> Figure:
    return Figure(
        Fraction(value), "rate", shown, Source("formula", formula=formula, inputs={"outgo": money("1343031719.37", 44)})
    )


def reserves(year: str, available: str, standard: str, percent: str, line: int) -> Case:
    gap = Decimal(available) - Decimal(standard)
    short = f"{-gap:,.2f} short of" if gap < 0 else f"{gap:,.2f} above"
    rows = (AccountAmount("0100000000000009789", Decimal(available), 12),)
    law = Source("formula", formula="reserve_standard(ada).percent", cites=("5 CCR 15450",), confidence="certain")
    figures = {
        "available_reserves": money(available)._replace(source=Source("ledger", PATH, 12, "IP", accounts=rows, rows=1)),
        "level": Figure(Decimal("0.02"), "rate", "2%", law),
        "standard": money(standard),
        "percent": rate(Fraction(available) / Fraction("1343031719.37"), percent, "ratio(available_reserves, outgo)"),
        "distance": money(str(gap)),
    }
    message = f"Available reserves of {money(available).shown} in {year} are ${short} the standard of {money(standard).shown}."
    return Case({"fiscal_year": year}, "not_met" if gap < 0 else "met", figures, message, PATH, line)


def deficit(year: str, level: str, limit: str, gap: str, line: int, outcome: str = "not_met") -> Case:
    figures = {
        "level": rate(Fraction(level) / 100, f"{level}%", "ratio(-unrestricted_net_change, outgo)"),
        "limit": rate(Fraction(limit) / 100, f"{limit}%", "reserve percent / 3"),
        "distance": money(gap),
    }
    message = f"Spending outruns revenue by {level}% in {year}, more than the {limit}% that reserves of that year allow."
    return Case({"fiscal_year": year}, outcome, figures, message, PATH, line)


def balance(year: str, amount: str, line: int) -> Case:
    figures = {"ending_fund_balance": money(amount, line), "distance": money(amount)}
    outcome = "met" if Decimal(amount) > 0 else "not_met"
    return Case({"fiscal_year": year}, outcome, figures, f"The general fund ends {year} at {money(amount).shown}.", PATH, line)


def one(outcome: str, message: str, line: int | None, subject: Mapping[str, str] | None = None, **more: object) -> Case:
    return Case(subject or {}, outcome, {}, message, PATH if line else None, line)._replace(**more)  # type: ignore[arg-type]


def result(rule: str, title: str, cases: Sequence[Case], severity: str = "serious", remedy: str = "") -> Result:
    outcomes = [case.outcome for case in cases]
    worst = next((each for each in ("error", "not_met", "unknown", "met") if each in outcomes), "not_applicable")
    message = " ".join(case.message for case in cases if case.outcome == worst)
    return Result(rule, title, worst, severity, ("5 CCR 15455",), message, remedy, tuple(cases))


def check(rule: str, title: str, phase: str, cases: Sequence[Case], severity: str = "fatal", remedy: str = "") -> Result:
    return result(rule, title, cases, severity, remedy)._replace(phase=phase)


def exception(column: str, codes: str, amount: str, line: int, severity: str = "serious", words: str | None = None) -> Case:
    """A case not met keyed by fund, resource and object; an explained warning is a concern."""
    subject = {"column": column, **dict(zip(("fund", "resource", "object"), codes.split(), strict=False))}
    severity = "concern" if words and severity == "serious" else severity
    figures = {"amount": money(amount, line, "ledger")}
    return Case(subject, "not_met", figures, f"The sum is {amount}.", "exports/bayview.dat", line, severity, explanation=words)


def report(results: Sequence[Result], **fields: object) -> Report:
    rulebook = Rulebook("us-ca", "2026.11", "b" * 64)
    made = Report(
        rulebook, PATH, "a" * 64, "Bayview Unified School District", "38684780000000", "San Francisco", "district",
        "2023-24", "second_interim", tuple(results), None, None, ((PATH, "a" * 64, "filing"),),
    )  # fmt: skip
    return made._replace(**fields)  # type: ignore[arg-type]


def qualified_without_the_cuts() -> Report:
    """Reserves meet the standard as filed; without cuts that nobody has named they do not."""
    plan = "Ask the board for a plan that names the cuts, with dates, before the June report."
    filed = result(
        "01CSI-10",
        RESERVES,
        [
            reserves("2023-24", "73161673.54", "26860634.39", "5.45%", 61),
            reserves("2024-25", "61057483.10", "26042475.08", "4.69%", 62),
            reserves("2025-26", "28119739.50", "24482324.76", "2.29%", 63),
        ],
        remedy=plan,
    )
    bare = result(
        "01CSI-10",
        RESERVES,
        [
            reserves("2023-24", "73161673.54", "26860634.39", "5.45%", 61),
            reserves("2024-25", "53357483.10", "26196475.08", "4.00%", 62),
            reserves("2025-26", "-35069739.50", "25572407.50", "-2.74%", 63),
        ],
        remedy=plan,
    )
    fund = result(
        "01CSI-9a",
        "The general fund ends each year above zero",
        [balance("2023-24", "325272552.62", 50), balance("2024-25", "198004110.00", 51), balance("2025-26", "77310400.25", 52)],
    )
    spending = result(
        "01CSI-8",
        "Deficit spending stays within a third of the reserve percent",
        [
            deficit("2023-24", "9.9", "1.8", "-48585997.49", 55),
            deficit("2024-25", "13.1", "1.6", "-90110402.10", 56),
            deficit("2025-26", "6.0", "0.8", "-38002001.00", 57),
        ],
        remedy="Say why the deficit is larger than reserves allow and how it will be closed.",
    )
    category = {"fiscal_year": "2024-25", "category": "federal_revenue"}
    revenue = result(
        "01CSI-6x",
        "A change of more than 5% is explained",
        [
            one("met", "", 30, {"fiscal_year": "2023-24", "category": "federal_revenue"}),
            one("not_met", "Federal revenue of 2024-25 changed by 17.9% and is not explained.", 31, category),
            one("met", "", 33, {"fiscal_year": "2024-25", "category": "other_state_revenue"}),
        ],
        "concern",
    )
    labor = result(
        "unsettled-negotiations",
        "Negotiations are open and their cost is not in the projection",
        [one("not_met", "The certificated unit is not settled; one percent costs $4,100,000.", 90, {"unit": "certificated"})],
        "concern",
        remedy="Show the projection with the cost of an offer in it.",
    )
    unnamed = result(
        "unidentified-reductions",
        "The projection counts on cuts that nobody has named",
        [
            one(
                "not_met",
                "2025-26 counts on $54,489,478.00 of cuts without a name (projection line B10).",
                84,
                {"fiscal_year": "2025-26"},
            )
        ],
        "concern",
        remedy="Name the cuts, their amounts and the dates of the board's actions.",
    )
    health = result("01CSI-A6", "Health benefits are uncapped", [one("not_met", "The answer is Yes.", 120)], "note")
    lcff = result("01CSI-4", "LCFF revenue", [one("met", "", 20, {"fiscal_year": YEARS[0]})])._replace(state_outcome="not_met")
    reason = (Reason("01CSI-10", {"fiscal_year": "2025-26"}),)
    certification = Certification(
        "qualified",
        "qualified",
        reason,
        (),
        Indication("positive", (), (), (filed, fund)),
        Indication("qualified", reason, (), (bare, fund)),
    )
    return report([lcff, revenue, spending, fund, filed, health, labor, unnamed], certification=certification)


def positive_with_cautions() -> Report:
    """Every line is met, two of them by little; our own rules say so."""
    thin = one("not_met", "Reserves of 2025-26 stand 0.29 points above the standard of 2%.", 63, {"fiscal_year": "2025-26"})
    cases = [
        reserves("2023-24", "26860634.45", "26860634.39", "2.00%", 61),
        reserves("2024-25", "61057483.10", "26042475.08", "4.69%", 62),
        reserves("2025-26", "28119739.50", "24482324.76", "2.29%", 63),
    ]
    turned = "Rounded to the places the form prints, this would be not met; the exact figures decide."
    cases[0] = cases[0]._replace(notes=(turned,))
    filed = result("01CSI-10", RESERVES, cases)
    remedy = "Watch enrollment and the next settlement: either could use up the margin."
    slack = one("not_met", "The board's reserve is set to the cent.", None)
    results = [
        filed,
        result("01CSI-2", "Enrollment changed by no more than 2%", [one("met", "", 12, {"fiscal_year": "2023-24"})]),
        result("thin-reserve-margin", "The reserve margin is thin", [thin], "concern", remedy=remedy),
        result("zero-slack", "Reserves meet the standard to the dollar", [slack], "concern"),
        check("CHK-FUND", "Funds are valid", "import", [one("met", "", None, {"column": "BB"})]),
    ]
    reading = Indication("positive", (), (), (filed,))
    return report(results, certification=Certification("positive", "positive", (), (), reading, reading))


def unknowns() -> Report:
    """Reserves of a year that would decide are unknown: no indication; cash is unknown too."""
    lacks = ("unassigned 2025-26", "reserve_for_economic_uncertainties 2025-26")
    cases = [
        reserves("2023-24", "73161673.54", "26860634.39", "5.45%", 61),
        reserves("2024-25", "61057483.10", "26042475.08", "4.69%", 62),
        one("unknown", "Not known: unassigned 2025-26.", None, {"fiscal_year": "2025-26"}, missing=lacks),
    ]
    missing = Figure(None, "money", "unknown", None, "Ending cash", "the filing does not write ending_cash for 2023-24")
    cash = one("unknown", "", None, {"fiscal_year": "2023-24"}, missing=("ending_cash 2023-24",))._replace(
        figures={"ending_cash": missing}
    )
    earlier = ("previous_report.funded_ada 2023-24",)
    pupils = one("unknown", "", None, {"fiscal_year": "2023-24"}, missing=earlier)
    results = [
        result("01CSI-10", RESERVES, cases),
        result("01CSI-9b", "Cash ends the year above zero", [cash]),
        result("01CSI-1", "Funded ADA changed by no more than 2%", [pupils]),
        result("01CSI-2", "Enrollment changed by no more than 2%", [pupils._replace(missing=earlier)]),
        result("01CSI-S7", "Other benefits", [one("not_applicable", "", None)], "note"),
    ]
    untested = (Reason("01CSI-10", {"fiscal_year": "2025-26"}), Reason("01CSI-9b", {"fiscal_year": "2023-24"}))
    reading = Indication(None, (), untested, tuple(results[:2]))
    return report(results, name=None, county=None, certification=Certification(None, None, (), untested, reading, reading))


def adopted_budget() -> Report:
    """A budget whose last year falls short, with a test that looks back and passes two years of three."""
    filed = result(
        "01CS-10",
        RESERVES,
        [
            reserves("2025-26", "43074875.72", "28167164.82", "3.06%", 61),
            reserves("2026-27", "12043700.44", "28617562.02", "0.84%", 62),
            reserves("2027-28", "-129318159.44", "29009023.84", "-8.92%", 63),
        ],
        remedy="Say how and when reserves will be restored.",
    )
    back = result(
        "01CS-8",
        "Deficit spending in two of three prior years",
        [
            deficit("2022-23", "0.2", "1.1", "8010002.00", 40, "met"),
            deficit("2023-24", "0.4", "1.1", "5010002.00", 41, "met"),
            deficit("2024-25", "2.9", "1.1", "-14400000.00", 42),
        ],
    )._replace(
        outcome="met",
    )
    answered = Figure(True, "bool", "yes", Source("filing", PATH, 101, 8))
    asked = one("not_met", "The answer is Yes: ongoing spending rests on one-time money.", 101)._replace(
        figures={"answer": answered}
    )
    waived = result("01CS-S4", "Contingent revenue", [one("not_met", "The answer is Yes.", 103)], "concern")._replace(
        waived="agreed in May"
    )
    explained = result("01CS-S2", "One-time money pays for ongoing spending", [asked], "concern")._replace(explained=True)
    reasons = tuple(Reason("01CS-10", {"fiscal_year": year}) for year in ("2026-27", "2027-28"))
    return report(
        [back, filed, explained, waived],
        fiscal_year="2025-26",
        report="adopted_budget",
        determination=Indication("disapprove", reasons, (), (filed,)),
    )


def broken_rule() -> Report:
    """Unaudited actuals: no certification; one rule is wrong, a check has exceptions."""
    fault = one("error", "The rule local-reserve failed: division by zero in its second line.", 3)
    keys = ({"column": "BA", "fund": "01", "resource": "3310"}, {"column": "BA", "fund": "11", "resource": "6391"})
    exceptions = [
        one("not_met", "Resource ends below zero.", 210 + place, subject, severity="fatal")
        for place, subject in enumerate(keys)
    ]
    return report(
        [
            result("local-reserve", "A county's own reserve rule", [fault]),
            check("EFB-POSITIVE", "No resource ends below zero", "general_ledger", exceptions),
        ],
        report="unaudited_actuals",
        kind="county_office",
        cds="38103890000000",
        name=None,
    )


def long_names() -> Report:
    """Names of a hundred characters, and a word that no line can hold."""
    name = "The Consolidated and Reorganized Joint Union Elementary and Secondary School District of the Far Coast"
    title = "A test of the county with a title so long that it does not fit beside three columns of figures at all"
    short = result(
        title=title, rule="LOCAL-" + "X" * 94, cases=[balance("2023-24", "-1343031719.37", 9), balance("2024-25", "5", 10)]
    )
    path = "filings/" + "deep/" * 18 + "filing.yaml"
    reading = Indication("negative", (Reason(short.rule, {"fiscal_year": "2023-24"}),), (), (short,))
    certified = Certification("positive", "negative", reading.reasons, (), reading, reading)
    moved = short._replace(cases=tuple(case._replace(path=path) for case in short.cases))
    return report([moved], name=name, path=path, certification=certified)


def accented() -> Report:
    """A name with accents and a message with typographic signs."""
    case = balance("2023-24", "-12.50", 9)._replace(
        message="The fund ends at \u2212$12.50 \u2014 below zero\u2026\x1b[31m\n\u202eand on."
    )
    short = result("COE-01CSI-7a", "The \u201cgeneral\u201d fund ends above zero", [case])
    reading = Indication("negative", (Reason(short.rule, {"fiscal_year": "2023-24"}),), (), (short,))
    certified = Certification("negative", "negative", reading.reasons, (), reading, reading)
    return report([short], name="La Ca\u00f1ada Unified", kind="county_office", certification=certified)


def ledger_checked() -> Report:
    """An adopted budget from an export: fatal checks open, warnings explained and not, some unknown, the state's log beside."""
    words = "Credits are posted to this object at year end, after the grant's audit; the county agreed in May to leave them."
    lacking = ("the unaudited actuals of 2023-24 (give their file with --history)",)
    unseen = ("which version is current is known to the state's software only",)
    goals = [
        exception("BB", "01 3310 0000", "520119.00", 189, "fatal"),
        exception("BE", "01 6500 0000", "6453180.00", 85, "fatal"),
    ]
    negative = [exception("BB", f"01 0000 {object_}", f"-{object_}.25", object_) for object_ in range(4300, 4309)]
    logged = [
        exception("BE", "01 3010 4300", "-50.00", 61, words=words)._replace(state_outcome="not_met"),
        exception("BE", "01 3010 4400", "-75.00", 62, words=words)._replace(state_outcome="met"),
    ]
    missed = Case(
        {"column": "BE", "fund": "13", "resource": "5310"}, "met", {}, "", severity="serious", state_outcome="not_met"
    )
    passed = one("met", "", None, {"column": "BB"}, severity="fatal", state_outcome="met")
    unsaved = one("not_met", "The general fund form was never saved.", None, {"column": "BB"}, severity="fatal")
    closed = one("unknown", "Not known.", None, {"column": "BE"}, severity="fatal", missing=lacking)
    noted = one("met", "", None, {"column": "BB"}, severity="fatal", notes=("How this rule reads is unconfirmed.",))
    checks = [
        check("CHK-FUNDxRESOURCE", "Fund and resource go together", "import", [logged[0]], "serious"),
        check("CHK-RESOURCExOBJECTA", "Resource and object go together", "import", [logged[1], missed], "serious"),
        check("CHK-RESOURCExOBJECTB", "Balances", "import", [exception("BB", "3010 9791", "12.00", 70, "note")], "note"),
        check("CHECKGOAL", "Every goal is on the list", "import", [passed]),
        check("OBJ-POSITIVE", "No object is negative", "general_ledger", negative, "serious", "Correct the entry."),
        check("SPECIAL-ED-GOAL", "Special education has its goals", "general_ledger", goals, "fatal", "Move the amount."),
        check("PY-EFB=CY-BFB", "Balances carry over", "general_ledger", [closed]),
        check("PY-EFB=CY-BFB-RES", "Balances carry over by resource", "general_ledger", [closed]),
        check("CB-PROVIDE", "The certification was saved", "export_validation", [noted]),
        check("FORM01-PROVIDE", "The general fund form was saved", "export_validation", [unsaved], remedy="Save the form."),
        check("CEA-PROVIDE", "The current expense form was saved", "export_validation", []),
        check("VERSION-CHECK", "All was saved under the current software", "export_validation",
              [one("unknown", "", None, {"column": "BB"}, severity="serious", missing=unseen, state_outcome="not_met")]),
    ]  # fmt: skip
    filed = result("01CS-10", RESERVES, [reserves("2023-24", "73161673.54", "26860634.39", "5.45%", 61)])
    return report(
        [filed, *checks],
        report="adopted_budget",
        determination=Indication("approve", (), (), (filed,)),
        gate=Gate(False, {"BE": False, "BB": False}, ("VERSION-CHECK",)),
    )


@pytest.fixture(scope="session")
def reports() -> dict[str, Report]:
    """Every hand-made report by the name of what it shows."""
    makers = (qualified_without_the_cuts, positive_with_cautions, unknowns, adopted_budget, broken_rule, long_names, accented,
              ledger_checked)  # fmt: skip
    return {maker.__name__: maker() for maker in makers}
