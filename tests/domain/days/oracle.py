"""What must hold of any set of records, worked out the slow way: by looking at all of them, without the fold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from showclear.domain.effects import Effect
from showclear.domain.people import CUSTODIANS, Role
from showclear.domain.situation import Situation
from showclear.domain.situation.records import PERFORMED, VERIFIED, RecordFacts
from tests.domain.situation.productions import Shoot

SET_STOPS = frozenset({"hold", "stand-down", "incident", "concern"})
"""Restrictions on the whole set."""

ITEM_STOPS = frozenset(
    {"out-of-sight", "unverified", "withdrawn", "quarantined", "misfired", "frozen", "perhaps-loaded"}
)
"""Restrictions on one item."""

LONGEST_CHAIN = timedelta(minutes=25)
"""From the look of a clearance to the end of the issue that it became: 15 and 10 minutes."""


class Oracle:
    """Looks at every record of a production; as slow and as plain as it can be."""

    def __init__(self, shoot: Shoot) -> None:
        self.shoot = shoot
        self.records = shoot.records

    def before(self, a: RecordFacts, b: RecordFacts) -> bool:
        """Whether `a` is an ancestor of `b`."""
        return self.shoot.ancestry.is_ancestor(a.digest, b.digest)

    def with_effect(self, *kinds: str, **values: object) -> Iterator[tuple[RecordFacts, Effect]]:
        """Every effect of one of these kinds that has these values, with its record."""
        for record in self.records:
            for effect in record.effects:
                if effect.kind in kinds and all(effect.values.get(name) == value for name, value in values.items()):
                    yield record, effect

    def about(self, tag: str) -> list[RecordFacts]:
        """Every record that names a weapon as the thing that it is about."""
        names = ("weapon", "item", "device", "container", "batch")
        kinds_aside = {"trained", "zoned"}
        return [
            record
            for record in self.records
            if any(
                effect.kind not in kinds_aside and any(effect.values.get(name) == tag for name in names)
                for effect in record.effects
            )
        ]

    def restricting(self, tag: str, unit: str) -> list[RecordFacts]:
        """Every record that restricts a weapon, its unit, or the set."""
        found = [record for record, _ in self.with_effect(*SET_STOPS)]
        found += [record for record, _ in self.with_effect("break", unit=unit)]
        for name in ("item", "weapon"):
            found += [record for record, _ in self.with_effect(*ITEM_STOPS, **{name: tag})]
        return found

    # What a living issue needs.

    def faults_of_issue(self, title: str, tag: str, unit: str, now: datetime) -> list[str]:
        """Why somebody must not hold the gun by the record of that title, in words."""
        record = next(one for one in self.records if one.title == title)
        faults = []
        if not two_roles(record, {Role.ARMORER}, {Role.ASSISTANT_DIRECTOR}):
            faults.append("it is not signed by an armorer and an assistant director")
        late = [one for one in self.about(tag) if one is not record and not self.before(one, record)]
        if late:
            faults.append(f"{late[0].title} is about it and no ancestor")
        late = [one for one in self.restricting(tag, unit) if one is not record and not self.before(one, record)]
        if late:
            faults.append(f"{late[0].title} restricts and is no ancestor")
        if not self.looked_at(record, tag):
            faults.append("nobody proved it empty within the minutes before")
        if now - record.made_at > LONGEST_CHAIN:
            faults.append("it is too old")
        faults += self.faults_of_rules(record, tag)
        faults += [f"no {what} before it" for what in self.missing_of_day(record, unit)]
        faults += [f"{stop.title} was open" for stop in self.open_stops_before(record)]
        return faults

    # Which rules are adopted.

    def changes_of_rules(self) -> list[RecordFacts]:
        """Every record that adopts or removes a pack, signed by a safety officer and an armorer."""
        wanted = {Role.SAFETY_OFFICER, Role.ARMORER}
        found = (one for one, _ in self.with_effect("pack-adopted", "pack-removed"))
        return [
            one
            for one in found
            if one.kind == "definitions" and wanted <= {Role(signer.role) for signer in one.signers}
        ]

    def classes_left(self) -> set[str]:
        """The classes that no adoption leaves out which no later record about the same pack knows of."""
        changes = self.changes_of_rules()
        left = {str(effect.values["class"]) for _, effect in self.with_effect("weapon-taken-in")}
        for one in changes:
            pack = one.effects[0].values["pack"]
            if any(self.before(one, other) and other.effects[0].values["pack"] == pack for other in changes):
                continue
            for effect in one.effects:
                if effect.values.get("limit") == "weapon_classes":
                    left &= set(str(effect.values["value"]).split())
        return left

    def faults_of_rules(self, record: RecordFacts, tag: str) -> list[str]:
        """A change of the rules that the record does not know of; a class that is banned."""
        late = [one for one in self.changes_of_rules() if not self.before(one, record)]
        faults = [f"{late[0].title} changes the rules and is no ancestor"] if late else []
        classes = {str(effect.values["class"]) for _, effect in self.with_effect("weapon-taken-in", weapon=tag)}
        return faults if classes <= self.classes_left() else [*faults, "its class is banned"]

    def looked_at(self, record: RecordFacts, tag: str) -> bool:
        """Whether two people proved the gun empty, in this record or shortly before it, or showed each dummy again."""
        return any(
            (one is record or self.before(one, record))
            and record.made_at - one.made_at <= LONGEST_CHAIN * 8
            and two_roles(one, CUSTODIANS, {*CUSTODIANS, Role.ASSISTANT_DIRECTOR})
            for one, _ in self.with_effect("proved-empty", weapon=tag)
        )

    def missing_of_day(self, record: RecordFacts, unit: str) -> list[str]:
        """What of the day is not among the ancestors of a record, after a day that is not over."""
        opened = [one for one, _ in self.with_effect("day-opened", unit=unit) if self.before(one, record)]
        ended = [one for one, _ in self.with_effect("wrapped", unit=unit) if self.before(one, record)]
        living = [
            day
            for day in opened
            if not any(self.before(day, end) for end in ended) and record.made_at - day.made_at < timedelta(hours=18)
        ]
        if not living:
            return ["open day"]
        checked = {
            str(effect.values["what"])
            for one, effect in self.with_effect("checked", unit=unit)
            if self.before(one, record) and any(self.before(day, one) for day in living)
        }
        return sorted({"count", "sweep", "meeting", "readiness"} - checked)

    def open_stops_before(self, record: RecordFacts) -> list[RecordFacts]:
        """Holds and stand-downs among the ancestors of a record that nothing among them ends by name."""
        return [
            stop
            for stop, effect in self.with_effect("hold", "stand-down")
            if self.before(stop, record)
            and not any(self.before(end, record) for end in self.endings(stop, effect.kind))
        ]

    def endings(self, stop: RecordFacts, kind: str) -> list[RecordFacts]:
        """Records that end a hold or a stand-down by name, signed by two people, after it."""
        closing = "hold-lifted" if kind == "hold" else "released"
        return [
            one
            for one, effect in self.with_effect(closing)
            if str(effect.values.get("restriction", "")).removesuffix(".toml") == stop.title
            and self.before(stop, one)
            and len({signer.person for signer in one.signers}) >= 2
        ]

    # What is in a gun.

    def may_hold_a_blank(self, tag: str) -> bool:
        """Whether some record says that a blank went in and none after it, by two people, that it is empty."""
        into = [one for one, _ in self.with_effect("loaded", weapon=tag, contents="blank")]
        into += [one for one, _ in self.with_effect("device-inserted", weapon=tag, contents="blank")]
        out = [
            one
            for one, _ in self.with_effect("proved-empty", weapon=tag)
            if two_roles(one, CUSTODIANS, {*CUSTODIANS, Role.ASSISTANT_DIRECTOR})
        ]
        return any(not any(self.before(fill, empty) for empty in out) for fill in into)

    def is_frozen(self, tag: str) -> RecordFacts | None:
        """A record that freezes an item and that nothing releases by name, signed by two."""
        for record, _ in self.with_effect("frozen", item=tag):
            released = [
                one
                for one, effect in self.with_effect("unfrozen", item=tag)
                if self.before(record, one)
                and str(effect.values.get("restriction", "")).removesuffix(".toml") == record.title
                and len({signer.person for signer in one.signers}) >= 2
            ]
            if not released:
                return record
        return None

    def without_later(self, record: RecordFacts) -> list[RecordFacts]:
        """Every record that does not come after this one."""
        return [one for one in self.records if not self.before(record, one)]


def two_roles(record: RecordFacts, performed: Iterable[Role], verified: Iterable[Role]) -> bool:
    """Whether two different people signed it, one in a role that performs and one in a role that verifies."""
    first = [one for one in record.signers if one.meaning == PERFORMED and one.role in set(performed)]
    second = [one for one in record.signers if one.meaning == VERIFIED and one.role in set(verified)]
    return any(one.person != other.person for one in first for other in second)


def custodian_faults(situation: Situation, tags: Iterable[str]) -> list[str]:
    """Whoever has a thing without being an armorer, a handler or a performer to whom it was issued."""
    faults = []
    for tag in tags:
        custody = situation.custody(tag)
        if custody is None or not custody.person:
            continue
        roles = situation.view.roles_of(custody.person)
        allowed = {Role.PERFORMER} if custody.shape == "issued" else CUSTODIANS
        if not roles or not roles <= set(allowed):
            faults.append(f"{tag} is {custody.shape} {custody.person}, {', '.join(sorted(roles)) or 'a stranger'}")
    return faults
