"""One laptop of a demonstration: it walks and signs what its unit does, through the same engine as real work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from showclear.app.demo_day import OFFICER, Crew, Walk
from showclear.app.demo_history import RECORDS_A_DAY, SHORTEST, History
from showclear.app.demo_place import demo_machine
from showclear.app.founding import NewKey
from showclear.app.production import Production
from showclear.app.signing import SigningSession
from showclear.app.walking import Told, answer_once, sign_all, sign_session, walk
from showclear.domain.checklists import Procedure
from showclear.domain.people import Person
from showclear.domain.runs import Phase, Question, Reason
from showclear.errors import ShowClearError, SigningError
from showclear.storage.clock import FakeClock
from showclear.storage.files import FileSystem

LOOK_SECONDS = 3
"""How long each look takes in a made-up run."""
HURRIED_SECONDS = 0.3
"""The same where they hurry: nobody looks that fast."""


@dataclass(slots=True)
class KeyInHand:
    """A key in this process, for making demonstrations and tests; real shifts hold theirs in a process of its own."""

    key: NewKey
    pin: str
    tries_left: int = 5
    ended_reason: str | None = None
    how: str = "pin"
    asks_pin: bool = True

    @property
    def public_key_line(self) -> str:
        """The key as `ssh-ed25519 AAAA…`."""
        return self.key.public.line

    @property
    def fingerprint(self) -> str:
        """`SHA256:` and 43 characters."""
        return self.key.public.fingerprint

    def check_pin(self, pin: str) -> int:
        """Raises: SigningError."""
        if self.ended_reason is not None:
            raise SigningError("The shift is over.", "Open a new one.")
        if pin != self.pin:
            self.tries_left -= 1
            if self.tries_left == 0:
                self.ended_reason = "wrong-pins"
            raise SigningError(f"Wrong PIN: {self.tries_left} tries left.", "Type the six digits of this shift.")
        return self.tries_left

    def sign(self, pin: str, data: bytes) -> str:
        """Raises: SigningError."""
        from showclear.ledger.sshsig import sign

        self.check_pin(pin)
        return sign(self.key.seed, data)

    def lock(self) -> None:
        """End the shift."""
        self.ended_reason = "locked"


def first_day(now: datetime, history: int) -> FakeClock:
    """The clock of a laptop before the first of so many made-up records, the last of which are of yesterday."""
    return FakeClock(now - timedelta(days=-(-history // RECORDS_A_DAY), hours=4))


@dataclass(slots=True)
class Making:
    """A laptop, the unit that works with it, and the shifts that are open on it."""

    production: Production
    crew: Crew
    pins: Mapping[str, str]
    clock: FakeClock
    random: Random
    now: datetime

    def take_in(self) -> None:
        """The guns and boxes of the unit."""
        for weapon in self.crew.weapons:
            self._run(Procedure.INTAKE, "", weapon.inputs(), *self._custodians, weapon.told())
        for box in self.crew.boxes:
            self._run(Procedure.AMMUNITION, "", box.inputs(), *self._custodians, box.told())

    @property
    def _custodians(self) -> tuple[Person, Person]:
        return self.crew.armorer, self.crew.handler

    def days(self, history: int) -> Iterator[int]:
        """So many records of earlier days; yields now and then how many there are."""
        before, made = self.records, 0
        days = History(MadeSet(self), self.random, self.crew)
        while made < history:
            left = history - made
            self._next_morning(left)
            for _ in days.day(left) if left >= SHORTEST else self._few(left):
                made = self.records - before
                yield made

    @property
    def records(self) -> int:
        """How many records this laptop knows."""
        return self.production.book.situation.size

    def _next_morning(self, left: int) -> None:
        days_left = -(-left // RECORDS_A_DAY)
        morning = (self.now - timedelta(days=days_left)).replace(hour=14, minute=5, second=0)
        self.clock.advance(max(1.0, (morning - self.clock.now()).total_seconds()))

    def _few(self, left: int) -> Iterator[None]:
        """Too few for a day: guns that go from hand to hand."""
        for _ in range(left):
            self.production.take_back(self.crew.weapons[0].tag, self.crew.armorer.id)
            yield

    @property
    def walk(self) -> Walk:
        """Walks and signs runs on this laptop."""
        return self._run

    def _run(
        self,
        procedure: Procedure,
        subject: str,
        inputs: Mapping[str, str],
        performer: Person,
        verifier: Person,
        told: Told | None = None,
    ) -> str:
        session = self.production.start_run(procedure, subject, inputs, performer.id, verifier.id)
        walk(session, self.pins, self._told(told), self._look)
        if session.run.phase is not Phase.COMPLETE:
            stop = session.run.stop
            raise ShowClearError(
                f"The demonstration did not get through {procedure} of {subject or 'a new item'}: "
                f"{stop.reason if stop else session.run.mismatches()}",
                "Report this.",
            )
        return sign_all(session, self.pins).name

    def odd_inspection(self, kind: str, tag: str, inputs: Mapping[str, str]) -> bool:
        """An inspection in which two enter different things, hurry, change an answer, or stop half-way."""
        pair = self.crew.armorer.id, self.crew.director.id
        session, told = self.production.start_run(Procedure.INSPECTION, tag, inputs, *pair), self._told(None)
        match kind:
            case "mismatch":
                other = Told({**told.answers, ("verifier", "feeds"): "locked-away"})
                walk(session, self.pins, other, self._look)
                if session.run.phase is Phase.MISMATCH:
                    session.look_again()
            case "changed" | "abandoned":
                session.open_pass(pair[0], self.pins[pair[0]])
                question = session.run.question
                assert question is not None
                self._look(question)
                answer_once(session, question, told)
                if kind == "abandoned":
                    session.abandon("the setup was cut")
                    return False
                session.reopen(Reason.LOOKED_AGAIN)
        walk(session, self.pins, told, self._hurry if kind == "fast" else self._look)
        sign_all(session, self.pins)
        return True

    def _hurry(self, question: Question) -> None:
        self.clock.advance(HURRIED_SECONDS)

    def _told(self, told: Told | None) -> Told:
        """What the record cannot know, with what is told for this run."""
        seal = f"{self.random.randrange(1000, 9999)}"
        usual: dict[object, str] = {"new-seal": seal, "stays": "with", "words": "As you showed me."}
        return Told({**usual, **told.answers}, told.people) if told else Told(usual)

    def _look(self, question: Question) -> None:
        self.clock.advance(LOOK_SECONDS + self.random.random() * 2)


class MadeSet:
    """The production under the hands of the made-up days."""

    def __init__(self, making: Making) -> None:
        self.walk = making.walk
        self._making = making
        self._production = making.production

    def records(self) -> int:
        return self._making.records

    def pause(self, least: int, most: int) -> None:
        self._making.clock.advance(self._making.random.randrange(least, most))

    def take_back(self, tag: str) -> None:
        self._production.take_back(tag)

    def hold(self, reason: str) -> str:
        self._production.hold(reason)
        return self._stop("hold")

    def report(self, reason: str) -> str:
        self._production.stops.report("near-miss", reason)
        return self._stop("incident")

    def see_to(self, record: str, words: str) -> SigningSession:
        return self._production.actions.close(record, words, OFFICER.id, self._making.crew.director.id)

    def lift(self, record: str, reason: str, answer: str) -> SigningSession:
        return self._production.lift_hold(record, reason, answer, *self._pair)

    def odd(self, kind: str, tag: str, inputs: Mapping[str, str]) -> bool:
        return self._making.odd_inspection(kind, tag, inputs)

    def seal(self) -> SigningSession:
        return self._production.seals.seal(self._making.crew.unit, *self._pair)

    def sign(self, session: SigningSession) -> None:
        sign_session(session, self._making.pins)

    @property
    def _pair(self) -> tuple[str, str]:
        return self._making.crew.armorer.id, self._making.crew.director.id

    def _stop(self, kind: str) -> str:
        (found,) = (one.restriction for one in self._production.stops.open() if one.restriction.kind == kind)
        return found.record


def open_laptop(
    folder: Path,
    keys: Mapping[str, NewKey],
    pins: Mapping[str, str],
    people: Iterable[Person],
    clock: FakeClock,
    disk: FileSystem,
    laptop: str = "cart",
) -> Production:
    """The production on a laptop that keeps everything in its folder, with the shifts of some people open."""
    production = Production.open(
        folder, machine=demo_machine(folder), clock=clock, filesystem=disk, laptop=laptop,
        opener=lambda person_id, passphrase, pin: KeyInHand(keys[person_id], pins[person_id]),
    )  # fmt: skip
    for person in people:
        production.shifts.open(person.id, "", pins[person.id])
    return production
