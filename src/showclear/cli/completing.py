"""What a shell offers after TAB besides commands and options: productions, things, people, procedures, records.

It is asked for by what stands in the help (`DIR`, `TAG`, `PERSON`), so a new command has it without doing anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import click
from click.shell_completion import CompletionItem, get_completion_class

from showclear.cli.group import COMPLETE
from showclear.errors import ShowClearError
from showclear.words import translated

SHELLS = ("bash", "zsh", "fish")

MOST = 200
"""Folders that are looked into for one TAB."""

Offer = Callable[[click.Context, str], Iterable[tuple[str, str]]]


def script(root: click.Command, shell: str) -> str:
    """The script of a shell, to be read by it when it starts."""
    kind = get_completion_class(shell)
    assert kind is not None, shell
    return kind(root, {}, "showclear", COMPLETE).source()


def attach(command: click.Command) -> None:
    """Offer what is known for each parameter of a command."""
    for parameter in command.params:
        offer = _offer_for(parameter)
        if offer is not None:
            parameter.shell_complete = partial(_complete, offer)  # type: ignore[method-assign]


def _offer_for(parameter: click.Parameter) -> Offer | None:
    words = (parameter.metavar or (parameter.name or "").upper()).strip("[].").split("|")[0].split("]")[0]
    return {
        "DIR": folders, "FOLDER": folders, "TARGET": folders, "BACKUP": folders, "TAG": tags, "PERSON": people,
        "WHO": people, "PROCEDURE": procedures, "P": procedures, "LOG": logs,
    }.get(words)  # fmt: skip


def _complete(offer: Offer, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    try:
        found = list(offer(ctx, incomplete))
    except (ShowClearError, OSError):
        # A shell cannot say what went wrong; the command does when it runs.
        return []
    if offer is folders and not found:
        return [CompletionItem(incomplete, type="dir")]
    return [
        CompletionItem(value, help=translated(words))
        for value, words in found
        if value.casefold().startswith(incomplete.casefold())
    ]


def folders(ctx: click.Context, incomplete: str) -> Iterable[tuple[str, str]]:
    """Folders that hold a production; none where the shell had better offer every folder."""
    del ctx
    head, _, begun = incomplete.rpartition("/")
    above = Path(head or ("/" if incomplete.startswith("/") else ".")).expanduser()
    names = sorted(one.name for one in above.iterdir() if one.name.startswith(begun) and not one.name.startswith("."))
    for name in names[:MOST]:
        if (above / name / "log").is_dir():
            yield (f"{head}/{name}" if head or incomplete.startswith("/") else name), ""


def _here(ctx: click.Context) -> Path:
    """The production that the command line names so far, else the one here."""
    named = next((ctx.params[one] for one in ("folder", "target") if ctx.params.get(one)), ".")
    return Path(str(named))


def tags(ctx: click.Context, _: str) -> Iterable[tuple[str, str]]:
    """Everything on the register, by its tag."""
    from showclear.cli.productions import production_for_reading

    with production_for_reading(_here(ctx)) as production:
        situation = production.book.situation
        for tag, weapon in situation.weapons().items():
            yield tag, weapon.name
        for tag in (*situation.devices(), *situation.containers()):
            yield tag, ""


def people(ctx: click.Context, _: str) -> Iterable[tuple[str, str]]:
    """Everybody on the roster, by their short name."""
    from showclear.cli.productions import production_for_reading

    with production_for_reading(_here(ctx)) as production:
        for person in production.people():
            yield person.id, f"{person.name}, {translated(person.role.words)}"


def procedures(ctx: click.Context, _: str) -> Iterable[tuple[str, str]]:
    """Every procedure by its name."""
    del ctx
    from showclear.domain.checklists import PROCEDURE_WORDS

    return ((str(one), words) for one, words in PROCEDURE_WORDS.items())


def logs(ctx: click.Context, _: str) -> Iterable[tuple[str, str]]:
    """The logs of the production, by their names."""
    from showclear.cli.productions import production_folder
    from showclear.ledger.record import read_name

    names = (read_name(one.name) for one in (production_folder(_here(ctx)) / "log").iterdir())
    return ((log, "") for log in sorted({one.log for one in names if one is not None}))
