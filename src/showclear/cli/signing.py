"""Signing on the command line: with the five words of a key file on this machine, or by touching a FIDO2 key."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from showclear.cli.dialogue import ask, choose
from showclear.cli.plain import say, visible
from showclear.cli.productions import machine_for
from showclear.errors import RefusedError, SigningError

if TYPE_CHECKING:
    from showclear.app.founding import KeyAtHand
    from showclear.app.production import Production
    from showclear.app.signing import Draft
    from showclear.app.touching import TouchedKey
    from showclear.domain.people import Person, Role


def key_at_hand(production: Production, where: Path, *roles: Role, but: str = "") -> KeyAtHand:
    """The key of somebody with one of the roles, opened with their five words, or a FIDO2 key that is here.

    Args:
        but: the id of somebody who may not be the one.

    Raises: SigningError without one here that counts; RefusedError where the production is closed, or this process
        only reads: that is said before anybody types their words.
    """
    from showclear.app.beginning import has_key, key_of_words
    from showclear.storage.files import LocalFileSystem

    if production.reads_only and not production.closed:
        raise RefusedError(production.reads_only, "Nothing was signed.")
    disk, machine = LocalFileSystem(), machine_for(where)
    people = (one for one in production.people() if one.role in roles and one.id != but)
    here = tuple(
        one for one in people if production.key_of(one.id) and _is_here(production, has_key(disk, machine, one), one)
    )
    if not here and production.closed:
        raise RefusedError(production.closed, "For a reshoot: showclear people --new-key for the safety officer.")
    if not here:
        words = " or ".join(role.words for role in roles)
        raise SigningError(f"Nobody who is {words} has a key on this machine that counts.", "Do it where their key is.")
    person = _one_of(here)
    say(f"{visible(person.name)}, {person.role.words}:")
    if production.key_way(person.id).touch:
        return with_pin_of(production.touch_key(person.id))
    return ask("The five words", lambda typed: key_of_words(disk, machine, person, typed), hidden=True)


def with_pin_of(key: TouchedKey) -> KeyAtHand:
    """A FIDO2 key with the PIN that it asks for, where it asks for one through us."""
    from showclear.app.touching import with_pin

    return with_pin(key, ask("The PIN of the key", str, hidden=True)) if key.asks_pin else key


def _is_here(production: Production, has_file: bool, person: Person) -> bool:
    """Whether somebody's enrolled key can be used here."""
    if not production.key_way(person.id).touch:
        return has_file
    try:
        production.touch_key(person.id)
    except SigningError:
        return False
    return True


def sign_at_hand(production: Production, draft: Draft, keys: Sequence[KeyAtHand]) -> str:
    """Sign a draft with these keys, in this order; the name of the record. Raises: SigningError, RefusedError."""
    from showclear.app.founding import KeysAtHand
    from showclear.app.signing import SigningSession

    hand = KeysAtHand(keys)
    session = SigningSession(draft, production.book, hand, production.clock)
    result = None
    for key in keys:
        if key.how == "touch":
            say(f"{visible(key.person.name)}: TOUCH YOUR KEY NOW.")
        result = session.sign(hand.secret(key.person.id))
    if result is None:
        raise SigningError("The log moved while it was signed.", "Nothing was recorded; do it again.")
    for words in result.not_counted:
        say(f"  Does not count: {visible(words)}")
    return result.name


def _one_of(people: tuple[Person, ...]) -> Person:
    if len(people) == 1:
        return people[0]
    chosen = choose("Who signs?", tuple((one.id, f"{one.name}, {one.role.words}") for one in people))
    return next(one for one in people if one.id == chosen)
