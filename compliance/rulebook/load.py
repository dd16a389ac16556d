"""A pack folder to a Rulebook: parameters, figures, answers, lists, rules, certification, each file checked."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from compliance.located import LocatedError, Node, Position, Section
from compliance.located.yaml_reader import read_yaml
from compliance.rulebook.codes import load_codes
from compliance.rulebook.declarations import Answer, FigureDefinition, ListDefinition
from compliance.rulebook.digest import digest
from compliance.rulebook.errors import RulebookError
from compliance.rulebook.fields import one_of, section, text, words
from compliance.rulebook.flows import read_flows
from compliance.rulebook.language.scope import Scope, Signature
from compliance.rulebook.model import Applies, Fault, Parameter, Rule, Rulebook, Scheme
from compliance.rulebook.read_columns import read_gate
from compliance.rulebook.read_figures import parse_places, read_answers, read_figures, read_lists
from compliance.rulebook.read_parameters import check_cells, read_parameter
from compliance.rulebook.read_rule import observes, read_applies, read_rule
from compliance.rulebook.read_scheme import read_schemes

PACK = ("pack", "id", "version", "title", "jurisdiction", "note", "entities", "reports")
NOT_RULES = ("parameters", "figures", "codes")
Declared = TypeVar("Declared", Answer, ListDefinition)
NOT_RULE_FILES = ("citations.yaml", "flows.yaml", "gate.yaml", "pack.yaml", "answers.yaml", "lists.yaml", "certification.yaml")


def load_rulebook(folders: Sequence[str | os.PathLike[str]]) -> Rulebook:
    """The packs in the folders as one rulebook: the first gives id and version, the others add to it.

    A rule file with a mistake becomes a Fault, an error for that rule alone; a mistake elsewhere raises RulebookError.
    """
    files = _Files([Path(folder) for folder in folders])
    pack = section(files.read(files.one("pack.yaml")), "pack.yaml", PACK, ("pack", "id", "version", "entities", "reports"))
    one_of(pack.entries["pack"], "The format of pack.yaml", ("1",))
    entities = words(pack.entries["entities"], "entities")
    reports = words(pack.entries["reports"], "reports")
    parameters: dict[str, Parameter] = {}
    for path in files.under("parameters"):
        parameter = read_parameter(files.read(path), str(path))
        _named_as(parameter.name, path, parameters, "parameter")
        parameters[parameter.name] = parameter
    check_cells(parameters)
    figures: dict[str, FigureDefinition] = {}
    for path in files.under("figures"):
        for name, definition in read_figures(files.read(path), reports).items():
            if name in figures or name in parameters:
                raise RulebookError(f"'{name}' is declared a second time", definition.at, "a name stands for one thing")
            figures[name] = definition
    answers: dict[str, Answer] = {}
    lists: dict[str, ListDefinition] = {}
    for path in files.all("answers.yaml"):
        _add(answers, read_answers(files.read(path), reports))
    for path in files.all("lists.yaml"):
        _add(lists, read_lists(files.read(path), reports))
    codes = load_codes(folders)
    scope = replace(scope_of(parameters, figures, answers, lists), tables=codes.names)
    places = scope_of(parameters, figures, answers, lists, places=True)
    figures = {name: parse_places(definition, places) for name, definition in figures.items()}
    observed = {name for name, one in lists.items() if one.observed}
    rules, faults = _rules(files, scope, entities, reports, observed)
    schemes: dict[str, Scheme] = {}
    known = [*rules, *(fault.rule for fault in faults)]
    for path in files.all("certification.yaml"):
        schemes.update(read_schemes(files.read(path), known, scope, entities, reports))
    return Rulebook(
        id=text(pack.entries["id"], "id"),
        version=text(pack.entries["version"], "version"),
        title=text(pack.entries.get("title"), "title", ""),
        sha256=digest(folders),
        entities=entities,
        reports=reports,
        parameters=parameters,
        figures=figures,
        answers=answers,
        lists=lists,
        rules=rules,
        faults=faults,
        schemes=schemes,
        code_folders=tuple(os.path.abspath(folder) for folder in folders),
        gate=read_gate(files.read(path), reports) if (path := files.folders[0] / "gate.yaml").is_file() else {},
        flows=read_flows(files.read(path), figures) if (path := files.folders[0] / "flows.yaml").is_file() else {},
    )


def scope_of(
    parameters: dict[str, Parameter],
    figures: dict[str, FigureDefinition],
    answers: dict[str, Answer],
    lists: dict[str, ListDefinition],
    places: bool = False,
) -> Scope:
    """The names an expression may use, with their units."""
    return Scope(
        figures={name: one.unit for name, one in figures.items()},
        parameters={name: Signature(one.unit, one.key_unit, one.columns) for name, one in parameters.items()},
        answers={name: one.unit for name, one in answers.items()},
        lists={name: {field: one.unit for field, one in entry.fields.items()} for name, entry in lists.items()},
        item=None,
        category=False,
        lets={},
        places=places,
    )


def _rules(
    files: _Files, scope: Scope, entities: tuple[str, ...], reports: tuple[str, ...], observed: Collection[str]
) -> tuple[dict[str, Rule], tuple[Fault, ...]]:
    rules: dict[str, Rule] = {}
    faults: list[Fault] = []
    for path in files.rules():
        node: Node | None = None
        try:
            node = files.read(path)
            rule = read_rule(node, str(path), scope, entities, reports)
            _named_as(rule.id, path, rules, "rule")
            rules[rule.id] = rule._replace(observes=observes(rule, observed))
        except RulebookError as error:
            faults.append(Fault(path.stem, str(path), str(error), _applies(node, entities, reports)))
    return rules, tuple(faults)


def _applies(node: Node | None, entities: tuple[str, ...], reports: tuple[str, ...]) -> Applies | None:
    """Where a broken rule would have held, as far as its file says."""
    try:
        return read_applies(node.entries.get("applies") if isinstance(node, Section) else None, entities, reports)
    except RulebookError:
        return None


def _add(known: dict[str, Declared], more: dict[str, Declared]) -> None:
    """Add declarations of a further file; a name stands for one thing."""
    for name, declared in more.items():
        if name in known:
            raise RulebookError(
                f"'{name}' is declared a second time, first in {known[name].at}", declared.at, "choose another name"
            )
        known[name] = declared


def _named_as(name: str, path: Path, known: dict[str, Rule] | dict[str, Parameter], what: str) -> None:
    if name != path.stem:
        raise RulebookError(
            f"The {what} is called '{name}', its file '{path.name}'", _top(path), "a file bears the name of what it holds"
        )
    if name in known:
        raise RulebookError(
            f"The {what} '{name}' is there already, in {known[name].path}", _top(path), "a name stands for one thing"
        )


def _top(path: Path) -> Position:
    return Position(str(path), 1, 1)


class _Files:
    """The files of the pack folders, each read once; the digest covers names and bytes."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(folders)
        for folder in self.folders:
            if not folder.is_dir():
                raise RulebookError(f"There is no rules folder {folder}", _top(folder), "give the folder that holds pack.yaml")

    def one(self, name: str) -> Path:
        """The first folder's file of that name."""
        path = self.folders[0] / name
        if not path.is_file():
            raise RulebookError(f"{self.folders[0]} holds no {name}", _top(path), "a pack begins with a pack.yaml")
        return path

    def all(self, name: str) -> list[Path]:
        """Every folder's file of that name."""
        return [folder / name for folder in self.folders if (folder / name).is_file()]

    def under(self, name: str) -> list[Path]:
        """The YAML files below a folder of that name, in order."""
        return [path for folder in self.folders for path in sorted((folder / name).rglob("*.yaml"))]

    def rules(self) -> list[Path]:
        """Every other YAML file: a rule."""
        return [
            path
            for folder in self.folders
            for path in sorted(folder.rglob("*.yaml"))
            if path.relative_to(folder).parts[0] not in NOT_RULES and str(path.relative_to(folder)) not in NOT_RULE_FILES
        ]

    def read(self, path: Path) -> Node | None:
        """The file as located nodes. Raises RulebookError."""
        content = path.read_bytes()
        try:
            return read_yaml(content.decode("utf-8"), str(path))
        except UnicodeDecodeError as error:
            raise RulebookError(f"This is not UTF-8 at byte {error.start}", _top(path), "save the file as UTF-8") from None
        except LocatedError as error:
            raise RulebookError(error.message, error.at) from None
