"""One filing judged by one rulebook: every rule that applies, and what the outcomes indicate."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from compliance.engine import findings
from compliance.engine.certify import certify, indicate, scheme_for
from compliance.engine.changes import Changes
from compliance.engine.examine import examine
from compliance.engine.figures import FigureBook
from compliance.engine.findings import Case, Report, Result
from compliance.engine.gate import gate_of
from compliance.engine.history import History
from compliance.engine.names import check_names
from compliance.engine.observed import observe
from compliance.filing.model import Filing
from compliance.rulebook.kept_rules import applying
from compliance.rulebook.model import Fault, Rulebook

if TYPE_CHECKING:
    from compliance.engine.fast_path import FastPath

CERTIFIED = ("first_interim", "second_interim", "end_of_year")


def judge(
    filing: Filing,
    rulebook: Rulebook,
    only: Collection[str] = (),
    history: Sequence[Filing] = (),
    changes: Changes | None = None,
) -> Report:
    """The report on a filing. Raises FilingError: a misspelt name, a value not of its unit.

    only limits the rules listed. history are earlier filings of the same agency; others are left out. changes are laid over the
    figures as filed: the same rules judge what a scenario makes of them.
    """
    filing, *history = _ready(filing, *history)
    book = book_of(filing, rulebook, history)
    if changes:
        book = FigureBook(filing, rulebook, beneath=book, changes=changes)
    here = (filing.entity.kind, filing.report, filing.fiscal_year, any(column.rows is not None for column in filing.columns))
    fast = _fast_path(rulebook) if here[3] else None
    holding = applying(rulebook.rules, *here)
    results = {rule.id: examine(rule, book, fast) for rule in holding if not rule.observes}
    second = book.observing(observe(book, results.values()))
    results |= {rule.id: examine(rule, second, fast) for rule in holding if rule.observes}
    results = {rule.id: results[rule.id] for rule in holding}
    for fault in rulebook.faults:
        if fault.applies is None or fault.applies.to(*here):
            results[fault.path] = _faulty(fault)  # by its path: a second rule of one name must not push out the first
    scheme = scheme_for(rulebook, *here[:3])
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
        inputs=(
            *((one.path, one.sha256, one.role) for one in filing.inputs),
            *((one.path, one.sha256, "history") for one in history if same_agency(one, filing)),
        ),
        lists={name: second.entries(name) for name in rulebook.lists},
        answers={name: book.answer(name) for name in rulebook.answers},
        gate=gate_of(filing, rulebook, results.values()),
    )


def book_of(filing: Filing, rulebook: Rulebook, history: Sequence[Filing] = ()) -> FigureBook:
    """The filing's figures with the history of its agency. Raises FilingError as judge does."""
    check_names(filing, rulebook)
    earlier = [FigureBook(one, rulebook) for one in history if same_agency(one, filing)]
    book = FigureBook(filing, rulebook, history=History(earlier))
    _read_all(book)
    return book


def same_agency(one: Filing, other: Filing) -> bool:
    """Whether two filings are of one agency: by CDS code, or by name where a code is not given."""
    if one.entity.cds and other.entity.cds:
        return one.entity.cds == other.entity.cds
    return one.entity.name is not None and one.entity.name == other.entity.name


def _ready(*filings: Filing) -> list[Filing]:
    """The filings as the state's import leaves their ledgers; a filing without one is not looked at."""
    if not any(filing.columns for filing in filings):
        return list(filings)
    from compliance.filing.importing import ready

    return [ready(filing) for filing in filings]


def _fast_path(rulebook: Rulebook) -> FastPath:
    """Compiled tests, which only rules over a ledger's columns need: a filing without one does not import the compiler."""
    from compliance.engine.fast_path import FastPath

    return FastPath(rulebook)


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
