"""What is fixed when a run starts: who walks it, over what, with which facts, limits and seed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from showclear.domain.checklists import Checklist, Procedure, Style
from showclear.domain.people import Person
from showclear.domain.vocabulary import Facets
from showclear.errors import InputError
from showclear.words import english

IDLE_MS = 120_000
"""After two minutes without an entry a pass asks for its person's PIN again."""

BLOCK_MINUTES = "block_minutes"
"""The limit that says how old a block may be."""

DEFAULT_BLOCK_MINUTES = 15
"""Used where the plan's limits do not name another."""

DRAWN_FACT = "weapon.serial-digits"
"""The only fact that the engine resolves itself: two characters of the serial, drawn for each pass."""

_ON_A_CLEARANCE = frozenset({Procedure.HANDOVER, Procedure.TURN_ROUND})

NO_ITEMS = frozenset({"set", "person"})
"""Subjects of checklists that are no item: nothing of theirs can be barred."""


class Side(StrEnum):
    """Which of the two people of a run."""

    PERFORMER = "performer"
    VERIFIER = "verifier"

    @property
    def other(self) -> Side:
        """The other of the two."""
        return Side.VERIFIER if self is Side.PERFORMER else Side.PERFORMER


@dataclass(frozen=True, slots=True)
class Cast:
    """Who walks this run."""

    performer: Person
    verifier: Person

    def of(self, side: Side) -> Person:
        """The person on `side`."""
        return self.performer if side is Side.PERFORMER else self.verifier


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happened: `at` in UTC in whole seconds, `ms` since the start of the run.

    `ms` comes from a clock that counts the sleep of the laptop. After a restart of the machine the caller goes on with
    a value that is not smaller than the last one; time that it does not know counts as time that has passed.

    Raises:
        InputError: `at` has no zone or `ms` is negative.
    """

    at: datetime
    ms: int

    def __post_init__(self) -> None:
        if (at := whole_utc_second(self.at)) is not self.at:
            object.__setattr__(self, "at", at)
        if self.ms < 0:
            raise InputError(
                english("A moment of the run lies {milliseconds} ms before its start.", milliseconds=-self.ms),
                english("Check the clock."),
            )


def whole_utc_second(at: datetime) -> datetime:
    """`at` in UTC without the fraction of its second, as records write it.

    Raises:
        InputError: `at` has no time zone.
    """
    if at.tzinfo is None:
        raise InputError(english("A time without a time zone was handed to a run."), english("Hand in UTC."))
    # Nearly all are that already: each answer asks some times what time it is.
    return at if at.tzinfo is UTC and not at.microsecond else at.astimezone(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class RunPlan:
    """Fixed at the start, journalled as the header; the checklist is named there by its digest."""

    run_id: str
    """32 hexadecimal digits, from the caller."""
    checklist: Checklist
    subject: str
    """Tag of the weapon, container, device or batch; the name of the unit or person."""
    cast: Cast
    inputs: Mapping[str, str]
    facts: Mapping[str, str | int]
    """Facts of the vocabulary with their values; the engine draws "weapon.serial-digits" from "weapon.serial"."""
    facets: Facets
    slots: Mapping[str, tuple[str, ...]]
    """What `each` repeats over, except people and places: their rows are added in the run."""
    limits: Mapping[str, int]
    started_at: datetime
    seed: str
    """Random text from the caller. Whoever knows it knows which characters of the serial will be asked."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "started_at", whole_utc_second(self.started_at))

    @property
    def emergency(self) -> bool:
        """Whether this is an emergency list: one pass at once, the second entries afterwards."""
        return self.checklist.style is Style.EMERGENCY

    @property
    def named(self) -> str:
        """What it is about, as people call it: a person, whose subject is an id, by the name."""
        name = self.facts.get("person.name", "") if self.checklist.subject == "person" else ""
        return str(name or self.subject)

    @property
    def of_item(self) -> bool:
        """Whether the subject is a thing with a tag."""
        return self.checklist.subject not in NO_ITEMS

    @property
    def rests_on_a_clearance(self) -> bool:
        """Whether it needs a living clearance at its end: a stop or a difference in it ends that for good."""
        return self.checklist.procedure in _ON_A_CLEARANCE

    @property
    def block_ms(self) -> int:
        """How old a block may be, in milliseconds."""
        return self.limits.get(BLOCK_MINUTES, DEFAULT_BLOCK_MINUTES) * 60_000
