"""What each procedure costs: one day with ten guns, walked from its first list to its last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scripts.counting.effort import Effort
from scripts.counting.stage import (
    ASKED,
    BLANKS,
    BOX,
    COLT,
    DANA,
    DAY,
    ON_SET,
    RIFLES,
    Stage,
    ten_guns,
)
from showclear.app.walking import Told
from showclear.domain.checklists import Procedure

PLANNED = ("A-07", "A-08", "B-02", "P-01")
"""The guns of today; the other six stay sealed."""

SLATE, SHOT = "24C", "31A"
PLACES = ("cart", "truck")
"""What is swept."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was done, what it cost, what it may cost at most."""

    id: str
    what: str
    cost: Effort
    goal: int | None = None


def plan(contents: str, slate: str = SLATE) -> dict[str, str]:
    """What D asks at its start."""
    empty = contents == "nothing"
    return {
        "scene": slate, "use": "take", "place": DAY["place"], "plan.contents": contents,
        **({} if empty else {"plan.count": "6", "box": BOX}),
    }  # fmt: skip


def rows(stage: Stage) -> Iterator[Row]:
    """The day, row by row."""
    yield from morning(stage)
    yield from with_nothing(stage)
    yield from one_key_each(stage)
    yield from with_dummies(stage)
    yield from three_shots(stage)
    yield from rifles_out(stage)
    yield from evening(stage)


def morning(stage: Stage) -> Iterator[Row]:
    """C and K with ten guns, of which four are on today's plan, and a batch of forty."""
    do, scene = stage.hands.do, {"scene": SLATE, **DAY}
    swept = Told(where("planned"), PLACES)
    yield Row("people", "C, people and paper", do(Procedure.DAY_PEOPLE, "", DAY, ASKED))
    yield Row("count", "C, sweep and count: ten guns, three boxes", do(Procedure.DAY_COUNT, "", {}, ON_SET, swept))
    proofs = stage.hands.do_several(Procedure.DAY_PROOF, PLANNED, ON_SET)
    yield Row("proofs", "C, four guns proved empty, one sitting", proofs)
    counted = do(Procedure.BATCH_DAY, RIFLES, {}, ON_SET, Told({"counted": "40"}))
    yield Row("rifles", "C, forty rubber rifles", counted)
    yield Row(
        "meeting", f"K, meeting, {len(stage.production.people())} people", do(Procedure.MEETING, "", scene, ASKED)
    )
    yield Row("readiness", "C, readiness for blanks", do(Procedure.DAY_READINESS, "", DAY, ON_SET))


def with_nothing(stage: Stage) -> Iterator[Row]:
    """A revolver with nothing in it: cleared, handed over, turned round, back; twice, because the first is typed."""
    do = stage.hands.do
    stage.hands.chosen = COLT
    for first in (True, False):
        seen = do(Procedure.INSPECTION, COLT, plan("nothing"), ON_SET)
        given = hand_over(stage, "A cold gun, empty.")
        if first:
            yield Row("d-empty-first", "D, empty, the first of the day", seen)
            yield Row("e-first", "E, the first of the day, one person near the line of fire", given)
        else:
            yield Row("d-empty", "D, empty, repeated", seen)
            yield Row("e", "E, repeated, one person near the line of fire", given)
            yield Row("t-empty", "turn-round, empty", turn_round(stage), 30)
        stage.clock.advance(120)
        stage.production.take_back(COLT)
        back = do(Procedure.RETURN, COLT, {}, ON_SET)
        if not first:
            yield Row("g-empty", "G, empty", back)


def one_key_each(stage: Stage) -> Iterator[Row]:
    """What anybody may do at any time. The gun that comes back is out; the hold is lifted again."""
    hands, production = stage.hands, stage.production
    hands.do(Procedure.INSPECTION, COLT, plan("nothing"), ON_SET)
    hand_over(stage, "A cold gun, empty.")
    keys = {
        "take-back": lambda: production.take_back(COLT),
        "lock": lambda: production.lock(COLT, "safe 1"),
        "out-of-sight": lambda: production.out_of_sight("A-08"),
        "hold": production.hold,
    }
    for name, act in keys.items():
        with hands.counted() as cost:
            hands.one_key(act)
        yield Row(name, name.replace("-", " ") if name == "out-of-sight" else name, cost(), 1)
    signing = production.lift_hold(production.board().stops[0].record, "tried", "nothing was wrong", *ON_SET)
    while (place := signing.place) is not None:
        signing.sign(hands.pins[place.person.id])


def with_dummies(stage: Stage) -> Iterator[Row]:
    """The same revolver with six dummies."""
    do = stage.hands.do
    yield Row("d-first", "D, six dummies, the first time", do(Procedure.INSPECTION, COLT, plan("dummy"), ON_SET))
    do(Procedure.RETURN, COLT, {"box": BOX}, ON_SET)
    seen = do(Procedure.INSPECTION, COLT, plan("dummy"), ON_SET)
    yield Row("d-dummies", "D, six dummies, repeated", seen, 105)
    hand_over(stage, "Cold, six dummies.")
    yield Row("t-dummies", "turn-round, six dummies", turn_round(stage), 45)
    stage.clock.advance(120)
    stage.production.take_back(COLT)
    yield Row("g-dummies", "G, six dummies", do(Procedure.RETURN, COLT, {"box": BOX}, ON_SET))


def hand_over(stage: Stage, words: str) -> Effort:
    """E, with one person beside the camera to whom it is shown."""
    out = {"holder": DANA, "scene": SLATE}
    return stage.hands.do(Procedure.HANDOVER, COLT, out, ON_SET, Told({"words": words}, ("L",)))


def turn_round(stage: Stage) -> Effort:
    """Its key on the board takes the gun back as well."""
    stage.clock.advance(120)
    stage.production.take_back(COLT)
    return stage.hands.do(Procedure.TURN_ROUND, COLT, {}, ON_SET)


def three_shots(stage: Stage) -> Iterator[Row]:
    """The zone once; then load, call, hand over, and back at the cut, three times."""
    hands = stage.hands
    zone = {"scene": SHOT, "place": DAY["place"], "guns": COLT, "plan.load": "quarter", "plan.count": "1"}
    measured = Told({"distance": "820"}, ("L", "camera"))
    with hands.counted() as whole:
        cost = hands.do(Procedure.BLANK_ZONE, "", zone, ON_SET, measured)
        yield Row("zone", "F, the zone, two rows measured", cost)
        for number in (1, 2, 3):
            loaded, back = shot(stage, 1)
            if number == 2:
                yield Row("load", "F, one blank: load, call, hand over", loaded)
                yield Row("cut", "G, one blank: back at the cut", back)
    yield Row("three-shots", "three single blank shots, the zone with them", whole())
    hands.do(Procedure.BLANK_ZONE, "", {**zone, "plan.count": "3"}, ON_SET, measured)
    loaded, back = shot(stage, 3)
    yield Row("burst", "three blanks in one take, without the zone", loaded + back)


def shot(stage: Stage, count: int) -> tuple[Effort, Effort]:
    """One take with so many blanks: what its load cost, and what its return."""
    hands = stage.hands
    take = {
        "scene": SHOT, "use": "take", "place": DAY["place"], "plan.from": "box", "plan.count": str(count),
        "box": BLANKS, "holder": DANA,
    }  # fmt: skip
    loaded = hands.do(Procedure.BLANK_TAKE, COLT, take, ON_SET)
    stage.clock.advance(45)
    with hands.counted() as back:
        hands.one_key(lambda: stage.production.take_back(COLT))
        fired = Told({"cases": str(count), "all-back": str(count)})
        hands.do(Procedure.RETURN, COLT, {"box": BLANKS}, ON_SET, fired)
    return loaded, back()


def rifles_out(stage: Stage) -> Iterator[Row]:
    """Two of the batch go out by a list and come back."""
    do = stage.hands.do
    out = {"scene": SHOT, "holders": "Dana Osei 1; Luis Ortega 1"}
    given = do(Procedure.BATCH_ISSUE, RIFLES, out, ON_SET, Told({"given": "2"}))
    yield Row("issue", "rubber rifles out by the list, two holders", given)
    back = Told({"came-back": "2", "counted": "40"})
    yield Row("batch-back", "rubber rifles back and counted", do(Procedure.BATCH_COUNT, RIFLES, {}, ON_SET, back))


def evening(stage: Stage) -> Iterator[Row]:
    """Lunch and wrap: what is empty already and locked is a key of each person."""
    do = stage.hands.do
    lunch = do(Procedure.BREAK, "", {"reason": "lunch"}, ON_SET, Told(where("locked")))
    yield Row("lunch", "N, lunch with ten guns", lunch)
    stage.clock.advance(3600)
    counted = Told({**where("locked"), "batches": "40"}, PLACES)
    yield Row("wrap", "J, wrap with ten guns", do(Procedure.WRAP, "", {}, ON_SET, counted))


def where(planned: str) -> dict[object, str]:
    """Where each gun is: those that are not on today's plan stay sealed."""
    return {("guns-here", one.tag): planned if one.tag in PLANNED else "sealed" for one in ten_guns()}
