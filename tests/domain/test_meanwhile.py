"""What happens between the start of a run and its signatures, and what of it asks for another look."""

from __future__ import annotations

import pytest

from showclear.domain.checklists import Procedure
from showclear.domain.effects import Effect
from showclear.domain.limits import FLOOR
from showclear.domain.meanwhile import happened, refusals_of_outdated
from showclear.domain.runs import RunPlan
from tests.domain.runs.run_cases import checklist, plan
from tests.domain.situation.productions import Shoot, equipped

SIX = tuple("123456")
LIMITS = {name: value for name, value in FLOOR.items() if isinstance(value, int)}


@pytest.fixture
def shoot() -> Shoot:
    """A production with a revolver and a box of fifty dummies."""
    return equipped()


def begun(procedure: Procedure = Procedure.INSPECTION) -> RunPlan:
    """A run about the revolver, as it is planned from what is on record."""
    return plan(
        checklist=checklist(procedure=procedure),
        facts={"unit.name": "main", "box.tag": "BOX-1", "box.holds-now": 50},
        slots={"weapon.chambers": SIX, "weapon.barrels": ("1",), "weapon.feeds": ()},
        limits=LIMITS,
    )


def test_what_is_as_it_was_at_the_start_may_be_signed(shoot: Shoot) -> None:
    """R-RUN-31: also under limits that became looser since, as the run was held against the stricter ones."""
    assert refusals_of_outdated(begun(), shoot.situation()) == ()
    shoot.adopt_rules(clearance_minutes="9")
    strict = shoot.situation().limits
    old = plan(checklist=checklist(), facts={}, slots=begun().slots, limits={**LIMITS, **dict(strict)})
    shoot.remove_rules()
    assert refusals_of_outdated(old, shoot.situation()) == ()


def test_a_limit_that_a_run_does_not_know_yet_was_its_floor(shoot: Shoot) -> None:
    """R-RUN-31: a run of an earlier version is gone on with; a limit that came since is no looser for it."""
    known = {name: value for name, value in LIMITS.items() if name != "clearance_minutes"}
    old = plan(checklist=checklist(), facts={}, slots=begun().slots, limits=known)
    assert refusals_of_outdated(old, shoot.situation()) == ()
    shoot.adopt_rules(clearance_minutes="9")
    (refusal,) = refusals_of_outdated(old, shoot.situation())
    assert "how long a clearance lives" in refusal.sentence


def test_nobody_signs_what_was_compared_with_something_else_than_holds_now(shoot: Shoot) -> None:
    """R-RUN-31: limits, the register and the account of the box; all of it is said at once."""
    said = []
    for change in (
        lambda: shoot.adopt_rules(clearance_minutes="9"),
        lambda: shoot.take_in(chambers=5),
        lambda: shoot.take_in_box(count=49),
    ):
        change()
        refusals = refusals_of_outdated(begun(), shoot.situation())
        assert {one.rule for one in refusals} == {"R-RUN-31"}
        assert all(one.remedy for one in refusals)
        said.append([one.sentence for one in refusals])
    assert [len(facts) for facts in said] == [1, 2, 3]
    for words, fact in zip(
        ("rules of the production changed", "taken in anew", "has to hold 49"), said[2], strict=True
    ):
        assert words in fact


def test_a_device_that_is_new_is_a_look_that_nobody_was_asked_for(shoot: Shoot) -> None:
    """R-RUN-31: but an intake is what says which devices there are."""
    shoot.take_in_device("CYL-1", "A-07")
    (refusal,) = refusals_of_outdated(begun(), shoot.situation())
    assert "devices" in refusal.sentence
    assert refusals_of_outdated(begun(Procedure.INTAKE), shoot.situation()) == ()


@pytest.mark.parametrize(
    ("effect", "counts"),
    [
        (Effect("custody", {"item": "A-07", "shape": "unaccounted"}), (True, True)),
        (Effect("custody", {"item": "A-08", "shape": "unaccounted"}), (False, False)),
        (Effect("break", {"unit": "main", "reason": "lunch"}), (True, False)),
        (Effect("break", {"unit": "second", "reason": "lunch"}), (False, False)),
        (Effect("hold", {"reason": "a car"}), (True, True)),
    ],
    ids=["its gun", "another gun", "its unit", "another unit", "the set"],
)
def test_what_happens_to_the_gun_the_set_or_the_day_asks_for_another_look(
    shoot: Shoot, effect: Effect, counts: tuple[bool, bool]
) -> None:
    """R-RUN-9: what permits gun work is looked at again after a break too; a list that permits nothing is not."""
    plans = (begun(), begun(Procedure.RETURN))
    before = [happened(shoot.situation(), one) for one in plans]
    shoot.add("restriction", [effect])
    after = [happened(shoot.situation(), one) for one in plans]
    assert tuple(two > one for one, two in zip(before, after, strict=True)) == counts
