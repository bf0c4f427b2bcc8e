"""The closed vocabulary of the checklist language: facts, repetitions, inputs and facets.

A checklist may name these and nothing else; there is no expression language. The loader and `showclear lint` refuse
any other word, so a typing mistake can never become a rule that is always true.
"""

from __future__ import annotations

from dataclasses import dataclass

from showclear.domain.weapons import Action, Contents, Has, Ignition, Use, WeaponClass

FACTS = {
    "weapon.tag": "the tag on the weapon",
    "weapon.name": "make and model of the weapon",
    "weapon.serial": "the whole serial of the weapon",
    "weapon.serial-digits": "two characters of the serial, drawn anew for each pass",
    "weapon.calibre": "the calibre of the weapon",
    "weapon.chambers": "how many chambers the weapon has",
    "weapon.barrels": "how many barrels the weapon has",
    "weapon.holds": "what the record says is in the weapon now: nothing or dummy",
    "weapon.holds-count": "how many rounds the record says are in the weapon now",
    "weapon.empty-count": "how many chambers the record says are empty now",
    "plan.contents": "what the plan says the weapon shall hold",
    "plan.count": "how many rounds the plan says go in, 0 for nothing",
    "plan.empty-count": "how many chambers the plan leaves empty",
    "box.tag": "the container that the rounds come from",
    "box.seal": "the number of the seal that the record has for that container",
    "box.holds-now": "how many rounds the account says are in that container",
    "box.holds-after": "how many rounds are left in that container when the planned ones are out",
    "box.holds-returned": "how many rounds are in that container when those of the weapon are back",
    "set.guns-out": "how many guns the board says are out of lock and armorer's hands, this one included",
    "container.tag": "the id of the container that is taken in",
    "container.count": "how many rounds the label of that container says",
    "container.seal": "the number of its new seal",
    "performer.name": "the name of the person who performs the run",
    "issue.holder": "the name of the person whom the handover names, or who has it",
    "issue.holder-id": "the id of that person",
    "issue.word": "the clearance word of this handover",
    "issue.scene": "the slate of the clearance or issue that this rests on",
    "issue.use": "the use of the clearance or issue that this rests on",
    "issue.place": "the place of the clearance or issue that this rests on",
    "weapon.load": "the load of the blanks that the record says are in the weapon",
    "weapon.issued-count": "how many blanks went into the weapon for this take",
    "unit.name": "the unit",
    "unit.place": "the place where the unit is",
    "unit.day": "the date of the unit's shooting day",
    "unit.first": "the name of the unit's 1st assistant director",
    "unit.armorer": "the name of the armorer in charge of the unit",
    "set.weapons-count": "how many weapons the register says the unit has",
    "set.handlers-count": "how many people handle guns for the unit today",
    "set.all-out": "how many guns the board says are out, items of inert batches included",
    "set.reconciled": "yes where every account of the unit agrees, else no",
    "set.gaps": "the open gaps of the unit in words; none where there are none",
    "zone.load": "the load that the zone was set for",
    "zone.count": "how many blanks a take the zone was set for",
    "zone.people": "how many people the zone was set for",
    "device.tag": "the feed device",
    "device.capacity": "how many rounds go into the feed device",
    "device.holds-count": "how many rounds the record says are in the feed device",
    "device.seal": "the number of the seal on the feed device",
    "batch.tag": "the inert batch",
    "batch.count": "how many items the record says are in the batch",
    "batch.what": "what the items of the batch are",
    "batch.out-count": "how many items of the batch the record says are out",
    "person.name": "the name of the person whom the run is about",
    "stop.name": "the stop or report that the run is about",
    "stop.words": "its reason in words",
    "slot.holds": "in a step over the containers, devices or batches of the set: what the record says of the slot",
}
"""Facts that `expect` may name, each with its meaning."""

REPETITIONS = {
    "weapon.chambers": "each chamber, numbered from 1",
    "weapon.barrels": "each barrel, numbered from 1",
    "weapon.feeds": "each registered feed device that goes with the weapon, by tag",
    "weapon.holds-count": "each round that the record says is in the weapon",
    "plan.count": "each planned round, numbered from 1",
    "container.count": "each round of the container, numbered from 1",
    "container.trays": "each tray of ten or fewer rounds of the container, numbered from 1",
    "set.weapons": "each weapon of the unit, by tag",
    "set.containers": "each container of the unit, by tag",
    "set.devices": "each feed device of the unit, by tag",
    "set.batches": "each inert batch of the unit, by tag",
    "set.people": "each person of the roster who may be near a gun, by name",
    "set.handlers": "each armorer and handler of the roster, by name",
    "guns": "each gun named at the start, by tag",
    "batch.drawn": "three marks of the batch, drawn anew for each run",
    "people": "each person who is there, until done",
    "places": "each place, until done",
}
"""What `each` may repeat a step over. The last two are open: the person at the keys adds rows until done."""

SUBJECTS = ("weapon", "container", "device", "batch", "person", "set")
"""What a checklist may be about. `set` is a unit: its guns, ammunition, people and place."""

OPEN_REPETITIONS = frozenset({"people", "places"})

ACCOUNTS_OVER = ("set.containers", "set.devices", "set.batches")
"""Repetitions whose slots have an account: the fact `slot.holds`, and what a reconcile may repeat over."""

PEOPLE_OVER = ("set.people", "set.handlers")
"""Repetitions whose slots are names of the roster: the source `slot.id`."""

ITEMS_OVER = ("weapon.feeds", "set.weapons", *ACCOUNTS_OVER, "guns")
"""Repetitions whose slots are tags: a stop in one of them restricts that item."""

SLOT_FACT = "slot.holds"
"""The fact that each slot of a step has for itself."""

INPUTS = {
    "scene": "scene and setup, as the AD reads it (the slate)",
    "use": "take, rehearsal, line-up or lens check",
    "place": "where it is used; of an inspection every place in shot, first that of the unit, with ; between them",
    "plan.contents": "nothing or dummy (a blank is loaded in a blank take only)",
    "plan.count": "how many rounds; asked only with dummies",
    "box": "the container that the rounds come from or go back to; asked only with dummies",
    "holder": "the person who will hold it",
    "weapon.tag": "the new tag",
    "weapon.make": "maker",
    "weapon.model": "model",
    "weapon.calibre": "calibre or gauge",
    "weapon.serial": "serial, or none",
    "weapon.class": "how capable it is",
    "weapon.action": "how it opens",
    "weapon.ignition": "what sets the charge off",
    "weapon.chambers": "number of chambers",
    "weapon.barrels": "number of barrels",
    "weapon.has": "magazine, tube, spares, belt",
    "weapon.feeds": "tag, kind and capacity of each feed device",
    "container.tag": "the new container id",
    "container.contents": "dummy, blank, powder (measured charges) or caps",
    "container.load": "load of a blank: quarter, half, full",
    "container.calibre": "calibre",
    "container.maker": "maker on the label",
    "container.lot": "lot on the label",
    "container.count": "rounds in it, as its label says",
    "container.seal": "number of the new seal",
    "unit": "the unit that it is for",
    "guns": "tags of the guns that it is about",
    "day.blanks": "whether blanks are planned",
    "plan.load": "load of the blanks: quarter, half, full",
    "plan.from": "whether the rounds come from a box or in a feed device that was filled before",
    "device": "the feed device",
    "person": "the person whom it is about",
    "armorer": "the armorer who takes over",
    "new-place": "where the unit goes",
    "restriction": "the stop or report that it is about, by its record",
    "report.class": "what kind of event it was",
    "reason": "why, in one line",
    "guardian": "guardian or teacher of a minor, by name",
    "batch.tag": "the new batch id",
    "batch.what": "what the items are",
    "batch.count": "how many items",
    "holders": "who holds them: name and how many",
    "permit": "the permit that this place asks for, and until when it is good; asked where a pack needs it",
    "police-notice": "whom of the police was told today, and their event number; asked where a pack needs it",
    "then": "who holds it afterwards, in order, as the plan of the shot says; nobody else where it is empty",
    "places": "the places of this shot, of those declared at the inspection, with ; between; all where it is empty",
}
"""What a checklist may ask once at the start of a run."""

ONLY_WITH_ROUNDS = frozenset({"plan.count", "box"})
"""Inputs that are asked only where the facet plan.contents is not nothing."""

PLACEHOLDERS = {
    "slot": "the chamber, barrel, feed device, round or person that a repeated step is about",
    "of": "how many slots the step has",
    "performer": "the name of the person who performs the run",
    "verifier": "the name of the person who verifies the run",
    "holder": "the name of the person who gets or has it",
    "word": "the clearance word",
    "scene": "the slate",
    "use": "what it is for",
    "place": "where",
    "box": "the container",
    "weapon.tag": "the tag of the weapon",
    "weapon.name": "make and model",
    "weapon.calibre": "its calibre",
    "weapon.make": "its maker",
    "weapon.model": "its model",
    "weapon.class": "how capable it is",
    "weapon.action": "how it opens",
    "weapon.ignition": "what sets the charge off",
    "weapon.chambers": "how many chambers it has",
    "weapon.holds-count": "how many rounds the record says are in it",
    "plan.contents": "what it shall hold, or what the record says it holds",
    "plan.count": "how many rounds go in",
    "holding": "both in words: nothing, 6 dummies",
    "container.tag": "the id of the container that is taken in",
    "container.contents": "what is in it",
    "container.count": "how many rounds its label says",
    "container.calibre": "the calibre on its label",
    "container.maker": "the maker on its label",
    "container.lot": "the lot on its label",
    "container.seal": "the number of its new seal",
    "unit": "the unit",
    "unit.place": "where the unit is",
    "unit.day": "the date of its shooting day",
    "unit.first": "the name of its 1st assistant director",
    "unit.armorer": "the name of its armorer in charge",
    "guns": "the guns named at the start",
    "weapon.load": "the load of the blanks in it",
    "weapon.issued-count": "how many blanks went into it",
    "zone.load": "the load that the zone was set for",
    "zone.count": "how many blanks a take",
    "plan.load": "the load planned",
    "device": "the feed device",
    "device.tag": "the feed device",
    "device.capacity": "how many rounds go into it",
    "batch.tag": "the inert batch",
    "batch.what": "what its items are",
    "batch.count": "how many there are",
    "person": "the name of the person whom it is about",
    "armorer": "the name of the armorer who takes over",
    "new-place": "where the unit goes",
    "stop.name": "the stop or report",
    "stop.words": "its reason",
    "report.class": "what kind of event it was",
    "reason": "why",
    "holders": "who holds them",
    "guardian": "guardian or teacher of a minor",
    "set.reconciled": "whether every account agrees",
    "set.gaps": "the open gaps in words",
    "wait": "how long nobody moves, in seconds",
}
"""What {braces} in a text may name. No serial and nothing else that a killer step asks is in here."""

SOURCES = {
    **FACTS,
    **INPUTS,
    "subject": "the tag that the run is about",
    "performer": "the id of the person who performed",
    "verifier": "the id of the person who verified",
    "since": "the UTC time of the oldest killer entry of the verifying pass",
    "limit.clearance_minutes": "the limit of that name",
    "limit.issue_minutes_cold": "the limit of that name",
    "limit.issue_minutes_hot": "the limit of that name",
    "limit.blank_stand_off": "the limit of that name",
    "person-id": "the id of the person whom the run is about",
    "armorer-id": "the id of the armorer who takes over",
    "slot.id": "in an effect with each over people: the id of the person in the slot",
    "slot": "in an effect with each: the slot",
    "slot.kind": "in an effect with each = weapon.feeds: the kind of the device",
    "slot.capacity": "in an effect with each = weapon.feeds: how many rounds go into the device",
}
"""Where the value of an effect may come from, besides the ids of steps and constants (`is:…`)."""

CONSTANT = "is:"
"""What a constant in an effect begins with."""

RESERVED_KEYS = frozenset("wz")
"""Letters that answer nothing: withdraw, and change the last answer."""

FACETS: dict[str, tuple[str, ...]] = {
    "weapon.action": tuple(Action),
    "weapon.class": tuple(WeaponClass),
    "weapon.ignition": tuple(Ignition),
    "weapon.has": tuple(Has),
    "plan.contents": (Contents.NOTHING, Contents.DUMMY, Contents.BLANK),
    "container.contents": (Contents.DUMMY, Contents.BLANK, Contents.POWDER, Contents.CAPS),
    "use": tuple(Use),
    "day.blanks": ("yes", "no"),
    "plan.from": ("box", "device"),
    "device.contents": (Contents.DUMMY, Contents.BLANK),
    "report.class": (
        "discharge",
        "live-round",
        "misfire",
        "flagging",
        "unattended",
        "missing",
        "count-gap",
        "injury",
        "impairment",
        "near-miss",
        "concern",
    ),
}
"""What `applies_when` may ask, with every possible value. `weapon.has` holds a set, the others one value.

`plan.contents` is the plan's in an inspection; in a handover, return or turn-round it is what the record says is in the
weapon.
"""


@dataclass(frozen=True, slots=True)
class Facets:
    """The facets of one run. A facet that a subject does not have (a box has no action) is empty and never matches."""

    values: tuple[tuple[str, tuple[str, ...]], ...]

    def get(self, facet: str) -> tuple[str, ...]:
        """The values of `facet`, empty if it has none."""
        return next((values for name, values in self.values if name == facet), ())
