"""From the cry to the first gun out again, with the shipped lists: L, K, the release, and what stays frozen."""

from __future__ import annotations

from datetime import date

import pytest

from showclear.app.demo import OFFICER, PRODUCER
from showclear.app.production import RulesRefuseError
from showclear.app.walking import Told, sign_all
from showclear.domain.checklists import Procedure
from showclear.domain.runs import Phase
from showclear.domain.situation.status import State
from showclear.domain.situation.stops import Need
from tests.app.signing_by_hand import sign_out
from tests.app.stage import BOX, COLT, EMPTY, RUBBER, TOLD, Stage
from tests.app.test_stops import INTAKE_AGAIN, INTAKE_TOLD

ANSWERS = Told({
    "as-it-was": "1", "cause": "a mixed box", "control": "every box anew", "let-go": "stays",
    "armorer-agrees": "enough", "concerns": "answered", "who-restarts": OFFICER.name, **TOLD.answers,
})  # fmt: skip


@pytest.fixture
def hurt(stage: Stage) -> Stage:
    """Somebody is hurt by the Colt; a concern was written before."""
    stage.open()
    stage.production.shifts.open(PRODUCER.id, "", stage.pins[PRODUCER.id])
    stage.production.stops.concern("nobody slept", date(2026, 3, 2))
    stage.production.stops.concerns.publish()
    return stage


def test_from_the_cry_to_the_next_gun(hurt: Stage) -> None:
    """R-120 to R-125 through the shipped lists: each step names what is next, and nothing thaws by itself."""
    production = hurt.production
    emergency = production.start_emergency(Procedure.INCIDENT, (COLT,), report_class="injury", by="medic")
    assert hurt.status(COLT).state is State.QUARANTINED
    for procedure, subject, inputs in ((Procedure.INSPECTION, RUBBER, EMPTY), (Procedure.RETURN, COLT, {"box": BOX})):
        with pytest.raises(RulesRefuseError):
            hurt.start(procedure, subject, inputs)
    (session,) = emergency.sessions
    run = hurt.walk(session, ANSWERS)
    assert run.phase is Phase.COMPLETE, (run.stop, run.mismatches())
    assert sign_all(session, hurt.pins).not_counted == ()
    kinds = [(one.restriction.kind, one.needs) for one in production.stops.open()]
    assert kinds == [("stand-down", (Need.MEETING, Need.RELEASE)), ("concern", (Need.ANSWER,))]
    meeting = hurt.do(Procedure.MEETING, "", {"scene": "24C", "day.blanks": "no"}, ANSWERS)
    assert meeting.not_counted == ()
    ((stop, needs),) = [(one.restriction, one.needs) for one in production.stops.open()]
    assert needs == (Need.RELEASE,), "the concern was answered in the meeting"
    (second, *_) = production.stops.seconds(stop.record)
    release = production.stops.release(stop.record, "a mixed box", "all looked at", OFFICER.id, second.id)
    assert sign_out(hurt, release).not_counted == ()
    assert production.stops.open() == ()
    assert COLT in {one.item for one in production.stops.frozen()}
    with pytest.raises(RulesRefuseError, match="R-0"):
        hurt.start(Procedure.RETURN, COLT, {"box": BOX})


def test_a_frozen_gun_does_not_keep_the_day_from_being_wrapped(hurt: Stage) -> None:
    """R-120: it counts by its seal; nobody opens it, and its device and box are not asked for."""
    production = hurt.production
    production.start_emergency(Procedure.INCIDENT, (COLT,), report_class="injury")
    for gun in production.board().weapons:
        production.lock(gun.weapon.tag, "safe 1", "0444")
    wrapped = hurt.do(Procedure.WRAP, "", {}, ANSWERS)
    assert wrapped.not_counted == ()
    kept = {one.item for one in production.stops.frozen()}
    opened = {"proved-empty", "device-proved-empty", "accounted"}
    for row in production.book.body(wrapped.name)["effects"]:
        assert row["effect"] not in opened or not kept & {row.get("weapon"), row.get("device"), row.get("container")}
    assert COLT in kept
    day = production.board().day
    assert day is not None
    assert not day.open


def test_after_its_release_two_take_the_gun_in_again(hurt: Stage) -> None:
    """R-125, R-033: released by name it may be opened; what bars it ends with the intake, by name."""
    production = hurt.production
    production.start_emergency(Procedure.INCIDENT, (COLT,), report_class="injury")
    again = {**INTAKE_AGAIN, "weapon.tag": COLT}
    with pytest.raises(RulesRefuseError, match="R-112"):
        hurt.start(Procedure.INTAKE, "", again)
    for one in production.stops.frozen():
        (second, *_) = production.stops.seconds(one.record)
        sign_out(hurt, production.stops.unfreeze(one.item, one.record, "the police are done", OFFICER.id, second.id))
    assert production.stops.frozen() == ()
    published = hurt.do(Procedure.INTAKE, "", again, INTAKE_TOLD)
    assert published.not_counted == ()
    assert hurt.status(COLT).restrictions == ()
    situation = production.book.situation
    assert all(not situation.open_restrictions(device) for device in situation.devices_of(COLT))
