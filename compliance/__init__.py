"""Reads a school district's budget the way the law does: filing, figures, rules, findings, report and letter."""

__version__ = "0.1.0"
