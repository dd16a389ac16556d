"""One filing judged by one rulebook: every rule that applies, and what the outcomes indicate."""

from __future__ import annotations

from collections.abc import Collection

from compliance.engine import findings
from compliance.engine.certify import certify, indicate, scheme_for
from compliance.engine.examine import examine
from compliance.engine.figures import FigureBook
from compliance.engine.findings import Case, Report, Result
from compliance.engine.names import check_names
from compliance.filing.model import Filing
from compliance.rulebook.model import Fault, Rulebook

CERTIFIED = ("first_interim", "second_interim", "end_of_year")


def judge(filing: Filing, rulebook: Rulebook, only: Collection[str] = ()) -> Report:
    """The report on a filing. only limits the rules listed. Raises FilingError: a misspelt name, a value not of its unit."""
    check_names(filing, rulebook)
    book = FigureBook(filing, rulebook)
    _read_all(book)
    here = (filing.entity.kind, filing.report, filing.fiscal_year)
    results = {rule.id: examine(rule, book) for rule in rulebook.rules.values() if rule.applies.to(*here)}
    for fault in rulebook.faults:
        if fault.applies is None or fault.applies.to(*here):
            results[fault.path] = _faulty(fault)  # by its path: a second rule of one name must not push out the first
    scheme = scheme_for(rulebook, *here)
    certification = certify(scheme, book, results) if scheme and filing.report in CERTIFIED else None
    determination = indicate(scheme, results, filing.fiscal_year) if scheme and certification is None else None
    return Report(
        rulebook=findings.Rulebook(rulebook.id, rulebook.version, rulebook.sha256),
        path=filing.path,
        sha256=filing.sha256,
        name=filing.entity.name,
        cds=filing.entity.cds,
        county=filing.entity.county,
        kind=filing.entity.kind,
        fiscal_year=filing.fiscal_year,
        report=filing.report,
        results=tuple(result for result in results.values() if not only or result.rule in only),
        certification=certification,
        determination=determination,
        inputs=tuple((one.path, one.sha256, one.role) for one in filing.inputs),
        lists={name: book.entries(name) for name in rulebook.lists},
        answers={name: book.answer(name) for name in rulebook.answers},
    )


def _read_all(book: FigureBook) -> None:
    """Read every value the filing writes, so that a wrong one is told even where no rule asks for it."""
    for layer, fiscal_year, name in book.filing.figures:
        book.figure_written(layer, fiscal_year, name)
    for name in book.filing.answers:
        book.answer(name)
    for name in book.filing.lists:
        book.entries(name)


def _faulty(fault: Fault) -> Result:
    message = f"This rule cannot be used. {fault.message}"
    case = Case({}, "error", {}, message, fault.path)
    return Result(fault.rule, f"{fault.rule} (not loaded)", "error", "serious", (), message, "Mend the rule file.", (case,))
