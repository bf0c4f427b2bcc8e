"""The help of commands in the language of this process; scripts/words.py gathers it from docstrings and options."""

from __future__ import annotations

from copy import copy
from inspect import cleandoc

import click

from showclear.words import from_catalogue

AS_IT_IS = "\b\n"
"""What a paragraph begins with whose lines click leaves as they are."""


def paragraphs(text: str) -> tuple[tuple[bool, str], ...]:
    """Each paragraph of a help: whether its lines stay as they are, and its text as it is translated."""
    found = (one for one in cleandoc(text).split("\n\n") if one.strip())
    return tuple(
        (True, one.removeprefix(AS_IT_IS)) if one.startswith(AS_IT_IS) else (False, " ".join(one.split()))
        for one in found
    )


def in_language(command: click.Command) -> click.Command:
    """A copy whose help is in the language of this process; the command itself stays as it is."""
    shown = copy(command)
    shown.help = _translated(command.help)
    shown.short_help = _translated(command.short_help)
    shown.params = [_parameter(one) for one in command.params]
    if isinstance(shown, click.Group):
        shown.commands = {name: in_language(one) for name, one in shown.commands.items()}
    return shown


def _parameter(parameter: click.Parameter) -> click.Parameter:
    if not isinstance(parameter, click.Option):
        return parameter
    shown = copy(parameter)
    shown.help = _translated(parameter.help)
    return shown


def _translated(text: str | None) -> str | None:
    if not text:
        return text
    return "\n\n".join((AS_IT_IS if as_it_is else "") + from_catalogue(one) for as_it_is, one in paragraphs(text))
