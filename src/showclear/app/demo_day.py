"""The day of the demonstration: opened, counted, proved, briefed and ready, so that a newcomer can begin at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from showclear.app.demo_things import BATCH, WEAPONS
from showclear.app.walking import Told
from showclear.domain.checklists import Procedure
from showclear.domain.people import Person, Role

UNIT, PLACE = "main", "Stage 3"

OFFICER = Person("ines-park", "Ines Park", Role.SAFETY_OFFICER)
PRODUCER = Person("paul-brandt", "Paul Brandt", Role.PRODUCER)
ARMORER = Person("mara-reyes", "Mara Reyes", Role.ARMORER)
HANDLER = Person("sam-tran", "Sam Tran", Role.HANDLER)
DIRECTOR = Person("jonas-weil", "Jonas Weil", Role.ASSISTANT_DIRECTOR)
PERFORMERS = (
    Person("dana-osei", "Dana Osei", Role.PERFORMER),
    Person("luis-ortega", "Luis Ortega", Role.PERFORMER),
)

RECORDS = 5
"""Records of a day without its guns: people, count, meeting, readiness, wrap."""

BLANKS = {"day.blanks": "yes"}
SCENE = {"scene": "24C"}


class Walk(Protocol):
    """Walks and signs one run."""

    def __call__(
        self,
        procedure: Procedure,
        subject: str,
        inputs: Mapping[str, str],
        performer: Person,
        verifier: Person,
        told: Told | None = None,
    ) -> object:
        """Raises: ShowClearError, whatever refuses it."""


def open_day(walk: Walk, guns: Iterable[str] = (), *, place: str = PLACE) -> None:
    """C, K and readiness of one day; `guns` are proved empty, all where none is named."""
    tags = tuple(guns) or tuple(weapon.tag for weapon in WEAPONS)
    sealed: dict[object, str] = {("guns-here", weapon.tag): "sealed" for weapon in WEAPONS if weapon.tag not in tags}
    walk(Procedure.DAY_PEOPLE, UNIT, {"place": place, **BLANKS}, DIRECTOR, ARMORER)
    walk(Procedure.DAY_COUNT, UNIT, {}, ARMORER, DIRECTOR, Told(sealed))
    for tag in tags:
        walk(Procedure.DAY_PROOF, tag, {}, ARMORER, DIRECTOR)
    walk(Procedure.MEETING, UNIT, {**SCENE, **BLANKS}, DIRECTOR, ARMORER)
    walk(Procedure.DAY_READINESS, UNIT, BLANKS, ARMORER, DIRECTOR)


def train(walk: Walk) -> None:
    """Both performers for every gun of the demonstration."""
    tags = " ".join(weapon.tag for weapon in WEAPONS)
    for performer in PERFORMERS:
        walk(Procedure.TRAINING, performer.id, {"person": performer.id, "guns": tags}, ARMORER, DIRECTOR)


def take_in_batch(walk: Walk) -> None:
    """The inert batch of the demonstration."""
    walk(Procedure.BATCH_INTAKE, "", BATCH.inputs(), ARMORER, HANDLER, BATCH.told())


def count_batch(walk: Walk) -> None:
    """The daily count of the batch."""
    walk(Procedure.BATCH_DAY, BATCH.tag, {}, ARMORER, DIRECTOR, BATCH.told())


def wrap(walk: Walk) -> None:
    """The end of a day."""
    walk(Procedure.WRAP, UNIT, {}, ARMORER, DIRECTOR, Told({"which-lock": "safe 1"}))
