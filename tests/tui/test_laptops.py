"""Files of another laptop arrive while somebody works here: they are seen at once, whatever is on the screen."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from showclear.app.demo import Demonstration
from showclear.app.production import Production
from showclear.app.walking import Told, sign_all, walk
from showclear.domain.checklists import Procedure
from showclear.domain.runs import Phase
from showclear.domain.situation.status import State
from showclear.storage.clock import FakeClock
from showclear.storage.files import LocalFileSystem
from showclear.storage.paths import MachinePaths
from showclear.tui import app as app_module
from showclear.tui._textual_compat import screen_segments
from showclear.tui.app import ShowClearApp
from showclear.tui.dialogs.help import HelpDialog
from showclear.tui.dialogs.message import ErrorDialog
from showclear.tui.dialogs.pin import PinDialog
from showclear.tui.dialogs.sign import SignDialog
from showclear.tui.dialogs.sign_all import SignAllDialog
from showclear.tui.screens.armory import ArmoryScreen
from showclear.tui.screens.board import BoardScreen
from showclear.tui.screens.news import StopNews
from showclear.tui.screens.people import PeopleScreen
from showclear.tui.screens.run import RunScreen
from showclear.tui.screens.sitting import SittingScreen
from showclear.tui.screens.start import StartScreen
from showclear.tui.screens.wait import WaitScreen
from tests.tui.real import COLT, NOW, Walker, copy, make, open_demo

EMPTY = {
    "scene": "42", "use": "take", "place": "Stage 3", "plan.contents": "nothing", "plan.count": "0", "box": "",
}  # fmt: skip
SECOND_COLT, RUBBER = "A-08", "R-01"
MARA, JONAS = "mara-reyes", "jonas-weil"
TOLD = {"stays": "with", "giver": "Mara Reyes", "new-seal": "9001"}


class Stick(LocalFileSystem):
    """Holds a production, and for a while does not say what is in its log."""

    answers = True

    def before(self, operation: str, path: Path) -> None:
        """Refuse while it does not answer."""
        if not self.answers and (operation, path.name) == ("listdir", "log"):
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))


@dataclass
class Pair:
    """One production on two laptops: the app runs on `here`, somebody works on `there`."""

    demonstration: Demonstration
    here: Production
    there: Production
    clock: FakeClock
    stick: Stick
    """The disk here."""

    def carry(self) -> tuple[Path, ...]:
        """Copy what is new there into the log here, as a stick or a shared folder does."""
        target = self.here.folder / "log"
        new = [one for one in (self.there.folder / "log").glob("*.toml") if not (target / one.name).exists()]
        return tuple(Path(shutil.copy2(one, target / one.name)) for one in new)

    def run(self, tag: str = COLT) -> RunScreen:
        """The screen of an inspection that was started here."""
        return RunScreen(self.here.start_run(Procedure.INSPECTION, tag, EMPTY, MARA, JONAS))

    def clear(self, production: Production, tag: str) -> None:
        """A gun is inspected and signed without screens."""
        session = production.start_run(Procedure.INSPECTION, tag, EMPTY, MARA, JONAS)
        walk(session, self.demonstration.pins, Told(TOLD))
        sign_all(session, self.demonstration.pins)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """Made once; every test works on copies."""
    return make(tmp_path_factory.mktemp("demo") / "production")


@pytest.fixture
def pair(original: Demonstration, tmp_path: Path) -> Iterator[Pair]:
    """Both laptops open, with the same people on shift."""
    clock = FakeClock(NOW)
    mine, theirs = copy(original, tmp_path / "cart"), tmp_path / "truck"
    shutil.copytree(original.folder, theirs)
    stick = Stick()
    here = open_demo(mine, clock, stick)
    other = Demonstration(theirs, MachinePaths(tmp_path / "another account"), original.credentials, original.records)
    shutil.copytree(mine.machine.root / "keys", other.machine.root / "keys")
    there = open_demo(other, clock)
    yield Pair(mine, here, there, clock, stick)
    for one in (here, there):
        assert not [name for name, found in one.verify().records.items() if not found.is_intact]
        one.close()


async def look(app: ShowClearApp, pilot: Pilot[None]) -> None:
    """What the app does by itself every two seconds, at once; and the second of a run."""
    for _ in range(9):
        app.follow()
        try:
            await app.workers.wait_for_complete()
            break
        except WorkerCancelled:
            # The timer looked at the same moment; whoever comes later looks.
            continue
    await pilot.pause()
    for screen in app.screen_stack:
        if isinstance(screen, RunScreen):
            screen.tick()
    await pilot.pause()
    await pilot.pause()


def text_of(app: ShowClearApp) -> str:
    """Everything on the screen."""
    return "\n".join("".join(segment.text for segment in line) for line in screen_segments(app))


def words_of(app: ShowClearApp) -> str:
    """Everything on the screen as one line of words: toasts break their lines where they please."""
    return " ".join(text_of(app).replace("▌", " ").split())


def test_the_folder_is_looked_at_every_two_seconds() -> None:
    """The number of the issue; what happens then is tried below."""
    assert app_module.REFRESH_SECONDS == 2.0


async def test_the_timer_of_the_app_asks_for_the_folder(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody presses a key: the timer that the app sets is what looks."""
    monkeypatch.setattr(app_module, "REFRESH_SECONDS", 0.01)
    app = ShowClearApp(pair.here, pair.demonstration.pins)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        pair.there.hold("somebody shouted")
        pair.carry()
        for _ in range(30_000):
            # What a person sees: the board is drawn some moments after it was read.
            if app.board_screen.has_class("-stopped"):
                break
            await pilot.pause(0.01)
        assert app.board is not None
        assert app.board.stops
        assert app.board_screen.has_class("-stopped")


async def test_what_the_other_laptop_signed_appears_on_the_board(pair: Pair) -> None:
    """A gun that was cleared there is cold here, without a key."""
    app = ShowClearApp(pair.here, pair.demonstration.pins)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        pair.clear(pair.there, SECOND_COLT)
        pair.carry()
        await look(app, pilot)
        assert app.board is not None
        assert {one.weapon.tag for one in app.board.weapons if one.state is State.COLD} == {SECOND_COLT}


async def test_a_stop_is_on_the_board_where_the_disk_refuses_to_mark_that_it_was_seen(pair: Pair) -> None:
    """The error is a page of its own; behind it the board says what came in before the disk refused."""
    app = ShowClearApp(pair.here, pair.demonstration.pins)
    async with app.run_test(size=(80, 24)) as pilot:
        pair.there.hold("somebody shouted")
        pair.carry()
        lock = pair.here.machine.production(pair.here.book.production).lock
        lock.unlink(missing_ok=True)
        lock.mkdir()
        await look(app, pilot)
        lock.rmdir()
        assert any(isinstance(one, ErrorDialog) for one in app.screen_stack)
        assert app.board_screen.has_class("-stopped")


async def test_what_the_disk_refused_to_give_is_asked_for_again_and_the_error_is_shown_once(pair: Pair) -> None:
    """Nothing in the folder has to change before a stop is taken in that could not be read at first."""
    app = ShowClearApp(pair.here, pair.demonstration.pins)
    async with app.run_test(size=(80, 24)) as pilot:
        pair.there.hold("somebody shouted")
        pair.stick.answers = False
        pair.carry()
        for _ in range(2):
            await look(app, pilot)
            assert not app.board_screen.has_class("-stopped")
        pair.stick.answers = True
        await look(app, pilot)
        assert sum(isinstance(one, ErrorDialog) for one in app.screen_stack) == 1
        assert app.board_screen.has_class("-stopped")


async def test_a_file_that_was_seen_half_copied_is_read_again_when_it_is_whole(pair: Pair) -> None:
    """Its name does not change while it grows; a finding names it until then, and goes away."""
    app = ShowClearApp(pair.here, pair.demonstration.pins)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        pair.there.hold("somebody shouted")
        (new,) = pair.carry()
        whole = new.read_bytes()
        new.chmod(0o644)
        new.write_bytes(whole[: len(whole) // 2])
        await look(app, pilot)
        assert app.board is not None
        assert any(new.name in one for one in app.board.findings)
        assert not app.board.stops
        new.write_bytes(whole)
        await look(app, pilot)
        assert [one.reason for one in app.board.stops] == ["somebody shouted"]
        assert not app.board.findings


async def test_what_a_run_took_in_before_the_timer_did_is_shown_too(pair: Pair) -> None:
    """The use cases read the folder themselves; the board follows although nothing is new for it any more."""
    app = ShowClearApp(pair.here, pair.demonstration.pins)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        pair.there.hold("somebody shouted")
        pair.carry()
        assert pair.here.refresh()
        await look(app, pilot)
        assert app.board_screen.has_class("-stopped")


# A hold of the other laptop, on every screen


async def _board(pair: Pair, app: ShowClearApp, pilot: Pilot[None]) -> None:
    assert isinstance(app.screen, BoardScreen)


async def _armory(pair: Pair, app: ShowClearApp, pilot: Pilot[None]) -> None:
    await pilot.press("2")
    await pilot.pause()
    assert isinstance(app.screen, ArmoryScreen)


async def _people(pair: Pair, app: ShowClearApp, pilot: Pilot[None]) -> None:
    await pilot.press("3")
    await pilot.pause()
    assert isinstance(app.screen, PeopleScreen)


async def _start(pair: Pair, app: ShowClearApp, pilot: Pilot[None]) -> None:
    await pilot.press("i")
    await pilot.pause()
    assert isinstance(app.screen, StartScreen)


async def _help(pair: Pair, app: ShowClearApp, pilot: Pilot[None]) -> None:
    await pilot.press("f1")
    await pilot.pause()
    assert isinstance(app.screen, HelpDialog)


async def _pin(pair: Pair, app: ShowClearApp, pilot: Pilot[None]) -> None:
    app.push_screen(pair.run())
    await pilot.pause()
    assert isinstance(app.screen, PinDialog)


async def _question(pair: Pair, app: ShowClearApp, pilot: Pilot[None]) -> None:
    app.push_screen(pair.run())
    await pilot.pause()
    await Walker(app, pilot, pair.demonstration.pins, TOLD).walk("bore")
    assert isinstance(app.screen, RunScreen)


async def _signature(pair: Pair, app: ShowClearApp, pilot: Pilot[None]) -> None:
    app.push_screen(pair.run())
    await pilot.pause()
    await Walker(app, pilot, pair.demonstration.pins, TOLD).walk()
    assert isinstance(app.screen, SignDialog)


async def _misfire(pair: Pair, app: ShowClearApp, pilot: Pilot[None]) -> None:
    emergency = pair.here.start_emergency(Procedure.MISFIRE, (COLT,), report_class="misfire")
    app.read_board()
    app.show_emergency(emergency)
    await pilot.pause()
    await Walker(app, pilot, pair.demonstration.pins, TOLD).walk()
    await pilot.pause()
    assert isinstance(app.screen, WaitScreen)


SCREENS = {
    one.__name__.strip("_"): one
    for one in (_board, _armory, _people, _start, _help, _pin, _question, _signature, _misfire)
}


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["120", "80"])
@pytest.mark.parametrize("where", SCREENS)
async def test_a_stand_down_of_the_other_laptop_is_seen_at_once_on_every_screen(
    pair: Pair, where: str, size: tuple[int, int]
) -> None:
    """Its word and its reason, on top of whatever is shown, without a key."""
    app = ShowClearApp(pair.here, pair.demonstration.pins)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await SCREENS[where](pair, app, pilot)
        pair.there.stand_down("a real round lies on the cart")
        pair.carry()
        await look(app, pilot)
        shown = words_of(app)
        if app.screen is app.board_screen:
            assert app.board_screen.has_class("-stopped")
        else:
            assert "STAND-DOWN" in shown
            assert "a real round lies on the cart" in shown


async def test_the_line_goes_away_when_the_stop_does(pair: Pair) -> None:
    """It follows the board."""
    app = ShowClearApp(pair.here, pair.demonstration.pins)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("2")
        await pilot.pause()
        pair.there.hold("somebody shouted")
        pair.carry()
        await look(app, pilot)
        assert len(app.screen.query(StopNews)) == 1
        (stop,) = pair.there.board().stops
        signing = pair.there.lift_hold(stop.record, "it was a bird", "nobody is in front", MARA, JONAS)
        for person in (MARA, JONAS):
            signing.sign(pair.demonstration.pins[person])
        pair.carry()
        await look(app, pilot)
        assert not app.screen.query(StopNews)


# A run that is overtaken


async def test_a_hold_of_the_other_laptop_takes_the_sheet_away_before_anybody_signs(pair: Pair) -> None:
    """The looks count no more; what is asked anew is said, and there is nothing to sign."""
    app = ShowClearApp(pair.here, pair.demonstration.pins)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        await _signature(pair, app, pilot)
        before = set(pair.here.book.names())
        await pilot.press(*pair.demonstration.pins[MARA])
        await pilot.pause()
        pair.there.hold("somebody walked in")
        pair.carry()
        await look(app, pilot)
        assert not isinstance(app.screen, SignDialog)
        assert "asked anew" in words_of(app)
        (session,) = pair.here._runs._sessions.values()
        assert session.run.phase is Phase.NEEDS_PASS
        carried = {name for name in pair.here.book.names() if (facts := pair.here.book.facts(name)) and facts.signers}
        assert carried <= before, "nothing was signed"


async def test_a_gun_that_the_other_laptop_takes_back_is_looked_at_again_at_once(pair: Pair) -> None:
    """Nobody has to answer first to learn it; what was typed and not handed in is gone."""
    app = ShowClearApp(pair.here, pair.demonstration.pins)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        await _question(pair, app, pilot)
        screen = app.screen
        assert isinstance(screen, RunScreen)
        pair.there.take_back(COLT, MARA)
        pair.carry()
        await look(app, pilot)
        assert screen.session.run.phase is Phase.NEEDS_PASS
        assert isinstance(app.screen, PinDialog)
        assert f"Something happened to {COLT}" in words_of(app)


async def test_looks_that_become_too_old_are_noticed_while_nobody_types(pair: Pair) -> None:
    """R-RUN-9: by the second, not by the next answer."""
    app = ShowClearApp(pair.here, pair.demonstration.pins)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        await _question(pair, app, pilot)
        screen = app.screen
        assert isinstance(screen, RunScreen)
        pair.clock.advance(16 * 60)
        await look(app, pilot)
        assert isinstance(app.screen, PinDialog)
        assert screen.session.run.begun_blocks() == ()
        assert "Too long ago, asked anew" in words_of(app)


async def test_a_run_under_another_question_waits_until_that_is_answered(pair: Pair) -> None:
    """Help stays open; behind it nothing moves."""
    app = ShowClearApp(pair.here, pair.demonstration.pins)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        await _question(pair, app, pilot)
        screen = app.screen
        assert isinstance(screen, RunScreen)
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(app.screen, HelpDialog)
        pair.there.take_back(COLT, MARA)
        pair.carry()
        await look(app, pilot)
        assert isinstance(app.screen, HelpDialog)
        assert screen.session.run.phase is Phase.ASKING
        await pilot.press("escape")
        await look(app, pilot)
        assert screen.session.run.phase is Phase.NEEDS_PASS


async def test_another_gun_that_the_other_laptop_moves_does_not_disturb_a_run(pair: Pair) -> None:
    """Only what the run is about, and the set, count."""
    app = ShowClearApp(pair.here, pair.demonstration.pins)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        await _question(pair, app, pilot)
        screen = app.screen
        assert isinstance(screen, RunScreen)
        pair.there.take_back(RUBBER, MARA)
        pair.carry()
        await look(app, pilot)
        assert app.screen is screen
        assert screen.session.run.phase is Phase.ASKING


async def test_a_sitting_asks_for_the_gun_that_was_moved_again(pair: Pair) -> None:
    """The sheet over all records goes; the other gun's looks count on."""
    app = ShowClearApp(pair.here, pair.demonstration.pins)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        sitting = pair.here.start_sitting(Procedure.INSPECTION, (COLT, RUBBER), EMPTY, MARA, JONAS)
        app.push_screen(SittingScreen(sitting))
        await pilot.pause()
        walker = Walker(app, pilot, pair.demonstration.pins, TOLD)
        await walker.walk()
        assert isinstance(app.screen, SignAllDialog)
        pair.there.take_back(COLT, MARA)
        pair.carry()
        await look(app, pilot)
        assert not isinstance(app.screen, SignAllDialog)
        assert {one.subject: bool(one.run.begun_blocks()) for one in sitting.sessions} == {COLT: False, RUBBER: True}
        await walker.walk()
        assert isinstance(app.screen, SignAllDialog)
