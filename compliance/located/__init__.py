"""YAML whose every value remembers where it stands: what filings, rules and county profiles are read through."""

from compliance.located.nodes import Listing, Node, Position, Scalar, Section
from compliance.located.yaml_reader import LocatedError, read_yaml

__all__ = ["Listing", "LocatedError", "Node", "Position", "Scalar", "Section", "read_yaml"]
