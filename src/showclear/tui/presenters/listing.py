"""Steps that go through people, guns, boxes, devices or places: the list, and what the one that is asked now is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from showclear.domain.checklists import NOBODY, AnswerKind, Step
from showclear.domain.people import Person
from showclear.domain.runs.answers import in_words
from showclear.domain.runs.run import Run
from showclear.domain.runs.values import Entry, Phase, Question
from showclear.domain.weapons import Action, Weapon
from showclear.tui.presenters.people import first_name
from showclear.tui.widgets.pieces import Piece, muted, strong
from showclear.tui.widgets.slot_list import SlotListData, SlotRow
from showclear.words import english, say, translated

if TYPE_CHECKING:
    from showclear.app.views import Board

LISTED = frozenset(
    {
        "set.people", "set.handlers", "set.weapons", "set.containers", "set.devices", "set.batches", "guns",
        "container.trays", "people", "places",
    }
)  # fmt: skip
"""What a step repeats over where a list says more than a picture of one gun."""


About = tuple[tuple[Piece, ...], ...]


def listing(
    run: Run, question: Question | None, board: Board | None, people: Mapping[str, Person], row: str = ""
) -> SlotListData | None:
    """The list of the step that is asked now; None where a picture is shown in its place.

    Args:
        run: the run.
        question: what is asked now.
        board: what is known of guns and boxes, for the card of the row that is asked now.
        people: the roster, by name.
        row: the name of the new row, where rows are added until done.
    """
    if question is None or question.step.each not in LISTED:
        return None
    step, person = question.step, question.person
    entered = {
        entry.key.slot: entry
        for entry in run.entries(person.id)
        if entry.key.step == step.id and entry.key.block == question.key.block
    }
    now = row if question.open_rows else question.key.slot
    names = tuple(entered) if question.open_rows else run.plan.slots.get(step.each, ())
    rows = tuple(_row(step, name, entered.get(name), name == now) for name in names)
    if question.open_rows and row:
        rows = (*rows, SlotRow(row, now=True))
    return SlotListData(
        rows,
        say("As {first_name} has entered it", first_name=first_name(person)),
        about(step, now, board, people),
        _covered(run, person),
        open_end=question.open_rows,
    )


def _row(step: Step, name: str, entry: Entry | None, now: bool) -> SlotRow:
    label = say("nobody") if name == NOBODY else name
    return SlotRow(label, short_value(step, entry.value) if entry is not None else "", now)


def short_value(step: Step, value: str) -> str:
    """What was entered, in few enough letters for a row: the words before the first colon."""
    words = translated(in_words(step, value)).split(":")[0].split(";")[0]
    return words if step.answer is not AnswerKind.SPOKEN else say("said")


def _covered(run: Run, person: Person) -> str:
    cast = run.plan.cast
    other = cast.verifier if person == cast.performer else cast.performer
    if run.entries(other.id) and run.phase in (Phase.ASKING, Phase.NEEDS_PASS):
        return say("What {first_name} entered is covered until yours is in.", first_name=first_name(other))
    return ""


def about(step: Step, slot: str, board: Board | None, people: Mapping[str, Person]) -> About:
    """What the row that is asked now is; without where it is, its count and its seal, because they are asked."""
    if step.each in ("set.people", "set.handlers", "people") and slot in people:
        person = people[slot]
        return ((strong(person.name),), (muted(person.role.words),))
    if board is None:
        return ()
    if step.each in ("set.weapons", "guns"):
        return next((weapon_card(one.weapon) for one in board.weapons if one.weapon.tag == slot), ())
    if step.each == "set.containers":
        return next(
            (
                ((strong(one.tag),), (Piece(" ".join(part for part in (one.load, one.contents, one.calibre) if part)),))
                for one in board.containers
                if one.tag == slot
            ),
            (),
        )
    if step.each == "set.devices":
        return next(
            (
                (
                    (strong(one.tag), Piece(f"  {one.kind.replace('-', ' ')}")),
                    (muted(say("goes with") + " "), Piece(one.goes_with)),
                )
                for one in board.devices
                if one.tag == slot
            ),
            (),
        )
    if step.each == "set.batches":
        return next((((strong(one.tag),), (Piece(one.what),)) for one in board.batches if one.tag == slot), ())
    return ()


_OPENS = {
    Action.SEMI_AUTO: english("self-loading"),
    Action.PUMP: english("pump action"),
    Action.LEVER: english("lever action"),
    Action.BOLT: english("bolt action"),
    Action.MUZZLE_LOADER: english("muzzle-loader"),
    Action.NONE: english("no action"),
}


def _opens(weapon: Weapon) -> str:
    if weapon.action is Action.REVOLVER:
        return say("revolver, {count} chambers", count=weapon.chambers)
    if weapon.action is Action.BREAK:
        return say("opens at the breech, {count} barrels", count=weapon.barrels)
    return _OPENS[weapon.action]


def weapon_card(weapon: Weapon) -> About:
    """Tag, name, and what kind of gun it is, so that nobody looks at the wrong one. Never its serial."""
    kind = str(weapon.weapon_class)
    return (
        (strong(weapon.tag), Piece(f"  {weapon.name}")),
        (Piece(f"{weapon.calibre}  ".lstrip()), muted(_opens(weapon))),
        (muted(kind),),
    )
