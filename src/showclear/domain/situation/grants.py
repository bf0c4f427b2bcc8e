"""Whether a permission lives: by the records, and by the time. Of two possible readings the stricter is taken.

Stricter than it might be, on purpose: a custody record signed by two ends a clearance like any other newer record, and
nothing makes a clearance last longer than its minutes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from showclear.domain import limits as limit
from showclear.domain.situation import day as days
from showclear.domain.situation import fold_rules as rule
from showclear.domain.situation import gates
from showclear.domain.situation.day import NoDay
from showclear.domain.situation.history import Aspect, pair
from showclear.domain.situation.values import THE_BOX, THE_SET, Grant
from showclear.domain.situation.view import View
from showclear.domain.weapons import Contents
from showclear.words import english


@dataclass(frozen=True, slots=True)
class Ending:
    """Why a permission does not live: which rule, in words, and the record that ended it (empty for the time)."""

    rule: str
    text: str
    record: str = ""


def newest_grant(view: View, tag: str) -> tuple[int, Grant] | None:
    """The permission in the single newest record about a weapon; None if there are two such or it grants nothing."""
    tips = view.tips(Aspect.ABOUT, tag)
    if len(tips) != 1:
        return None
    grant = view.judgement(tips[0]).grants.get(tag)
    return None if grant is None else (tips[0], grant)


def ends_at(grant: Grant, limits: limit.Limits) -> datetime:
    """When the permission runs out: never later than the record says, never later than the limit."""
    issue = "issue_minutes_hot" if grant.contents is Contents.BLANK else "issue_minutes_cold"
    name = issue if grant.issued else "clearance_minutes"
    return grant.since + timedelta(minutes=max(0, min(grant.minutes, limit.number(limits, name))))


def ending(
    view: View, index: int, grant: Grant, now: datetime | None, limits: limit.Limits, *, begun: datetime | None = None
) -> Ending | None:
    """Why the grant of the record at `index` does not live at `now`; None while it lives.

    The grant must be that of the single newest record about its weapon (`newest_grant`). `begun` is when a look began
    that is over by `now`: then it is enough that the minutes were not over when it began.
    """
    return ending_by_records(view, index, grant) or _ending_by_time(view, index, grant, now, limits, begun)


def ending_by_records(view: View, index: int, grant: Grant) -> Ending | None:
    """Why the records end a grant, whatever the time is."""
    if view.newest(Aspect.UNKNOWN, THE_SET):
        return Ending(
            rule.UNKNOWN_HOLDS.id, english("A record that cannot be read here may be a stop."), unknown_records(view)[0]
        )
    late = view.not_before(Aspect.RESTRICTED, THE_SET, index)
    if late is not None:
        return Ending(rule.RESTRICTIONS_FIRST.id, _stopped(view, late, THE_SET), view.title(late))
    changed = view.not_before(Aspect.RULES, THE_SET, index)
    if changed is not None:
        text = english("The rules of the production changed: inspect it again.")
        return Ending(rule.RULES_CHANGED.id, text, view.title(changed))
    over = gates.ended_by_day(view, grant.weapon, index)
    if over is not None:
        return Ending(rule.DAY_ENDS.id, *over.facts[0])
    return _ending_by_devices(view, index, grant) or _ending_by_containers(view, index, grant)


def unknown_records(view: View) -> tuple[str, ...]:
    """The names of the records that this version cannot read, sorted."""
    lane = view.history.lanes.get((Aspect.UNKNOWN, THE_SET), {})
    return tuple(
        sorted(view.title(index) for track in lane.values() for index in track.indices[: view.last(track) + 1])
    )


def _ending_by_devices(view: View, index: int, grant: Grant) -> Ending | None:
    late = view.not_before(Aspect.DEVICES, grant.weapon, index)
    if late is not None:
        return Ending(rule.RESTS_ON.id, english("A feed device was taken in for it since."), view.title(late))
    for device in sorted({*view.devices_of(grant.weapon), *grant.devices}):
        # One that stayed locked away too: nobody looked into it, and now somebody has it.
        newer = [one for one in view.tips(Aspect.ABOUT, device) if one != index and not view.precedes(one, index)]
        if newer:
            record = min(newer, key=view.title)
            return Ending(
                rule.RESTS_ON.id,
                english("There is a newer record about its {device}.", device=device),
                view.title(record),
            )
        if any(one.item == device for one in view.judgement(index).restrictions):
            return Ending(
                rule.RESTS_ON.id, english("Its own record restricts {device}.", device=device), view.title(index)
            )
    return None


def _ending_by_containers(view: View, index: int, grant: Grant) -> Ending | None:
    for container in grant.sources:
        late = view.not_before(Aspect.RESTRICTED, container, index)
        if late is not None:
            text = english(
                "Its rounds came from {container}. {stopped}",
                container=container,
                stopped=_stopped(view, late, container),
            )
            return Ending(rule.RESTS_ON.id, text, view.title(late))
        wrong = view.not_before(Aspect.GAP, container, index)
        if wrong is not None:
            words = view.judgement(wrong).gaps[container].words
            return Ending(
                rule.RESTS_ON.id,
                english("Its rounds came from {container}. {words}", container=container, words=words),
                view.title(wrong),
            )
        apart = view.unrelated(Aspect.AT, pair(container, THE_BOX), index)
        if apart:
            text = english(
                "Its rounds came from {container}, and a record that does not know of this moved rounds of it too.",
                container=container,
            )
            return Ending(rule.RESTS_ON.id, text, min(map(view.title, apart)))
    return None


def _stopped(view: View, index: int, item: str) -> str:
    reasons = [f"{one.kind}: {one.reason}" for one in view.judgement(index).restrictions if one.item == item]
    return f"{'; '.join(reasons)}."


def _ending_by_time(
    view: View, index: int, grant: Grant, now: datetime | None, limits: limit.Limits, begun: datetime | None
) -> Ending | None:
    if now is None:
        return Ending(rule.CLOCK_BACKWARDS.id, english("The time is not known, and unknown time is expired time."))
    record = view.record(index)
    seen = max(record.made_at, grant.since)
    when = now if begun is None else begun
    if not seen <= when <= now or now.timestamp() < view.latest_made_at(record.log):
        return Ending(
            rule.CLOCK_BACKWARDS.id, english("The clock shows less than a record already says."), view.title(index)
        )
    if record.digest in view.early:
        text = english("It came here before its own time: one of two clocks is wrong, so nobody knows how old it is.")
        return Ending(rule.CLOCK_BACKWARDS.id, text, view.title(index))
    day = days.open_day(view, days.unit_of(view, grant.weapon), now, limits)
    if isinstance(day, NoDay):
        return Ending(rule.DAY_ENDS.id, day.text, day.record)
    if when >= ends_at(grant, limits):
        minutes = int((when - grant.since).total_seconds() // 60)
        what = (
            (english("hot issue") if grant.contents is Contents.BLANK else english("cold issue"))
            if grant.issued
            else english("clearance")
        )
        lives = int((ends_at(grant, limits) - grant.since).total_seconds() // 60)
        return Ending(
            rule.RUNS_OUT.id,
            english("Shown {minutes} min ago; this {what} lives {lives}.", minutes=minutes, what=what, lives=lives),
            view.title(index),
        )
    return None
