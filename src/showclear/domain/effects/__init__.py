"""Effects: what a record does to the situation, in words and values. The fold reads effects and nothing else.

The kinds are closed. Each is a permission (widens what may be done), a restriction (narrows it), a closing or a fact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from showclear.domain import limits
from showclear.domain.counting_words import agreeing, counted
from showclear.domain.effects import batches, blanks, day, moves, packs, stops, things
from showclear.domain.effects.spec import Bearing, EffectSpec, EffectValue
from showclear.domain.limits import LIMITS
from showclear.words import english, english_as, together

__all__ = ["EFFECTS", "Bearing", "Effect", "EffectSpec", "EffectValue", "fault_of", "in_words"]

EFFECTS: Mapping[str, EffectSpec] = {
    one.kind: one for topic in (things, day, blanks, batches, stops, moves, packs) for one in topic.SPECS
}
"""Every kind of this version. A record with another kind holds this laptop until it is updated."""


WHAT_WORDS = {
    "count": english("count of guns and ammunition"),
    "sweep": english("sweep for rounds"),
    "readiness": english("readiness for the day"),
    "blank-readiness": english("readiness for blanks"),
    "meeting": english("safety meeting"),
    "blank-meeting": english("safety meeting with the dry run for blanks"),
}
"""What `checked` may say was done, in words."""

HOW_WORDS = {
    "seal": english("by its unbroken seal; it stays barred today"),
    "planned": english("planned for today; to be proved empty"),
    "proved": english("proved empty"),
}
"""How `counted` may say that an item was counted, in words."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One effect with its values, in the order in which they are written."""

    kind: str
    values: Mapping[str, EffectValue]

    def __reduce__(self) -> tuple[object, ...]:
        # From process to process, many thousands of times: what a dataclass does by itself takes much longer.
        return Effect, (self.kind, self.values)

    @property
    def spec(self) -> EffectSpec:
        """The spec of the kind.

        Raises:
            KeyError: the kind is not one of this version; ask `kind in EFFECTS` first for values from a file.
        """
        return EFFECTS[self.kind]


def fault_of(effect: Effect) -> str:
    """What is wrong with the values of `effect` in one sentence; empty if nothing is."""
    spec = EFFECTS.get(effect.kind)
    if spec is None:
        return english('unknown effect "{kind}"', kind=effect.kind)
    for name, kind in spec.needs.items():
        value = effect.values.get(name)
        if not isinstance(value, kind) or isinstance(value, bool):
            return english(
                'effect "{kind}" needs "{name}" as {what}',
                kind=effect.kind,
                name=name,
                what=english("a number") if kind is int else english("text"),
            )
    for name, value in effect.values.items():
        kind_or_none = spec.needs.get(name) or spec.may.get(name)
        if kind_or_none is None or not isinstance(value, kind_or_none):
            return english('effect "{kind}" has no "{name}" of that type', kind=effect.kind, name=name)
    return ""


_CALLED = ("person", "holder", "armorer", "key", "handler", "first", "performer", "verifier", "owner", "restriction")
"""Values that are ids, of people and of stops."""


def in_words(effect: Effect, names: Mapping[str, str] | None = None) -> str:
    """The effect as a sentence, as it is shown before signing.

    `names` says what people with an id are called, and how a stop is told from others by whoever reads of it.
    """
    called = names or {}
    values: dict[str, EffectValue] = {**dict.fromkeys(effect.spec.may, ""), **effect.values}
    for key in _CALLED:
        if key in values:
            values[key] = called.get(str(values[key]), values[key])
    count = values.get("count", 0)
    values["contents_words"] = counted(count if isinstance(count, int) else 0, str(values.get("contents", "")))
    values["use_words"] = str(values.get("use", "")).replace("-", " ")
    values["custody_words"] = _custody_in_words(values)
    values["then_words"] = english(", then as planned {names}", names=values["then"]) if values.get("then") else ""
    values["places_words"] = english(", in shot {places}", places=values["places"]) if values.get("places") else ""
    values["what_words"] = WHAT_WORDS.get(str(values.get("what", "")), str(values.get("what", "")))
    values["how_words"] = HOW_WORDS.get(str(values.get("how", "")), str(values.get("how", "")))
    papers = (("permit", english("Permit")), ("police_notice", english("Police told")))
    values["papers_words"] = "".join(f" {words}: {values[name]}." for name, words in papers if values.get(name))
    values["limit_words"], values["value_words"] = _limit_in_words(values)
    gaps = str(values.get("gaps", ""))
    values["reconciled_words"] = (
        english("Every account reconciled.")
        if values.get("reconciled") == "yes"
        else english("Not reconciled: {gaps}.", gaps=gaps or english("see the gaps"))
    )
    values["due_words"] = (
        english("Due {day}.", day=values["due"]) if values.get("due") else english("Before any gun is used again.")
    )
    values["open_words"] = english("Open: {gaps}", gaps=gaps) if gaps else english("Nothing is open.")
    text = " ".join(_agreeing(effect.spec.says, values).format_map(values).split())
    return english_as(text, effect.spec.says, values)


def _agreeing(says: str, values: Mapping[str, EffectValue]) -> str:
    """A sentence with its nouns after the counts that stand in it: one case, two cases."""
    head, *parts = says.split("{")
    split = (part.partition("}") for part in parts)
    return head + "".join(f"{{{name}}}{agreeing(values.get(name), rest)}" for name, _, rest in split)


def _custody_in_words(values: Mapping[str, EffectValue]) -> str:
    shape, person, lock, key = (str(values.get(name, "")) for name in ("shape", "person", "lock", "key"))
    if shape == "locked":
        return together(
            part
            for part in (
                english("locked in {lock}", lock=lock) if lock else english("locked"),
                english("key with {key}", key=key) if key else "",
            )
            if part
        )
    if shape in ("with", "issued"):
        return english("with {name}", name=person) if shape == "with" else english("issued to {name}", name=person)
    return shape.replace("-", " ") if shape else english("somewhere")


def _limit_in_words(values: Mapping[str, EffectValue]) -> tuple[str, str]:
    """A limit and its value as people read them; as they stand there where this version knows no such limit."""
    name, value = str(values.get("limit", "")), str(values.get("value", ""))
    limit = LIMITS.get(name)
    if limit is None:
        return name, value
    try:
        return limit.words, limits.in_words(limit, limits.read_value(limit, value))
    except ValueError:
        return limit.words, value
