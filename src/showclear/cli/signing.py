"""Signing on the command line: whoever signs types the five words of their key, which lies on this machine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from showclear.cli.dialogue import ask, choose
from showclear.cli.plain import say, visible
from showclear.cli.productions import machine_for
from showclear.errors import RefusedError, SigningError

if TYPE_CHECKING:
    from showclear.app.founding import NewKey
    from showclear.app.production import Production
    from showclear.app.signing import Draft
    from showclear.domain.people import Person, Role


def key_at_hand(production: Production, where: Path, *roles: Role, but: str = "") -> NewKey:
    """The key of somebody with one of the roles, opened with their five words.

    Args:
        but: the id of somebody who may not be the one.

    Raises: SigningError without one here that counts; RefusedError where the production is closed.
    """
    from showclear.app.beginning import has_key, key_of_words
    from showclear.storage.files import LocalFileSystem

    disk, machine = LocalFileSystem(), machine_for(where)
    people = (one for one in production.people() if one.role in roles and one.id != but)
    here = tuple(one for one in people if has_key(disk, machine, one) and production.key_of(one.id))
    if not here and production.closed:
        raise RefusedError(production.closed, "For a reshoot: showclear people --new-key for the safety officer.")
    if not here:
        words = " or ".join(role.words for role in roles)
        raise SigningError(f"Nobody who is {words} has a key on this machine that counts.", "Do it where their key is.")
    person = _one_of(here)
    say(f"{visible(person.name)}, {person.role.words}:")
    return ask("The five words", lambda typed: key_of_words(disk, machine, person, typed), hidden=True)


def sign_at_hand(production: Production, draft: Draft, keys: Sequence[NewKey]) -> str:
    """Sign a draft with these keys, in this order; the name of the record. Raises: SigningError, RefusedError."""
    from showclear.app.founding import KeysAtHand
    from showclear.app.signing import SigningSession

    hand = KeysAtHand(keys)
    session = SigningSession(draft, production.book, hand, production.clock)
    result = None
    for key in keys:
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
