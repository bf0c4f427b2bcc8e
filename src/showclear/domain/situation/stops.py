"""What stops the set, what each stop still needs, which stops nobody looked at afterwards, and what is frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from showclear.domain.situation.fold import Situation
from showclear.domain.situation.frozen import frozen_items
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.stopping import is_reported, meeting_after_report
from showclear.domain.situation.values import THE_SET, OpenRestriction
from showclear.domain.situation.view import View
from showclear.words import english, together


class Need(StrEnum):
    """What has to be done before a stop ends."""

    LIFT = "lift"
    REPORT = "report"
    MEETING = "meeting"
    RELEASE = "release"
    CLOSE = "close"
    ANSWER = "answer"


NEED_WORDS: Mapping[Need, str] = {
    Need.LIFT: english("an armorer and an assistant director lift it"),
    Need.REPORT: english("report to close (L)"),
    Need.MEETING: english("meeting to hold (K)"),
    Need.RELEASE: english("release to sign"),
    Need.CLOSE: english("report to close (L)"),
    Need.ANSWER: english("answer to give, in the meeting (K) or by the safety officer"),
}

_ORDER = ("stand-down", "hold", "incident", "concern")
_REVIEWED = ("stand-down", "hold", "incident")
"""Stops that somebody is asked to look at afterwards."""


@dataclass(frozen=True, slots=True)
class OpenStop:
    """Something that stops the set, with what it still needs, in the order in which it has to be done."""

    restriction: OpenRestriction
    needs: tuple[Need, ...]

    @property
    def words(self) -> str:
        """What it still needs, in words."""
        return together((NEED_WORDS[need] for need in self.needs), english(", then "))


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Whether gun work is open. That no stop is open says nothing about any weapon."""

    open: bool
    holds: tuple[OpenRestriction, ...]
    stand_downs: tuple[OpenRestriction, ...]
    unknown: tuple[str, ...]
    """Records that this version cannot read."""
    incidents: tuple[OpenRestriction, ...] = ()
    """Reports that nobody closed yet."""
    concerns: tuple[OpenRestriction, ...] = ()
    """Concerns that nobody answered yet."""
    stops: tuple[OpenStop, ...] = ()
    """All of them with what each still needs: stand-downs first, then holds, reports and concerns, oldest first."""


def is_stopped_and_unreported(status: SetStatus) -> bool:
    """Whether all gun work is stopped already and nobody closed a report on it: stopping once more adds nothing."""
    return any(one.restriction.kind == "stand-down" and Need.REPORT in one.needs for one in status.stops)


def set_status(situation: Situation) -> SetStatus:
    """What stops the set."""
    unknown = situation.held_by_unknown
    found = sorted(
        situation.view.open_restrictions(THE_SET), key=lambda one: (_place(one[1].kind), one[1].since, one[1])
    )
    stops = tuple(OpenStop(one, _needs(situation.view, index, one.kind)) for index, one in found)
    by_kind = {kind: tuple(one.restriction for one in stops if one.restriction.kind == kind) for kind in _ORDER}
    return SetStatus(
        open=not stops and not unknown,
        holds=by_kind["hold"],
        stand_downs=by_kind["stand-down"],
        unknown=unknown,
        incidents=by_kind["incident"],
        concerns=by_kind["concern"],
        stops=stops,
    )


def _place(kind: str) -> int:
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def _needs(view: View, index: int, kind: str) -> tuple[Need, ...]:
    match kind:
        case "hold":
            return (Need.LIFT,)
        case "incident":
            return (Need.CLOSE,)
        case "concern":
            return (Need.ANSWER,)
    if not is_reported(view, index):
        return Need.REPORT, Need.MEETING, Need.RELEASE
    return (Need.RELEASE,) if meeting_after_report(view, index) is not None else (Need.MEETING, Need.RELEASE)


def unreviewed(situation: Situation) -> tuple[OpenRestriction, ...]:
    """Every stop and report, closed ones too, that no signed record names since: somebody is asked to review it."""
    view = situation.view
    found: dict[int, OpenRestriction] = {}
    for track in view.history.lanes.get((Aspect.RESTRICTED, THE_SET), {}).values():
        for index in track.indices[: view.last(track) + 1]:
            here = [one for one in view.judgement(index).restrictions if one.item == THE_SET and one.kind in _REVIEWED]
            if here and not _is_cited(view, index):
                worst = min(here, key=lambda one: _REVIEWED.index(one.kind))
                found[index] = view.restriction(index, worst)
    return tuple(sorted(found.values(), key=lambda one: (one.since, one)))


def _is_cited(view: View, index: int) -> bool:
    title = view.title(index)
    if view.newest(Aspect.REVIEWED, title) or view.newest(Aspect.REPORTED, title):
        return True
    return any(view.is_closed(THE_SET, index, kind) for kind in _REVIEWED)


@dataclass(frozen=True, slots=True, order=True)
class Explanation:
    """What somebody said about a stop after it was made."""

    at: datetime
    """When, as its record claims."""
    record: str
    words: str
    by: str
    """Who claims to have said it; often nobody."""


def explanations(situation: Situation, stop: str) -> tuple[Explanation, ...]:
    """What was said about the stop or report in the record `stop`, the oldest first."""
    view = situation.view
    found = []
    for track in view.history.lanes.get((Aspect.EXPLAINED, stop), {}).values():
        for index in track.indices[: view.last(track) + 1]:
            said = view.judgement(index).said[Aspect.EXPLAINED, stop]
            if isinstance(said, tuple):
                found.append(Explanation(view.record(index).made_at, view.title(index), *said))
    return tuple(sorted(found))


def frozen(situation: Situation) -> tuple[OpenRestriction, ...]:
    """What is frozen, by item: it stays as it is, sealed, and counts by its seal."""
    return tuple(
        one
        for item in frozen_items(situation.view)
        for one in situation.open_restrictions(item)
        if one.kind == "frozen"
    )
