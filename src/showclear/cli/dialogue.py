"""Asking a person in a terminal, line by line."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

import click

from showclear.cli.plain import on_terminal, tell, visible
from showclear.errors import ShowClearError
from showclear.words import say

T = TypeVar("T")

_ALTERNATE_SCREEN, _MAIN_SCREEN = "\x1b[?1049h\x1b[2J\x1b[H", "\x1b[?1049l"  # not said: codes


def ask(question: str, read: Callable[[str], T], *, default: str = "", hidden: bool = False) -> T:
    """Ask until `read` accepts the answer; what it raises is told, with its remedy, and asked again.

    A `hidden` answer is not shown on a terminal.

    Raises: `click.Abort` when the input ends.
    """
    while True:
        answer = click.prompt(
            on_terminal(question),
            default=default or None,
            show_default=bool(default),
            err=True,
            hide_input=hidden and sys.stdin.isatty(),
        )
        try:
            return read(str(answer).strip())
        except ShowClearError as error:
            tell(f"  {visible(error.message)} {visible(error.remedy)}".rstrip())


def choose(question: str, options: Sequence[tuple[str, str]]) -> str:
    """Ask for one of numbered options (value, words); gives its value."""
    if question:
        tell(question)
    for number, (_, words) in enumerate(options, start=1):
        tell(f"  {number}  {visible(words)}")
    answer = click.prompt("  " + say("Number"), type=click.IntRange(1, len(options)), err=True)
    return options[int(answer) - 1][0]


def agree(question: str, *, default: bool = False) -> bool:
    """Ask yes or no."""
    return bool(click.confirm(on_terminal(question), default=default, err=True))


def show_once_and_have_typed_back(
    heading: str, secret: str, accepts: Callable[[str], bool], *, second_screen: bool = True
) -> None:
    """Show a secret on a screen of its own, and let it be typed back from the paper.

    On a terminal the words stand on its second screen, so they are not in the scrollback for the next person; without
    `second_screen` they are written as lines, and whoever reads them is told to clear the terminal.
    """
    while True:
        _show(heading, secret, second_screen=second_screen)
        for _ in range(3):
            typed = str(click.prompt(say("The five words, from your paper"), err=True, hide_input=sys.stdin.isatty()))
            if accepts(typed):
                return
            tell("  " + say("Those are not the words. Spaces between them, no capitals needed."))
        tell("  " + say("They are shown once more."))


def _show(heading: str, secret: str, *, second_screen: bool) -> None:
    is_terminal = sys.stdin.isatty() and sys.stderr.isatty()
    on_a_screen = second_screen and is_terminal and os.name != "nt" and os.environ.get("TERM") != "dumb"
    if on_a_screen:
        sys.stderr.write(_ALTERNATE_SCREEN)
    tell(f"\n{visible(heading)}\n\n    {secret}\n")
    tell(say("Write them on paper that stays with you. Once they are typed back nobody can show them again."))
    if not second_screen:
        tell(say("They stay on this terminal until it is cleared: clear it before somebody else comes."))
    try:
        if sys.stdin.isatty():
            click.prompt(say("Press Enter when they are on paper"), default="", show_default=False, err=True)
    finally:
        if on_a_screen:
            sys.stderr.write(_MAIN_SCREEN)
            sys.stderr.flush()
