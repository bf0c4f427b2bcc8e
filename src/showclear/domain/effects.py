"""Effects: what a record does to the situation, in words and values. The fold reads effects and nothing else.

The kinds are closed. Each is a permission (widens what may be done), a restriction (narrows it) or a fact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from showclear.domain.counting_words import counted

EffectValue = str | int


class Bearing(StrEnum):
    """Which way an effect moves the situation."""

    FACT = "fact"
    PERMISSION = "permission"
    RESTRICTION = "restriction"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class EffectSpec:
    """One kind: the values it must have (name to type), those it may have, whom it is about, and its sentence.

    `about` names the values that hold the item it is about; the set is written as the empty tuple.
    `says` is shown before signing; {names} are its values.
    """

    kind: str
    bearing: Bearing
    needs: Mapping[str, type]
    may: Mapping[str, type]
    about: tuple[str, ...]
    says: str


def _spec(
    kind: str,
    bearing: Bearing,
    about: tuple[str, ...],
    says: str,
    needs: Mapping[str, type],
    may: Mapping[str, type] | None = None,
) -> tuple[str, EffectSpec]:
    return kind, EffectSpec(kind, bearing, needs, may or {}, about, says)


EFFECTS: dict[str, EffectSpec] = dict(
    (
        _spec(
            "weapon-taken-in",
            Bearing.FACT,
            ("weapon",),
            "{weapon} is on the register: {make} {model}, {class}.",
            {
                "weapon": str,
                "make": str,
                "model": str,
                "calibre": str,
                "serial": str,
                "class": str,
                "action": str,
                "ignition": str,
                "chambers": int,
                "barrels": int,
                "has": str,
            },
        ),
        _spec(
            "device-taken-in",
            Bearing.FACT,
            ("device",),
            "{device} ({device_kind}) goes with {goes_with}.",
            {"device": str, "device_kind": str, "capacity": int, "calibre": str, "goes_with": str},
        ),
        _spec(
            "container-taken-in",
            Bearing.FACT,
            ("container",),
            "{container} is on the register: {contents_words}, sealed {seal}.",
            {
                "container": str,
                "contents": str,
                "load": str,
                "calibre": str,
                "lot": str,
                "maker": str,
                "count": int,
                "seal": str,
            },
        ),
        _spec("proved-empty", Bearing.FACT, ("weapon",), "{weapon} was looked at and proved empty.", {"weapon": str}),
        _spec(
            "device-proved-empty",
            Bearing.FACT,
            ("device",),
            "{device} was looked at and proved empty.",
            {"device": str},
        ),
        _spec(
            "loaded",
            Bearing.FACT,
            ("weapon", "container"),
            "{contents_words} from {container} in {weapon}; {left} left in {container}.",
            {"weapon": str, "container": str, "contents": str, "count": int, "left": int},
            {"seal": str},
        ),
        _spec(
            "unloaded",
            Bearing.FACT,
            ("weapon", "container"),
            "{contents_words} back from {weapon} in {container}.",
            {"weapon": str, "container": str, "contents": str, "count": int},
            {"seal": str},
        ),
        _spec(
            "cleared",
            Bearing.PERMISSION,
            ("weapon",),
            "{weapon} may be handed over cold, holding {contents_words}, for {use_words}, scene {slate}, {place}.",
            {
                "weapon": str,
                "contents": str,
                "count": int,
                "slate": str,
                "use": str,
                "place": str,
                "armorer": str,
                "since": str,
                "minutes": int,
            },
        ),
        _spec(
            "device-cleared",
            Bearing.PERMISSION,
            ("device",),
            "{device} goes with {weapon}.",
            {"device": str, "weapon": str},
        ),
        _spec(
            "issued",
            Bearing.PERMISSION,
            ("weapon",),
            "{weapon} is with {holder}, {condition}, holding {contents_words}, scene {slate}. Clearance word: {word}.",
            {
                "weapon": str,
                "holder": str,
                "condition": str,
                "contents": str,
                "count": int,
                "slate": str,
                "use": str,
                "place": str,
                "armorer": str,
                "word": str,
                "since": str,
                "minutes": int,
            },
        ),
        _spec(
            "custody",
            Bearing.FACT,
            ("item",),
            "{item} is {custody_words}.",
            {"item": str, "shape": str},
            {"person": str, "lock": str, "seal": str, "key": str},
        ),
        _spec("out-of-sight", Bearing.RESTRICTION, ("weapon",), "{weapon} was out of sight.", {"weapon": str}),
        _spec(
            "unverified",
            Bearing.RESTRICTION,
            ("item",),
            "{item} is unverified: {reason}.",
            {"item": str, "reason": str},
            {"run": str},
        ),
        _spec(
            "withdrawn",
            Bearing.RESTRICTION,
            ("item",),
            "{item} is withdrawn: {reason}.",
            {"item": str, "reason": str},
            {"run": str},
        ),
        _spec(
            "quarantined",
            Bearing.RESTRICTION,
            ("item",),
            "{item} is quarantined: {reason}.",
            {"item": str, "reason": str},
            {"run": str},
        ),
        _spec("hold", Bearing.RESTRICTION, (), "Hold: {reason}.", {"reason": str}, {"by": str, "run": str}),
        _spec("stand-down", Bearing.RESTRICTION, (), "Stand-down: {reason}.", {"reason": str}, {"by": str, "run": str}),
        _spec(
            "closed",
            Bearing.CLOSING,
            ("item",),
            "{item}: the restriction {restriction} is closed.",
            {"item": str, "restriction": str},
        ),
        _spec(
            "hold-lifted",
            Bearing.CLOSING,
            (),
            "The hold {restriction} is lifted: {reason}. {answer}",
            {"restriction": str, "reason": str, "answer": str},
        ),
    )
)
"""Every kind of this version. A record with another kind holds this laptop until it is updated."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One effect with its values, in the order in which they are written."""

    kind: str
    values: Mapping[str, EffectValue]

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
        return f'unknown effect "{effect.kind}"'
    for name, kind in spec.needs.items():
        value = effect.values.get(name)
        if not isinstance(value, kind) or isinstance(value, bool):
            return f'effect "{effect.kind}" needs "{name}" as {"a number" if kind is int else "text"}'
    for name, value in effect.values.items():
        kind_or_none = spec.needs.get(name) or spec.may.get(name)
        if kind_or_none is None or not isinstance(value, kind_or_none):
            return f'effect "{effect.kind}" has no "{name}" of that type'
    return ""


def in_words(effect: Effect, names: Mapping[str, str] | None = None) -> str:
    """The effect as a sentence, as it is shown before signing. `names` says what people with an id are called."""
    called = names or {}
    values: dict[str, EffectValue] = {**dict.fromkeys(effect.spec.may, ""), **effect.values}
    for key in ("person", "holder", "armorer", "key"):
        if key in values:
            values[key] = called.get(str(values[key]), values[key])
    count = values.get("count", 0)
    values["contents_words"] = counted(count if isinstance(count, int) else 0, str(values.get("contents", "")))
    values["use_words"] = str(values.get("use", "")).replace("-", " ")
    values["custody_words"] = _custody_in_words(values)
    return " ".join(effect.spec.says.format_map(values).split())


def _custody_in_words(values: Mapping[str, EffectValue]) -> str:
    shape, person, lock, key = (str(values.get(name, "")) for name in ("shape", "person", "lock", "key"))
    if shape == "locked":
        return ", ".join(
            part for part in (f"locked in {lock}" if lock else "locked", f"key with {key}" if key else "") if part
        )
    if shape in ("with", "issued"):
        return f"{'with' if shape == 'with' else 'issued to'} {person}"
    return shape.replace("-", " ") if shape else "somewhere"
