"""The plain values of a run: questions, entries, mismatches, stops and what the step list shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from showclear.domain.checklists import AnswerKind, Option, Otherwise, Step
from showclear.domain.people import Person
from showclear.domain.runs.plan import Side
from showclear.words import english


class Phase(StrEnum):
    """What can happen next."""

    NEEDS_PASS = "needs-pass"
    ASKING = "asking"
    MISMATCH = "mismatch"
    STOPPED = "stopped"
    COMPLETE = "complete"
    ENDED = "ended"


class Exit(StrEnum):
    """The ways out of a mismatch or a stop. There is no other. To go on is offered in an emergency list only."""

    GO_ON = "go-on"
    LOOK_AGAIN = "look-again"
    SUBSTITUTE = "substitute"
    WITHDRAW = "withdraw"
    ABANDON = "abandon"


def ways_out(again: bool, of_item: bool) -> tuple[Exit, ...]:
    """What is offered outside of an emergency: whether looking again may help, whether the run is about a thing."""
    first = (Exit.LOOK_AGAIN,) if again else ()
    return (*first, *((Exit.SUBSTITUTE, Exit.WITHDRAW) if of_item else ()), Exit.ABANDON)


MISTYPED = "not-as-recorded"
"""Why an answer was replaced that was asked once more, because it is not what the record says."""


class Reason(StrEnum):
    """Why somebody changes their own last answer; a closed set."""

    SLIPPED = "slipped"
    LOOKED_AGAIN = "looked-again"
    MISREAD = "misread"

    @property
    def words(self) -> str:
        """The reason as it is read."""
        return {
            "slipped": english("wrong key"),
            "looked-again": english("looked again"),
            "misread": english("misread it"),
        }[self.value]


class Cause(StrEnum):
    """Why a block restarts by itself."""

    OLD = "old"
    CUSTODY = "custody"


class StepState(StrEnum):
    """How far the person at the keys is with a step."""

    DONE = "done"
    NOW = "now"
    OPEN = "open"


@dataclass(frozen=True, slots=True, order=True)
class QuestionKey:
    """Names one question. `slot` is empty when the step does not repeat."""

    block: str
    step: str
    slot: str = ""


@dataclass(frozen=True, slots=True)
class Replaced:
    """An answer that no longer counts, kept with its reason."""

    key: QuestionKey
    value: str
    at: datetime
    ms: int
    reason: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One observed value of one person."""

    key: QuestionKey
    person: str
    """Id of the person."""
    value: str
    """Canonical text (`answers.read_answer`)."""
    at: datetime
    ms: int
    """Milliseconds since the start of the run."""
    took: int
    """Milliseconds since the event before it: how long the question can have been looked at."""
    attempt: int
    """Of the block, from 1."""
    replaced: tuple[Replaced, ...] = ()
    """Earlier answers to this question, the oldest first."""


@dataclass(frozen=True, slots=True)
class DeadEntry:
    """An entry of an attempt that was restarted, kept for the record."""

    entry: Entry
    reason: str


@dataclass(frozen=True, slots=True)
class Question:
    """The one question that is asked now."""

    key: QuestionKey
    step: Step
    block: str
    """Title of the block."""
    block_say: str
    index: int
    """Which slot of the step, from 0. For rows until done: how many rows there are."""
    of: int
    """How many slots the step has; 0 for rows until done."""
    text: str
    """The question with its slot filled in."""
    headline: str
    say: str
    why: str
    person: Person
    """Who is asked."""
    acts: bool
    """Whether this person performs the step (else they verify it)."""
    positions: str
    """Which characters of the serial are asked, such as "2 and 5"; else empty."""
    open_rows: bool
    """Rows are added until done: the answer's key carries the new row's name as its slot."""
    may_finish: bool
    """For rows: whether done is an answer now."""
    row_text: str
    """For rows: the question with {slot} left open, see `named`; else empty."""
    wait_ms: int = 0
    """For a countdown: how long the wait is."""
    mistyped: str = ""
    """What this person entered before, where it is asked once more because it is not what the record says."""
    apart: frozenset[str] = frozenset()
    """For a person: ids of those who are no answer, because they walk the run themselves."""
    ready_at_ms: int = 0
    """For a countdown: when the wait is over, since the start of the run; no answer counts before."""

    @property
    def answer(self) -> AnswerKind:
        """The kind of answer."""
        return self.step.answer

    def named(self, row: str) -> str:
        """The question about the row called `row`, once its name is known."""
        return self.row_text.replace("{slot}", row) if self.open_rows else self.text

    @property
    def options(self) -> tuple[Option, ...]:
        """What can be chosen: options of a choice, signs of a round; else empty."""
        return self.step.signs if self.step.answer is AnswerKind.ROUNDS else self.step.options


@dataclass(frozen=True, slots=True)
class Turn:
    """Who is due at the keys."""

    person: Person
    side: Side
    number: int
    """Which pass of the run this is, from 1."""
    blocks: tuple[str, ...]
    """Ids of the blocks that this person walks before the keys change hands."""


@dataclass(frozen=True, slots=True)
class StepView:
    """One line of the step list: the person's own values and nothing else."""

    block: str
    block_title: str
    step: str
    headline: str
    ask: str
    state: StepState
    words: str
    """What the person entered, short; empty while nothing is."""
    entered: int
    of: int
    """Slots of the step; 0 for rows until done."""
    killer: bool
    rows: tuple[tuple[str, str], ...]
    """Slot and words of each entry of this person."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Two people's entries of one question that differ. `first` is of the person who entered first."""

    key: QuestionKey
    text: str
    side: Side
    """Of the person who entered first."""
    first: Entry | None
    second: Entry | None
    first_words: str
    second_words: str


@dataclass(frozen=True, slots=True)
class Stop:
    """A failed expectation. What `otherwise` says holds at once (`outcome.restriction_of`)."""

    question: Question
    entry: Entry
    otherwise: Otherwise
    reason: str
    """In words: what was asked and what was entered."""
    items: tuple[str, ...]
    """Tags of what it is about, the subject first; empty for the set."""
    emergency: bool = False
    """Whether it is in an emergency list: its restriction holds, and the list goes on."""
    of_item: bool = True
    """Whether the run is about a thing: only a thing is withdrawn, or used a safer one instead of."""
    final: bool = False
    """Whether looking again cannot help, because the restriction ends what the run rests on."""

    @property
    def exits(self) -> tuple[Exit, ...]:
        """What is offered once the restriction is written."""
        again = self.otherwise in (Otherwise.STOP, Otherwise.WITHDRAW) and not self.final
        if self.emergency:
            return (Exit.GO_ON, Exit.LOOK_AGAIN, Exit.ABANDON) if again else (Exit.GO_ON, Exit.ABANDON)
        return ways_out(again, self.of_item)


@dataclass(frozen=True, slots=True)
class PaceFlag:
    """A block that was answered faster than eyes can look. It blocks nothing."""

    block: str
    person: str
    entries: int
    average_ms: int
    floor_ms: int
    """The average that looking takes at least."""
