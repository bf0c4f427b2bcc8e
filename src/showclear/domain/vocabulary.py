"""The closed vocabulary of the checklist language: facts, repetitions, inputs and facets.

A checklist may name these and nothing else; there is no expression language. The loader and `showclear lint` refuse
any other word, so a typing mistake can never become a rule that is always true.
"""

from __future__ import annotations

from dataclasses import dataclass

from showclear.domain.weapons import Action, Contents, Has, Ignition, Use, WeaponClass
from showclear.words import english

FACTS = {
    "weapon.tag": english("the tag on the weapon"),
    "weapon.name": english("make and model of the weapon"),
    "weapon.serial": english("the whole serial of the weapon"),
    "weapon.serial-digits": english("two characters of the serial, drawn anew for each pass"),
    "weapon.calibre": english("the calibre of the weapon"),
    "weapon.chambers": english("how many chambers the weapon has"),
    "weapon.barrels": english("how many barrels the weapon has"),
    "weapon.holds": english("what the record says is in the weapon now: nothing or dummy"),
    "weapon.holds-count": english("how many rounds the record says are in the weapon now"),
    "weapon.empty-count": english("how many chambers the record says are empty now"),
    "plan.contents": english("what the plan says the weapon shall hold"),
    "plan.count": english("how many rounds the plan says go in, 0 for nothing"),
    "plan.empty-count": english("how many chambers the plan leaves empty"),
    "box.tag": english("the container that the rounds come from"),
    "box.seal": english("the number of the seal that the record has for that container"),
    "box.holds-now": english("how many rounds the account says are in that container"),
    "box.holds-after": english("how many rounds are left in that container when the planned ones are out"),
    "box.holds-returned": english("how many rounds are in that container when those of the weapon are back"),
    "set.guns-out": english("how many guns the board says are out of lock and armorer's hands, this one included"),
    "container.tag": english("the id of the container that is taken in"),
    "container.count": english("how many rounds the label of that container says"),
    "container.seal": english("the number of its new seal"),
    "performer.name": english("the name of the person who performs the run"),
    "issue.holder": english("the name of the person whom the handover names, or who has it"),
    "issue.holder-id": english("the id of that person"),
    "issue.word": english("the clearance word of this handover"),
    "issue.scene": english("the slate of the clearance or issue that this rests on"),
    "issue.use": english("the use of the clearance or issue that this rests on"),
    "issue.place": english("the place of the clearance or issue that this rests on"),
    "weapon.load": english("the load of the blanks that the record says are in the weapon"),
    "weapon.issued-count": english("how many blanks went into the weapon for this take"),
    "unit.name": english("the unit"),
    "unit.place": english("the place where the unit is"),
    "unit.day": english("the date of the unit's shooting day"),
    "unit.first": english("the name of the unit's 1st assistant director"),
    "unit.armorer": english("the name of the armorer in charge of the unit"),
    "set.weapons-count": english("how many weapons the register says the unit has"),
    "set.handlers-count": english("how many people handle guns for the unit today"),
    "set.all-out": english("how many guns the board says are out, items of inert batches included"),
    "set.reconciled": english("yes where every account of the unit agrees, else no"),
    "set.gaps": english("the open gaps of the unit in words; none where there are none"),
    "zone.load": english("the load that the zone was set for"),
    "zone.count": english("how many blanks a take the zone was set for"),
    "zone.people": english("how many people the zone was set for"),
    "device.tag": english("the feed device"),
    "device.capacity": english("how many rounds go into the feed device"),
    "device.holds-count": english("how many rounds the record says are in the feed device"),
    "device.seal": english("the number of the seal on the feed device"),
    "batch.tag": english("the inert batch"),
    "batch.count": english("how many items the record says are in the batch"),
    "batch.what": english("what the items of the batch are"),
    "batch.out-count": english("how many items of the batch the record says are out"),
    "holders.count": english("how many items the list of holders names in all"),
    "person.name": english("the name of the person whom the run is about"),
    "stop.name": english("the stop or report that the run is about"),
    "stop.words": english("its reason in words"),
    "slot.holds": english(
        "in a step over the containers, devices or batches of the set: what the record says of the slot"
    ),
}
"""Facts that `expect` may name, each with its meaning."""

REPETITIONS = {
    "weapon.chambers": english("each chamber, numbered from 1"),
    "weapon.barrels": english("each barrel, numbered from 1"),
    "weapon.feeds": english("each registered feed device that goes with the weapon, by tag"),
    "weapon.holds-count": english("each round that the record says is in the weapon"),
    "plan.count": english("each planned round, numbered from 1"),
    "container.count": english("each round of the container, numbered from 1"),
    "container.trays": english("each tray of ten or fewer rounds of the container, numbered from 1"),
    "set.weapons": english("each weapon of the unit, by tag"),
    "set.containers": english("each container of the unit, by tag"),
    "set.devices": english("each feed device of the unit, by tag"),
    "set.batches": english("each inert batch of the unit, by tag"),
    "set.people": english("each person of the roster who may be near a gun, by name"),
    "set.handlers": english("each armorer and handler of the roster, by name"),
    "guns": english("each gun named at the start, by tag"),
    "batch.drawn": english("three marks of the batch, drawn anew for each run"),
    "people": english("each person who is there, until done"),
    "places": english("each place, until done"),
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
    "scene": english("scene and setup, as the AD reads it (the slate)"),
    "use": english("take, rehearsal, line-up or lens check"),
    "place": english(
        "where it is used; of an inspection every place in shot, first that of the unit, with ; between them"
    ),
    "plan.contents": english("nothing or dummy (a blank is loaded in a blank take only)"),
    "plan.count": english("how many rounds; asked only with dummies"),
    "box": english("the container that the rounds come from or go back to; asked only with dummies"),
    "holder": english("the person who will hold it"),
    "weapon.tag": english("the new tag"),
    "weapon.make": english("maker"),
    "weapon.model": english("model"),
    "weapon.calibre": english("calibre or gauge"),
    "weapon.serial": english("serial, or none"),
    "weapon.class": english("how capable it is"),
    "weapon.action": english("how it opens"),
    "weapon.ignition": english("what sets the charge off"),
    "weapon.chambers": english("number of chambers"),
    "weapon.barrels": english("number of barrels"),
    "weapon.has": english("magazine, tube, spares, belt"),
    "weapon.feeds": english("tag, kind and capacity of each feed device"),
    "container.tag": english("the new container id"),
    "container.contents": english("dummy, blank, powder (measured charges) or caps"),
    "container.load": english("load of a blank: quarter, half, full"),
    "container.calibre": english("calibre"),
    "container.maker": english("maker on the label"),
    "container.lot": english("lot on the label"),
    "container.count": english("rounds in it, as its label says"),
    "container.seal": english("number of the new seal"),
    "unit": english("the unit that it is for"),
    "guns": english("tags of the guns that it is about"),
    "day.blanks": english("whether blanks are planned"),
    "plan.load": english("load of the blanks: quarter, half, full"),
    "plan.from": english("whether the rounds come from a box or in a feed device that was filled before"),
    "device": english("the feed device"),
    "person": english("the person whom it is about"),
    "armorer": english("the armorer who takes over"),
    "new-place": english("where the unit goes"),
    "restriction": english("the stop or report that it is about, by its record"),
    "report.class": english("what kind of event it was"),
    "reason": english("why, in one line"),
    "guardian": english("guardian or teacher of a minor, by name"),
    "batch.tag": english("the new batch id"),
    "batch.what": english("what the items are"),
    "batch.count": english("how many items"),
    "holders": english("who holds them: name and how many"),
    "permit": english("the permit that this place asks for, and until when it is good; asked where a pack needs it"),
    "police-notice": english("whom of the police was told today, and their event number; asked where a pack needs it"),
    "then": english("who holds it afterwards, in order, as the plan of the shot says; nobody else where it is empty"),
    "places": english(
        "the places of this shot, of those declared at the inspection, with ; between; all where it is empty"
    ),
}
"""What a checklist may ask once at the start of a run."""

ONLY_WITH_ROUNDS = frozenset({"plan.count", "box"})
"""Inputs that are asked only where the facet plan.contents is not nothing."""

PLACEHOLDERS = {
    "slot": english("the chamber, barrel, feed device, round or person that a repeated step is about"),
    "of": english("how many slots the step has"),
    "performer": english("the name of the person who performs the run"),
    "verifier": english("the name of the person who verifies the run"),
    "holder": english("the name of the person who gets or has it"),
    "word": english("the clearance word"),
    "scene": english("the slate"),
    "use": english("what it is for"),
    "place": english("where"),
    "box": english("the container"),
    "weapon.tag": english("the tag of the weapon"),
    "weapon.name": english("make and model"),
    "weapon.calibre": english("its calibre"),
    "weapon.make": english("its maker"),
    "weapon.model": english("its model"),
    "weapon.class": english("how capable it is"),
    "weapon.action": english("how it opens"),
    "weapon.ignition": english("what sets the charge off"),
    "weapon.chambers": english("how many chambers it has"),
    "weapon.holds-count": english("how many rounds the record says are in it"),
    "plan.contents": english("what it shall hold, or what the record says it holds"),
    "plan.count": english("how many rounds go in"),
    "holding": english("both in words: nothing, 6 dummies"),
    "container.tag": english("the id of the container that is taken in"),
    "container.contents": english("what is in it"),
    "container.count": english("how many rounds its label says"),
    "container.calibre": english("the calibre on its label"),
    "container.maker": english("the maker on its label"),
    "container.lot": english("the lot on its label"),
    "container.seal": english("the number of its new seal"),
    "unit": english("the unit"),
    "unit.place": english("where the unit is"),
    "unit.day": english("the date of its shooting day"),
    "unit.first": english("the name of its 1st assistant director"),
    "unit.armorer": english("the name of its armorer in charge"),
    "guns": english("the guns named at the start"),
    "weapon.load": english("the load of the blanks in it"),
    "weapon.issued-count": english("how many blanks went into it"),
    "zone.load": english("the load that the zone was set for"),
    "zone.count": english("how many blanks a take"),
    "plan.load": english("the load planned"),
    "device": english("the feed device"),
    "device.tag": english("the feed device"),
    "device.capacity": english("how many rounds go into it"),
    "batch.tag": english("the inert batch"),
    "batch.what": english("what its items are"),
    "batch.count": english("how many there are"),
    "person": english("the name of the person whom it is about"),
    "armorer": english("the name of the armorer who takes over"),
    "new-place": english("where the unit goes"),
    "stop.name": english("the stop or report"),
    "stop.words": english("its reason"),
    "report.class": english("what kind of event it was"),
    "reason": english("why"),
    "holders": english("who holds them"),
    "guardian": english("guardian or teacher of a minor"),
    "set.reconciled": english("whether every account agrees"),
    "set.gaps": english("the open gaps in words"),
    "wait": english("how long nobody moves, in seconds"),
}
"""What {braces} in a text may name. No serial and nothing else that a killer step asks is in here."""

SOURCES = {
    **FACTS,
    **INPUTS,
    "subject": english("the tag that the run is about"),
    "performer": english("the id of the person who performed"),
    "verifier": english("the id of the person who verified"),
    "since": english("the UTC time of the oldest killer entry of the verifying pass"),
    "limit.clearance_minutes": english("the limit of that name"),
    "limit.issue_minutes_cold": english("the limit of that name"),
    "limit.issue_minutes_hot": english("the limit of that name"),
    "limit.blank_stand_off": english("the limit of that name"),
    "person-id": english("the id of the person whom the run is about"),
    "armorer-id": english("the id of the armorer who takes over"),
    "slot.id": english("in an effect with each over people: the id of the person in the slot"),
    "slot": english("in an effect with each: the slot"),
    "slot.kind": english("in an effect with each = weapon.feeds: the kind of the device"),
    "slot.capacity": english("in an effect with each = weapon.feeds: how many rounds go into the device"),
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
