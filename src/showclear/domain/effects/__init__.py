"""Effects: what a record does to the situation, in words and values. The fold reads effects and nothing else.

The kinds are closed. Each is a permission (widens what may be done), a restriction (narrows it), a closing or a fact.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from string import Formatter

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


_Values = Mapping[str, EffectValue]

_CALLED = ("person", "holder", "armorer", "key", "handler", "first", "performer", "verifier", "owner", "restriction")
"""Values that are ids, of people and of stops."""


_IS_STOP = "is-stop"
"""Whether the record that an effect names is a stop that whoever reads of it knows; no effect has such a value."""


def in_words(effect: Effect, names: Mapping[str, str] | None = None) -> str:
    """The effect as a sentence, as it is shown before signing.

    `names` says what people with an id are called, and how a stop is told from others by whoever reads of it.
    """
    called = names or {}
    values: dict[str, EffectValue] = {**dict.fromkeys(effect.spec.may, ""), **effect.values}
    for key in _CALLED:
        if key in values:
            values[key] = called.get(str(values[key]), values[key])
    values[_IS_STOP] = int(str(effect.values.get("restriction")) in called)
    says = effect.spec.says
    for name in _names_in(says):
        if name in _WORDS:
            values[name] = _WORDS[name](values)
    text = " ".join(_agreeing(says, values).format_map(values).split())
    return english_as(text, says, values)


@cache
def _names_in(says: str) -> tuple[str, ...]:
    """The names of the values that stand in a sentence."""
    return tuple(dict.fromkeys(name for _, name, _, _ in Formatter().parse(says) if name))


def _agreeing(says: str, values: Mapping[str, EffectValue]) -> str:
    """A sentence with its nouns after the counts that stand in it: one case, two cases."""
    head, *parts = says.split("{")
    split = (part.partition("}") for part in parts)
    return head + "".join(f"{{{name}}}{agreeing(values.get(name), rest)}" for name, _, rest in split)


def _custody_in_words(values: _Values) -> str:
    shape, person, lock, key = (str(values.get(name, "")) for name in ("shape", "person", "lock", "key"))
    if shape == "locked":
        where = english("locked in {lock}", lock=lock) if lock else english("locked")
        return together((where, english("key with {key}", key=key)), ", ") if key else where
    if shape in ("with", "issued"):
        return english("with {name}", name=person) if shape == "with" else english("issued to {name}", name=person)
    return shape.replace("-", " ") if shape else english("somewhere")


def _of_limit(values: _Values) -> tuple[str, str]:
    """A limit and its value as people read them; as they stand there where this version knows no such limit."""
    name, value = str(values.get("limit", "")), str(values.get("value", ""))
    limit = LIMITS.get(name)
    if limit is None:
        return name, value
    try:
        return limit.words, limits.in_words(limit, limits.read_value(limit, value))
    except ValueError:
        return limit.words, value


def _contents_in_words(values: _Values) -> str:
    count = values.get("count", 0)
    return counted(count if isinstance(count, int) else 0, str(values.get("contents", "")))


def _papers_in_words(values: _Values) -> str:
    papers = (("permit", english("Permit")), ("police_notice", english("Police told")))
    return "".join(f" {words}: {values[name]}." for name, words in papers if values.get(name))


def _reconciled_in_words(values: _Values) -> str:
    if values.get("reconciled") == "yes":
        return english("Every account reconciled.")
    return english("Not reconciled: {gaps}.", gaps=str(values.get("gaps", "")) or english("see the gaps"))


def _reviewed_in_words(values: _Values) -> str:
    """A stop by when it began; any other record, which the safety officer reviews, by its name."""
    record = values.get("restriction", "")
    if values.get(_IS_STOP):
        return english("The stop {restriction}", restriction=record)
    return english("The record {restriction}", restriction=record)


def _due_in_words(values: _Values) -> str:
    return english("Due {day}.", day=values["due"]) if values.get("due") else english("Before any gun is used again.")


def _open_in_words(values: _Values) -> str:
    gaps = str(values.get("gaps", ""))
    return english("Open: {gaps}", gaps=gaps) if gaps else english("Nothing is open.")


_WORDS: Mapping[str, Callable[[_Values], EffectValue]] = {
    "contents_words": _contents_in_words,
    "use_words": lambda values: str(values.get("use", "")).replace("-", " "),
    "custody_words": _custody_in_words,
    "then_words": lambda values: (
        english(", then as planned {names}", names=values["then"]) if values.get("then") else ""
    ),
    "places_words": lambda values: (
        english(", in shot {places}", places=values["places"]) if values.get("places") else ""
    ),
    "what_words": lambda values: WHAT_WORDS.get(str(values.get("what", "")), str(values.get("what", ""))),
    "how_words": lambda values: HOW_WORDS.get(str(values.get("how", "")), str(values.get("how", ""))),
    "papers_words": _papers_in_words,
    "limit_words": lambda values: _of_limit(values)[0],
    "value_words": lambda values: _of_limit(values)[1],
    "reconciled_words": _reconciled_in_words,
    "reviewed_words": _reviewed_in_words,
    "due_words": _due_in_words,
    "open_words": _open_in_words,
}
"""What is put into words of its own for a sentence that names it."""
