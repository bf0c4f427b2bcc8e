"""Made-up days of a demonstration: opened, guns cleared and used, blanks fired, now and then a stop, wrapped, sealed.

Which day has what is drawn; every record goes through the same rules, engine and signatures as real work.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Protocol

from showclear.app import demo_day
from showclear.app.demo_day import OFFICER, Crew, Walk
from showclear.app.demo_things import DemoBox, DemoWeapon
from showclear.app.signing import SigningSession
from showclear.app.walking import Told
from showclear.domain.checklists import Procedure
from showclear.domain.people import Person

RECORDS_A_DAY = 64
"""How many records a whole made-up day has, about."""

GUNS_A_DAY = 3
"""Guns that are used on a made-up day; the others are counted by their seal."""

OPENING = demo_day.RECORDS - 1 + GUNS_A_DAY
ENDING = 2
"""The wrap and the seal."""
SETUP, TAKES, BLANKS = 5, 9, 10
"""How many records each has at most: that rounds go into a gun is one of its own."""
SHORTEST = OPENING + ENDING + SETUP
"""The records of a day with one gun through one setup."""

HOLDS = (
    ("a ladder in the line of fire", "the ladder is gone, the lane was walked again"),
    ("somebody asked what was loaded", "shown clear again to everybody who asked"),
    ("a visitor behind the camera", "the visitor was briefed and stands at the monitor"),
)
"""Why somebody held the set, and what was answered when it was lifted."""

NEW_BOX = 50
"""How many blanks are in a box that is opened later."""

NEAR_MISSES = ("a muzzle crossed the dolly", "a gun was set down on a chair for a moment")
"""Reports that end with a list read afterwards, and nobody hurt."""

ODD = ("mismatch", "fast", "changed", "abandoned")
"""What happens with some inspections, so that the desk of a demonstration has something to look at."""

Use = Iterator[None]


class Set(Protocol):
    """What the days are made with."""

    walk: Walk

    def records(self) -> int:
        """How many records there are."""

    def pause(self, least: int, most: int) -> None:
        """Let so many seconds go by."""

    def take_back(self, tag: str) -> None:
        """One key."""

    def hold(self, reason: str) -> str:
        """One key; the record that holds."""

    def lift(self, record: str, reason: str, answer: str) -> SigningSession:
        """The signatures that lift it."""

    def report(self, reason: str) -> str:
        """Something happened; the record of the report."""

    def see_to(self, record: str, words: str) -> SigningSession:
        """The signatures that what a report asks for is done."""

    def odd(self, kind: str, tag: str, inputs: Mapping[str, str]) -> bool:
        """An inspection in which one of `ODD` happens; whether it was signed in the end."""

    def seal(self) -> SigningSession:
        """The signatures that seal the day."""

    def sign(self, session: SigningSession) -> None:
        """Everybody signs."""


@dataclass(slots=True)
class History:
    """Draws days and makes them."""

    at: Set
    random: Random
    crew: Crew
    blanks_left: int = field(init=False)
    blank_box: str = field(init=False)
    boxes: int = field(default=1)
    to_see: list[str] = field(default_factory=lambda: ["abandoned", "changed", "fast", "mismatch"])
    """What the last days show in any case."""

    def __post_init__(self) -> None:
        self.blanks_left, self.blank_box = self.crew.blanks.count, self.crew.blanks.tag

    def day(self, room: int) -> Use:
        """One day of at most `room` records; yields now and then. Less than a whole day still opens and wraps.

        Near the end something always happens for the desk to see.
        """
        end = self.at.records() + min(room, RECORDS_A_DAY) - ENDING
        guns = self.random.sample([one for one in self.crew.weapons if one.tag != "S-01"], GUNS_A_DAY)
        demo_day.open_day(self.at.walk, [one.tag for one in guns], crew=self.crew)
        yield
        number = 10
        if room < 2 * RECORDS_A_DAY:
            odd, self.to_see = self.to_see, []
        else:
            odd = []
        while (left := end - self.at.records()) >= SETUP:
            number += 1
            slate = f"{number}{self.random.choice('ABC')}"
            if odd and left >= TAKES:
                yield from self._odd(guns, slate, odd.pop())
            else:
                yield from self._drawn(guns, left)(guns, slate)
        demo_day.wrap(self.at.walk, self.crew)
        self.at.sign(self.at.seal())
        yield

    @property
    def pair(self) -> tuple[Person, Person]:
        """Who performs and who verifies most of it."""
        return self.crew.armorer, self.crew.director

    def _takes_blanks(self, weapon: DemoWeapon) -> bool:
        return weapon.calibre == self.crew.blanks.calibre

    def _drawn(self, guns: Sequence[DemoWeapon], left: int) -> Callable[[Sequence[DemoWeapon], str], Use]:
        """What comes next: mostly a setup with a cold gun; blanks and stops where there is room for them."""
        chance = self.random.random()
        if left >= BLANKS and chance < 0.15 and any(map(self._takes_blanks, guns)):
            return self._blanks
        if left >= TAKES and chance < 0.35:
            return self._takes
        if chance < 0.38:
            return self._hold
        if chance < 0.39:
            return self._near_miss
        if left >= TAKES and chance > 0.95:
            return self._odd
        return self._setup

    def _setup(self, guns: Sequence[DemoWeapon], slate: str) -> Use:
        """One gun through one setup: cleared, handed over, taken back, proved empty."""
        weapon = self.random.choice(guns)
        box = yield from self._out(weapon, slate)
        yield from self._back(weapon, box)

    def _odd(self, guns: Sequence[DemoWeapon], slate: str, kind: str = "") -> Use:
        """One gun through one setup, and something is to be looked at afterwards."""
        weapon = self.random.choice([one for one in guns if one.chambers] or guns)
        plan = {"plan.contents": "nothing", "plan.count": "0", "box": ""}
        inputs = {"scene": slate, "use": "take", "place": self.crew.place, **plan}
        signed = self.at.odd(kind or self.random.choice(ODD), weapon.tag, inputs)
        yield
        if signed:
            holder = self.random.choice(self.crew.performers)
            self.at.walk(Procedure.HANDOVER, weapon.tag, {"holder": holder.id, "scene": slate}, *self.pair)
            yield
            yield from self._back(weapon, "")

    def _takes(self, guns: Sequence[DemoWeapon], slate: str) -> Use:
        """Several takes with one gun, turned round between them."""
        weapon = self.random.choice(guns)
        box = yield from self._out(weapon, slate)
        for _ in range(2):
            self.at.pause(60, 300)
            self.at.take_back(weapon.tag)
            yield
            self.at.walk(Procedure.TURN_ROUND, weapon.tag, {}, *self.pair)
            yield
        yield from self._back(weapon, box)

    def _out(self, weapon: DemoWeapon, slate: str) -> Generator[None, None, str]:
        box = weapon.box if weapon.box and self.random.random() < 0.6 else ""
        inputs = {
            "scene": slate,
            "use": self.random.choice(("take", "take", "rehearsal", "line-up")),
            "place": self.crew.place,
            "plan.contents": "dummy" if box else "nothing",
            "plan.count": str(weapon.chambers if weapon.chambers > 1 else 5) if box else "0",
            "box": box,
        }
        self.at.walk(Procedure.INSPECTION, weapon.tag, inputs, *self.pair)
        yield
        holder = self.random.choice(self.crew.performers)
        self.at.walk(Procedure.HANDOVER, weapon.tag, {"holder": holder.id, "scene": slate}, *self.pair)
        yield
        return box

    def _back(self, weapon: DemoWeapon, box: str, told: Told | None = None) -> Use:
        self.at.pause(60, 300)
        self.at.take_back(weapon.tag)
        yield
        self.at.walk(Procedure.RETURN, weapon.tag, {"box": box}, *self.pair, told)
        yield
        self.at.pause(120, 900)

    def _blanks(self, guns: Sequence[DemoWeapon], slate: str) -> Use:
        """A zone, then one or two shots of one blank each; a new box where the old one is nearly empty."""
        if self.blanks_left < 3:
            yield from self._new_box()
        weapon = self.random.choice([one for one in guns if self._takes_blanks(one)])
        zone = {"scene": slate, "place": self.crew.place, "guns": weapon.tag, "plan.load": "quarter", "plan.count": "1"}
        measured = Told({"distance": "820"}, ("Camera operator", "camera"))
        self.at.walk(Procedure.BLANK_ZONE, "", zone, *self.pair, measured)
        yield
        for _ in range(2):
            take = {
                "scene": slate, "use": "take", "place": self.crew.place, "plan.from": "box", "plan.count": "1",
                "box": self.blank_box, "holder": self.random.choice(self.crew.performers).id,
            }  # fmt: skip
            self.at.walk(Procedure.BLANK_TAKE, weapon.tag, take, *self.pair)
            self.blanks_left -= 1
            yield
            yield from self._back(weapon, self.blank_box, Told({"cases": "1", "all-back": "1"}))

    def _new_box(self) -> Use:
        self.boxes += 1
        old = self.crew.blanks
        self.blank_box, self.blanks_left = f"{old.tag.rpartition('-')[0]}-{self.boxes}", NEW_BOX
        seal = f"{self.random.randrange(1000, 9999)}"
        box = DemoBox(self.blank_box, old.contents, old.load, old.calibre, old.maker, old.lot, NEW_BOX, seal)
        self.at.walk(Procedure.AMMUNITION, "", box.inputs(), self.crew.armorer, self.crew.handler, box.told())
        yield

    def _hold(self, guns: Sequence[DemoWeapon], slate: str) -> Use:
        """Somebody holds the set; both lift it with an answer."""
        reason, answer = self.random.choice(HOLDS)
        record = self.at.hold(reason)
        yield
        self.at.pause(120, 600)
        self.at.sign(self.at.lift(record, reason, answer))
        yield

    def _near_miss(self, guns: Sequence[DemoWeapon], slate: str) -> Use:
        """A report that stops nothing, closed with its list; what it asks for is done the same day."""
        reason = self.random.choice(NEAR_MISSES)
        record = self.at.report(reason)
        yield
        answers: dict[object, str] = {"cause": reason, "control": "said again to everybody on the floor"}
        told = Told({**answers, "armorer-agrees": "enough", "who-restarts": OFFICER.name})
        named = {"restriction": record, "report.class": "near-miss", "guns": ""}
        self.at.walk(Procedure.INCIDENT, self.crew.unit, named, self.crew.director, self.crew.armorer, told)
        yield
        self.at.sign(self.at.see_to(record, "said to everybody at the next meeting and written on its board"))
        yield
