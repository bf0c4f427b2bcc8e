"""Lifting a hold: an armorer and an AD, with a reason and an answer, without fault."""

from __future__ import annotations

import secrets

from showclear.app.bodies import lifting_facts
from showclear.app.logbook import LogBook
from showclear.app.signing import Draft, SignaturePlace
from showclear.domain.effects import Effect, in_words
from showclear.domain.people import Person, Role
from showclear.domain.situation.status import set_status
from showclear.domain.text import check_text
from showclear.errors import InputError, RefusedError
from showclear.words import english

LONGEST = 400
"""Characters of a reason or an answer."""


def lifting_draft(
    book: LogBook, restriction: str, reason: str, answer: str, armorer: Person, director: Person
) -> Draft:
    """The record that lifts a hold, ready to be signed.

    Raises:
        RefusedError: it is not an open hold, or the roles do not fit.
        InputError: reason or answer is missing.
    """
    _refuse_unless_open(book, restriction)
    if armorer.role is not Role.ARMORER or director.role is not Role.ASSISTANT_DIRECTOR or armorer.id == director.id:
        raise RefusedError(
            english("R-039: A hold is lifted by an armorer and an assistant director, two people."),
            english("Choose both."),
        )
    effect, names = Effect("hold-lifted", {"restriction": restriction, **_words(reason, answer)}), book.called()
    # not said: records stay English
    statement = "I was there. I know why the set was held, I heard the answer, and I agree that gun work may go on."
    return Draft(
        kind="hold-lifted",
        record_id=secrets.token_hex(16),
        title="Lift the hold",  # not said: records stay English
        places=(
            # not said: records stay English
            SignaturePlace(armorer, "lifted", f"I am {armorer.name}, armorer. {statement}"),
            # not said: records stay English
            SignaturePlace(director, "lifted", f"I am {director.name}, assistant director. {statement}"),
        ),
        facts=lambda at: lifting_facts(effect, names),
        gate=lambda: _refuse_unless_open(book, restriction),
        follows=(
            in_words(effect, names),
            english("Every gun needs a new inspection: what was cleared before the hold has ended."),
        ),
    )


def _words(reason: str, answer: str) -> dict[str, str]:
    """Why the set was held, and what was done about it. Raises: InputError."""
    words = {
        "reason": check_text(reason.strip(), english("Reason"), LONGEST),
        "answer": check_text(answer.strip(), english("Answer"), LONGEST),
    }
    for what, text in ((english("reason"), words["reason"]), (english("answer"), words["answer"])):
        if not text:
            raise InputError(
                english("The {what} is missing.", what=what),
                english("Say why the set was held, and what was done about it."),
            )
    return words


def _refuse_unless_open(book: LogBook, restriction: str) -> None:
    stops = set_status(book.situation)
    if restriction in {one.record for one in stops.stand_downs}:
        raise RefusedError(
            english("R-121: A stand-down is not a hold, and is not lifted."),
            english(
                "Close the report on it (L), hold the meeting (K), then release it: the safety officer and an "
                "armorer who was not involved."
            ),
        )
    if restriction not in {one.record for one in stops.holds}:
        raise RefusedError(english("That hold is not open any more."), english("Look at the board."))
