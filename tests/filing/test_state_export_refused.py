"""A state export that is damaged or is not one report is refused, with the words and the place that help to mend it."""

from __future__ import annotations

import pytest

HEAD = '"2025-26","99123450000000","BS1","BB"\n'
ROW = '"0100000000000008011","1250000.00","I"\n'
END = '"-1","EOD","99123450000000","BS1","BB","1"\n'
TWO = END.replace('"1"', '"2"')
GOOD = HEAD + ROW + END
ELEMENTS = GOOD + HEAD.replace('"BB"', '"BB","ELEMENT"')

BAD = {
    "cut off in a section": (HEAD + ROW, "truncated", 3, None),
    "cut off in a record": (HEAD + '"0100000000000008011","12', "never closes", 2, None),
    "fewer records than its EOD says": (HEAD + END, "holds 0 records, its EOD record says 1", 2, None),
    "more records than its EOD says": (HEAD + ROW + ROW.replace("8011", "8012") + END, "holds 2 records", 4, None),
    "EOD of another column": (HEAD + ROW + END.replace('"BB"', '"BE"'), "closes 99123450000000 BS1 BE", 3, None),
    "EOD of another agency": (HEAD + ROW + END.replace("9912345", "9912346"), "closes 99123460000000", 3, None),
    "EOD without a count": (HEAD + ROW + '"-1","EOD","99123450000000","BS1","BB","x"\n', "six fields", 3, None),
    "EOD without a section": (GOOD + END, "without a section", 4, None),
    "EOF with another total": (GOOD + '"-1","EOF","99123450000000","9","",""\n', "holds 4 records", 4, None),
    "something after EOF": (GOOD + '"-1","EOF","99123450000000","4","",""\n' + GOOD, "after the EOF record of line 4", 5, None),
    "a header before the last section ended": (HEAD + ROW + GOOD, "without its EOD record", 3, None),
    "18 characters of account": (GOOD.replace("01000000", "0100000"), "18 characters; expected 19", 2, 2),
    "20 characters of account": (GOOD.replace("01000000", "010000000"), "20 characters; expected 19", 2, 2),
    "a letter in the account": (GOOD.replace("8011", "8O11"), "no digit", 2, 2),
    "a separator in the account": (GOOD.replace("0100000000000008011", "01-000000000000-801"), "no digit", 2, 2),
    "a thousands comma": (GOOD.replace("1250000.00", "12,34"), '"12,34" is not a number', 2, 24),
    "an exponent": (GOOD.replace("1250000.00", "1e3"), '"1e3"', 2, 24),
    "not a number": (GOOD.replace("1250000.00", "NaN"), '"NaN"', 2, 24),
    "infinity": (GOOD.replace("1250000.00", "Infinity"), '"Infinity"', 2, 24),
    "an underscore": (GOOD.replace("1250000.00", "1_000"), '"1_000"', 2, 24),
    "a plus sign": (GOOD.replace("1250000.00", "+5.00"), '"+5.00"', 2, 24),
    "digits of another script": (GOOD.replace("1250000.00", "١٢"), "is not a number", 2, 24),
    "an empty amount": (GOOD.replace("1250000.00", ""), "The amount is empty", 2, 24),
    "a number of 40 digits": (GOOD.replace("1250000.00", "9" * 40), "is not a number", 2, 24),
    "a row of four fields": (GOOD.replace(',"I"', ',"I","I"'), "4 fields", 2, None),
    "a row of one field": (GOOD.replace(',"1250000.00","I"', ""), "1 field,", 2, None),
    "an element of three fields": (ELEMENTS + '"A.B","1","2"\n' + END, "3 fields", 5, None),
    "an element with two values": (ELEMENTS + '"A.B","1"\n"A.B","2"\n' + TWO, "another value at line 5", 6, None),
    "the same column twice": (GOOD + GOOD, "already at line 1", 4, None),
    "details before a header": (ROW + GOOD, "before any header", 1, None),
    "a header of six fields": (HEAD.replace('"BB"', '"BB","",""') + ROW + END, "header of 6 fields", 1, None),
    "an unknown section": (HEAD.replace('"BB"', '"BB","FORMS"') + ROW + END, "Expected ELEMENT, EXPL or TRCLOG", 1, None),
    "an unknown period": (GOOD.replace("BS1", "BS9"), "Expected one of BS1, I1, I2, I3, A", 1, None),
    "a column of another period": (GOOD.replace('"BB"', '"IP"'), "BS1, which has BE, BB", 1, None),
    "a year of the old form": (GOOD.replace("2025-26", "2025/26"), "Expected July to June as 2025-26", 1, None),
    "a year that does not exist": (GOOD.replace("2025-26", "2025-27"), "not a fiscal year", 1, None),
    "the same year in both columns": (GOOD + GOOD.replace('"BB"', '"BE"'), "it must be 2024-25", 4, None),
    "two reports": (GOOD + GOOD.replace("BS1", "A"), "of reporting period A", 4, None),
    "two agencies": (GOOD + GOOD.replace("9912345", "9912346").replace('"BB"', '"BE"'), "split the file", 4, None),
    "a CDS code of 13 digits": (GOOD.replace("99123450000000", "9912345000000"), "not a CDS code", 1, None),
    "a charter school": (GOOD.replace("99123450000000", "99123450123456"), "charter school", 1, None),
    "a stray quotation mark": (GOOD.replace('"I"', '"I"x'), "must be doubled", 2, None),
    "a byte of no encoding": (GOOD.encode().replace(b'"I"', b'"\x81"'), "UTF-8 or Windows-1252", 2, None),
}  # fmt: skip


@pytest.mark.parametrize(("content", "words", "line", "column"), BAD.values(), ids=BAD)
def test_a_bad_export_is_refused_at_its_place(refused, content, words, line, column):
    error = refused(content)
    assert words in error.message
    assert (error.at.line, error.at.column) == (line, column)


def test_an_amount_is_found_behind_fields_that_hold_commas(refused):
    error = refused(GOOD.replace("0100000000000008011", "0100000,00000008011"))
    assert error.at.column == 2


def test_the_good_export_of_these_tests_is_good(read):
    assert len(read(GOOD).column("BB").rows) == 1
