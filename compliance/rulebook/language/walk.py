"""The tracing path: an expression judged step by step with exact rationals, every step kept with its text and its source.

Three-valued: what lacks an input is None and names what is missing. Kleene's logic for and, or, not, every, some and comparison
chains; everything else is unknown as soon as one of its parts is.
"""

from __future__ import annotations

from compliance.rulebook.language.environment import Environment
from compliance.rulebook.language.steps import STEPS
from compliance.rulebook.language.tree import Tree
from compliance.rulebook.language.walking import Traced, Walk

__all__ = ["Traced", "trace"]


def trace(tree: Tree, environment: Environment, lets: dict[tuple[int, int], Traced] | None = None) -> Traced:
    """The value of an expression for one case, with every step on the way to it.

    lets keeps what the case's lets came to, so that several expressions of one case judge each of them once: a dict of the
    caller's, empty at first, used with this environment only.
    """
    return Walk(tree.text, environment, STEPS, {} if lets is None else lets).at(tree.root, environment.year)
