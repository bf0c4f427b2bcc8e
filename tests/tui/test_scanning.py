"""A scanner that types: its code goes where a tag is asked for, and presses no key anywhere else."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from showclear.app.demo import Demonstration
from showclear.app.sessions import RunSession
from showclear.domain.checklists import Procedure
from showclear.tui.app import ShowClearApp
from showclear.tui.dialogs.choose import Choice, ChooseDialog
from showclear.tui.presenters.scanning import Heard, Pressed, Scanner
from showclear.tui.screens.armory import ArmoryScreen
from showclear.tui.screens.board import BoardScreen
from showclear.tui.screens.check_list import CheckList
from showclear.tui.screens.run import RunScreen
from showclear.tui.screens.start import StartScreen
from showclear.tui.screens.stop import SetStopScreen
from tests.tui.real import Walker, copy, make, open_demo

GAP = 0.03


def heard(text: str, *, apart: float = 0.005, typing: bool = False, places: str = "") -> list[Heard[str]]:
    """What is heard of keys that come `apart`; `\\n` is Enter. `places`: what is asked when each comes."""
    scanner: Scanner[str] = Scanner(GAP)
    found = []
    for at, letter in enumerate(text):
        key = {"\n": "enter", "\t": "tab", "^": "f12"}.get(letter, letter)
        character = "" if letter == "^" else letter
        place = places[at] if places else "board"
        found.append(scanner.hear(Pressed(letter, key, character, at * apart), place, typing=typing))
    return [*found, scanner.rest()]


def test_a_code_is_heard_whole_at_its_end_and_presses_nothing() -> None:
    """With Enter, with Tab, and without either."""
    for text in ("A-07\n", "a-07\t", "A-07"):
        told = heard(text)
        assert [one.scan for one in told if one.scan] == ["A-07"]
        assert not [key for one in told for key in one.keys]


def test_fingers_press_every_key_in_order() -> None:
    """A key that was held is passed on before the next one, and a last one when the gap is over."""
    for text in ("bl\n", "ynyn", "\n", "b"):
        told = heard(text, apart=0.06)
        assert "".join(key for one in told for key in one.keys) == text
        assert not [one for one in told if one.scan or one.dropped]


def test_two_fingers_that_roll_over_and_a_key_that_repeats_are_no_code() -> None:
    """Two keys without an end; one letter held down."""
    for text in ("ok", "eeeeee"):
        told = heard(text)
        assert "".join(key for one in told for key in one.keys) == text
        assert not [one for one in told if one.scan]


def test_a_code_in_a_line_is_typed_and_its_end_is_known() -> None:
    """The end moves on there; an Enter of fingers is no end of a code."""
    told = heard("A-07\n", typing=True)
    assert [key for one in told for key in one.keys] == list("A-07\n")
    assert [one.ended for one in told] == [False, False, False, False, True, False]
    assert not [one for one in heard("A-07\n", apart=0.2, typing=True) if one.ended]


def test_what_follows_in_the_same_burst_after_the_question_changed_is_thrown_away() -> None:
    """CR and LF, or a second code: it was never meant for what is asked now."""
    told = heard("A-07\n\nyy\n", typing=True, places="111112222")
    assert [one.dropped for one in told[5:9]] == [True] * 4
    assert not [key for one in told[5:] for key in one.keys]
    told = heard("A-07yy", typing=True, places="111122")
    assert [one.dropped for one in told[4:6]] == [True, True]


def test_the_hold_keys_are_never_held_and_never_thrown_away() -> None:
    """In the middle of a code, and after the question changed."""
    told = heard("A-^", places="111")
    assert "^" in told[2].keys
    told = heard("A-07\n!^y", typing=True, places="11111222")
    assert told[5].keys == ("!",)
    assert told[6].keys == ("^",)
    assert told[7].dropped


class Heeding(ShowClearApp):
    """The app with a clock that the test winds: a scanner's key comes two milliseconds after the one before."""

    now = 0.0

    def key_time(self, event: events.Key) -> float:
        """The wound clock."""
        return self.now

    def rest_later(self) -> None:
        """The test says when the gap is over."""


@pytest.fixture(scope="module")
def made() -> Iterator[Demonstration]:
    """One demonstration for all."""
    with tempfile.TemporaryDirectory() as folder:
        yield make(Path(folder) / "demo")


@pytest.fixture
def app(made: Demonstration, tmp_path: Path) -> Iterator[Heeding]:
    """The real app on a copy."""
    production = open_demo(copy(made, tmp_path / "demo"))
    app = Heeding(production, made.pins)
    app.scanner = Scanner(GAP)
    yield app
    production.close()


async def scan(app: Heeding, pilot: Pilot[None], text: str, *ends: str) -> None:
    """A burst, and then the gap."""
    app.now += 1.0
    for key in (*text, *ends):
        app.now += 0.002
        await pilot.press({"-": "minus"}.get(key, key))
    await app.keys_rest()
    await pilot.pause()


async def press(app: Heeding, pilot: Pilot[None], *keys: str) -> None:
    """Fingers: a key, and then the gap."""
    for key in keys:
        app.now += 1.0
        await pilot.press(key)
        await app.keys_rest()
        await pilot.pause()


async def test_on_the_board_a_code_chooses_its_gun_and_nothing_else_happens(app: Heeding) -> None:
    """Its letters are keys there: A takes in, B takes back, L locks."""
    async with app.run_test(size=(120, 40)) as pilot:
        before = sorted(path.name for path in (app.production.folder / "log").iterdir())
        for tag, ends in (("B-02", ("enter",)), ("A-08", ("tab",)), ("R-01", ()), ("a-07", ("enter", "enter"))):
            await scan(app, pilot, tag, *ends)
            assert isinstance(app.screen, BoardScreen)
            assert app.board_screen.chosen_tag == tag.upper()
        await scan(app, pilot, "ZZ-99", "enter")
        assert app.board_screen.chosen_tag == "A-07"
        assert sorted(path.name for path in (app.production.folder / "log").iterdir()) == before


async def test_fingers_on_the_board_do_what_they_did(app: Heeding) -> None:
    """One key, after the gap; F12 without it."""
    async with app.run_test(size=(120, 40)) as pilot:
        await press(app, pilot, "i")
        assert isinstance(app.screen, StartScreen)
        await press(app, pilot, "escape")
        app.now += 1.0
        await pilot.press("A")
        app.now += 0.002
        await pilot.press("f12")
        await pilot.pause()
        assert isinstance(app.screen, SetStopScreen)


async def test_in_the_armory_and_in_a_question_a_code_is_its_row(app: Heeding) -> None:
    """Which gun is back: the one whose code was read."""
    async with app.run_test(size=(120, 40)) as pilot:
        await press(app, pilot, "2")
        assert isinstance(app.screen, ArmoryScreen)
        await scan(app, pilot, "DUM-3", "enter")
        assert app.screen.tag == "DUM-3"
        answers: list[str | None] = []
        dialog = ChooseDialog("Take back", "Which gun?", (Choice("A-07", "A-07"), Choice("A-08", "A-08")))
        app.push_screen(dialog, answers.append)
        await pilot.pause()
        await scan(app, pilot, "B-02", "enter")
        assert answers == []
        await scan(app, pilot, "A-08", "enter", "enter")
        assert answers == ["A-08"]
        assert isinstance(app.screen, ArmoryScreen)


async def start_inspection(app: Heeding, pilot: Pilot[None], made: Demonstration) -> Walker:
    """An inspection of the first gun, at its first question."""
    await press(app, pilot, "i")
    assert isinstance(app.screen, StartScreen)
    app.screen.form.field(0).value = "24C"
    await press(app, pilot, "enter")
    walker = Walker(app, pilot, made.pins)
    app.scanner.gap = 0.0
    return walker


async def test_a_code_in_a_form_goes_into_its_field_and_its_end_to_the_next_one(app: Heeding) -> None:
    """Enter of a code never starts a run; Enter of a finger does."""
    async with app.run_test(size=(120, 40)) as pilot:
        await press(app, pilot, "i")
        screen = app.screen
        assert isinstance(screen, StartScreen)
        first = screen.form.field(0)
        assert isinstance(first, Input)
        first.value = ""
        first.focus()
        await pilot.pause()
        await scan(app, pilot, "S-24C", "enter")
        assert first.value == "S-24C"
        assert app.screen is screen
        assert app.focused is not first


async def test_a_code_answers_no_killer_no_count_and_no_serial(app: Heeding, made: Demonstration) -> None:
    """Its letters are answers there, two of them would be taken as characters of the serial, its digits as a count."""
    async with app.run_test(size=(120, 40)) as pilot:
        walker = await start_inspection(app, pilot, made)
        for step in ("serial", "unloaded", "chambers", "bore", "holds"):
            await walker.walk(step)
            screen = app.screen
            assert isinstance(screen, RunScreen)
            question = screen.session.run.question
            assert question is not None
            app.scanner.gap = GAP
            for text, ends in (
                ("E-07", ("enter",)),
                ("NE1", ("tab",)),
                ("RE-2", ()),
                ("", ("enter",)),
                ("12", ("enter",)),
            ):
                await scan(app, pilot, text, *ends)
                assert app.screen is screen
                assert screen.session.run.question == question, (step, text)
            app.scanner.gap = 0.0


async def inspecting(app: Heeding, pilot: Pilot[None], tag: str) -> RunSession:
    """The inspection of a thing that holds nothing, on its screen; whoever walks in it is no scanner."""
    session = app.production.start_run(
        Procedure.INSPECTION, tag,
        {"scene": "24C", "use": "take", "place": "Stage 3", "plan.contents": "nothing", "plan.count": "0", "box": ""},
        "mara-reyes", "jonas-weil",
    )  # fmt: skip
    app.push_screen(RunScreen(session))
    await pilot.pause()
    app.scanner.gap = 0.0
    return session


async def test_the_rest_of_a_burst_never_answers_the_next_question(app: Heeding, made: Demonstration) -> None:
    """A tag that is read and handed in, with CR, LF and another code behind it."""
    async with app.run_test(size=(120, 40)) as pilot:
        session = await inspecting(app, pilot, "R-01")
        await Walker(app, pilot, made.pins).walk("tag")
        app.scanner.gap = GAP
        await scan(app, pilot, "R-01", "enter", "enter", "s", "s", "enter")
        question = session.run.question
        assert question is not None
        assert question.key.step == "solid"
        assert [entry.value for entry in session.run.entries("mara-reyes")] == ["R-01"]


def test_a_code_marks_a_thing_of_a_list_and_never_takes_the_mark_away() -> None:
    """A list of guns is filled in by reading one after the other; one that is read twice stays."""
    marks = CheckList((("A-07", "A-07"), ("A-08", "A-08")))
    assert marks.take_scan("A-08")
    assert marks.take_scan("A-08")
    assert marks.value == "A-08"
    assert not marks.take_scan("B-02")


async def test_keys_pressed_while_a_pin_is_looked_at_answer_nothing(app: Heeding) -> None:
    """Two digits of a PIN that was typed once more went into the serial of a gun as what was seen there."""
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.now = 5.0
        app.forget_keys()
        app.now = 4.5
        await pilot.press("p")
        await app.keys_rest()
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        await pilot.press("f1")
        await pilot.pause()
        assert not isinstance(app.screen, BoardScreen), "a key that is no character is always heard"
        await pilot.press("escape")
        app.now = 5.5
        await press(app, pilot, "p")
        assert not isinstance(app.screen, BoardScreen)


async def test_a_key_that_was_pressed_before_a_question_stood_there_does_not_answer_it(
    app: Heeding, made: Demonstration
) -> None:
    """A letter that was pressed twice while the first one became durable was taken as the look at the next thing."""
    async with app.run_test(size=(80, 24)) as pilot:
        session = await inspecting(app, pilot, "R-01")
        walker = Walker(app, pilot, made.pins)
        await walker.walk("tag")
        app.now = 5.0
        await walker.walk("solid")
        app.scanner.gap = GAP
        before = len(session.run.entries("mara-reyes"))
        app.now = 3.9  # a second passes with each key
        await press(app, pilot, "s")
        assert len(session.run.entries("mara-reyes")) == before
        app.now = 4.1
        await press(app, pilot, "s")
        assert len(session.run.entries("mara-reyes")) == before + 1


async def test_of_two_letters_that_came_at_once_the_second_answers_nothing(app: Heeding, made: Demonstration) -> None:
    """A key that bounced, or was held a moment too long, said "empty" of a chamber that nobody had looked into."""
    async with app.run_test(size=(80, 24)) as pilot:
        session = await inspecting(app, pilot, "A-07")
        await Walker(app, pilot, made.pins).walk("chambers 1")
        app.scanner.gap = GAP
        before = len(session.run.entries("mara-reyes"))
        for app.now in (6.0, 6.01):
            await pilot.press("e")
        app.now = 6.05
        await app.keys_rest()
        await pilot.pause()
        await pilot.pause()
        assert len(session.run.entries("mara-reyes")) == before + 1
        await press(app, pilot, "e")
        assert len(session.run.entries("mara-reyes")) == before + 2


async def test_digits_that_nothing_asks_for_are_not_shown(app: Heeding) -> None:
    """They may be a PIN, typed while the machine was busy, before those who look on."""
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await scan(app, pilot, "730152", "enter")
        said = " ".join(one.message for one in app._notifications)
        assert "faster than fingers" in said
        assert "730152" not in said
