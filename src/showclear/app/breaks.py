"""What happened to the things of a run since it began.

A gun that was moved or barred in between is looked at again, and so is every gun after a hold: what was seen before it
proves nothing about what is there when it is lifted. What permits gun work is looked at again after a break of the
unit, after its move and on another day, too: no zone that was measured before lunch is signed after it.
"""

from __future__ import annotations

from collections.abc import Iterator

from showclear.app.planning import is_about_an_item
from showclear.domain.checklists import Procedure
from showclear.domain.runs import Run, RunPlan
from showclear.domain.situation import Situation
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.values import THE_SET, unit_item

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


def happened(situation: Situation, run: Run) -> int:
    """How many events there are about the things of a run that are not its own.

    Those are its thing, feed devices, the set, and for what permits gun work the unit and its day.

    The number only grows, whatever order records arrive in; a run whose number grew restarts what it had begun.
    """
    view = situation.view
    events = {
        view.record(index).id
        for lane in _lanes(run.plan)
        for track in view.history.lanes.get(lane, {}).values()
        for index in track.indices[: view.last(track) + 1]
        if view.record(index).id != run.plan.run_id
        and all(one.run != run.plan.run_id for one in view.judgement(index).restrictions)
    }
    return len(events)


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
