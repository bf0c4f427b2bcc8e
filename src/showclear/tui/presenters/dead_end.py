"""Mismatch and stop of a run: both values, what was written, and the ways out in words."""

from __future__ import annotations

from dataclasses import dataclass

from showclear.domain.checklists import AnswerKind, Otherwise, Step
from showclear.domain.people import Person
from showclear.domain.runs.run import Run
from showclear.domain.runs.values import Entry, Exit, Mismatch, QuestionKey
from showclear.domain.weapons import Weapon
from showclear.tui.drawing.gun import GunDrawing, GunShape
from showclear.tui.drawing.slots import LOOKS, Slot, SlotState
from showclear.tui.drawing.text import wrap
from showclear.tui.presenters.people import short_role
from showclear.tui.presenters.picture import CHAMBER_STEPS, ROUND_STEPS, evidence, gun_drawing, shape_of, slot_state
from showclear.tui.presenters.times import second
from showclear.tui.widgets.banners import BannerData, BannerKind
from showclear.tui.widgets.compare import SideData
from showclear.tui.widgets.pieces import Piece, strong
from showclear.words import english, say

EXIT_KEYS = {Exit.GO_ON: "G", Exit.LOOK_AGAIN: "A", Exit.SUBSTITUTE: "S", Exit.WITHDRAW: "W", Exit.ABANDON: "Q"}
"""The key of each way out; the same on every page."""

OTHERWISE_WORDS = {
    Otherwise.STOP: english("The run stands still."),
    Otherwise.WITHDRAW: english("It is withdrawn until it is released."),
    Otherwise.QUARANTINE: english("It is quarantined: barred by name."),
    Otherwise.HOLD: english("The set is on hold."),
    Otherwise.STAND_DOWN: english("The set stands down. All gun work stops."),
}


@dataclass(frozen=True, slots=True)
class ExitLine:
    """A way out as it is offered."""

    way: Exit
    key: str
    text: str


def exit_lines(run: Run, subject: str) -> tuple[ExitLine, ...]:
    """The ways out that the run offers now, in words."""
    texts = {
        Exit.GO_ON: say("Go on with the list. What is barred is written."),
        Exit.LOOK_AGAIN: say("Look again, both of us. The block starts anew."),
        Exit.SUBSTITUTE: say("Use something safer instead"),
        Exit.WITHDRAW: say("Withdraw {subject}", subject=subject),
        Exit.ABANDON: say("Abandon this run"),
    }
    return tuple(ExitLine(way, EXIT_KEYS[way], texts[way]) for way in run.exits)


def freeze_words(run: Run) -> str:
    """What holds at once for whoever stands there; only a run about a gun has one on the bench for certain."""
    if run.plan.checklist.subject == "weapon":
        return say("Fingers off. Muzzle where it is. Nobody moves.")
    return say("Nobody goes on. Whoever holds a gun: finger off, muzzle where it is.")


BESIDE_WORD = 48
"""Columns that NOT THE SAME takes, with the air around it."""


MISMATCH_LINES = 5
"""Lines that the question may take beside the word; a test holds every shipped question against it."""


def mismatch_banner(mismatches: tuple[Mismatch, ...], subject: str, columns: int = 120) -> BannerData:
    """What differs, in sentences; on small screens the question is read whole before anything else is said."""
    first = mismatches[0]
    slot = f" ({first.key.slot})" if first.key.slot and first.key.slot not in first.text else ""
    more = len(mismatches) - 1
    rest = " " + say("{more} more differ.", more=more) if more else ""
    asked = wrap(
        f"{first.text.splitlines()[0] if first.text else first.key.step}{slot}",
        max(20, columns - BESIDE_WORD),
        MISMATCH_LINES,
    )
    two = say("Two people, two answers.{rest}", rest=rest) if len(asked) == 1 else ""
    kept = say("{subject} stays UNVERIFIED.", subject=subject) if subject else say("Nothing follows from it.")
    return BannerData(
        say("NOT THE SAME"),
        (
            *((strong(line),) for line in asked),
            *(((Piece(two),),) if two else ()),
            (Piece(kept),),
        ),
        BannerKind.UNVERIFIED,
    )


def sides(run: Run, weapon: Weapon | None, mismatches: tuple[Mismatch, ...]) -> tuple[SideData, SideData]:
    """What each of the two entered, the one who entered first at the left."""
    one = mismatches[0]
    return (
        _side(run, weapon, mismatches, one.first, one.first_words, run.plan.cast.of(one.side)),
        _side(run, weapon, mismatches, one.second, one.second_words, run.plan.cast.of(one.side.other)),
    )


def _side(
    run: Run,
    weapon: Weapon | None,
    mismatches: tuple[Mismatch, ...],
    entry: Entry | None,
    words: str,
    person: Person,
) -> SideData:
    key = mismatches[0].key
    step = _step_of(run, key)
    if entry is None:
        return SideData(person.name, short_role(person.role), "", key.slot, words, rows_of(run, mismatches[0], person))
    figure = (
        entry.value
        if step is not None and step.answer in (AnswerKind.COUNT, AnswerKind.NUMBER, AnswerKind.RECONCILE)
        else ""
    )
    drawing = None if step is None else _drawing(run, weapon, mismatches, person, step)
    state = slot_state(step, entry.value) if drawing is not None and step is not None else None
    word = LOOKS[state].word if state is not None else words
    detail = words if state is not None else ""
    return SideData(
        person.name, short_role(person.role), second(entry.at), key.slot, word, detail, state, drawing, figure
    )


def rows_of(run: Run, one: Mismatch, person: Person) -> str:
    """Which rows that person entered, where it is their number that differs; else empty."""
    if one.first is not None or one.second is not None:
        return ""
    mine = (entry.key for entry in run.entries(person.id))
    return ", ".join(key.slot for key in mine if (key.block, key.step) == (one.key.block, one.key.step))


def _drawing(
    run: Run, weapon: Weapon | None, mismatches: tuple[Mismatch, ...], person: Person, step: Step
) -> GunDrawing | None:
    """One person's entries as a picture, in which what agrees sinks to grey; None where the step has no picture."""
    if shape_of(weapon) is GunShape.NONE or step.each not in CHAMBER_STEPS | ROUND_STEPS or weapon is None:
        return None
    differing = {one.key.slot for one in mismatches if one.key.step == step.id}
    values = {entry.key.slot: entry for entry in run.entries(person.id) if entry.key.step == step.id}
    slots = tuple(
        Slot(name, slot_state(step, values[name].value), evidence(step, values[name]))
        if name in differing and name in values
        else Slot(name, SlotState.NOT_SEEN if name in differing else SlotState.SAME)
        for name in run.plan.slots[step.each]
    )
    if step.each in CHAMBER_STEPS:
        return gun_drawing(weapon, slots, ())
    chambers = tuple(Slot(str(number)) for number in range(1, (weapon.chambers or weapon.barrels) + 1))
    return gun_drawing(weapon, chambers, slots)


def _step_of(run: Run, key: QuestionKey) -> Step | None:
    return next((step for step in run.course.blocks[key.block].steps if step.id == key.step), None)
