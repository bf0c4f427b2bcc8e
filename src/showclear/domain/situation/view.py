"""What is known at one point: all of it, or what one record had among its ancestors."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import Any, TypeVar, TypeVarTuple

from showclear.domain.custody import Custody, Shape
from showclear.domain.people import Person, Role
from showclear.domain.situation.chains import Reach, Track
from showclear.domain.situation.history import BARRING, Aspect, History, Lane, pair
from showclear.domain.situation.records import RecordFacts
from showclear.domain.situation.spans import Key, Spans
from showclear.domain.situation.values import UNKNOWN, Holding, Judgement, OpenRestriction, Restricting
from showclear.domain.weapons import Container, Contents, Device, Weapon

_Asked = TypeVarTuple("_Asked")  # not said: a name in types
_Found = TypeVar("_Found")
_NOTHING = object()

_KEPT = 256
"""How many views of earlier points are kept."""


def once(find: Callable[[View, *_Asked], _Found]) -> Callable[[View, *_Asked], _Found]:
    """Look once in each view for the same: a view is a value, and the rules ask it the same several times.

    For what nobody can change, asked by what can be a key.
    """

    @wraps(find)
    def asked(view: View, /, *args: *_Asked) -> _Found:
        key = find, args
        found = view.kept.get(key, _NOTHING)
        if found is _NOTHING:
            found = view.kept[key] = find(view, *args)
        return found  # type: ignore[no-any-return]

    return asked


@dataclass(frozen=True, slots=True)
class View:
    """The first `size` records of a history; with `point` (a digest) only the ancestors of that record."""

    history: History
    size: int
    point: str = ""
    early: frozenset[str] = frozenset()
    """Digests of records that came here before their own time: by this clock nobody can say how old they are."""

    reach: Reach | None = field(init=False, repr=False, compare=False)
    """How far each chain is known; None where all of it is."""
    kept: dict[object, Any] = field(init=False, default_factory=dict, repr=False, compare=False)
    """What was found here `once`."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "reach", self.history.reach_of(self.point) if self.point else None)

    def includes(self, index: int) -> bool:
        """Whether the record at `index` is known here."""
        if index >= self.size:
            return False
        return self.reach is None or index <= self.reach.get(self.history.chains.chain_of(index), -1)

    def before(self, index: int) -> View:
        """What the record at `index` had among its ancestors: that is the same for ever, and so is all it says."""
        if self.early or type(self) is not View:
            return replace(self, point=self.history.digest(index))
        known = self.history.views
        found: View | None = known.get(index)
        if found is None:
            if len(known) >= _KEPT:
                known.clear()
            found = known[index] = View(self.history, index, self.history.digest(index))
        return found

    def record(self, index: int) -> RecordFacts:
        """The record at `index`."""
        return self.history.record(index)

    def judgement(self, index: int) -> Judgement:
        """What of the record at `index` counts."""
        return self.history.judgement(index)

    def title(self, index: int) -> str:
        """The name of the record at `index`, as refusals cite it."""
        return self.history.title(index)

    def precedes(self, first: int, second: int) -> bool:
        """Whether the record at `first` is an ancestor of that at `second`."""
        history = self.history
        return history.ancestry.is_ancestor(history.digest(first), history.digest(second))

    def last(self, track: Track) -> int:
        """The position in the track of the newest record that is known here; -1 if there is none."""
        indices, newest = track.indices, self.size - 1
        if self.reach is not None:
            newest = min(newest, self.reach.get(track.chain, -1))
        return len(indices) - 1 if indices[-1] <= newest else bisect_right(indices, newest) - 1

    def newest(self, aspect: Aspect, name: str) -> list[int]:
        """The newest record of each chain in a lane. Every record of the lane is one of them or an ancestor of one.

        Which chain a record is in may depend on the order of arrival; `tips` does not.
        """
        lane = self.history.lanes.get((aspect, name))
        if lane is None:
            return []
        found, newest, reach = [], self.size - 1, self.reach
        for chain, track in lane.items():
            known = newest if reach is None else reach.get(chain, -1)
            if known > newest:
                known = newest
            indices = track.indices
            if indices[-1] <= known:
                found.append(indices[-1])
            elif indices[0] <= known:
                found.append(indices[bisect_right(indices, known) - 1])
        return found

    def oldest(self, aspect: Aspect, name: str) -> list[int]:
        """The oldest record of each chain in a lane. Every record of the lane is one of them or has one as ancestor."""
        lane = self.history.lanes.get((aspect, name), {})
        return [track.indices[0] for track in lane.values() if self.last(track) >= 0]

    def tips(self, aspect: Aspect, name: str) -> tuple[int, ...]:
        """The records of a lane that are not an ancestor of another one in it, by name."""
        # As `once` does, and asked for more often than all the rest.
        tips: tuple[int, ...] | None = self.kept.get((aspect, name))
        if tips is None:
            tips = self.kept[aspect, name] = self._tips(aspect, name)
        return tips

    def _tips(self, aspect: Aspect, name: str) -> tuple[int, ...]:
        found = self.newest(aspect, name)
        if len(found) < 2:
            return tuple(found)
        tips = [one for one in found if not any(one != other and self.precedes(one, other) for other in found)]
        return tuple(sorted(tips, key=self.title))

    def not_before(self, aspect: Aspect, name: str, index: int) -> int | None:
        """A newest record of a lane that is not an ancestor of the one at `index`; None if all are."""
        return next((one for one in self.tips(aspect, name) if not self.precedes(one, index)), None)

    def unrelated(self, aspect: Aspect, name: str, index: int) -> list[int]:
        """The records of a lane that are neither before nor after the one at `index`."""
        before = self.before(index)
        found = []
        for track in self.history.lanes.get((aspect, name), {}).values():
            for one in track.indices[before.last(track) + 1 : self.last(track) + 1]:
                if self.precedes(index, one):
                    break
                if one != index:
                    found.append(one)
        return found

    def total(self, aspect: Aspect, name: str) -> int:
        """The sum of the amounts in a lane; concurrent records with one id are counted once."""
        lane = self.history.lanes.get((aspect, name), {})
        total = sum(track.sums[position] for track in lane.values() if (position := self.last(track)) >= 0)
        if (aspect, name) not in self.history.copied:
            return total
        return total - sum(self._counted_twice(aspect, name, lane))

    def _counted_twice(self, aspect: Aspect, name: str, lane: Lane) -> Iterator[int]:
        for event in sorted(self.history.copied.get((aspect, name), ())):
            known = [
                index
                for index in self.history.with_id(event)
                if self.judgement(index).movements and self.includes(index)
            ]
            # Of the copies one counts wholly, in every lane the same one.
            for index in sorted(known, key=lambda one: self.record(one).digest)[1:]:
                yield _amount(lane, index)

    def latest_made_at(self, log: str) -> int:
        """The latest time that a record of `log` claims, in seconds since 1970; 0 if there is none."""
        tracks = (self.history.chains[chain] for chain in self.history.chains.of_log.get(log, ()))
        found = [(track, self.last(track)) for track in tracks]
        return max((track.sums[position] for track, position in found if position >= 0), default=0)

    def said(self, aspect: Aspect, name: str) -> tuple[tuple[int, object], ...]:
        """What the newest records that know of each other's ancestors only say in a lane of `Judgement.said`."""
        judgement = self.history.judgement
        return tuple([(index, judgement(index).said[aspect, name]) for index in self.tips(aspect, name)])

    @once
    def names_said(self, aspect: Aspect) -> tuple[str, ...]:
        """Every name in the lanes of an aspect of `Judgement.said` that is known here, sorted."""
        known = self.history.tags.get(aspect, {})
        return tuple(sorted(name for name, first in known.items() if self._has(aspect, name, first)))

    # What stands on the register.

    def entered(self, kind: str, tag: str) -> tuple[int, ...]:
        """The newest records that take a weapon, device or container of that tag in."""
        return self.tips(Aspect.REGISTER, pair(kind, tag))

    def weapon_entries(self, tag: str) -> list[tuple[int, Weapon]]:
        """The newest entries of a weapon, each with its record; more than one where two records disagree."""
        return [(index, self.judgement(index).weapons[tag]) for index in self.entered("weapon", tag)]

    def device_entries(self, tag: str) -> list[tuple[int, Device]]:
        """The newest entries of a device, each with its record."""
        return [(index, self.judgement(index).devices[tag]) for index in self.entered("device", tag)]

    def container_entries(self, tag: str) -> list[tuple[int, Container]]:
        """The newest entries of a container, each with its record."""
        return [(index, self.judgement(index).containers[tag]) for index in self.entered("container", tag)]

    @once
    def tags(self, kind: str) -> tuple[str, ...]:
        """The tags of every weapon, device or container that was ever taken in, sorted."""
        entries = self.history.register(kind)
        return tuple(tag for tag, key, first in entries if self._has(Aspect.REGISTER, key, first))

    def _has(self, aspect: Aspect, name: str, first: int) -> bool:
        """Whether anything in a lane is known, of which `first` is the record that came first."""
        return self.includes(first) or bool(self.newest(aspect, name))

    @once
    def devices_of(self, weapon: str) -> tuple[str, ...]:
        """The tags of the devices that go with a weapon, sorted."""
        if (Aspect.DEVICES, weapon) not in self.history.lanes:
            return ()
        return tuple(
            tag
            for tag in self.tags("device")
            if any(device.goes_with == weapon for _, device in self.device_entries(tag))
        )

    # What the items hold and who has them.

    def holding(self, tag: str) -> Holding:
        """What a weapon or device holds. Where two records disagree nobody knows, unless one of them says blank."""
        tips = self.tips(Aspect.HOLDING, tag)
        if len(tips) == 1:
            return self.judgement(tips[0]).holdings[tag]
        holdings = {self.judgement(index).holdings[tag] for index in tips}
        if len(holdings) == 1:
            return holdings.pop()
        if any(holding.contents is Contents.BLANK for holding in holdings):
            return Holding(Contents.BLANK, -1)
        return UNKNOWN

    @once
    def custody(self, item: str) -> Custody | None:
        """Who or what has an item; None where no record says so, unaccounted for where two disagree."""
        tips = self.tips(Aspect.CUSTODY, item)
        if not tips:
            return None
        first, *others = [self.judgement(index).custody[item] for index in tips]
        return first if all(one == first for one in others) else Custody(Shape.UNACCOUNTED)

    def seal(self, container: str) -> str:
        """The number of the seal on a container; empty where two records disagree."""
        seals = {self.judgement(index).seals[container] for index in self.tips(Aspect.SEAL, container)}
        return seals.pop() if len(seals) == 1 else ""

    # What is restricted.

    def open_restrictions(self, item: str) -> list[tuple[int, OpenRestriction]]:
        """The barring restrictions on an item, or on the set, that nothing known here closes; sorted."""
        if item not in self.history.never_closed and item not in self.history.spans:
            return []
        candidates = [*self.history.never_closed.get(item, {}), *self._beyond(self.history.spans.get(item))]
        found: list[tuple[int, OpenRestriction]] = []
        for index, kind in dict.fromkeys(candidates):
            if not self.includes(index) or self.is_closed(item, index, kind):
                continue
            found.extend(
                (index, self.restriction(index, one))
                for one in self.judgement(index).restrictions
                if one.item == item and one.kind == kind and kind in BARRING
            )
        return sorted(found, key=lambda pair: pair[1])

    def restriction(self, index: int, one: Restricting) -> OpenRestriction:
        """A restriction of the record at `index` as it is shown."""
        record = self.record(index)
        return OpenRestriction(
            record.title, one.kind, one.item, one.reason, one.by, one.run, record.made_at, one.report
        )

    def is_closed(self, item: str, index: int, kind: str) -> bool:
        """Whether a record that is known here closes what the record at `index` says of an item, of that kind."""
        return any(map(self.includes, self.history.closed_by.get((item, index, kind), ())))

    def _beyond(self, spans: Spans[Key] | None) -> Iterator[Key]:
        """What began here and is ended by a record that is not known here."""
        if spans is None or (self.reach is None and self.size == len(self.history)):
            return iter(())
        everything = dict.fromkeys(range(len(self.history.chains)), self.size - 1)
        return spans.ended_beyond(everything if self.reach is None else self.reach, self.size)

    def undone(self) -> list[str]:
        """The names of the actions that no record closes that is known here, sorted."""
        perhaps = {*self.history.undone, *self._beyond(self.history.done)}
        return sorted(name for name in perhaps if not self.newest(Aspect.ACTION_DONE, name))

    def restricted_items(self) -> tuple[str, ...]:
        """Every item with an open restriction, sorted; the set is the empty text."""
        return tuple(item for item in sorted(self.history.never_closed) if self.open_restrictions(item))

    # Who is on the roster.

    @once
    def roles_of(self, person: str) -> frozenset[Role]:
        """Every role in which somebody was ever put on the roster."""
        lane = self.history.lanes.get((Aspect.PERSON, person), {})
        return frozenset(
            entry.role
            for track in lane.values()
            for index in track.indices[: self.last(track) + 1]
            for entry in self.judgement(index).people
            if entry.id == person
        )

    @once
    def entry_of(self, person: str) -> Person | None:
        """The newest entry of a person by id; None for a stranger."""
        tips = self.tips(Aspect.PERSON, person)
        entries = [entry for index in tips for entry in self.judgement(index).people if entry.id == person]
        return max(entries, key=lambda entry: (entry.role, entry.name)) if entries else None

    def person(self, text: str) -> Person | None:
        """Somebody on the roster by id, or by a name that only one person bears; None for a stranger."""
        entry = self.entry_of(text)
        if entry is not None:
            return entry
        entries = [found for one in self.history.names.get(text, ()) if (found := self.entry_of(one)) is not None]
        named = [found for found in entries if found.name == text]
        return named[0] if len(named) == 1 else None

    def people(self) -> dict[str, Person]:
        """The roster by id, sorted."""
        return dict(self._people())

    @once
    def _people(self) -> Mapping[str, Person]:
        known = sorted(self.history.tags.get(Aspect.PERSON, {}))
        return {one: entry for one in known if (entry := self.entry_of(one)) is not None}


def _amount(lane: Lane, index: int) -> int:
    """What the record at `index` adds to a lane; 0 if it is not in it."""
    for track in lane.values():
        position = bisect_left(track.indices, index)
        if position < len(track.indices) and track.indices[position] == index:
            return track.sums[position] - (track.sums[position - 1] if position else 0)
    return 0
