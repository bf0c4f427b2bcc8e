"""Every widget at every size, with every text that people and files can hold."""

from __future__ import annotations

import pytest
from textual.widget import Widget

from showclear.tui.drawing.band import GunState
from showclear.tui.drawing.gun import GunDrawing, GunShape
from showclear.tui.drawing.slots import Slot, SlotState
from showclear.tui.widgets.answer_row import AnswerData, AnswerRow
from showclear.tui.widgets.banners import Banner, BannerData, StopBanner, StopGun, StopGunRow
from showclear.tui.widgets.compare import CompareSide, NotEqual, SideData
from showclear.tui.widgets.drawn import Drawn
from showclear.tui.widgets.gallery import Gallery
from showclear.tui.widgets.gun_picture import GunPicture, PictureData
from showclear.tui.widgets.key_bar import KeyBar, KeyHint
from showclear.tui.widgets.pieces import strong
from showclear.tui.widgets.prompt import BigText, Paragraph, PieceLine, Script
from showclear.tui.widgets.side_column import SideColumn, SideRow, SideSection
from showclear.tui.widgets.signer_rows import SignerLine, SignerRows
from showclear.tui.widgets.state_band import StateBand
from showclear.tui.widgets.step_list import StepBlock, StepLine, StepList, StepMark
from showclear.tui.widgets.top_bar import InfoLine, Place, TopBar, TopBarData
from showclear.tui.widgets.weapon_card import CardData, WeaponCard
from tests.tui.widgets.stage import Stage, shown

HOSTILE = (
    "[/]",
    "[@click=app.quit]x[/]",
    "\x1b[2J\x1b]0;owned\x07",
    "\u202egnp.exe",
    "x" * 10_000,
    "日本語の名前 " * 50,
    "e" + "\u0301" * 2_000,
    "line\nline\tline\r",
    "\ud800 half a pair",
    "",
)
SIZES = ((120, 40), (100, 24), (80, 24), (79, 23), (60, 20), (59, 19), (42, 12), (41, 11), (20, 5), (3, 2), (1, 1))


def _widgets(text: str) -> list[Widget]:
    slots = tuple(Slot(text, state, text, text) for state in SlotState)
    drawing = GunDrawing(GunShape.CYLINDER, slots, Slot(text, SlotState.EMPTY))
    return [
        TopBar(TopBarData((strong(text),), (Place(text, text, True),), text)),
        InfoLine((strong(text),), (strong(text),)),
        WeaponCard(CardData(text, text, GunState.UNVERIFIED, text, text, text, text, text, collect=True)),
        WeaponCard(CardData(text, text, GunState.COLD, text, text, text, text, text)),
        StateBand(GunState.QUARANTINED),
        BigText(text, suffix=text, scale=4),
        Paragraph(text, label=text[:20]),
        Script(text, text, text),
        PieceLine(strong(text)),
        AnswerRow(AnswerData("id", text, text)),
        StepList((StepBlock(text, text, (StepLine(text, StepMark.NOW, text),)),)),
        GunPicture(PictureData(drawing, text, text, text)),
        *(GunPicture(PictureData(GunDrawing(shape, slots))) for shape in GunShape),
        SideColumn((SideSection(text, (SideRow((strong(text),), (strong(text),)),) * 20),)),
        SignerRows((SignerLine(text, text, text, text, now=True),)),
        CompareSide(SideData(text, text, text, text, text, text, SlotState.LIVE, drawing, text)),
        NotEqual(text),
        Banner(BannerData(text, ((strong(text),),) * 5)),
        StopBanner(text, ((strong(text),),)),
        StopGunRow(StopGun(text, text, GunState.HOT, text, text)),
        KeyBar((KeyHint(text, text, True, text),) * 4),
    ]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
async def test_hostile_text_is_shown_as_text_and_breaks_nothing(text: str) -> None:
    """Names, serials and notes are typed by people and read from files: nothing in them is markup or a command."""
    app = Stage(*_widgets(text))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.click(offset=(10, 5))
        for size in ((80, 24), (20, 5)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        for widget in app.screen.query(Drawn):
            drawn = shown(widget)
            assert not set(drawn) & {"\x1b", "\x07", "\u202e", "\r", "\t"}
        assert app.is_running


async def test_markup_in_a_name_is_legible() -> None:
    """Whoever wrote it sees what was written."""
    card = WeaponCard(CardData("A-07", "[@click=app.quit]x[/]", GunState.COLD))
    app = Stage(card)
    async with app.run_test(size=(120, 40)):
        assert "[@click=app.quit]x[/]" in shown(card)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
async def test_every_widget_can_be_drawn_at_any_size(size: tuple[int, int]) -> None:
    """A terminal is resized in the middle of a run: that changes no step and stops nothing."""
    widgets = [widget for widget in _widgets("Chamber 4") if isinstance(widget, Drawn)]
    app = Stage(*widgets)
    async with app.run_test(size=size):
        for widget in widgets:
            for row in range(widget.size.height):
                assert widget.render_line(row).cell_length == widget.size.width


async def test_every_page_of_the_gallery_survives_a_small_terminal_and_comes_back() -> None:
    """Resized to 20 x 5 and back."""
    app = Gallery()
    async with app.run_test(size=(120, 40)) as pilot:
        for key in ("f1", "f2", "f3", "f5", "f6", "f7", "f8"):
            await pilot.press(key)
            for size in ((20, 5), (50, 15), (120, 40)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
        assert app.is_running


@pytest.mark.parametrize("state", GunState)
@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 24), (50, 15), (41, 11), (20, 5)])
async def test_a_card_says_the_state_in_words_or_block_letters_at_every_size(
    state: GunState, size: tuple[int, int]
) -> None:
    """A state word is never shortened, and never only a colour."""
    card = WeaponCard(CardData("A-07", "Colt", state))
    app = Stage(card)
    async with app.run_test(size=size):
        text = shown(card)
        assert state.value.upper() in text or any(block in text for block in "▖▘▀▌▄█")


async def test_a_gun_to_collect_says_so() -> None:
    """Its time in the hand has ended: the board says COLLECT at every size."""
    card = WeaponCard(CardData("B-02", "Glock", GunState.UNVERIFIED, next="from Dana Osei", collect=True))
    for size in ((120, 40), (80, 24), (50, 15)):
        app = Stage(card := WeaponCard(card.data))
        async with app.run_test(size=size):
            assert "COLLECT from Dana Osei" in shown(card)


async def test_the_step_list_folds_and_keeps_the_step_that_is_asked_in_sight() -> None:
    """Thirty steps in ten rows: where am I?"""
    blocks = tuple(
        StepBlock(
            str(block),
            f"Block {block}",
            tuple(
                StepLine(
                    f"Step {block}.{step}",
                    StepMark.DONE if block < 3 else StepMark.NOW if (block, step) == (3, 5) else StepMark.OPEN,
                )
                for step in range(1, 8)
            ),
        )
        for block in range(1, 6)
    )
    steps = StepList(blocks)
    app = Stage(steps)
    async with app.run_test(size=(100, 10)):
        assert "► Step 3.5" in shown(steps)


async def test_the_side_column_counts_what_does_not_fit() -> None:
    """Nothing is silently left off."""
    rows = tuple(SideRow((strong(f"row {number}"),)) for number in range(40))
    column = SideColumn((SideSection("Due", rows), SideSection("On shift", rows[:2])))
    app = Stage(column)
    async with app.run_test(size=(120, 20)):
        text = shown(column)
        assert "more" in text
        assert "On shift" in text


async def test_every_row_of_the_side_column_can_be_reached_with_the_arrows_and_by_a_click_on_what_is_left_off() -> None:
    """What is due may not lie behind "9 more": the part of the list follows the chosen row, and the others stay."""
    rows = tuple(SideRow((strong(f"row {number}"),), value=f"v{number}") for number in range(12))
    column = SideColumn((SideSection("Due", rows), SideSection("On shift", (SideRow((strong("Mara"),)),))))
    app = Stage(column)
    async with app.run_test(size=(120, 12)) as pilot:
        column.focus()
        for number in range(12):
            await pilot.pause()
            assert column.chosen == f"v{number}"
            assert f"row {number}" in [line.strip() for line in shown(column).splitlines()]
            assert "On shift" in shown(column)
            await pilot.press("down")
        assert "more" not in shown(column)
        assert "above" in shown(column)
        column.at = 0
        await pilot.pause()
        left_off = next(line for line in column.lines if line.row is not None and line.row.reveals)
        await pilot.click(column, offset=(2, left_off.y))
        assert column.chosen == left_off.row.reveals if left_off.row else False
        assert any(line.row is not None and line.row.value == column.chosen for line in column.lines)


async def test_the_picture_table_says_every_chamber_in_words() -> None:
    """The same as the drawing, for whoever cannot tell colours or shapes apart."""
    slots = (Slot("1", SlotState.DUMMY, "hole, rattle"), Slot("2", SlotState.NOW), *(Slot(str(n)) for n in range(3, 7)))
    picture = GunPicture(PictureData(GunDrawing(GunShape.CYLINDER, slots), "As Jonas has entered it", "Covered."))
    app = Stage(picture)
    async with app.run_test(size=(120, 40)):
        lines = [line.split() for line in shown(picture).splitlines()]
        assert ["1", "DUMMY", "hole,", "rattle"] in lines
        assert ["2", "now"] in lines
        assert ["6", "not", "yet"] in lines
        assert ["Covered."] in lines


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20), (50, 15)])
async def test_the_words_of_an_answer_are_never_cut_where_two_lines_hold_them(size: tuple[int, int]) -> None:
    """Nobody may have to guess the end of what he is about to say."""
    text = "Hole in the case, and it rattles when it is turned"
    row = AnswerRow(AnswerData("hole", "H", text))
    row.styles.width = 40
    app = Stage(row)
    async with app.run_test(size=size):
        words = " ".join(shown(row).split())
        assert "Hole in the case, and it" in words
        assert "rattles when it is turned" in words


@pytest.mark.parametrize("rows", range(1, 26))
async def test_both_sides_of_a_comparison_name_the_person_or_the_value_at_every_height(rows: int) -> None:
    """Two values, equal in size; with two rows and more both the person and the value."""
    side = CompareSide(SideData("Mara Reyes", "armorer", "21:22", "4", "DUMMY", "hole, rattle", SlotState.DUMMY))
    side.styles.height = rows
    side.styles.width = 37
    app = Stage(side)
    async with app.run_test(size=(120, 40)):
        text = shown(side)
        assert "Mara Reyes" in text
        assert ("DUMMY" in text) == (rows > 1)


async def test_why_a_gun_is_what_it_is_is_read_whole_on_a_small_board() -> None:
    """ "It holds a blank. Rounds are going .." was all that stood there of a gun that somebody was loading."""
    why = "It holds a blank. Rounds are going in, and nobody has signed how many."
    card = WeaponCard(CardData("A-07", "Ridgeway Single Action", GunState.HOT, with_="Mara Reyes, armorer", why=why))
    card.styles.height = 4
    app = Stage(card)
    async with app.run_test(size=(80, 24)):
        text = " ".join(shown(card).split())
        assert "A-07 Mara Reyes, armorer" in text
        assert all(
            words in text for words in ("It holds a blank. Rounds are going", "in, and nobody has signed how many.")
        )
        assert ".." not in text
