"""Runs that are not finished, by name and time: resume or abandon, never silently."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from showclear.tui.dialogs.frame import Dialog
from showclear.tui.dialogs.text_line import LineDialog
from showclear.tui.presenters.keys import numbered
from showclear.tui.presenters.times import second, since
from showclear.tui.screens.base import words
from showclear.tui.screens.letters import letter_keys
from showclear.tui.screens.rows import ROW_KEYS, take_row
from showclear.tui.widgets.answer_row import AnswerChosen, AnswerData, AnswerRow
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.app.views import OpenRun


ABANDON = "D"
"""The key that abandons a run: no row has it, however many runs there are."""


@dataclass(frozen=True, slots=True)
class Resumption:
    """What to do with which run; a reason means: abandon it."""

    run_id: str
    abandon_reason: str = ""


class ResumeDialog(Dialog[Resumption | None]):
    """The user sees what was not finished, who walked it, when, and where it stopped."""

    HELP = "resume"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *letter_keys("resume", leave_out=frozenset(ABANDON)),
        Binding(
            f"{ABANDON.lower()},{ABANDON}",
            "abandon",
            english("abandon the first one"),
            id="resume.abandon",
            tooltip=english("End the run that stands first, with a reason. What was written stays."),
        ),
        *ROW_KEYS,
        Binding(
            "escape",
            "leave",
            english("not now"),
            id="resume.leave",
            tooltip=english("It stays on the board as not signed."),
        ),
    ]

    def __init__(self, runs: tuple[OpenRun, ...], now: datetime) -> None:
        super().__init__(say("Not finished"))
        keys = (key for key in numbered(len(runs) + 1) if key != ABANDON)
        self.runs = dict(zip(keys, runs, strict=False))
        self.now = now

    def compose_body(self) -> ComposeResult:
        """A row for each run, with what is known about it."""
        yield words(say("A number goes on with that run. Its last answer is asked again."), "quiet")
        with Vertical(classes="choices"):
            for key, run in self.runs.items():
                yield AnswerRow(AnswerData(key, key, f"{run.named}  {run.title}"))
                yield words(
                    say(
                        "{people}. Begun {begun}, last entry {last}, {since} ago. Stopped at: {where}",
                        people=run.people,
                        begun=second(run.started_at),
                        last=second(run.last_at),
                        since=since(run.last_at, self.now),
                        where=run.where,
                    )
                    + ("" if run.owned_here else ". " + say("Begun on another laptop: it goes on there.")),
                    "quiet under-row",
                )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the numbers of the rows do anything."""
        if action == "resume":
            return str(parameters[0]) in self.runs
        return super().check_action(action, parameters)

    def action_resume(self, key: str) -> None:
        """Go on with a run."""
        self.dismiss(Resumption(self.runs[key].run_id))

    def on_answer_chosen(self, event: AnswerChosen) -> None:
        """A row was clicked."""
        self.action_resume(event.answer_id)

    def action_take_row(self) -> None:
        """Enter: the row that the arrows went to."""
        take_row(self)

    def action_abandon(self) -> None:
        """Abandon the first run, with a reason."""
        run = next(iter(self.runs.values()))
        question = say("Why is {subject} {title} abandoned?", subject=run.named, title=run.title)
        self.app.push_screen(LineDialog(say("Abandon"), question, say("Reason")), self.after_reason)

    def after_reason(self, reason: str | None) -> None:
        """The reason is given."""
        if reason:
            self.dismiss(Resumption(next(iter(self.runs.values())).run_id, reason))

    def action_leave(self) -> None:
        """Not now."""
        self.dismiss(None)
