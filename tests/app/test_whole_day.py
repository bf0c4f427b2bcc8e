"""One whole day through the use cases: taken in, C, K, D, E, turn-round, F, G, lunch, J, with a kill in the middle."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from showclear.app.demo import ARMORER, DIRECTOR, HANDLER, PERFORMERS, PRODUCER, make_demo
from showclear.app.demo_things import BOXES, WEAPONS
from showclear.app.production import RulesRefuseError
from showclear.app.walking import Told, sign_all
from showclear.domain.checklists import Procedure
from showclear.domain.people import Role
from showclear.domain.runs import Phase
from tests.app.sitting_walk import sign_sitting, walk_sitting
from tests.app.stage import EMPTY, NOW, Stage, keys_of, plan

COLT, RUBBER = "A-07", "R-01"
DUMMIES, BLANKS = "DUM-3", "BLK-1"
TOLD = {"new-seal": "0777", "seal-now": "0778", "stays": "with", "words": "As you showed me.", "which-lock": "safe 1"}
DANA = PERFORMERS[0]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A production that was founded and nothing else; at the end the whole log is read and verified anew."""
    made = make_demo(tmp_path / "day", now=NOW, rounds=1, bare=True)
    stage = Stage.copy(made, keys_of(made), tmp_path / "on the cart")
    yield stage
    stage.close()
    stage.assert_whole()


def told(**more: str) -> Told:
    """The usual answers, and those of this run (with _ for -)."""
    return Told({**TOLD, **{name.replace("_", "-"): value for name, value in more.items()}})


def take_in(stage: Stage) -> None:
    """Two guns, dummies and blanks."""
    for weapon in WEAPONS:
        if weapon.tag in (COLT, RUBBER):
            stage.do(Procedure.INTAKE, "", weapon.inputs(), Told({**TOLD, **weapon.told().answers}))
    for box in BOXES:
        if box.tag in (DUMMIES, BLANKS):
            stage.do(Procedure.AMMUNITION, "", box.inputs(), Told({**TOLD, **box.told().answers}))


def prove(stage: Stage) -> None:
    """Both guns in one sitting, as after every break."""
    sitting = stage.production.start_sitting(
        Procedure.DAY_PROOF, (COLT, RUBBER), {}, ARMORER.id, DIRECTOR.id
    )  # fmt: skip
    walk_sitting(sitting, stage.pins, dict.fromkeys((COLT, RUBBER), told()), stage.look)
    assert not sign_sitting(sitting, stage.pins).unsigned


def meet(stage: Stage) -> None:
    """K and readiness, with blanks planned."""
    blanks = {"day.blanks": "yes"}
    stage.do(Procedure.MEETING, "", {"scene": "24C", **blanks}, told())
    stage.do(Procedure.DAY_READINESS, "", blanks, told())


def open_day(stage: Stage) -> None:
    """C, K and C again."""
    stage.do(Procedure.DAY_PEOPLE, "", {"place": "Stage 3", "day.blanks": "yes"}, told())
    stage.do(Procedure.DAY_COUNT, "", {}, told())
    prove(stage)
    meet(stage)


def blank_take(stage: Stage, count: int = 2) -> None:
    """F: the zone once, then the take, fired, and back at the cut."""
    zone = {"scene": "25A", "place": "Stage 3", "guns": COLT, "plan.load": "quarter", "plan.count": str(count)}
    stage.do(Procedure.BLANK_ZONE, "", zone, told(heads="4"))
    take = {
        "scene": "25A", "use": "take", "place": "Stage 3", "plan.from": "box", "plan.count": str(count),
        "box": BLANKS, "holder": DANA.id,
    }  # fmt: skip
    published = stage.do(Procedure.BLANK_TAKE, COLT, take, told())
    assert published.not_counted == ()
    assert stage.status(COLT).state == "hot"
    assert stage.status(COLT).issue is not None
    stage.clock.advance(60)
    stage.production.take_back(COLT)
    assert stage.status(COLT).state == "hot", "a blank may still be in it"
    back = stage.do(Procedure.RETURN, COLT, {"box": BLANKS}, told(cases=str(count), all_back=str(count)))
    assert back.not_counted == ()
    assert stage.status(COLT).contents == "nothing"
    assert stage.box(BLANKS).fired == count


def test_a_whole_day(stage: Stage) -> None:
    """Everything that a set does with two guns in a day, each step refused before what it rests on is there."""
    take_in(stage)
    with pytest.raises(RulesRefuseError):
        stage.start(Procedure.INSPECTION, COLT, plan())
    open_day(stage)
    assert stage.production.board().day is not None
    assert [rest.word for rest in stage.production.board().day.rests if rest.at is None] == []

    # An untrained performer gets no gun; then the armorer trains her.
    stage.clear(COLT)
    with pytest.raises(RulesRefuseError, match="R-071"):
        stage.start(Procedure.HANDOVER, COLT, {"holder": DANA.id, "scene": "24C"})
    stage.do(Procedure.TRAINING, DANA.id, {"person": DANA.id, "guns": f"{COLT} {RUBBER}"}, told())

    # Cleared, handed over, turned round between two takes, returned; the laptop dies in the middle of a look.
    assert stage.status(COLT).state == "cold"
    stage.hand_over(COLT, DANA.id)
    stage.clock.advance(180)
    stage.production.take_back(COLT)
    stage.turn_round(COLT)
    stage.production.take_back(COLT)
    session = stage.start(Procedure.RETURN, COLT, {"box": DUMMIES})
    stage.walk_until(session, "seal", told())
    stage.crash()
    (left,) = stage.open().open_runs()
    session = stage.production.resume(left.run_id)
    assert stage.walk(session, told()).phase is Phase.COMPLETE
    sign_all(session, stage.pins)
    assert stage.status(COLT).contents == "nothing"
    assert stage.box(DUMMIES).left == 24

    blank_take(stage)

    # Lunch: everything is locked, and what was cleared before it has ended however short it is.
    stage.clear(COLT, EMPTY)
    stage.do(Procedure.BREAK, "", {"reason": "lunch"}, told())
    assert stage.status(COLT).clearance is None
    with pytest.raises(RulesRefuseError, match="R-011"):
        stage.start(Procedure.HANDOVER, COLT, {"holder": DANA.id, "scene": "24C"})
    stage.clock.advance(3600)
    stage.clear(COLT)
    stage.put_back(COLT)

    # A late performer is barred until she is briefed.
    stage.production.shifts.open(PRODUCER.id, "", stage.pins[PRODUCER.id])
    enrolment = stage.production.roster.enrol("Nora Quist", Role.PERFORMER, "passport")
    for place in enrolment.signing.draft.places:
        enrolment.signing.sign(stage.pins[place.person.id])
    stage.do(Procedure.LATE_BRIEFING, "nora-quist", {"person": "nora-quist"}, told())

    # J: locked, counted, reconciled.
    wrapped = stage.do(Procedure.WRAP, "", {}, told())
    assert wrapped.not_counted == ()
    board = stage.production.board()
    assert board.day is not None
    assert not board.day.open
    assert not board.open_items
    assert 'reconciled = "yes"' in stage.text(wrapped.name)
    assert HANDLER.id in {one.person.id for one in board.shifts}
