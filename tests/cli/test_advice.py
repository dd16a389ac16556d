"""Who types a name wrong is told the nearest one, and the exit code is 2."""

from __future__ import annotations

import pytest

from .conftest import Run

PASADENA = "examples/pasadena-2018-19-first-interim.yaml"


@pytest.mark.parametrize(
    ("words", "wrong", "meant"),
    [
        (["chekc", PASADENA], "chekc", "check"),
        (["rules", "lits"], "lits", "list"),
        (["check", "--onyl", "01CSI-10", PASADENA], "--onyl", "--only"),
        (["check", "--only", "01CSI-1O", PASADENA], "01CSI-1O", "01CSI-10"),
        (["check", "--only", "thin-reserves-margin", PASADENA], "thin-reserves-margin", "thin-reserve-margin"),
        (["check", "--fail-on", "seriuos", PASADENA], "seriuos", "serious"),
        (["explain", "01CSI-1O", PASADENA], "01CSI-1O", "01CSI-10"),
        (["explain", "availible_reserves", PASADENA], "availible_reserves", "available_reserves"),
        (["rules", "show", "01CSI-1O"], "01CSI-1O", "01CSI-10"),
        (["rules", "show", "reserve_standards"], "reserve_standards", "reserve_standard"),
        (["rules", "test", "01CSI-1O"], "01CSI-1O", "01CSI-10"),
        (["schema", "filling"], "filling", "filing"),
        (["letter", "--kind", "interim-positve", PASADENA], "interim-positve", "interim-positive"),
        (["letter", "--conty", "x", PASADENA], "--conty", "--county"),
    ],
)
def test_the_nearest_name_is_offered(run: Run, words: list[str], wrong: str, meant: str) -> None:
    ran = run(*words)
    assert (ran.exit_code, ran.stdout) == (2, "")
    told = ran.stderr.split("Error:")[1]
    assert wrong in told
    assert f"'{meant}'" in told


@pytest.mark.parametrize(
    ("words", "where"),
    [
        (["frobnicate"], "check, explain, settle, letter, diff, convert, init, rules, schema"),
        (["check", "--only", "qqqqqqqq", PASADENA], "rules list"),
        (["explain", "qqqqqqqq"], "rules list"),
        (["rules", "show", "qqqqqqqq"], "rules list"),
        (["schema", "qqqqqqqq"], "filing"),
        (["letter", "--kind", "qqqqqqqq", PASADENA], "interim-positive"),
        (["letter", "--date", "9 January 2019", PASADENA], "2019-01-09"),
        (["letter", PASADENA, PASADENA], "--out"),
    ],
)
def test_where_nothing_is_near_the_way_to_the_names_is_offered(run: Run, words: list[str], where: str) -> None:
    ran = run(*words)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert where in ran.stderr.split("Error:")[1].replace("\n", " ")
