"""The terminal app: it opens on the board, follows the folder, and holds the set from everywhere."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from showclear.app.collecting import collect_rarely
from showclear.errors import ShowClearError
from showclear.storage.diagnostics import DiagnosticLog, Event
from showclear.tui.drilling import PlaysDrill
from showclear.tui.later import load_one
from showclear.tui.preferring import Preferring
from showclear.tui.presenters import scanning
from showclear.tui.screens.emergency_keys import EmergencyKeys
from showclear.tui.screens.scans import HearsScanner
from showclear.tui.starting import READING_STYLES
from showclear.tui.taking_in import TakingIn
from showclear.tui.themes import WIDGET_STYLES
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.app.drill.guide import Guide
    from showclear.app.production import Production
    from showclear.app.start import Start
    from showclear.app.views import Board
    from showclear.settings.file import SettingsFile
    from showclear.storage.clock import Clock

REFRESH_SECONDS = 2.0
"""How often the folder is looked at for files of other laptops."""

TICK_SECONDS = 10.0
"""How often the board is read anew, so that minutes count up and clearances that ended say so."""

LOAD_AFTER_SECONDS = 0.3
"""After the start: the first frame goes first."""

LOAD_SECONDS = 0.005
"""Between two modules that are loaded after the first frame."""

SCREEN_STYLES = Path(__file__).parent / "screens" / "screens.tcss"


STOPPED_ALREADY = english("Stopped already: nothing was added. T says why, L reports more.")
"""What F12 says while a stand-down waits for its report."""


def settle_memory() -> None:
    """Set what the start has built aside from garbage collection, and collect when nobody is typing.

    A full collection over the widgets and the parsed log costs a tenth of a second; by itself it comes in the middle of
    a key press. The board does it instead when it comes back.
    """
    gc.collect()
    gc.freeze()
    collect_rarely()


class ShowClearApp(HearsScanner, Preferring, TakingIn, PlaysDrill, EmergencyKeys):
    """Show Clear on a terminal."""

    TITLE = english("Show Clear")
    CSS_PATH = [READING_STYLES]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f12",
            "hold_set",
            english("HOLD"),
            id="hold.set",
            priority=True,
            show=False,
            tooltip=english("Hold the set: all guns back, all clearances end. Once more makes it a stand-down."),
        ),
        Binding(
            "f9",
            "emergency",
            english("EMERGENCY"),
            id="emergency.start",
            priority=True,
            show=False,
            tooltip=english("Misfire, somebody hurt, a live round, found, missing: one key writes it, then the list."),
        ),
        Binding(
            "f7",
            "next_theme",
            english("colours"),
            id="app.next-theme",
            priority=True,
            show=False,
            tooltip=english("Other colours: dark stage, daylight, night-red, mono. They are remembered."),
        ),
        Binding(
            "ctrl+q",
            "quit",
            english("leave"),
            id="app.quit",
            show=False,
            priority=True,
            tooltip=english("Leave Show Clear."),
        ),
    ]

    def __init__(
        self,
        production: Production | None,
        demo_pins: Mapping[str, str] | None = None,
        *,
        start: Start | None = None,
        kept: SettingsFile | None = None,
        log: DiagnosticLog | None = None,
        drill: Guide | None = None,
    ) -> None:
        """
        Args:
            production: what is shown; None where `start` reads it first.
            demo_pins: the PINs of a demonstration.
            drill: the drill that is played.
            start: a production that is read while the first frame stands.
            kept: the file with the settings of this machine account; None: the defaults hold.
            log: notes about the program itself.
        """
        super().__init__(production, demo_pins)
        self.drill = drill
        self.begin_with(start)
        self.scanner = scanning.Scanner(scanning.GAP)
        self.diagnostic_log = log
        self.prefer(kept)
        self.stop_came_in = False
        if start is None:
            self.make_board()

    def make_board(self) -> None:
        """Make the board, and read the styles of all screens: once, before anything of them is shown."""
        from showclear.tui.screens.board import BoardScreen

        self.stylesheet.read_all((WIDGET_STYLES, SCREEN_STYLES))
        self.board_screen = BoardScreen()

    def get_default_screen(self) -> Screen[Any]:
        """The board is what everything else returns to; while the log is read, that is said."""
        return self.reading or self.board_screen

    def on_mount(self) -> None:
        """Read the log in a thread where it was not read yet; it begins when the first frame stands."""
        if self.reading is None:
            self.read_board()
            self.begin()
        else:
            self.call_after_refresh(self.read_log)

    def begin(self) -> None:
        """Follow the folder from the board on; a run that was not finished is offered, never resumed silently."""
        self.note(Event.OPENED, files=self.look_first(), open_runs=len(self.board.open_runs) if self.board else 0)
        self.production.read_beside()
        self.set_interval(REFRESH_SECONDS, self.follow)
        self.set_interval(REFRESH_SECONDS, self.read_where_needed)
        self.set_interval(TICK_SECONDS, self.tick)
        self.call_after_refresh(self.offer_unfinished)
        self.set_timer(LOAD_AFTER_SECONDS, self.load_the_rest)
        self.call_after_refresh(self.compare_files)

    def load_the_rest(self) -> None:
        """Load what the first frame did not need, one module after the other: a key that comes goes first."""
        if load_one():
            self.set_timer(LOAD_SECONDS, self.load_the_rest)
        else:
            self.apply_keys()
            settle_memory()

    def offer_unfinished(self) -> None:
        """Offer what a crash or a closed lid left behind; before it, what speaks against this folder."""
        if self.board is not None and self.board.open_runs:
            self.board_screen.offer(self.board.open_runs)
        if doubt := self.production.doubt:
            self.show_error(doubt)
        self.say_settings_fault()
        self.board_screen.action_new_log()

    def watch_board(self, before: Board | None, board: Board | None) -> None:
        """A stop that came in, from this laptop or another one, is said on whatever is shown until the board is."""
        from showclear.tui.presenters.stop import came_in

        self.follow_drill(board)
        if before is not None and board is not None and came_in(before, board):
            self.stop_came_in = True
            self.sound_stop()
            self.say_stops(self.screen)

    def say_stops(self, screen: Screen[Any]) -> None:
        """Say on a screen what has come in since the board was on top; the board and the stop screen show it."""
        from showclear.tui.screens.news import tell

        if screen is self.board_screen:
            self.stop_came_in = False
        elif self.stop_came_in and self.board is not None and not getattr(screen, "says_the_stop", False):
            tell(screen, self.board)

    def tick(self) -> None:
        """The minutes went on: what was shown is older now, and time may have ended it."""
        self.read_board()

    def go_to(self, place: str) -> None:
        """Show a place; the board lies under the others."""
        from showclear.tui.screens.actions import ActionsScreen
        from showclear.tui.screens.armory import ArmoryScreen
        from showclear.tui.screens.desk import DeskScreen
        from showclear.tui.screens.people import PeopleScreen
        from showclear.tui.screens.place import PlaceScreen
        from showclear.tui.screens.rules import RulesScreen

        top = self.screen
        if not isinstance(top, PlaceScreen):
            self.notify(say("Leave this first: what was entered would be out of sight."), markup=False)
        if not isinstance(top, PlaceScreen) or place == top.PLACE:
            return
        if place == self.board_screen.PLACE:
            top.dismiss(None)
            return
        screen = {one.PLACE: one for one in (ArmoryScreen, PeopleScreen, RulesScreen, ActionsScreen, DeskScreen)}[
            place
        ]()
        if top is self.board_screen:
            self.push_screen(screen)
        else:
            self.switch_screen(screen)

    def read_board(self) -> None:
        """Ask for a new board and show it."""
        try:
            self.board = self.production.board()
        except ShowClearError as error:
            self.show_error(error)

    def show_error(self, error: ShowClearError) -> None:
        """A page that has to be acknowledged; never twice the same on top of itself."""
        from showclear.tui.dialogs.message import ErrorDialog

        self.note(Event.ERROR, kind=type(error))
        top = self.screen
        if not (isinstance(top, ErrorDialog) and str(top.error) == str(error)):
            self.push_screen(ErrorDialog(error))

    # Keys that work everywhere

    def action_hold_set(self) -> None:
        """Hold the set, or stand it down when it is held already. It asks nobody and nothing."""
        if self.reading is not None:
            self.hold_before_reading()
            return
        from showclear.tui.screens.stop import SetStopScreen

        note = ""
        try:
            # Keys pressed in fright make one stop: once all gun work is stopped, the screen says so and adds none.
            if self.production.is_stopped:
                note = STOPPED_ALREADY
            else:
                self.production.hold()
        except ShowClearError as error:
            note = say("NOT WRITTEN: {error} Say it aloud: HOLD.", error=error)
        self.read_board()
        if isinstance(self.screen, SetStopScreen):
            self.screen.note = note
        else:
            self.push_screen(SetStopScreen(note))

    def leave_for_board(self) -> None:
        """Leave one screen after the other, each by its own key to leave; a fault that nobody read yet stays."""
        from showclear.tui.dialogs.message import ErrorDialog

        top = self.screen
        if top is self.board_screen or isinstance(top, ErrorDialog):
            return
        leave = getattr(top, "action_leave", None)
        if leave is None:
            top.dismiss(None)
        else:
            leave()
        if self.screen is not top:
            self.call_later(self.leave_for_board)

    def action_emergency(self) -> None:
        """What happened? One key; before the log is read it is asked as soon as that is done."""
        if self.reading is None:
            super().action_emergency()
        else:
            self.ask_after_reading()

    def action_help(self) -> None:
        """What the keys of this screen do."""
        from showclear.tui.dialogs.help import HelpDialog

        if not isinstance(self.screen, HelpDialog):
            self.push_screen(HelpDialog(self.screen))

    async def action_quit(self) -> None:
        """Leave; ask first when a gun is out or a run is open."""
        from showclear.tui.dialogs.message import ConfirmDialog
        from showclear.tui.presenters.leaving import reasons_to_stay

        reasons = reasons_to_stay(self.board)
        if reasons and not (isinstance(self.screen, ConfirmDialog) and self.screen.name == "leave"):
            self.push_screen(
                ConfirmDialog(say("Leave"), say("Leave Show Clear now?"), *reasons), self.after_leave_question
            )
        elif not reasons:
            self.exit()

    def after_leave_question(self, yes: bool | None) -> None:
        """Leave, if so."""
        if yes:
            self.exit()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette: holds, records, shifts, themes."""
        from showclear.tui.commands import system_commands

        return system_commands(self)


def run_app(production: Production, demo_pins: Mapping[str, str] | None = None, *, drill: Guide | None = None) -> None:
    """Open the app on a production, or on a drill, and close the production when the app ends.

    After a fault of the app itself a page in plain words is printed and the process ends with `FAULT_EXIT`.
    """
    _run(partial(ShowClearApp, production, demo_pins, drill=drill), production.clock, production)


def run_start(start: Start) -> None:
    """As `run_app`, on a production that is read while the first frame stands.

    Raises:
        ShowClearError: it could not be read.
    """
    _run(partial(ShowClearApp, None, start=start), start.clock)


def _run(make: Callable[..., ShowClearApp], clock: Clock, production: Production | None = None) -> None:
    from showclear.settings.file import settings_file
    from showclear.storage.paths import machine_paths
    from showclear.tui.faults import end_with_fault

    machine = machine_paths(os.environ)
    log = DiagnosticLog(machine.diagnostics)
    app = make(kept=settings_file(os.environ), log=log)
    fault: BaseException | None = None
    try:
        app.run()
        fault = app.fault
    except Exception as error:  # noqa: BLE001 the outermost edge: nobody above may print a traceback
        fault = error
    finally:
        opened = production or getattr(app, "production", None)
        if opened is not None:
            opened.close()
    at = clock.now()
    if fault is None and app.not_read is not None:
        if isinstance(app.not_read, ShowClearError):
            raise app.not_read
        fault = app.not_read
    if fault is not None:
        log.note(Event.FAULT, at, kind=type(fault))
        end_with_fault(fault, at, machine)
    log.note(Event.ENDED, at)
    log.close()
