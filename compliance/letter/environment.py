"""The Jinja environment of letters: sandboxed, strict, and deaf to markup in text that a filing or a profile gave.

County staff write templates. A template can reach figures only through a filter that rounds them, text only escaped, and
nothing by joining strings behind the escaping's back.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from compliance.engine.findings import Figure
from compliance.fiscal_year import is_fiscal_year
from compliance.letter import selections
from compliance.letter.kept_templates import KEPT
from compliance.letter.plain_text import plain, quoted
from compliance.letter.printed import Printed
from compliance.letter.stopped import LetterStopped
from compliance.letter.tables.table import Column

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
NO_DAY = Markup("a day that the filing does not give")
_SHORT = {"ada": "ADA", "lcff": "LCFF", "cola": "cost-of-living adjustment"}


def letter_environment(
    folders: Sequence[Path], functions: dict[str, Callable[..., Any]], printed: Printed
) -> ImmutableSandboxedEnvironment:
    """Templates from the folders, the first one first, with the functions and filters that a template may call."""
    environment = _Letters(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=finished,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=KEPT,
    )
    kept = {name: environment.filters[name] for name in ("length", "first", "last", "list")}
    environment.filters = {
        **kept,
        "money": printed.money,
        "amount": printed.amount,
        "percent": printed.percent,
        "change": printed.change,
        "apart": printed.apart,
        "count": printed.count,
        "read_back": printed.read_back,
        "points": printed.points,
        "less": printed.less,
        "cell": printed.cell,
        "day": day,
        "series": series,
        "spaced": spaced,
        "in_words": in_words,
        "of_outcome": selections.of_outcome,
        "farthest": selections.farthest,
        "judged": selections.judged,
        "fiscal_years": selections.fiscal_years,
        "paying_for": selections.paying_for,
        "overtakes": selections.overtakes,
        "not_kept": selections.not_kept,
        "kept_unknown": selections.kept_unknown,
        "judged_years": selections.judged_years,
        "raised_in": selections.raised_in,
        "divider": divider,
    }
    environment.tests["known"] = lambda figure: isinstance(figure, Figure) and figure.value is not None
    environment.tests["nothing"] = lambda figure: isinstance(figure, Figure) and _is_zero(figure.value)
    environment.tests["untrue"] = lambda figure: isinstance(figure, Figure) and figure.value is False
    environment.tests["criterion"] = lambda rule: isinstance(rule, str) and rule.startswith(("01CS", "COE-"))
    environment.globals = dict(functions)
    return environment


def finished(value: object) -> Markup | int:
    """What a template may print: our own markup, a whole number, a fiscal year, and any other text escaped."""
    if isinstance(value, Markup) or type(value) is int:
        return value
    if isinstance(value, Figure) and isinstance(value.value, str):
        value = value.value
    if isinstance(value, Figure):
        raise LetterStopped(f"A template prints '{value.label or value.shown}' bare; use | money, | percent or | points.")
    if not isinstance(value, str):
        _refuse_undefined(value)
        raise LetterStopped(f"A template prints a bare {type(value).__name__}; print text, or a figure through a filter.")
    if is_fiscal_year(value):
        return Markup(value)
    if not plain(value):
        raise LetterStopped("A name or text that the letter prints is empty; fill it in, in the filing or the county profile.")
    return quoted(value)


def day(date: datetime.date | Figure | None) -> Markup:
    """Template filter: a date as January 9, 2019; of a figure too, in words where it is unknown."""
    if isinstance(date, Figure):
        if not isinstance(date.value, str):
            return NO_DAY
        date = datetime.date.fromisoformat(date.value)
    if date is None:
        return NO_DAY
    return Markup(f"{_MONTHS[date.month - 1]} {date.day}, {date.year}")


def series(entries: Iterable[object]) -> Markup:
    """Template filter: the entries in a sentence: one, two and three."""
    texts = [str(finished(entry)) for entry in entries]
    return Markup(", ".join(texts[:-1]) + (" and " if len(texts) > 1 else "") + (texts[-1] if texts else ""))


def spaced(name: str) -> str:
    """Template filter: a name of a list, its words parted: management_and_confidential is management and confidential."""
    return name.replace("_", " ")


def in_words(name: str | Figure | None) -> str:
    """Template filter: a figure's name as words: original_budget.funded_ada is funded ADA of the original budget."""
    text = str(name.value if isinstance(name, Figure) else name or "")
    layer, _, figure = text.rpartition(".")
    words = " ".join(_SHORT.get(word, word) for word in re.split(r"[_ ]", figure))
    return f"{words} of the {spaced(layer)}" if layer in ("original_budget", "previous_report") else words


def divider(columns: Iterable[Column]) -> Markup:
    """Template filter: the line under a table's header, its dashes the columns' relative widths, numbers to the right."""
    return Markup("|" + "|".join("-" * column.width + (":" if column.numbers else "-") for column in columns) + "|")


class _Letters(ImmutableSandboxedEnvironment):
    """No ~, +, % or string method on text: each would let escaped and unescaped text run together."""

    intercepted_binops = frozenset({"+", "%"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if isinstance(left, str) or isinstance(right, str):
            raise LetterStopped(f"A template joins texts with '{operator}'; print them one after the other instead.")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return not isinstance(obj, str) and super().is_safe_attribute(obj, attr, value)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        joined = template.find(nodes.Concat)
        if joined is not None:
            raise TemplateSyntaxError("'~' joins texts; print them one after the other instead", joined.lineno, name, filename)
        return template


def _is_zero(value: object) -> bool:
    return isinstance(value, (Decimal, Fraction)) and not value


def _refuse_undefined(value: object) -> None:
    if isinstance(value, StrictUndefined):
        str(value)
