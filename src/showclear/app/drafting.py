"""What records have in common that people sign without a run: their words, their places, their draft."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable

from showclear.app.bodies import signed_facts
from showclear.app.logbook import LogBook
from showclear.app.signing import Draft, SignaturePlace
from showclear.domain.effects import Effect, in_words
from showclear.domain.people import Person, Role
from showclear.domain.text import check_text
from showclear.errors import InputError, RefusedError
from showclear.words import english

LONGEST = 400
"""Characters of a reason, an answer or a review."""


def checked_words(what: str, text: str) -> str:
    """What somebody wrote, on one line.

    Raises:
        InputError: there are no words, or no record can hold them.
    """
    words = check_text(" ".join(text.split()), what.capitalize(), LONGEST)
    if not words:
        raise InputError(english("The {what} is missing.", what=what), english("Say it in one or two sentences."))
    return words


def place(person: Person, meaning: str, statement: str) -> SignaturePlace:
    """One signature, with what its person states in the first person."""
    # not said: records stay English
    return SignaturePlace(person, meaning, f"I am {person.name}, {person.role.words}. {statement}")


def refuse_unless_officer_and_armorer(officer: Person, armorer: Person, sentence: str) -> None:
    """Raises: RefusedError with `sentence` where it is not a safety officer and an armorer who adopt something."""
    if officer.role is not Role.SAFETY_OFFICER or armorer.role is not Role.ARMORER:
        raise RefusedError(sentence, english("Choose one of each."))


def draft(
    book: LogBook,
    kind: str,
    title: str,
    effects: Iterable[Effect],
    places: tuple[SignaturePlace, ...],
    gate: Callable[[], None],
    *,
    follows: tuple[str, ...] = (),
    items: tuple[str, ...] = (),
) -> Draft:
    """A record that is ready to be signed; its gate is asked here, and again before every signature.

    Raises:
        RefusedError: the gate is shut.
    """
    gate()
    written, names = tuple(effects), book.called()
    return Draft(
        kind=kind,
        record_id=secrets.token_hex(16),
        title=title,
        places=places,
        facts=lambda at: signed_facts(title, written, names),
        gate=gate,
        follows=(*(in_words(effect, names) for effect in written), *follows),
        items=items,
    )
