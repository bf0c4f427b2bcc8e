"""Which stops are about one event: one report names all of them, and one release ends those that it named.

Nothing here closes anything. A stop that is left out wants a report and a release of its own: in doubt it is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from showclear.domain.situation.fold import Situation
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.stops import Need, OpenStop, set_status
from showclear.domain.situation.tiers import tier
from showclear.domain.situation.values import THE_SET, OpenRestriction, Restricting
from showclear.words import english

NO_REASON, RAISED_AGAIN = english("no reason given"), english("a hold was raised once more")
"""What stands in a stop whose key was pressed and nothing was said."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What one record says of an event."""

    stop: OpenRestriction
    classes: frozenset[str]
    items: frozenset[str]
    runs: frozenset[str]

    @property
    def is_bare(self) -> bool:
        """Whether a key was pressed and nothing was said, of what or why."""
        said = self.classes or self.items or self.runs or self.stop.by
        return not said and self.stop.reason in (NO_REASON, RAISED_AGAIN)

    def is_about_the_same(self, other: _Told) -> bool:
        """Whether two records say of themselves that they are about one event.

        An open report bars every clearance: nothing else happens with a gun that one names until it is closed.
        """
        if self.runs & other.runs or self.items & other.items:
            return True
        return bool(self.classes & other.classes) and not (self.items and other.items)


def of_one_event(situation: Situation, record: str) -> tuple[OpenRestriction, ...]:
    """The other open stand-downs and reports of the event that the stop in `record` is about, oldest first.

    Those of the same run, those that share a thing, those of the same kind where one names no thing; and a stop of
    which nobody said anything, where all others are about one event.
    """
    told = _all_told(situation)
    this = told.get(record)
    if this is None:
        return ()
    speaking = [one for one in told.values() if not one.is_bare]
    if this.is_bare:
        event = _grown(speaking[:1], speaking)
        event = event if len(event) == len(speaking) else []
    else:
        event = _grown([this], speaking)
    if len(event) == len(speaking):
        event = [*event, *(one for one in told.values() if one.is_bare)]
    return tuple(sorted((one.stop for one in event if one is not this), key=lambda stop: (stop.since, stop)))


def gravest(situation: Situation, records: Iterable[str]) -> int:
    """How grave the gravest report among those records is; below all others where none is a report."""
    told = _all_told(situation)
    return min((tier(one) for record in records if record in told for one in told[record].classes), default=tier(""))


def released_together(situation: Situation, stand_down: str) -> tuple[OpenRestriction, ...]:
    """The open stand-downs that one release may name: this one, and those that the same report named."""
    view = situation.view
    reports = set(view.tips(Aspect.REPORTED, stand_down))
    ready = (
        one.restriction
        for one in set_status(situation).stops
        if one.restriction.kind == "stand-down" and Need.REPORT not in one.needs
    )
    return tuple(
        one for one in ready if one.record == stand_down or reports & set(view.tips(Aspect.REPORTED, one.record))
    )


def _all_told(situation: Situation) -> dict[str, _Told]:
    found: dict[str, _Told] = {}
    for stop in set_status(situation).stops:
        if stop.restriction.record not in found and _waits_for_a_report(stop):
            found[stop.restriction.record] = _told(stop.restriction, _restrictions(situation, stop.restriction.record))
    return found


def _waits_for_a_report(stop: OpenStop) -> bool:
    return bool({Need.REPORT, Need.CLOSE} & set(stop.needs))


def _restrictions(situation: Situation, record: str) -> list[Restricting]:
    index = situation.view.history.index_titled(record)
    return list(situation.view.judgement(index).restrictions) if index is not None else []


def _told(stop: OpenRestriction, restrictions: list[Restricting]) -> _Told:
    return _Told(
        stop,
        frozenset(one.report for one in restrictions if one.report),
        frozenset(one.item for one in restrictions if one.item != THE_SET),
        frozenset(one.run for one in restrictions if one.run),
    )


def _grown(event: list[_Told], among: list[_Told]) -> list[_Told]:
    """Everything among those that is about the same as something of the event."""
    grown = [*event, *_joining(event, among)]
    return grown if len(grown) == len(event) else _grown(grown, among)


def _joining(event: list[_Told], among: list[_Told]) -> Iterator[_Told]:
    for one in among:
        if one not in event and any(one.is_about_the_same(other) for other in event):
            yield one
