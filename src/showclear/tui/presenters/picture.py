"""The picture of the gun: what the person at the keys has entered, and nothing that anybody else entered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from showclear.domain.checklists import NO_SIGNS, NOBODY, AnswerKind, Step
from showclear.domain.runs.answers import fault_of, in_words
from showclear.domain.runs.values import Entry
from showclear.domain.weapons import Action, Weapon
from showclear.tui.drawing.gun import GunDrawing, GunShape
from showclear.tui.drawing.slots import Slot, SlotState
from showclear.tui.presenters.times import second

CHAMBER_STEPS = frozenset({"weapon.chambers"})
"""What a step repeats over when it asks each chamber."""

ROUND_STEPS = frozenset({"plan.count", "weapon.holds-count"})
"""What a step repeats over when it asks each round."""

_SHAPES = {
    Action.REVOLVER: GunShape.CYLINDER,
    Action.SEMI_AUTO: GunShape.MAGAZINE,
    Action.BOLT: GunShape.MAGAZINE,
    Action.PUMP: GunShape.TUBE,
    Action.LEVER: GunShape.TUBE,
    Action.BREAK: GunShape.BARRELS,
    Action.MUZZLE_LOADER: GunShape.BARRELS,
    Action.NONE: GunShape.NONE,
}

_EMPTY_WORDS = frozenset({"empty", "clear", "none", "nothing", "light", "away", "locked"})
_UNSURE_WORDS = frozenset({"unsure", "unseen", "tell", "not"})


def shape_of(weapon: Weapon | None) -> GunShape:
    """Which picture a weapon gets; none for an inert item and for a container."""
    if weapon is None or weapon.inert:
        return GunShape.NONE
    return _SHAPES[weapon.action]


def slot_state(step: Step, value: str) -> SlotState:
    """What an entered value looks like. It repeats the entry; it does not judge the gun."""
    if step.answer is AnswerKind.ROUNDS:
        return _round_state(step, value)
    parts = set(value.split("-"))
    if parts & _UNSURE_WORDS:
        return SlotState.NOT_SEEN
    stops = any(option.stops for option in step.options if option.id == value)
    if not stops and (parts & _EMPTY_WORDS or value == NOBODY):
        return SlotState.EMPTY
    return SlotState.LIVE if stops else SlotState.NOT_SEEN


def _round_state(step: Step, value: str) -> SlotState:
    if value == NO_SIGNS:
        return SlotState.LIVE
    if not fault_of(step, value, None, {}):
        return SlotState.DUMMY
    return SlotState.ONE_MARK


def evidence(step: Step, entry: Entry) -> str:
    """What was seen, short enough for the table under the picture: `hole, rattle`."""
    if step.answer is AnswerKind.ROUNDS:
        return entry.value.replace("+", ", ").replace("-in-case", "").replace("-", " ")
    if slot_state(step, entry.value) is SlotState.EMPTY:
        return f"seen {second(entry.at)}"
    return in_words(step, entry.value)


def slots_of(step: Step, names: Iterable[str], entered: Mapping[str, Entry], now: str) -> tuple[Slot, ...]:
    """One slot for each name: entered, asked now, or not yet.

    Args:
        step: the step that repeats.
        names: its slots in order.
        entered: entry by slot of the person at the keys.
        now: the slot that is asked now; empty if none of this step is.
    """
    found = []
    for name in names:
        if name in entered:
            entry = entered[name]
            found.append(Slot(name, slot_state(step, entry.value), evidence(step, entry)))
        elif name == now:
            found.append(Slot(name, SlotState.NOW))
        else:
            found.append(Slot(name))
    return tuple(found)


def gun_drawing(
    weapon: Weapon | None,
    chambers: tuple[Slot, ...],
    rounds: tuple[Slot, ...],
) -> GunDrawing:
    """The picture of a weapon from what is known of its chambers and of the rounds that go in or out.

    Where rounds go into the chambers themselves (cylinder, barrels) an entered round covers the chamber it went into.
    """
    shape = shape_of(weapon)
    if shape in (GunShape.CYLINDER, GunShape.BARRELS, GunShape.NONE):
        return GunDrawing(shape, _covered(chambers, rounds))
    chamber = chambers[0] if chambers else Slot("C")
    return GunDrawing(shape, rounds, Slot("C", chamber.state, chamber.evidence))


def _covered(chambers: tuple[Slot, ...], rounds: tuple[Slot, ...]) -> tuple[Slot, ...]:
    upper = {index: slot for index, slot in enumerate(rounds) if slot.state is not SlotState.NOT_YET}
    return tuple(
        Slot(chamber.label, upper[index].state, upper[index].evidence) if index in upper else chamber
        for index, chamber in enumerate(chambers)
    )
