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
    "people": "each person who is there, until done",
    "places": "each place, until done",
}
"""What `each` may repeat a step over. The last two are open: the person at the keys adds rows until done."""

OPEN_REPETITIONS = frozenset({"people", "places"})

INPUTS = {
    "scene": "scene and setup, as the AD reads it (the slate)",
    "use": "take, rehearsal, line-up or lens check",
    "place": "where it is used",
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
    "container.contents": "dummy or blank",
    "container.load": "load of a blank: quarter, half, full",
    "container.calibre": "calibre",
    "container.maker": "maker on the label",
    "container.lot": "lot on the label",
    "container.count": "rounds in it, as its label says",
    "container.seal": "number of the new seal",
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
    "container.contents": (Contents.DUMMY, Contents.BLANK),
    "use": tuple(Use),
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
