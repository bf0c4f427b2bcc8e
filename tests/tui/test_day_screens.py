"""The screens around the runs: what is due, places, menus; key by key and click by click."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from textual.events import Key
from textual.widgets import Input

from showclear.app.views import DueLine, InputField, OpenItem, Preparation
from showclear.domain.checklists import Procedure
from showclear.domain.custody import Custody, Shape
from showclear.domain.situation.status import State
from showclear.domain.situation.stops import Need
from showclear.errors import StorageError
from showclear.tui._textual_compat import screen_segments
from showclear.tui.app import ShowClearApp
from showclear.tui.dialogs.choose import ChooseDialog
from showclear.tui.dialogs.form import FormDialog
from showclear.tui.dialogs.procedures import ProceduresDialog
from showclear.tui.dialogs.published import PublishedDialog
from showclear.tui.dialogs.seal import SealDialog
from showclear.tui.dialogs.sign import SignDialog
from showclear.tui.dialogs.text_line import LineDialog
from showclear.tui.screens.armory import ArmoryScreen
from showclear.tui.screens.board import BoardScreen
from showclear.tui.screens.check_list import CheckList
from showclear.tui.screens.people import PeopleScreen
from showclear.tui.screens.start import StartScreen
from showclear.tui.widgets.batch_line import BatchLine
from showclear.tui.widgets.row_list import RowList
from showclear.tui.widgets.side_column import SideColumn
from tests.tui import scenes
from tests.tui.conftest import Snapshot
from tests.tui.fakes import PIN, FakeProduction

SIZES = pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["120", "80"])


def text_of(app: ShowClearApp) -> str:
    """Everything on the screen."""
    return "\n".join("".join(segment.text for segment in line) for line in screen_segments(app))


@SIZES
@pytest.mark.parametrize("name", scenes.SCENES)
async def test_the_screens_of_the_day_look_as_they_were_seen(
    name: str, size: tuple[int, int], snapshot: Snapshot
) -> None:
    """State words first, COLLECT loud, what is due with its mark and word, nothing that counts down."""
    fake, keys = scenes.SCENES[name]()
    app = ShowClearApp(fake)
    async with app.run_test(size=size) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        snapshot(app, f"{name}-{size[0]}")


@pytest.mark.parametrize("theme", ["showclear-daylight", "showclear-night-red"])
async def test_the_board_looks_as_it_was_seen_in_sun_and_in_the_dark(theme: str, snapshot: Snapshot) -> None:
    """Marks and words carry it where the colours are few."""
    app = ShowClearApp(scenes.working())
    async with app.run_test(size=(120, 40)) as pilot:
        app.theme = theme
        await pilot.pause()
        snapshot(app, f"day-120-{theme.removeprefix('showclear-')}")


@SIZES
async def test_no_serial_is_shown_outside_the_armory(size: tuple[int, int]) -> None:
    """The run asks for its digits; whoever could read them on the board would not look at the gun."""
    app = ShowClearApp(scenes.working())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "447100" not in text_of(app)
        await pilot.press("3")
        await pilot.pause()
        assert "447100" not in text_of(app)


# What is due


async def test_one_key_does_what_is_due_next_and_says_so_before() -> None:
    """A gun whose time is over is collected before everything else."""
    fake = scenes.morning()
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "collect B-02" in text_of(app)
        await pilot.press("n")
        await pilot.pause()
        assert ("take-back", "B-02") in fake.written


async def test_enter_on_a_due_row_and_a_click_on_it_do_the_same() -> None:
    """The whole job by keyboard, the whole job by mouse."""
    for click in (False, True):
        fake = scenes.working()
        app = ShowClearApp(fake)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            if click:
                await pilot.click(SideColumn, offset=(4, 1))
            else:
                await pilot.press("tab", "enter")
            await pilot.pause()
            assert ("take-back", "B-02") in fake.written


async def test_a_due_procedure_opens_its_start_with_what_is_known() -> None:
    """The start is asked anew of the rules; the row only names it."""
    fake = FakeProduction(
        due=(DueLine("Inspect A-07", procedure="inspection", subject="A-07", inputs={"scene": "77"}),)
    )
    fake.weapons = [replace(one, collect=False) for one in fake.weapons]
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
        assert app.screen.form.values()["scene"] == "77"


async def test_nothing_due_says_so_and_the_key_is_faint() -> None:
    """A key that does nothing is not hidden from whoever looks for it."""
    fake = FakeProduction()
    fake.weapons = [replace(one, collect=False) for one in fake.weapons]
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        assert "nothing is due" in text_of(app)


# Places


async def test_the_places_are_reached_by_key_and_by_click() -> None:
    """1 to 4 and the words in the bar; Esc leads back to the board."""
    app = ShowClearApp(scenes.working())
    async with app.run_test(size=(120, 40)) as pilot:
        for keys, kind in ((["2"], ArmoryScreen), (["3"], PeopleScreen), (["2"], ArmoryScreen), (["1"], BoardScreen)):
            await pilot.press(*keys)
            await pilot.pause()
            assert type(app.screen) is kind
        for column, kind in ((60, ArmoryScreen), (71, PeopleScreen), (50, BoardScreen)):
            await pilot.click("#top", offset=(column, 0))
            await pilot.pause()
            assert type(app.screen) is kind
        await pilot.press("3", "escape")
        await pilot.pause()
        assert type(app.screen) is BoardScreen


async def test_places_can_be_clicked_on_a_small_screen_too() -> None:
    """80 columns have room for all of them."""
    app = ShowClearApp(scenes.working())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.click("#top", offset=(40, 0))
        await pilot.pause()
        assert type(app.screen) is ArmoryScreen


async def test_the_list_of_the_armory_scrolls_with_the_chosen_row() -> None:
    """Whatever is chosen is seen, with its account."""
    app = ShowClearApp(scenes.working())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "end")
        await pilot.pause()
        listing = app.screen.query_one(RowList)
        assert listing.chosen == "batch:RB-2"
        assert "RB-2" in text_of(app)
        await pilot.press("tab")
        await pilot.pause()
        assert "rubber revolvers" in text_of(app)


async def test_a_barred_gun_is_taken_in_anew_under_its_tag() -> None:
    """The tag is known, everything else is looked at again."""
    app = ShowClearApp(scenes.working())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("2", "r")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
        assert app.screen.form.values()["weapon.tag"] == "A-07"


async def test_a_barred_gun_is_taken_in_anew_from_the_board_by_the_key_that_its_card_names() -> None:
    """Nothing else is possible with it, so the board says so, offers it, and begins it."""
    fake = scenes.working()
    app = ShowClearApp(fake)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("g")
        assert isinstance(app.screen, BoardScreen), "a cold gun is inspected, not taken in"
        app.board_screen.choose("A-09")
        await pilot.pause()
        assert "barred: two take it in again: G" in text_of(app)
        assert "G  anew" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "Two people take the barred gun in anew" in text_of(app)
        await pilot.press("g")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
        assert app.screen.form.values()["weapon.tag"] == "A-09"


@pytest.mark.parametrize("tag", ["RB-1", "X') or app.quit('"])
async def test_the_menu_of_a_batch_begins_what_was_chosen_for_it(tag: str) -> None:
    """Whatever its tag is: a record of another program may hold any, and it is never a part of an action."""
    fake = scenes.late_batch()
    fake.batches = (replace(fake.batches[0], tag=tag),)
    app = ShowClearApp(fake)
    begun: list[tuple[Procedure, str]] = []
    app.board_screen.begin_for = lambda procedure, subject: begun.append((procedure, subject))  # type: ignore[method-assign, assignment, misc]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.board_screen.query(BatchLine).first().focus()
        for key in ("i", "c", "d"):
            await pilot.press("enter")
            await pilot.pause()
            assert isinstance(app.screen, ChooseDialog)
            await pilot.press(key)
            await pilot.pause()
            app.board_screen.query(BatchLine).first().focus()
    assert begun == [(one, tag) for one in (Procedure.BATCH_ISSUE, Procedure.BATCH_COUNT, Procedure.BATCH_DAY)]


LONG = " ".join(f"reason-{number}" for number in range(120))


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["120", "80"])
async def test_a_reason_that_is_cut_on_the_board_is_read_whole_with_one_key(size: tuple[int, int]) -> None:
    """Two dots say that there is more, the bar names the key, and the last word of it can be read."""
    fake = scenes.held("hold")
    fake.weapons = [replace(fake.weapons[0], state=State.QUARANTINED, why=LONG), *fake.weapons[1:]]
    app = ShowClearApp(fake)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert ".." in text_of(app)
        assert "Q  why" in text_of(app)
        await pilot.press("q")
        await pilot.pause()
        seen = ""
        while "reason-119" not in seen and len(seen) < 100_000:
            seen += text_of(app)
            await pilot.press("pagedown")
            await pilot.pause()
        assert "reason-119" in seen
        assert "HOLD since" in seen
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)


# Procedures


async def test_a_letter_of_the_menu_asks_which_gun_and_starts() -> None:
    """E asks which gun, the chosen one first."""
    app = ShowClearApp(scenes.working())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(app.screen, ProceduresDialog)
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(app.screen, ChooseDialog)
        await pilot.press("1")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
        assert app.screen.preparation.subject == "A-07"


async def test_several_guns_go_through_one_checklist_in_one_sitting() -> None:
    """G marks guns by key; the start names them all, and the production is asked for a sitting."""
    fake = scenes.working()
    asked: list[tuple[object, ...]] = []

    def start_sitting(*what: object) -> None:
        asked.append(what)
        raise StorageError("The disk is full.", "Make room.")

    fake.start_sitting = start_sitting  # type: ignore[attr-defined]
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("p", "g")
        await pilot.pause()
        assert isinstance(app.screen, FormDialog)
        await pilot.press("1", "4", "enter")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
        assert "A-07 and B-02" in text_of(app)
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert "Performs it: nobody was chosen." in text_of(app)
        assert not asked, "of two on shift nobody performs it because nobody looked"
        await pilot.press("m", "enter")
        await pilot.pause()
        assert asked == [(Procedure.RETURN, ("A-07", "B-02"), {"box": "DUM-3"}, "mara", "jonas")]
        assert "The disk is full." in text_of(app)


@pytest.mark.parametrize(("key", "tags"), [("1", ("A-08",)), ("escape", ("A-08", "B-02"))], ids=["one", "go away"])
async def test_a_misfire_is_written_with_one_key(key: str, tags: tuple[str, ...]) -> None:
    """M asks which gun only where several are out; whoever goes away without saying it loses nothing: it is all."""
    fake = scenes.working()
    asked: list[tuple[object, ...]] = []

    def start_emergency(procedure: Procedure, tags: tuple[str, ...], *, report_class: str) -> None:
        asked.append((procedure, tags, report_class))
        raise StorageError("It counts here.", "It is tried again.")

    fake.start_emergency = start_emergency  # type: ignore[attr-defined]
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("m", key)
        await pilot.pause()
        assert asked == [(Procedure.MISFIRE, tags, "misfire")]


async def test_where_no_gun_is_out_a_misfire_is_asked_of_those_in_a_hand() -> None:
    """R-114: without the name of a gun its list could not be begun, and nothing led on from there."""
    fake = scenes.working()
    asked: list[tuple[object, ...]] = []

    def start_emergency(procedure: Procedure, tags: tuple[str, ...], *, report_class: str) -> None:
        asked.append((procedure, tags, report_class))
        raise StorageError("It counts here.", "It is tried again.")

    fake.start_emergency = start_emergency  # type: ignore[attr-defined]
    fake.weapons = [one for one in fake.weapons if not one.is_out and one.state is not State.HOT]
    held = tuple(one.weapon.tag for one in fake.weapons if not one.is_locked)
    assert held
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("f9")
        await pilot.pause()
        assert "It is written as soon as one more key says which gun." in " ".join(text_of(app).split())
        await pilot.press("m", "1")
        await pilot.pause()
        assert asked == [(Procedure.MISFIRE, held[:1], "misfire")]


async def test_what_was_asked_of_a_gun_is_never_done_with_another_one_that_took_its_place() -> None:
    """A gun may leave the board while its menu, or the line for its lock, is open, by a record from elsewhere."""
    fake = scenes.working()
    fake.weapons = [replace(one, custody=Custody(Shape.WITH, "mara")) for one in fake.weapons]
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        gone = app.board_screen.chosen_tag
        await pilot.press("l")
        await pilot.pause()
        assert isinstance(app.screen, LineDialog)
        fake.weapons = [one for one in fake.weapons if one.weapon.tag != gone]
        app.read_board()
        await pilot.pause()
        await pilot.press(*"safe", "enter")
        await pilot.pause()
        assert fake.written == [("lock", gone, "safe")]
        gone = app.board_screen.chosen_tag
        await pilot.press("enter")
        await pilot.pause()
        fake.weapons = [one for one in fake.weapons if one.weapon.tag != gone]
        app.read_board()
        await pilot.pause()
        await pilot.press("o")
        await pilot.pause()
        assert len(fake.written) == 1
        assert app.board_screen.chosen_tag != gone


async def test_the_menu_of_a_row_does_nothing_with_the_row_that_took_its_place() -> None:
    """A thing may be gone from the list while its menu is open; that is said."""
    fake = scenes.working()
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("2", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ChooseDialog)
        tag = app.screen_stack[-2].tag  # type: ignore[attr-defined]
        whole = fake.armory()
        gone = replace(whole, weapons=tuple(one for one in whole.weapons if one.status.weapon.tag != tag))
        fake.armory = lambda: gone  # type: ignore[method-assign]
        fake.clock.advance(1)
        app.read_board()
        await pilot.pause()
        await pilot.press("l")
        await pilot.pause()
        assert isinstance(app.screen, ArmoryScreen), "no line asks where another gun is locked"
        assert app.screen.tag != tag
        assert fake.written == []


# Stops


async def test_a_report_costs_a_key_a_class_and_enter() -> None:
    """Nothing has to be filled in, nobody has to be named."""
    fake = scenes.working()
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("e", "n", "enter")
        await pilot.pause()
        assert fake.written == [("report", "near-miss", "", "")]


async def test_enter_pressed_twice_writes_one_report_and_starts_one_run() -> None:
    """A second Enter that waits while the first one writes is meant for nothing any more."""
    fake = scenes.working()
    app = ShowClearApp(fake)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "n")
        await pilot.pause()
        assert isinstance(app.screen, FormDialog)
        for _ in range(2):
            app.post_message(Key("enter", "\r"))
        await pilot.pause()
        await pilot.pause()
        assert [one[0] for one in fake.written] == ["report"]
        begun: list[Procedure] = []
        start = fake.start_run

        def start_run(procedure: Procedure, *more: Any) -> Any:
            begun.append(procedure)
            return start(procedure, *more)

        fake.start_run = start_run  # type: ignore[method-assign]
        await pilot.press("i")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
        app.screen.query_one("#performer").focus()
        for _ in range(3):
            app.post_message(Key("enter", "\r"))
        await pilot.pause()
        await pilot.pause()
        assert len(begun) == 1


async def test_a_report_names_guns_by_their_key() -> None:
    """The list marks by key; what is marked stays as it is."""
    fake = scenes.working()
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("e", "p")
        await pilot.pause()
        assert isinstance(app.screen, FormDialog)
        app.screen.query_one(CheckList).focus()
        await pilot.press("2", "4", "2", "enter")
        await pilot.pause()
        assert fake.written == [("report", "flagging", "", "", "B-02")]


async def test_a_report_that_the_disk_refuses_stays_on_the_screen() -> None:
    """What was typed is not lost, and it does not look as if it had been written."""
    fake = scenes.working()
    fake.broken = StorageError("The disk is full.", "Make room.")
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("e", "n", "enter")
        await pilot.pause()
        assert isinstance(app.screen, FormDialog)
        assert "The disk is full." in text_of(app)


async def test_a_concern_says_who_could_still_work_it_out_before_it_is_written() -> None:
    """No name; whom to speak to instead; what is urgent is a hold."""
    fake = scenes.working()
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("c")
        await pilot.pause()
        shown = text_of(app)
        assert "could still work it out" in shown
        assert "Ines Park" in shown
        assert "hold" in shown
        assert isinstance(app.screen, FormDialog)
        app.screen.query_one(Input).value = "The ladder stands in the line of fire"
        await pilot.press("enter")
        await pilot.pause()
        assert fake.written == [("concern", "The ladder stands in the line of fire", "2026-03-01")]


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["120", "80"])
async def test_after_the_wrap_one_key_seals_the_day(size: tuple[int, int], snapshot: Snapshot) -> None:
    """N before the next day's opening, both sign, then eight words that can be copied by hand and a code."""
    opening = DueLine("Open the day (C, people and paper)", procedure="day-people", subject="Main unit", blocking=True)
    fake = FakeProduction(weapons=[], due=(DueLine("Seal the day 2026-03-01", act="seal", target="Main unit"), opening))
    app = ShowClearApp(fake)
    async with app.run_test(size=size) as pilot:
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(app.screen, FormDialog)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, SignDialog)
        await pilot.press(*PIN, *PIN)
        await pilot.pause()
        assert isinstance(app.screen, SealDialog)
        snapshot(app, f"seal-{size[0]}")
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is app.board_screen
    assert fake.written[0] == ("seals.seal", "Main unit", "mara", "jonas")


async def test_a_stop_is_reviewed_with_one_signature_sheet() -> None:
    """W, words, a name, then the sheet that everybody knows."""
    fake = scenes.held("hold")
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("w")
        await pilot.pause()
        assert isinstance(app.screen, FormDialog)
        app.screen.query_one(Input).value = "The gate was open. It is locked now."
        await pilot.press("tab", "right", "enter")
        await pilot.pause()
        assert isinstance(app.screen, SignDialog)
        await pilot.press(*PIN, *PIN)
        await pilot.pause()
        assert isinstance(app.screen, PublishedDialog)
        assert fake.written[0][:2] == ("stops.review", "cart-7")


@pytest.mark.parametrize(
    ("kind", "needs", "screen"),
    [
        ("hold", (Need.LIFT,), FormDialog),
        ("stand-down", (Need.RELEASE,), ChooseDialog),
        ("incident", (Need.CLOSE,), type(None)),
        ("concern", (Need.ANSWER,), ChooseDialog),
    ],
    ids=["hold", "stand-down", "incident", "concern"],
)
async def test_one_key_begins_what_a_stop_needs_next(kind: str, needs: tuple[Need, ...], screen: type) -> None:
    """The domain says what is missing; the screen begins it."""
    fake = scenes.working()
    fake.open_items = ()
    if kind in ("hold", "stand-down"):
        fake = scenes.held(kind)
        fake.open_items = ()
        record = "cart-7"
    else:
        item = scenes.REPORT if kind == "incident" else scenes.CONCERN
        fake.open_items, record = (item,), item.record
    fake.stops.needs = {record: needs}
    begun: list[tuple[Procedure, str]] = []
    original = fake.prepare

    def prepare(procedure: Procedure, subject: str) -> Preparation:
        begun.append((procedure, subject))
        return original(Procedure.INSPECTION, subject)

    fake.prepare = prepare  # type: ignore[method-assign]
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("x")
        await pilot.pause()
        if screen is type(None):
            assert begun == [(Procedure.INCIDENT, "")]
        else:
            assert isinstance(app.screen, screen)


async def test_a_gun_that_is_frozen_after_the_stop_is_released_with_the_same_key() -> None:
    """X deals with what is open; the bar, which has no room for it on every board, names the key while work stands."""
    fake = scenes.working()
    fake.open_items = (OpenItem("frozen", "A-07 is frozen: evidence", "cart-9", "A-07"),)
    fake.stops.needs = {}
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert not app.board_screen.shows_key("board.lift")
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(app.screen, FormDialog)
        assert "A-07 stays as it is until two people release it by name." in text_of(app)


async def test_a_stand_down_is_released_by_the_safety_officer_and_somebody_else() -> None:
    """Both are asked by name; the use case is the judge."""
    fake = scenes.held("stand-down")
    fake.stops.needs = {"cart-7": (Need.RELEASE,)}
    fake.shifts.open("ines", "five good words for us", PIN)
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("x", "1")
        await pilot.pause()
        assert isinstance(app.screen, FormDialog)
        first, second, *_ = app.screen.query(Input)
        first.value, second.value = "The street is closed.", "A guard stands at the gate."
        app.screen.form.field(3).take("mara")  # type: ignore[union-attr]
        await pilot.press("enter")
        await pilot.pause()
        asked = ("stops.release", "cart-7", "The street is closed.", "A guard stands at the gate.", "ines", "mara")
        assert asked in fake.written
        assert isinstance(app.screen, SignDialog)


async def test_a_gun_goes_to_another_unit_with_both_armorers() -> None:
    """T in the armory: unit, who gives, who takes."""
    fake = scenes.working()
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("2", "t")
        await pilot.pause()
        assert isinstance(app.screen, FormDialog)
        assert app.screen.form.values() == {"unit": "Second unit", "giver": "mara", "taker": "mara"}
        await pilot.press("enter")
        await pilot.pause()
        assert fake.written[0][:3] == ("moves.transfer", "A-07", "Second unit")


# The start of a run


async def test_several_guns_are_marked_by_key_and_none_is_marked_beforehand() -> None:
    """Observations and choices of things start empty."""
    fake = scenes.working()
    original = fake.prepare
    guns = tuple((one.weapon.tag, one.weapon.name) for one in fake.weapons)

    def prepare(procedure: Procedure, subject: str) -> Preparation:
        ready = original(procedure, subject)
        return replace(ready, fields=(*ready.fields, InputField("shown", "Guns", choices=guns, several=True)))

    fake.prepare = prepare  # type: ignore[method-assign]
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("i")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
        assert app.screen.form.values()["shown"] == ""
        assert app.screen.focused is app.screen.query_one(CheckList)
        await pilot.press("1", "3")
        assert app.screen.form.values()["shown"] == "A-07 A-11"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_arrows_choose_another_gun_also_where_the_guns_do_not_fit(size: tuple[int, int]) -> None:
    """At 80 columns the list is longer than the screen; what scrolls must not take the arrows away from choosing."""
    app = ShowClearApp(scenes.morning())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        board = app.screen
        assert isinstance(board, BoardScreen)
        first = board.chosen_tag
        await pilot.press("down")
        below = board.chosen_tag
        await pilot.press("down")
        assert len({first, below, board.chosen_tag}) == 3
        await pilot.press("up")
        assert board.chosen_tag == below
