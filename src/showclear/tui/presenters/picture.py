"""The picture of the gun: what the person at the keys has entered, and nothing that anybody else entered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from showclear.domain.checklists import NO_SIGNS, NOBODY, AnswerKind, Step
from showclear.domain.people import Person
from showclear.domain.runs.answers import fault_of, in_words
from showclear.domain.runs.run import Run
from showclear.domain.runs.values import Entry
from showclear.domain.weapons import Action, Contents, Has, Ignition, Weapon
from showclear.tui.drawing.gun import GunDrawing, GunShape
from showclear.tui.drawing.slots import Slot, SlotState
from showclear.tui.presenters.times import second
from showclear.words import english, say

CHAMBER_STEPS = frozenset({"weapon.chambers"})
"""What a step repeats over when it asks each chamber."""

ROUND_STEPS = frozenset({"plan.count", "weapon.holds-count", "container.count", "device.count"})
"""What a step repeats over when it asks each round."""

COUNTED_EMPTY = "chambers-empty"
"""The step of the shipped checklists that asks how many chambers are empty."""

BARREL_STEPS = frozenset({"weapon.barrels"})
"""What a step repeats over when it asks each barrel."""

MARK_STEPS = frozenset({"batch.drawn"})
"""What a step repeats over when it asks drawn marks of a batch."""

_SHAPES = {
    Action.REVOLVER: GunShape.CYLINDER,
    Action.SEMI_AUTO: GunShape.MAGAZINE,
    Action.BOLT: GunShape.MAGAZINE,
    Action.PUMP: GunShape.TUBE,
    Action.LEVER: GunShape.TUBE,
    Action.BREAK: GunShape.BARRELS,
    Action.MUZZLE_LOADER: GunShape.MUZZLE_LOADER,
    Action.NONE: GunShape.NONE,
}

_EMPTY_WORDS = frozenset({"empty", "clear", "none", "nothing", "light", "away", "locked", "bare", "muzzle"})
_UNSURE_WORDS = frozenset({"unsure", "unseen", "tell", "not"})


def shape_of(weapon: Weapon | None) -> GunShape:
    """Which picture a weapon gets; none for an inert item and for a container."""
    if weapon is None or weapon.inert:
        return GunShape.NONE
    if Has.BELT in weapon.has:
        return GunShape.BELT
    if Has.TUBE in weapon.has and Has.MAGAZINE not in weapon.has:
        return GunShape.TUBE
    return GunShape.MAGAZINE if Has.MAGAZINE in weapon.has else _SHAPES[weapon.action]


def slot_state(step: Step, value: str, *, blanks: bool = False) -> SlotState:
    """What an entered value looks like. It repeats the entry; it does not judge the gun."""
    if step.answer is AnswerKind.ROUNDS:
        return _round_state(step, value, blanks=blanks)
    parts = set(value.split("-"))
    if parts & _UNSURE_WORDS:
        return SlotState.NOT_SEEN
    stops = any(option.stops for option in step.options if option.id == value)
    if stops:
        return SlotState.LIVE
    if parts & _EMPTY_WORDS or value == NOBODY:
        return SlotState.EMPTY
    if step.each in ROUND_STEPS:
        return SlotState.BLANK if blanks else SlotState.DUMMY
    return SlotState.NOT_SEEN


def _round_state(step: Step, value: str, *, blanks: bool) -> SlotState:
    if value == NO_SIGNS:
        return SlotState.LIVE
    if not fault_of(step, value, None, {}):
        return SlotState.BLANK if blanks else SlotState.DUMMY
    return SlotState.ONE_MARK


def evidence(step: Step, entry: Entry) -> str:
    """What was seen, short enough for the table under the picture: `hole, rattle`."""
    if step.answer is AnswerKind.ROUNDS:
        return entry.value.replace("+", ", ").replace("-in-case", "").replace("-", " ")
    if slot_state(step, entry.value) is SlotState.EMPTY:
        return say("seen {second}", second=second(entry.at))
    return in_words(step, entry.value)


def slots_of(
    step: Step, names: Iterable[str], entered: Mapping[str, Entry], now: str, *, blanks: bool = False
) -> tuple[Slot, ...]:
    """One slot for each name: entered, asked now, or not yet.

    Args:
        step: the step that repeats.
        names: its slots in order.
        entered: entry by slot of the person at the keys.
        now: the slot that is asked now; empty if none of this step is.
        blanks: whether the rounds that are asked about are blanks.
    """
    found = []
    for name in names:
        if name in entered:
            entry = entered[name]
            state = slot_state(step, entry.value, blanks=blanks)
            word = say("CRIMP") if state is SlotState.BLANK and "crimp" in entry.value else ""
            found.append(Slot(name, state, evidence(step, entry), word))
        elif name == now:
            found.append(Slot(name, SlotState.NOW))
        else:
            found.append(Slot(name))
    return tuple(found)


def gun_drawing(
    weapon: Weapon | None,
    chambers: tuple[Slot, ...],
    rounds: tuple[Slot, ...],
    nipples: tuple[Slot, ...] = (),
    bores: tuple[Slot, ...] = (),
) -> GunDrawing:
    """The picture of a weapon from what is known of its chambers, nipples, bores and of the rounds that go in or out.

    Where rounds go into the chambers themselves (cylinder, barrels) an entered round covers the chamber it went into.
    """
    shape = shape_of(weapon)
    if shape is GunShape.MUZZLE_LOADER:
        at = _latest(bores)
        lock = nipples[at] if at < len(nipples) else None
        cap = say("PAN") if weapon is not None and weapon.ignition is Ignition.FLINTLOCK else say("CAP")
        named = None if lock is None else Slot(cap, lock.state, lock.evidence, say("BARE") if _is_empty(lock) else "")
        return GunDrawing(shape, bores[at : at + 1] or (Slot("1"),), named)
    if shape in (GunShape.CYLINDER, GunShape.BARRELS, GunShape.NONE):
        drawn = _with_nipples(_covered(chambers, rounds), nipples)
        return GunDrawing(shape, drawn, nipples=tuple(one.state for one in nipples))
    chamber = chambers[0] if chambers else Slot("C")
    return GunDrawing(shape, rounds, Slot("C", chamber.state, chamber.evidence))


_NIPPLE_WORDS = {SlotState.EMPTY: english("nipple bare"), SlotState.NOW: english("nipple now"), SlotState.NOT_YET: ""}


def _with_nipples(chambers: tuple[Slot, ...], nipples: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """The chambers with what was entered about the nipple of each, for the table under the picture."""
    said = [_NIPPLE_WORDS.get(one.state, say("nipple: {evidence}", evidence=one.evidence.lower())) for one in nipples]
    said += [""] * (len(chambers) - len(said))
    return tuple(
        Slot(one.label, one.state, words or one.evidence, one.word) for one, words in zip(chambers, said, strict=False)
    )


def _is_empty(slot: Slot) -> bool:
    return slot.state is SlotState.EMPTY


def _latest(slots: tuple[Slot, ...]) -> int:
    """The slot that is asked now, else the last one that was entered."""
    now = next((at for at, slot in enumerate(slots) if slot.state is SlotState.NOW), None)
    if now is not None:
        return now
    return max((at for at, slot in enumerate(slots) if slot.state is not SlotState.NOT_YET), default=0)


def _covered(chambers: tuple[Slot, ...], rounds: tuple[Slot, ...]) -> tuple[Slot, ...]:
    upper = {index: slot for index, slot in enumerate(rounds) if slot.state is not SlotState.NOT_YET}
    return tuple(
        Slot(chamber.label, upper[index].state, upper[index].evidence, upper[index].word) if index in upper else chamber
        for index, chamber in enumerate(chambers)
    )


def entered_by(run: Run, person: Person) -> Mapping[str, Mapping[str, Entry]]:
    """What this person has entered: step id to slot to entry."""
    found: dict[str, dict[str, Entry]] = {}
    for entry in run.entries(person.id):
        found.setdefault(entry.key.step, {})[entry.key.slot] = entry
    return found


def picture(run: Run, person: Person, weapon: Weapon | None) -> GunDrawing:
    """The gun, or the drawn marks of a batch, as this person has entered it."""
    if weapon is None:
        marks = _slots(run, person, MARK_STEPS)
        if marks:
            return GunDrawing(GunShape.MARKS, tuple(map(_read, marks)))
        rounds = _slots(run, person, ROUND_STEPS) if run.plan.checklist.subject == "device" else ()
        return GunDrawing(GunShape.MAGAZINE if rounds else GunShape.NONE, rounds)
    chambers = _slots(run, person, CHAMBER_STEPS, ignition=False) or _counted_empty(run, person, weapon)
    return gun_drawing(
        weapon,
        chambers,
        _slots(run, person, ROUND_STEPS),
        _slots(run, person, CHAMBER_STEPS, ignition=True),
        _slots(run, person, BARREL_STEPS),
    )


def _counted_empty(run: Run, person: Person, weapon: Weapon) -> tuple[Slot, ...]:
    """The chambers where they are counted and not asked one by one: empty once this person saw all of them empty."""
    names = tuple(str(number) for number in range(1, (weapon.chambers or weapon.barrels) + 1))
    seen = entered_by(run, person).get(COUNTED_EMPTY, {}).get("")
    if seen is None or seen.value != str(len(names)):
        return tuple(Slot(name) for name in names)
    return tuple(Slot(name, SlotState.EMPTY, say("seen {second}", second=second(seen.at))) for name in names)


def _read(slot: Slot) -> Slot:
    """A mark that was read: whether it is the right one is for the run to say, the picture says that it was read."""
    if slot.state in (SlotState.NOW, SlotState.NOT_YET):
        return slot
    return Slot(slot.label, SlotState.EMPTY, slot.evidence, say("READ"))


def asks_for_blanks(run: Run) -> bool:
    """Whether the rounds of this run are blanks."""
    facets = run.plan.facets
    names = ("plan.contents", "container.contents", "device.contents")
    return any(Contents.BLANK in facets.get(name) for name in names)


def _steps(run: Run, repetitions: frozenset[str], ignition: bool | None) -> Iterator[Step]:
    for block in run.course.blocks.values():
        for step in block.steps:
            if step.each not in repetitions or step.each not in run.plan.slots:
                continue
            if ignition is None or ("weapon.ignition" in step.applies_when) is ignition:
                yield step


def _slots(run: Run, person: Person, repetitions: frozenset[str], *, ignition: bool | None = None) -> tuple[Slot, ...]:
    """The slots of the steps over these repetitions; `ignition`: only those about what sets the charge off, or none."""
    entered = entered_by(run, person)
    question = run.question
    blanks = asks_for_blanks(run)
    best: tuple[Slot, ...] = ()
    for step in _steps(run, repetitions, ignition):
        now = question.key.slot if question is not None and question.key.step == step.id else ""
        # Of several steps over the same slots the last one that was touched is what is true now.
        if now or step.id in entered or not best:
            names = run.plan.slots[step.each]
            best = slots_of(step, names, entered.get(step.id, {}), now, blanks=blanks)
    return best
