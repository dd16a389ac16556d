"""The shape of a bargaining proposal, for its schema (schemas/proposal.schema.json); read_proposal.py reads without it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from compliance.rulebook.document_parts import LEFT_OUT, Document, FiscalYear, Text, YesNo

Amount = float | Annotated[str, StringConstraints(pattern=r"^-?[0-9]+(\.[0-9]{1,6})?$")]
Rate = float | Annotated[str, StringConstraints(pattern=r"^-?[0-9]+(\.[0-9]+)?%?$")]
Number = Annotated[float, Field(ge=0)] | Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]{1,4})?$")]
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Fund = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{2}$")]
Funds = dict[Fund, Amount]
DatedRate = YesNo | Rate | dict[FiscalYear, Rate]
OwnRate = Literal[False, "no"] | Rate | dict[FiscalYear, Rate]


class AgencyDocument(Document):
    """Whose proposal it is; it must be the filing's agency."""

    cds: Annotated[str, StringConstraints(pattern=r"^[0-9]{7}([0-9]{7})?$")]
    name: Text = LEFT_OUT


class DatesDocument(Document):
    """The dates of the statutory clock; holidays are the days besides weekends on which no one works."""

    disclosure: Day = LEFT_OUT
    submission: Day = LEFT_OUT
    board_action: Day = LEFT_OUT
    holidays: list[Day] = LEFT_OUT


class YearsDocument(Document):
    """The fiscal years that are costed."""

    first: FiscalYear
    count: Annotated[int, Field(ge=1, le=10)] = Field(default=LEFT_OUT, description="How many; left out: three")


class StatutoryDocument(Document):
    """Benefits that follow pay: yes for the rate of each year in the law, or a rate, or rates by fiscal year."""

    strs: DatedRate = LEFT_OUT
    pers: DatedRate = LEFT_OUT
    oasdi: DatedRate = LEFT_OUT
    medicare: DatedRate = LEFT_OUT
    unemployment: DatedRate = LEFT_OUT
    workers_compensation: OwnRate = LEFT_OUT
    other: OwnRate = LEFT_OUT


class HealthDocument(Document):
    """Health benefits of a unit today."""

    cost: Amount = Field(default=LEFT_OUT, description="Dollars a year")
    cap: Amount = Field(default=LEFT_OUT, description="The employer's most for one employee")
    enrolled: Number = LEFT_OUT


class LinkDocument(Document):
    """A me-too clause."""

    follows: Text = Field(description="The unit whose gains this one gets")
    items: list[Literal["on_schedule", "off_schedule", "flat_amount", "stipend", "days", "health_cap"]]
    until: FiscalYear = Field(default=LEFT_OUT, description="The last fiscal year in which an item may begin")


class UnitDocument(Document):
    """A bargaining unit: cost_of_one_percent, or salary_base and statutory, or neither where the cost is unknown."""

    unit: Text
    label: Text = LEFT_OUT
    fte: Number | dict[FiscalYear, Number] = LEFT_OUT
    cost_of_one_percent: Amount | dict[FiscalYear, Amount] = Field(
        default=LEFT_OUT, description="Salaries and statutory benefits; used as it stands"
    )
    salary_base: Funds | dict[FiscalYear, Funds] = Field(default=LEFT_OUT, description="Salaries by fund")
    unrestricted_share: Rate = Field(default=LEFT_OUT, description="Of fund 01")
    statutory: StatutoryDocument = LEFT_OUT
    step_and_column: Rate = Field(default=LEFT_OUT, description="Growth of the base in each later year")
    health: HealthDocument = LEFT_OUT
    me_too: list[LinkDocument] = LEFT_OUT


class _Item(Document):
    unit: Text
    paid: Day = Field(default=LEFT_OUT, description="When pay that reaches back is paid")
    contingent: Text = Field(default=LEFT_OUT, description="The condition; the item is counted all the same")
    note: Text = LEFT_OUT


class _EitherItem(_Item):
    effective: Day = Field(default=LEFT_OUT, description="Ongoing from this day on")
    year: FiscalYear = Field(default=LEFT_OUT, description="One-time, of this fiscal year")


class OnScheduleDocument(_Item):
    """A step on the salary schedule, ongoing."""

    kind: Literal["on_schedule"]
    percent: Rate
    effective: Day
    benefits: YesNo | Rate = LEFT_OUT


class OffScheduleDocument(_Item):
    """A percent paid once."""

    kind: Literal["off_schedule"]
    percent: Rate
    year: FiscalYear
    benefits: YesNo | Rate = LEFT_OUT


class FlatDocument(_EitherItem):
    """Dollars for each position (or for so many people), or in all."""

    kind: Literal["flat_amount", "stipend"]
    each: Amount = LEFT_OUT
    count: Number = LEFT_OUT
    amount: Amount = LEFT_OUT
    benefits: YesNo | Rate = LEFT_OUT


class DaysDocument(_EitherItem):
    """Days of work added to the contract."""

    kind: Literal["days"]
    days: Number
    contract_days: Number
    benefits: YesNo | Rate = LEFT_OUT


class ClassSizeDocument(_EitherItem):
    """Positions added for smaller classes, at their average cost with benefits."""

    kind: Literal["class_size"]
    fte: Number
    average_cost: Amount


class HealthCapDocument(_EitherItem):
    """A new cap of the employer's health contribution."""

    kind: Literal["health_cap"]
    cap: Amount
    enrolled: Number = LEFT_OUT


ItemDocument = Annotated[
    OnScheduleDocument | OffScheduleDocument | FlatDocument | DaysDocument | ClassSizeDocument | HealthCapDocument,
    Field(discriminator="kind"),
]


class _Yearly(Document):
    name: Text
    year: FiscalYear = Field(default=LEFT_OUT, description="Once")
    from_: FiscalYear = Field(default=LEFT_OUT, alias="from", description="Every year from then on")
    amount: Amount


class FundingDocument(_Yearly):
    """A source named for the cost."""

    kind: Literal["retiree_health_set_aside", "ongoing", "one_time", "reserves", "other_fund"]
    also_stated: Amount = Field(default=LEFT_OUT, description="What another document says of it")


class ExtraDocument(_Yearly):
    """Revenue or a cut that offsets the cost."""

    kind: Literal["revenue", "cut"]
    contingent: YesNo = LEFT_OUT
    count: YesNo = Field(default=LEFT_OUT, description="Left out: counted unless contingent")


class OutYearsDocument(Document):
    """Whether the filing's years after the first hold the settlement already."""

    basis: Literal["before", "after"]
    linked_basis: Literal["before", "after"] = Field(default=LEFT_OUT, description="The same of units that follow")


class StatedDocument(Document):
    """A cost that somebody states without its arithmetic: told, never counted."""

    name: Text
    amount: Amount
    said_by: Text = LEFT_OUT
    kind: Literal["total", "linked_units"] = LEFT_OUT


class ProposalDocument(Document):
    """A bargaining proposal: units, items, and what is said of their funding. See docs/bargaining.md."""

    proposal: Literal[1] = Field(description="The format of this file.")
    name: Text
    agency: AgencyDocument = LEFT_OUT
    parties: Text = LEFT_OUT
    note: Text = LEFT_OUT
    dates: DatesDocument = LEFT_OUT
    years: YearsDocument
    units: list[UnitDocument]
    items: list[ItemDocument]
    funding: list[FundingDocument] = LEFT_OUT
    extra: list[ExtraDocument] = LEFT_OUT
    out_years: OutYearsDocument = LEFT_OUT
    stated: list[StatedDocument] = LEFT_OUT
