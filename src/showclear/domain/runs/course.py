"""The course of a run: which blocks, steps and slots apply, who is asked what, in which order, with what expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import combinations, groupby

from showclear.domain.checklists import AnswerKind, Block, Passing, Step, Style
from showclear.domain.facets import applies
from showclear.domain.people import CUSTODIANS, Role
from showclear.domain.runs.answers import fold, read_answer
from showclear.domain.runs.plan import DRAWN_FACT, RunPlan, Side
from showclear.domain.runs.values import QuestionKey
from showclear.domain.vocabulary import FACTS, ITEMS_OVER, OPEN_REPETITIONS, SLOT_FACT
from showclear.errors import InputError, RefusedError
from showclear.words import english, together

HANDLERS = "set.handlers"
"""The repetition over everybody who may have a gun or a key in their care."""

_NO_SERIAL = ("", "none")
_BOX_FACTS = frozenset({"box.tag", "box.seal"})


@dataclass(frozen=True, slots=True)
class Ask:
    """One question of the course; for rows until done, all its rows together."""

    key: QuestionKey
    step: Step
    index: int
    of: int
    open_rows: bool


@dataclass(frozen=True, slots=True)
class Leg:
    """One side's way through one block."""

    block: str
    side: Side


@dataclass(frozen=True, slots=True)
class CourseBlock:
    """A block with the steps that apply in this run and what each side is asked."""

    block: Block
    steps: tuple[Step, ...]
    asks: Mapping[Side, tuple[Ask, ...]]

    @property
    def first(self) -> Side:
        """Who enters first: the performer, except in a joint block."""
        return Side.VERIFIER if self.block.passing is Passing.JOINT else Side.PERFORMER


@dataclass(frozen=True, slots=True)
class Course:
    """Everything about a run that does not change while it runs."""

    blocks: Mapping[str, CourseBlock]
    """In the order of the checklist, by id."""
    legs: tuple[Leg, ...]
    """Every leg in the order in which it is walked."""
    expected: Mapping[tuple[str, str, str], str]
    """Canonical expectation by block and step, and by slot where each has its own; drawn characters are not in here."""
    drawn_from: str
    """The letters and digits of the serial, for drawing; of the tag where the gun has no serial."""
    how_to_count: str
    """What is added to a question that names positions: of what they are, and what is not counted."""
    rounds: dict[str, frozenset[tuple[str, str]]] = field(default_factory=dict, repr=False, compare=False)
    """At which steps rounds go in or come out, by block and step, once somebody asked: each answer asks."""


def chart(plan: RunPlan) -> Course:
    """The course of `plan`.

    Raises:
        InputError: the checklist needs a fact, repetition or limit that the plan does not have.
        RefusedError: the roles of the cast do not fit.
    """
    blocks: dict[str, CourseBlock] = {}
    for block in plan.checklist.blocks:
        if not applies(block.applies_when, plan.facets):
            continue
        if block.id in blocks:
            raise InputError(
                english(
                    'Checklist "{checklist_id}": block "{block_id}" stands there twice.',
                    checklist_id=plan.checklist.id,
                    block_id=block.id,
                ),
                english("Remove one."),
            )
        steps = tuple(step for step in block.steps if applies(step.applies_when, plan.facets))
        blocks[block.id] = CourseBlock(block, steps, {side: _asks(plan, block, steps, side) for side in Side})
    legs = tuple(leg for leg in _order(plan.checklist.style, blocks) if blocks[leg.block].asks[leg.side])
    if not legs:
        raise InputError(
            english('Checklist "{id}": no step of it applies here.', id=plan.checklist.id),
            english("Choose another checklist."),
        )
    asked = _asked(blocks)
    expected = {
        (block, step_id, slot): value
        for (block, step_id, slot), step in asked.items()
        if (value := _expected(plan, step, slot)) is not None
    }
    _check_limits(plan, tuple(asked.values()))
    if not any(step.expect == DRAWN_FACT for step in asked.values()):
        return Course(blocks, legs, expected, "", "")
    return Course(blocks, legs, expected, *_drawn_from(plan))


def _asked(blocks: Mapping[str, CourseBlock]) -> dict[tuple[str, str, str], Step]:
    """The steps that anybody is asked, by block and step, and by slot where each has an expectation of its own."""
    every = (ask for way in blocks.values() for asks in way.asks.values() for ask in asks)
    return {(ask.key.block, ask.step.id, _own_slot(ask.step, ask.key)): ask.step for ask in every}


def _own_slot(step: Step, key: QuestionKey) -> str:
    """The slot that has an expectation of its own; empty where all slots of the step have the same."""
    return key.slot if step.expect == SLOT_FACT else ""


def _drawn_from(plan: RunPlan) -> tuple[str, str]:
    """What characters are drawn from, and how it is said: the serial, or the tag of a gun that has none."""
    serial = str(plan.facts.get("weapon.serial", ""))
    has_serial = serial.casefold() not in _NO_SERIAL
    whole = serial if has_serial else str(plan.facts.get("weapon.tag", ""))
    letters = "".join(letter for letter in whole if letter.isalnum())
    if not letters:
        raise InputError(
            english("{subject}: two of its characters are asked, and the record has none.", subject=plan.subject),
            english("Correct its intake."),
        )
    if len(letters) != len(whole):
        if has_serial:
            return letters, english(", counted from the left, letters and digits only")
        return letters, english(" of its tag, as it has no serial, counted from the left, letters and digits only")
    if has_serial:
        return letters, english(", counted from the left")
    return letters, english(" of its tag, as it has no serial, counted from the left")


def _asks(plan: RunPlan, block: Block, steps: tuple[Step, ...], side: Side) -> tuple[Ask, ...]:
    asks: list[Ask] = []
    for step in steps:
        if not step.killer and _only_asker(plan, step) is not side:
            continue
        if step.each in OPEN_REPETITIONS:
            asks.append(Ask(QuestionKey(block.id, step.id), step, 0, 0, True))
            continue
        slots = slots_of(plan, step)
        asks.extend(
            Ask(QuestionKey(block.id, step.id, slot), step, at, len(slots), False) for at, slot in enumerate(slots)
        )
    return tuple(asks)


def slots_of(plan: RunPlan, step: Step) -> tuple[str, ...]:
    """The slots of `step`: one empty one if it does not repeat; none for rows until done.

    Raises:
        InputError: the plan has no value for its repetition.
    """
    if not step.each:
        return ("",)
    if step.each in OPEN_REPETITIONS:
        return ()
    if step.each not in plan.slots:
        raise InputError(
            english('Step "{id}": the run does not know "{each}".', id=step.id, each=step.each),
            english("Take the subject in first."),
        )
    slots = plan.slots[step.each]
    if len(set(slots)) != len(slots) or "" in slots:
        raise InputError(
            english('Step "{id}": "{each}" holds an empty or double slot.', id=step.id, each=step.each),
            english("Give each its own tag."),
        )
    return slots


def _only_asker(plan: RunPlan, step: Step) -> Side:
    """Who alone enters a step that is no killer: who does it, else who sees it; in an emergency who reads it aloud.

    Raises:
        RefusedError: the step belongs to neither of the two people.
    """
    if plan.emergency:
        return Side.PERFORMER
    for roles in (step.do or plan.checklist.do, step.see):
        for side in Side:
            if plan.cast.of(side).role in roles:
                return side
    raise RefusedError(
        english(
            'Step "{id}" is for {roles}; neither of the two people of this run is that.',
            id=step.id,
            roles=_roles(step.do),
        ),
        english("Choose people with the roles that the checklist names."),
    )


def acts(plan: RunPlan, step: Step, side: Side) -> bool:
    """Whether the person on `side` performs `step`, rather than verifying it."""
    if not step.do:
        return side is Side.PERFORMER
    mine, others = (plan.cast.of(each).role for each in (side, side.other))
    if mine in step.do and others in step.do:
        return side is Side.PERFORMER
    return mine in step.do or (plan.emergency and others not in step.do and side is Side.PERFORMER)


def _order(style: Style, blocks: Mapping[str, CourseBlock]) -> tuple[Leg, ...]:
    """Prep blocks come first, block by block; then the others as they stand, joint ones each in one sitting.

    In an emergency the performer walks everything, then the verifier what two people enter.
    """
    if style is Style.EMERGENCY:
        return tuple(Leg(block, side) for side in (Side.PERFORMER, Side.VERIFIER) for block in blocks)
    prep = [way for way in blocks.values() if way.block.passing is Passing.PREP]
    rest = [way for way in blocks.values() if way.block.passing is not Passing.PREP]
    legs = [Leg(way.block.id, side) for way in prep for side in (way.first, way.first.other)]
    for passing, group in groupby(rest, key=lambda way: way.block.passing):
        ways = tuple(group)
        if passing is Passing.BOTH and style is Style.CHALLENGE_RESPONSE:
            legs += [Leg(way.block.id, side) for side in (Side.PERFORMER, Side.VERIFIER) for way in ways]
        else:
            legs += [Leg(way.block.id, side) for way in ways for side in (way.first, way.first.other)]
    return tuple(legs)


def _expected(plan: RunPlan, step: Step, slot: str) -> str | None:
    if step.expect is None or step.expect == DRAWN_FACT:
        return None
    if step.expect == SLOT_FACT:
        value = of_slot(plan, SLOT_FACT, slot)
    elif isinstance(step.expect, str) and step.expect in FACTS:
        boxed = step.answer is AnswerKind.CONTAINER and step.expect in _BOX_FACTS
        for fact in sorted(_BOX_FACTS) if boxed else (step.expect,):
            if plan.facts.get(fact, "") == "":
                raise InputError(
                    english(
                        'Step "{id}" needs to know {fact}, and the record does not say.', id=step.id, fact=FACTS[fact]
                    ),
                    "",
                )
        value = f"{plan.facts['box.tag']} {plan.facts['box.seal']}" if boxed else str(plan.facts[step.expect])
    else:
        value = str(step.expect)
    try:
        return read_answer(step, value)
    except InputError as error:
        raise InputError(
            english(
                'Step "{id}" expects something that nobody can enter. {message}', id=step.id, message=error.message
            ),
            error.remedy,
        ) from error


def of_slot(plan: RunPlan, fact: str, slot: str) -> str:
    """The fact that `slot` has for itself.

    Raises:
        InputError: the plan does not have it.
    """
    value = plan.facts.get(f"{fact}:{slot}", "")
    if value == "":
        raise InputError(
            english(
                '"{slot}": this run needs to know "{fact}" of it, and the record does not say.', slot=slot, fact=fact
            ),
            english("Count it."),
        )
    return str(value)


def _check_limits(plan: RunPlan, steps: tuple[Step, ...]) -> None:
    for step in steps:
        for limit in (step.floor, step.ceiling, step.wait):
            if limit and limit not in plan.limits:
                raise InputError(
                    english(
                        'Step "{id}" names the limit "{limit}", and no rule pack sets it.', id=step.id, limit=limit
                    ),
                    english("Add one that does."),
                )


def _roles(roles: tuple[Role, ...]) -> str:
    return together((role.words for role in roles), english(" or "))


def _asks_about(step: Step, thing: str) -> bool:
    """Whether the question of a step names the box or device of the run, or what the record says of it."""
    return f"{{{thing}}}" in step.ask or str(step.expect).startswith(f"{thing}.")


def items_of(plan: RunPlan, step: Step, slot: str) -> tuple[str, ...]:
    """Tags of what `step` is about: the subject, the item of the slot, the box and the device that it asks about.

    In a run about the set that names guns, a step without an item of its own is about all of them.
    """
    items = [plan.subject] if plan.of_item else []
    if step.each in ITEMS_OVER:
        items.append(slot)
    box = str(plan.facts.get("box.tag", "") or plan.inputs.get("box", ""))
    device = str(plan.inputs.get("device", ""))
    out_of_box = step.answer in (AnswerKind.CONTAINER, AnswerKind.ROUNDS) or step.each == "plan.count"
    if out_of_box or _asks_about(step, "box"):
        items.append(box)
    if _asks_about(step, "device"):
        items.append(device)
    if not items and plan.checklist.subject == "set":
        items.extend(plan.slots.get("guns", ()))
    return tuple(dict.fromkeys(item for item in items if item))


def stranger_in(plan: RunPlan, step: Step, name: str) -> str:
    """Why `name` cannot be the answer of a step that only armorers and handlers can be; empty if it can.

    R-RUN-24: only where nobody in particular is expected. Where a certain person is, whoever it really was
    has to be entered, and stops the run.
    """
    asked = step.answer is AnswerKind.PERSON and step.expect is None and bool(step.role)
    if not asked or not CUSTODIANS.issuperset(step.role) or HANDLERS not in plan.slots:
        return ""
    known = {fold(one) for one in plan.slots[HANDLERS]}
    return "" if fold(name) in known else english('"{name}" is neither armorer nor handler on the roster', name=name)


def is_at_the_keys(plan: RunPlan, step: Step, name: str) -> bool:
    """Whether `name` is one of the two who walk the run, where somebody else is asked for (R-RUN-32)."""
    return step.another and fold(name) in {fold(plan.cast.of(side).name) for side in Side}


def draw(plan: RunPlan, course: Course, key: QuestionKey, side: Side, attempt: int) -> tuple[int, ...]:
    """Which characters of the serial are asked, counted from 1; the same ones each time it is worked out.

    The verifier never gets the pair that the performer had in the same attempt, where the serial is long enough.
    """
    pairs = tuple(combinations(range(1, len(course.drawn_from) + 1), min(2, len(course.drawn_from))))
    index = _drawn_index(plan, key, Side.PERFORMER, attempt, len(pairs))
    if side is Side.VERIFIER and len(pairs) > 1:
        index = (index + 1 + _drawn_index(plan, key, side, attempt, len(pairs) - 1)) % len(pairs)
    return pairs[index]


def _drawn_index(plan: RunPlan, key: QuestionKey, side: Side, attempt: int, among: int) -> int:
    text = "\n".join((plan.seed, plan.run_id, key.block, key.step, key.slot, side, str(attempt)))
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big") % among


def expected_of(
    plan: RunPlan, course: Course, ask_key: QuestionKey, step: Step, side: Side, attempt: int
) -> str | None:
    """The canonical expectation of a question; None where there is none."""
    if step.expect == DRAWN_FACT:
        return "".join(course.drawn_from[at - 1] for at in draw(plan, course, ask_key, side, attempt))
    return course.expected.get((ask_key.block, step.id, _own_slot(step, ask_key)))
