"""What the command palette offers: everything that has a key, in words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from showclear.errors import ShowClearError
from showclear.tui.presenters.day import PLACES
from showclear.tui.presenters.procedures import letters_of
from showclear.tui.themes import theme_words, themes_on_offer
from showclear.words import say, translated

if TYPE_CHECKING:
    from showclear.tui.app import ShowClearApp


def system_commands(app: ShowClearApp) -> Iterable[SystemCommand]:
    """The palette: holds, records, shifts, themes."""
    board = app.board_screen
    yield SystemCommand(say("Hold the set"), say("F12: all guns back, all clearances end"), app.action_hold_set)
    yield SystemCommand(say("Emergency"), say("F9: misfire, somebody hurt, found or missing"), app.action_emergency)
    yield SystemCommand(say("Check every record"), say("V on the board"), board.action_verify)
    yield SystemCommand(say("Shifts"), say("S on the board: who signs on this laptop"), board.action_shifts)
    yield SystemCommand(say("Take in"), say("A on the board: a weapon or ammunition"), board.action_intake)
    yield SystemCommand(say("What is due next"), say("N on the board"), board.action_next_due)
    yield SystemCommand(
        say("Procedures"), say("P on the board: every checklist by its letter"), board.action_procedures
    )
    yield SystemCommand(say("Report something"), say("E on the board: one key, a class, one line"), board.action_report)
    yield from _procedures(app)
    yield SystemCommand(say("Write a concern"), say("C on the board; it needs no name"), board.action_concern)
    yield SystemCommand(say("Review a stop"), say("W on the board"), board.action_review)
    yield SystemCommand(
        say("Seal the day"), say("After the wrap: eight words for the paper report"), board.action_seal_day
    )
    yield SystemCommand(
        say("From paper"), say("D on the board: what was done while the battery was dead"), board.action_paper
    )
    if app.production.elsewhere:
        yield SystemCommand(
            say("New log"), say("Z on the board: this laptop's log went on elsewhere"), board.action_new_log
        )
    yield SystemCommand(say("Which unit"), say("Y on the board"), board.action_unit)
    yield from _places(app)
    if app.drill is not None:
        yield SystemCommand(say("Debrief"), say("What of the drill was caught and missed so far"), app.show_debrief)
    yield SystemCommand(say("Help"), say("F1: what the keys of this screen do"), app.action_help)
    yield SystemCommand(
        say("Settings"), say("How the screen looks and sounds; keys are changed in the file"), app.action_settings
    )
    yield from _colours(app)
    yield SystemCommand(say("Leave"), "Ctrl+Q", app.action_quit)  # not said: a key


def _places(app: ShowClearApp) -> Iterable[SystemCommand]:
    """Every place, with the key that goes there."""
    for key, label in PLACES:
        yield SystemCommand(
            translated(label), say("{key}: show this place", key=key), lambda place=key: app.go_to(place)
        )
    yield SystemCommand(say("Rules"), say("R on People: what holds here and why"), lambda: app.go_to("rules"))
    yield SystemCommand(say("Actions"), say("A on the desk: what is to be done"), lambda: app.go_to("actions"))


def _colours(app: ShowClearApp) -> Iterable[SystemCommand]:
    """The colours that this terminal shows as they are meant."""
    for theme in themes_on_offer(app.preferred_theme):
        yield SystemCommand(
            say("Colours: {colours}", colours=theme_words(theme)),
            say("F7 goes through them: how the screen looks"),
            lambda one=theme: app.use_theme(one),
        )


def _procedures(app: ShowClearApp) -> Iterable[SystemCommand]:
    """Every adopted checklist by its title; where they cannot be read, P on the board says why."""
    try:
        rows = letters_of(app.production.procedures())
    except ShowClearError:
        return
    for row in rows:
        for procedure, title in row.procedures:
            start = partial(app.board_screen.action_start, procedure)
            yield SystemCommand(title, say("P, {letter} on the board", letter=row.letter), start)
