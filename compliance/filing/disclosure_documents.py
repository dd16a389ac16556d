"""What a disclosure may look like, as models that make its JSON Schema. Reading does not use them: see disclosure.py.

Amounts are dollars of all funds unless a page says otherwise; a line that is left out is unknown.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from compliance.filing.disclosure_parts import BUDGET_ROWS, EFFECT_FUNDS, FUND_PAGES, PAGES
from compliance.filing.documents import EntityDocument, FiscalYear, Text

LEFT_OUT: Any = None


def closed(schema: Any) -> Any:
    """The schema with every table of named rows refusing other names, as the reader does."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    return {"additionalProperties": False} | inner if "patternProperties" in inner else inner


Money = int | float | Annotated[str, StringConstraints(pattern=r"^-?[0-9]+(\.[0-9]{1,6})?$")]
Rate = int | float | Annotated[str, StringConstraints(pattern=r"^-?[0-9]+(\.[0-9]+)?%?$")]
Count = Annotated[int | float, Field(ge=0)] | Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]{1,4})?$")]
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Row = Annotated[str, StringConstraints(pattern=f"^({'|'.join(BUDGET_ROWS)})$")]
Page = Annotated[str, StringConstraints(pattern=f"^({'|'.join((*PAGES, *FUND_PAGES))})$")]
GeneralPage = Annotated[str, StringConstraints(pattern=f"^({'|'.join(PAGES)})$")]
EffectFund = Annotated[str, StringConstraints(pattern=f"^({'|'.join(EFFECT_FUNDS)})$")]
YesNo = bool | Literal["yes", "no", "true", "false"]


class _Document(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class PeriodDocument(_Document):
    """The term of the agreement."""

    begin: Day = LEFT_OUT
    end: Day = LEFT_OUT


class ByColumnDocument(_Document):
    """A row of section A, dollars: annual cost before the settlement, then the increase or (decrease) of each year."""

    prior: Money = LEFT_OUT
    year_1: Money = LEFT_OUT
    year_2: Money = LEFT_OUT
    year_3: Money = LEFT_OUT


class CostDocument(ByColumnDocument):
    """The same with each percent as printed."""

    percent_1: Rate = LEFT_OUT
    percent_2: Rate = LEFT_OUT
    percent_3: Rate = LEFT_OUT


class EmployeesDocument(_Document):
    """Row 6, employees or full-time equivalents."""

    prior: Count = LEFT_OUT
    year_1: Count = LEFT_OUT
    year_2: Count = LEFT_OUT
    year_3: Count = LEFT_OUT


class CompensationDocument(_Document):
    """Section A, all funds."""

    salary_schedule: CostDocument = Field(default=LEFT_OUT, description="Row 1, with step and column")
    other_compensation: CostDocument = Field(default=LEFT_OUT, description="Row 2: stipends, bonuses, longevity, overtime")
    statutory_benefits: CostDocument = Field(default=LEFT_OUT, description="Row 3: retirement, Medicare, insurance")
    health_and_welfare: CostDocument = Field(default=LEFT_OUT, description="Row 4")
    total: CostDocument = Field(default=LEFT_OUT, description="Row 5, as printed")
    employees: EmployeesDocument = LEFT_OUT
    average: ByColumnDocument = Field(default=LEFT_OUT, description="Row 7, as printed")


class ClauseDocument(_Document):
    """A contingency clause of section D."""

    clause: Text
    trigger: Text = Field(default=LEFT_OUT, description="What sets it off")


class TermsDocument(_Document):
    """Sections B to E in words."""

    non_compensation: Text = Field(default=LEFT_OUT, description="Section B")
    impacts: Text = Field(default=LEFT_OUT, description="Section C")
    contingency: list[ClauseDocument] = Field(default=LEFT_OUT, description="Section D")
    other_provisions: Text = Field(default=LEFT_OUT, description="Section E")
    comments: Text = Field(default=LEFT_OUT, description="Section A, lines 8 to 11")


class SourceDocument(_Document):
    """What section F names as paying for one item of the agreement."""

    item: Text
    pays_for: Literal["ongoing", "one_time"] = LEFT_OUT
    when: Literal["current", "later", "multiyear"] = Field(default=LEFT_OUT, description="F1, F2 or F3")
    kind: Literal["ongoing", "one_time", "reserves", "fund_balance"] = LEFT_OUT
    explanation: Text = LEFT_OUT


class BudgetRowDocument(_Document):
    """A row of section G, dollars."""

    approved: Money = Field(default=LEFT_OUT, description="Column 1, latest budget the board approved")
    settlement: Money = Field(default=LEFT_OUT, description="Column 2, adjustments of this settlement")
    other: Money = Field(default=LEFT_OUT, description="Column 3, other revisions")
    revised: Money = Field(default=LEFT_OUT, description="Column 4, as printed")
    filed: Money = Field(default=LEFT_OUT, description="The row in the budget as filed with the county")


class ProjectionRowDocument(_Document):
    """A row of section H, dollars."""

    year_1: Money = LEFT_OUT
    year_2: Money = LEFT_OUT
    year_3: Money = LEFT_OUT


class ReservesDocument(_Document):
    """Section I, lines 1 to 3, of one year; dollars and percents as printed."""

    total_outgo: Money = Field(default=LEFT_OUT, description="1a, with the settlement")
    pass_through: Money = Field(default=LEFT_OUT, description="1b")
    net_outgo: Money = Field(default=LEFT_OUT, description="1c")
    percent: Rate = Field(default=LEFT_OUT, description="1d")
    minimum: Money = Field(default=LEFT_OUT, description="1e")
    general_9789: Money = Field(default=LEFT_OUT, description="2a; object 9770 on older forms")
    general_9790: Money = Field(default=LEFT_OUT, description="2b")
    special_9789: Money = Field(default=LEFT_OUT, description="2c, fund 17; object 9770 on older forms")
    special_9790: Money = Field(default=LEFT_OUT, description="2d, fund 17")
    available: Money = Field(default=LEFT_OUT, description="2e")
    available_percent: Rate = Field(default=LEFT_OUT, description="2f")
    meets: YesNo = Field(default=LEFT_OUT, description="3")


class TieOutDocument(_Document):
    """Section I, line 5."""

    effects: dict[EffectFund, Money] = Field(default=LEFT_OUT, description="Cost borne by each fund's balance, year 1")
    variance: Money = Field(default=LEFT_OUT, description="As printed")
    explanation: Text = LEFT_OUT


class DeficitDocument(_Document):
    """Section I, line 6: operating surplus or (deficit), dollars; a deficit is negative."""

    before: Money = LEFT_OUT
    after: Money = LEFT_OUT
    year_2: Money = LEFT_OUT
    year_3: Money = LEFT_OUT
    reason: Text = LEFT_OUT


class AdjustmentsDocument(_Document):
    """Section I, line 7."""

    used: YesNo = LEFT_OUT
    explanation: Text = LEFT_OUT


class AssumptionsDocument(_Document):
    """What the projection of section H holds beside the settlement."""

    step_and_column: YesNo = LEFT_OUT
    statutory_rates: YesNo = Field(default=LEFT_OUT, description="The rates of each year, not this year's throughout")


class SignerDocument(_Document):
    """One signature of section J."""

    signer: Literal["superintendent", "chief_business_official"]
    name: Text = LEFT_OUT
    date: Day = LEFT_OUT
    certifies: YesNo = LEFT_OUT
    unable: YesNo = LEFT_OUT
    begin: Day = LEFT_OUT
    end: Day = LEFT_OUT


class DisclosureDocument(_Document):
    """The public disclosure of a proposed bargaining agreement (AB 1200, GC 3547.5)."""

    disclosure: Literal[1] = Field(description="Version of this format; the first key of the file")
    entity: EntityDocument
    fiscal_year: FiscalYear = Field(description="The current year of the form: year 1")
    unit: Text = Field(description="The bargaining unit")
    unit_kind: Literal["certificated", "classified", "other"] = LEFT_OUT
    period: PeriodDocument = LEFT_OUT
    board_action: Day = Field(default=LEFT_OUT, description="The day the board votes")
    public_meeting: Day = Field(default=LEFT_OUT, description="The day of the meeting that discloses the agreement")
    submitted: Day = Field(default=LEFT_OUT, description="The day the county office received it")
    holidays: list[Day] = Field(default=LEFT_OUT, description="Days that are no working days, beside Saturdays and Sundays")
    certification: Literal["positive", "qualified", "negative"] = Field(default=LEFT_OUT, description="Of the last interim")
    ada: Count = Field(default=LEFT_OUT, description="Attendance, by which the least reserve goes")
    compensation: CompensationDocument
    terms: TermsDocument = LEFT_OUT
    funding: list[SourceDocument] = Field(default=LEFT_OUT, description="Section F")
    budget: dict[Page, dict[Row, BudgetRowDocument]] = Field(default=LEFT_OUT, description="Section G by page and row")
    projection: dict[GeneralPage, dict[Row, ProjectionRowDocument]] = Field(
        default=LEFT_OUT, description="Section H by page and row"
    )
    reserves: dict[FiscalYear, ReservesDocument]
    tie_out: TieOutDocument = LEFT_OUT
    deficit: DeficitDocument = LEFT_OUT
    other_adjustments: AdjustmentsDocument = LEFT_OUT
    assumptions: AssumptionsDocument = LEFT_OUT
    signers: list[SignerDocument] = Field(default=LEFT_OUT, description="Section J")
