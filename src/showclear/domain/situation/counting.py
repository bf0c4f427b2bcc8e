"""Counting rounds: sums of what went from one place to another, each event once; and what is open about the sums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from showclear.domain.situation.history import Aspect, pair
from showclear.domain.situation.values import THE_BOX, Gap, GapKind, Sink
from showclear.domain.situation.view import View, once
from showclear.words import english


@once
def intake_of(view: View, container: str) -> int | None:
    """The intake that the account of a container starts with; None if it is not on the register.

    Where two intakes disagree it is the one by which fewer rounds are left.
    """
    entries = view.container_entries(container)
    if len(entries) < 2:
        return entries[0][0] if entries else None
    left = {index: entry.count + since(view, index, container, THE_BOX) for index, entry in entries}
    return min(left, key=lambda index: (left[index], view.title(index)))


def since(view: View, intake: int, container: str, place: str) -> int:
    """How many more rounds of a container are at a place than at its intake."""
    before = view.before(intake)
    return at(view, container, place) - at(before, container, place)


@once
def at(view: View, container: str, place: str) -> int:
    """How many rounds of a container went to a place and did not leave it again."""
    return view.total(Aspect.AT, pair(container, place))


@once
def left_in(view: View, container: str) -> int | None:
    """How many rounds are left in a container; None if it is not on the register."""
    intake = intake_of(view, container)
    if intake is None:
        return None
    return view.judgement(intake).containers[container].count + since(view, intake, container, THE_BOX)


def gone(view: View, container: str, sink: Sink) -> int:
    """How many rounds of a container went there since its intake."""
    intake = intake_of(view, container)
    return 0 if intake is None else since(view, intake, container, sink)


def out_in(view: View, container: str, place: str) -> int:
    """How many rounds of a container are in a weapon or device."""
    return at(view, container, place)


def out_of(view: View, container: str) -> tuple[tuple[str, int], ...]:
    """The weapons, devices or handlers that have rounds or items of a container, each with how many; sorted."""
    sinks = {THE_BOX, *Sink}
    places = sorted(place for place in view.history.places_of.get(container, {}) if place not in sinks)
    found = ((place, out_in(view, container, place)) for place in places)
    return tuple((place, count) for place, count in found if count)


def impossible(view: View, container: str) -> str:
    """Why the sums of a container cannot be, in words; empty if they can.

    No single record is wrong then: two records that did not know of each other took out or brought back the same.
    """
    left = left_in(view, container)
    if left is not None and left < 0:
        return english("{container}: more went out than there was.", container=container)
    too_many = [place for place, count in out_of(view, container) if count < 0]
    return (
        english(
            "{container}: more came back from {too_many} than went in.",
            container=container,
            too_many=", ".join(too_many),
        )
        if too_many
        else ""
    )


def moved_by_several(view: View, container: str) -> bool:
    """Whether records of several chains moved rounds of a container: of one chain each knows of the one before."""
    return len(view.history.lanes.get((Aspect.AT, pair(container, THE_BOX)), ())) > 1


def apart(view: View, container: str) -> tuple[int, str] | None:
    """A record that moved rounds of a container and does not know of another one, with words; None if all know.

    Each of the two compared the box with a count that was not its count any more. A later count by two that agrees, or
    a new intake, settles it.
    """
    if not moved_by_several(view, container):
        return None
    name = pair(container, THE_BOX)
    lane = view.history.lanes[Aspect.AT, name]
    settling = [*view.entered("container", container), *view.newest(Aspect.SETTLED, container)]
    found = []
    for track in lane.values():
        for index in reversed(track.indices[: view.last(track) + 1]):
            if any(index == one or view.precedes(index, one) for one in settling):
                break
            if view.unrelated(Aspect.AT, name, index):
                found.append(index)
    if not found:
        return None
    words = english(
        "{container}: two records moved its rounds and do not know of each other. Count it again.", container=container
    )
    return min(found, key=view.title), words


def issued_from(view: View, intake: int, container: str) -> int:
    """How many rounds left a container since its intake, whatever came back."""
    before = view.before(intake)
    return view.total(Aspect.OUT_OF_BOX, container) - before.total(Aspect.OUT_OF_BOX, container)


def open_gaps_of(view: View, item: str, intakes: Sequence[int]) -> list[tuple[int, Gap]]:
    """What does not agree in the account of a container, device or batch and is not closed, each with its record.

    A new intake closes every gap. A count that agrees with the account closes a difference of counts, and nothing
    else: counting a box again finds nothing that did not come back. That is open as long as any of it is missing.
    """
    found = [(index, gap) for index, gap in _gaps(view, item, intakes) if not _is_closed(view, item, index, gap)]
    return sorted(found, key=lambda one: (one[1].words, view.title(one[0])))


def _gaps(view: View, item: str, intakes: Sequence[int]) -> Iterator[tuple[int, Gap]]:
    for track in view.history.lanes.get((Aspect.GAP, item), {}).values():
        for index in reversed(track.indices[: view.last(track) + 1]):
            if any(view.precedes(index, intake) for intake in intakes):
                break
            yield index, view.judgement(index).gaps[item]


def _is_closed(view: View, item: str, index: int, gap: Gap) -> bool:
    match gap.kind:
        case GapKind.COUNT:
            return any(view.precedes(index, settled) for settled in view.newest(Aspect.SETTLED, item))
        case GapKind.MISSING:
            return gone(view, item, Sink.MISSING) < 1
        case GapKind.WRONG:
            return False
