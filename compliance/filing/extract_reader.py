"""The state's extracts, a workbook or the CSV of its ledger table, read into the same filing as the state's text export."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from compliance.filing.contents import Contents, decode
from compliance.filing.extract_columns import columns_of
from compliance.filing.extract_table import Group, groups_of
from compliance.filing.model import Filing, FilingError
from compliance.filing.periods import PERIODS
from compliance.filing.sacs_header import LEDGER, header
from compliance.filing.sacs_records import field_place, records
from compliance.filing.sacs_sections import Section, filing_of
from compliance.filing.workbook import Grid, sheets_of
from compliance.fiscal_year import is_fiscal_year, shift
from compliance.located.nodes import Position

SHEETS = {"UserGL": LEDGER, "UserElement": "ELEMENT", "TRCExplanation": "EXPL", "TRCLog": "TRCLOG"}
ENTITIES = "Entities"


def read_workbook(contents: Contents) -> Filing:
    """The filing in a state DataExtract.xlsx: sheets UserGL, UserElement, TRCExplanation, TRCLog; Entities gives the name.

    Places are written FILE!SHEET:ROW:COLUMN. FilingError where it is not one report of one agency.
    """
    sheets, all_names = sheets_of(contents, (*SHEETS, ENTITIES))
    if "UserGL" not in sheets and "UserElement" not in sheets:
        raise FilingError(
            f"This spreadsheet has no sheet UserGL or UserElement; it holds {', '.join(all_names[:8])}. "
            "Name the state's DataExtract.xlsx, or its text export (.dat).",
            Position(contents.path, 0),
        )
    groups: list[Group] = []
    warnings: list[str] = []
    for name, section in SHEETS.items():
        if name not in sheets:
            continue
        path = f"{contents.path}!{name}"
        try:
            lines = enumerate(sheets[name], 1)
            groups += groups_of(f"Sheet {name}", path, section, lines, partial(_cell_place, path))
        except FilingError as problem:
            if name in ("UserGL", "UserElement"):
                raise
            warnings.append(f"{problem.at}: {problem.message} The sheet was left out.")
    filing = _filing(groups, contents, warnings)
    return filing._replace(entity=filing.entity._replace(name=_name(sheets.get(ENTITIES, []), filing.entity.cds or "")))


def read_table(contents: Contents) -> Filing:
    """The filing in a CSV of the state's UserGL table: the yearly extract's columns, or those of the older Access tables."""
    text, windows = decode(contents, windows=True)
    lines = records(text, contents.path)
    groups = groups_of("This table", contents.path, LEDGER, lines, partial(field_place, text, contents.path))
    return _filing(
        groups, contents, [f"{contents.path}: the file is not UTF-8; it was read as Windows-1252."] if windows else []
    )


def _filing(groups: Sequence[Group], contents: Contents, warnings: list[str]) -> Filing:
    if not groups:
        raise FilingError("The extract holds no rows. Export it again.", Position(contents.path, 0))
    _check_one(groups, "cds", "agencies", "agency (column CDSCode)")
    _check_one(groups, "submission", "submissions", "submission (column SubmissionNumber)")
    shifted = _of_the_report(groups)
    sections = []
    for group in groups:
        key = group.key
        year = shift(key.fiscal_year, PERIODS[key.period].columns[key.column].year) if shifted else key.fiscal_year
        fields = [year, key.cds, key.period, key.column, *([group.section] if group.section else [])]
        sections.append(Section(header(fields, group.details.path, group.line), group.records, group.details))
    return filing_of(sections, contents, warnings)


def _check_one(groups: Sequence[Group], field: str, many: str, one: str) -> None:
    """FilingError where rows of several agencies or submissions stand together; blank where a table does not say."""
    found: dict[str, Group] = {}
    for group in groups:
        if getattr(group.key, field):
            found.setdefault(getattr(group.key, field), group)
    if len(found) > 1:
        second = list(found.values())[1]
        named = ", ".join(list(found)[:4]) + (", …" if len(found) > 4 else "")
        raise FilingError(
            f"The extract holds rows of {len(found)} {many}: {named}. A filing is one report of one agency: keep the rows of "
            f"one {one} and save them as a file of their own.",
            Position(second.details.path, second.line),
        )


def _of_the_report(groups: Iterable[Group]) -> bool:
    """Whether the fiscal years written are the report's own in every column, though its columns are of different years."""
    years = {group.key.fiscal_year for group in groups}
    relative = set()
    for group in groups:
        period = PERIODS.get(group.key.period)
        if period is None or group.key.column not in period.columns:
            return False
        relative.add(period.columns[group.key.column].year)
    return len(years) == 1 and len(relative) > 1 and all(map(is_fiscal_year, years))


def _name(grid: Grid, cds: str) -> str | None:
    """What the sheet Entities calls the agency."""
    if not grid:
        return None
    columns = columns_of(grid[0], f"Sheet {ENTITIES}", Position("", 0), ("cds", "county", "district", "school", "name"))
    for cells in grid[1:]:
        code = columns.text(cells, "county").zfill(2) + columns.text(cells, "district").zfill(5)
        if code == cds[:7] and columns.text(cells, "school").strip("0") == "" and (name := columns.text(cells, "name")):
            return name
    return None


def _cell_place(path: str, line: int, index: int) -> Position:
    return Position(path, line, index + 1)
