"""Reports made by hand: findings as the engine would hand them over, without the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from compliance.engine.findings import Case, Certification, Figure, Indication, Reason, Report, Result, Rulebook, Source, Value

THREE_PERCENT = Fraction(3, 100)
PATH = "examples/pasadena-2018-19-first-interim.yaml"
YEARS = ("2018-19", "2019-20", "2020-21")


def dollars(value: str | Fraction | None) -> Figure:
    """A money figure; None is unknown."""
    exact: Value = value if isinstance(value, Fraction) or value is None else Decimal(value)
    return Figure(exact, "money", str(value), Source("filing", PATH, 1))


def rate(value: str | Fraction | None) -> Figure:
    """A rate; None is unknown."""
    return Figure(None if value is None else Fraction(value), "rate", str(value), Source("filing", PATH, 1))


def text(value: str | None) -> Figure:
    """A text figure."""
    return Figure(value, "text", value or "", Source("filing", PATH, 1))


def reserve_case(year: str, outgo: str | None, available: str | None, level: Fraction = THREE_PERCENT) -> Case:
    """A case of the reserve standard with its arithmetic done."""
    if outgo is None or available is None:
        figures = {"available_reserves": dollars(available), "outgo": dollars(outgo), "level": rate(level)}
        return Case({"fiscal_year": year}, "unknown", figures, "", missing=("available_reserves",))
    standard, percent = Fraction(outgo) * level, Fraction(available) / Fraction(outgo)
    figures = {
        "available_reserves": dollars(available),
        "outgo": dollars(outgo),
        "level": rate(level),
        "standard": dollars(standard),
        "percent": rate(percent),
        "margin": rate(percent - level),
        "distance": dollars(Fraction(available) - standard),
    }
    return Case({"fiscal_year": year}, "met" if Fraction(available) >= standard else "not_met", figures, "")


def result(rule: str, cases: Sequence[Case], severity: str = "concern", title: str = "", message: str = "") -> Result:
    """A result whose outcome is that of its worst case."""
    outcomes = {case.outcome for case in cases}
    outcome = next((outcome for outcome in ("not_met", "unknown") if outcome in outcomes), "met")
    return Result(rule, title or rule, outcome, severity, (), message, "", tuple(cases))


def reserves(cases: Sequence[Case], rule: str = "01CSI-10") -> Result:
    """The reserve standard over its years."""
    return result(rule, cases, "serious", "Available reserves meet the standard")


def not_met(rule: str, subject: Mapping[str, str], figures: Mapping[str, Figure], severity: str = "concern") -> Result:
    """A caution that fires on one subject."""
    return result(rule, [Case(subject, "not_met", figures, "")], severity)


def interim(
    results: Sequence[Result],
    *,
    filed: str | None = "positive",
    indicated: str | None = "positive",
    added_back: Indication | None = None,
    not_tested: tuple[Reason, ...] = (),
    name: str | None = "Pasadena Unified School District",
    report: str = "first_interim",
    lists: Mapping[str, tuple[Mapping[str, Figure], ...]] | None = None,
) -> Report:
    """An interim report of 2018-19. Its reasons are the reserve cases not met."""
    reasons = tuple(
        Reason(found.rule, case.subject)
        for found in results
        if found.rule in ("01CSI-10", "01CSI-9a", "01CSI-9b")
        for case in found.cases
        if case.outcome == "not_met"
    )
    as_filed = Indication(indicated if added_back is None else "positive", reasons)
    lower = added_back or as_filed
    certification = Certification(filed, lower.indicated, lower.reasons, not_tested, as_filed, lower)
    return _report(name, report, results, certification, None, lists)


def budget(results: Sequence[Result], indicated: str | None = "approve", not_tested: tuple[Reason, ...] = ()) -> Report:
    """An adopted budget of 2018-19."""
    reasons = tuple(
        Reason(found.rule, case.subject)
        for found in results
        if found.rule == "01CS-10"
        for case in found.cases
        if case.outcome == "not_met"
    )
    return _report(
        "Pasadena Unified School District", "adopted_budget", results, None, Indication(indicated, reasons, not_tested), None
    )


def pasadena() -> Report:
    """Pasadena's first interim report of 2018-19, as the public record and the arithmetic on it give it."""
    cases = [
        reserve_case(year, "220000000.00", available)
        for year, available in zip(YEARS, ("15360000.00", "11110000.00", "7390000.00"), strict=True)
    ]
    third = dict(cases[2].figures)
    share = {
        "name": text("Measure I sales tax, the share that Measure J advises for the schools"),
        "amount": dollars("7000000.00"),
        "from": text("2019-20"),
        "note": text("The county did not count it: there was no signed agreement with the city."),
    }
    labor = {"unit": text("certificated and classified"), "cost_of_one_percent": dollars("1333000.00")}
    falling = {name: case.figures["percent"] for name, case in zip(("first", "second", "third"), cases, strict=True)}
    results = [
        reserves(cases),
        not_met("thin-reserve-margin", {"fiscal_year": "2020-21"}, third),
        not_met("falling-reserves", {}, falling),
        not_met(
            "unsettled-negotiations", {"unit": "certificated and classified"}, {"item.settled": Figure(False, "bool", "no")}
        ),
        not_met("contingent-revenue", {}, {}),
    ]
    untested = (Reason("01CSI-9a", {"fiscal_year": "2018-19"}), Reason("01CSI-9b", {"fiscal_year": "2018-19"}))
    return interim(results, lists={"contingent": (share,), "labor": (labor,)}, not_tested=untested)


def _report(
    name: str | None,
    report: str,
    results: Sequence[Result],
    certification: Certification | None,
    determination: Indication | None,
    lists: Mapping[str, tuple[Mapping[str, Figure], ...]] | None,
) -> Report:
    return Report(
        Rulebook("us-ca", "2026.11", "0" * 64),
        PATH,
        "f" * 64,
        name,
        "19648810000000",
        "Los Angeles",
        "district",
        "2018-19",
        report,
        tuple(results),
        certification,
        determination,
        lists=lists or {},
    )
