"""Figure, answer and list files: what may be named, in which unit, and where a filing keeps it."""

from __future__ import annotations

from collections.abc import Mapping

from compliance.located import Listing, Node, Scalar, Section
from compliance.rulebook.declarations import Answer, FigureDefinition, ListDefinition, ListEntryPlace, ListField, Place
from compliance.rulebook.errors import RulebookError
from compliance.rulebook.expressions import checked
from compliance.rulebook.fields import one_of, section, text, words, years, yes_no
from compliance.rulebook.language.scope import Scope
from compliance.rulebook.read_parameters import UNITS

LAYERS = {"found": "figures", "original_budget": "original_budget", "previous_report": "previous_report"}
PLACEHOLDERS = {
    "{myp}": {1: "C", 2: "E"},
    "{sy}": {1: "1SY", 2: "2SY"},
    "{py}": {-1: "1PY", -2: "2PY", -3: "3PY"},
}


def read_figures(node: Node | None, reports: tuple[str, ...]) -> dict[str, FigureDefinition]:
    """The figures of one file, their places still unparsed (they may name figures of other files). Raises RulebookError."""
    body = section(node, "A figures file", ("figures",), ("figures",))
    found = {}
    for name, entry in section(body.entries["figures"], "figures").entries.items():
        one = section(entry, f"Figure {name}", ("label", "unit", "form", "note", *LAYERS), ("label", "unit"))
        found[name] = FigureDefinition(
            name=name,
            label=text(one.entries["label"], "label"),
            unit=one_of(one.entries["unit"], "unit", UNITS),
            form=text(one.entries.get("form"), "form", ""),
            places={layer: _places(one.entries.get(key), reports) for key, layer in LAYERS.items()},
            at=body.entries["figures"].names[name].at if isinstance(body.entries["figures"], Section) else one.at,
        )
    return found


def parse_places(definition: FigureDefinition, scope: Scope) -> FigureDefinition:
    """The definition with its places' expressions checked: each must give the figure's unit."""
    places = {
        layer: tuple(place if place.because else place._replace(tree=_tree(place, definition, scope)) for place in found)
        for layer, found in definition.places.items()
    }
    return definition._replace(places=places)


def _tree(place: Place, definition: FigureDefinition, scope: Scope):  # type: ignore[no-untyped-def]
    node = Scalar(place.text, place.at)
    tree = checked(place.text, node, f"A place of {definition.name}", scope)
    kin = {"ada", "count"}
    if tree.unit not in (definition.unit, "number") and not ({tree.unit, definition.unit} <= kin):
        raise RulebookError(
            f"{definition.name} is {definition.unit}, this place gives {tree.unit}", place.at, "", place.text, (0, 1)
        )
    return tree


def _places(node: Node | None, reports: tuple[str, ...]) -> tuple[Place, ...]:
    if node is None:
        return ()
    if not isinstance(node, Listing):
        raise RulebookError("Places must be a list", node.at, "write `- {years: [0], is: …}`")
    found: list[Place] = []
    for entry in node.entries:
        body = section(entry, "A place", ("years", "reports", "is", "because", "zero"), ("years",))
        if ("is" in body.entries) == ("because" in body.entries):
            raise RulebookError("A place has either `is` or `because`", body.at)
        words_ = text(body.entries.get("is"), "is", "")
        at = body.entries["is"].at if "is" in body.entries else body.at
        common = Place(
            years=years(body.entries["years"], "years"),
            reports=words(body.entries.get("reports"), "reports", reports),
            text=words_,
            because=text(body.entries.get("because"), "because", ""),
            zero_is_unknown=one_of(body.entries.get("zero"), "zero", ("unknown", "zero"), "zero") == "unknown",
            at=at,
        )
        if "{" in words_:
            found += [common._replace(years=(year,), text=_filled(words_, year, body)) for year in common.years]
        else:
            found.append(common)
    return tuple(found)


def _filled(words_: str, year: int, body: Section) -> str:
    for placeholder, by_year in PLACEHOLDERS.items():
        if placeholder in words_:
            if year not in by_year:
                raise RulebookError(f"{placeholder} stands for nothing in relative year {year}", body.at)
            words_ = words_.replace(placeholder, by_year[year])
    return words_


def read_answers(node: Node | None, reports: tuple[str, ...]) -> dict[str, Answer]:
    """The answers file. Raises RulebookError."""
    body = section(node, "An answers file", ("answers",), ("answers",))
    found = {}
    for name, entry in section(body.entries["answers"], "answers").entries.items():
        one = section(
            entry,
            f"Answer {name}",
            ("question", "type", "choices", "default", "found", "reports", "note", "explanations", "blank"),
            ("question", "type"),
        )
        asked = one.entries["question"]
        question = (
            {key: text(value, "question") for key, value in asked.entries.items()}
            if isinstance(asked, Section)
            else {"": text(asked, "question")}
        )
        kind = one_of(one.entries["type"], "type", ("yes_no", "choice", "text"))
        choices = (
            {key: text(value, "choice") for key, value in section(one.entries.get("choices"), "choices").entries.items()}
            if kind == "choice"
            else {}
        )
        default: bool | str | None = None
        if "default" in one.entries:
            given = one.entries["default"]
            default = yes_no(given, "default", False) if kind == "yes_no" else one_of(given, "default", tuple(choices))
        found[name] = Answer(
            name=name,
            question=question,
            unit="bool" if kind == "yes_no" else "text",
            choices=choices,
            default=default,
            elements=words(one.entries.get("found"), "found"),
            reports=words(one.entries.get("reports"), "reports", reports),
            at=one.at,
            joined=kind == "text",
            explanations=yes_no(one.entries.get("explanations"), "explanations", False),
            blank=yes_no(one.entries["blank"], "blank", False) if "blank" in one.entries else None,
        )
    return found


def read_lists(node: Node | None, reports: tuple[str, ...]) -> dict[str, ListDefinition]:
    """The lists file. Raises RulebookError."""
    body = section(node, "A lists file", ("lists",), ("lists",))
    found = {}
    for name, entry in section(body.entries["lists"], "lists").entries.items():
        one = section(
            entry, f"List {name}", ("title", "key", "fields", "found", "note", "observed", "of"), ("title", "key", "fields")
        )
        fields = {key: _field(key, value) for key, value in section(one.entries["fields"], "fields").entries.items()}
        places = one.entries.get("found")
        if places is not None and not isinstance(places, Listing):
            raise RulebookError("found must be a list of entries", places.at)
        found[name] = ListDefinition(
            name=name,
            title=text(one.entries["title"], "title"),
            key=one_of(one.entries["key"], "key", tuple(fields)),
            fields=fields,
            found=tuple(_entry_place(place, fields, reports) for place in (places.entries if places else ())),
            at=one.at,
            observed=yes_no(one.entries.get("observed"), "observed", False),
            of=_of(one.entries.get("of")),
        )
    return found


def _of(node: Node | None) -> tuple[dict[str, str], ...]:
    if node is None:
        return ()
    if not isinstance(node, Listing):
        raise RulebookError("of must be a list of figures", node.at, "write `- {figure: …, line: …}`")
    return tuple(
        {name: text(value, name) for name, value in section(one, "of", None, ("figure",)).entries.items()}
        for one in node.entries
    )


def _field(name: str, node: Node) -> ListField:
    one = section(node, f"Field {name}", ("unit", "required", "choices", "label", "note"), ("unit",))
    return ListField(
        unit=one_of(one.entries["unit"], "unit", UNITS),
        required=yes_no(one.entries.get("required"), "required", False),
        choices=words(one.entries.get("choices"), "choices"),
    )


def _entry_place(node: Node, fields: Mapping[str, ListField], reports: tuple[str, ...]) -> ListEntryPlace:
    one = section(node, "An entry in a state export", ("reports", *fields))
    texts, elements = {}, {}
    for name in fields:
        if name in one.entries:
            words_ = text(one.entries[name], name)
            if words_.startswith('element("') and words_.endswith('")'):
                elements[name] = words_[len('element("') : -len('")')]
            else:
                texts[name] = words_
    return ListEntryPlace(words(one.entries.get("reports"), "reports", reports), texts, elements)
