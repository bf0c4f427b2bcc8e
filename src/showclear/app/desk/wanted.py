"""What somebody asks the log for, from words that people use to what the index knows."""

from __future__ import annotations

from collections.abc import Iterable

from showclear.app.desk.noting import FLAGS
from showclear.domain.checklists import PROCEDURE_LETTERS, Procedure
from showclear.domain.people import Person
from showclear.errors import InputError
from showclear.ledger.quorum import QUORUMS
from showclear.ledger.steps import Verdict
from showclear.storage.index_rows import Search
from showclear.words import english

RESULTS = (*FLAGS, "signed", "unsigned", *map(str, Verdict))
"""What a record can be found by as its result."""


def search_for(
    people: Iterable[Person],
    *,
    words: str = "",
    thing: str = "",
    person: str = "",
    day: str = "",
    procedure: str = "",
    scene: str = "",
    result: str = "",
) -> Search:
    """What is looked for.

    Args:
        people: the roster, so that somebody may be named as they are called.
        words: words that stand in the record, or their beginnings.
        thing: the tag of a weapon, device, container or batch.
        person: somebody's id or name.
        day: the name of a shooting day, or a date.
        procedure: a letter (`D`), a procedure (`inspection`), or a kind of record (`hold`).
        scene: a scene.
        result: one of `RESULTS`.

    Raises:
        InputError: there is no such procedure or result.
    """
    if result and result not in RESULTS:
        raise InputError(
            english('There is no result "{result}".', result=result[:40]),
            english("Choose one of: {results}.", results=", ".join(RESULTS)),
        )
    return Search(
        words=words,
        thing=thing,
        person=next((one.id for one in people if person and person in (one.id, one.name)), person),
        day=day,
        procedures=_procedures(procedure),
        scene=scene,
        marks=(result,) if result else (),
    )


def _procedures(asked: str) -> tuple[str, ...]:
    if not asked:
        return ()
    lettered = tuple(str(one) for one, letter in PROCEDURE_LETTERS.items() if letter == asked.upper())
    if lettered:
        return lettered
    if asked in tuple(map(str, Procedure)) or asked in QUORUMS:
        return (asked,)
    raise InputError(
        english('There is no procedure "{asked}".', asked=asked[:40]),
        english(
            "Give a letter from A to O, a procedure ({procedures}), or a kind of record ({kinds}).",
            procedures=", ".join(Procedure),
            kinds=", ".join(QUORUMS),
        ),
    )
