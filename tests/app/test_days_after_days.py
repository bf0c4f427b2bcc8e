"""One day after another: gaps closed in each allowed way, a day too long, a second opening, breaks, late arrivals."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from showclear.app.demo import OFFICER
from showclear.app.demo_things import BOXES as OWN_BOXES
from showclear.app.demo_things import DemoWeapon
from showclear.app.walking import Told
from showclear.domain.checklists import Procedure
from showclear.domain.people import Role
from tests.app.sets import (
    HOUR,
    close_actions,
    enrol,
    lift,
    next_morning,
    prove,
    ready,
    refused,
    release,
    start_day,
    take_in,
    told,
    train,
)  # fmt: skip
from tests.app.signing_by_hand import sign_out
from tests.app.stage import BOX, COLT, EMPTY, RUBBER, SECOND_COLT, SLATE, Stage, plan

ONE_SHORT = Told({("boxes", BOX): "23"})


def take_the_box_in_again(stage: Stage) -> None:
    """Round by round, 23 of them."""
    box = next(one for one in OWN_BOXES if one.tag == BOX)
    inputs = {**box.inputs(), "container.count": "23"}
    answers = Told({**told().answers, **box.told().answers})
    assert stage.do(Procedure.AMMUNITION, "", inputs, answers).not_counted == ()


def find_the_round(stage: Stage) -> None:
    """I, the short form, for a report on the count."""
    stage.production.stops.report("count-gap", "one dummy")
    report = next(one.restriction.record for one in stage.production.stops.open() if one.restriction.kind == "incident")
    inputs = {"report.class": "count-gap", "restriction": report, "guns": "", "box": BOX}
    assert stage.do(Procedure.FOUND, "", inputs, told(in_box="24", new_seal="0700")).not_counted == ()
    lift(stage)


def count_it_again(stage: Stage) -> None:
    """It lay in the corner of the box: a later count by two that agrees."""
    assert stage.do(Procedure.DAY_COUNT, "", {}, told()).not_counted == ()


@pytest.mark.parametrize("close", [take_the_box_in_again, find_the_round, count_it_again])
def test_a_gap_of_yesterday_is_closed_before_the_first_clearance(stage: Stage, close: Callable[[Stage], None]) -> None:
    """R-075: J says the gap, the morning counts it again, D is refused with its remedy until one of three closes it."""
    wrapped = stage.do(Procedure.WRAP, "", {}, Told({**told().answers, **ONE_SHORT.answers}))
    text = stage.text(wrapped.name)
    assert 'reconciled = "no"' in text
    assert "23 counted, 24 by the account" in text
    next_morning(stage, ONE_SHORT)
    prove(stage, COLT)
    ready(stage)
    assert "find what is missing (I)" in refused(stage, "R-075", Procedure.INSPECTION, COLT, EMPTY)
    close(stage)
    prove(stage, COLT)
    assert stage.clear(COLT).not_counted == ()
    stage.put_back(COLT)
    assert 'reconciled = "yes"' in stage.text(stage.wrap().name)


def test_two_days_that_agree_follow_each_other(stage: Stage) -> None:
    """Nothing of yesterday permits anything today, and nothing of it is asked again."""
    stage.wrap()
    next_morning(stage)
    assert refused(stage, "R-065", Procedure.INSPECTION, COLT, EMPTY)
    prove(stage, COLT)
    ready(stage)
    assert refused(stage, "R-064", Procedure.INSPECTION, SECOND_COLT, EMPTY)
    assert stage.clear(COLT).not_counted == ()


def test_a_day_that_was_never_wrapped_ends_after_eighteen_hours(stage: Stage) -> None:
    """R-061: then it can still be wrapped, or the next one be opened; nothing of it is good."""
    stage.clear(COLT, EMPTY)
    stage.clock.advance(19 * HOUR)
    stage.reopen()
    assert stage.status(COLT).state == "unverified"
    assert "C" in refused(stage, "R-061", Procedure.INSPECTION, COLT, EMPTY)
    assert stage.wrap().not_counted == ()
    start_day(stage)
    prove(stage, COLT)
    ready(stage)
    assert stage.clear(COLT, EMPTY).not_counted == ()


def test_a_second_opening_ends_the_first_day(stage: Stage) -> None:
    """R-054: everything is asked anew, also two hours later."""
    stage.clear(COLT, EMPTY)
    start_day(stage)
    assert stage.status(COLT).state == "unverified"
    assert refused(stage, "R-064", Procedure.INSPECTION, COLT, EMPTY)
    prove(stage, COLT)
    assert refused(stage, "R-065", Procedure.INSPECTION, COLT, EMPTY)
    ready(stage)
    assert stage.clear(COLT, EMPTY).not_counted == ()


def test_a_break_waits_for_guns_that_are_out(stage: Stage) -> None:
    """N3: taken back with one key, proved empty where it was handed over, then locked; after it D anew."""
    stage.clear(COLT, EMPTY)
    stage.hand_over(COLT)
    lunch = (Procedure.BREAK, "", {"reason": "lunch"})
    assert "one key" in refused(stage, "R-076", *lunch)
    stage.production.take_back(COLT)
    assert "(G)" in refused(stage, "R-077", *lunch)
    stage.put_back(COLT, "")
    assert stage.do(*lunch, told()).not_counted == ()
    custody = stage.status(COLT).custody
    assert custody is not None
    assert custody.shape == "locked"
    assert stage.clear(COLT).not_counted == ()


def test_a_gun_and_a_person_come_late(stage: Stage) -> None:
    """The gun is taken in and proved empty; the person is trained and briefed; then she holds it."""
    late = DemoWeapon(
        "A-09", "Ridgeway", "Single Action", ".45 Colt", "SA41111", "live-capable", "revolver", "cartridge", 6, 1
    )
    take_in(stage, late)
    assert "prove" in refused(stage, "R-064", Procedure.INSPECTION, late.tag, EMPTY).lower()
    prove(stage, late.tag)
    assert stage.clear(late.tag, plan()).not_counted == ()
    nora = enrol(stage, "Nora Quist")
    handed = (Procedure.HANDOVER, late.tag, {"holder": nora.id, "scene": SLATE})
    assert refused(stage, "R-071", *handed)
    train(stage, late.tag, person=nora.id)
    assert refused(stage, "R-072", *handed)
    stage.do(Procedure.LATE_BRIEFING, nora.id, {"person": nora.id}, told())
    assert stage.hand_over(late.tag, nora.id).not_counted == ()
    assert stage.status(late.tag).state == "cold"


def test_a_minor_holds_rubber_only_with_a_guardian_and_stays_out_of_the_zone(stage: Stage) -> None:
    """R-141, R-142: the guardian is named; a zone waits for the safety officer's plan."""
    kim = enrol(stage, "Kim Lund", Role.PERFORMER, minor=True)
    train(stage, COLT, RUBBER, person=kim.id)
    stage.do(Procedure.LATE_BRIEFING, kim.id, {"person": kim.id}, told())
    stage.clear(COLT, EMPTY)
    stage.clear(RUBBER, EMPTY)
    assert refused(stage, "R-141", Procedure.HANDOVER, COLT, {"holder": kim.id, "scene": SLATE, "guardian": "Eva Lund"})
    alone = {"holder": kim.id, "scene": SLATE}
    assert refused(stage, "R-141", Procedure.HANDOVER, RUBBER, alone)
    assert refused(stage, "R-141", Procedure.HANDOVER, RUBBER, {**alone, "guardian": "Eva Lund"})
    eva = enrol(stage, "Eva Lund", Role.CREW)
    stage.do(Procedure.LATE_BRIEFING, eva.id, {"person": eva.id}, told())
    published = stage.do(Procedure.HANDOVER, RUBBER, {**alone, "guardian": "Eva Lund"}, told())
    assert published.not_counted == ()
    assert stage.status(RUBBER).state == "cold"
    zone = {"scene": "25A", "place": "Stage 3", "guns": COLT, "plan.load": "quarter", "plan.count": "2"}
    assert refused(stage, "R-142", Procedure.BLANK_ZONE, "", zone)
    sign_out(stage, stage.production.delegations.plan_minors("main", "25A", "behind glass, teacher beside", OFFICER.id))
    assert stage.do(Procedure.BLANK_ZONE, "", zone, told(minors="planned")).not_counted == ()


def test_the_day_is_wrapped_while_a_stand_down_is_open(stage: Stage) -> None:
    """J is never refused by a stop; the next morning begins under it, and it ends by L, K and the release."""
    stage.clear(COLT)
    stage.production.start_emergency(Procedure.INCIDENT, (COLT,), report_class="injury", by="medic")
    for gun in stage.production.board().weapons:
        stage.production.lock(gun.weapon.tag, "safe 1", "0444")
    assert stage.wrap().not_counted == ()
    next_morning(stage)
    prove(stage, SECOND_COLT)
    assert refused(stage, "R-009", Procedure.INSPECTION, SECOND_COLT, EMPTY)
    release(stage, "injury")
    assert refused(stage, "R-116", Procedure.INSPECTION, SECOND_COLT, EMPTY)
    assert [line.act for line in stage.production.board().due if line.blocking][-1] == "action"
    close_actions(stage)
    assert stage.clear(SECOND_COLT, EMPTY).not_counted == ()
    assert refused(stage, "R-007", Procedure.RETURN, COLT, {"box": BOX})
