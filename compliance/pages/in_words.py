"""An expression of a rule as a sentence, for a reader who does not read formulas. The rule file's own line stands beside it."""

from __future__ import annotations

from collections.abc import Mapping

from compliance.pages.asked_words import asked_words
from compliance.pages.words import YEARS, listed
from compliance.rulebook.declarations import FigureDefinition
from compliance.rulebook.language.show import show
from compliance.rulebook.language.tree import (
    Answer,
    Asked,
    Binary,
    Boolean,
    Call,
    Category,
    CategoryFigure,
    Choice,
    Comparison,
    Element,
    EntryField,
    Figure,
    ItemField,
    Known,
    LedgerSum,
    Let,
    Literal,
    NegativeBalances,
    Node,
    OverList,
    OverYears,
    Parameter,
    Unary,
    Year,
)

COMPARED = {">=": "is at least", "<=": "is at most", ">": "is more than", "<": "is less than", "==": "is", "!=": "is not"}
COUNTED = {"+": "plus", "-": "minus", "*": "times", "/": "divided by"}
CALLED = {
    "max": "the greater of {0}",
    "min": "the lesser of {0}",
    "abs": "the size of {0}",
    "round": "{0}, rounded to {1} places",
}
OVER_YEARS = {
    "average": "the average of {0} over {1}",
    "total": "the sum of {0} over {1}",
    "count": "the number of years of {1} in which {0}",
    "every": "in all of {1}, {0}",
    "some": "in one at least of {1}, {0}",
    "cumulative": "the sum of {0} over {1}",
}
LAYERS = {"original_budget": " as first adopted", "previous_report": " in the previous report"}
NEXT_TO = {-1: " of the year before", 1: " of the year after"}
LOOSE = (Binary, Boolean, Choice, Comparison)


def in_words(node: Node, figures: Mapping[str, FigureDefinition]) -> str:
    """The expression in words: figures by their labels, names of let and values of the law by their names."""

    def said(inner: Node) -> str:
        return in_words(inner, figures)

    def held(inner: Node) -> str:
        return f"({said(inner)})" if isinstance(inner, LOOSE) else said(inner)

    match node:
        case Literal():
            if isinstance(node.value, str):
                return f"“{node.value.replace('_', ' ')}”" if node.value else "blank"
            return show(node.value, "number" if node.unit != "bool" else "bool").lower()
        case Figure():
            label = figures[node.name].label
            named = label[:1].lower() + label[1:] if label[1:2].islower() else label or node.name.replace("_", " ")
            return named + LAYERS.get(node.layer, "") + _year(node.offset)
        case CategoryFigure():
            return "the category’s amount" + LAYERS.get(node.layer, "") + _year(node.offset)
        case Category():
            return "the category"
        case Year():
            return "the year" + _year(node.offset)
        case Answer():
            return f"the answer to {node.name.replace('_', ' ')}" + (" is yes" if node.unit == "bool" else "")
        case ItemField() | EntryField():
            return f"its {node.name.replace('_', ' ')}"
        case Parameter():
            column = f"’s {node.column.replace('_', ' ')}" if node.column else ""
            return f"the {node.name.replace('_', ' ')}{column}" + (f" for {held(node.key)}" if node.key else "")
        case Let():
            return node.name.replace("_", " ") + _year(node.offset)
        case Unary():
            return f"not ({said(node.operand)})" if node.operator == "not" else f"minus {held(node.operand)}"
        case Binary():
            loose = isinstance(node.left, Binary) and (node.left.operator in "+-") == (node.operator in "+-")
            return f"{said(node.left) if loose else held(node.left)} {COUNTED[node.operator]} {held(node.right)}"
        case Comparison():
            words = held(node.operands[0])
            for number, (operator, operand) in enumerate(zip(node.operators, node.operands[1:], strict=True)):
                words += f"{', which' if number else ''} {COMPARED[operator]} {held(operand)}"
            return words
        case Boolean():
            return f", {node.operator} ".join(held(part) for part in node.operands)
        case Choice():
            return f"{held(node.then)} if {said(node.condition)}, else {held(node.otherwise)}"
        case Known(operand=Answer() as answer):
            return f"{answer.name.replace('_', ' ')} is answered"
        case Known():
            return f"{held(node.operand)} is given"
        case Call(function="ratio"):
            return f"{held(node.arguments[0])} as a share of {held(node.arguments[1])}"
        case Call(function="change"):
            return f"the change from {held(node.arguments[1])} to {held(node.arguments[0])}"
        case Call():
            return CALLED[node.function].format(listed([held(part) for part in node.arguments]), node.places)
        case OverYears():
            span = "its own year" if node.last is None else YEARS[node.last]
            if node.first == node.last:
                return f"{held(node.body)} in {span}"
            years = f"the years from {YEARS[node.first]} to {span}"
            return OVER_YEARS[node.function].format(held(node.body), years)
        case OverList():
            what = f"the sum of {node.field.name.replace('_', ' ')} over" if node.field else "the number of"
            return f"{what} the entries of {node.list.replace('_', ' ')}" + (f" where {said(node.where)}" if node.where else "")
        case LedgerSum() | Element() | NegativeBalances() | Asked():
            return asked_words(node)


def _year(offset: int) -> str:
    return "" if offset == 0 else NEXT_TO.get(offset, f", {abs(offset)} years {'before' if offset < 0 else 'after'}")
