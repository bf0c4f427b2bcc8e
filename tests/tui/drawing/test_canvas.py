"""The canvas of quarter blocks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showclear.tui.drawing.canvas import Canvas, quarter_block
from showclear.tui.drawing.letters import letter_word
from showclear.tui.drawing.text import width_of
from showclear.tui.palettes import STAGE

A, B, C, D = "#000000", "#FFFFFF", "#FF0000", "#101010"


@pytest.mark.parametrize(
    ("quarters", "glyph"),
    [
        ((B, A, A, A), "▘"),
        ((B, B, A, A), "▀"),
        ((A, A, B, B), "▀"),
        ((A, B, A, B), "▌"),
        ((B, A, A, B), "▚"),
        ((A,) * 4, " "),
    ],
)
def test_two_colours_in_a_cell_are_shown_exactly(quarters: tuple[str, str, str, str], glyph: str) -> None:
    """Of halves only the upper and the left ones are used: they are in every font."""
    assert quarter_block(*quarters)[0] == glyph


def test_of_three_colours_the_two_that_cover_most_are_kept() -> None:
    """The third joins whichever it looks like, so that no spike stands out."""
    assert quarter_block(A, A, B, D) == ("▖", B, A)
    assert set(quarter_block(B, B, A, D)[1:]) == {A, B}


def test_letters_on_half_cells_give_quarter_blocks() -> None:
    """Letters may begin in the middle of a cell."""
    canvas = Canvas(3, 3, A)
    canvas.letters(0.5, 0.5, letter_word("I"), B)
    assert canvas.plain() == "▗▖ \n▌▌ \n▌▌ "
    assert canvas.colour_at(0.5, 0.5) == B
    assert canvas.colour_at(0, 0.5) == A


def test_text_stands_on_the_colour_that_covers_most_of_its_cell() -> None:
    """A word in a chamber does not cut a hole into it."""
    canvas = Canvas(4, 1, A)
    canvas.rect(1, 0, 2, 1, C)
    canvas.text(0, 0, "abcd", B)
    assert [run.ground for run in canvas.runs(0, {})] == [A, C, A]


def test_a_box_drawn_over_text_hides_it() -> None:
    """What is drawn later is in front."""
    canvas = Canvas(6, 1, A)
    canvas.text(0, 0, "abcdef", B)
    canvas.rect(1, 0, 3, 1, C)
    assert canvas.plain() == "a   ef"


def test_wide_characters_take_two_cells_and_are_never_halved() -> None:
    """Names are not only Latin."""
    canvas = Canvas(5, 1, A)
    assert canvas.text(0, 0, "日本語", B) == 4
    assert width_of("".join(run.text for run in canvas.runs(0, {}))) == 5


def test_a_copy_can_be_drawn_on_without_changing_what_it_was_made_from() -> None:
    """The body of a gun is kept and copied."""
    first = Canvas(2, 1, A)
    second = first.copy()
    second.rect(0, 0, 2, 1, B)
    assert first.colour_at(0, 0) == A


def test_tokens_are_looked_up_in_the_palette_when_read() -> None:
    """One drawing serves every theme."""
    canvas = Canvas(1, 1, "cold-bg")
    assert canvas.runs(0, STAGE)[0].ground == STAGE["cold-bg"]


HALVES = st.integers(-20, 60).map(lambda value: value / 2)


@given(
    st.integers(0, 20),
    st.integers(0, 6),
    st.lists(st.tuples(HALVES, HALVES, HALVES, HALVES), max_size=6),
    st.text(max_size=40),
)
def test_whatever_is_drawn_anywhere_every_row_stays_as_wide_as_the_canvas(
    width: int, height: int, boxes: list[tuple[float, float, float, float]], text: str
) -> None:
    """A terminal may have any size, a name any length: nothing may raise or overflow."""
    canvas = Canvas(width, height, A)
    for x, y, across, down in boxes:
        canvas.rect(x, y, across, down, B)
        canvas.letters(x, y, letter_word("HOT"), C)
        canvas.text(int(x), int(y), text, B)
        canvas.paste(Canvas(3, 2, C), int(x), int(y))
    for row in range(height):
        assert width_of("".join(run.text for run in canvas.runs(row, {}))) == width
