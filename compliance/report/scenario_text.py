"""What a scenario does to a filing, for a reader: verdicts, figures side by side, lines, adjusted projection, outcomes."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from compliance.report.page import Page
from compliance.report.scenario_projection import ProjectionYear, projection
from compliance.report.scenario_tables import by_year, walked
from compliance.report.scenario_turned import turned_points
from compliance.report.settlement_blocks import Point, Section, Table
from compliance.report.settlement_lines import section_lines
from compliance.report.settlement_wording import indicated, judgement, listed, money, moved, size, style_of
from compliance.report.wording import clean
from compliance.scenario.adjustments import Applied, Line, Scenario
from compliance.scenario.compared import Compared, reserve_cases

LAW = "ending balance less commitments less the minimum reserve"


def scenario_text(compared: Compared, applied: Applied, scenario: Scenario, page: Page) -> list[list[str]]:
    """Blocks of lines to set under the ordinary report of the filing, one a section; the page says width and colour."""
    blocks = [section_lines(section, page) for section in scenario_sections(compared, applied, scenario)]
    return [block for block in blocks if block]


def scenario_sections(compared: Compared, applied: Applied, scenario: Scenario) -> list[Section]:
    """The sections of a scenario, the verdict first."""
    years = projection(compared, applied)
    turned = turned_points(compared)
    made = f"(by {scenario.made_by})" if scenario.made_by else ""
    sections = [
        Section(f"Scenario: {scenario.name}", tuple(_verdict(compared, applied, scenario)), made),
        Section("As filed and as adjusted", by_year(compared), "(dollars; a percent's difference in points)"),
        Section("Lines applied", tuple(_line(line, scenario) for line in applied.counted)),
        Section("Lines not counted", tuple(_line(line, scenario, why) for line, why in applied.left_out)),
    ]
    if years:
        rule = _criterion(compared)
        parts: tuple[Table | str, ...] = (walked(years, rule), *_beside_the_criterion(years, rule))
        sections.append(Section("The projection as adjusted", parts, "(unrestricted general fund, dollars)"))
    if turned:
        sections.append(Section(f"Outcomes that changed ({len(turned)})", turned, "worst first"))
    else:
        sections.append(Section("Outcomes that changed (0)", ("No rule comes out otherwise.",)))
    return sections


def _verdict(compared: Compared, applied: Applied, scenario: Scenario) -> Iterator[Point | str]:
    before, after = indicated(compared.filed), indicated(compared.adjusted)
    word = judgement(compared.adjusted)
    filed = compared.filed.certification.filed if compared.filed.certification is not None else None
    board = f" The board filed {filed}." if filed else ""
    yield Point(f"{moved(before, after)} (as filed, then as adjusted).{board}", f"{word} indicated", style=style_of(after))
    readings = [one.certification.on_figures_as_filed for one in (compared.filed, compared.adjusted) if one.certification]
    if len(readings) == 2:
        was, now = (one.indicated or "nothing yet" for one in readings)
        if (was, now) != (before, after):
            yield Point(f"{moved(was, now)}.", "Without taking unidentified cuts back")
    if not applied.counted:
        yield "No line is counted, so every figure stays as filed."
    if scenario.note:
        yield clean(scenario.note)


def _line(line: Line, scenario: Scenario, why: str = "") -> Point:
    amounts = ", ".join(f"{year} {money(amount)}" for year, (amount, _) in line.amounts.items())
    said = f" Not counted: {why}." if why else ""
    reason = f"Reason: {line.reason}." if line.reason else "No reason is given."
    authority = f"Authority: {line.authority}." if line.authority else "No authority is given."
    text = f"{amounts} on {line.changes.replace('_', ' ')}.{said}"
    return Point(text, line.name, f"{line.at.path}:{line.at.line}", (f"{reason} {authority}".replace("..", "."),))


def _criterion(compared: Compared) -> str:
    cases = reserve_cases(compared.adjusted)
    return next((one.rule for one in compared.adjusted.results if one.cases and one.cases == cases), "the reserve criterion")


def _beside_the_criterion(years: tuple[ProjectionYear, ...], rule: str) -> Iterator[str]:
    """In words: what the projection is short of by itself, and why the criterion's own figure is another."""
    short = [year for year in years if year.shortfall is not None and year.shortfall < 0]
    if short:
        told = listed([f"{money(size(year.shortfall))} in {year.fiscal_year}" for year in short])
        yield f"Short of obligations ({LAW}) by {told}."
    lacking = [year.fiscal_year for year in years if year.shortfall is None]
    if lacking:
        yield f"What is left after obligations is not known for {listed(lacking)}: the filing does not give every part of it."
    failing = [year for year in years if year.distance is not None and year.distance < 0]
    if failing:
        told = listed([f"{money(size(year.distance))} in {year.fiscal_year}" for year in failing])
        yield f"Criterion {rule} itself is short by {told}."
    for reason, named in _reasons(years).items():
        yield f"{reason} ({', '.join(named)})"


def _reasons(years: tuple[ProjectionYear, ...]) -> dict[str, list[str]]:
    """Why the two differ, and the years in which it holds."""
    found: dict[str, list[str]] = {}
    for year in years:
        if not year.difference:
            continue
        apart = money(size(year.difference))
        inside = [f"{one.label.lower()} {money(one.amount)}" for one in year.explained if one.amount > 0]
        outside = [f"{one.label.lower()} {money(-Fraction(one.amount))}" for one in year.explained if one.amount < 0]
        if not year.explained:
            reason = f"They differ by {apart}; the figures at hand do not explain it."
        else:
            reason = f"They differ by {apart}"
            reason += f", which is in the ending balance and not in available reserves: {listed(inside)}" if inside else ""
            reason += f"; in available reserves and not in that balance: {listed(outside)}" if outside else ""
            reason += "."
        found.setdefault(reason, []).append(year.fiscal_year)
    return found
