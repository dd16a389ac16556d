"""The smallest pack that loads, to be copied and broken in one place."""

from __future__ import annotations

from pathlib import Path

RULE = """\
id: {id}
title: Reserves meet the standard
cites: [5 CCR 15450]
applies: {{entity: district, report: adopted_budget}}
each: {{year: [0, 1, 2]}}
let:
  standard: max(outgo * standard_table(ada).percent, standard_table(ada).floor)
require: reserves >= standard
distance: reserves - standard
severity: serious
message: Reserves of {{reserves}} miss {{standard}}.
cases:
  - {{year: 2024-25, given: {{ada: 5000, outgo: 100, reserves: 4}}, expect: met}}
  - {{year: 2024-25, given: {{ada: 5000, outgo: 100, reserves: 3}}, expect: met, at_the_line: yes}}
  - {{year: 2024-25, given: {{ada: 5000, outgo: 100, reserves: 2.99}}, expect: not_met}}
"""

FILES = {
    "pack.yaml": """\
pack: 1
id: small
version: "1"
entities: [district]
reports: [adopted_budget, first_interim]
""",
    "parameters/floor.yaml": """\
parameter: floor
title: Least dollars
unit: money
values:
  - {from: 2023-24, value: 80000, cites: [5 CCR 15450]}
  - {from: 2024-25, value: 87000, cites: [5 CCR 15450]}
runs_on: no
""",
    "parameters/standard_table.yaml": """\
table: standard_table
title: Least reserve
key: {name: ada, unit: ada, round: 0}
columns: {percent: rate, floor: money}
values:
  - from: 2023-24
    cites: [5 CCR 15450]
    rows:
      - {upto: 300, percent: 5%, floor: floor}
      - {upto: 1000, percent: 4%, floor: floor}
      - {percent: 3%, floor: 0}
runs_on: yes
""",
    "figures/few.yaml": """\
figures:
  ada: {label: Pupils, unit: ada}
  outgo: {label: Outgo, unit: money}
  revenue: {label: Revenue, unit: money}
  reserves:
    label: Reserves
    unit: money
    found:
      - {years: [0], is: 'sum(amount, fund="01")'}
""",
    "answers.yaml": """\
answers:
  S1: {question: "Is it so?", type: yes_no}
""",
    "lists.yaml": """\
lists:
  labor:
    title: Units
    key: unit
    fields: {unit: {unit: text, required: yes}, settled: {unit: bool}}
""",
    "certification.yaml": """\
schemes:
  adopted_budget:
    applies: {entity: district, report: adopted_budget}
    cites: [EC 42127]
    decides: [R-1]
    levels:
      - {indicated: disapprove, when: [{rule: R-1}]}
    otherwise: approve
""",
    "budget/R-1.yaml": RULE.format(id="R-1"),
    "budget/R-2.yaml": RULE.format(id="R-2"),
}


def write_pack(folder: Path, broken: str = "", old: str = "", new: str = "") -> Path:
    """The small pack in a folder, with one thing of one file replaced."""
    for name, words in FILES.items():
        if name == broken:
            assert words.count(old) >= 1, f"{old!r} is not in {name}"
            words = words.replace(old, new, 1)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")
    return folder


def line_of(broken: str, text: str) -> int:
    """The line of the small pack's file in which the text stands."""
    return FILES[broken][: FILES[broken].index(text)].count("\n") + 1
