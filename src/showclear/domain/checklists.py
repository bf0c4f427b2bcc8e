"""A checklist as data: procedure, blocks, steps, answers and what a signed run changes.

These values are made by the strict loader in `showclear.app.definitions`; nothing in here reads a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from showclear.domain.people import Role
from showclear.words import english


class AnswerKind(StrEnum):
    """The closed set of answers.

    COUNTDOWN waits for a limit, RECONCILE is a count that is held against the account afterwards, ATTACHMENT is a file.
    """

    SPOKEN = "spoken"
    CHOICE = "choice"
    COUNT = "count"
    NUMBER = "number"
    MATCH = "match"
    TEXT = "text"
    PERSON = "person"
    CONTAINER = "container"
    ROUNDS = "rounds"
    COUNTDOWN = "countdown"
    RECONCILE = "reconcile"
    ATTACHMENT = "attachment"


class Style(StrEnum):
    """Challenge-response: the whole run by one, then by the other. Read-do: block by block.

    Emergency: one person walks all of it at once; the killer steps are entered by a second person afterwards.
    """

    CHALLENGE_RESPONSE = "challenge-response"
    READ_DO = "read-do"
    EMERGENCY = "emergency"


class Procedure(StrEnum):
    """What a checklist is for."""

    INTAKE = "intake"
    AMMUNITION = "ammunition"
    INSPECTION = "inspection"
    HANDOVER = "handover"
    RETURN = "return"
    TURN_ROUND = "turn-round"
    DAY_PEOPLE = "day-people"
    DAY_COUNT = "day-count"
    DAY_PROOF = "day-proof"
    DAY_READINESS = "day-readiness"
    MEETING = "meeting"
    LATE_BRIEFING = "late-briefing"
    TRAINING = "training"
    FILL = "fill"
    EMPTY_DEVICE = "empty-device"
    BLANK_ZONE = "blank-zone"
    BLANK_TAKE = "blank-take"
    BREAK = "break"
    MOVE = "move"
    WRAP = "wrap"
    CHANGE_OF_ARMORER = "change-of-armorer"
    MISFIRE = "misfire"
    FOUND = "found"
    INCIDENT = "incident"
    BATCH_INTAKE = "batch-intake"
    BATCH_DAY = "batch-day"
    BATCH_ISSUE = "batch-issue"
    BATCH_COUNT = "batch-count"


PROCEDURE_WORDS: Mapping[Procedure, str] = {
    Procedure.INTAKE: english("taken in"),
    Procedure.AMMUNITION: english("taken in"),
    Procedure.INSPECTION: english("inspection"),
    Procedure.HANDOVER: english("handover"),
    Procedure.RETURN: english("return"),
    Procedure.TURN_ROUND: english("turn-round"),
    Procedure.DAY_PEOPLE: english("people of the day"),
    Procedure.DAY_COUNT: english("counted today"),
    Procedure.DAY_PROOF: english("proved empty"),
    Procedure.DAY_READINESS: english("day made ready"),
    Procedure.MEETING: english("safety meeting"),
    Procedure.LATE_BRIEFING: english("briefed late"),
    Procedure.TRAINING: english("training"),
    Procedure.FILL: english("filled"),
    Procedure.EMPTY_DEVICE: english("emptied"),
    Procedure.BLANK_ZONE: english("zone for blanks"),
    Procedure.BLANK_TAKE: english("take with blanks"),
    Procedure.BREAK: english("break"),
    Procedure.MOVE: english("company move"),
    Procedure.WRAP: english("end of day"),
    Procedure.CHANGE_OF_ARMORER: english("new armorer"),
    Procedure.MISFIRE: english("misfire"),
    Procedure.FOUND: english("found or missing"),
    Procedure.INCIDENT: english("incident"),
    Procedure.BATCH_INTAKE: english("taken in"),
    Procedure.BATCH_DAY: english("counted today"),
    Procedure.BATCH_ISSUE: english("issued"),
    Procedure.BATCH_COUNT: english("counted back"),
}
"""What was done, in the few words that fit beside a time and a tag."""


def words_of(procedure: str) -> str:
    """What was done, for the name of a procedure as a record has it; the name itself if this version knows none."""
    known = procedure in frozenset(str(one) for one in Procedure)
    return PROCEDURE_WORDS[Procedure(procedure)] if known else procedure


PROCEDURE_LETTERS: Mapping[Procedure, str] = {
    Procedure.INTAKE: "A",
    Procedure.AMMUNITION: "B",
    Procedure.DAY_PEOPLE: "C",
    Procedure.DAY_COUNT: "C",
    Procedure.DAY_PROOF: "C",
    Procedure.DAY_READINESS: "C",
    Procedure.INSPECTION: "D",
    Procedure.HANDOVER: "E",
    Procedure.FILL: "F",
    Procedure.EMPTY_DEVICE: "F",
    Procedure.BLANK_ZONE: "F",
    Procedure.BLANK_TAKE: "F",
    Procedure.RETURN: "G",
    Procedure.MISFIRE: "H",
    Procedure.FOUND: "I",
    Procedure.WRAP: "J",
    Procedure.MEETING: "K",
    Procedure.LATE_BRIEFING: "K",
    Procedure.INCIDENT: "L",
    Procedure.TRAINING: "M",
    Procedure.BREAK: "N",
    Procedure.MOVE: "N",
    Procedure.CHANGE_OF_ARMORER: "O",
}
"""The letter by which a procedure is known; inert batches and the turn-round have none."""

ONE_AT_A_TIME = frozenset({Procedure.HANDOVER, Procedure.TURN_ROUND, Procedure.BLANK_TAKE})
"""R-RUN-26: what puts a gun into a hand is done for one gun at a time, called by its name."""

EMERGENCIES = frozenset({Procedure.MISFIRE, Procedure.FOUND, Procedure.INCIDENT})
"""Read aloud by anyone at once; the second entries and the signatures follow afterwards."""


class Compare(StrEnum):
    """How two people's entries are held against each other."""

    SAME = "same"
    EACH = "each"


class Otherwise(StrEnum):
    """What a failed expectation does. Its restriction is written before any exit is offered."""

    STOP = "stop"
    WITHDRAW = "withdraw"
    QUARANTINE = "quarantine"
    HOLD = "hold"
    STAND_DOWN = "stand-down"


class Passing(StrEnum):
    """Where a block is passed.

    BOTH: each person passes it in turn. PREP: may be passed earlier and apart, at the cart. JOINT: the act happens
    once, on set; the verifier enters first, what the performer enters follows in the same sitting.
    """

    BOTH = "both"
    PREP = "prep"
    JOINT = "joint"


class PinAt(StrEnum):
    """PASS: a pass opens with its person's PIN, every signature asks again. SIGNATURE: one PIN each, when signing."""

    PASS = "pass"
    SIGNATURE = "signature"


SPOKEN = "said"
"""The only value of a spoken answer."""

NO_SIGNS = "none"
"""The value of a rounds row on which no inert sign was observed."""

WAITED = "waited"
"""The only value of a countdown: the wait is over."""

NO_FILE = "none"
"""The value of an attachment where there is none."""

DEFERRED = "deferred"
"""The value of a step that allows it and is done later."""

NOBODY = "nobody"
"""The slot of a people step in which nobody was there to be asked."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice, or one sign of a round. `stops` makes it a failed expectation.

    `key` is the letter that answers with it, "" where the screen may choose one. `otherwise` is what this answer does
    where it differs from the step's: a round in a chamber stands the set down, "I cannot tell" asks to look again.
    """

    id: str
    text: str
    stops: bool = False
    key: str = ""
    otherwise: Otherwise | None = None


@dataclass(frozen=True, slots=True)
class Enough:
    """When the signs on a round are enough to call it inert: at least `count`, one of them in `one_of`."""

    count: int
    one_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One question. Empty strings and tuples mean: not given."""

    id: str
    answer: AnswerKind
    ask: str
    headline: str
    say: str = ""
    why: str = ""
    each: str = ""
    expect: str | int | None = None
    """A fact of the closed vocabulary (`vocabulary.FACTS`) or a constant: a number, or the id of an option."""
    compare: Compare = Compare.SAME
    otherwise: Otherwise = Otherwise.STOP
    killer: bool = False
    applies_when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    signs: tuple[Option, ...] = ()
    """For rounds: the inert signs that may be observed."""
    enough: Enough | None = None
    role: tuple[Role, ...] = ()
    another: bool = False
    """For a person: nobody of the two who walk the run, but somebody else who looked."""
    unit: str = ""
    floor: str = ""
    ceiling: str = ""
    wait: str = ""
    """For a countdown: the limit, in seconds, before which nobody answers."""
    media: tuple[str, ...] = ()
    """For an attachment: the media types that it may have."""
    defer: bool = False
    """Whether "deferred" is an answer. Never for a killer."""
    do: tuple[Role, ...] = ()
    """Who performs this step, where it differs from the checklist."""
    see: tuple[Role, ...] = ()
    prevents: tuple[str, ...] = ()
    source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """At most nine steps that belong together. `digest` is set for a shared block: the SHA-256 of its file."""

    id: str
    title: str
    steps: tuple[Step, ...]
    say: str = ""
    passing: Passing = Passing.BOTH
    applies_when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shared: bool = False
    version: str = ""
    digest: str = ""
    language: str = "en"
    """Of a shared block; any other has the language of its checklist."""
    review: str = ""
    """Of a shared block that was translated: who read it, or that nobody did."""


@dataclass(frozen=True, slots=True)
class EffectTemplate:
    """What a signed run does to the situation.

    `values` says for each value of the effect where it comes from: one source of `vocabulary.SOURCES`, the id of a
    step (ids are unique in a checklist), or a constant written as `is:cold`. A killer step gives the verifier's entry,
    a step of kind rounds the number of its rows.
    """

    kind: str
    values: Mapping[str, str]
    applies_when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    each: str = ""
    """Once for each slot of this repetition; the sources `slot`, `slot.kind` and `slot.capacity` then exist."""
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Only if the entry of the step is one of these; with `each`, a step of the same `each` is asked slot by slot."""


@dataclass(frozen=True, slots=True)
class Checklist:
    """An authored procedure with its shared blocks resolved. `digest` is the SHA-256 of its own file."""

    id: str
    version: str
    title: str
    procedure: Procedure
    style: Style
    subject: str
    do: tuple[Role, ...]
    see: tuple[Role, ...]
    inputs: tuple[str, ...]
    requires: tuple[str, ...]
    blocks: tuple[Block, ...]
    effects: tuple[EffectTemplate, ...]
    statements: tuple[str, str] = ("", "")
    """What the performer and the verifier sign, in the first person. Placeholders are those of
    `vocabulary.PLACEHOLDERS` but {slot} and {of}, and ids of steps: their entries in words."""
    pin_at: PinAt = PinAt.PASS
    digest: str = ""
    language: str = "en"
    """Of its own words, such as "de" or "pt-BR"; a shared block has the words of its file."""
    review: str = ""
    """Of a translation: which armorer read it, or that none did. Empty for what was written in its language."""

    @property
    def is_about_an_item(self) -> bool:
        """Whether the subject of its runs is a thing with a tag, not a person or a unit."""
        return self.subject in ("weapon", "container", "device", "batch")

    @property
    def translation(self) -> str:
        """In which language it is asked and who reviewed that, in words; empty where nothing of it was translated."""
        found = {(self.language, self.review)} if self.review else set()
        found |= {(block.language, block.review) for block in self.blocks if block.review}
        return "; ".join(f"{language}, {review}" for language, review in sorted(found))
