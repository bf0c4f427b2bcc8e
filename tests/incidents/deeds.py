"""Deeds that several accounts share: a morning, a clearance, a handover, what comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from showclear.app.demo import ARMORER, DIRECTOR, HANDLER
from showclear.domain.checklists import Procedure
from tests.app.stage import plan
from tests.incidents.replay import Deed, Scene

UNIT = "main"
PLACE = "Stage 3"
SLATE = "24C"
HOLDER = "dana-osei"
NEXT_DAY_SECONDS = 20 * 3600.0


def next_morning(scene: Scene) -> None:
    """A night passes: nothing of the day before holds any longer."""
    scene.stage.clock.advance(NEXT_DAY_SECONDS)


def open_the_day(scene: Scene, *, blanks: str = "no") -> object:
    """C, people and paper."""
    inputs = {"unit": UNIT, "place": PLACE, "day.blanks": blanks}
    return scene.run(Procedure.DAY_PEOPLE, "", inputs, performer=DIRECTOR.id, verifier=ARMORER.id)


def count_and_sweep(scene: Scene) -> object:
    """C, sweep and count."""
    return scene.run(Procedure.DAY_COUNT, "", {"unit": UNIT})


def hold_the_meeting(scene: Scene, *, blanks: str = "no") -> object:
    """K."""
    inputs = {"unit": UNIT, "scene": SLATE, "day.blanks": blanks}
    return scene.run(Procedure.MEETING, "", inputs, performer=DIRECTOR.id, verifier=ARMORER.id)


def find_it_ready(scene: Scene, *, blanks: str = "no") -> object:
    """C, readiness."""
    return scene.run(Procedure.DAY_READINESS, "", {"unit": UNIT, "day.blanks": blanks})


def prove_empty(scene: Scene, tag: str) -> object:
    """C, proof of a gun."""
    return scene.run(Procedure.DAY_PROOF, tag, {})


def inspect(scene: Scene, tag: str, contents: str, count: int, box: str, **changes: str) -> object:
    """D."""
    inputs: Mapping[str, str] = {**plan(contents, count, box), **changes}
    return scene.run(Procedure.INSPECTION, tag, inputs)


def hand_over(scene: Scene, tag: str, holder: str = HOLDER, slate: str = SLATE, *, performer: str = "") -> object:
    """E."""
    return scene.run(Procedure.HANDOVER, tag, {"holder": holder, "scene": slate, "guardian": ""}, performer=performer)


def take_back(scene: Scene, tag: str) -> object:
    """One key."""
    return scene.stage.production.take_back(tag)


def turn_round(scene: Scene, tag: str) -> object:
    """Between two takes."""
    scene.stage.production.take_back(tag)
    return scene.run(Procedure.TURN_ROUND, tag, {})


def put_back(scene: Scene, tag: str, box: str = "") -> object:
    """G."""
    return scene.run(Procedure.RETURN, tag, {"box": box})


def a_morning(scene: Scene, *tags: str, blanks: str = "no") -> None:
    """C, K, C, with these guns proved empty; as people do it who have the time."""
    open_the_day(scene, blanks=blanks)
    count_and_sweep(scene)
    for tag in tags:
        prove_empty(scene, tag)
    hold_the_meeting(scene, blanks=blanks)
    find_it_ready(scene, blanks=blanks)


OPEN_THE_DAY = Deed("open-the-day", "The day is opened: who handles guns, and nothing else.", open_the_day)
COUNT_AND_SWEEP = Deed(
    "count-and-sweep", "Carts, belts, holsters and pockets are swept; all is counted.", count_and_sweep
)
HOLD_THE_MEETING = Deed("hold-the-meeting", "The safety meeting is held.", hold_the_meeting)
FIND_IT_READY = Deed("find-it-ready", "People, paper and equipment are found ready.", find_it_ready)


def with_answers(scene: Scene, answers: Mapping[object, str], do: Callable[[Scene], object]) -> object:
    """A deed in which some answers differ from the truth of the account, as it is told."""
    return do(replace(scene, lies={**scene.lies, **answers}))


def train(scene: Scene, tag: str, person: str = HOLDER) -> object:
    """M."""
    return scene.run(Procedure.TRAINING, "", {"person": person, "guns": tag})


def a_blank_day(*tags: str) -> Callable[[Scene], None]:
    """A morning with blanks planned, done by people who have the time."""

    def arrange(scene: Scene) -> None:
        next_morning(scene)
        a_morning(scene, *tags, blanks="yes")

    return arrange


def set_zone(scene: Scene, tag: str, count: int = 2) -> object:
    """F, the zone."""
    inputs = {
        "unit": UNIT, "scene": SLATE, "place": PLACE, "guns": tag, "plan.load": "quarter", "plan.count": str(count),
    }  # fmt: skip
    return scene.run(Procedure.BLANK_ZONE, "", inputs)


def fire(scene: Scene, tag: str, box: str, count: int, holder: str = HOLDER) -> object:
    """F, a take."""
    inputs = {
        "scene": SLATE, "use": "take", "place": PLACE, "plan.from": "box", "plan.count": str(count), "box": box,
        "device": "", "holder": holder,
    }  # fmt: skip
    return scene.run(Procedure.BLANK_TAKE, tag, inputs)


def take_in_again(scene: Scene, tag: str) -> object:
    """A, of a gun that is on the register."""
    weapon = scene.stage.production.book.situation.weapons()[tag]
    inputs = {
        "weapon.tag": weapon.tag, "weapon.make": weapon.make, "weapon.model": weapon.model,
        "weapon.calibre": weapon.calibre, "weapon.serial": weapon.serial, "weapon.class": str(weapon.weapon_class),
        "weapon.action": str(weapon.action), "weapon.ignition": str(weapon.ignition),
        "weapon.chambers": str(weapon.chambers), "weapon.barrels": str(weapon.barrels),
        "weapon.has": " ".join(weapon.has), "weapon.feeds": "",
    }  # fmt: skip
    return scene.run(Procedure.INTAKE, "", inputs, performer=ARMORER.id, verifier=HANDLER.id)
