"""Small ledgers in memory, and hypothesis ledgers that are balanced by construction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from hypothesis import strategies as st

from compliance.engine.examine import examine
from compliance.engine.figures import FigureBook
from compliance.engine.findings import Case, Result
from compliance.engine.history import History
from compliance.filing.importing import ready
from compliance.filing.model import Column, Entity, Filing, Row, Written
from compliance.filing.periods import PERIODS
from compliance.fiscal_year import shift
from compliance.located import Position

from .filings import US_CA

Accounts = Mapping[str, Decimal | str]
PERIOD_OF = {"BE": "BS1", "BB": "BS1", "BA": "A", "IO": "I1", "IB": "I1", "IA": "I1", "IP": "I1"}
CENT = Decimal("0.01")
TOLERANCE = Decimal(10)


def ledger(
    columns: Mapping[str, Accounts],
    fiscal_year: str = "2024-25",
    cells: Mapping[str, Mapping[str, str]] | None = None,
    kind: str = "district",
) -> Filing:
    """A filing of these columns: accounts such as "01-0000-0-0000-0000-8011" with dollars, and form cells by column."""
    first = next(iter(columns))
    period = PERIODS[PERIOD_OF[first]]
    made = []
    for code, accounts in columns.items():
        rows = tuple(
            Row(account.replace("-", ""), Decimal(amount), None, line)
            for line, (account, amount) in enumerate(accounts.items(), 2)
        )
        written = (cells or {}).get(code)
        elements = (
            None if written is None else {name: Written(text, Position("made", 1), True) for name, text in written.items()}
        )
        made.append(
            Column(
                shift(fiscal_year, period.columns[code].year), PERIOD_OF[first], code, "made.dat", rows=rows, elements=elements
            )
        )
    cds = "38684780000000" if kind == "district" else "38103890000000"
    return Filing("made.dat", "0" * 64, Entity("Made", cds, None, kind), fiscal_year, period.report, columns=tuple(made))


def result(rule: str, filing: Filing, history: Sequence[Filing] = ()) -> Result:
    """One rule's result on a ledger, after the state's import."""
    earlier = History([FigureBook(ready(one), US_CA) for one in history])
    return examine(US_CA.rules[rule], FigureBook(ready(filing), US_CA, history=earlier))


def exceptions(rule: str, filing: Filing, history: Sequence[Filing] = ()) -> list[str]:
    """The keys of the exceptions, with the column first."""
    return [" ".join(case.subject.values()) for case in result(rule, filing, history).cases if case.outcome == "not_met"]


def failing(filing: Filing, rules: Sequence[str]) -> list[str]:
    """Which of these rules are not met."""
    return [rule for rule in rules if result(rule, filing).outcome == "not_met"]


def rows_behind(case: Case) -> list[tuple[str, int]]:
    """The accounts and lines that a case names."""
    source = case.figures["amount"].source
    assert source is not None
    return [(row.account, row.line) for row in source.accounts]


amounts = st.integers(1, 9_000_000_00).map(lambda cents: Decimal(cents) / 100)
FUNDS = ("01", "11", "12", "13")
RESTRICTED = {"01": "6500", "11": "6391", "12": "6105", "13": "5310"}


@st.composite
def balanced(draw: st.DrawFn, closed: bool) -> dict[str, Decimal]:
    """A ledger whose transfers and contributions net as the law asks; closed books also hold the assets behind each balance."""
    rows: dict[str, Decimal] = {}

    def add(account: str, amount: Decimal) -> None:
        rows[account] = rows.get(account, Decimal(0)) + amount

    funds = draw(st.lists(st.sampled_from(FUNDS), min_size=2, max_size=4, unique=True))
    for fund in funds:
        restricted = RESTRICTED[fund]
        add(f"{fund}-0000-0-0000-0000-8699", draw(amounts))
        add(f"{fund}-{restricted}-0-0000-0000-8590", draw(amounts))
        give = draw(amounts)
        add(f"{fund}-0000-0-0000-0000-8980", -give)
        add(f"{fund}-{restricted}-0-0000-0000-8980", give)
        give = draw(amounts)
        add(f"{fund}-9010-0-0000-0000-8990", -give)
        add(f"{fund}-{restricted}-0-0000-0000-8990", give)
        direct = draw(amounts)
        add(f"{fund}-0000-0-0000-2700-5710", direct)
        add(f"{fund}-{restricted}-0-0000-2700-5710", -direct)
        indirect = draw(amounts)
        add(f"{fund}-0000-0-0000-7210-7310", -indirect)
        add(f"{fund}-{restricted}-0-0000-7210-7310", indirect)
    one, other = funds[0], funds[1]
    for debit, credit in ((f"{one}-0000-0-0000-2700-5750", f"{other}-0000-0-0000-2700-5750"),
                          (f"{one}-0000-0-0000-7210-7350", f"{other}-0000-0-0000-7210-7350"),
                          (f"{one}-0000-0-0000-0000-8091", f"{other}-0000-0-0000-0000-8091"),
                          (f"{one}-0000-0-0000-0000-8099", f"{other}-0000-0-0000-0000-8099")):  # fmt: skip
        amount = draw(amounts)
        add(debit, amount)
        add(credit, -amount)
    moved = draw(amounts)
    add(f"{one}-0000-0-0000-9300-7619", moved)
    add(f"{other}-0000-0-0000-0000-8919", moved)
    if closed:
        for fund, resource in sorted({(account[:2], account[3:7]) for account in rows}):
            of = [
                (-amount if account[-4] in "1234567" else amount)
                for account, amount in rows.items()
                if (account[:2], account[3:7]) == (fund, resource)
            ]
            add(f"{fund}-{resource}-0-0000-0000-9110", sum(of, Decimal(0)))
    return {account: amount for account, amount in rows.items() if amount}
