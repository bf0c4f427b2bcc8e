"""The outermost edge: whatever goes wrong becomes words and an exit code, never a traceback."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from showclear.cli.group import showclear
from showclear.cli.plain import tell, visible, visible_lines
from showclear.errors import RefusedError, ShowClearError, StorageError
from showclear.words import say, translated

EXIT_UNEXPECTED = 70
"""A fault of Show Clear itself (BSD's EX_SOFTWARE)."""
EXIT_INTERRUPTED = 130
"""Ctrl-C or the end of the input, as shells count it."""


def run(arguments: Sequence[str] | None) -> int:
    """Run one command and turn every way it can end into an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        result = showclear.main(
            None if arguments is None else list(arguments), prog_name="showclear", standalone_mode=False
        )
    except ShowClearError as error:
        return _report(error)
    except click.ClickException as error:
        return _usage(error)
    except (click.Abort, KeyboardInterrupt, EOFError):
        tell()
        return EXIT_INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the one place where anything unforeseen ends
        return _unexpected(error)
    return result if isinstance(result, int) else 0


def _report(error: ShowClearError) -> int:
    tell(say("{title}.", title=error.title))
    tell(_indented(error.message))
    refusals = getattr(error, "refusals", ()) if isinstance(error, RefusedError) else ()
    for refusal in refusals:
        tell(_indented(f"{refusal.rule}: {translated(refusal.sentence)}"))
        for fact in refusal.facts:
            tell(_indented(f"- {translated(fact.text)}" + (f" ({fact.record})" if fact.record else "")))
        if refusal.remedy:
            tell(_indented(say("What to do: {remedy}", remedy=refusal.remedy)))
    if error.remedy:
        tell(_indented(say("What to do: {remedy}", remedy=error.remedy)))
    return error.exit_code


def _usage(error: click.ClickException) -> int:
    tell(f"showclear: {visible(error.format_message())}")  # not said: the program
    context = getattr(error, "ctx", None)
    tell(
        say(
            "What to do: {command} --help shows what can be written here.",
            command=context.command_path if context else "showclear",
        )
    )
    return error.exit_code


def _unexpected(error: Exception) -> int:
    from showclear.cli.productions import machine
    from showclear.storage.clock import SystemClock
    from showclear.storage.diagnostics import fault_text, keep_fault

    tell(say("Show Clear made a mistake."))
    tell(_indented(say("{fault}; nothing that was acknowledged before is lost.", fault=type(error).__name__)))
    at = SystemClock().now()
    try:
        path = keep_fault(fault_text(error, at), machine().diagnostics, at)
    except StorageError as trouble:
        tell(_indented(say("The details could not be written to a file: {message}", message=trouble.message)))
        return EXIT_UNEXPECTED
    tell(_indented(say("What to do: try again; if it happens again, report it with this file: {path}", path=path)))
    return EXIT_UNEXPECTED


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in visible_lines(text).split("\n"))
