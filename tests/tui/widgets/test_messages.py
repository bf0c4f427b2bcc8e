"""What widgets send when they are clicked or typed at."""

from __future__ import annotations

import pytest

from showclear.tui.drawing.band import GunState
from showclear.tui.widgets.answer_row import AnswerChosen, AnswerData, AnswerRow
from showclear.tui.widgets.banners import StopGun, StopGunRow, TakeBackChosen
from showclear.tui.widgets.key_bar import HoldChosen, HoldTarget, KeyBar, KeyChosen, KeyHint
from showclear.tui.widgets.pin_field import PinChanged, PinEntered, PinField
from showclear.tui.widgets.top_bar import Place, PlaceChosen, TopBar, TopBarData
from showclear.tui.widgets.weapon_card import CardChosen, CardData, CardOpened, WeaponCard
from tests.tui.widgets.stage import Stage, shown

CARD = CardData("A-07", "Colt", GunState.COLD)
OTHER = CardData("A-08", "Winchester", GunState.HOT)
HINTS = (
    KeyHint("I", "inspect", action="inspect"),
    KeyHint("H", "hand over", enabled=False, tooltip="[/] blocked", action="hand_over"),
)


async def test_a_click_on_a_card_chooses_it_and_a_second_click_opens_it() -> None:
    """Choosing must not yet do anything: fingers are cold, and cards stand close."""
    cards = WeaponCard(CARD), WeaponCard(OTHER)
    app = Stage(*cards)
    async with app.run_test(size=(120, 40)) as pilot:
        app.sent.clear()
        await pilot.click(cards[1])
        assert [message.tag for message in app.sent_of(CardChosen)] == ["A-08"]  # type: ignore[attr-defined]
        assert not app.sent_of(CardOpened)
        await pilot.click(cards[1])
        assert [message.tag for message in app.sent_of(CardOpened)] == ["A-08"]  # type: ignore[attr-defined]


async def test_enter_opens_the_chosen_card() -> None:
    """The whole job goes by keyboard."""
    card = WeaponCard(CARD)
    app = Stage(card)
    async with app.run_test(size=(120, 40)) as pilot:
        card.focus()
        await pilot.press("enter")
        assert len(app.sent_of(CardOpened)) == 1


async def test_the_whole_answer_row_can_be_clicked_and_enter_gives_no_answer() -> None:
    """Enter alone never answers a killer step."""
    row = AnswerRow(AnswerData("hole", "H", "Hole in the case"))
    app = Stage(row)
    async with app.run_test(size=(120, 40)) as pilot:
        row.focus()
        await pilot.press("enter")
        assert not app.sent
        await pilot.click(row, offset=(row.size.width - 2, 2))
        await pilot.press("space")
        assert [message.answer_id for message in app.sent_of(AnswerChosen)] == ["hole", "hole"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_keys_of_the_bar_are_clicked_and_blocked_ones_stay_silent(size: tuple[int, int]) -> None:
    """A blocked key tells its rule in the tooltip and does nothing."""
    bar = KeyBar(HINTS)
    app = Stage(bar)
    async with app.run_test(size=size) as pilot:
        row = bar.size.height // 2
        text = shown(bar).splitlines()[row]
        await pilot.click(bar, offset=(text.index("inspect"), row))
        await pilot.click(bar, offset=(text.index("hand"), row))
        assert [message.action for message in app.sent_of(KeyChosen)] == ["inspect"]  # type: ignore[attr-defined]
        await pilot.hover(bar, offset=(text.index("hand"), row))
        assert str(bar.tooltip) == "[/] blocked"


@pytest.mark.parametrize("size", [(200, 60), (120, 40), (80, 24), (60, 20), (42, 12), (20, 5), (12, 3)])
async def test_the_hold_target_is_in_the_corner_at_every_size(size: tuple[int, int]) -> None:
    """Anyone holds the set, from any screen: it is the last thing to go."""
    bar = KeyBar(HINTS * 6)
    app = Stage(bar)
    async with app.run_test(size=size) as pilot:
        assert "F12" in shown(bar)
        await pilot.click(offset=(size[0] - 3, size[1] - 1 - bar.size.height // 2))
        assert len(app.sent_of(HoldChosen)) == 1


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (20, 5)])
async def test_the_hold_target_of_a_dialog_is_in_the_same_corner(size: tuple[int, int]) -> None:
    """Also above a veil, also after the terminal changed its size."""
    target = HoldTarget()
    app = Stage(target)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert (target.region.right, target.region.bottom) == size
        await pilot.click(offset=(size[0] - 3, size[1] - 1 - target.size.height // 2))
        assert len(app.sent_of(HoldChosen)) == 1


async def test_six_digits_send_the_pin_once_and_leave_nothing_behind() -> None:
    """The digits are in the message alone, and in none of its representations."""
    field = PinField()
    app = Stage(field)
    async with app.run_test(size=(80, 24)) as pilot:
        field.focus()
        await pilot.press(*"86420")
        assert not app.sent_of(PinEntered)
        await pilot.press("7")
        (message,) = app.sent_of(PinEntered)
        assert isinstance(message, PinEntered)
        assert message.pin == "864207"
        assert "864207" not in repr(message) + repr(field) + repr(vars(field))
        await pilot.press("1")
        assert field.count == 1, "the next digit begins a new try"


async def test_no_digit_is_ever_drawn() -> None:
    """Whoever looks over a shoulder learns how many there are."""
    field = PinField()
    app = Stage(field)
    async with app.run_test(size=(80, 24)) as pilot:
        field.focus()
        for digit in "13579":
            await pilot.press(digit)
            assert not any(character.isdigit() for character in shown(field))
        assert [message.missing for message in app.sent_of(PinChanged)] == [5, 4, 3, 2, 1]  # type: ignore[attr-defined]


async def test_digits_are_rubbed_out_one_by_one_or_together_and_letters_pass_by() -> None:
    """A wrong finger is no wrong PIN."""
    field = PinField()
    app = Stage(field)
    async with app.run_test(size=(80, 24)) as pilot:
        field.focus()
        await pilot.press("1", "2", "x", "3", "backspace")
        assert field.count == 2
        await pilot.press("ctrl+u")
        assert field.count == 0
        field.locked = True
        await pilot.press("1")
        assert field.count == 0
        assert not app.sent_of(PinEntered)


async def test_places_of_the_top_bar_are_clicked() -> None:
    """The whole job goes by mouse or touch."""
    bar = TopBar(TopBarData((), (Place("1", "Board", True), Place("2", "Armory")), "21:31"))
    app = Stage(bar)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.click(bar, offset=(shown(bar).index("Armory"), 0))
        assert [message.key for message in app.sent_of(PlaceChosen)] == ["2"]  # type: ignore[attr-defined]


async def test_a_gun_on_the_stop_screen_is_taken_back_by_a_click_anywhere_on_it() -> None:
    """Nothing small to hit while the heart beats fast."""
    row = StopGunRow(StopGun("A-08", "Winchester", GunState.HOT, "Luis", "1"))
    app = Stage(row)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.click(row, offset=(3, 1))
        assert [message.tag for message in app.sent_of(TakeBackChosen)] == ["A-08"]  # type: ignore[attr-defined]
