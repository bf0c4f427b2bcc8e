"""What happened to the things of a run since it began: a gun that was moved or barred in between is looked at again."""

from __future__ import annotations

from showclear.domain.runs import Run
from showclear.domain.situation import Situation
from showclear.domain.situation.history import Aspect


def happened(situation: Situation, run: Run) -> int:
    """How many events there are about the weapon or container of a run and its feed devices that are not its own.

    The number only grows, whatever order records arrive in; a run whose number grew restarts what it had begun.
    """
    view = situation.view
    events = {
        view.record(index).id
        for item in (run.plan.subject, *run.plan.slots.get("weapon.feeds", ()))
        for track in view.history.lanes.get((Aspect.ABOUT, item), {}).values()
        for index in track.indices[: view.last(track) + 1]
        if view.record(index).id != run.plan.run_id
        and all(one.run != run.plan.run_id for one in view.judgement(index).restrictions)
    }
    return len(events)
