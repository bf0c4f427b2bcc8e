"""Which picture a gun gets, and what an entry looks like in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from showclear.domain.checklists import AnswerKind, Enough, Option, Step
from showclear.domain.weapons import Action, Has, Ignition, Weapon, WeaponClass
from showclear.tui.drawing.gun import GunShape
from showclear.tui.drawing.slots import Slot, SlotState
from showclear.tui.presenters.picture import gun_drawing, shape_of, slot_state

COLT = Weapon("A-1", "Colt", "Navy", ".36", "1", WeaponClass.LIVE_CAPABLE, Action.REVOLVER, Ignition.PERCUSSION, 6, 1)
CRIMPED = Step(
    id="rounds", answer=AnswerKind.ROUNDS, ask="", headline="",
    signs=(Option("crimp-whole", "Crimp whole"), Option("no-projectile", "No projectile")),
    enough=Enough(2, ("crimp-whole",)),
)  # fmt: skip


def choice(**stops: bool) -> Step:
    """A step with these options."""
    options = tuple(Option(name.replace("_", "-"), name, stops=stop) for name, stop in stops.items())
    return Step(id="look", answer=AnswerKind.CHOICE, ask="", headline="", options=options)


@pytest.mark.parametrize(
    ("action", "has", "shape"),
    [
        (Action.REVOLVER, (), GunShape.CYLINDER),
        (Action.SEMI_AUTO, (Has.MAGAZINE,), GunShape.MAGAZINE),
        (Action.SEMI_AUTO, (Has.BELT,), GunShape.BELT),
        (Action.SEMI_AUTO, (Has.TUBE,), GunShape.TUBE),
        (Action.LEVER, (Has.TUBE,), GunShape.TUBE),
        (Action.LEVER, (Has.MAGAZINE,), GunShape.MAGAZINE),
        (Action.PUMP, (), GunShape.TUBE),
        (Action.BOLT, (), GunShape.MAGAZINE),
        (Action.BREAK, (), GunShape.BARRELS),
        (Action.MUZZLE_LOADER, (), GunShape.MUZZLE_LOADER),
    ],
    ids=str,
)
def test_a_gun_is_drawn_as_it_is_fed(action: Action, has: tuple[Has, ...], shape: GunShape) -> None:
    """A lever gun with a box magazine has no tube."""
    assert shape_of(replace(COLT, action=action, has=has)) is shape


@pytest.mark.parametrize("value", ["bare", "at_muzzle", "clear", "empty"])
def test_an_answer_that_nothing_is_there_is_drawn_hollow(value: str) -> None:
    """Bare nipples and a rod at its mark are empty as a chamber is."""
    step = choice(**{value: False, "something": True, "unsure": True})
    assert slot_state(step, value.replace("_", "-")) is SlotState.EMPTY
    assert slot_state(step, "something") is SlotState.LIVE
    assert slot_state(step, "unsure") is SlotState.NOT_SEEN


def test_a_rod_above_its_mark_is_never_drawn_hollow() -> None:
    """Both answers name the muzzle; only one of them is safe."""
    step = choice(at_muzzle=False, above_muzzle=True)
    assert slot_state(step, "above-muzzle") is SlotState.LIVE


def test_a_blank_whose_crimp_was_seen_is_drawn_as_a_blank_and_never_as_a_dummy() -> None:
    """The same signs on a dummy step would be a dummy: what the run is about decides."""
    value = "crimp-whole+no-projectile"
    assert slot_state(CRIMPED, value, blanks=True) is SlotState.BLANK
    assert slot_state(CRIMPED, value) is SlotState.DUMMY
    assert slot_state(CRIMPED, "no-projectile", blanks=True) is not SlotState.BLANK
    assert slot_state(CRIMPED, "none", blanks=True) is SlotState.LIVE


def test_a_blank_that_was_found_good_is_drawn_hot_and_one_that_may_be_live_is_not() -> None:
    """Where rounds are judged by one key each, the good one is what the run is about; nobody has to doubt it."""
    step = replace(choice(good=False, projectile=True, unsure=True), each="plan.count")
    assert slot_state(step, "good", blanks=True) is SlotState.BLANK
    assert slot_state(step, "projectile", blanks=True) is SlotState.LIVE
    assert slot_state(step, "unsure", blanks=True) is SlotState.NOT_SEEN
    assert slot_state(choice(good=False), "good", blanks=True) is SlotState.NOT_SEEN


def test_a_percussion_revolver_keeps_chambers_and_nipples_apart() -> None:
    """A bare nipple says nothing about the chamber before it."""
    chambers = tuple(Slot(str(n)) for n in range(1, 7))
    nipples = tuple(Slot(str(n), SlotState.EMPTY) for n in range(1, 7))
    drawing = gun_drawing(COLT, chambers, (), nipples)
    assert all(slot.state is SlotState.NOT_YET for slot in drawing.slots)
    assert drawing.nipples == (SlotState.EMPTY,) * 6
    assert {slot.evidence for slot in drawing.slots} == {"nipple bare"}


def test_a_muzzle_loader_shows_the_barrel_that_is_asked_now_with_its_own_lock() -> None:
    """Of two barrels the one with the rod in it."""
    gun = replace(COLT, action=Action.MUZZLE_LOADER, ignition=Ignition.FLINTLOCK, chambers=2, barrels=2)
    bores = (Slot("1", SlotState.EMPTY), Slot("2", SlotState.NOW))
    locks = (Slot("1", SlotState.EMPTY), Slot("2", SlotState.LIVE))
    drawing = gun_drawing(gun, (), (), locks, bores)
    assert drawing.slots == (Slot("2", SlotState.NOW),)
    assert drawing.chamber is not None
    assert (drawing.chamber.label, drawing.chamber.state) == ("PAN", SlotState.LIVE)
