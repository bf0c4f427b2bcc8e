"""Whoever wants a loaded gun to be shown cold on one of two laptops: turn-rounds, exchanges, sittings and batches."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from showclear.app.demo import ARMORER, DIRECTOR
from showclear.app.production import RulesRefuseError
from showclear.domain.checklists import Procedure
from showclear.domain.limits import FLOOR
from showclear.domain.runs import Phase
from showclear.domain.situation.batches import batch_status
from showclear.domain.situation.status import State
from showclear.errors import ShowClearError
from tests.app.sets import told
from tests.app.stage import COLT, EMPTY, HOLDER, SECOND_COLT, SLATE, TOLD, Stage, plan
from tests.app.test_at_once_on_two_laptops import assert_same_board, exchange, is_permitted, other  # noqa: F401

BATCH = "RUB-1"
ZONE = {"scene": SLATE, "place": "Stage 3", "guns": COLT, "plan.load": "quarter", "plan.count": "2"}
TAKE = {
    "scene": SLATE, "use": "take", "place": "Stage 3", "plan.from": "box", "plan.count": "2", "box": "BLK-1",
    "holder": HOLDER,
}  # fmt: skip


def _load_blanks(truck: Stage) -> None:
    truck.production.take_back(COLT)
    truck.do(Procedure.BLANK_ZONE, "", ZONE, told())
    truck.do(Procedure.BLANK_TAKE, COLT, TAKE, told())


def _load_half(truck: Stage) -> None:
    truck.production.take_back(COLT)
    session = truck.start(Procedure.INSPECTION, COLT, plan())
    truck.walk_until(session, "rounds", TOLD)
    truck.answer(session, TOLD)
    session.leave()


def _turn_round(truck: Stage) -> None:
    truck.production.take_back(COLT)
    truck.turn_round()


def _give_up(truck: Stage) -> None:
    truck.production.take_back(COLT)
    session = truck.start(Procedure.TURN_ROUND, COLT, {})
    truck.walk_until(session, "shown", TOLD)
    session.abandon("the holder walked off")


MEANWHILE: dict[str, tuple[Callable[[Stage], None], State]] = {
    "blanks are loaded": (_load_blanks, State.HOT),
    "dummies are half loaded": (_load_half, State.UNVERIFIED),
    "it is turned round there too": (_turn_round, State.UNVERIFIED),
    "a turn-round is given up there": (_give_up, State.UNVERIFIED),
}
"""What the truck does with the gun while the cart turns it round, and what everybody sees then."""


@pytest.mark.parametrize("what", MEANWHILE)
@pytest.mark.parametrize("then", ["", "Luis Ortega"], ids=["one holder", "an exchange"])
def test_a_turn_round_never_hides_what_the_other_laptop_did_with_the_gun(
    stage: Stage,
    other: Stage,  # noqa: F811
    what: str,
    then: str,
) -> None:
    """R-030, R-031, R-032: one physical gun, two stories; nobody is shown the comfortable one."""
    act, state = MEANWHILE[what]
    stage.clear(COLT, EMPTY)
    stage.do(Procedure.HANDOVER, COLT, {"holder": HOLDER, "scene": SLATE, "then": then}, TOLD)
    exchange(stage, other)
    assert is_permitted(other.status())
    act(other)
    stage.production.take_back(COLT)
    stage.turn_round()
    assert stage.status().state is State.COLD
    exchange(stage, other)
    for side in (stage, other):
        assert side.status().state is state, side.status().why
        assert not is_permitted(side.status())
        with pytest.raises(ShowClearError):
            side.start(Procedure.TURN_ROUND, COLT, {})
        with pytest.raises(ShowClearError):
            side.start(Procedure.HANDOVER, COLT, {"holder": HOLDER, "scene": SLATE})
    assert_same_board(stage, other)


def test_a_gun_of_a_sitting_is_not_signed_cold_over_a_stop_of_the_other(stage: Stage) -> None:
    """A real round in one of two guns: what was seen of the other one before permits nothing, whoever signs it."""
    sitting = stage.production.start_sitting(
        Procedure.INSPECTION, (COLT, SECOND_COLT), EMPTY, ARMORER.id, DIRECTOR.id
    )  # fmt: skip
    first, second = sitting.sessions
    assert stage.walk(first, TOLD).phase is Phase.COMPLETE
    stage.walk_until(second, "chambers", TOLD)
    stage.answer(second, told(chambers="round-or-case"))
    assert second.run.phase is Phase.STOPPED
    with pytest.raises(RulesRefuseError):
        sitting.signing()
    assert stage.status(COLT).state is State.UNVERIFIED
    assert stage.status(SECOND_COLT).state is not State.COLD


def test_a_batch_with_a_chamber_in_it_is_not_properly_out_because_the_other_laptop_had_not_heard(
    stage: Stage,
    other: Stage,  # noqa: F811
) -> None:
    """R-058: one of the rubber guns is real; whoever has two of them in hand is told once the files are there."""
    session = other.start(Procedure.BATCH_DAY, BATCH, {})
    other.walk_until(session, "all-solid", told(counted="12"))
    other.answer(session, told(all_solid="way-in"))
    assert session.run.phase is Phase.STOPPED
    stage.do(Procedure.BATCH_ISSUE, BATCH, {"scene": SLATE, "holders": f"{HOLDER} 2"}, told(given="2"))
    exchange(stage, other)
    for side in (stage, other):
        found = batch_status(side.production.book.situation, BATCH, side.clock.now(), FLOOR)
        assert found is not None
        assert found.out == 2
        assert found.restricted
        assert [one.kind for one in side.production.board().stops] == ["stand-down"]
        with pytest.raises(RulesRefuseError):
            side.start(Procedure.BATCH_ISSUE, BATCH, {"scene": SLATE, "holders": f"{HOLDER} 2"})
    session.abandon("it is locked away")
    exchange(stage, other)
    assert_same_board(stage, other)
