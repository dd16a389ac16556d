"""More of what is good never makes a finding worse."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.engine.certify import indicate
from compliance.engine.examine import examine
from compliance.filing.model import Filing
from compliance.fiscal_year import shift

from .filings import INTERIMS, PUPILS, US_CA, book, certified, changed, filings, outcomes

OUTCOMES = ("not_met", "met")
LEVELS = ("negative", "disapprove", "qualified", "conditional", "positive", "approve")
more = st.sampled_from(["0.01", "0.99", "1000", "60000", "100000000"]).map(Decimal)


def raised(filing: Filing, name: str, offset: int, by: Decimal) -> Filing:
    """The filing with one amount raised."""
    key = ("figures", shift(filing.fiscal_year, offset), name)
    written = filing.figures[key]
    return changed(filing, {**filing.figures, key: written._replace(text=f"{Decimal(written.text) + by:f}")})


def criterion_10(filing: Filing) -> list[int | None]:
    """The outcomes of the reserve test, year by year: 0 not met, 1 met, None unknown."""
    found = outcomes(filing, "01CS-10" if filing.report == "adopted_budget" else "01CSI-10")
    return [OUTCOMES.index(one) if one in OUTCOMES else None for one in found]


def indicated(filing: Filing) -> str | None:
    """What the figures as filed indicate for an interim or a budget."""
    if filing.report != "adopted_budget":
        return certified(filing).on_figures_as_filed.indicated
    scheme = US_CA.schemes["adopted_budget"]
    results = {rule: examine(US_CA.rules[rule], book(filing)) for rule in (*scheme.decides, *scheme.also)}
    return indicate(scheme, results, filing.fiscal_year).indicated


@settings(max_examples=80)
@given(filings(gaps=False), st.integers(0, 2), more)
def test_more_reserves_never_worsen_criterion_10_nor_the_certification(filing: Filing, offset: int, by: Decimal) -> None:
    richer = raised(filing, "available_reserves", offset, by)
    for before, after in zip(criterion_10(filing), criterion_10(richer), strict=True):
        assert (before is None) == (after is None)
        assert before is None or after is None or before <= after
    less, greater = indicated(filing), indicated(richer)
    if less is not None and greater is not None:
        assert LEVELS.index(less) <= LEVELS.index(greater)


@settings(max_examples=60)
@given(filings(gaps=False), st.integers(0, 2), st.sampled_from(PUPILS), st.sampled_from(PUPILS))
def test_fewer_pupils_never_lower_what_is_asked(filing: Filing, offset: int, one: str, other: str) -> None:
    key = ("figures", shift(filing.fiscal_year, offset), "ada")
    texts = sorted((one, other), key=Decimal)
    small, large = (
        criterion_10(changed(filing, {**filing.figures, key: filing.figures[key]._replace(text=text)})) for text in texts
    )
    # Without outgo even a small district's percent is nothing: only the floor, and it only adds.
    for before, after in zip(small, large, strict=True):
        assert before is None or after is None or before <= after


@settings(max_examples=60)
@given(filings(gaps=False), st.integers(0, 2), more)
def test_more_outgo_never_betters_criterion_10(filing: Filing, offset: int, by: Decimal) -> None:
    before, after = (criterion_10(one) for one in (filing, raised(filing, "expenditures_and_uses", offset, by)))
    for less, greater in zip(before, after, strict=True):
        assert less is None or greater is None or less >= greater


@settings(max_examples=60)
@given(filings(reports=INTERIMS, gaps=False), st.integers(0, 2), more)
def test_naming_a_cut_never_worsens_the_indication(filing: Filing, offset: int, by: Decimal) -> None:
    """A smaller unnamed cut in line B10 leaves less to add back."""
    name = "unrestricted_unidentified_reductions"
    before, after = (certified(one) for one in (filing, raised(filing, name, offset, by)))
    if before.indicated and after.indicated:
        assert LEVELS.index(before.indicated) <= LEVELS.index(after.indicated)
