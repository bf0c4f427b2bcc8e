"""Everything that was folded, in one append-only store that all situations of one line share.

A record's place is its index. For each aspect of each item there is a lane, and in a lane one track per chain of
records, in which each is an ancestor of the next. So what any record knew of an item is found by looking at the end
of each track, however long it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any, Protocol

from showclear.domain.effects import EFFECTS
from showclear.domain.limits import Limits
from showclear.domain.situation.chains import Chains, Reach, Track
from showclear.domain.situation.records import Ancestry, RecordFacts
from showclear.domain.situation.spans import Spans
from showclear.domain.situation.values import THE_BOX, THE_SET, Judgement, Movement, Restricting

BARRING = frozenset({"withdrawn", "quarantined", "misfired", "frozen", "hold", "stand-down", "incident", "concern"})
"""Restrictions that stay until they are closed by name. The others only end what was permitted before them."""


class Aspect(StrEnum):
    """What a lane is about."""

    ABOUT = "about"
    REGISTER = "register"
    HOLDING = "holding"
    CUSTODY = "custody"
    SEAL = "seal"
    RESTRICTED = "restricted"
    RAISED = "raised"
    """By run: the restrictions that it raised."""
    STAND_DOWN = "stand-down"
    DEVICES = "devices"
    """Devices that were registered to go with a weapon."""
    PERSON = "person"
    UNKNOWN = "unknown"
    CLOSED = "closed"
    AT = "at"
    """Rounds by container and place: `values.THE_BOX` (since the intakes), a weapon, a device, a `values.Sink`."""
    OUT_OF_BOX = "out-of-box"
    """Rounds that left a container, whatever came back."""
    GAP = "gap"

    # What follows is laid from `Judgement.said`.
    UNIT = "unit"
    """By unit: its `unit-opened`."""
    DAY = "day"
    """By unit: what opens its shooting day, ends it, or moves it to another place."""
    ARMORER = "armorer"
    """By unit: who is armorer in charge."""
    CHECKED = "checked"
    """By unit and what was checked."""
    COUNTED = "counted"
    """By item: how it was counted today."""
    DUTY = "duty"
    """By unit and person."""
    DELEGATED = "delegated"
    """By unit and person."""
    BRIEFED = "briefed"
    """By unit and person."""
    HEARD_EARLY = "heard-early"
    """By unit and person: heard a meeting that was held before count and sweep."""
    TRAINED = "trained"
    """By person and weapon."""
    MINOR = "minor"
    """By person."""
    MINOR_PLAN = "minor-plan"
    """By unit and slate."""
    WRAPPED = "wrapped"
    """By unit."""
    SEALED = "sealed"
    """By unit: the seal of a day."""
    UNIT_OF = "unit-of"
    """By item: the unit that it belongs to."""
    HANDED = "handed"
    """By weapon: records that hand it over, whether they count or not."""
    ZONE = "zone"
    """By weapon."""
    ZONED = "zoned"
    """By unit: the slate that its newest zone is for."""
    BATCH = "batch"
    """By batch: its intake."""
    BATCH_OUT = "batch-out"
    """By batch: who holds what was given out last."""
    BATCH_COUNTED = "batch-counted"
    """By batch: a count of its items, each in the hand."""
    SETTLED = "settled"
    """By container, device or batch: two people counted it, and it agreed with the account."""
    INSERTED = "inserted"
    """By feed device: the weapon that it is in, with what it held then; None once it is out."""
    REPORTED = "reported"
    """By the name of a restriction on the set: the report that was closed on it."""
    REVIEWED = "reviewed"
    """By the name of a restriction on the set."""
    PACK = "pack"
    """By pack: what is adopted of it, or that it was removed."""
    RULES = "rules"
    """Of the set: every change of the rules that are adopted."""
    EXPLAINED = "explained"
    """By the name of a restriction on the set: what somebody said about it afterwards."""
    CORRECTED = "corrected"
    """By the name of a record: what it should say, as somebody signed afterwards."""
    ACTION = "action"
    """By the name of the record that opens it: something that has to be done after a stop or a finding."""
    ACTION_DONE = "action-done"
    """By the name of an action: two people signed that it is done."""


OF_THE_DAY = (
    Aspect.UNIT,
    Aspect.DAY,
    Aspect.ARMORER,
    Aspect.CHECKED,
    Aspect.DUTY,
    Aspect.DELEGATED,
    Aspect.BRIEFED,
    Aspect.HEARD_EARLY,
    Aspect.TRAINED,
    Aspect.MINOR_PLAN,
    Aspect.UNIT_OF,
    Aspect.ZONE,
    Aspect.BATCH_COUNTED,
    Aspect.PACK,
)
"""What the gates of a shooting day rest on, besides the things themselves."""


Lane = dict[int, Track]
"""Chain number to track."""


class Past(Protocol):
    """The beginning of a history that was folded before; a record of it is read only where somebody asks for it."""

    size: int
    """How many records it has: their indices are those below."""

    def record(self, index: int) -> RecordFacts:
        """The record at `index`."""

    def judgement(self, index: int) -> Judgement:
        """What of it counts."""

    def digest(self, index: int) -> str:
        """Its digest."""

    def title(self, index: int) -> str:
        """Its name without the suffix."""

    def index_of(self, digest: str) -> int | None:
        """The index of the record with that digest; None if it is not of the past."""

    def index_titled(self, title: str) -> int | None:
        """The index of the record with that name; None if it is not of the past."""

    def with_id(self, event: str) -> tuple[int, ...]:
        """The indices of the records with that id."""


class History:
    """The store. Nothing in it is ever changed or taken away; a situation sees its first `size` records."""

    def __init__(self, ancestry: Ancestry, past: Past | None = None) -> None:
        """`past`: what its first records are; whoever gives it lays their lanes."""
        self.ancestry = ancestry
        self.past = past
        self.start = past.size if past is not None else 0
        """How many records are of the past."""
        self.again: Callable[[Ancestry], History] = History
        """Gives the past anew, for another fold of what comes after it."""
        self.later: list[RecordFacts] = []
        """The records that are not of the past."""
        self.later_judgements: list[Judgement] = []
        self._by_digest: dict[str, int] = {}
        self._by_title: dict[str, int] = {}
        self._titles: list[str] = []
        """The names of the records that are not of the past: refusals and files are asked for by them all the time."""
        self._by_id: dict[str, list[int]] = {}
        self.repeated: dict[str, list[int]] = {}
        """The ids that more than one record bears."""
        self.found: list[int] = []
        """The records with findings."""
        self.chains = Chains(ancestry, self.digest, self.start)
        self.lanes: dict[tuple[Aspect, str], Lane] = {}
        self.tags: dict[Aspect, dict[str, int]] = {}
        self._register: dict[str, list[tuple[str, str, int]]] = {}
        self._registered = 0
        """How many entries of `tags` are sorted in `_register`."""
        self.names: dict[str, dict[str, int]] = {}
        """Name of a person to the ids that bear it."""
        self.never_closed: dict[str, dict[tuple[int, str], None]] = {}
        """Item to the barring restrictions that nothing closes, by index and kind."""
        self.closed_by: dict[tuple[str, int, str], list[int]] = {}
        """Item, index and kind of a restriction to the records that close it."""
        self.spans: dict[str, Spans[tuple[int, str]]] = {}
        """Item to the restrictions that were closed, by index and kind."""
        self.undone: dict[str, None] = {}
        """The actions that nobody closed."""
        self.done: Spans[str] = Spans()
        """Those that somebody closed."""
        self.boxes_of: dict[str, dict[str, None]] = {}
        """Weapon or device to the containers that its rounds ever came from."""
        self.places_of: dict[str, dict[str, None]] = {}
        """Container to the places where its rounds ever were."""
        self.copied: dict[tuple[Aspect, str], dict[str, None]] = {}
        """Lanes with amounts, to the ids in them that more than one record bears."""
        self.views: dict[int, Any] = {}
        """Views of what records had among their ancestors, by index; of those that were asked for last."""
        self.composed: dict[tuple[tuple[int, str], ...], Limits] = {}
        """Packs with the records that adopt them, to the limits that they make together."""

    def __len__(self) -> int:
        return self.start + len(self.later)

    def record(self, index: int) -> RecordFacts:
        """The record at `index`."""
        if self.past is not None and index < self.start:
            return self.past.record(index)
        return self.later[index - self.start]

    def judgement(self, index: int) -> Judgement:
        """What of the record at `index` counts."""
        if self.past is not None and index < self.start:
            return self.past.judgement(index)
        return self.later_judgements[index - self.start]

    def digest(self, index: int) -> str:
        """The digest of the record at `index`."""
        if self.past is not None and index < self.start:
            return self.past.digest(index)
        return self.later[index - self.start].digest

    def title(self, index: int) -> str:
        """The name of the record at `index`, as refusals cite it."""
        if self.past is not None and index < self.start:
            return self.past.title(index)
        return self._titles[index - self.start]

    def index_of(self, digest: str) -> int | None:
        """The index of a record by its digest; None if it is not here."""
        found = self._by_digest.get(digest)
        return self.past.index_of(digest) if found is None and self.past is not None else found

    def index_titled(self, title: str) -> int | None:
        """The index of a record by its name; None if it is not here."""
        found = self.past.index_titled(title) if self.past is not None else None
        return self._by_title.get(title) if found is None else found

    def with_id(self, event: str) -> tuple[int, ...]:
        """The indices of all records with an id."""
        known = self.past.with_id(event) if self.past is not None else ()
        return (*known, *self._by_id.get(event, ()))

    def register(self, kind: str) -> list[tuple[str, str, int]]:
        """Every weapon, device or container that was ever taken in: its tag, its lane, and its first record; by tag."""
        entries = self.tags.get(Aspect.REGISTER, {})
        if len(entries) != self._registered:
            self._registered, self._register = len(entries), {}
            for key, first in sorted(entries.items()):
                of_kind, _, tag = key.partition("\0")
                self._register.setdefault(of_kind, []).append((tag, key, first))
        return self._register.get(kind, [])

    def reach_of(self, point: str) -> Reach:
        """How far the record with that digest reaches, which is here or about to be added."""
        return self.chains.reach_of(point, is_here=self.index_of(point) is not None)

    def append(self, record: RecordFacts, judgement: Judgement, reach: Reach) -> None:
        """Add a record of which no ancestor is still to come; `reach` is how far it reaches."""
        index = len(self)
        chain = self.chains.append(index, record, reach)
        self.later.append(record)
        self.later_judgements.append(judgement)
        self._by_digest[record.digest] = index
        title = record.title
        self._titles.append(title)
        self._by_title.setdefault(title, index)
        self._by_id.setdefault(record.id, []).append(index)
        if judgement.findings:
            self.found.append(index)
        self._lay(index, chain, judgement)

    def _put(self, aspect: Aspect, name: str, index: int, chain: int, amount: int = 0) -> None:
        track = self.lanes.setdefault((aspect, name), {}).setdefault(chain, Track(chain))
        if track.indices and track.indices[-1] == index:
            track.sums[-1] += amount
            return
        track.indices.append(index)
        track.sums.append((track.sums[-1] if track.sums else 0) + amount)

    def _lay(self, index: int, chain: int, judgement: Judgement) -> None:
        for aspect, names in (
            (Aspect.ABOUT, judgement.about),
            (Aspect.HOLDING, judgement.holdings),
            (Aspect.CUSTODY, judgement.custody),
            (Aspect.SEAL, judgement.seals),
            (Aspect.GAP, judgement.gaps),
        ):
            for name in names:
                self._put(aspect, name, index, chain)
        for name in judgement.gaps:
            self.tags.setdefault(Aspect.GAP, {}).setdefault(name, index)
        for said, name in judgement.said:
            aspect = said if isinstance(said, Aspect) else Aspect(said)
            self._put(aspect, name, index, chain)
            self.tags.setdefault(aspect, {}).setdefault(name, index)
            if aspect is Aspect.ACTION:
                self.undone[name] = None
            elif aspect is Aspect.ACTION_DONE:
                self.end_action(name, index)
        self._lay_register(index, chain, judgement)
        for restricting in judgement.restrictions:
            self._lay_restriction(index, chain, restricting)
        for closing in judgement.closings:
            self._put(Aspect.CLOSED, closing.item, index, chain)
            self.closed_by.setdefault((closing.item, closing.restriction, closing.kind), []).append(index)
            self.never_closed.get(closing.item, {}).pop((closing.restriction, closing.kind), None)
            self.end_restriction(closing.item, closing.restriction, closing.kind, index)
        for movement in judgement.movements:
            self.places_of.setdefault(movement.container, {}).update({movement.source: None, movement.target: None})
            for place in (movement.source, movement.target):
                self.boxes_of.setdefault(place, {})[movement.container] = None
            for aspect, name, amount in _amounts(movement):
                self._put(aspect, name, index, chain, amount)
        self._note_copies(self.record(index).id)
        if judgement.unknown:
            self._put(Aspect.UNKNOWN, THE_SET, index, chain)

    def end_restriction(self, item: str, restriction: int, kind: str, index: int) -> None:
        """Note that the record at `index` closes a restriction; it is the newest that closes anything."""
        begun, ended = (restriction, self.chains.chain_of(restriction)), (index, self.chains.chain_of(index))
        self.spans.setdefault(item, Spans()).end((restriction, kind), begun=begun, ended=ended)

    def end_action(self, name: str, index: int) -> None:
        """Note that the record at `index` closes an action; it is the newest that closes any."""
        self.undone.pop(name, None)
        begun = self.tags.get(Aspect.ACTION, {}).get(name)
        if begun is not None:
            chain_of = self.chains.chain_of
            self.done.end(name, begun=(begun, chain_of(begun)), ended=(index, chain_of(index)))

    def _note_copies(self, event: str) -> None:
        same = self.with_id(event)
        if len(same) < 2:
            return
        self.repeated[event] = list(same)
        moving = [index for index in same if self.judgement(index).movements]
        if len(moving) > 1:
            for index in moving:
                for movement in self.judgement(index).movements:
                    for aspect, name, _ in _amounts(movement):
                        self.copied.setdefault((aspect, name), {})[event] = None

    def _lay_register(self, index: int, chain: int, judgement: Judgement) -> None:
        for kind, tags in (
            ("weapon", judgement.weapons),
            ("device", judgement.devices),
            ("container", judgement.containers),
        ):
            for tag in tags:
                self._put(Aspect.REGISTER, pair(kind, tag), index, chain)
                self.tags.setdefault(Aspect.REGISTER, {}).setdefault(pair(kind, tag), index)
        for device in judgement.devices.values():
            self._put(Aspect.DEVICES, device.goes_with, index, chain)
        for person in judgement.people:
            self._put(Aspect.PERSON, person.id, index, chain)
            self.tags.setdefault(Aspect.PERSON, {}).setdefault(person.id, index)
            self.names.setdefault(person.name, {}).setdefault(person.id, index)

    def _lay_restriction(self, index: int, chain: int, restricting: Restricting) -> None:
        self._put(Aspect.RESTRICTED, restricting.item, index, chain)
        self.tags.setdefault(Aspect.RESTRICTED, {}).setdefault(restricting.item, index)
        if restricting.run:
            self._put(Aspect.RAISED, restricting.run, index, chain)
        if restricting.kind == "stand-down":
            self._put(Aspect.STAND_DOWN, THE_SET, index, chain)
        if restricting.kind in BARRING:
            self.never_closed.setdefault(restricting.item, {})[index, restricting.kind] = None


def _amounts(movement: Movement) -> Iterator[tuple[Aspect, str, int]]:
    """What a movement adds to which lane."""
    yield Aspect.AT, pair(movement.container, movement.source), -movement.count
    yield Aspect.AT, pair(movement.container, movement.target), movement.count
    if movement.source == THE_BOX:
        yield Aspect.OUT_OF_BOX, movement.container, movement.count


def pair(first: str, second: str) -> str:
    """Two names as one key. U+0000 stands in no record, so no two pairs give the same key."""
    return f"{first}\0{second}"


def is_unknown(record: RecordFacts) -> bool:
    """Whether the record has a kind or an effect that this version cannot read."""
    return record.unknown or any(effect.kind not in EFFECTS for effect in record.effects)
