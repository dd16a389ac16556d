"""The shapes of which a person's filing is made: texts, branches of texts, figures by fiscal year, lists of entries."""

from __future__ import annotations

from compliance.filing.model import FilingError, Written
from compliance.filing.nearest import shown
from compliance.fiscal_year import is_fiscal_year
from compliance.located.nodes import Listing, Node, Scalar, Section


def section_of(node: Node, name: str) -> Section:
    """The node as keys with values; name is what the error calls it."""
    if not isinstance(node, Section):
        raise FilingError(f"Expected keys with values for {_quoted(name)}, found {_described(node)}.{_hint(node)}", node.at)
    return node


def branch_of(node: Node, name: str) -> Section:
    """The node as keys with values; a heading under which only comments stand says nothing, and holds no keys."""
    return Section({}, {}, node.at) if _nothing(node) else section_of(node, name)


def listing_of(node: Node, name: str) -> Listing:
    """The node as a list."""
    if not isinstance(node, Listing):
        raise FilingError(f"Expected a list for {_quoted(name)}, found {_described(node)}.{_hint(node)}", node.at)
    return node


def scalar_of(node: Node, name: str) -> Written:
    """The node as one value; null, ~ and nothing are refused."""
    if not isinstance(node, Scalar):
        raise FilingError(f"Expected one value for {_quoted(name)}, found {_described(node)}.", node.at)
    if _nothing(node):
        if name.isdigit():  # {amount: 8,000,000.00} reads as an amount of 8 and two names without a value
            raise FilingError(f"Found {_quoted(name)} after a comma. Write amounts without commas, as 8000000.00.", node.at)
        raise FilingError(f"Nothing is written for {_quoted(name)}. Leave the line out if it is not known.", node.at)
    return Written(node.text, node.at, node.quoted)


def scalars_of(node: Node, name: str) -> dict[str, Written]:
    """The node as keys with one value each."""
    return _scalars(section_of(node, name))


def branch_scalars_of(node: Node, name: str) -> dict[str, Written]:
    """The same, where a heading may also stand over nothing."""
    return _scalars(branch_of(node, name))


def figures_of(node: Node, layer: str) -> dict[tuple[str, str, str], Written]:
    """Figures of a layer, by layer, fiscal year and name."""
    figures: dict[tuple[str, str, str], Written] = {}
    section = branch_of(node, layer)
    for year in section.names.values():
        if not is_fiscal_year(year.text):
            raise FilingError(
                f"{shown(year.text)} stands where `{layer}` expects a fiscal year, written as 2024-25. "
                "Put the figures of each year under their year.",
                year.at,
            )
        for name, value in branch_scalars_of(section.entries[year.text], year.text).items():
            figures[layer, year.text, name] = value
    return figures


def records_of(node: Node, name: str) -> tuple[dict[str, Written], ...]:
    """Entries of a list, each with its fields."""
    return tuple(scalars_of(member, f"an entry of {name}") for member in listing_of(node, name).entries)


def _scalars(section: Section) -> dict[str, Written]:
    return {key: scalar_of(value, key) for key, value in section.entries.items()}


def _nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.quoted and node.text in ("", "~", "null", "Null", "NULL")


def _quoted(name: str) -> str:
    return name if " " in name else f"`{name[:60]}`"


def _hint(node: Node) -> str:
    return " Leave the line out if there is nothing to say." if isinstance(node, Scalar) and not node.text else ""


def _described(node: Node) -> str:
    if isinstance(node, Section):
        return "a mapping of keys"
    if isinstance(node, Listing):
        return "a list"
    return shown(node.text) if node.text or node.quoted else "nothing"
