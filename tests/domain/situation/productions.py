"""An in-memory production for tests: laptops that append records and see what they have synced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from showclear.domain.effects import Effect
from showclear.domain.people import Person, Role
from showclear.domain.situation import Situation, fold
from showclear.domain.situation.records import RecordFacts, SignerFacts
from showclear.domain.situation.view import View
from tests.domain.situation.mornings import (
    BY_AD_AND_ARMORER,
    BY_AD_AND_OFFICER,
    BY_ARMORER_AND_AD,
    BY_TWO_CUSTODIANS,
    Mornings,
    custody,
)

__all__ = [
    "BY_AD_AND_ARMORER",
    "BY_AD_AND_OFFICER",
    "BY_ARMORER_AND_AD",
    "BY_OFFICER_AND_ARMORER",
    "BY_TWO_CUSTODIANS",
    "EVERYBODY",
    "HANA",
    "JONAS",
    "MARA",
    "NOON",
    "PIA",
    "RUTH",
    "SAFA",
    "WILL",
    "Clocks",
    "Counting",
    "Shoot",
    "at",
    "cleared",
    "custody",
    "equipped",
    "issued",
    "load",
    "stamp",
    "unload",
]

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)

MARA = Person("mara", "Mara Lind", Role.ARMORER)
HANA = Person("hana", "Hana Sato", Role.HANDLER)
JONAS = Person("jonas", "Jonas Weber", Role.ASSISTANT_DIRECTOR)
SAFA = Person("safa", "Safa Idris", Role.SAFETY_OFFICER)
PIA = Person("pia", "Pia Costa", Role.PRODUCER)
WILL = Person("will", "Will Ames", Role.PERFORMER)
RUTH = Person("ruth", "Ruth Okoro", Role.PERFORMER)
BY_OFFICER_AND_ARMORER = (
    SignerFacts("safa", "safety-officer", "adopted"),
    SignerFacts("mara", "armorer", "adopted"),
)
EVERYBODY = (MARA, HANA, JONAS, SAFA, PIA, WILL, RUTH)


def stamp(moment: datetime) -> str:
    """A time as it stands in effects."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def at(minutes: float) -> datetime:
    """So many minutes after noon."""
    return NOON + timedelta(minutes=minutes)


@dataclass
class Clocks:
    """Ancestry by one number per log, as the ledger does it. A fork is a log of its own here."""

    clock: dict[str, dict[str, int]] = field(default_factory=dict)
    place: dict[str, tuple[str, int]] = field(default_factory=dict)

    def is_ancestor(self, a: str, b: str) -> bool:
        """Whether `a` is a strict ancestor of `b`."""
        if a == b or a not in self.place or b not in self.clock:
            return False
        log, sequence = self.place[a]
        return self.clock[b].get(log, 0) >= sequence


@dataclass
class Shoot(Mornings):
    """Every record of a production, and which of them each laptop has seen."""

    ancestry: Clocks = field(default_factory=Clocks)
    records: list[RecordFacts] = field(default_factory=list)
    known: dict[str, dict[str, int]] = field(default_factory=dict)
    now: datetime = NOON

    def add(
        self,
        kind: str,
        effects: Iterable[Effect] = (),
        *,
        signers: Sequence[SignerFacts] = (),
        procedure: str = "",
        laptop: str = "truck",
        people: Sequence[Person] = (),
        **more: object,
    ) -> RecordFacts:
        """Append a record to a laptop's log; it has everything that the laptop has seen as ancestor."""
        known = self.known.setdefault(laptop, {})
        sequence = known.get(laptop, 0) + 1
        digest = sha256(f"{laptop}/{sequence}/{len(self.records)}".encode()).hexdigest()
        values: dict[str, object] = {
            "digest": digest,
            "name": f"{laptop}-{sequence:06}-{digest[:32]}.toml",
            "log": laptop,
            "sequence": sequence,
            "kind": kind,
            "id": digest[32:],
            "made_at": self.now,
            "signers": tuple(signers),
            "procedure": procedure,
            "effects": tuple(effects),
            "people": tuple(people),
        }
        record = RecordFacts(**{**values, **more})  # type: ignore[arg-type]
        self.ancestry.place[digest] = (laptop, sequence)
        self.ancestry.clock[digest] = dict(known)
        known[laptop] = sequence
        self.records.append(record)
        return record

    def sync(self, *laptops: str) -> None:
        """Let the laptops see everything that any of them has seen."""
        names = laptops or tuple(self.known)
        merged: dict[str, int] = {}
        for name in names:
            for log, sequence in self.known.setdefault(name, {}).items():
                merged[log] = max(sequence, merged.get(log, 0))
        for name in names:
            self.known[name] = dict(merged)

    def situation(self) -> Situation:
        """The fold of everything."""
        return fold(self.records, self.ancestry)

    # What people do.

    def found(self, people: Sequence[Person] = EVERYBODY) -> RecordFacts:
        """The production with its roster and its unit."""
        founding = self.add("production", people=people)
        self.open_unit()
        return founding

    def take_in(self, tag: str = "A-07", *, laptop: str = "truck", **changes: str | int) -> RecordFacts:
        """Intake of a revolver, locked afterwards."""
        values: dict[str, str | int] = {
            "weapon": tag,
            "make": "Pietta",
            "model": "1873",
            "calibre": ".45 Colt",
            "serial": f"S{tag}",
            "has": "",
            "class": "live-capable",
            "action": "revolver",
            "ignition": "cartridge",
            "chambers": 6,
            "barrels": 1,
        }
        effects = [
            Effect("weapon-taken-in", {**values, **changes}),
            Effect("proved-empty", {"weapon": tag}),
            Effect("custody", {"item": tag, "shape": "locked", "lock": "safe 1"}),
        ]
        return self.add("procedure", effects, signers=BY_TWO_CUSTODIANS, procedure="intake", laptop=laptop)

    def take_in_device(self, tag: str, weapon: str, *, laptop: str = "truck") -> RecordFacts:
        """Intake of a spare cylinder."""
        values: dict[str, str | int] = {
            "device": tag,
            "device_kind": "spare-cylinder",
            "capacity": 6,
            "calibre": ".45 Colt",
            "goes_with": weapon,
        }
        effects = [Effect("device-taken-in", values), Effect("device-proved-empty", {"device": tag})]
        return self.add("procedure", effects, signers=BY_TWO_CUSTODIANS, procedure="intake", laptop=laptop)

    def take_in_box(
        self, tag: str = "BOX-1", count: int = 50, contents: str = "dummy", laptop: str = "truck"
    ) -> RecordFacts:
        """Intake of a box of rounds."""
        values: dict[str, str | int] = {
            "container": tag,
            "contents": contents,
            "load": "",
            "calibre": ".45 Colt",
            "lot": "7",
            "maker": "M",
            "count": count,
            "seal": "100",
        }
        effects = [Effect("container-taken-in", values), custody(tag, "locked", lock="box safe")]
        return self.add("procedure", effects, signers=BY_TWO_CUSTODIANS, procedure="ammunition", laptop=laptop)

    def clear(
        self,
        tag: str = "A-07",
        dummies: int = 0,
        box: str = "BOX-1",
        *,
        left: int | None = None,
        devices: Sequence[str] = (),
        extra: Sequence[Effect] = (),
        since: datetime | None = None,
        signers: Sequence[SignerFacts] = BY_ARMORER_AND_AD,
        laptop: str = "truck",
        **more: object,
    ) -> RecordFacts:
        """Procedure D: proved empty, loaded if so planned, in the armorer's hand, cleared."""
        effects = [Effect("proved-empty", {"weapon": tag})]
        if dummies:
            effects.append(load(tag, dummies, box, left=44 if left is None else left))
        effects.append(custody(tag, "with", person="mara"))
        effects += [Effect("device-cleared", {"device": device, "weapon": tag}) for device in devices]
        effects.append(cleared(tag, dummies, since or self.now))
        more.setdefault("procedure", "inspection")
        return self.add(
            "procedure",
            [*extra, *effects],
            signers=signers,
            laptop=laptop,
            **more,  # type: ignore[arg-type]
        )

    def hand_over(
        self,
        tag: str = "A-07",
        dummies: int = 0,
        *,
        since: datetime | None = None,
        procedure: str = "handover",
        signers: Sequence[SignerFacts] = BY_ARMORER_AND_AD,
        laptop: str = "truck",
        **changes: str | int,
    ) -> RecordFacts:
        """Procedure E, or a turn-round."""
        effect = issued(tag, dummies, since or self.now, **changes)
        return self.add("procedure", [effect], signers=signers, procedure=procedure, laptop=laptop)

    def take_back(self, tag: str = "A-07", person: str = "mara", *, laptop: str = "truck") -> RecordFacts:
        """One key, unsigned."""
        return self.add("custody", [custody(tag, "with", person=person)], laptop=laptop)

    def hold(self, *, laptop: str = "truck", kind: str = "hold") -> RecordFacts:
        """Anyone stops the set."""
        return self.add(kind, [Effect(kind, {"reason": "somebody stood in front"})], laptop=laptop)

    def lift(self, hold: RecordFacts, *, laptop: str = "truck", **more: object) -> RecordFacts:
        """An armorer and an AD lift a hold."""
        values = {"restriction": hold.title, "reason": "asked to move", "answer": "moved"}
        more.setdefault("signers", BY_ARMORER_AND_AD)
        return self.add(
            "hold-lifted",
            [Effect("hold-lifted", values)],
            laptop=laptop,
            **more,  # type: ignore[arg-type]
        )

    def adopt_rules(
        self,
        pack: str = "own",
        *,
        signers: Sequence[SignerFacts] = BY_OFFICER_AND_ARMORER,
        laptop: str = "truck",
        **values: str,
    ) -> RecordFacts:
        """The safety officer and the armorer adopt a pack of rules with these values."""
        adopted = Effect("pack-adopted", {"pack": pack, "title": pack.title(), "version": "1", "sha": pack})
        rows = [
            Effect("limit-set", {"pack": pack, "limit": limit, "value": value, "source": "ours"})
            for limit, value in values.items()
        ]
        return self.add("definitions", [adopted, *rows], signers=signers, laptop=laptop)

    def remove_rules(self, pack: str = "own", *, laptop: str = "truck", **more: object) -> RecordFacts:
        """They take a pack away again."""
        more.setdefault("signers", BY_OFFICER_AND_ARMORER)
        return self.add(
            "definitions",
            [Effect("pack-removed", {"pack": pack})],
            laptop=laptop,
            **more,  # type: ignore[arg-type]
        )

    def bar(
        self, item: str = "A-07", kind: str = "quarantined", *, run: str = "", laptop: str = "truck"
    ) -> RecordFacts:
        """An unsigned restriction on one item."""
        values = {"item": item, "reason": "something in the bore", **({"run": run} if run else {})}
        return self.add("restriction", [Effect(kind, values)], laptop=laptop)


def load(tag: str, count: int, box: str, *, left: int, contents: str = "dummy") -> Effect:
    """A loaded effect."""
    values: dict[str, str | int] = {
        "weapon": tag,
        "container": box,
        "contents": contents,
        "count": count,
        "left": left,
        "seal": "101",
    }
    return Effect("loaded", values)


def unload(tag: str, count: int, box: str = "BOX-1") -> Effect:
    """An unloaded effect."""
    values: dict[str, str | int] = {
        "weapon": tag,
        "container": box,
        "contents": "dummy",
        "count": count,
        "seal": "102",
    }
    return Effect("unloaded", values)


def cleared(tag: str, dummies: int, since: datetime, **changes: str | int) -> Effect:
    """A cleared effect."""
    values: dict[str, str | int] = {
        "weapon": tag,
        "contents": "dummy" if dummies else "nothing",
        "count": dummies,
        "slate": "12A",
        "use": "take",
        "place": "church",
        "armorer": "mara",
        "since": stamp(since),
        "minutes": 15,
    }
    return Effect("cleared", {**values, **changes})


def issued(tag: str, dummies: int, since: datetime, **changes: str | int) -> Effect:
    """An issued effect."""
    values = {
        **cleared(tag, dummies, since).values,
        "holder": "will",
        "condition": "cold",
        "word": "amber",
        "minutes": 10,
    }
    return Effect("issued", {**values, **changes})


def equipped(*tags: str, box: bool = True, ready: bool = False) -> Shoot:
    """A production with revolvers (A-07 if none is named), by default a box of fifty dummies, and a day if `ready`."""
    shoot, guns = Shoot(), tags or ("A-07",)
    shoot.found()
    for tag in guns:
        shoot.take_in(tag)
    if box:
        shoot.take_in_box()
    if ready:
        shoot.ready(*guns)
    return shoot


def index_titled(view: View, title: str) -> int:
    """Where a record stands in the history of a view, by its name."""
    index = view.history.index_titled(title)
    assert index is not None
    return index


@dataclass
class Counting:
    """Counts how often the order of two records of a production is asked for."""

    shoot: Shoot
    count: int = 0

    def is_ancestor(self, a: str, b: str) -> bool:
        """As the production says."""
        self.count += 1
        return self.shoot.ancestry.is_ancestor(a, b)
