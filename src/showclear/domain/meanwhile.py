"""What happened to the things of a run since it began, and what is not any more as it was then.

A gun that was moved or barred in between is looked at again, and so is every gun after a hold: what was seen before it
proves nothing about what is there when it is lifted. What permits gun work is looked at again after a break of the
unit, after its move and on another day, too: no zone that was measured before lunch is signed after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from showclear.domain.checklists import Procedure
from showclear.domain.limits import LIMITS, is_stricter
from showclear.domain.refusals import Refusal
from showclear.domain.runs import RunPlan
from showclear.domain.situation import Situation
from showclear.domain.situation.counting import left_in
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.values import THE_SET, unit_item
from showclear.domain.situation.view import View
from showclear.words import english

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
    found: set[int] = set().union(*(known for lane in _lanes(plan) for known in _known(view, lane)))
    found.difference_update(view.history.with_id(plan.run_id), *_known(view, (Aspect.RAISED, plan.run_id)))
    copies = (found.intersection(same) for same in view.history.repeated.values())
    return len(found) - sum(len(same) - 1 for same in copies if same)


def _known(view: View, lane: tuple[Aspect, str]) -> Iterator[Sequence[int]]:
    """The records of a lane that are known, chain by chain."""
    for track in view.history.lanes.get(lane, {}).values():
        yield track.indices[: view.last(track) + 1]


def _lanes(plan: RunPlan) -> Iterator[tuple[Aspect, str]]:
    if plan.checklist.is_about_an_item:
        yield Aspect.ABOUT, plan.subject
    for device in plan.slots.get("weapon.feeds", ()):
        yield Aspect.ABOUT, device
    yield Aspect.RESTRICTED, THE_SET
    if plan.checklist.procedure in _OF_THE_DAY:
        unit = str(plan.facts.get("unit.name", ""))
        yield Aspect.RESTRICTED, unit_item(unit)
        yield Aspect.DAY, unit
        yield Aspect.ARMORER, unit


_ANEW = english("Abandon this run and start it again.")


def refusals_of_outdated(plan: RunPlan, situation: Situation) -> tuple[Refusal, ...]:
    """R-RUN-31: all that is not any more as it was when the run began, so that nobody signs what it compared."""
    found = (*_stricter_limits(plan, situation), *_another_register(plan, situation), *_another_count(plan, situation))
    return tuple(Refusal("R-RUN-31", sentence, (), remedy) for sentence, remedy in found)


def _stricter_limits(plan: RunPlan, situation: Situation) -> Iterator[tuple[str, str]]:
    """What was entered was held against the limits of the start: of one that a run does not know, against the floor."""
    for name, value in situation.limits.items():
        limit = LIMITS[name]
        if isinstance(value, int) and is_stricter(limit, value, plan.limits.get(name, limit.floor)):
            yield (
                english("The rules of the production changed since this run began: {words}.", words=limit.words),
                _ANEW,
            )


def _another_register(plan: RunPlan, situation: Situation) -> Iterator[tuple[str, str]]:
    """Which looks there were was decided by the chambers, barrels and devices of the start."""
    if plan.checklist.subject != "weapon" or plan.checklist.procedure is Procedure.INTAKE:
        return
    weapon = situation.weapon(plan.subject)
    if weapon is None:
        return
    asked = [len(plan.slots.get(name, ())) for name in ("weapon.chambers", "weapon.barrels")]
    feeds = plan.slots.get("weapon.feeds", ())
    if asked != [weapon.chambers, weapon.barrels] or feeds != situation.devices_of(plan.subject):
        yield (
            english(
                "{subject} was taken in anew since this run began, with other chambers, barrels or devices.",
                subject=plan.subject,
            ),
            _ANEW,
        )


def _another_count(plan: RunPlan, situation: Situation) -> Iterator[tuple[str, str]]:
    """What was expected of a box was expected of its account at the start."""
    tag = str(plan.facts.get("box.tag", ""))
    left = left_in(situation.view, tag) if tag else None
    if left is not None and left != plan.facts["box.holds-now"]:
        yield (
            english(
                "Rounds of {tag} were taken out or given back elsewhere since this run began: it has to hold {left} "
                "before it, not {facts}.",
                tag=tag,
                left=left,
                facts=plan.facts["box.holds-now"],
            ),
            english("Abandon this run. Where rounds went in, two take the gun in again and count the box."),
        )
