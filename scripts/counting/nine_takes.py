"""Nine takes with one cold revolver, from the first list of the morning to the wrap, on a wound clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from scripts.counting.effort import Effort
from scripts.counting.flows import PLACES, hand_over, plan
from scripts.counting.stage import ASKED, BOX, COLT, DAY, ON_SET, Stage
from showclear.app.walking import Told
from showclear.domain.checklists import Procedure
from showclear.domain.situation.status import State

LOCAL = timezone(timedelta(hours=-7))
"""Where the production is."""

SLATE = "24C"
BEFORE_LUNCH = ((130, 100), (150, 120), (120, 110), (165, 130), (140, 0))
AFTER_LUNCH = ((180, 110), (135, 120), (160, 90), (150, 0))
"""Seconds that the camera rolls, its cuts inside the issue included, and seconds until the next take could begin."""

LUNCH = 60 * 60
LIGHT = 40 * 60
"""Seconds of lighting and line-up with a stick, between the last list of the morning and the first inspection."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the day."""

    at: datetime
    what: str
    cost: Effort
    minutes: float
    """By the clock, with what hands and feet do besides the keys."""


@dataclass
class NineTakes:
    """The day as it is walked."""

    stage: Stage
    events: list[Event] = field(default_factory=list)
    takes: int = 0
    turn_rounds: int = 0

    def run(self) -> NineTakes:
        """From the first C to the wrap."""
        stage = self.stage
        stage.hands.chosen = COLT
        self.morning()
        self.cleared_and_out()
        self.shoot(BEFORE_LUNCH)
        self.back("before lunch")
        self.event("N, lunch: locked", lambda: stage.hands.do(Procedure.BREAK, "", {"reason": "lunch"}, ON_SET))
        self.pause("lunch", LUNCH)
        self.cleared_and_out()
        self.shoot(AFTER_LUNCH)
        self.back("after the last take")
        swept = Told({}, PLACES)
        self.event("J, wrap", lambda: stage.hands.do(Procedure.WRAP, "", {}, ON_SET, swept), work=15 * 60)
        return self

    def event(self, what: str, do: Callable[[], Effort], work: float = 0) -> None:
        """Something at the keys; `work` are the seconds that hands and feet need besides."""
        began = self.stage.clock.now()
        cost = do()
        self.stage.clock.advance(work)
        self.note(began, what, cost)

    def pause(self, what: str, seconds: float) -> None:
        """Time in which nobody is at the keys."""
        began = self.stage.clock.now()
        self.stage.clock.advance(seconds)
        self.note(began, what, Effort())

    def note(self, began: datetime, what: str, cost: Effort) -> None:
        """Write it down."""
        minutes = (self.stage.clock.now() - began).total_seconds() / 60
        self.events.append(Event(began.astimezone(LOCAL), what, cost, minutes))

    def morning(self) -> None:
        """C, K, C: no blanks today."""
        do = self.stage.hands.do
        day = {**DAY, "day.blanks": "no"}
        swept = Told({}, PLACES)
        self.event("C, people and paper", lambda: do(Procedure.DAY_PEOPLE, "", day, ASKED), 5 * 60)
        self.event("C, sweep and count", lambda: do(Procedure.DAY_COUNT, "", {}, ON_SET, swept), 15 * 60)
        self.event("C, proved empty", lambda: do(Procedure.DAY_PROOF, COLT, {}, ON_SET), 60)
        self.event("K, safety meeting", lambda: do(Procedure.MEETING, "", {"scene": SLATE, **day}, ASKED), 10 * 60)
        self.event("C, readiness", lambda: do(Procedure.DAY_READINESS, "", day, ON_SET), 5 * 60)
        self.pause("light and line-up, with a stick", LIGHT)

    def cleared_and_out(self) -> None:
        """D with six dummies, then E."""
        hands = self.stage.hands
        self.event("D, six dummies", lambda: hands.do(Procedure.INSPECTION, COLT, plan("dummy", SLATE), ON_SET), 90)
        self.event("E, handover", lambda: hand_over(self.stage, "Cold, six dummies."), 20)

    def shoot(self, takes: tuple[tuple[int, int], ...]) -> None:
        """Take after take; where the next one would not fit into the issue, the gun is turned round in the reset."""
        clock = self.stage.clock
        for number, (rolls, reset) in enumerate(takes):
            self.takes += 1
            self.assert_cold()
            self.pause(f"take {self.takes}", rolls)
            self.assert_cold()
            if not reset:
                return
            ready, then = clock.now() + timedelta(seconds=reset), takes[number + 1][0]
            issue = self.stage.gun().issue
            assert issue is not None
            if ready + timedelta(seconds=then) >= issue.ends:  # the next take would outlive it
                self.turn_round()
            clock.advance(max(0.0, (ready - clock.now()).total_seconds()))

    def turn_round(self) -> None:
        """Back, looked at, shown, handed on; its key writes the take-back too."""
        self.turn_rounds += 1

        def do() -> Effort:
            self.stage.production.take_back(COLT)
            return self.stage.hands.do(Procedure.TURN_ROUND, COLT, {}, ON_SET)

        self.event("turn-round", do, 15)

    def back(self, when: str) -> None:
        """G: six dummies back into their box."""
        hands = self.stage.hands

        def do() -> Effort:
            with hands.counted() as cost:
                hands.one_key(lambda: self.stage.production.take_back(COLT))
                hands.do(Procedure.RETURN, COLT, {"box": BOX}, ON_SET)
            return cost()

        self.event(f"take-back and G, {when}", do, 60)

    def assert_cold(self) -> None:
        """No take begins or ends with a gun that is not cold and in a living issue."""
        gun = self.stage.gun()
        if gun.state is not State.COLD or gun.issue is None:
            raise RuntimeError(f"take {self.takes}: {gun.state}, {gun.why}")

    # What it came to

    @property
    def at_the_keys(self) -> Effort:
        """All keys of the day."""
        return sum((one.cost for one in self.events), start=Effort())

    @property
    def between_takes(self) -> Effort:
        """What the turn-rounds took."""
        return sum((one.cost for one in self.events if one.what == "turn-round"), start=Effort())
