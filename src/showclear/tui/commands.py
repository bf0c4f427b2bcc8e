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

if TYPE_CHECKING:
    from showclear.tui.app import ShowClearApp


def system_commands(app: ShowClearApp) -> Iterable[SystemCommand]:
    """The palette: holds, records, shifts, themes."""
    yield SystemCommand("Hold the set", "F12: all guns back, all clearances end", app.action_hold_set)
    yield SystemCommand("Emergency", "F9: misfire, somebody hurt, found or missing", app.action_emergency)
    yield SystemCommand("Check every record", "V on the board", app.board_screen.action_verify)
    yield SystemCommand("Shifts", "S on the board: who signs on this laptop", app.board_screen.action_shifts)
    yield SystemCommand("Take in", "A on the board: a weapon or ammunition", app.board_screen.action_intake)
    board = app.board_screen
    yield SystemCommand("What is due next", "N on the board", board.action_next_due)
    yield SystemCommand("Procedures", "P on the board: every checklist by its letter", board.action_procedures)
    yield SystemCommand("Report something", "E on the board: one key, a class, one line", board.action_report)
    yield from _procedures(app)
    yield SystemCommand("Write a concern", "C on the board; it needs no name", board.action_concern)
    yield SystemCommand("Review a stop", "W on the board", board.action_review)
    yield SystemCommand("Seal the day", "After the wrap: eight words for the paper report", board.action_seal_day)
    yield SystemCommand("From paper", "D on the board: what was done while the battery was dead", board.action_paper)
    if app.production.elsewhere:
        yield SystemCommand("New log", "Z on the board: this laptop's log went on elsewhere", board.action_new_log)
    yield SystemCommand("Which unit", "Y on the board", board.action_unit)
    for key, label in PLACES:
        yield SystemCommand(label, f"{key}: show this place", lambda place=key: app.go_to(place))
    yield SystemCommand("Rules", "R on People: what holds here and why", lambda: app.go_to("rules"))
    if app.drill is not None:
        yield SystemCommand("Debrief", "What of the drill was caught and missed so far", app.show_debrief)
    yield SystemCommand("Actions", "A on the desk: what is to be done", lambda: app.go_to("actions"))
    yield SystemCommand("Help", "F1: what the keys of this screen do", app.action_help)
    yield SystemCommand(
        "Settings", "How the screen looks and sounds; keys are changed in the file", app.action_settings
    )
    for theme in themes_on_offer(app.preferred_theme):
        yield SystemCommand(
            f"Colours: {theme_words(theme)}",
            "F7 goes through them: how the screen looks",
            lambda one=theme: app.use_theme(one),
        )
    yield SystemCommand("Leave", "Ctrl+Q", app.action_quit)


def _procedures(app: ShowClearApp) -> Iterable[SystemCommand]:
    """Every adopted checklist by its title; where they cannot be read, P on the board says why."""
    try:
        rows = letters_of(app.production.procedures())
    except ShowClearError:
        return
    for row in rows:
        for procedure, title in row.procedures:
            start = partial(app.board_screen.action_start, procedure)
            yield SystemCommand(title, f"P, {row.letter} on the board", start)
