"""A rule file: one test, what it applies to, its message, and the cases that prove it right."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from compliance.located import Listing, Node, Section
from compliance.rulebook.column_rules import Columns
from compliance.rulebook.errors import RulebookError
from compliance.rulebook.expressions import checked, expression, pieces, printable
from compliance.rulebook.fields import fiscal_year, nearest, one_of, section, text, words, years
from compliance.rulebook.language.parts import parts
from compliance.rulebook.language.scope import Scope
from compliance.rulebook.language.show import decimals
from compliance.rulebook.language.tree import OverList, Tree
from compliance.rulebook.model import SEVERITIES, SUMMARIES, Applies, Each, Rule
from compliance.rulebook.read_cases import read_cases
from compliance.rulebook.read_columns import names_of, read_column_each, read_columns
from compliance.rulebook.read_form import read_filed_form

FIELDS = (
    "id", "title", "topic", "why", "cites", "confidence", "applies", "each", "let", "when", "require", "distance", "print",
    "summary", "severity", "state", "explained", "explanation", "message", "met", "remedy", "cases",
    "phase", "rows", "together", "keyed", "cannot",
)  # fmt: skip
ALWAYS = ("id", "title", "cites", "applies", "severity")
NEEDED = (*ALWAYS, "require", "message", "cases")
DISCLOSURE = "disclosure"
GRAVITY = {"informational": "note", "warning": "serious", "fatal": "fatal"}
TOPICS = (
    "reserves",
    "deficit",
    "fund_balance",
    "cash",
    "one_time",
    "labor",
    "revenue",
    "projection",
    "pupils",
    "spending",
    "other",
)


def read_applies(node: Node | None, entities: tuple[str, ...], reports: tuple[str, ...]) -> Applies:
    """Where a rule or scheme holds; entity and report left out mean all of the pack's, save a disclosure, which is named."""
    body = section(node, "applies", ("entity", "report", "from", "until", "needs"))
    return Applies(
        entities=words(body.entries.get("entity"), "entity", entities) or entities,
        reports=words(body.entries.get("report"), "report", reports) or tuple(one for one in reports if one != DISCLOSURE),
        from_year=fiscal_year(body.entries["from"], "from") if "from" in body.entries else None,
        until=fiscal_year(body.entries["until"], "until") if "until" in body.entries else None,
        needs_ledger="needs" in body.entries and one_of(body.entries["needs"], "needs", ("ledger",)) == "ledger",
    )


def read_rule(node: Node | None, path: str, scope: Scope, entities: tuple[str, ...], reports: tuple[str, ...]) -> Rule:
    """A rule from its file, every expression checked by unit. Raises RulebookError."""
    body = section(node, "A rule file", FIELDS, ALWAYS)
    entry = body.entries
    columns = read_columns(body)
    if columns is None or not columns.cannot:
        section(node, "A rule file", FIELDS, NEEDED)
    each = _each(entry.get("each"), scope) if columns is None else read_column_each(entry.get("each"))
    if columns is not None:
        scope = replace(scope, codes=names_of(each), adds_up=bool(each.accounts or each.cells))
    scope = replace(scope, item=each.list_name, category=bool(each.categories), category_unit=_category_unit(each, scope))
    lets, scope = _lets(entry.get("let"), scope)
    printed = _printed(entry.get("print"), lets)
    require = expression(entry["require"], "require", scope, "bool") if "require" in entry else None
    severity = one_of(entry["severity"], "severity", SEVERITIES) if columns is None else _gravest(columns)
    applies = read_applies(entry["applies"], entities, reports)
    message_scope = scope
    return Rule(
        id=text(entry["id"], "id"),
        title=text(entry["title"], "title"),
        topic=one_of(entry.get("topic"), "topic", TOPICS, "other"),
        why=text(entry.get("why"), "why", ""),
        cites=_cites(entry["cites"]),
        confidence=one_of(entry.get("confidence"), "confidence", ("certain", "probable", "unconfirmed", "ours"), "certain"),
        applies=applies,
        each=each,
        lets=lets,
        when=expression(entry["when"], "when", scope, "bool") if "when" in entry else None,
        require=require,
        rounded=_rounded(entry["require"], entry.get("let"), scope, printed) if printed else None,
        distance=expression(entry["distance"], "distance", scope) if "distance" in entry else None,
        print=printed,
        summary=one_of(entry.get("summary"), "summary", SUMMARIES, "all"),
        severity=severity,
        explained=one_of(entry["explained"], "explained", SEVERITIES) if "explained" in entry else None,
        explanation=_explanation(entry.get("explanation")),
        form=read_filed_form(entry["state"], each) if "state" in entry else None,
        message=pieces(entry.get("message"), "message", message_scope, dict(printed)),
        met=pieces(entry.get("met"), "met", message_scope, dict(printed)),
        remedy=text(entry.get("remedy"), "remedy", ""),
        cases=read_cases(entry["cases"], applies, each, scope, columns) if "cases" in entry else (),
        texts=_texts(body),
        path=path,
        at=body.at,
        columns=columns,
    )


def _gravest(columns: Columns) -> str:
    """Our word for the gravest standing of any column."""
    return GRAVITY[max((one.word for one in columns.standing.values()), key=list(GRAVITY).index)]


def observes(rule: Rule, observed: Collection[str]) -> bool:
    """Whether the rule goes over one of these lists, as its cases or in a total or count."""
    waiting = [tree.root for tree in (rule.require, rule.when, rule.distance, *rule.lets.values()) if tree is not None]
    while waiting:
        node = waiting.pop()
        if isinstance(node, OverList) and node.list in observed:
            return True
        waiting += parts(node)
    return rule.each.list_name in observed


def _cites(node: Node) -> tuple[str, ...]:
    found = words(node, "cites")
    if not found:
        raise RulebookError("A rule without a citation", node.at, "say in cites which law or form it restates")
    return found


def _each(node: Node | None, scope: Scope) -> Each:
    if node is None:
        return Each()
    body = section(node, "each", ("year", "category", *scope.lists))
    names = tuple(body.entries)
    if names not in (("year",), ("category",), ("year", "category")) and (len(names) != 1 or names[0] not in scope.lists):
        hint = "write {year: [0, 1, 2]}, {year: [0, 1, 2], category: [...]} or {labor: unit}"
        raise RulebookError("each goes over one thing, or over years and categories", body.at, hint)
    if names[0] in scope.lists:
        one_of(body.entries[names[0]], f"each {names[0]}", tuple(scope.lists[names[0]]))
        return Each(list_name=names[0])
    each = Each(
        years=years(body.entries["year"], "year") if "year" in names else (),
        categories=words(body.entries.get("category"), "category", tuple(scope.figures)),
    )
    for name, listed in zip(("year", "category"), each[:2], strict=True):
        if name in names and not listed:
            raise RulebookError(f"each goes over no {name}", body.entries[name].at, "write {year: [0, 1, 2]}")
    return each


def _category_unit(each: Each, scope: Scope) -> str:
    return scope.figures[each.categories[0]] if each.categories else "money"


def _explanation(node: Node | None) -> dict[str, tuple[str, ...]]:
    """Elements by category, or under no category for the rule as a whole."""
    if isinstance(node, Section):
        return {name: words(value, "explanation") for name, value in node.entries.items()}
    return {"": words(node, "explanation")} if node is not None else {}


def _lets(node: Node | None, scope: Scope) -> tuple[dict[str, Tree], Scope]:
    lets: dict[str, Tree] = {}
    if node is not None:
        for name, value in section(node, "let").entries.items():
            if name in scope.figures or name in scope.parameters or not name.isidentifier():
                raise RulebookError(
                    f"'{name}' cannot be a name here", value.at, "choose a word that is no figure and no parameter"
                )
            lets[name] = expression(value, f"let {name}", scope)
            scope = replace(scope, lets=dict(lets))
    return lets, scope


def _printed(node: Node | None, lets: Mapping[str, Tree]) -> dict[str, str]:
    if node is None:
        return {}
    found = {}
    for name, value in section(node, "print").entries.items():
        if name not in lets:
            raise RulebookError(f"print names '{name}'", value.at, nearest(name, lets) or "print gives places to names of let")
        found[name] = text(value, "print")
        printable(found[name], lets[name].unit, value)
    return found


def _rounded(require: Node, let: Node | None, scope: Scope, printed: Mapping[str, str]) -> Tree | None:
    """The test as it reads on the printed figures: every printed name rounded, once and last, to its places."""
    if not printed:
        return None
    lets = dict(scope.lets)
    for name, places in printed.items():
        digits = decimals(places, scope.lets[name].unit) + (2 if places.endswith("%") else 0)
        lets[name] = checked(f"round({name}, {digits})", require, "print", scope)
    return expression(require, "require", replace(scope, lets=lets), "bool")


def _texts(body: Section) -> dict[str, str]:
    """The expressions as written, by name, for `compliance explain`."""
    found: dict[str, str] = {}
    for name in ("when", "require", "distance", "message"):
        if name in body.entries:
            found[name] = text(body.entries[name], name)
    let = body.entries.get("let")
    if isinstance(let, Section):
        found.update({f"let {name}": text(value, name) for name, value in let.entries.items()})
    each = body.entries.get("each")
    if isinstance(each, Section):
        found["each"] = "; ".join(
            f"{name} {_told(value)}" for name, value in each.entries.items() if not isinstance(value, Section)
        )
    return found


def _told(node: Node) -> object:
    """What `each` goes over, as a person reads it: a text, a list of texts, or a list of subjects."""
    if isinstance(node, Listing):
        return [_told(one) for one in node.entries]
    if isinstance(node, Section):
        return {name: text(value, name) for name, value in node.entries.items()}
    return text(node, "each")
