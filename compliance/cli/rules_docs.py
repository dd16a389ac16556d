"""compliance rules docs: one page for each rule, written from its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from compliance.cli.output import write_result
from compliance.cli.rulebooks import RULE_IS_WRONG, load_chosen, rules_option


@click.command("docs", context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--out", metavar="FOLDER", default="docs/rules", show_default=True, help="The folder of the pages.")
@click.option("--check", is_flag=True, help="Write nothing; exit 3 naming the pages that have drifted from the rules.")
@rules_option
def docs(out: str, check: bool, rules: Sequence[str]) -> None:
    """Write a page for each rule: what it asks, why, the law, every value by year, examples worked out.

    \b
    Example:
      compliance rules docs --check
    """
    from compliance.filing.model import FilingError
    from compliance.pages.folder import drifted, pages

    rulebook = load_chosen(rules, cases=True)
    if rulebook.faults:
        told = ", ".join(fault.rule for fault in rulebook.faults)
        click.echo(f"error: No pages are made while rules cannot be loaded: {told}. See compliance rules lint.", err=True)
        raise click.exceptions.Exit(RULE_IS_WRONG)
    folder = Path(out)
    try:
        made = pages(rulebook, str(folder))
    except FilingError as error:
        click.echo(f"error: A case cannot be worked out. {error}", err=True)
        raise click.exceptions.Exit(RULE_IS_WRONG) from None
    standing = _standing(folder)
    wrong = drifted(made, standing)
    if not check:
        _write(folder, made, standing, wrong)
        write_result(f"{len(made)} pages in {out}, {len(wrong)} of them changed.", None)
    elif wrong:
        write_result(f"Drifted from the rules: {', '.join(wrong)}. Run `compliance rules docs` and commit.", None)
        raise click.exceptions.Exit(RULE_IS_WRONG)
    else:
        write_result(f"{len(made)} pages agree with the rules.", None)


def _standing(folder: Path) -> dict[str, str]:
    """The Markdown files of the folder by name; one that is not UTF-8 is none of ours."""
    return {path.name: path.read_bytes().decode("utf-8", "replace") for path in sorted(folder.glob("*.md")) if path.is_file()}


def _write(folder: Path, made: Mapping[str, str], standing: Mapping[str, str], wrong: Sequence[str]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in wrong:
            if name in made:
                (folder / name).write_text(made[name], encoding="utf-8", newline="\n")
            else:
                (folder / name).unlink()
    except OSError as error:
        raise click.UsageError(f"{folder} cannot be written: {error.strerror}. Give another --out.") from None
