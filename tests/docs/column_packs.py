"""A small pack of rules over columns: one of each kind of case, and one that nothing can decide."""

from __future__ import annotations

from pathlib import Path

POSITIVE = """\
id: SMALL-POSITIVE
title: Objects are not below zero
phase: general_ledger
why: Spending below zero is an error.
cites: [State technical review check SMALL-POSITIVE]
confidence: unconfirmed
applies: {needs: ledger}
severity: {BE: warning, BB: warning, BA: {is: fatal, until: 2022-23}, IA: {is: informational, from: 2024-25}}
each: {accounts: [fund, resource, object]}
rows: {object: "1000-9999 except 7310,7350"}
together: {object: "7600-7699"}
let:
  past: sum(amount, object="9790,979Z")[-1]
when: fund != "95"
require: amount >= -10 and past >= 0
distance: amount + 10
message: "Object {object} of fund {fund}, resource {resource} is {amount}."
remedy: Correct the entry.
cases:
  - year: 2024-25
    column: BB
    rows: {01-0000-0-0000-0000-4300: 2500.5}
    before: {rows: {01-0000-0-0000-0000-9790: 12345.00}}
    expect: met
  - year: 2024-25
    column: BB
    rows: {01-0000-0-0000-0000-4300: -10.00}
    before: {rows: {01-0000-0-0000-0000-9790: 12345.00}}
    expect: met
    at_the_line: yes
  - year: 2024-25
    column: BB
    rows: {01-0000-0-0000-0000-4300: -1000, 01-0000-0-1110-1000-4300: -234.56, 01-0000-0-0000-0000-5800: 1}
    before: {rows: {01-0000-0-0000-0000-9790: 12345.00}}
    subject: 01 0000 4300
    expect: not_met
    because: two rows are one object
"""

SAVED = """\
id: SMALL-SAVED
title: Forms were saved after what they draw on
phase: export_validation
cites: [State technical review check SMALL-SAVED]
applies: {needs: ledger}
severity: {BB: fatal, IP: fatal}
keyed: no
require: filled("01.DATETIME.LAST.SAVED") or cell("01.NOTE") == ""
message: The form was never saved.
cases:
  - {year: 2024-25, column: BB, cells: {01.DATETIME.LAST.SAVED: "07/01/2024 10:00:00 +00:00"}, expect: met, at_the_line: yes}
  - {year: 2024-25, column: BB, cells: {01.NOTE: "a | b"}, expect: not_met}
"""

FLAGS = """\
id: SMALL-FLAGS
title: No form is out of balance
phase: export_validation
cites: [State technical review check SMALL-FLAGS]
applies: {needs: ledger}
severity: {BE: warning, BB: warning}
each: {cells: "{form}.UNBALANCED.FATAL"}
require: content == ""
message: Form {form} is out of balance.
cases:
  - {year: 2024-25, column: BB, cells: {MYP.UNBALANCED.FATAL: ""}, expect: met, at_the_line: yes}
  - {year: 2024-25, column: BB, cells: {MYP.UNBALANCED.FATAL: X}, subject: MYP, expect: not_met}
"""

VERSION = """\
id: SMALL-VERSION
title: Forms were saved under the current software
phase: import
cites: [State technical review check SMALL-VERSION]
applies: {needs: ledger}
severity: {BB: warning}
cannot: the current version stands in no filing
remedy: Run the check again.
"""

FUNDS = """\
id: SMALL-FUNDS
title: Each fund begins with what it closed with
phase: import
cites: [State technical review check SMALL-FUNDS]
applies: {needs: ledger}
severity: {BA: fatal}
each: {accounts: [fund]}
rows: [{object: "9791"}, {object: 979Z, year: -1}]
keyed: no
require: sum(amount, object="9791") == sum(amount, object="979Z")[-1]
message: "Fund {fund} does not begin with what it closed with."
cases:
  - year: 2023-24
    column: BA
    rows: {01-0000-0-0000-0000-9791: 500}
    before: {rows: {01-0000-0-0000-0000-979Z: 500}}
    expect: met
    at_the_line: yes
  - year: 2023-24
    column: BA
    rows: {01-0000-0-0000-0000-9791: 500}
    before: {rows: {01-0000-0-0000-0000-979Z: 500, 11-0000-0-0000-0000-979Z: 0.01}}
    expect: not_met
"""

FORMS = """\
id: SMALL-FORMS
title: Forms were saved after what they draw on
phase: export_validation
cites: [State technical review check SMALL-FORMS]
applies: {needs: ledger}
severity: {BB: fatal}
each: {subjects: [{form: "01", source: "01GL"}, {form: CASH, source: "01"}]}
when: filled("{form}.SAVED") and filled("{source}.SAVED")
require: moment("{form}.SAVED") >= moment("{source}.SAVED")
message: "{source} changed after {form} was saved."
cases:
  - year: 2024-25
    column: BB
    cells: {01.SAVED: "07/01/2024 10:00:00 +00:00", 01GL.SAVED: "07/01/2024 10:00:00 +00:00"}
    expect: met
    at_the_line: yes
  - year: 2024-25
    column: BB
    cells: {01.SAVED: "07/01/2024 10:00:00 +00:00", 01GL.SAVED: "07/01/2024 10:00:01 +00:00"}
    subject: 01 01GL
    expect: not_met
  - {year: 2024-25, column: BB, cells: {CASH.SAVED: ""}, expect: met, because: a form never saved draws on nothing}
"""

FILES = {
    "pack.yaml": """\
pack: 1
id: small
version: "1"
entities: [district]
reports: [adopted_budget, first_interim, unaudited_actuals]
""",
    "gate.yaml": """\
columns: {adopted_budget: [BE, BB], unaudited_actuals: [BA]}
cites: [State filing instructions]
""",
    "technical/SMALL-POSITIVE.yaml": POSITIVE,
    "technical/SMALL-SAVED.yaml": SAVED,
    "technical/SMALL-FLAGS.yaml": FLAGS,
    "technical/SMALL-VERSION.yaml": VERSION,
    "technical/SMALL-FUNDS.yaml": FUNDS,
    "technical/SMALL-FORMS.yaml": FORMS,
}


def write_column_pack(folder: Path) -> Path:
    """The small pack in a folder."""
    for name, words in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")
    return folder
