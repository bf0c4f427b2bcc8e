"""Text from people and files, cut to cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showclear.tui.drawing.text import balance, clean, clip, clusters, width_of, wrap

ANY_TEXT = st.text(st.characters(codec=None), max_size=60)


def test_control_characters_and_bidi_overrides_become_question_marks() -> None:
    """They could move the cursor, or show a name backwards."""
    assert clean("a\x1b[31mb\u202ec\x07\ud800") == "a?[31mb?c??"
    assert clean("two\nlines\tand") == "two lines and"


def test_markup_is_only_text() -> None:
    """Names are never read as markup."""
    assert clip("[@click=app.quit]x[/]", 40) == "[@click=app.quit]x[/]"


@given(ANY_TEXT, st.integers(0, 40))
def test_a_clipped_text_never_takes_more_cells_than_it_may(text: str, cells: int) -> None:
    """Otherwise it would run into what stands beside it."""
    assert width_of(clip(text, cells)) <= cells


@given(ANY_TEXT, st.integers(1, 30), st.none() | st.integers(0, 5))
def test_no_wrapped_line_is_wider_than_the_column(text: str, cells: int, lines: int | None) -> None:
    """One wide character in a column of one is the exception: it cannot be halved."""
    wrapped = wrap(text, cells, lines)
    assert all(width_of(line) <= max(cells, 2) for line in wrapped)
    assert lines is None or len(wrapped) <= lines


def test_what_is_left_off_shows_as_two_dots() -> None:
    """A reader has to see that there is more."""
    assert clip("Mara Reyes, armorer", 10) == "Mara Rey.."
    assert wrap("one two three four five", 9, 2) == ("one two", "three f..")


def test_a_word_longer_than_the_line_is_broken_anywhere() -> None:
    """A serial without spaces still shows whole."""
    assert wrap("ABCDEFGHIJ", 4) == ("ABCD", "EFGH", "IJ")


def test_a_very_long_text_costs_no_more_than_what_shows() -> None:
    """Ten thousand characters in a name are cut before they are measured."""
    assert clip("x" * 10_000_000, 5) == "xxx.."
    assert wrap("word " * 1_000_000, 20, 2)[1].endswith("..")


def test_combining_marks_stay_with_their_letter_and_do_not_pile_up() -> None:
    """A tower of accents would cover the lines above."""
    pieces = clusters("e" + "\u0301" * 100 + "x")
    assert [width for _, width in pieces] == [1, 1]
    assert len(pieces[0][0]) <= 8


@pytest.mark.parametrize("cells", range(8, 60, 7))
def test_an_even_break_takes_no_more_lines_and_loses_no_word(cells: int) -> None:
    """A question is broken so that no word stands alone; how much room it takes does not change."""
    text = "Call it on the main channel, this one gun by itself."
    even = balance(text, cells)
    assert len(even) == len(wrap(text, cells))
    assert all(width_of(line) <= cells for line in even)
    assert " ".join(even).replace(" ", "") == text.replace(" ", "")


def test_a_last_word_does_not_stand_alone() -> None:
    """The last line is not one word where the lines before it can give it company."""
    assert balance("Call it on the main channel, this one gun by itself.", 50) == (
        "Call it on the main channel,",
        "this one gun by itself.",
    )
