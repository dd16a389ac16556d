"""What was submitted: bytes become a Filing here, whole or not at all, and nobody else needs to know in which format."""

from compliance.filing.model import (
    Column,
    Entity,
    Explained,
    Filing,
    FilingError,
    Input,
    Logged,
    Row,
    Written,
)
from compliance.filing.reader import is_filing, read_filing
from compliance.located.nodes import Position

__all__ = [
    "Column",
    "Entity",
    "Explained",
    "Filing",
    "FilingError",
    "Input",
    "Logged",
    "Position",
    "Row",
    "Written",
    "is_filing",
    "read_filing",
]
