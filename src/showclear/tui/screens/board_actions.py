"""What the keys of the board do. Every decision is the production's; a refusal is shown as it comes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from showclear.domain.checklists import Procedure
from showclear.domain.situation.status import State
from showclear.tui.dialogs.choose import Choice, ChooseDialog
from showclear.tui.presenters.custody import is_out
from showclear.tui.screens.day_actions import DayActions
from showclear.words import say

if TYPE_CHECKING:
    from showclear.domain.situation.status import WeaponStatus


class BoardActions(DayActions):
    """The actions on the chosen gun, apart from how the board looks."""

    # Runs

    def action_begin(self, procedure: str) -> None:
        """Prepare a run about the chosen gun. A turn-round begins with the take-back, so its key writes that too."""
        kind, tag, gun = Procedure(procedure), self.chosen_tag, self.chosen_gun()
        if kind is Procedure.TURN_ROUND and gun is not None and gun.comes_back_first:
            if not self.attempt(partial(self.host.production.take_back, tag)):
                return
            self.host.read_board()
        self.prepare(kind, tag)

    def chosen_gun(self) -> WeaponStatus | None:
        """The chosen gun as the board has it now."""
        board = self.host.board
        guns = board.weapons if board is not None else ()
        return next((one for one in guns if one.weapon.tag == self.chosen_tag), None)

    def action_intake_again(self) -> None:
        """Take the chosen gun in anew, under its tag."""
        self.prepare(Procedure.INTAKE, "", {"weapon.tag": self.chosen_tag})

    def action_why(self) -> None:
        """Read whole what the board has only a line for."""
        from showclear.tui.dialogs.message import ReadDialog
        from showclear.tui.presenters.why import why_parts

        board = self.host.board
        if board is None:
            return
        parts = why_parts(board, self.chosen_gun(), self.people)
        if parts:
            self.app.push_screen(ReadDialog(say("Why"), parts))

    def out(self) -> list[str]:
        """The guns that are out, by tag."""
        board = self.host.board
        return [one.weapon.tag for one in board.weapons if is_out(one)] if board is not None else []

    def is_hot(self, tag: str) -> bool:
        """Whether the record says that it holds a blank."""
        board = self.host.board
        return board is not None and any(one.weapon.tag == tag and one.state is State.HOT for one in board.weapons)

    # One key, never refused

    def action_take_back(self) -> None:
        """The gun that is out comes back; with several out, the question is which."""
        out = self.out()
        if len(out) == 1:
            self.take_back(out[0])
        elif out:
            choices = tuple(Choice(tag, tag) for tag in sorted(out, key=lambda tag: tag != self.chosen_tag))
            self.app.push_screen(ChooseDialog(say("Take back"), say("Which gun is back?"), choices), self.take_back)

    def take_back(self, tag: str | None) -> None:
        """Write that a gun is back."""
        if tag is not None:
            self.write(
                partial(self.host.production.take_back, tag),
                say("{tag} is back. Return and clear it.", tag=tag)
                if self.is_hot(tag)
                else say("{tag} is back. Return and clear it, or turn it round.", tag=tag),
            )

    def action_lock(self) -> None:
        """Lock the chosen gun where one was locked last; only the very first time it is asked where."""
        from showclear.tui.presenters.locking import last_lock

        board, tag = self.host.board, self.chosen_tag
        lock = last_lock(board, tag) if board is not None else ""
        if lock:
            self.lock_in(tag, lock)
        else:
            # The gun is the one that was asked about, whatever is chosen by then: it may have left the board meanwhile.
            self.ask_where_locked(tag)

    def action_out_of_sight(self) -> None:
        """Write that the chosen gun was out of sight."""
        tag = self.chosen_tag
        self.write(
            partial(self.host.production.out_of_sight, tag), say("{tag} was out of sight and is unverified.", tag=tag)
        )

    def action_verify(self) -> None:
        """Check every record again."""
        from showclear.tui.screens.verify import VerifyScreen

        self.app.push_screen(VerifyScreen())
