"""A run that ends without signatures leaves a record, whatever it was about."""

from __future__ import annotations

import re

import pytest

from showclear.app.definitions import shipped
from showclear.domain.checklists import Procedure
from tests.app.sets import told
from tests.app.stage import COLT, HOLDER, TOLD, Stage, plan
from tests.app.test_adoptions import adopt
from tests.app.test_batches import BATCH, OUT


def _given_up(stage: Stage, session_id: str) -> list[dict[str, object]]:
    """The effects that say of a run that it was given up."""
    book = stage.production.book
    bodies = (book.body(name) for name in book.names() if (facts := book.facts(name)) and facts.kind == "restriction")
    rows = [row for body in bodies for row in body.get("effects", [])]
    return [row for row in rows if row["effect"] == "given-up" and row["run"] == session_id]


CASES = {
    "set": (Procedure.BREAK, "", {"reason": "lunch"}),
    "person": (Procedure.TRAINING, HOLDER, {"person": HOLDER, "guns": COLT}),
    "batch": (Procedure.BATCH_ISSUE, BATCH, OUT),
    "weapon": (Procedure.INSPECTION, COLT, plan()),
}


@pytest.mark.parametrize("case", CASES)
def test_every_way_out_leaves_a_record(stage: Stage, case: str) -> None:
    """R-RUN-29: about the unit, a person, a batch or a gun; the set is stopped by none."""
    procedure, subject, inputs = CASES[case]
    session = stage.start(procedure, subject, inputs)
    stage.answer(session, told())
    before = stage.production.book.situation
    assert not before.open_restrictions()
    session.abandon("the generator died")
    (row,) = _given_up(stage, session.run.plan.run_id)
    assert row["reason"] == "the generator died"
    assert row["title"] == session.title
    assert str(row["where"]).startswith("Asked next: ")
    after = stage.production.book.situation
    assert before.findings == after.findings
    assert not after.open_restrictions()
    assert stage.production.open_runs() == ()
    stage.assert_whole()


def test_a_run_about_the_set_that_is_given_up_ends_no_clearance(stage: Stage) -> None:
    """R-RUN-29: a note that nothing came of a meeting or a training is not a stop."""
    stage.clear(COLT)
    assert stage.status(COLT).state == "cold"
    session = stage.start(Procedure.TRAINING, HOLDER, {"person": HOLDER, "guns": COLT})
    stage.answer(session, TOLD)
    session.abandon("no time")
    assert stage.status(COLT).state == "cold"


def test_a_run_that_another_window_left_open_leaves_a_record_when_it_is_given_up(stage: Stage) -> None:
    """R-RUN-29: a draft that nobody goes on with is given up with its reason, too."""
    session = stage.start(Procedure.BREAK, "", {"reason": "lunch"})
    run_id = session.run.plan.run_id
    stage.answer(session, told())
    stage.reopen()
    stage.production.abandon(run_id, "nobody knows whose it was")
    (row,) = _given_up(stage, run_id)
    assert row["reason"] == "nobody knows whose it was"


def test_what_was_begun_is_found_when_it_is_begun_once_more(stage: Stage) -> None:
    """The same procedure about the same thing; no other one, no emergency, and nothing once it was given up."""
    about_the_set = stage.start(Procedure.BREAK, "", {"reason": "lunch"})
    stage.start(Procedure.INSPECTION, COLT, plan())
    production = stage.production
    assert [one.run_id for one in production.begun(Procedure.BREAK, "")] == [about_the_set.run.plan.run_id]
    assert [one.subject for one in production.begun(Procedure.INSPECTION, COLT)] == [COLT]
    assert production.begun(Procedure.INSPECTION, "A-99") == ()
    assert production.begun(Procedure.TURN_ROUND, COLT) == ()
    assert production.begun(Procedure.INCIDENT, "") == ()
    about_the_set.abandon("no break after all")
    assert production.begun(Procedure.BREAK, "") == ()


def test_what_was_begun_is_found_also_when_its_checklist_is_called_something_else_by_now(stage: Stage) -> None:
    """A run keeps the checklist that it was begun with; meanwhile one in another language may be adopted."""
    begun = stage.start(Procedure.INSPECTION, COLT, plan())
    text = shipped().files["weapon-inspection"].decode()
    text = re.sub("^title = .*$", 'title = "Pr\u00fcfung"', text, count=1, flags=re.M)
    text = re.sub("^version = .*$", 'version = "2.0.0"\nlanguage = "de"', text, count=1, flags=re.M)
    adopt(stage, {("checklist", "weapon-inspection"): text.encode()})
    assert stage.production.adopted.of(Procedure.INSPECTION).title != begun.title
    assert [one.run_id for one in stage.production.begun(Procedure.INSPECTION, COLT)] == [begun.run.plan.run_id]
