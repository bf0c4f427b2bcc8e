"""The stop screen: every gun that is out, the number that takes it back, and why a hold is lifted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.widgets import Static

from showclear.app.views import DutyLine, OpenItem
from showclear.domain.custody import Custody, Shape
from showclear.domain.people import Person, Role
from showclear.domain.situation.events import NO_REASON
from showclear.domain.situation.status import State, WeaponStatus
from showclear.domain.situation.stops import Explanation, Need
from showclear.domain.weapons import Action
from showclear.tui.app import ShowClearApp
from showclear.tui.dialogs.form import FormDialog
from showclear.tui.presenters.board import worst_stop
from showclear.tui.presenters.stop import held_words, stop_guns, take_back_words, with_keys
from showclear.tui.screens.bar import KeyLine
from showclear.tui.widgets.banners import StopGunRow
from showclear.tui.widgets.prompt import Paragraph
from tests.tui import scenes
from tests.tui.fakes import JONAS, MARA, status, weapon


def all_out(count: int) -> list[WeaponStatus]:
    """So many guns in the hands of one performer."""
    dana = Custody(Shape.ISSUED, "dana")
    return [
        status(weapon(f"X-{number}", "Colt", "Single Action", Action.REVOLVER, 6), State.COLD, dana)
        for number in range(1, count + 1)
    ]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80", "120"])
@pytest.mark.parametrize("count", [3, 5, 9])
async def test_every_gun_that_is_out_stands_on_the_stop_screen(count: int, size: tuple[int, int]) -> None:
    """A gun below the edge is a gun that nobody takes back."""
    fake = scenes.held("hold")
    fake.weapons = all_out(count)
    app = ShowClearApp(fake)
    async with app.run_test(size=size) as pilot:
        await pilot.press("f12")
        await pilot.pause()
        await pilot.press("f12")  # the note that nothing was added takes two more lines
        await pilot.pause()
        rows = list(app.screen.query(StopGunRow))
        bar = app.screen.query_one(KeyLine).region.y
        assert [row.gun.key for row in rows] == [str(number) for number in range(1, count + 1)]
        assert all(row.region.height >= 1 and row.region.bottom <= bar for row in rows)


async def test_a_number_on_the_stop_screen_never_goes_to_another_gun() -> None:
    """Pressed twice, or after another laptop took one back, it says nothing of a gun that is in somebody's hand."""
    fake = scenes.held("stand-down")
    fake.weapons = all_out(3)
    app = ShowClearApp(fake)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f12")
        await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        assert [one for one in fake.written if one[0] == "take-back"] == [("take-back", "X-2")]
        assert [(row.gun.key, row.gun.tag) for row in app.screen.query(StopGunRow)] == [("1", "X-1"), ("3", "X-3")]
        assert "Back: 2 X-2." in app.screen.query_one("#stop-say", Paragraph).text


def test_the_tenth_gun_gets_a_number_when_the_nine_are_back() -> None:
    """Nine keys are enough, one row after the other; how many wait is said."""
    board = scenes.held("hold").board()
    ten = replace(board, weapons=tuple(all_out(10)))
    keys = with_keys(ten, {})
    assert list(keys.values()) == list("123456789")
    words = take_back_words(ten, stop_guns(ten, {}, keys), keys)
    assert "1 more out" in words
    last = replace(board, weapons=tuple(all_out(10)[9:]))
    assert with_keys(last, keys) == {"X-10": "1"}
    assert take_back_words(replace(board, weapons=()), (), keys).startswith("No gun is out. Back: 1 X-1")


def test_the_armorer_in_charge_is_who_takes_the_guns_back() -> None:
    """A second armorer on duty is not named in place of the one who answers for them."""
    board = scenes.held("hold").board()
    second = Person("ann", "Ann Vey", Role.ARMORER)
    duties = (DutyLine(JONAS, "1st AD"), DutyLine(MARA, "in charge"), DutyLine(second, "armorer"))
    out = replace(board, weapons=tuple(all_out(1)), on_duty=duties)
    keys = with_keys(out, {})
    assert take_back_words(out, stop_guns(out, {}, keys), keys) == f"{MARA.name} takes it back and clears it."


def test_who_lifts_a_hold_reads_why_it_was_and_what_is_still_in_hands() -> None:
    """What was said after the key counts as the reason; a gun that is out is named."""
    board = scenes.held("hold").board()
    (stop,) = board.stops
    said = replace(stop, said=(Explanation(stop.since, "r", "the gate was open", ""),))
    out = replace(board, weapons=tuple(all_out(2)))
    assert held_words(said, out) == "the gate was open Still in hands: X-1 and X-2. Take them back first."
    assert held_words(replace(stop, reason=NO_REASON), replace(board, weapons=())).startswith("No reason was given")


def test_a_no_is_not_hidden_behind_the_release_that_it_is_a_no_to() -> None:
    """The banner names what needs the most: a stand-down without a report, then one that waits for its release."""
    (ready,) = scenes.held("stand-down", "Release to sign.").board().stops
    no = replace(ready, record="cart-9", reason="Mara Reyes says no", reported=False)
    assert worst_stop((replace(ready, reported=True), no)) == no
    assert worst_stop((replace(ready, kind="hold"), replace(ready, reported=True))) == replace(ready, reported=True)


async def test_of_several_frozen_things_the_chosen_one_is_let_go() -> None:
    """R-125: by name. Before, whatever was chosen, the report was begun, or the first thing of the record was meant."""
    fake = scenes.working()
    frozen = [OpenItem("frozen", f"{tag} is frozen", "cart-8", tag) for tag in ("A-07", "M-1")]
    fake.open_items = (OpenItem("incident", "injury", "cart-8"), *frozen)
    fake.stops.needs = {"cart-8": (Need.CLOSE,)}
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("3")
        await pilot.pause()
        assert isinstance(app.screen, FormDialog)
        assert any("M-1 stays as it is" in str(one.render()) for one in app.screen.query(Static))
