"""Runs of the set day before the screens: a roll of thirty, a count of boxes, a sitting of three guns, a misfire."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from textual.pilot import Pilot

from showclear.app.knowing import SetKnowledge
from showclear.app.units import Unit
from showclear.app.views import ContainerView, DeviceView
from showclear.domain.checklists import Procedure
from showclear.domain.people import Person, Role
from showclear.domain.situation.status import State
from showclear.tui.app import ShowClearApp
from showclear.tui.screens.run import RunScreen
from showclear.tui.screens.sitting import SittingScreen
from tests.tui.fakes import JONAS, MARA, PEOPLE, FakeProduction, guns

FIRST = ("Ada", "Ben", "Cleo", "Dan", "Eva")
LAST = ("Quinn", "Ruiz", "Marsh", "Okoro", "Lind")
NAMES = tuple(f"{first} {last}" for last in LAST for first in FIRST)
CREW = (*PEOPLE, *(Person(f"p{number}", name, Role.CREW) for number, name in enumerate(NAMES)))
assert len(CREW) == 30

EMPTY = {"scene": "42", "use": "take", "place": "saloon", "plan.contents": "nothing", "plan.count": "0", "box": ""}


def box(tag: str, contents: str, load: str, left: int) -> ContainerView:
    """A box as the board knows it."""
    return ContainerView(tag, contents, load, ".45", left, (), left, "0418")


BOXES = (box("BLK-1", "blank", "quarter", 44), box("BLK-2", "blank", "full", 12), box("DUM-3", "dummy", "", 50))


def day() -> FakeProduction:
    """A production with thirty people, three boxes and a magazine."""
    return FakeProduction(
        crew=CREW,
        containers=BOXES,
        devices=(DeviceView("M-1", "magazine", "B-02", "nothing", "locked", put_away=True),),
        known_set=SetKnowledge(
            Unit("Main unit", place="saloon", first=JONAS, armorer=MARA),
            weapons=tuple(one.weapon.tag for one in guns()),
            containers=(("BLK-1", 44), ("BLK-2", 12), ("DUM-3", 50)),
            devices=(("M-1", 0),),
            people={person.name: person.id for person in CREW},
            handlers={MARA.name: MARA.id},
        ),
    )  # fmt: skip


def inputs_of(production: FakeProduction, procedure: Procedure) -> dict[str, str]:
    """Something for every input of a checklist about the set."""
    given = {
        "unit": production.unit,
        "scene": "42",
        "place": "saloon",
        "day.blanks": "yes",
        "report.class": "unattended",
    }
    return {field.id: given.get(field.id, "") for field in production.prepare(procedure, production.unit).fields}


async def walk_set(
    app: ShowClearApp, pilot: Pilot[None], procedure: Procedure, performer: str, verifier: str
) -> RunScreen:
    """Open the screen of a run about the set."""
    production: Any = app.production
    session = production.start_run(
        procedure, production.unit, inputs_of(production, procedure), performer, verifier
    )  # fmt: skip
    screen = RunScreen(session)
    app.push_screen(screen)
    await pilot.pause()
    return screen


async def sit(app: ShowClearApp, pilot: Pilot[None], *tags: str) -> SittingScreen:
    """Open a sitting over these guns, which hold nothing."""
    production: Any = app.production
    production.plan_count = 0
    sitting = production.start_sitting(Procedure.INSPECTION, tags, EMPTY, "mara", "jonas")
    screen = SittingScreen(sitting)
    app.push_screen(screen)
    await pilot.pause()
    return screen


def colts() -> list[Any]:
    """Three revolvers, two of them out with performers, one of those hot."""
    found = guns()
    colt = found[0]
    return [
        colt,
        replace(colt, weapon=replace(colt.weapon, tag="A-01"), state=State.UNVERIFIED),
        replace(colt, weapon=replace(colt.weapon, tag="A-02"), state=State.UNVERIFIED),
        *found[1:6],
    ]
