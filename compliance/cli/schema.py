"""compliance schema: the JSON Schemas of every file a person writes, and of the report, made from the models and the pack."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import click

from compliance.cli.output import write_result
from compliance.cli.rulebooks import load_chosen
from compliance.shipped import shipped

DRIFTED = 3


@click.command("schema", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("name", required=False)
@click.option("--output", metavar="FILE", help="Write the schema there instead of stdout.")
@click.option("--validate", metavar="FILE", help="Hold a file against the schema NAME; exit 1 when it does not fit.")
@click.option("--check", is_flag=True, help="Compare schemas/ with the models; exit 3 when one has drifted.")
@click.option("--write", is_flag=True, help="Write every schema into schemas/ (for contributors).")
def command(name: str | None, output: str | None, validate: str | None, check: bool, write: bool) -> None:
    """Print the JSON Schema of a file NAME; without a name, list them.

    An editor that reads a schema completes names and marks mistakes while you type.

    \b
    Example:
      compliance schema filing
      compliance schema filing --validate examples/pasadena-2018-19-first-interim.yaml
    """
    makers = _makers()
    if check or write:
        _compare(makers, write)
        return
    if name is None:
        write_result("\n".join(makers), output)
        return
    if name not in makers:
        import difflib

        near = difflib.get_close_matches(name, makers, 1, 0.5)
        raise click.UsageError(
            f"No schema is called '{name}'. {f'Did you mean {near[0]!r}?' if near else ''} Known: {', '.join(makers)}."
        )
    if validate is not None:
        from compliance.cli.validate import problems

        found = problems(validate, makers[name]())
        write_result("\n".join(found) if found else f"{validate} fits the schema {name}.", output)
        raise click.exceptions.Exit(1 if found else 0)
    write_result(_text(makers[name]()), output)


def _makers() -> dict[str, Callable[[], dict[str, Any]]]:
    from compliance.rulebook.documents import DOCUMENTS, pack_schema

    makers: dict[str, Callable[[], dict[str, Any]]] = {
        "filing": _filing,
        "report": _report,
        "diff": _diff,
        "county-profile": _profile,
        "letter": _letter,
        "matter": _matter,
        "proposal": _proposal,
        "scenario": _scenario,
        "settlement": _settlement,
        "disclosure": _disclosure,
    }
    return makers | {kind: (lambda kind=kind: pack_schema(kind)) for kind in DOCUMENTS}


def _filing() -> dict[str, Any]:
    from compliance.filing.schema import filing_schema

    pack = load_chosen(())
    return filing_schema(
        {name: one.unit for name, one in pack.figures.items()},
        {name: tuple(one.choices) or (None if one.unit == "bool" else ()) for name, one in pack.answers.items()},
        {name: {field: (one.unit, one.required) for field, one in entry.fields.items()} for name, entry in pack.lists.items()},
    )


def _report() -> dict[str, Any]:
    from compliance.report.document import report_schema

    return report_schema()


def _diff() -> dict[str, Any]:
    from compliance.report.changes_document import diff_schema

    return diff_schema()


def _profile() -> dict[str, Any]:
    from compliance.letter.profile_document import ProfileDocument
    from compliance.rulebook.documents import schema_of

    return schema_of(ProfileDocument)


def _letter() -> dict[str, Any]:
    from compliance.office.sidecar_document import SideCar
    from compliance.rulebook.documents import schema_of

    return schema_of(SideCar)


def _matter() -> dict[str, Any]:
    from compliance.office.matter_document import MatterDocument
    from compliance.rulebook.documents import schema_of

    return schema_of(MatterDocument)


def _disclosure() -> dict[str, Any]:
    from compliance.filing.disclosure_documents import DisclosureDocument, closed
    from compliance.rulebook.documents import schema_of

    return dict(closed(schema_of(DisclosureDocument)))


def _proposal() -> dict[str, Any]:
    from compliance.rulebook.documents import schema_of
    from compliance.scenario.proposal_document import ProposalDocument

    return schema_of(ProposalDocument)


def _scenario() -> dict[str, Any]:
    from compliance.rulebook.documents import schema_of
    from compliance.scenario.scenario_document import ScenarioDocument

    return schema_of(ScenarioDocument)


def _settlement() -> dict[str, Any]:
    from compliance.report.settlement_document import settlement_schema

    return settlement_schema()


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _compare(makers: dict[str, Callable[[], dict[str, Any]]], write: bool) -> None:
    folder = shipped("schemas")
    drifted = []
    for name, make in makers.items():
        path, text = folder / f"{name}.schema.json", _text(make())
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            drifted.append(path.name)
            if write:
                path.write_text(text, encoding="utf-8", newline="\n")
    stray = sorted({path.name for path in folder.glob("*.json")} - {f"{name}.schema.json" for name in makers})
    if write:
        click.echo(f"{len(drifted)} of {len(makers)} schemas written to {folder}.")
        return
    if drifted or stray:
        click.echo(f"Drifted from the models: {', '.join(drifted + stray)}. Run `compliance schema --write` and commit.")
        raise click.exceptions.Exit(DRIFTED)
    click.echo(f"{len(makers)} schemas agree with the models.")
