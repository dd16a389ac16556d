"""A letter and a side-car of an invented district, for the tests of what the office does with them."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from compliance.engine.findings import AccountAmount, Figure, Source
from compliance.letter.written import FigureUsed, Letter, Request
from compliance.office.about import About
from compliance.office.sidecar_document import SideCar
from compliance.office.sources import figure_part

DAY = datetime.date(2026, 1, 12)
ABOUT = About("Vista Unified School District", "01234560000000", "2025-26", "first_interim")
LEDGER = Source("ledger", "vista.dat", 12, "BB", None, (AccountAmount("0100000000000009789", Decimal("5.00"), 12),), 1)
FIGURES = (
    FigureUsed("available_reserves", "2025-26", "5.00", "money", "$5", 0, LEDGER),
    FigureUsed(
        "01CSI-10.percent",
        "2025-26",
        "1/3",
        "rate",
        "33.33%",
        2,
        Source("formula", formula="a / b", inputs={"a": Figure(Decimal("5.00"), "money", "$5.00", LEDGER)}),
    ),
)


def request(**other: Any) -> Request:
    """A request for a plan, with what is other."""
    told: dict[str, Any] = {
        "id": "reserve-plan",
        "deliverable": "A plan, approved by the board; with amounts",
        "due": datetime.date(2026, 3, 16),
        "statute": "Education Code section 42131",
        "board_approval": True,
    }
    return Request(**told | other)


def letter(*requests: Request, **other: Any) -> Letter:
    """A letter with those requests."""
    told: dict[str, Any] = {
        "kind": "interim-caution",
        "title": "Vista Unified School District: first interim report for 2025-26",
        "markdown": "# Vista\n",
        "citations": (),
        "notes": (),
        "draft": False,
        "figures": FIGURES,
    }
    return Letter(requests=requests, **told | other)


def sidecar(**other: Any) -> SideCar:
    """A side-car of that letter, with what is other."""
    told: dict[str, Any] = {
        "format": "compliance/letter-1",
        "tool": {"name": "compliance", "version": "0.1.0"},
        "rulebook": {"id": "us-ca", "version": "1", "sha256": "1" * 64},
        "templates": "2" * 64,
        "state": "draft",
        "steps": [{"state": "draft", "on": DAY}],
        "kind": "interim-caution",
        "why": "The board filed positive.",
        "title": "Vista: first interim report for 2025-26",
        "date": DAY,
        "draft": False,
        "addressee_role": "board_president",
        "agency": {"name": ABOUT.district, "cds": ABOUT.cds, "kind": "district"},
        "fiscal_year": ABOUT.fiscal_year,
        "report": ABOUT.report,
        "certification": {"filed": "positive", "indicated": "positive", "county": None},
        "filing": {"path": "vista.dat", "sha256": "3" * 64},
        "inputs": [],
        "made_from": "4" * 64,
        "asked": {"kind": None, "formats": ["md"]},
        "letter": {"sha256": "5" * 64},
        "files": {},
        "figures": [figure_part(figure, {"vista.dat": "3" * 64}) for figure in FIGURES],
        "paragraphs": [],
        "tables": [],
        "requests": [],
        "citations": [],
        "findings": [],
        "notes": [],
    }
    return SideCar.model_validate(told | other)
