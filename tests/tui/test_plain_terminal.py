"""A terminal without colours, without blocks, or with large type still says every state, question and answer."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from showclear.settings.schema import Settings
from showclear.tui._textual_compat import screen_segments
from showclear.tui.app import ShowClearApp
from showclear.tui.drawing.band import STATE_LOOKS, GunState, draw_large_band
from showclear.tui.drawing.canvas import Canvas
from showclear.tui.drawing.large import large_lines, rows_of
from showclear.tui.drawing.letters import letter_word
from showclear.tui.drawing.text import width_of
from showclear.tui.plain_terminal import ReverseAndBold, ascii_text
from showclear.tui.terminal import shows_blocks
from showclear.tui.widgets.answer_row import AnswerRow
from showclear.tui.widgets.prompt import Paragraph
from showclear.tui.widgets.weapon_card import WeaponCard
from tests.tui.conftest import Snapshot
from tests.tui.test_screens_snapshots import PINS, SCREENS, production

SPOKEN = {
    "board": ("C O L D", "H O T", "U N V E R I F I E D", "A-07", "HOLD"),
    "run-chamber": ("Chamber 4 of 6", "Empty", "I cannot tell", "NOW"),
    "stand-down": ("S T O P", "STAY STILL.", "HOT", "take back"),
    "mismatch-chamber": ("N O T   T H E   S A M E", "Look again"),
}


@pytest.mark.parametrize(
    "text", ["▬ COLD ▟▙", "─━┃▀▄█▌✓►", "Señor Müller ¿sí?", "日本", "e\u0301 a", "\u202e", "plain", ""]
)
def test_every_sign_has_one_of_the_keyboard_as_wide_as_it(text: str) -> None:
    """A line that got shorter would move what stands beside it."""
    shown = ascii_text(text)
    assert shown.isascii()
    assert shown.isprintable()
    assert len(shown) == width_of(text)


def test_an_edge_between_two_greys_is_left_out_where_there_are_no_colours() -> None:
    """It would be as bright as a letter; a letter in grey stays, and so does an edge that is meant to be seen."""
    grey, white = Style.parse("#3D3D3D on #000000"), Style.parse("#FFFFFF on #000000")
    line = [Segment("▀▄", grey), Segment("words", grey), Segment("▀▄", white), Segment("▀", None)]
    shown = ReverseAndBold().apply(line, Color.parse("black"))
    assert [one.text for one in shown] == ["  ", "words", "▀▄", "▀"]
    assert all(one.style is None or (one.style.color, one.style.bgcolor) == (None, None) for one in shown)


def test_which_encodings_show_blocks() -> None:
    """LANG=C says ASCII."""
    assert shows_blocks("utf-8")
    assert shows_blocks("UTF8")
    assert not shows_blocks("ascii")
    assert not shows_blocks("iso8859-1")
    assert not shows_blocks(None)


@pytest.mark.parametrize("name", SPOKEN)
async def test_without_colours_and_blocks_every_word_is_there(name: str, snapshot: Snapshot) -> None:
    """Reverse and bold only, ASCII only, at 80x24: states, question, answers, what stops the set, who has what."""
    app = ShowClearApp(production(name), PINS)
    async with app.run_test(size=(80, 24)) as pilot:
        app.is_plain = True
        app.preferred_theme = "showclear-mono"
        app.use_settings(Settings(glyphs="ascii"))
        await pilot.pause()
        await SCREENS[name](app, pilot)
        await pilot.pause()
        lines = screen_segments(app)
        text = "\n".join("".join(one.text for one in line) for line in lines)
        assert text.isascii()
        for word in SPOKEN[name]:
            assert word in text, text
        styles = [one.style or Style.null() for line in lines for one in line]
        assert {one.color for one in styles} == {one.bgcolor for one in styles} == {None}
        assert any(one.reverse for one in styles)
        snapshot(app, f"plain-{name}-80")


@pytest.mark.parametrize("state", GunState)
def test_a_large_band_has_its_whole_word_at_eighty_columns(state: GunState) -> None:
    """The longest word decides how large all of them can be."""
    canvas = Canvas(80, 10)
    assert draw_large_band(canvas, 80, state)
    assert " ".join(STATE_LOOKS[state].word) in canvas.without_blocks().plain()


def test_a_sentence_in_block_letters_fits_or_is_not_drawn() -> None:
    """Never a part of it."""
    lines = large_lines("Chamber 4 of 6: what do you see?", 76, 6)
    assert [one.text for one in lines] == ["CHAMBER 4 OF 6: WHAT DO", "YOU SEE?"]
    assert rows_of(lines) <= 6
    assert all(one.cells <= 76 for one in lines)
    assert large_lines("Chamber 4 of 6: what do you see?", 76, 3) == ()
    assert large_lines("¿Recámara 4 de 6?", 76, 3)[0].text == "RECAMARA 4 DE 6?"
    assert large_lines("日本", 76, 9) == ()
    assert large_lines("", 76, 9) == ()
    assert large_lines("W" * 40, 76, 99) == ()
    assert large_lines("Yes", 76, 6)[0].rows == letter_word("Yes", scale=2).rows


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80", "120"])
async def test_with_large_type_question_and_answers_are_block_letters(
    size: tuple[int, int], snapshot: Snapshot
) -> None:
    """All answers of one size, every one of them on the screen; the question above them whole."""
    app = ShowClearApp(production("run-chamber"), PINS)
    async with app.run_test(size=size) as pilot:
        app.use_settings(Settings(type="large"))
        await SCREENS["run-chamber"](app, pilot)
        await pilot.pause()
        rows = [one for one in app.screen.query(AnswerRow) if one.display]
        assert len(rows) == 3
        assert {row.large for row in rows} == {True}
        bottom = app.screen.query_one("#asking").region.bottom
        assert all(row.region.height >= 3 and row.region.bottom <= bottom for row in rows)
        question = app.screen.query_one("#question", Paragraph)
        assert question.region.height >= 5
        assert question.region.bottom <= rows[0].region.y
        snapshot(app, f"large-run-{size[0]}")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80", "120"])
async def test_with_large_type_fewer_guns_stand_on_the_board(size: tuple[int, int], snapshot: Snapshot) -> None:
    """Two whole ones at 80x24, and the arrows go to the others."""
    app = ShowClearApp(production("board"))
    async with app.run_test(size=size) as pilot:
        app.use_settings(Settings(type="large"))
        await pilot.pause()
        cards = list(app.screen.query(WeaponCard))
        assert {card.region.height for card in cards} == {10 if size == (80, 24) else 12}
        snapshot(app, f"large-board-{size[0]}")
        await pilot.press("down", "down")
        await pilot.pause()
        assert cards[2].has_focus
        body = app.screen.query_one("#left").region
        assert cards[2].region.y >= body.y
        assert cards[2].region.bottom <= body.bottom
