"""CSV: what people typed stays text."""

from __future__ import annotations

import csv
import io

import pytest

from showclear.reports.csv_text import csv_text

HOSTILE = {
    "=cmd|' /C calc'!A0": "'=cmd|' /C calc'!A0",
    "+1": "'+1",
    "-1+1": "'-1+1",
    "@SUM(A1)": "'@SUM(A1)",
    "  =1": "'  =1",
    "\t=1": "<U+0009>=1",
    "\r=1": "<U+000D>=1",
    "a;=1": "a;'=1",
    "a|=1": "a|'=1",
    "a\n=1": "a\n'=1",
    "\uff1d1": "'\uff1d1",
    "\u202e=1": "<U+202E>=1",
    'say "cold", then roll': 'say "cold", then roll',
    "R-1": "R-1",
    "": "",
}


@pytest.mark.parametrize(("typed", "expected"), HOSTILE.items())
def test_no_text_becomes_a_formula(typed: str, expected: str) -> None:
    """A reason typed at three in the morning must not run on a producer's machine."""
    text = csv_text(("what", typed), [(typed, "x")])
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["what", expected], [expected, "x"]]


def test_numbers_stand_as_they_are() -> None:
    """A count below zero is a number, and a spreadsheet may reckon with it."""
    assert csv_text(("count",), [(-3,), (0,)]) == '"count"\r\n"-3"\r\n"0"\r\n'


def test_a_row_that_does_not_fit_is_a_mistake_of_ours() -> None:
    """A cell under a wrong heading is worse than none."""
    with pytest.raises(ValueError, match="1 cells under 2 headings"):
        csv_text(("a", "b"), [("x",)])
