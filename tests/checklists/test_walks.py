"""The shipped checklists, walked with the real engine over every kind of thing, with the keys they cost."""

from __future__ import annotations

import pytest

from showclear.domain.checklists import Procedure
from showclear.domain.runs import Phase, effects, statements
from showclear.domain.weapons import Action, Contents
from tests.checklists import walking
from tests.checklists.walking import PISTOL, REVOLVER, REVOLVER_WITH_SPARE, RUBBER, THINGS, Thing, asked, walk

WEAPON_PROCEDURES = (
    Procedure.INTAKE,
    Procedure.INSPECTION,
    Procedure.HANDOVER,
    Procedure.RETURN,
    Procedure.TURN_ROUND,
)


@pytest.mark.parametrize("procedure", WEAPON_PROCEDURES, ids=str)
@pytest.mark.parametrize("thing", THINGS.values(), ids=THINGS)
def test_every_procedure_can_be_walked_with_every_thing_and_says_what_it_changes(
    procedure: Procedure, thing: Thing
) -> None:
    """Nobody may stand on set with a gun in hand and a checklist that cannot be finished for it."""
    run = walk(walking.weapon_plan(procedure, thing)).run
    assert run.phase is Phase.COMPLETE
    assert effects(run)
    for statement in statements(run):
        assert "{" not in statement


@pytest.mark.parametrize(
    "procedure", [Procedure.INSPECTION, Procedure.HANDOVER, Procedure.RETURN, Procedure.TURN_ROUND], ids=str
)
@pytest.mark.parametrize("name", ["revolver", "pistol", "break shotgun", "pump shotgun", "belt-fed"])
def test_every_procedure_can_be_walked_with_dummies(procedure: Procedure, name: str) -> None:
    """Two dummies fit into each of them."""
    run = walk(walking.weapon_plan(procedure, THINGS[name], 2)).run
    assert run.phase is Phase.COMPLETE
    assert effects(run)


@pytest.mark.parametrize("contents", [Contents.DUMMY, Contents.BLANK])
def test_ammunition_is_taken_in_with_its_count(contents: Contents) -> None:
    """The account of a box begins with what two people counted."""
    run = walk(walking.container_plan(contents, 24)).run
    taken_in = effects(run)[0]
    assert taken_in.kind == "container-taken-in"
    assert taken_in.values["count"] == 24
    if contents is Contents.DUMMY:
        assert len(asked(run, "rounds")) == 48
    else:
        assert len(asked(run, "trays")) == 6


def test_an_inspection_clears_the_gun_and_empties_and_clears_its_devices() -> None:
    """The board knows only what these effects say."""
    made = effects(walk(walking.weapon_plan(Procedure.INSPECTION, REVOLVER_WITH_SPARE, 6)).run)
    assert [effect.kind for effect in made] == [
        "proved-empty",
        "device-proved-empty",
        "loaded",
        "custody",
        "device-cleared",
        "cleared",
    ]
    loaded, cleared = made[2].values, made[5].values
    assert (loaded["count"], loaded["left"], loaded["seal"]) == (6, 38, "4712")
    assert (cleared["contents"], cleared["count"], cleared["slate"], cleared["armorer"]) == ("dummy", 6, "42 A", "mara")
    assert cleared["minutes"] == 15


def test_a_handover_and_a_turn_round_issue_the_gun_to_the_holder() -> None:
    """Between takes the same issue begins anew, with the same word."""
    for procedure in (Procedure.HANDOVER, Procedure.TURN_ROUND):
        (issued,) = effects(walk(walking.weapon_plan(procedure, REVOLVER, 6)).run)
        assert issued.values["holder"] == "kim"
        assert (issued.values["contents"], issued.values["count"]) == ("dummy", 6)
        assert (issued.values["condition"], issued.values["word"]) == ("cold", "WALNUT")


def test_a_return_puts_the_rounds_back_into_the_account() -> None:
    """What went out of the box is in it again."""
    made = effects(walk(walking.weapon_plan(Procedure.RETURN, REVOLVER, 6)).run)
    assert [effect.kind for effect in made] == ["unloaded", "proved-empty", "custody"]
    assert (made[0].values["count"], made[0].values["container"]) == (6, "D-1")


@pytest.mark.parametrize("thing", [REVOLVER, REVOLVER_WITH_SPARE], ids=["plain", "with a spare cylinder"])
def test_an_inspection_of_six_dummies_costs_at_most_105_keys_and_four_pins(thing: Thing) -> None:
    """Design, section 14. An app that costs too much is left in the truck."""
    done = walk(walking.weapon_plan(Procedure.INSPECTION, thing, 6))
    assert done.pins == 4
    assert done.keys <= 105
    assert len(asked(done.run, "rounds")) == 12


@pytest.mark.parametrize("thing", [REVOLVER, REVOLVER_WITH_SPARE, PISTOL, RUBBER], ids=lambda thing: thing.action)
def test_a_turn_round_of_an_empty_gun_costs_at_most_30_keys(thing: Thing) -> None:
    """Both PINs included: from cut to ready to roll."""
    done = walk(walking.weapon_plan(Procedure.TURN_ROUND, thing))
    assert done.pins == 2
    assert done.keys <= 30


@pytest.mark.parametrize("thing", [REVOLVER, PISTOL], ids=lambda thing: thing.action)
def test_a_turn_round_with_six_dummies_costs_at_most_45_keys(thing: Thing) -> None:
    """Each round out again, in both people's hands, never fewer than two keys a round a person.

    The key that starts it, which is the take-back too, is one of them.
    """
    done = walk(walking.weapon_plan(Procedure.TURN_ROUND, thing, 6))
    assert done.keys + 1 <= 45
    assert len(asked(done.run, "rounds")) == 12


def test_a_rubber_gun_costs_the_fewest_keys() -> None:
    """The safe way is the quick way."""
    rubber = walk(walking.weapon_plan(Procedure.INSPECTION, RUBBER)).keys
    others = [
        walk(walking.weapon_plan(Procedure.INSPECTION, thing)).keys
        for thing in THINGS.values()
        if thing.action is not Action.NONE
    ]
    assert rubber < min(others)
