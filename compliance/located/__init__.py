"""Documents whose every value remembers where it stands: what filings, rules and county profiles are read through."""

from compliance.located.errors import LocatedError
from compliance.located.nodes import Listing, Node, Position, Scalar, Section

__all__ = ["Listing", "LocatedError", "Node", "Position", "Scalar", "Section"]
