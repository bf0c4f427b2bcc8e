"""Three keys and a report are one event: one list closes all of it, one release ends it, each by name."""

from __future__ import annotations

import pytest

from showclear.app.demo import OFFICER, PRODUCER
from showclear.app.walking import Told, sign_all
from showclear.domain.checklists import Procedure
from showclear.domain.runs import Phase
from showclear.errors import RefusedError
from tests.app.sets import told
from tests.app.signing_by_hand import sign_out
from tests.app.stage import COLT, SECOND_COLT, Stage

ANSWERS = told(
    as_it_was="1", called_at="nobody is hurt", seals="4711", told_at="nobody", when_where="x", who_held="x",
    what_was="x", let_go_by="the police", cause="not known", control="all anew", armorer_agrees="enough",
    who_restarts=OFFICER.name,
)  # fmt: skip


@pytest.fixture
def frightened(stage: Stage) -> Stage:
    """A hold, once more, then somebody says what it is: an injury, with the gun."""
    stage.open()
    production = stage.production
    production.shifts.open(PRODUCER.id, "", stage.pins[PRODUCER.id])
    production.hold()
    production.hold()
    return stage


def kinds(stage: Stage) -> list[str]:
    """What stops the set."""
    return [one.restriction.kind for one in stage.production.stops.open()]


def walk_the_list(stage: Stage, *, let_go: str) -> None:
    """The injury, from its key to the two signatures."""
    emergency = stage.production.start_emergency(Procedure.INCIDENT, (COLT,), report_class="injury")
    (session,) = emergency.sessions
    answers = Told({**ANSWERS.answers, "let-go": let_go})
    assert stage.walk(session, answers).phase is Phase.COMPLETE
    assert sign_all(session, stage.pins).not_counted == ()


def meet(stage: Stage) -> None:
    """K."""
    stage.do(Procedure.MEETING, "", {"scene": "24C", "day.blanks": "no"}, told())


def test_one_list_names_every_stop_of_its_event_and_one_release_ends_them(frightened: Stage) -> None:
    """R-115, R-121: before, three keys cost two lists and two releases; the hold is lifted as every hold."""
    walk_the_list(frightened, let_go="stays")
    assert kinds(frightened) == ["stand-down", "stand-down", "hold"]
    meet(frightened)
    stops = frightened.production.stops
    first = stops.open()[0].restriction.record
    assert [one.id for one in stops.seconds(first)] == [PRODUCER.id]
    session = stops.release(first, "a fall", "a mat", OFFICER.id, PRODUCER.id)
    view = session.view()
    assert view.title == "Release 2 stand-downs of one event"
    assert sum("Stopped " in line for line in view.follows) == 2
    assert sign_out(frightened, session).not_counted == ()
    assert kinds(frightened) == ["hold"]
    assert {one.item for one in stops.frozen()} == {COLT, *frightened.production.book.situation.devices_of(COLT)}


def test_what_is_let_go_in_the_list_is_let_go_under_every_name(frightened: Stage) -> None:
    """R-125: two reports froze the gun; the one list lets it go in both."""
    frightened.production.stops.report("injury", items=(COLT,))
    walk_the_list(frightened, let_go="let-go")
    assert COLT not in {one.item for one in frightened.production.stops.frozen()}
    assert not [one for one in frightened.production.stops.open() if one.restriction.kind == "incident"]


def test_another_event_keeps_its_own_list_and_release(frightened: Stage) -> None:
    """R-115: of two events nobody knows to which the bare key belongs: each is closed by itself."""
    frightened.production.stops.report("missing", items=(SECOND_COLT,))
    walk_the_list(frightened, let_go="stays")
    meet(frightened)
    stops = frightened.production.stops
    waiting = [one.restriction for one in stops.open() if len(one.needs) > 1]
    assert len(waiting) == 2
    with pytest.raises(RefusedError, match="R-122"):
        stops.release(waiting[0].record, "a", "b", OFFICER.id, PRODUCER.id)
    ready = next(
        one.restriction.record for one in stops.open() if len(one.needs) == 1 and "stand" in one.restriction.kind
    )
    sign_out(frightened, stops.release(ready, "a", "b", OFFICER.id, PRODUCER.id))
    assert {one.restriction.record for one in stops.open()} >= {one.record for one in waiting}


def test_what_is_said_in_the_wait_of_a_misfire_is_one_event_with_one_list(stage: Stage) -> None:
    """R-115: a pop, opened too early, then somebody is hurt: reports without a list, and one list for the injury."""
    stage.open()
    production = stage.production
    (misfire,) = production.start_emergency(Procedure.MISFIRE, (COLT,)).sessions
    run = misfire.run.plan.run_id
    for report_class in ("misfire", "near-miss"):
        said = production.start_emergency(
            Procedure.INCIDENT, (COLT,), report_class=report_class, of_run=run, walk=False
        )
        assert (said.sessions, said.why) == ((), "")
        assert said.records[0]
    assert [one.run_id for one in production.open_runs()] == [run]
    (hurt,) = production.start_emergency(Procedure.INCIDENT, (COLT,), report_class="injury", of_run=run).sessions
    assert stage.walk(hurt, Told({**ANSWERS.answers, "let-go": "stays"})).phase is Phase.COMPLETE
    assert sign_all(hurt, stage.pins).not_counted == ()
    assert kinds(stage) == ["stand-down", "hold"], "the reports are closed, nothing is released or lifted"
    assert "misfired" in {one.kind for one in stage.status(COLT).restrictions}, "only its own list closes a misfire"
