"""A run as a frozen value, and what may be seen of it. `engine.apply` makes the next one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property

from showclear.domain.checklists import NO_SIGNS, AnswerKind, Passing, Step
from showclear.domain.refusals import Refusal
from showclear.domain.runs.answers import in_words, is_deferred, lacks_a_sign, title_of
from showclear.domain.runs.comparing import mismatches_of, refusal_of
from showclear.domain.runs.course import Ask, Course, CourseBlock, Leg, acts, draw
from showclear.domain.runs.pace import flags
from showclear.domain.runs.plan import DRAWN_FACT, IDLE_MS, Moment, RunPlan, Side
from showclear.domain.runs.values import (
    MISTYPED,
    DeadEntry,
    Entry,
    Exit,
    Mismatch,
    PaceFlag,
    Phase,
    Question,
    QuestionKey,
    Replaced,
    StepState,
    StepView,
    Stop,
    Turn,
    ways_out,
)
from showclear.domain.runs.waiting import ready_at_ms, wait_ms
from showclear.domain.runs.wording import fill
from showclear.domain.vocabulary import OPEN_REPETITIONS
from showclear.words import english, together

_READ_FROM_A_THING = frozenset({AnswerKind.MATCH, AnswerKind.CONTAINER})
"""Kinds of answers that are numbers and marks, typed as they stand on a thing: a finger slips there."""

NO_NAMES = {"people": english("the next person"), "places": english("the next place")}
"""Stands in a question about people or places until its row has a name."""


@dataclass(frozen=True)
class Run:
    """One walk of two people through a checklist. Two runs with the same plan and events are equal."""

    plan: RunPlan
    course: Course = field(compare=False, repr=False)
    legs: tuple[Leg, ...]
    """Legs not yet finished, in order; the first one is under way or due."""
    done: tuple[Leg, ...] = ()
    """Finished legs that count, in the order in which they were finished."""
    counted: Mapping[Leg, tuple[Entry, ...]] = field(default_factory=dict)
    """Entries that count, by leg."""
    positions: Mapping[Leg, int] = field(default_factory=dict)
    """How many questions of a leg are behind its person."""
    carried: Mapping[Leg, tuple[Replaced, ...]] = field(default_factory=dict)
    """Answers taken back, waiting for the entry that replaces them."""
    attempts: Mapping[str, int] = field(default_factory=dict)
    """Restarts of each block so far; none means 0."""
    dead: tuple[DeadEntry, ...] = ()
    last: Leg | None = None
    """The leg of the newest entry that counts."""
    at_keys: str = ""
    """Id of the person whose pass is open."""
    passes: int = 0
    touched_ms: int = 0
    """When somebody last did something at the keys."""
    now: Moment | None = None
    """The moment of the newest event."""
    lost_ms: int = 0
    """When the run was opened anew after a time that no clock counted; waits begin there."""
    differing: str = ""
    """The block whose comparison failed."""
    stop: Stop | None = None
    outcome: Exit | None = None
    outcome_reason: str = ""

    # Found once of each run, as a run is a value.
    @cached_property
    def phase(self) -> Phase:
        """What can happen next."""
        if self.outcome is not None:
            return Phase.ENDED
        if self.stop is not None:
            return Phase.STOPPED
        if self.differing:
            return Phase.MISMATCH
        if not self.legs:
            return Phase.COMPLETE
        due = self.plan.cast.of(self.legs[0].side).id
        return Phase.ASKING if self.at_keys == due else Phase.NEEDS_PASS

    @property
    def turn(self) -> Turn | None:
        """Who is due at the keys; None when nobody is."""
        phase = self.phase
        if phase not in (Phase.NEEDS_PASS, Phase.ASKING):
            return None
        side = self.legs[0].side
        blocks = []
        for leg in self.legs:
            if leg.side is not side:
                break
            blocks.append(leg.block)
        number = self.passes if phase is Phase.ASKING else self.passes + 1
        return Turn(self.plan.cast.of(side), side, number, tuple(blocks))

    @cached_property
    def question(self) -> Question | None:
        """The one question that is asked now; None unless a pass is open."""
        if self.phase is not Phase.ASKING:
            return None
        leg = self.legs[0]
        ask = self.course.blocks[leg.block].asks[leg.side][self.positions.get(leg, 0)]
        return question_of(self, leg, ask, self._rows(leg, ask.step.id))

    def needs_pin(self, ms: int) -> bool:
        """Whether the person due has to open a pass before the next entry at `ms` since the start."""
        phase = self.phase
        return phase is Phase.NEEDS_PASS or (phase is Phase.ASKING and self.is_idle(ms))

    def is_idle(self, ms: int) -> bool:
        """Whether nothing was entered for two minutes; an emergency list waits for nobody's PIN."""
        return not self.plan.emergency and ms - self.touched_ms > IDLE_MS

    def in_sitting(self, ms: int) -> bool:
        """Whether the keys only change hands inside a joint block, so that no PIN is asked for the pass.

        Both stand at the gun: the pass of the one is open and not idle, and the other has opened and finished one in
        this run before. After a stop, a difference, a restart or a resumed run nobody's pass is open.
        """
        if self.phase is not Phase.NEEDS_PASS or not self.at_keys or self.is_idle(ms):
            return False
        due = self.legs[0]
        joint = self.course.blocks[due.block].block.passing is Passing.JOINT
        return joint and any(leg.side is due.side for leg in self.done)

    def attempt(self, block: str) -> int:
        """Which attempt of `block` this is, from 1."""
        return self.attempts.get(block, 0) + 1

    def entries(self, person: str) -> tuple[Entry, ...]:
        """The entries of `person` (an id) that count, in the order of the checklist; nobody else's."""
        return tuple(
            entry for leg in self._legs_in_order() for entry in self.counted.get(leg, ()) if entry.person == person
        )

    def steps(self, person: str = "") -> tuple[StepView, ...]:
        """The step list of `person`, by default of the one due at the keys: their own values, never the other's."""
        turn = self.turn
        wanted = person or (turn.person.id if turn else "")
        side = next((side for side in Side if self.plan.cast.of(side).id == wanted), None)
        if side is None:
            return ()
        views = []
        for block in self.course.blocks.values():
            leg = Leg(block.block.id, side)
            for step in dict.fromkeys(ask.step.id for ask in block.asks[side]):
                views.append(_view(self, block, leg, step))
        return tuple(views)

    def mismatches(self) -> tuple[Mismatch, ...]:
        """What differs in the block that was compared last; empty unless both have entered it."""
        if not self.differing or self.phase is Phase.ENDED:
            return ()
        steps = {step.id: step for step in self.course.blocks[self.differing].steps}
        attempt = self.attempt(self.differing)
        return tuple(
            replace(each, text=_shown_text(self, steps[each.key.step], each.key, Side.PERFORMER, attempt))
            for each in mismatches_of(self.course, self.differing, self.counted)
        )

    @property
    def exits(self) -> tuple[Exit, ...]:
        """The ways out that are offered now, after a mismatch or a stop."""
        if self.phase is Phase.MISMATCH:
            again = not self.plan.rests_on_a_clearance
            return ways_out(again, self.plan.of_item and not self.plan.emergency)
        return self.stop.exits if self.stop is not None and self.phase is Phase.STOPPED else ()

    def begun_blocks(self) -> tuple[str, ...]:
        """Ids of the blocks that hold entries which count, in order; a custody break restarts them.

        R-RUN-19: none in an emergency list. What was read aloud while it happened does not grow old, and taking the gun
        is part of it.
        """
        if self.plan.emergency:
            return ()
        return tuple(block for block in self.course.blocks if self._entries_of(block))

    def expired_blocks(self, ms: int) -> tuple[str, ...]:
        """Ids of the blocks whose oldest entry that counts is older than a block may be, at `ms` since the start.

        Empty while a stop or a difference is open: its exits come first.
        """
        if ms <= self.plan.block_ms or self.phase in (Phase.MISMATCH, Phase.STOPPED, Phase.ENDED):
            return ()
        return tuple(
            block
            for block in self.begun_blocks()
            if ms - min(entry.ms for entry in self._entries_of(block)) > self.plan.block_ms
        )

    def pace(self) -> tuple[PaceFlag, ...]:
        """Blocks that somebody walked faster than eyes can look; for the record, it blocks nothing."""
        return flags(self.course, ((leg, self.counted.get(leg, ())) for leg in self.done))

    def refusal_to_sign(self, ms: int | None = None) -> Refusal | None:
        """Why this run may not be signed at `ms` since the start (default: at the last event); None if it may.

        R-RUN-1: it may be signed only if each killer step was entered by two different people, blind, and agrees.
        """
        at = ms if ms is not None else (self.now.ms if self.now else 0)
        return refusal_of(self.plan, self.course, self.counted, self.phase, self.expired_blocks(at))

    def text_of(self, step: Step, key: QuestionKey, side: Side, attempt: int) -> str:
        """The question as it is or was shown: slot, inputs and drawn positions filled in."""
        of = len(self.plan.slots.get(step.each, ())) if step.each else 1
        if step.expect != DRAWN_FACT:
            return fill(self.plan, step.ask, _placed(self.plan, step, key, of))
        positions = _counted_out(draw(self.plan, self.course, key, side, attempt))
        text = fill(self.plan, step.ask, {**_placed(self.plan, step, key, of), "positions": positions})
        if "{positions}" in step.ask:
            return text
        return english(
            "{text} Characters {positions}{how_to_count}.",
            text=text,
            positions=positions,
            how_to_count=self.course.how_to_count,
        )

    @property
    def deferred(self) -> tuple[Entry, ...]:
        """The entries that say that a step is done later: the run is complete except for these."""
        steps = {(key, step.id): step for key, way in self.course.blocks.items() for step in way.steps}
        return tuple(
            entry
            for leg in self._legs_in_order()
            for entry in self.counted.get(leg, ())
            if is_deferred(steps[leg.block, entry.key.step], entry.value)
        )

    def ready_at_ms(self, step: Step) -> int:
        """When the wait of `step` is over if it is asked now, since the start; 0 if it is no countdown."""
        counted = (entry for entries in self.counted.values() for entry in entries)
        return ready_at_ms(self.plan, step, counted, self.lost_ms)

    def _entries_of(self, block: str) -> tuple[Entry, ...]:
        return tuple(entry for side in Side for entry in self.counted.get(Leg(block, side), ()))

    def _legs_in_order(self) -> Iterable[Leg]:
        return (Leg(block, side) for block in self.course.blocks for side in Side)

    def _rows(self, leg: Leg, step: str) -> int:
        return sum(1 for entry in self.counted.get(leg, ()) if entry.key.step == step)


_FIELDS = frozenset(each.name for each in fields(Run))
_FOUND = ("phase", "question")
"""What was found of a run, and has to be found anew of the next one."""


def changed(run: Run, **values: object) -> Run:
    """The run with some other values, as `dataclasses.replace` gives it in six times the time: each answer makes some.

    Raises:
        TypeError: a run has no such value.
    """
    if not _FIELDS.issuperset(values):
        raise TypeError(values)
    after = object.__new__(Run)
    kept = vars(after)
    kept.update(vars(run), **values)
    for found in _FOUND:
        kept.pop(found, None)
    return after


def question_of(run: Run, leg: Leg, ask: Ask, rows: int) -> Question:
    """The question of `ask` as it is put on `leg`; `rows` are those that it has already."""
    block = run.course.blocks[leg.block].block
    step = ask.step
    attempt = run.attempt(leg.block)
    drawn = draw(run.plan, run.course, ask.key, leg.side, attempt) if step.expect == DRAWN_FACT else ()
    placed = _placed(run.plan, step, _called(step, ask.key), ask.of)
    return Question(
        key=ask.key,
        step=step,
        block=block.title,
        block_say=fill(run.plan, block.say, {}),
        index=rows if ask.open_rows else ask.index,
        of=ask.of,
        text=_shown_text(run, step, ask.key, leg.side, attempt),
        row_text=fill(run.plan, step.ask, {"slot": "{slot}"}) if ask.open_rows else "",
        headline=" ".join(fill(run.plan, step.headline, placed).split()) or title_of(step),
        say=fill(run.plan, step.say, placed),
        why=fill(run.plan, step.why, placed),
        person=run.plan.cast.of(leg.side),
        acts=acts(run.plan, step, leg.side),
        positions=_counted_out(drawn) if drawn else "",
        open_rows=ask.open_rows,
        may_finish=ask.open_rows and (rows > 0 or not step.killer),
        mistyped="".join(old.value for old in mistyped(run, leg, ask)),
        apart=frozenset(run.plan.cast.of(side).id for side in Side) if step.another else frozenset(),
        wait_ms=wait_ms(run.plan, step),
        ready_at_ms=run.ready_at_ms(step),
    )


def _called(step: Step, key: QuestionKey) -> QuestionKey:
    """`key` with something to call its row by, while a row of people or places has no name."""
    nameless = step.each in OPEN_REPETITIONS and not key.slot
    return replace(key, slot=NO_NAMES.get(step.each, english("the next one"))) if nameless else key


def _shown_text(run: Run, step: Step, key: QuestionKey, side: Side, attempt: int) -> str:
    """The question as it is shown, also while its row has no name."""
    shown = _called(step, key)
    text = run.text_of(step, shown, side, attempt)
    return text if shown == key else text[:1].upper() + text[1:]


def mistyped(run: Run, leg: Leg, ask: Ask) -> tuple[Replaced, ...]:
    """What the person of `leg` entered at `ask` that is not what the record says, if it is asked once more for that."""
    return tuple(old for old in run.carried.get(leg, ()) if old.reason == MISTYPED and old.key == ask.key)


def asks_once_more(run: Run, leg: Leg, ask: Ask, value: str) -> bool:
    """Whether `value`, a wrong answer to `ask`, is asked for again before it acts.

    R-RUN-28: what is read from a thing and typed, and a round with some sign but fewer than are enough, the first time
    in an attempt; not in an emergency list. A round without any sign acts at once: that is a choice of its own.
    """
    slips = ask.step.answer in _READ_FROM_A_THING or (value != NO_SIGNS and lacks_a_sign(ask.step, value))
    return slips and not run.plan.emergency and not mistyped(run, leg, ask)


def _placed(plan: RunPlan, step: Step, key: QuestionKey, of: int) -> dict[str, str]:
    placed = {"slot": key.slot, "of": str(of)} if of else {"slot": key.slot}
    return {**placed, "wait": str(plan.limits[step.wait])} if step.wait else placed


def _counted_out(drawn: tuple[int, ...]) -> str:
    return together((str(at) for at in drawn), english(" and "))


def _view(run: Run, block: CourseBlock, leg: Leg, step_id: str) -> StepView:
    asks = [(at, ask) for at, ask in enumerate(block.asks[leg.side]) if ask.step.id == step_id]
    step = asks[0][1].step
    rows = tuple(
        (entry.key.slot, in_words(step, entry.value)) for entry in run.counted.get(leg, ()) if entry.key.step == step_id
    )
    position = run.positions.get(leg, 0)
    if position > asks[-1][0]:
        state = StepState.DONE
    elif run.legs and run.legs[0] == leg and position >= asks[0][0]:
        state = StepState.NOW
    else:
        state = StepState.OPEN
    return StepView(
        block=block.block.id,
        block_title=block.block.title,
        step=step_id,
        headline=title_of(step),
        ask=step.headline if "{" in (ask := fill(run.plan, step.ask, {})) else ask,
        state=state,
        words=_summary(tuple(words for _, words in rows)),
        entered=len(rows),
        of=asks[0][1].of,
        killer=step.killer,
        rows=rows,
    )


def _summary(values: tuple[str, ...]) -> str:
    """One line for several values: "empty" for one, "6 × empty" for six equal ones, else all of them."""
    if len(values) < 2:
        return "".join(values)
    if len(set(values)) == 1:
        return f"{len(values)} × {values[0]}"
    return ", ".join(values)
