"""Whatever a filing holds or lacks, its letter is written whole or stopped with one sentence."""

from __future__ import annotations

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.engine.deadlines import deadlines
from compliance.engine.projected import projected
from compliance.engine.report import judge
from compliance.filing.model import Filing
from compliance.letter.composition import compose
from compliance.letter.kinds import KINDS
from compliance.letter.stopped import LetterStopped

from ..engine.filings import US_CA, filings
from .conftest import COUNTY

ALONE = [kind for kind in KINDS if not kind.startswith("bargaining")]


@settings(max_examples=60)
@given(filings(), st.sampled_from([None, None, *ALONE]))
def test_a_letter_is_written_whole_or_stopped_with_one_sentence(filing: Filing, kind: str | None) -> None:
    report = judge(filing, US_CA)
    days = deadlines(US_CA, report.report, report.fiscal_year, as_written=True)
    date = datetime.date(int(report.fiscal_year[:4]) + 1, 1, 9)
    try:
        letter = compose(report, COUNTY, kind=kind, date=date, deadlines=days, figures=projected(filing, US_CA))
    except LetterStopped as stopped:
        assert str(stopped).endswith(".") and "\n" not in str(stopped)
        return
    assert not any(word in letter.markdown for word in ("None", "Undefined", "Figure(", "Fraction(", "  \n\n\n"))
    known = {(one.name, one.fiscal_year, one.value) for one in letter.figures}
    assert len(known) == len({one[:2] for one in known})  # one value for a name and a year
    sections = [line for line in letter.markdown.splitlines() if line.startswith("## ")]
    assert len(sections) == len(set(sections))  # nothing is said twice
