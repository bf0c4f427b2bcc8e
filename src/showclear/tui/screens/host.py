"""What every screen may ask of the app it runs in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from textual.reactive import reactive
from textual.screen import Screen

from showclear.errors import ShowClearError
from showclear.settings.schema import DEFAULTS, Settings
from showclear.tui.themes import ThemedApp
from showclear.words import say

if TYPE_CHECKING:
    from showclear.app.drill.guide import Guide
    from showclear.app.emergencies import Emergency
    from showclear.app.production import Production
    from showclear.app.sessions import RunSession
    from showclear.app.views import Board
    from showclear.domain.people import Person


class Host(ThemedApp[None]):
    """The app as its screens see it."""

    board: reactive[Board | None] = reactive(None, init=False, repaint=False)
    """The newest board; None until the first one is there."""

    waiting: RunSession | None = None
    """A misfire whose wait was left because something worse is read aloud: its clock is shown there."""

    settings: Settings = DEFAULTS
    """What the person who sits here likes. No rule, no limit and no record knows of it."""

    production: Production
    """There is none before the log is read."""

    drill: Guide | None = None
    """The drill that is played; None in real work."""

    def __init__(self, production: Production | None, demo_pins: Mapping[str, str] | None = None) -> None:
        super().__init__()
        if production is not None:
            self.production = production
        self.demo_pins: Mapping[str, str] = demo_pins or {}

    def forget_keys(self) -> None:
        """Let what was pressed until now answer nothing."""
        raise NotImplementedError

    def refuses_newest(self) -> bool:
        """Whether the newest key was pressed before what stands here was shown; then it is said."""
        raise NotImplementedError

    @property
    def hold_label(self) -> str:
        """What F12 does now, in the word that stands on every screen: it holds, stands down, or only shows the stop."""
        from showclear.tui.presenters.board import is_down

        if self.board is None or not self.board.stops:
            return say("HOLD")
        return say("STOP SCREEN") if is_down(self.board) else say("STAND DOWN")

    def pin_hint(self, person: Person) -> str:
        """The PIN of a person of a demonstration production, as a sentence; empty in a real one."""
        pin = self.demo_pins.get(person.id)
        if not pin:
            return ""
        if self.drill is not None:
            return say("Drill: the PIN of {name} is {pin}", name=person.name, pin=pin)
        return say("Demo: the PIN of {name} is {pin}", name=person.name, pin=pin)

    def show_error(self, error: ShowClearError) -> None:
        """Show what went wrong and what to do; nothing that was entered is lost."""
        raise NotImplementedError

    def after_call(self, report_class: str | None) -> None:
        """Start the emergency list for what was called; None: nothing was."""
        raise NotImplementedError

    def say_stops(self, screen: Screen[Any]) -> None:
        """Say on a screen what stops the set, if that came in while the board was not on top."""
        raise NotImplementedError

    def go_to(self, place: str) -> None:
        """Show the place with this key."""
        raise NotImplementedError

    def leave_for_board(self) -> None:
        """Leave whatever is shown, as its own key to leave does, until the board is."""
        raise NotImplementedError

    def read_board(self) -> None:
        """Ask the production for a new board and show it."""
        raise NotImplementedError

    def show_emergency(self, emergency: Emergency) -> None:
        """Show the list of an emergency that was started."""
        raise NotImplementedError
