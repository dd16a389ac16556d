"""Findings out: each module turns one frozen Report into one form and knows nothing of files, terminals or exit codes.

json_report.to_json and unreadable: the contract compliance/report-1. document.report_schema: its JSON Schema. text.to_text: for
a reader. problems.problem_lines: one line a problem, for hooks and logs. Import what you need: only document needs pydantic.
"""
