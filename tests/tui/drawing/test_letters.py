"""The block letters."""

from __future__ import annotations

import pytest

from showclear.tui.drawing.letters import MARKS, NARROW, ROWS, WIDE, fit_word, is_drawable, letter_word, mark_of

WITH_TAIL = "Q,;"


@pytest.mark.parametrize("alphabet", [WIDE, NARROW], ids=["wide", "narrow"])
def test_every_letter_is_five_rows_of_one_width(alphabet: dict[str, tuple[str, ...]]) -> None:
    """A ragged letter would push its neighbours about. Only what has a tail has a sixth row for it."""
    for character, shape in alphabet.items():
        assert len(shape) == (ROWS + 1 if character in WITH_TAIL else ROWS), character
        assert len({len(row) for row in shape}) == 1, character
        assert set("".join(shape)) <= {"#", "."}, character


def test_every_letter_of_one_cut_looks_different() -> None:
    """Except O and 0, which is why serials and tags are never set in block letters."""
    for alphabet in (WIDE, NARROW):
        shapes = [shape for character, shape in alphabet.items() if character != "0"]
        assert len(shapes) == len(set(shapes))


def test_the_four_marks_differ_in_outline() -> None:
    """The silhouette says the state where the word cannot be read."""
    assert len({mark_of(state).rows for state in MARKS}) == 4


@pytest.mark.parametrize(
    ("word", "narrow", "gap", "cells"),
    [("COLD", False, 2, 15), ("HOT", False, 2, 11), ("UNVERIFIED", True, 1, 27.5), ("QUARANTINED", True, 1, 33.5)],
)
def test_state_words_have_the_lengths_that_the_cards_are_made_for(
    word: str, narrow: bool, gap: int, cells: float
) -> None:
    """A card is 42 columns wide; the longest word has to end before its edge."""
    assert letter_word(word, narrow=narrow, gap=gap).cells == cells


@pytest.mark.parametrize("scale", [1, 2, 3, 4])
def test_a_scale_multiplies_both_directions(scale: int) -> None:
    """STOP is tripled, the misfire clock quadrupled."""
    word = letter_word("STOP", scale=scale)
    assert (word.width, len(word.rows)) == (27 * scale, ROWS * scale)


def test_a_word_that_does_not_fit_wide_is_set_narrow_then_smaller_then_not_at_all() -> None:
    """Nothing is ever cut in the middle of a letter."""
    wide, narrow = letter_word("QUARANTINED"), letter_word("QUARANTINED", narrow=True)
    assert fit_word("QUARANTINED", 60) == wide
    assert fit_word("QUARANTINED", 35) == narrow
    assert fit_word("QUARANTINED", 60, scale=2) == wide
    assert fit_word("QUARANTINED", 20) is None


def test_a_character_outside_the_alphabet_is_not_set_in_block_letters() -> None:
    """The caller then uses bold type; a question mark in its place would say something else."""
    assert not is_drawable("CAFÉ")
    assert fit_word("CAFÉ", 60) is None
    assert is_drawable("chamber 4 - 0:23?")
