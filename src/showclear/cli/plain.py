"""Words for a terminal: nothing from a person or a file can move the cursor or turn the line around."""

from __future__ import annotations

import os
import re
import shutil
import sys
from functools import cache
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from showclear.words import translated

LONGEST_VALUE = 400
"""A value from a file is cut here in a message; `showclear show --raw` has all of it."""

WIDEST = 100
"""Columns of a line of talk, on however wide a terminal."""

if TYPE_CHECKING:
    from datetime import datetime


@cache
def _unseen() -> re.Pattern[str]:
    """What a terminal acts on or does not draw: what no record may hold, and the line feed."""
    from showclear.domain.text import FORBIDDEN_RANGES

    return re.compile("[\n" + "".join(f"{chr(first)}-{chr(last)}" for first, last in FORBIDDEN_RANGES) + "]")


def wants_lines(here: bool = False) -> bool:
    """Whether lines were asked for: `--plain` behind the command (`here`) or before it means the same."""
    return here or bool(click.get_current_context().find_root().params.get("plain"))


def visible(text: str) -> str:
    """The text in one line, with every character that is acted on or not drawn written as `<U+202E>`."""
    return _unseen().sub(lambda match: f"<U+{ord(match[0]):04X}>", translated(text))  # not said: a code point


def visible_lines(text: str) -> str:
    """As `visible`, with line breaks kept."""
    return "\n".join(visible(line) for line in translated(text).split("\n"))


def shortened(text: str, longest: int = LONGEST_VALUE) -> str:
    """As `visible`, with the middle of an overlong value left out."""
    shown = visible(text)
    if len(shown) <= longest:
        return shown
    half = (longest - 3) // 2
    return f"{shown[:half]} … {shown[-half:]}"


def local_time(moment: datetime) -> str:
    """A moment as the clock on this machine's wall shows it, with its zone."""
    from showclear.storage.clock import local

    return local(moment).strftime("%Y-%m-%d %H:%M %Z")  # not said: numbers


def use_colour() -> bool | None:
    """What click calls `color`: never with NO_COLOR, otherwise only where the output is a terminal."""
    return False if os.environ.get("NO_COLOR") else None


def tell(text: str = "") -> None:
    """Talk to the person: standard error, so that what is piped on stays data."""
    click.echo(on_terminal(text), err=True, color=use_colour())


def on_terminal(text: str) -> str:
    """The text as it fits on the terminal that talk goes to; as it is where nobody breaks it."""
    text = translated(text)
    if not sys.stderr.isatty():
        return text
    return folded(text, min(WIDEST, shutil.get_terminal_size().columns))


def folded(text: str, columns: int) -> str:
    """Lines broken at spaces, further ones indented as the first; a word that is longer stays whole."""
    found: list[str] = []
    for line in text.split("\n"):
        indent = line[: len(line) - len(line.lstrip(" "))]
        found += wrap(
            line.strip(" "), max(20, columns), initial_indent=indent, subsequent_indent=indent,
            break_long_words=False, break_on_hyphens=False,
        ) or [""]  # fmt: skip
    return "\n".join(found)


def put(text: str = "") -> None:
    """Write data: standard output."""
    click.echo(translated(text), color=use_colour())


def table(rows: tuple[tuple[str, ...], ...], gap: str = "  ") -> str:
    """Rows in aligned columns; the last column is as long as it is."""
    if not rows:
        return ""
    cells = [tuple(visible(cell) for cell in row) for row in rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]) - 1)]
    return "\n".join(
        gap.join((*(cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=True)), row[-1])).rstrip()
        for row in cells
    )
