"""Waits, rolls, counts, sittings and emergencies, key by key."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.events import Key
from textual.pilot import Pilot

from showclear.domain.checklists import NO_FILE, Procedure
from showclear.domain.runs.values import Phase
from showclear.tui._textual_compat import screen_segments
from showclear.tui.app import ShowClearApp
from showclear.tui.dialogs.emergency import EmergencyDialog
from showclear.tui.dialogs.sign_all import SignAllDialog, SignedAllDialog
from showclear.tui.presenters.dropping import dropped_path
from showclear.tui.screens.aloud import AloudScreen
from showclear.tui.screens.board import BoardScreen
from showclear.tui.screens.entry import EntryInput
from showclear.tui.screens.run import RunScreen
from showclear.tui.screens.sitting import SittingScreen
from showclear.tui.screens.wait import WaitScreen
from showclear.tui.widgets.aloud_list import AloudList
from showclear.tui.widgets.answer_row import AnswerRow
from showclear.tui.widgets.banners import Banner, BannerData, BannerKind
from showclear.tui.widgets.drawn import Drawn
from showclear.tui.widgets.gun_strip import GunStrip, StripGun, StripMark
from showclear.tui.widgets.pieces import strong
from showclear.tui.widgets.slot_list import SlotList, SlotListData, SlotRow
from showclear.tui.widgets.wait_clock import WaitClock
from tests.tui.conftest import Snapshot
from tests.tui.day_runs import CREW, colts, day, sit, walk_set
from tests.tui.fakes import PIN, FakeProduction
from tests.tui.real import Walker
from tests.tui.widgets.stage import Stage

PINS = {"mara": PIN, "jonas": PIN, "ines": PIN}
Go = Callable[[ShowClearApp, "Pilot[None]"], Awaitable[None]]


def three() -> FakeProduction:
    """Three revolvers among the guns."""
    production = day()
    production.weapons = colts()
    return production


def shown(app: ShowClearApp) -> str:
    """What stands on the screen."""
    return "\n".join("".join(segment.text for segment in line) for line in screen_segments(app))


async def misfire(app: ShowClearApp, pilot: Pilot[None]) -> None:
    """Call a misfire of the first gun that is out."""
    await pilot.press("f9")
    await pilot.pause()
    await pilot.press("m")
    await pilot.pause()
    await pilot.press("1")
    await pilot.pause()


async def pass_seconds(app: ShowClearApp, pilot: Pilot[None], seconds: int) -> None:
    """Let the clock run, and read it as the timer would."""
    production: Any = app.production
    production.clock.advance(seconds)
    if isinstance(app.screen, (WaitScreen, AloudScreen)):
        app.screen.tick()
    await pilot.pause()


async def test_a_misfire_is_written_and_on_the_screen_with_three_keys_and_nobody_skips_the_wait() -> None:
    """Nothing is asked first; no key ends the wait, and its end brings the next question by itself."""
    fake = day()
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await misfire(app, pilot)
        assert fake.written == [("emergency", "misfire", "misfire", "A-08")]
        screen = app.screen
        assert isinstance(screen, WaitScreen)
        await pass_seconds(app, pilot, 29)
        for key in ("enter", "space", "s", "w", "right", "end", "backspace", "1", "f8"):
            await pilot.press(key)
            await pilot.pause()
            assert app.screen is screen, key
        assert screen.panel.left == 1
        await pass_seconds(app, pilot, 1)
        assert isinstance(app.screen, RunScreen)
        assert app.screen.question is not None
        assert app.screen.question.key.step == "take-over"


async def test_the_clock_of_a_wait_runs_on_while_the_screen_is_closed() -> None:
    """It is the clock of the run: who comes back after the time finds the next question."""
    fake = day()
    app = ShowClearApp(fake)
    async with app.run_test(size=(80, 24)) as pilot:
        await misfire(app, pilot)
        assert isinstance(app.screen, WaitScreen)
        session = app.screen.session
        await pass_seconds(app, pilot, 10)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        fake.clock.advance(5)
        app.board_screen.walk(session)
        await pilot.pause()
        assert isinstance(app.screen, WaitScreen)
        assert app.screen.seconds_left() == 15


@pytest.mark.parametrize(("key", "report"), [("p", "misfire"), ("x", "near-miss")])
async def test_what_happens_during_the_wait_is_written_at_once_and_only_once(key: str, report: str) -> None:
    """A squib or a second pull is reported without leaving the clock."""
    fake = day()
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await misfire(app, pilot)
        await pilot.press(key, key)
        await pilot.pause()
        assert fake.written[1:] == [("emergency", "incident", report, "A-08")]
        assert isinstance(app.screen, WaitScreen)
        assert "written" in shown(app)
        assert [one.subject for one in fake.sessions.values()] == ["A-08"], "a report starts no list"


async def test_the_key_for_who_is_hurt_stays_where_it_is_whatever_is_written_meanwhile() -> None:
    """At 80x24 a line about the stop at the top would push it below the edge."""
    app = ShowClearApp(day())
    async with app.run_test(size=(80, 24)) as pilot:
        await misfire(app, pilot)
        await pilot.press("p", "x")
        await pilot.pause()
        assert isinstance(app.screen, WaitScreen)
        assert "E     Someone is hurt" in shown(app)


async def test_somebody_hurt_during_the_wait_opens_that_list_in_its_place() -> None:
    """The gun is evidence then: the list that would open it does not go on."""
    fake = day()
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await misfire(app, pilot)
        await pilot.press("e")
        await pilot.pause()
        assert fake.written[1] == ("emergency", "incident", "injury", "A-08")
        assert isinstance(app.screen, RunScreen)
        assert app.screen.session.run.plan.checklist.procedure is Procedure.INCIDENT
        await pass_seconds(app, pilot, 12)
        app.screen.tick()
        await pilot.pause()
        assert "A-08: nobody moves it, 18 s" in shown(app)
        await pass_seconds(app, pilot, 18)
        app.screen.tick()
        await pilot.pause()
        assert "A-08: its wait is over" in shown(app)


async def test_without_any_shift_the_list_is_read_aloud_and_the_clock_runs() -> None:
    """Nobody waits for a passphrase when a gun did not fire."""
    fake = day()
    fake.shifts.lock_all()
    app = ShowClearApp(fake)
    async with app.run_test(size=(80, 24)) as pilot:
        await misfire(app, pilot)
        assert isinstance(app.screen, AloudScreen)
        assert "NOBODY MOVE" in shown(app)
        await pass_seconds(app, pilot, 12)
        assert app.screen.seconds_left() == 18
        await pilot.press("space", "space", "space", "up", "escape")
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)


async def test_a_roll_of_thirty_takes_one_key_a_person_and_at_most_45_in_all() -> None:
    """Six for the PIN and thirty names, each with a key of its own."""
    app = ShowClearApp(day())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await walk_set(app, pilot, Procedure.MEETING, "jonas", "mara")
        walker = Walker(app, pilot, PINS)
        await walker.press(*PIN)
        for number, _ in enumerate(CREW):
            assert screen.query_one(SlotList).display
            await walker.press("n" if number % 7 == 6 else "l" if number % 7 == 5 else "h")
        assert screen.question is None or screen.question.key.step != "roll"
        assert walker.keys == 36
        entries = [entry.value for entry in screen.session.run.entries("jonas") if entry.key.step == "roll"]
        assert len(entries) == 30
        assert set(entries) == {"here", "late", "not-today"}


async def test_a_count_of_boxes_never_shows_what_the_account_says() -> None:
    """The list shows what a box is and what was entered, and nothing that could be copied."""
    fake = day()
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await walk_set(app, pilot, Procedure.DAY_COUNT, "mara", "jonas")
        await Walker(app, pilot, PINS, {"boxes": "44"}).walk("boxes BLK-2")
        text = shown(app)
        assert "BLK-2" in text
        assert "full blank .45" in text
        assert "44" in text, "what she entered for the box before"
        assert "12" not in text.replace("F12", "")
        assert "0418" not in text


async def test_a_count_takes_no_letter_and_enter_says_what_is_missing() -> None:
    """A letter in a count is a key of the screen: typed into it, it would be refused only with Enter."""
    app = ShowClearApp(day())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await walk_set(app, pilot, Procedure.DAY_COUNT, "mara", "jonas")
        await Walker(app, pilot, PINS).walk("boxes BLK-2")
        before = screen.question
        await pilot.press("enter")
        await pilot.pause()
        assert "Nothing was typed." in shown(app)
        await pilot.press("x", "4", "z")
        assert screen.query_one("#entry", EntryInput).value == "4"
        assert screen.question == before
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert screen.query_one("#entry", EntryInput).value == "4", "another size keeps what was typed"
        assert "Digits only." in shown(app)
        await pilot.press("2")
        assert screen.query_one("#entry", EntryInput).value == "42"


async def test_enter_pressed_twice_before_the_first_one_took_effect_answers_one_question() -> None:
    """While an answer becomes durable a second Enter waits: it answers no other question with the same value."""
    app = ShowClearApp(day())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await walk_set(app, pilot, Procedure.DAY_COUNT, "mara", "jonas")
        await Walker(app, pilot, PINS).walk("boxes BLK-2")
        before = len(screen.session.run.entries("mara"))
        await pilot.press("4", "4")
        for _ in range(2):
            app.post_message(Key("enter", "\r"))
        await pilot.pause()
        await pilot.pause()
        assert len(screen.session.run.entries("mara")) == before + 1


async def test_a_row_of_places_is_named_first_and_then_counted() -> None:
    """A number that was typed for a place is a count, not the name of another place."""
    app = ShowClearApp(day())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await walk_set(app, pilot, Procedure.DAY_COUNT, "mara", "jonas")
        await Walker(app, pilot, PINS).walk("places-found")
        await pilot.press(*"cart", "enter")
        await pilot.pause()
        await pilot.press("0", "enter")
        await pilot.pause()
        found = [entry for entry in screen.session.run.entries("mara") if entry.key.step == "places-found"]
        assert [(entry.key.slot, entry.value) for entry in found] == [("cart", "0")]


async def test_three_guns_in_one_sitting_cost_one_pin_a_pass_and_one_a_person_at_the_end() -> None:
    """Every gun has a record of its own; the strip says how far each is."""
    app = ShowClearApp(three())
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await sit(app, pilot, "A-07", "A-01", "A-02")
        walker = Walker(app, pilot, PINS)
        await walker.walk("chambers 3")
        guns = screen.query_one(GunStrip).guns
        assert [gun.mark for gun in guns] == [StripMark.NOW, StripMark.OPEN, StripMark.OPEN]
        await walker.walk()
        dialog = app.screen
        assert isinstance(dialog, SignAllDialog)
        assert len(dialog.shown) == 3
        await pilot.press(*PIN)
        await pilot.pause()
        assert app.screen is dialog
        await pilot.press(*PIN)
        await pilot.pause()
        assert isinstance(app.screen, SignedAllDialog)
        assert len(app.screen.signed.published) == 3
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)


async def test_a_gun_that_is_withdrawn_leaves_the_others_of_the_sitting_where_they_are() -> None:
    """One bad gun does not cost the work at the good ones."""
    app = ShowClearApp(three())
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await sit(app, pilot, "A-07", "A-01")
        walker = Walker(app, pilot, PINS)
        await walker.walk("chambers 2")
        await pilot.press("w")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert isinstance(app.screen, SittingScreen)
        assert [one.run.phase is Phase.ENDED for one in screen.sitting.sessions] == [True, False]
        await walker.walk()
        assert isinstance(app.screen, SignAllDialog)
        assert len(app.screen.shown) == 1


async def test_every_record_of_a_sitting_can_be_read_before_the_pin_at_80x24() -> None:
    """All of it is signed, so all of it can be read, with one key."""
    app = ShowClearApp(three())
    async with app.run_test(size=(80, 24)) as pilot:
        await sit(app, pilot, "A-07", "A-01", "A-02")
        await Walker(app, pilot, PINS).walk()
        read = shown(app)
        for _ in range(12):
            await pilot.press("down")
            await pilot.pause()
            read += shown(app)
        for tag in ("A-07:", "A-01:", "A-02:"):
            assert tag in read


async def test_f9_asks_what_happened_from_every_screen_and_starts_nothing_by_itself() -> None:
    """Nothing is written before it is known what happened; Esc writes nothing."""
    fake = day()
    app = ShowClearApp(fake)
    async with app.run_test(size=(80, 24)) as pilot:
        for keys in ((), ("s",), ("i",)):
            await pilot.press(*keys, "f9", "f9")
            await pilot.pause()
            assert isinstance(app.screen, EmergencyDialog)
            rows = list(app.screen.query(AnswerRow))
            assert all(row.region.bottom <= 23 for row in rows)
            await pilot.press("escape", "escape")
            await pilot.pause()
        assert fake.written == []


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("/tmp/a.jpg", "/tmp/a.jpg"),
        ("'/tmp/a b.jpg'", "/tmp/a b.jpg"),
        ('"/tmp/a b.jpg"\n', "/tmp/a b.jpg"),
        ("/tmp/a\\ b\\(1\\).jpg", "/tmp/a b(1).jpg"),
        ("file:///tmp/a%20b.jpg", "/tmp/a b.jpg"),
        ("a.jpg", "a.jpg"),
    ],
)
def test_a_dropped_file_is_found_however_the_terminal_writes_its_path(typed: str, path: str) -> None:
    """Terminals quote, escape or link what is dropped on them."""
    assert str(dropped_path(typed)) == path


async def test_an_incident_takes_a_photograph_or_says_that_there_is_none() -> None:
    """The file is handed to the production by its path; the answer is its digest."""
    fake = day()
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f9", "i")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, RunScreen)
        step = next(
            step.id
            for block in screen.session.run.course.blocks.values()
            for step in block.steps
            if step.answer.value == "attachment"
        )
        await Walker(app, pilot, PINS).walk(step)
        assert screen.question is not None
        assert screen.question.key.step == step
        await pilot.press("p")
        await pilot.pause()
        await pilot.press(*"a.jpg", "enter")
        await pilot.pause()
        values = [entry.value for entry in screen.session.run.entries("jonas") if entry.key.step == step]
        assert values
        assert values[0].startswith("sha256:")
        assert values[0] != NO_FILE


SCENES: dict[str, tuple[Callable[[], FakeProduction], Go]] = {}


def scene(name: str, make: Callable[[], FakeProduction]) -> Callable[[Go], Go]:
    """Keep a scene under a name."""

    def keep(go: Go) -> Go:
        SCENES[name] = (make, go)
        return go

    return keep


@scene("misfire", day)
async def _misfire(app: ShowClearApp, pilot: Pilot[None]) -> None:
    await misfire(app, pilot)
    await pass_seconds(app, pilot, 7)


@scene("aloud", day)
async def _aloud(app: ShowClearApp, pilot: Pilot[None]) -> None:
    production: Any = app.production
    production.shifts.lock_all()
    await misfire(app, pilot)
    await pass_seconds(app, pilot, 12)
    await pilot.press("space")


@scene("emergency", day)
async def _emergency(app: ShowClearApp, pilot: Pilot[None]) -> None:
    await pilot.press("f9")


@scene("roll", day)
async def _roll(app: ShowClearApp, pilot: Pilot[None]) -> None:
    await walk_set(app, pilot, Procedure.MEETING, "jonas", "mara")
    await pilot.press(*PIN)
    await pilot.press(*"hhhhhlhhhhhn")


@scene("reconcile", day)
async def _reconcile(app: ShowClearApp, pilot: Pilot[None]) -> None:
    await walk_set(app, pilot, Procedure.DAY_COUNT, "mara", "jonas")
    await Walker(app, pilot, PINS).walk("boxes BLK-2")
    await pilot.press("1", "2")


@scene("set-guns", day)
async def _set_guns(app: ShowClearApp, pilot: Pilot[None]) -> None:
    await walk_set(app, pilot, Procedure.BREAK, "mara", "jonas")
    await pilot.press(*PIN)


@scene("sitting", three)
async def _sitting(app: ShowClearApp, pilot: Pilot[None]) -> None:
    await sit(app, pilot, "A-07", "A-01", "A-02")
    await Walker(app, pilot, PINS).walk("chambers 3")


@scene("sign-all", three)
async def _sign_all(app: ShowClearApp, pilot: Pilot[None]) -> None:
    await sit(app, pilot, "A-07", "A-01", "A-02")
    await Walker(app, pilot, PINS).walk()


@scene("signed-all", three)
async def _signed_all(app: ShowClearApp, pilot: Pilot[None]) -> None:
    await _sign_all(app, pilot)
    await pilot.press(*PIN)
    await pilot.pause()
    await pilot.press(*PIN)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["120", "80"])
@pytest.mark.parametrize("name", SCENES)
async def test_the_runs_of_the_day_look_as_they_were_seen(name: str, size: tuple[int, int], snapshot: Snapshot) -> None:
    """One thing is inverse, the other person's entries are covered, nothing is cut off that says what to do."""
    make, go = SCENES[name]
    app = ShowClearApp(make())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await go(app, pilot)
        await pilot.pause()
        snapshot(app, f"screen-{name}-{size[0]}")


HOSTILE = {
    "markup": "[@click=app.quit]x[/]",
    "escape": "\x1b[2J\u202egnirts",
    "long": "A" * 2_000,
    "wide": "\u6f22\u5b57" * 60,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("size", [(120, 40), (80, 24), (42, 12)], ids=lambda size: str(size[0]))
async def test_hostile_text_is_text_on_lists_strips_waits_and_what_is_read_aloud(
    text: str, size: tuple[int, int]
) -> None:
    """Names, tags and lines come from people and files; none of them is markup, and none moves the cursor."""
    app = Stage(
        SlotList(SlotListData((SlotRow(text, text), SlotRow(text, now=True)), text, ((strong(text),),), text)),
        GunStrip(tuple(StripGun(text, mark, 1, 2) for mark in StripMark)),
        AloudList((text, text)),
        WaitClock(12, 30, text),
        Banner(BannerData("MISFIRE", ((strong(text),),), BannerKind.HOT)),
    )
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for line in screen_segments(app):
            for segment in line:
                assert not set(segment.text) & {"\x1b", "\u202e", "\n"}
                assert segment.style is None or not segment.style.meta.get("@click")
        for widget in app.query(Drawn):
            assert all(widget.render_line(row).cell_length == widget.size.width for row in range(widget.size.height))
