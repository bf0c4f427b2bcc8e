"""The gates of the day through the use cases: what is refused as long as day, count or meeting are missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from showclear.app.demo import ARMORER, DIRECTOR, HANDLER, PRODUCER
from showclear.app.production import RulesRefuseError
from showclear.app.walking import Told
from showclear.domain.checklists import Procedure
from showclear.domain.people import Role
from showclear.errors import InputError
from tests.app.stage import COLT, EMPTY, HOLDER, RUBBER, SLATE, TOLD, Stage, plan

HOUR = 3600
ZONE = {"scene": "25A", "place": "Stage 3", "guns": COLT, "plan.load": "quarter", "plan.count": "2"}
TAKE = {
    "scene": "25A", "use": "take", "place": "Stage 3", "plan.from": "box", "plan.count": "2", "box": "BLK-1",
    "holder": HOLDER,
}  # fmt: skip


def nothing(stage: Stage) -> None:
    """The demonstration as it is."""


def next_day(stage: Stage) -> None:
    """A new day is open and nothing else is done for it."""
    stage.do(Procedure.DAY_PEOPLE, "", {"place": "Stage 3", "day.blanks": "yes"}, TOLD)


def without_blanks(stage: Stage) -> None:
    """A new day on which nobody planned blanks."""
    next_day(stage)
    stage.do(Procedure.DAY_COUNT, "", {}, TOLD)
    stage.do(Procedure.DAY_PROOF, COLT, {}, TOLD)
    stage.do(Procedure.MEETING, "", {"scene": SLATE, "day.blanks": "no"}, TOLD)
    stage.do(Procedure.DAY_READINESS, "", {"day.blanks": "no"}, TOLD)


def too_late(stage: Stage) -> None:
    """The day was opened more than eighteen hours ago."""
    stage.clock.advance(19 * HOUR)


def mara_is_away(stage: Stage) -> None:
    """A new day for which the armorer said that she does not handle guns."""
    told = Told({**TOLD.answers, ("duty", ARMORER.name): "not-today"})
    stage.do(Procedure.DAY_PEOPLE, "", {"place": "Stage 3", "day.blanks": "yes"}, told)


def a_newcomer(stage: Stage) -> None:
    """A performer who came after the meeting and was trained for nothing; and a gun that is cleared."""
    stage.production.shifts.open(PRODUCER.id, "", stage.pins[PRODUCER.id])
    enrolment = stage.production.roster.enrol("Nora Quist", Role.PERFORMER, "passport")
    for place in enrolment.signing.draft.places:
        enrolment.signing.sign(stage.pins[place.person.id])
    stage.clear(COLT)


def moved(stage: Stage) -> None:
    """The unit is somewhere else now."""
    stage.do(Procedure.MOVE, "", {"new-place": "The quarry"}, TOLD)


Case = tuple[str, str, Callable[[Stage], None], Procedure, str, Mapping[str, str]]
NEWCOMER = {"holder": "nora-quist", "scene": SLATE}
CASES: tuple[Case, ...] = (
    ("a unit that nobody opened", "R-060", nothing, Procedure.DAY_COUNT, "", {"unit": "second"}),
    ("a day that is too old", "R-061", too_late, Procedure.INSPECTION, COLT, EMPTY),
    ("a day that is wrapped", "R-061", lambda stage: stage.wrap(), Procedure.INSPECTION, COLT, EMPTY),
    ("nothing counted", "R-062", next_day, Procedure.INSPECTION, COLT, EMPTY),
    ("nothing swept", "R-063", next_day, Procedure.INSPECTION, COLT, EMPTY),
    ("a gun outside the count", "R-064", next_day, Procedure.INSPECTION, RUBBER, EMPTY),
    ("no meeting", "R-065", next_day, Procedure.INSPECTION, COLT, EMPTY),
    ("no dry run for blanks", "R-066", without_blanks, Procedure.BLANK_ZONE, "", ZONE),
    ("not ready", "R-067", next_day, Procedure.INSPECTION, COLT, EMPTY),
    ("not ready for blanks", "R-068", without_blanks, Procedure.BLANK_ZONE, "", ZONE),
    ("armorer off duty", "R-069", mara_is_away, Procedure.DAY_COUNT, "", {}),
    ("not trained", "R-071", a_newcomer, Procedure.HANDOVER, COLT, NEWCOMER),
    ("not briefed", "R-072", a_newcomer, Procedure.HANDOVER, COLT, NEWCOMER),
    ("briefed already", "R-078", nothing, Procedure.LATE_BRIEFING, HOLDER, {"person": HOLDER}),
    ("no zone", "R-080", nothing, Procedure.BLANK_TAKE, COLT, TAKE),
    ("another gun in the zone", "R-086", nothing, Procedure.BLANK_ZONE, "", {**ZONE, "guns": RUBBER}),
    ("at the old place", "R-062", moved, Procedure.INSPECTION, COLT, EMPTY),
    ("the same place", "R-131", nothing, Procedure.MOVE, "", {"new-place": "Stage 3"}),
    ("a gun still loaded at lunch", "R-077", lambda stage: stage.clear(COLT), Procedure.BREAK, "", {"reason": "lunch"}),
)


@pytest.mark.parametrize(("name", "rule", "before", "procedure", "subject", "inputs"), CASES, ids=[c[0] for c in CASES])
def test_a_gate_refuses_with_its_facts_and_what_opens_it(
    stage: Stage, name: str, rule: str, before: Callable[[Stage], None], procedure: Procedure, subject: str,
    inputs: Mapping[str, str],
) -> None:  # fmt: skip
    """Every gate says which rule it is, what it rests on, and who does what about it; no run is begun."""
    before(stage)
    with pytest.raises(RulesRefuseError) as caught:
        stage.start(procedure, subject, inputs)
    refusal = next(one for one in caught.value.refusals if one.rule == rule)
    assert refusal.facts
    assert refusal.remedy
    known = {name.removesuffix(".toml") for name in stage.names()}
    assert {fact.record for fact in refusal.facts} - {""} <= known
    assert stage.production.open_runs() == ()


def test_a_guns_clearance_ends_with_the_break_the_move_and_the_day(stage: Stage) -> None:
    """N3: whatever was cold before it is not cold after it."""
    ends = ((Procedure.BREAK, {"reason": "lunch"}), (Procedure.MOVE, {"new-place": "The quarry"}))
    for procedure, inputs in ends:
        stage.clear(COLT, EMPTY)
        assert stage.status().state == "cold"
        stage.do(procedure, "", inputs, TOLD)
        assert stage.status().state == "unverified"


def test_a_newcomer_to_the_demonstration_can_clear_hand_over_turn_round_and_fire_at_once(stage: Stage) -> None:
    """Whoever tries Show Clear does not have to walk through C and K first."""
    stage.clear(COLT, plan())
    stage.hand_over(COLT)
    stage.production.take_back(COLT)
    stage.turn_round(COLT)
    stage.production.take_back(COLT)
    stage.put_back(COLT)
    stage.do(Procedure.BLANK_ZONE, "", ZONE, Told({**TOLD.answers, "heads": "4"}))
    stage.do(Procedure.BLANK_TAKE, COLT, TAKE, TOLD)
    assert stage.status().state == "hot"
    board = stage.production.board()
    assert board.day is not None
    assert board.day.place == "Stage 3"
    assert {one.person.id for one in board.on_duty} == {ARMORER.id, HANDLER.id}
    assert DIRECTOR.id in {one.person.id for one in board.shifts}


def test_the_unit_of_this_laptop_is_remembered_on_it(stage: Stage) -> None:
    """A laptop on the second unit's truck works for the second unit tomorrow, too; an unknown one cannot be chosen."""
    production = stage.production
    assert production.unit == "main"
    assert production.units == ("main",)
    with pytest.raises(InputError, match="no unit"):
        production.choose_unit("second")
    production.choose_unit("main")
    assert stage.reopen().unit == "main"
