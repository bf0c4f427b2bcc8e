"""An emergency list goes on past what is not as it has to be; then its signed record opens and closes nothing."""

from __future__ import annotations

import pytest

from showclear.app.sessions import RunSession
from showclear.app.views import Published
from showclear.app.walking import Told, sign_all
from showclear.domain.checklists import Procedure
from showclear.domain.runs import Phase
from showclear.domain.situation.status import State
from tests.app.stage import COLT, DIRECTOR, TOLD, Stage
from tests.app.test_emergency_runs import hot, kinds, misfire

FIRED = {"came-out": "2", "misfires": "1", "unfired": "0", "cases": "1", "lost": "0", "red-box": "8881"}


def go_through(stage: Stage, session: RunSession, told: Told) -> Published:
    """Both walk it to its end; whatever stops it restricts, and they go on."""
    stops = 0
    while stage.walk(session, told).phase is Phase.STOPPED:
        session.go_on()
        stops += 1
    assert stops
    assert session.run.phase is Phase.COMPLETE, session.run.mismatches()
    return sign_all(session, stage.pins)


@pytest.mark.parametrize(
    ("seen", "what"),
    [("bore", "something"), ("bore", "unsure"), ("chambers", "round-or-case"), ("serial", "00")],
    ids=["a blocked bore", "a bore nobody can see through", "a round in a chamber", "another gun"],
)
def test_a_misfired_gun_that_is_not_proved_empty_stays_misfired(stage: Stage, seen: str, what: str) -> None:
    """R-126, R-RUN-19: what both saw in it is no proof, and the run that raised a bar does not take it away."""
    hot(stage)
    (session,) = misfire(stage).sessions
    published = go_through(stage, session, Told({**TOLD.answers, **FIRED, seen: what}))
    assert "misfired" in kinds(stage, COLT)
    assert ("quarantined" in kinds(stage, COLT)) == (what in ("something", "round-or-case"))
    made = {row["effect"] for row in stage.production.book.body(published.name)["effects"]}
    assert not made & {"proved-empty", "device-proved-empty", "closed"}
    assert stage.status().state in (State.HOT, State.QUARANTINED)


def test_a_count_that_differs_is_its_own_gap_and_the_gun_stays_quarantined(stage: Stage) -> None:
    """R-044, R-126: the gun is empty and its misfire is signed for; what the stand-down touched waits for an intake."""
    hot(stage)
    (session,) = misfire(stage).sessions
    go_through(stage, session, Told({**TOLD.answers, **FIRED, "came-out": "1", "misfires": "0"}))
    assert set(kinds(stage, COLT)) == {"quarantined"}
    assert stage.status().contents == "nothing"
    assert stage.box("BLK-1").gap


def test_a_report_to_which_the_armorer_says_no_stays_open(stage: Stage) -> None:
    """R-123, R-RUN-19: an armorer's no is final, also where the list goes on and both sign what was written."""
    emergency = stage.production.start_emergency(Procedure.INCIDENT, (), report_class="near-miss", reason="it slipped")
    (session,) = emergency.sessions
    who = {"who-restarts": DIRECTOR.name, "cause": "wet grip", "control": "gloves", "armorer-agrees": "no"}
    while stage.walk(session, Told({**TOLD.answers, **who})).phase is Phase.STOPPED:
        session.go_on()
    assert session.signing().view().follows[0].startswith("Nothing is closed by this")
    sign_all(session, stage.pins)
    assert kinds(stage) == ["incident"]
