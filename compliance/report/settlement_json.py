"""Settlements as JSON: the contract compliance/settlement-1 (schemas/settlement.schema.json)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from compliance.scenario.settlement import Settlement

FORMAT = "compliance/settlement-1"


def settlement_json(settlements: Sequence[Settlement], *, tool_version: str) -> dict[str, Any]:
    """The settlements on one filing as dicts, lists, strings and whole numbers; every amount exact text."""
    raise NotImplementedError
