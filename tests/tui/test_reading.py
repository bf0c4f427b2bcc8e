"""The first frame: the log is read in a thread; until then a stop works, leaving works, and nothing is permitted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from showclear.app.demo import Demonstration
from showclear.app.log_reading import LogReading
from showclear.app.painting import PaintedGun, Painting
from showclear.app.production import Production
from showclear.app.reading_aside import READING_ANEW
from showclear.app.start import Start
from showclear.domain.situation.status import State
from showclear.errors import InputError
from showclear.storage.clock import FakeClock
from showclear.storage.files import FileSystem, LocalFileSystem
from showclear.tui import app as app_module
from showclear.tui.app import ShowClearApp, run_start
from showclear.tui.dialogs.emergency import EmergencyDialog
from showclear.tui.screens.board import BoardScreen
from showclear.tui.screens.reading import EMERGENCY_SOON, NOT_YET, ReadingScreen
from showclear.tui.screens.stop import SetStopScreen
from tests.storage.fakes import FailingFileSystem
from tests.tui.conftest import Snapshot
from tests.tui.real import NOW, copy, make, open_demo

PAINTING = Painting(
    "The Long Draw",
    False,
    ("stand-down",),
    (
        PaintedGun("A-07", "Ridgeway Single Action", "hot", "Dana Osei, performer"),
        PaintedGun("A-08", "Ridgeway Single Action", "unverified", "Mara Reyes, armorer"),
        PaintedGun("B-02", "Halvorsen Model 9 [b]not markup[/b]", "quarantined", "locked, safe 1, seal 0777"),
    ),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """Nobody writes into it."""
    return make(tmp_path_factory.mktemp("made") / "demo")


class Slow:
    """A start whose log is read when the test says so."""

    def __init__(self, demonstration: Demonstration, filesystem: FileSystem | None = None) -> None:
        self.may_read = Event()
        self.opened: list[Production] = []
        self.demonstration = demonstration
        self.start = Start(
            demonstration.folder, filesystem or LocalFileSystem(), FakeClock(NOW), self.open, demonstration.machine
        )

    def open(self) -> Production:
        """Runs in the thread."""
        assert self.may_read.wait(300)
        self.opened.append(open_demo(self.demonstration))
        return self.opened[-1]

    async def read(self, app: ShowClearApp, pilot: Pilot[None]) -> None:
        """Let the log be read, until the board is there."""
        self.may_read.set()
        await wait_until(pilot, lambda: app.reading is None)
        await pilot.pause()


async def wait_until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Another thread works."""
    for _ in range(30_000):
        if true():
            return
        await pilot.pause(0.01)
    raise AssertionError("it never came")


@pytest.fixture
def slow(made: Demonstration, tmp_path: Path) -> Iterator[Slow]:
    """A demonstration of its own for each test."""
    slow = Slow(copy(made, tmp_path / "demo"))
    yield slow
    slow.may_read.set()
    for production in slow.opened:
        production.close()


def note(app: ShowClearApp) -> str:
    """What is said above the keys."""
    return str(app.screen.query_one("#reading-note").render())


async def test_the_board_comes_in_place_of_the_first_frame(slow: Slow) -> None:
    """Nothing of the first frame is left under it."""
    app = ShowClearApp(None, start=slow.start)
    async with app.run_test(size=(120, 40)) as pilot:
        assert isinstance(app.screen, ReadingScreen)
        await slow.read(app, pilot)
        assert [type(one) for one in app.screen_stack] == [BoardScreen]
        assert app.board_screen.guns()
        assert app.screen.focused is app.board_screen.guns()[0]
        await pilot.press("2")
        await pilot.press("1")
        assert app.screen is app.board_screen


@pytest.mark.parametrize("key", ["i", "h", "t", "b", "l", "n", "enter", "1", "2", "f1", "ctrl+p", "v"])
async def test_no_key_does_anything_before_the_log_is_read(slow: Slow, key: str) -> None:
    """Nor afterwards: what was pressed then was meant for something else."""
    app = ShowClearApp(None, start=slow.start)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        assert isinstance(app.screen, ReadingScreen)
        assert NOT_YET in note(app)
        await slow.read(app, pilot)
        assert [type(one) for one in app.screen_stack] == [BoardScreen]


@pytest.mark.parametrize("key", ["f12", "exclamation_mark"])
async def test_a_hold_before_the_log_is_read_is_written_at_once_and_shown_when_it_is(slow: Slow, key: str) -> None:
    """It is durable while the thread still reads, and published as soon as it is done."""
    app = ShowClearApp(None, start=slow.start)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i", key, "i")
        assert "HOLD: written" in note(app)
        waiting = list((slow.demonstration.folder / ".showclear" / "pending").rglob("restriction.jsonl"))
        assert len(waiting) == 1
        await slow.read(app, pilot)
        assert isinstance(app.screen, SetStopScreen)
        assert app.board is not None
        assert [one.kind for one in app.board.stops] == ["hold"]
        assert app.board.pending == 0


async def test_two_holds_before_the_log_is_read_are_a_stand_down(slow: Slow) -> None:
    """As everywhere."""
    app = ShowClearApp(None, start=slow.start)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f12", "f12")
        assert "STAND-DOWN: written" in note(app)
        await slow.read(app, pilot)
        assert app.board is not None
        assert {one.kind for one in app.board.stops} == {"hold", "stand-down"}


async def test_a_hold_that_the_disk_refuses_is_said_and_tried_again(made: Demonstration, tmp_path: Path) -> None:
    """Nobody thinks that the set is held while nothing is written."""
    full = FailingFileSystem(when=lambda operation, path: "restriction" in path.name)
    slow = Slow(copy(made, tmp_path / "demo"), full)
    app = ShowClearApp(None, start=slow.start)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f12")
        assert "NOT WRITTEN" in note(app)
        await slow.read(app, pilot)
        assert app.board is not None
        assert [one.kind for one in app.board.stops] == ["hold"]
    slow.opened[0].close()


async def test_an_emergency_is_asked_for_as_soon_as_the_log_is_read(slow: Slow) -> None:
    """Its lists need the log; the key is not forgotten."""
    app = ShowClearApp(None, start=slow.start)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f9")
        assert EMERGENCY_SOON in note(app)
        await slow.read(app, pilot)
        await wait_until(pilot, lambda: isinstance(app.screen, EmergencyDialog))


async def test_leaving_does_not_wait_for_the_log(slow: Slow) -> None:
    """A log may take a minute."""
    app = ShowClearApp(None, start=slow.start)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+q")
        await wait_until(pilot, lambda: not app.is_running)
    assert app.not_read is None


async def test_a_log_that_cannot_be_read_ends_the_app_with_the_error(made: Demonstration) -> None:
    """The command line then says it as it says every error."""
    trouble = InputError("It is not there.", "Look for it.")

    def fail() -> Production:
        raise trouble

    start = Start(made.folder, LocalFileSystem(), FakeClock(NOW), fail, made.machine)
    app = ShowClearApp(None, start=start)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: not app.is_running)
    assert app.not_read is trouble


def test_the_command_gets_the_error_of_the_log(
    made: Demonstration, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Nothing was opened, so there is nothing to close."""
    trouble = InputError("It is not there.", "Look for it.")

    def run(app: ShowClearApp) -> None:
        app.not_read = trouble

    monkeypatch.setenv("SHOWCLEAR_HOME", str(tmp_path))
    monkeypatch.setattr(app_module.ShowClearApp, "run", run)
    with pytest.raises(InputError, match="not there"):
        run_start(Start(made.folder, LocalFileSystem(), FakeClock(NOW), lambda: open_demo(made), made.machine))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80", "120"])
async def test_the_first_frame_looks_as_it_was_looked_at(slow: Slow, snapshot: Snapshot, size: tuple[int, int]) -> None:
    """Look for: no gun is blue, the headline says that nothing counts, the stop is red, F12 stands at the bottom."""
    slow.start.painting, slow.start.files = PAINTING, 36_031
    app = ShowClearApp(None, start=slow.start)
    async with app.run_test(size=size) as pilot:
        await pilot.press("i")
        snapshot(app, f"reading-{size[0]}")


async def test_where_nothing_is_painted_only_the_reading_is_shown(slow: Slow) -> None:
    """No gun stands there that may be elsewhere now."""
    app = ShowClearApp(None, start=slow.start)
    async with app.run_test(size=(80, 24)):
        assert slow.start.painting is None
        assert not app.screen.query("#reading-guns Static")
        assert "NO GUN COUNTS AS COLD" in str(app.screen.query_one("#reading-head").render())


async def test_a_record_that_was_changed_is_read_beside_the_board(made: Demonstration, tmp_path: Path) -> None:
    """The board says so while it goes on, keys work, and then it says what the files say."""
    demonstration = copy(made, tmp_path / "demo")
    production = open_demo(demonstration)
    name = production.book.names()[-2]
    assert production.book.remember()
    production.close()
    file = demonstration.folder / "log" / name
    data = file.read_bytes()
    file.chmod(0o644)
    production = open_demo(demonstration)
    assert production.book.remembered
    file.write_bytes(data + b"x")
    may_read = Event()
    read = production.read_aside

    def slowly() -> LogReading:
        assert may_read.wait(300)
        return read()

    production.read_aside = slowly  # type: ignore[method-assign]
    app = ShowClearApp(production)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: app.board is not None and READING_ANEW in app.board.findings)
        assert app.board is not None
        assert State.COLD not in {one.state for one in app.board.weapons}
        await pilot.press("f12")
        assert [one.kind for one in app.board.stops] == ["hold"]
        may_read.set()
        await wait_until(pilot, lambda: app.board is not None and READING_ANEW not in app.board.findings)
        assert any(name in one for one in app.board.findings)
        assert [one.kind for one in app.board.stops] == ["hold"]
    production.close()
