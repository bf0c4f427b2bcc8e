"""Signing on the command line: with the five words of a key file on this machine, or by touching a FIDO2 key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from showclear.cli.dialogue import ask, choose
from showclear.cli.plain import tell, visible
from showclear.cli.productions import machine_for
from showclear.errors import InputError, RefusedError, SigningError
from showclear.words import say, translated

if TYPE_CHECKING:
    from showclear.app.founding import KeyAtHand
    from showclear.app.production import Production
    from showclear.app.signing import Draft
    from showclear.app.touching import TouchedKey
    from showclear.domain.people import Person, Role


def key_at_hand(production: Production, where: Path, *roles: Role, but: str | tuple[str, ...] = ()) -> KeyAtHand:
    """The key of somebody with one of the roles, opened with their five words, or a FIDO2 key that is here.

    Args:
        but: the id of somebody who may not be the one, or several.

    Raises: SigningError without one here that counts; RefusedError where the production is closed, or this process
        only reads: that is said before anybody types their words.
    """
    from showclear.app.beginning import has_key, key_of_words
    from showclear.storage.files import LocalFileSystem

    if production.reads_only and not production.closed:
        raise RefusedError(production.reads_only, say("Nothing was signed."))
    disk, machine = LocalFileSystem(), machine_for(where)
    left_out = (but,) if isinstance(but, str) else but
    people = (one for one in production.people() if one.role in roles and one.id not in left_out)
    here = tuple(
        one for one in people if production.key_of(one.id) and _is_here(production, has_key(disk, machine, one), one)
    )
    if not here and production.closed:
        raise RefusedError(production.closed, say("For a reshoot: showclear people --new-key for the safety officer."))
    if not here:
        words = say(" or ").join(translated(role.words) for role in roles)
        raise SigningError(
            say("Nobody who is {roles} has a key on this machine that counts.", roles=words),
            say("Do it where their key is."),
        )
    person = _one_of(here)
    tell(f"{visible(person.name)}, {translated(person.role.words)}:")
    if production.key_way(person.id).touch:
        return with_pin_of(production.touch_key(person.id))
    return ask(say("The five words"), lambda typed: key_of_words(disk, machine, person, typed), hidden=True)


def with_pin_of(key: TouchedKey) -> KeyAtHand:
    """A FIDO2 key with the PIN that it asks for, where it asks for one through us."""
    from showclear.app.touching import with_pin

    return with_pin(key, ask(say("The PIN of the key"), str, hidden=True)) if key.asks_pin else key


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
            tell(say("{name}: TOUCH YOUR KEY NOW.", name=visible(key.person.name)))
        result = session.sign(hand.secret(key.person.id))
    if result is None:
        raise SigningError(say("The log moved while it was signed."), say("Nothing was recorded; do it again."))
    for words in result.not_counted:
        tell("  " + say("Does not count: {words}", words=visible(words)))
    return result.name


def sign_by_two(
    production: Production,
    where: Path,
    roles: tuple[Role, Role],
    make: Callable[[str, str], Draft],
    elsewhere: str | None,
) -> str:
    """Have two people sign a draft here, or one of them here and the other on another laptop; the name of the record.

    Args:
        production: the open production.
        where: its folder.
        roles: who signs.
        make: the draft for the ids of two people in these roles.
        elsewhere: the id of the one who is not here; None where both are.

    Raises: SigningError, RefusedError, InputError.
    """
    away = production.person(elsewhere) if elsewhere is not None else None
    if away is not None and away.role not in roles:
        raise InputError(
            say("{name} is {role} and does not sign this.", name=away.name, role=away.role.words),
            say("It is signed by the {first} and the {second}.", first=roles[0].words, second=roles[1].words),
        )
    keys = [key_at_hand(production, where, role) for role in roles if away is None or role is not away.role]
    people = {one.role: one.id for one in (*(key.person for key in keys), *((away,) if away is not None else ()))}
    draft = make(people[roles[0]], people[roles[1]])
    if away is None:
        return sign_at_hand(production, draft, keys)
    name = sign_at_hand(production, production.approvals.propose(draft, [keys[0].person.id]), keys)
    tell(
        say(
            "Nothing changed yet. Copy the files to the laptop of {name}: showclear approve, or A on People.",
            name=visible(away.name),
        )
    )
    return name


def _one_of(people: tuple[Person, ...]) -> Person:
    if len(people) == 1:
        return people[0]
    chosen = choose(say("Who signs?"), tuple((one.id, f"{one.name}, {translated(one.role.words)}") for one in people))
    return next(one for one in people if one.id == chosen)
