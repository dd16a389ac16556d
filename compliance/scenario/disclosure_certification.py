"""Sections J and K of a disclosure: what the signers certify on. Boxes, names and dates are theirs and stay empty."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.scenario.clock import ClockLine
from compliance.scenario.disclosure_budget import changed
from compliance.scenario.disclosure_document import COLUMNS, FOR_SIGNERS, Cell, Column, Row, Table, Text
from compliance.scenario.disclosure_effects import COMBINED, OTHER, SETTLEMENT, Effects
from compliance.scenario.proposal import Dates

SIGNERS = {"superintendent": "District superintendent", "chief_business_official": "Chief business official"}
BOX = "[ ]"


def adjustment_table(effects: Effects, years: Sequence[str], proposed: Sequence[str]) -> Table:
    """The budget adjustments that the costs ask for, all of the general fund, by fiscal year."""
    rows = {
        "revenue": ("Revenue", "total_revenue", ""),
        "settlement": ("Expenditures, this settlement", "total_expenditures", SETTLEMENT),
        "other": ("Expenditures, other revisions", "total_expenditures", OTHER),
        "balance": ("Ending balance", "ending_balance", ""),
    }
    found = []
    for key, (label, row, column) in rows.items():
        cells = dict[str, Cell]()
        for number, (name, year) in enumerate(zip(COLUMNS, years, strict=False)):
            cells[name] = changed(effects, COMBINED, row, year, proposed, column)
            if key == "balance" and cells[name].value is not None:
                earlier = f"{{adjustments::balance:{COLUMNS[number - 1]}}} + " if number else ""
                works = f"{{adjustments::revenue:{name}}} - {{adjustments::settlement:{name}}} - {{adjustments::other:{name}}}"
                cells[name] = cells[name]._replace(works=earlier + works)
        found.append(Row(key, label, cells))
    heads = tuple(Column(name, year) for name, year in zip(COLUMNS, years, strict=False))
    notes = ("Increases are positive. Ending balances hold the changes of earlier years.",)
    return Table("adjustments", "Budget adjustments of the general fund", heads, tuple(found), notes=notes)


def certification_texts(lines: Sequence[ClockLine], concerns: Sequence[str], assumptions: Sequence[str]) -> tuple[Text, ...]:
    """The texts of section J. concerns: what the figures say of later years; the district's own words are left to it."""
    revision = next(line for line in lines if line.duty == "budget_revision")
    boxes = tuple(
        f"{label}: {BOX} I certify that the costs can be met for the term. {BOX} I am unable to certify. Name, signature, date:"
        for label in SIGNERS.values()
    )
    return (
        Text("boxes", "Certification no. 1", boxes, FOR_SIGNERS),
        Text("revision", "Budget revision", (f"{revision.message} ({', '.join(revision.cites)})",)),
        Text("assumptions", "Assumptions", tuple(assumptions)),
        Text("concerns", "Concerns about affordability in later years", tuple(concerns)),
    )


def publication_texts(lines: Sequence[ClockLine], dates: Dates) -> tuple[Text, ...]:
    """The texts of section K."""
    days = (
        ("Public disclosure", dates.disclosure),
        ("Sent to the county office", dates.submission),
        ("Board action", dates.board_action),
    )
    told = tuple(f"{label}: {day.isoformat() if day else 'the proposal does not say'}." for label, day in days)
    clock = tuple(f"{line.message} ({', '.join(line.cites)})" for line in lines if line.duty != "budget_revision")
    signed = (
        "Superintendent, when it is disclosed. Signature, date:",
        "President or clerk of the board, after its action. Signature, date:",
        "Contact person and telephone:",
    )
    return (
        Text("days", "Days", told),
        Text("clock", "The clock of the law", clock),
        Text("publication", "Certification no. 2", signed, FOR_SIGNERS),
    )
