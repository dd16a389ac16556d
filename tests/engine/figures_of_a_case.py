"""Whether the figures of a report's cases are those of the years their names say, asked of the figures themselves."""

from __future__ import annotations

import re

from compliance.engine.figures import FigureBook
from compliance.engine.findings import Report
from compliance.filing.model import Filing
from compliance.fiscal_year import distance
from compliance.rulebook.model import Rulebook

_NAMED = re.compile(r"([a-z_]+)(?:\[(-?[0-9]+)\])?")


def misnamed(report: Report, filing: Filing, rulebook: Rulebook) -> tuple[int, list[tuple[str, str, str]]]:
    """How many figures of the pack stand in the cases, and those that are not what the pack gives under their name."""
    book = FigureBook(filing, rulebook)
    checked, wrong = 0, list[tuple[str, str, str]]()
    for result in report.results:
        for case in result.cases:
            year = distance(report.fiscal_year, case.subject.get("fiscal_year", report.fiscal_year))
            for name, figure in case.figures.items():
                match = _NAMED.fullmatch(name)
                if match is None or match[1] not in rulebook.figures or match[1] in rulebook.rules[result.rule].lets:
                    continue
                checked += 1
                if figure.value != book.figure("figures", match[1], year + int(match[2] or 0)).value:
                    wrong.append((result.rule, str(dict(case.subject)), name))
    return checked, wrong
