"""The command line: one file a verb. Each parses arguments, calls what lies below, prints, and exits; nothing below prints."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from compliance.cli.group import cli

    cli(prog_name="compliance", windows_expand_args=False)
