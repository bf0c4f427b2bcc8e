"""What happened to the things of a run since it began.

A gun that was moved or barred in between is looked at again, and so is every gun after a hold: what was seen before it
proves nothing about what is there when it is lifted. What permits gun work is looked at again after a break of the
unit, after its move and on another day, too: no zone that was measured before lunch is signed after it.
"""

from __future__ import annotations

from collections.abc import Iterator

from showclear.app.planning import is_about_an_item
from showclear.domain.checklists import Procedure
from showclear.domain.runs import RunPlan
from showclear.domain.situation import Situation
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.values import THE_SET, unit_item
from showclear.domain.situation.view import View

_OF_THE_DAY = frozenset(
    {
        Procedure.DAY_PROOF,
        Procedure.INSPECTION,
        Procedure.HANDOVER,
        Procedure.TURN_ROUND,
        Procedure.BLANK_ZONE,
        Procedure.BLANK_TAKE,
    }
)
"""Procedures whose looks permit gun work, and end with what ends it."""


def happened(situation: Situation, plan: RunPlan) -> int:
    """How many events there are about the things of a run that are not its own.

    Those are its thing, feed devices, the set, and for what permits gun work the unit and its day.

    The number only grows, whatever order records arrive in; a run whose number grew restarts what it had begun.

    No record is read for it: of a long history that would take longer than the run.
    """
    view = situation.view
    found = {index for lane in _lanes(plan) for index in _known(view, lane)}
    found.difference_update(view.history.with_id(plan.run_id), _known(view, (Aspect.RAISED, plan.run_id)))
    copies = (found.intersection(same) for same in view.history.repeated.values())
    return len(found) - sum(len(same) - 1 for same in copies if same)


def _known(view: View, lane: tuple[Aspect, str]) -> Iterator[int]:
    """The records of a lane that are known."""
    for track in view.history.lanes.get(lane, {}).values():
        yield from track.indices[: view.last(track) + 1]


def _lanes(plan: RunPlan) -> Iterator[tuple[Aspect, str]]:
    if is_about_an_item(plan.checklist):
        yield Aspect.ABOUT, plan.subject
    for device in plan.slots.get("weapon.feeds", ()):
        yield Aspect.ABOUT, device
    yield Aspect.RESTRICTED, THE_SET
    if plan.checklist.procedure in _OF_THE_DAY:
        unit = str(plan.facts.get("unit.name", ""))
        yield Aspect.RESTRICTED, unit_item(unit)
        yield Aspect.DAY, unit
        yield Aspect.ARMORER, unit
