"""What the tests of proposals share: the law's dated rates, proposals out of a few lines, and amounts by year."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from compliance.located.yaml_reader import read_yaml
from compliance.rulebook.model import Parameter
from compliance.rulebook.read_parameters import read_parameter
from compliance.scenario.cost import Cost, cost_of
from compliance.scenario.proposal import Proposal
from compliance.scenario.read_proposal import proposal_from, read_proposal
from compliance.shipped import shipped

BARGAINING = Path(__file__).resolve().parents[2] / "examples" / "bargaining"
EXAMPLES = sorted(path.name for path in BARGAINING.glob("*.yaml"))
RATES = ("strs_rate", "pers_rate", "oasdi_rate", "medicare_rate", "unemployment_rate")
NAMES = (*RATES, "bargaining_review_days", "settlement_revision_days")


def _parameter(name: str) -> Parameter:
    path = shipped("rules") / "us-ca" / "parameters" / f"{name}.yaml"
    return read_parameter(read_yaml(path.read_text("utf-8"), str(path)), str(path))


LAW: Mapping[str, Parameter] = {name: _parameter(name) for name in NAMES}


def proposal(units: str, items: str, rest: str = "", first: str = "2024-25") -> Proposal:
    """A proposal out of its units and items, one in a line."""
    lists = "".join(
        f"{name}:\n" + "".join(f"  - {line.strip()}\n" for line in lines.strip().splitlines())
        for name, lines in (("units", units), ("items", items))
        if lines.strip()
    )
    empty = "" if items.strip() else "items: []\n"
    return proposal_from(
        read_yaml(f"proposal: 1\nname: A proposal\nyears: {{first: {first}}}\n{rest}{lists}{empty}", "p.yaml"), "p.yaml"
    )


def example(name: str) -> Proposal:
    """A proposal of examples/bargaining/."""
    return read_proposal(BARGAINING / f"{name}.yaml")


def cost(found: Proposal) -> Cost:
    """Its cost by the shipped law."""
    return cost_of(found, LAW)


def by_year(found: Cost) -> list[Decimal]:
    """All units, year by year."""
    return [total.all_units for total in found.totals()]
