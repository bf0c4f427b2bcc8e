"""`showclear new`: found a production in a plain dialogue."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from showclear.cli.dialogue import agree, ask, choose, show_once_and_have_typed_back
from showclear.cli.plain import put, tell, visible
from showclear.cli.productions import machine
from showclear.errors import InputError, SigningError
from showclear.words import say, translated

if TYPE_CHECKING:
    from showclear.app.beginning import Answers
    from showclear.app.founding import KeyAtHand, NewKey
    from showclear.domain.people import Person


@click.command("new", short_help="Found a production: people, keys, unit, checklists.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--fido2", is_flag=True, help="Ask everybody who signs whether they bring a FIDO2 key.")
def command(folder: Path, fido2: bool) -> int:
    """Found a production in the folder DIR, which is made if it is not there.

    These people sit at the laptop, one after the other: the safety officer and the producer, who found it
    together; the armorer; the 1st assistant director. Each one gets a key and five words that open it. The
    words are shown once and typed back from paper. Nothing is founded before everybody has theirs. With --fido2
    each may take a FIDO2 key instead: it is touched for every record that is signed.

    \b
    Examples:
      showclear new "The Long Ride"
      showclear new ~/productions/long-ride
      showclear new "The Long Ride" --fido2
    """
    where = _empty_folder(folder)
    from showclear.cli.founding_answers import ask_again, ask_everything

    tell(say("Founding a production. Ctrl-C stops; nothing is founded before everybody has their key."))
    answers = ask_everything()
    _say_summary(where, answers)
    while not agree(say("Is that right?")):
        mended = ask_again(answers)
        if mended is None:
            tell(say("Nothing was founded."))
            return 1
        answers = mended
        _say_summary(where, answers)
    keys: dict[str, KeyAtHand] = {}
    for person in answers.signers:
        touched = _touched_key(person, [one.public.fingerprint for one in keys.values()]) if fido2 else None
        keys[person.id] = touched or _key_for(person)
    _found(where, answers, keys)
    return 0


def _empty_folder(folder: Path) -> Path:
    try:
        where = folder.expanduser().absolute()
        taken = where.exists() and (not where.is_dir() or any(where.iterdir()))
    except (OSError, RuntimeError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(f"{folder}: {reason}.", say("Name a folder that you may write.")) from error
    if taken:
        _refuse_begun(where)
        raise InputError(
            say("{folder}: it is there already and not empty.", folder=where),
            say("Name a new folder; nothing here is ever overwritten."),
        )
    return where


def _refuse_begun(where: Path) -> None:
    """A founding that was cut off is never gone on with: nobody signs for people who are not here."""
    from showclear.app.beginning import Ground, ground, new_folder_beside

    if ground(where) is Ground.BEGUN:
        raise InputError(
            say(
                "{folder}: a production was begun here and its founding was cut off. Nothing of it counts, and "
                "it is not gone on with.",
                folder=where,
            ),
            say(
                "Found it anew: showclear new {folder}. The keys that were made stay on this machine, and the "
                "same five words open them. Keep the old folder or take it away.",
                folder=shlex.quote(str(new_folder_beside(where))),
            ),
        )


def _say_summary(where: Path, answers: Answers) -> None:
    from showclear.app.beginning import rules_in_words

    tell(
        "\n"
        + say("{name} in {folder}, {zone}", name=visible(answers.name), folder=visible(str(where)), zone=answers.zone)
    )
    for person in (answers.officer, answers.producer, *(one.person for one in answers.enrolled)):
        tell(f"  {translated(person.role.words)}: {visible(person.name)}")
    tell("  " + say("unit: {unit}, {place}", unit=visible(answers.unit), place=visible(answers.place)))
    tell("  " + say("rules: {packs}", packs=rules_in_words(answers.packs)) + "\n")


def _key_for(person: Person) -> NewKey:
    """The person's key: the one on this machine if they know its words, otherwise a new one."""
    from showclear.app.beginning import has_key, key_of_words
    from showclear.storage.files import LocalFileSystem
    from showclear.storage.passphrase import generate_passphrase, normalize_passphrase

    disk = LocalFileSystem()
    if has_key(disk, machine(), person):
        tell("\n" + say("{name} has a key on this machine already.", name=visible(person.name)))
        tell(say("Words lost, or another person of that name: stop with Ctrl-C and write the name differently."))
        return ask(
            say("The five words of that key"), lambda typed: key_of_words(disk, machine(), person, typed), hidden=True
        )
    words = generate_passphrase()
    tell("\n" + say("Now {name}, {role}, alone at the screen.", name=visible(person.name), role=person.role.words))
    show_once_and_have_typed_back(
        say("{name}, {role}: your five words", name=person.name, role=person.role.words),
        words,
        lambda typed: normalize_passphrase(typed) == words,
    )
    return key_of_words(disk, machine(), person, words)


def _touched_key(person: Person, taken: list[str]) -> KeyAtHand | None:
    """The FIDO2 key that somebody brings; None for who takes five words."""
    from showclear.app.beginning import key_of_touch
    from showclear.app.touching import FILE_OR_TOUCH, keys_in_agent, wish
    from showclear.storage.files import LocalFileSystem

    tell("\n" + say("Now {name}, {role}.", name=visible(person.name), role=person.role.words))
    agent = tuple(one for one in keys_in_agent(machine()) if one[0] not in taken)
    choices = (
        *FILE_OR_TOUCH,
        *((one, say("in the ssh-agent: {key} {comment}", key=one, comment=visible(comment))) for one, comment in agent),
    )
    while (chosen := choose(say("Which key?"), choices)) != "file":
        pin = ask(say("The PIN of the key"), str, hidden=True) if chosen == "device-pin" else ""
        if chosen.startswith("device"):
            tell(say("TOUCH YOUR KEY NOW: it makes the new key."))
        try:
            return key_of_touch(LocalFileSystem(), machine(), person, wish(chosen, pin), taken)
        except (SigningError, InputError) as error:
            tell(f"  {visible(error.message)} {visible(error.remedy)}")
    return None


def _again(person: Person, error: SigningError) -> bool:
    tell(f"  {visible(error.message)}")
    return agree(
        say("Shall {name} touch it again? Without it this founding ends here", name=visible(person.name)), default=True
    )


def _found(where: Path, answers: Answers, keys: dict[str, KeyAtHand]) -> None:
    from showclear.app.beginning import found
    from showclear.app.founding import Touches
    from showclear.cli.commands.open_command import laptop_name
    from showclear.storage.clock import SystemClock
    from showclear.storage.files import LocalFileSystem

    book = found(
        where, answers, keys,
        filesystem=LocalFileSystem(), machine=machine(), clock=SystemClock(), laptop=laptop_name(),
        touches=Touches(lambda person: tell(say("{name}: TOUCH YOUR KEY NOW.", name=visible(person.name))), _again),
    )  # fmt: skip
    put(say("production") + f"  {book.production}")
    for person in (answers.officer, answers.producer):
        put(f"{translated(person.role.words)}  {visible(person.name)}  {keys[person.id].public.fingerprint}")
    tell("\n" + say("Copy these lines into the safety plan: they tell this production from any other."))
    number = len(book.result.records)
    tell(
        say(
            "{count} records, all intact. Open it with: showclear {folder}",
            count=number,
            folder=visible(shlex.quote(str(where))),
        )
    )
