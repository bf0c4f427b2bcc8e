"""The first questions of every emergency: what happened, and which gun it was."""

from __future__ import annotations

from textual.binding import Binding

from showclear.tui.dialogs.choose import ChooseDialog
from showclear.tui.presenters.emergency import ALL_OUT
from showclear.words import english


class EmergencyDialog(ChooseDialog):
    """The user sees what can be called, with a key each."""


class WhichGunDialog(ChooseDialog):
    """The user sees the guns that it may be. It was called already: to go away without an answer means all of them."""

    BINDINGS = [
        Binding(
            "escape",
            "leave",
            english("not known: all of them"),
            id="which-gun.leave",
            tooltip=english("Nobody knows which: all of them. What was called is never lost."),
        ),
    ]

    def action_leave(self) -> None:
        """Whoever goes away without saying it is not asked further: nobody knows."""
        self.dismiss(ALL_OUT)
