"""What an intake may be started with: a look that the register does not ask for is a look that nobody takes."""

from __future__ import annotations

import pytest

from showclear.app.definitions import shipped
from showclear.app.demo import ARMORER, HANDLER
from showclear.app.demo_things import WEAPONS
from showclear.app.inputs import read_inputs
from showclear.domain.checklists import Procedure
from showclear.errors import InputError
from tests.app.stage import Stage

INTAKE = next(one for one in shipped().checklists if one.procedure is Procedure.INTAKE)
COLT = {**WEAPONS[0].inputs(), "weapon.tag": "A-99", "weapon.feeds": "C-99 spare-cylinder 6"}


def test_the_weapons_of_the_demonstration_can_be_taken_in() -> None:
    """What is refused below is refused for its own fault."""
    for weapon in WEAPONS:
        read_inputs(INTAKE.inputs, weapon.inputs())


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"weapon.barrels": "0"}, "has a barrel"),
        ({"weapon.chambers": "0"}, "has a chamber"),
        ({"weapon.action": "none"}, "has an action"),
        ({"weapon.class": "rubber"}, "not of class rubber"),
        ({"weapon.class": "replica", "weapon.action": "none", "weapon.ignition": "none", "weapon.has": ""}, "has no"),
        ({"weapon.has": "belt"}, "has no belt"),
        ({"weapon.ignition": "none"}, "sets the charge off"),
        ({"weapon.feeds": "C-1 spare-cylinder 6; C-1 spare-cylinder 6"}, "stands there twice"),
        ({"weapon.feeds": "A-99 spare-cylinder 6"}, "stands there twice"),
    ],
    ids=lambda one: one if isinstance(one, str) else None,
)
def test_a_weapon_that_cannot_be_so_is_not_taken_in(changes: dict[str, str], why: str) -> None:
    """With no barrel on the register an inspection would ask nobody for a bore, and clear it."""
    with pytest.raises(InputError, match=why) as caught:
        read_inputs(INTAKE.inputs, {**COLT, **changes})
    assert caught.value.remedy


@pytest.mark.parametrize("feeds", ["M-1 magazine 8", "A-08 spare-cylinder 6", "DUM-3 pouch 6"])
def test_a_feed_device_has_a_tag_of_its_own(stage: Stage, feeds: str) -> None:
    """R-002: two magazines with one tag would be taken for each other."""
    refusals = stage.open().refusals(Procedure.INTAKE, "A-99", {**COLT, "weapon.feeds": feeds}, ARMORER.id, HANDLER.id)
    assert [one.rule for one in refusals] == ["R-002"]


def test_nothing_planned_is_nothing_however_it_is_written() -> None:
    """The rounds of a plan that holds nothing are not asked for and not carried along."""
    inspection = next(one for one in shipped().checklists if one.procedure is Procedure.INSPECTION)
    given = {"scene": "24C", "use": "take", "place": "Stage 3", "plan.contents": " Nothing", "plan.count": "6"}
    assert read_inputs(inspection.inputs, given)["plan.count"] == "0"
