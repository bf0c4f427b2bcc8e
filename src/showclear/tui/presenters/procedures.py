"""Every procedure by its letter, and what each can be about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from showclear.domain.checklists import PROCEDURE_LETTERS, Procedure
from showclear.domain.situation.zones import fires_blanks
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.app.views import Board, ProcedureView
    from showclear.domain.situation.status import WeaponStatus

LETTER_WORDS = {
    "A": english("Intake of a weapon"),
    "B": english("Intake of ammunition"),
    "C": english("Start of day"),
    "D": english("Inspection"),
    "E": english("Handover, cold"),
    "F": english("Blanks"),
    "G": english("Return and clear"),
    "H": english("Misfire"),
    "I": english("Found or missing"),
    "J": english("End of day"),
    "K": english("Safety meeting"),
    "L": english("Incident"),
    "M": english("Training"),
    "N": english("Break or move"),
    "O": english("Change of armorer"),
    "T": english("Turn-round"),
    "R": english("Rubber and batches"),
}
"""What a letter is for; T and R are ours, for what has no letter of its own."""

OWN_LETTERS = {
    Procedure.TURN_ROUND: "T",
    Procedure.BATCH_INTAKE: "R",
    Procedure.BATCH_DAY: "R",
    Procedure.BATCH_ISSUE: "R",
    Procedure.BATCH_COUNT: "R",
}

NEW_THINGS = frozenset({Procedure.INTAKE, Procedure.AMMUNITION, Procedure.BATCH_INTAKE})
"""Procedures about a thing that is not on the register yet."""


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter with the procedures behind it: (procedure, title)."""

    letter: str
    words: str
    procedures: tuple[tuple[str, str], ...]


def letters_of(procedures: Iterable[ProcedureView]) -> tuple[LetterRow, ...]:
    """Every letter that has an adopted procedure, in the order of the alphabet, ours last."""
    found: dict[str, list[tuple[str, str]]] = {}
    order = {str(one): index for index, one in enumerate(Procedure)}
    for view in sorted(procedures, key=lambda one: order.get(one.procedure, len(order))):
        procedure = Procedure(view.procedure)
        letter = PROCEDURE_LETTERS.get(procedure) or OWN_LETTERS[procedure]
        found.setdefault(letter, []).append((str(procedure), view.title))
    return tuple(
        LetterRow(letter, words, tuple(found[letter])) for letter, words in LETTER_WORDS.items() if letter in found
    )


def subjects_for(kind: str, procedure: Procedure, board: Board | None, chosen: str) -> tuple[tuple[str, str], ...]:
    """What a procedure can be about, with its words, the chosen gun first; empty where its start asks for it."""
    if board is None or procedure in NEW_THINGS:
        return ()
    match kind:
        case "weapon":
            guns = sorted(_fitting(procedure, board.weapons), key=lambda one: one.weapon.tag != chosen)
            return tuple((one.weapon.tag, f"{one.weapon.tag}  {one.weapon.name}") for one in guns)
        case "container":
            return tuple((one.tag, f"{one.tag}  {one.contents} {one.calibre}") for one in board.containers)
        case "device":
            filled = tuple(one for one in board.devices if (one.count != 0) is (procedure is Procedure.EMPTY_DEVICE))
            offered = filled or board.devices
            return tuple(
                (
                    one.tag,
                    say(
                        "{tag}  {kind} of {goes_with}",
                        tag=one.tag,
                        kind=one.kind.replace("-", " "),
                        goes_with=one.goes_with,
                    ),
                )
                for one in offered
            )
        case "batch":
            return tuple((one.tag, f"{one.tag}  {one.what}") for one in board.batches)
        case _:
            return ()


def _fitting(procedure: Procedure, guns: tuple[WeaponStatus, ...]) -> tuple[WeaponStatus, ...]:
    """The guns that a procedure can be about; all of them where none is, so that the rules say why."""
    if procedure is not Procedure.BLANK_TAKE:
        return guns
    return tuple(one for one in guns if fires_blanks(one.weapon)) or guns
