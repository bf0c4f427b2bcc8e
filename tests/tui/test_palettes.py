"""Can the screens be read?"""

from __future__ import annotations

import re

import pytest
from rich.color import Color, ColorSystem

from showclear.tui.contrast import CONTRAST_PAIRS, ContrastPair, contrast
from showclear.tui.drawing.band import STATE_LOOKS
from showclear.tui.drawing.slots import LOOKS
from showclear.tui.palettes import PALETTES, STAGE


def test_black_on_white_has_the_largest_contrast_there_is() -> None:
    """The measure is the one of WCAG 2: its two ends are 21 and 1."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#777777") == pytest.approx(1.0)
    assert contrast("#FF0000", "#000000") == pytest.approx(5.252, abs=0.001)


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("pair", CONTRAST_PAIRS, ids=lambda pair: pair.what)
def test_every_pair_reaches_its_contrast_in_every_palette(name: str, pair: ContrastPair) -> None:
    """States and questions are read at 7:1 or more, labels at 4.5:1 or more."""
    palette = PALETTES[name]
    assert round(contrast(palette[pair.ink], palette[pair.ground]), 1) >= pair.goal


@pytest.mark.parametrize("look", [*STATE_LOOKS.values()], ids=lambda look: look.word)
def test_every_state_that_is_drawn_is_among_the_measured_pairs(look: object) -> None:
    """A new state cannot slip past the test of contrast."""
    measured = {(pair.ink, pair.ground) for pair in CONTRAST_PAIRS if pair.goal >= 7}
    assert (look.ink, look.fill) in measured  # type: ignore[attr-defined]


@pytest.mark.parametrize(("state", "look"), LOOKS.items(), ids=lambda item: str(getattr(item, "value", "")))
def test_every_slot_that_is_drawn_reaches_seven(state: object, look: object) -> None:
    """The word in a chamber is a state, too; only what was not asked yet is a label."""
    goal = 4.5 if getattr(state, "value", "") == "not-yet" else 7.0
    for palette in PALETTES.values():
        assert round(contrast(palette[look.ink], palette[look.fill]), 1) >= goal  # type: ignore[attr-defined]


def test_the_palettes_have_the_same_tokens_and_nothing_is_green() -> None:
    """Green says "go", and nothing here may say that."""
    for palette in PALETTES.values():
        assert set(palette) == set(STAGE)
        for token, colour in palette.items():
            assert re.fullmatch(r"#[0-9A-F]{6}", colour), token
            red, green, blue = (int(colour[index : index + 2], 16) for index in (1, 3, 5))
            assert not (green > red + 20 and green > blue + 20), token


def _on_256_colours(colour: str) -> str:
    return Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex.upper()


@pytest.mark.parametrize("pair", CONTRAST_PAIRS, ids=lambda pair: pair.what)
def test_a_terminal_of_256_colours_shows_every_pair_with_its_contrast(pair: ContrastPair) -> None:
    """Measured after the rounding that the terminal library does."""
    palette = PALETTES["showclear-256"]
    assert round(contrast(_on_256_colours(palette[pair.ink]), _on_256_colours(palette[pair.ground])), 1) >= pair.goal


def test_on_256_colours_the_four_states_keep_four_pairs_of_colours() -> None:
    """The library's rounding of the stage palette would turn grounds into other grounds."""
    palette = PALETTES["showclear-256"]
    pairs = {(_on_256_colours(palette[look.ink]), _on_256_colours(palette[look.fill])) for look in STATE_LOOKS.values()}
    assert len({ground for _, ground in pairs}) == 4
    grounds = {_on_256_colours(palette[token]) for token in ("bg", "panel", "raised")}
    assert not grounds & {ground for _, ground in pairs}


def test_in_mono_and_night_red_a_dummy_differs_from_what_is_asked_now_and_from_empty() -> None:
    """Where colour says nothing, the three fills still differ."""
    for name in ("showclear-mono", "showclear-night-red"):
        palette = PALETTES[name]
        assert len({palette["dummy"], palette["focus"], palette["hole"]}) == 3
