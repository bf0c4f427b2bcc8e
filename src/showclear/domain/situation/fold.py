"""Folding records into the situation. The result depends on which records there are, never on how they arrived."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from showclear.domain.custody import Custody
from showclear.domain.limits import Limits
from showclear.domain.people import Person, roles_that_exclude_each_other
from showclear.domain.situation import fold_rules as rule
from showclear.domain.situation.grants import unknown_records
from showclear.domain.situation.history import Aspect, History
from showclear.domain.situation.judging import Judge
from showclear.domain.situation.order import causal_order
from showclear.domain.situation.packs import limits_of
from showclear.domain.situation.records import Ancestry, Finding, RecordFacts
from showclear.domain.situation.values import THE_SET, Holding, OpenRestriction
from showclear.domain.situation.view import View
from showclear.domain.weapons import Container, Device, Weapon
from showclear.words import english, together


@dataclass(frozen=True, slots=True)
class Situation:
    """What is true now, as far as the records say. A value: `add` gives a new one and leaves this as it is."""

    view: View

    def add(self, record: RecordFacts) -> Situation:
        """The situation with one more record. One that is here already changes nothing.

        Cheap for a record that comes after its ancestors; one that others were waiting for folds everything again.
        """
        history, size = self.view.history, self.view.size
        known = history.index_of(record.digest)
        if known is not None and known < size:
            return self
        if size != len(history) or _awaited(history, record):
            later = map(history.record, range(history.start, size))
            return fold((*later, record), history.ancestry, history.again).seen_early(self.view.early)
        _append(history, record)
        return Situation(replace(self.view, size=size + 1))

    def seen_early(self, digests: frozenset[str]) -> Situation:
        """The same, on a laptop that these records came to before its clock showed their time (R-038)."""
        return self if digests == self.view.early else Situation(replace(self.view, early=digests))

    @property
    def size(self) -> int:
        """How many records were folded."""
        return self.view.size

    @property
    def held_by_unknown(self) -> tuple[str, ...]:
        """Records that this version cannot read. Each may be a stop; it holds this laptop until it is updated."""
        return unknown_records(self.view)

    @property
    def limits(self) -> Limits:
        """The limits that hold: the strictest of everything adopted, and never laxer than the floor."""
        return limits_of(self.view)

    def weapons(self) -> dict[str, Weapon]:
        """The register of weapons by tag. Where two intakes disagree, one of them is shown."""
        return {tag: entry for tag in self.view.tags("weapon") if (entry := self.weapon(tag)) is not None}

    def devices(self) -> dict[str, Device]:
        """The register of feed devices by tag."""
        return {tag: self.view.device_entries(tag)[0][1] for tag in self.view.tags("device")}

    def containers(self) -> dict[str, Container]:
        """The register of containers by tag, as they were taken in; `accounts` says what is left."""
        return {tag: self.view.container_entries(tag)[0][1] for tag in self.view.tags("container")}

    def people(self) -> dict[str, Person]:
        """The roster by id."""
        return self.view.people()

    def person(self, text: str) -> Person | None:
        """Somebody on the roster by id, or by a name that only one person bears."""
        return self.view.person(text)

    def weapon(self, tag: str) -> Weapon | None:
        """A weapon of the register; None if it was never taken in."""
        entries = self.view.weapon_entries(tag)
        return entries[0][1] if entries else None

    def devices_of(self, weapon: str) -> tuple[str, ...]:
        """The tags of the feed devices that go with a weapon, sorted."""
        return self.view.devices_of(weapon)

    def custody(self, item: str) -> Custody | None:
        """Who or what has an item; None where no record says so."""
        return self.view.custody(item)

    def holding(self, tag: str) -> Holding:
        """What a weapon or a device holds, as last entered by two people."""
        return self.view.holding(tag)

    def open_restrictions(self, item: str = THE_SET) -> tuple[OpenRestriction, ...]:
        """What bars an item by name, or stops the set; nothing but a record that names it closes one."""
        return tuple(one for _, one in self.view.open_restrictions(item))

    @property
    def restricted_items(self) -> tuple[str, ...]:
        """Every item with an open restriction, on the register or not; the set is the empty text."""
        return self.view.restricted_items()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What somebody has to look at, sorted; in what the records say, not in their bytes."""
        view = self.view
        found = {one for index in view.history.found if index < self.size for one in view.judgement(index).findings}
        return tuple(sorted((*found, *self._copies(), *self._two_tips(), *self._two_roles())))

    def _copies(self) -> Iterable[Finding]:
        for indices in self.view.history.repeated.values():
            known = [index for index in indices if index < self.size]
            if len(known) > 1:
                titles = tuple(sorted(self.view.title(index) for index in known))
                yield Finding(
                    rule.ONE_ID_ONE_EVENT.id, english("These records have one id; the event counts once."), titles
                )

    def _two_tips(self) -> Iterable[Finding]:
        for tag in self.view.tags("weapon"):
            tips = self.view.tips(Aspect.ABOUT, tag)
            if len(tips) > 1:
                titles = tuple(map(self.view.title, tips))
                yield Finding(
                    rule.TWO_TIPS.id, english("{tag}: these records do not know of each other.", tag=tag), titles
                )

    def _two_roles(self) -> Iterable[Finding]:
        for person in self.view.people():
            roles = roles_that_exclude_each_other(self.view.roles_of(person))
            if roles:
                words = together((role.words for role in roles), english(" and "))
                yield Finding(
                    rule.ONE_ROLE.id, english("{person} is on the roster as {roles}.", person=person, roles=words), ()
                )


def fold(
    records: Iterable[RecordFacts], ancestry: Ancestry, start: Callable[[Ancestry], History] = History
) -> Situation:
    """The situation that the records make, in whatever order they come.

    Args:
        records: every record whose layout holds; the same record twice counts once.
        ancestry: who is an ancestor of whom, for these records and for those that will be added.
        start: gives what was folded before; no record of it has one of `records` as ancestor.
    """
    history = start(ancestry)
    for record in causal_order(records, ancestry):
        if history.index_of(record.digest) is None:
            _append(history, record)
    return Situation(View(history, len(history)))


def _awaited(history: History, record: RecordFacts) -> bool:
    """Whether a record that is here already has this one as ancestor."""
    tails = (history.digest(track.indices[-1]) for track in history.chains)
    return any(history.ancestry.is_ancestor(record.digest, tail) for tail in tails)


def _append(history: History, record: RecordFacts) -> None:
    view = View(history, len(history), point=record.digest)
    history.append(record, Judge(record, view).judge(), view.reach or {})
