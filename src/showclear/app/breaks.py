"""What happened to the things of a run since it began.

A gun that was moved or barred in between is looked at again, and so is every gun after a hold: what was seen before it
proves nothing about what is there when it is lifted.
"""

from __future__ import annotations

from showclear.app.planning import is_about_an_item
from showclear.domain.runs import Run
from showclear.domain.situation import Situation
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.values import THE_SET


def happened(situation: Situation, run: Run) -> int:
    """How many events there are about the things of a run (its thing, feed devices, the set) that are not its own.

    The number only grows, whatever order records arrive in; a run whose number grew restarts what it had begun.
    """
    view = situation.view
    plan = run.plan
    things = (*((plan.subject,) if is_about_an_item(plan.checklist) else ()), *plan.slots.get("weapon.feeds", ()))
    events = {
        view.record(index).id
        for lane in (*((Aspect.ABOUT, item) for item in things), (Aspect.RESTRICTED, THE_SET))
        for track in view.history.lanes.get(lane, {}).values()
        for index in track.indices[: view.last(track) + 1]
        if view.record(index).id != run.plan.run_id
        and all(one.run != run.plan.run_id for one in view.judgement(index).restrictions)
    }
    return len(events)
