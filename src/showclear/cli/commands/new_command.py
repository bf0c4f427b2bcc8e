"""`showclear new`: found a production in a plain dialogue."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from showclear.cli.dialogue import agree, ask, show_once_and_have_typed_back
from showclear.cli.plain import put, say, visible
from showclear.cli.productions import machine
from showclear.errors import InputError, SigningError

if TYPE_CHECKING:
    from showclear.app.founding import NewKey
    from showclear.app.logbook import LogBook
    from showclear.cli.founding_answers import Answers
    from showclear.domain.people import Person


@click.command("new", short_help="Found a production: people, keys, unit, checklists.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> int:
    """Found a production in the folder DIR, which is made if it is not there.

    These people sit at the laptop, one after the other: the safety officer and the producer, who found it
    together; the armorer; the 1st assistant director. Each one gets a key and five words that open it. The
    words are shown once and typed back from paper. Nothing is founded before everybody has theirs.

    \b
    Examples:
      showclear new "The Long Ride"
      showclear new ~/productions/long-ride
    """
    where = _empty_folder(folder)
    from showclear.cli.founding_answers import ask_everything

    say("Founding a production. Ctrl-C stops; nothing is founded before everybody has their five words.")
    answers = ask_everything()
    _say_summary(where, answers)
    if not agree("Is that right?", default=True):
        say("Nothing was founded. Start again with what has to be different.")
        return 1
    keys = {person.id: _key_for(person) for person in answers.signers}
    _found(where, answers, keys)
    return 0


def _empty_folder(folder: Path) -> Path:
    try:
        where = folder.expanduser().absolute()
        taken = where.exists() and (not where.is_dir() or any(where.iterdir()))
    except (OSError, RuntimeError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(f"{folder}: {reason}.", "Name a folder that you may write.") from error
    if taken:
        raise InputError(
            f"{where}: it is there already and not empty.", "Name a new folder; nothing here is ever overwritten."
        )
    return where


def _say_summary(where: Path, answers: Answers) -> None:
    say(f"\n{visible(answers.name)} in {visible(str(where))}, {answers.zone}")
    for person in (answers.officer, answers.producer, *(one.person for one in answers.enrolled)):
        say(f"  {person.role.words}: {visible(person.name)}")
    say(f"  unit: {visible(answers.unit)}, {visible(answers.place)}\n")


def _key_for(person: Person) -> NewKey:
    """The person's key: the one on this machine if they know its words, otherwise a new one."""
    from showclear.app.founding import NewKey, new_key
    from showclear.storage.files import LocalFileSystem
    from showclear.storage.key_files import open_key_file
    from showclear.storage.passphrase import generate_passphrase, normalize_passphrase

    disk = LocalFileSystem()
    path = machine().key_file(person.id)
    if disk.exists(path):
        say(f"\n{visible(person.name)} has a key on this machine already.")
        say("Words lost, or another person of that name: stop with Ctrl-C and write the name differently.")

        def opened(typed: str) -> NewKey:
            key = open_key_file(disk, path, typed)
            return NewKey(person, normalize_passphrase(typed), key.public, key.seed)

        return ask("The five words of that key", opened, hidden=True)
    words = generate_passphrase()
    say(f"\nNow {visible(person.name)}, {person.role.words}, alone at the screen.")
    show_once_and_have_typed_back(
        f"{person.name}, {person.role.words}: your five words",
        words,
        lambda typed: normalize_passphrase(typed) == words,
    )
    return new_key(disk, machine(), person, passphrase=words)


def _found(where: Path, answers: Answers, keys: dict[str, NewKey]) -> None:
    from showclear.app.adopted import shipped_files
    from showclear.app.founding import Founding
    from showclear.app.opening import open_log
    from showclear.cli.commands.open_command import laptop_name
    from showclear.storage.clock import SystemClock
    from showclear.storage.files import LocalFileSystem
    from showclear.storage.paths import ProductionPaths

    definitions = shipped_files()
    disk, paths, clock = LocalFileSystem(), ProductionPaths(where), SystemClock()
    founding = Founding(disk, paths, lambda digest: open_log(disk, paths, machine(), clock, digest), clock)
    officer, producer = keys[answers.officer.id], keys[answers.producer.id]
    book = founding.found(answers.name, officer, producer, laptop=laptop_name(), demonstration=False, zone=answers.zone)
    for one in answers.enrolled:
        by = (officer,) if one.has_key else (officer, producer)
        founding.enrol(book, one.person, keys.get(one.person.id), by, one.document)
    director = keys[answers.director.person.id]
    founding.unit(book, answers.unit, answers.place, answers.zone, director, officer)
    founding.adopt(book, definitions, officer, keys[answers.armorer.person.id])
    _put_result(where, book, officer, producer)


def _put_result(where: Path, book: LogBook, *founders: NewKey) -> None:
    result = book.result
    if result.verdict != "intact":
        first = next(iter(result.all_findings()))
        raise SigningError(f"What was written does not verify: {first}.", "Keep the folder and report this.")
    put(f"production  {book.production}")
    for key in founders:
        put(f"{key.person.role.words}  {visible(key.person.name)}  {key.public.fingerprint}")
    say("\nCopy these lines into the safety plan: they tell this production from any other.")
    say(f"{len(result.records)} records, all intact. Open it with: showclear {visible(shlex.quote(str(where)))}")
