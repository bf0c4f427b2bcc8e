"""FIDO2 keys on the screens: a touch opens the shift, each pass, and makes each signature."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from showclear.app.own_log import LogWentOnError
from showclear.app.views import Published
from showclear.domain.people import Person
from showclear.tui.app import ShowClearApp
from showclear.tui.dialogs.enrolment import EnrolmentDialog
from showclear.tui.dialogs.pin import PinDialog
from showclear.tui.dialogs.shifts import OpenTouchShiftDialog
from showclear.tui.dialogs.sign import SignDialog
from showclear.tui.dialogs.touching import GIVES_UP
from showclear.tui.screens.board import BoardScreen
from showclear.tui.screens.stop import SetStopScreen
from showclear.tui.widgets.pin_field import PinField
from showclear.tui.widgets.touch_place import TouchPlace
from tests.tui.conftest import Snapshot
from tests.tui.fakes import JONAS, MARA, PIN, FakeProduction

SIZES = {"small": (80, 24), "large": (120, 40)}


def with_touch(*, asks_pin: bool = False, touched: bool = True, people: tuple[Person, ...] = (MARA,)) -> FakeProduction:
    """A production in which Mara has a FIDO2 key, and whether somebody touches it."""
    production = FakeProduction()
    production.shifts.touches = {person.id: asks_pin for person in people}
    if touched:
        production.shifts.finger.set()
    return production


async def settled(app: ShowClearApp, pilot: Pilot[None]) -> None:
    """The key was touched, or gave up."""
    await app.workers.wait_for_complete()
    await pilot.pause()


def note(dialog: PinDialog | SignDialog) -> str:
    """What is said below the place to touch."""
    return str(dialog.query_one("#pin-note", Static).content)


@pytest.mark.parametrize("size", SIZES)
async def test_a_pass_waits_for_the_touch_and_says_so_large(size: str, snapshot: Snapshot) -> None:
    """Look for: the name, TOUCH YOUR KEY NOW inverse over the whole width, and that the key gives up by itself."""
    production = with_touch(touched=False)
    app, opened, results = ShowClearApp(production), list[str](), list[bool | None]()
    async with app.run_test(size=SIZES[size]) as pilot:
        dialog = PinDialog(MARA, "You look first: chamber by chamber.", opened.append)
        app.push_screen(dialog, results.append)
        await pilot.pause()
        assert not dialog.query(PinField)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("escape", "enter")
        assert app.screen is dialog, "nothing ends it but the key"
        assert note(dialog) == GIVES_UP
        snapshot(app, f"touch-pass-{size}")
        production.shifts.finger.set()
        await settled(app, pilot)
        assert (opened, results) == ([PIN], [True])
        assert isinstance(app.screen, BoardScreen)


async def test_a_pass_that_nobody_touched_is_not_open_and_can_be_tried_again() -> None:
    """The key gave up, or its PIN was wrong: said in place."""
    production = with_touch(asks_pin=True)
    app, opened, results = ShowClearApp(production), list[str](), list[bool | None]()
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = PinDialog(MARA, "You look first.", opened.append)
        app.push_screen(dialog, results.append)
        await pilot.pause()
        await pilot.press(*"9999", "enter")
        await settled(app, pilot)
        assert "wrong PIN" in note(dialog)
        assert opened == []
        assert dialog.query_one("#key-pin", Input).value == ""
        await pilot.press(*PIN, "enter")
        await settled(app, pilot)
        assert (opened, results) == ([PIN], [True])


async def test_a_stop_comes_through_while_a_key_is_waited_for_and_the_pass_opens_behind_it() -> None:
    """F12 works always; whoever touched the key meanwhile is where they were when the stop has been read."""
    production = with_touch(touched=False)
    app, results = ShowClearApp(production), list[bool | None]()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(PinDialog(MARA, "You look first.", lambda proof: None), results.append)
        await pilot.pause()
        await pilot.press("enter", "f12")
        await pilot.pause()
        assert isinstance(app.screen, SetStopScreen)
        production.shifts.finger.set()
        await settled(app, pilot)
        assert isinstance(app.screen, SetStopScreen)
        assert results == []
        app.pop_screen()
        await pilot.pause()
        assert results == [True]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("asks_pin", [False, True], ids=["touch", "pin"])
async def test_a_record_is_signed_with_a_touch_and_the_next_one_types_a_pin(
    size: str, asks_pin: bool, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Look for: the statement to read first, "Your key", one line that says what to press; no boxes for six digits."""
    monkeypatch.setattr("secrets.token_hex", lambda count: "5c" * count)
    production = with_touch(asks_pin=asks_pin)
    app, results = ShowClearApp(production), list[Published | None]()
    async with app.run_test(size=SIZES[size]) as pilot:
        session = production.lift_hold("cart-1", "a dog ran in", "it is out", MARA.id, JONAS.id)
        dialog = SignDialog(session)
        app.push_screen(dialog, results.append)
        await pilot.pause()
        snapshot(app, f"touch-sign-{'pin-' if asks_pin else ''}{size}")
        await pilot.press(*(PIN if asks_pin else ""), "enter")
        await settled(app, pilot)
        assert session.place is not None
        assert session.place.person == JONAS
        assert dialog.query_one(PinField).display
        assert not dialog.query_one(TouchPlace).display
        await pilot.press(*PIN)
        await pilot.pause()
        assert results == [session.result]
        assert session.result is not None


async def test_a_signature_for_which_nobody_touched_the_key_says_so_and_leaves_the_record_unsigned() -> None:
    """Then again."""
    production = with_touch(asks_pin=True)
    app, results = ShowClearApp(production), list[Published | None]()
    async with app.run_test(size=(80, 24)) as pilot:
        session = production.lift_hold("cart-1", "a dog ran in", "it is out", MARA.id, JONAS.id)
        dialog = SignDialog(session)
        app.push_screen(dialog, results.append)
        await pilot.pause()
        await pilot.press(*"0000", "enter")
        await settled(app, pilot)
        assert note(dialog).startswith("NOT SIGNED. The key did not sign: wrong PIN.")
        assert session.place is not None
        assert session.place.person == MARA
        await pilot.press("escape")
        await pilot.pause()
        assert results == [None]


async def test_signatures_given_up_while_a_key_is_touched_take_no_touch() -> None:
    """The run was overtaken: the touch that comes then signs nothing."""
    production = with_touch(touched=False)
    app = ShowClearApp(production)
    async with app.run_test(size=(80, 24)) as pilot:
        session = production.lift_hold("cart-1", "a dog ran in", "it is out", MARA.id, JONAS.id)
        dialog = SignDialog(session)
        app.push_screen(dialog)
        await pilot.pause()
        await pilot.press("enter")
        dialog.forget()
        production.shifts.finger.set()
        await settled(app, pilot)
        assert "changed while the key was touched" in note(dialog)
        assert session.place is not None
        assert session.place.person == MARA


@pytest.mark.parametrize("size", SIZES)
async def test_a_shift_opens_with_a_touch(size: str, snapshot: Snapshot) -> None:
    """Look for: that there is no PIN for the shift, and the line that says what to press."""
    production = with_touch(asks_pin=True)
    production.shifts.lock(MARA.id)
    app = ShowClearApp(production)
    async with app.run_test(size=SIZES[size]) as pilot:
        app.push_screen(OpenTouchShiftDialog(MARA))
        await pilot.pause()
        snapshot(app, f"touch-shift-{size}")
        await pilot.press(*"0000", "enter")
        await settled(app, pilot)
        assert "wrong PIN" in str(app.screen.query_one("#shift-note", Static).content)
        await pilot.press(*PIN, "enter")
        await settled(app, pilot)
        assert isinstance(app.screen, BoardScreen)
    assert production.shifts.can_sign(MARA.id)


async def test_a_log_that_went_on_elsewhere_is_told_at_the_start_and_a_new_one_is_begun_with_one_key(
    snapshot: Snapshot,
) -> None:
    """Look for: which record shows it, what to do, and that stops go on. No leaves it; Z asks again, and goes away."""
    production = FakeProduction()
    production.elsewhere = LogWentOnError(
        "cart-ab12/000031 was written in the name of this laptop and not by it: it was cloned.",
        "Copy in what the other laptops have. Then begin a log of its own for this laptop.",
    )
    app = ShowClearApp(production)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        snapshot(app, "two-of-one-log")
        await pilot.press("n")
        await pilot.pause()
        assert production.elsewhere is not None
        await pilot.press("z", "y")
        await pilot.pause()
        assert production.elsewhere is None
        assert isinstance(app.screen, BoardScreen)
        await pilot.press("z")
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)


async def test_a_newcomer_with_a_fido2_key_signs_the_enrolment_with_a_touch_and_sees_no_boxes() -> None:
    """Seen at a terminal once: boxes for six digits and the place to touch beside each other."""
    production = with_touch(people=(JONAS,))
    app, results = ShowClearApp(production), list[Published | None]()
    async with app.run_test(size=(80, 24)) as pilot:
        session = production.lift_hold("cart-1", "a dog ran in", "it is out", MARA.id, JONAS.id)
        dialog = EnrolmentDialog(session, "")
        app.push_screen(dialog, results.append)
        await pilot.pause()
        await pilot.press(*PIN)
        await pilot.pause()
        assert not dialog.query_one(PinField).display
        assert not dialog.query_one("#five-words", Input).display
        assert dialog.query_one(TouchPlace).display
        assert not str(dialog.query_one("#digits-left", Static).content), "no digits are left where none is typed"
        await pilot.press("enter")
        await settled(app, pilot)
        assert results == [session.result]
        assert session.result is not None
