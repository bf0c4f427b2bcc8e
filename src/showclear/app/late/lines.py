"""What can be entered from paper, line by line: who had a thing, what went in and came out, what was counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from showclear.app.inputs import read_count
from showclear.app.late.times import Period, in_zone
from showclear.app.units import items_of_unit
from showclear.app.views import InputField
from showclear.domain.custody import Shape
from showclear.domain.effects import Effect, EffectValue, in_words
from showclear.domain.people import CUSTODIANS, Role
from showclear.domain.situation import Situation
from showclear.domain.situation.batches import batch_tags
from showclear.domain.situation.day import unit_of
from showclear.domain.text import check_text
from showclear.domain.weapons import CHARGES, Contents
from showclear.errors import InputError
from showclear.words import english

MOST_ROUNDS = 2000
_SEAL_OF_IT = english("New seal (a device: its own)")
_CHOOSE = ("", english("choose"))
_FIRES = CHARGES | {Contents.BLANK}

Values = Mapping[str, str]


class LateKind(StrEnum):
    """What a line says."""

    CUSTODY = "custody"
    LOADED = "loaded"
    UNLOADED = "unloaded"
    BLANKS = "blanks"
    COUNTED = "counted"


KINDS: tuple[tuple[LateKind, str, str], ...] = (
    (LateKind.CUSTODY, "W", english("who had it, or where it was locked")),
    (LateKind.LOADED, "I", english("rounds in: from a box into a gun or device")),
    (LateKind.UNLOADED, "O", english("rounds out: back into their box")),
    (LateKind.BLANKS, "F", english("blanks fired: cases and unfired ones came back")),
    (LateKind.COUNTED, "C", english("counted by two: a box, a device or a batch")),
)
"""Each kind with its key and its words."""


@dataclass(frozen=True, slots=True)
class LateLine:
    """One line from paper: when it was, and what it does."""

    at: datetime
    effect: Effect

    def words(self, zone: str, names: Mapping[str, str]) -> str:
        """As it is read before signing, its time first."""
        return f"{in_zone(self.at, zone):%H:%M}  {in_words(self.effect, names)}"


def fields(kind: LateKind, situation: Situation, unit: str) -> tuple[InputField, ...]:
    """What is asked for a line of a kind; of things that are on the register one is chosen."""
    return (InputField("at", english("Time on the sheet"), example="14:05"), *_FIELDS[kind](situation, unit))


def read_line(kind: LateKind, values: Values, situation: Situation, period: Period) -> LateLine:
    """A line from what was filled in.

    Raises:
        InputError: something is not readable, or not within the hours on paper.
    """
    at = period.moment(english("Time on the sheet"), values.get("at", ""))
    return LateLine(at, _READ[kind](values, situation))


def _things(situation: Situation, unit: str, *kinds: str) -> tuple[tuple[str, str], ...]:
    """Things of the unit by tag, to choose from."""
    found: list[tuple[str, str]] = []
    for kind in kinds:
        if kind == "batch":
            tags = tuple(tag for tag in batch_tags(situation.view) if unit_of(situation, tag) == unit)
        else:
            tags = items_of_unit(situation, unit, kind)
        found += [(tag, f"{tag} {_what(situation, tag)}".strip()) for tag in tags]
    return tuple(found) if len(found) == 1 else (_CHOOSE, *found)


def _what(situation: Situation, tag: str) -> str:
    if weapon := situation.weapons().get(tag):
        return weapon.name
    if box := situation.containers().get(tag):
        return " ".join(word for word in (box.calibre, box.load, str(box.contents)) if word)
    device = situation.devices().get(tag)
    return f"{str(device.kind).replace('-', ' ')}, {device.goes_with}" if device is not None else ""


def _custody_fields(situation: Situation, unit: str) -> tuple[InputField, ...]:
    people = sorted(situation.people().values(), key=lambda person: (person.role not in CUSTODIANS, person.name))
    places = [(f"{Shape.LOCKED}", english("locked"))]
    places += [
        (f"{Shape.WITH} {one.id}", english("with {name}", name=one.name)) for one in people if one.role in CUSTODIANS
    ]
    places += [
        (f"{Shape.ISSUED} {one.id}", english("handed to {name}", name=one.name))
        for one in people
        if one.role is Role.PERFORMER
    ]
    places.append((f"{Shape.UNACCOUNTED}", english("nobody knows")))
    return (
        InputField("item", english("What"), choices=_things(situation, unit, "weapon", "device", "container", "batch")),
        InputField("where", english("Where it was"), choices=(_CHOOSE, *places)),
        InputField("lock", english("Safe, box or cart"), only_with=("where", str(Shape.LOCKED))),
    )


def _read_custody(values: Values, situation: Situation) -> Effect:
    shape, _, person = values.get("where", "").partition(" ")
    item = _named(english("What"), values.get("item", ""))
    if shape not in set(Shape) or (person and person not in situation.people()):
        raise InputError(
            english("Where it was: nothing was chosen."), english("Choose who had it, or that it was locked.")
        )
    custody: dict[str, EffectValue] = {"item": item, "shape": shape}
    if person:
        custody["person"] = person
    if shape == Shape.LOCKED:
        custody["lock"] = _text(english("Safe, box or cart"), values.get("lock", ""))
    return Effect("custody", custody)


def _loaded_fields(situation: Situation, unit: str) -> tuple[InputField, ...]:
    return (
        InputField("box", english("The box"), choices=_things(situation, unit, "container")),
        InputField("into", english("Into"), choices=_things(situation, unit, "weapon", "device")),
        InputField("count", english("How many rounds")),
        InputField("left", english("Left in the box, on the sheet")),
        InputField("seal", _SEAL_OF_IT, optional=True),
    )


def _read_loaded(values: Values, situation: Situation) -> Effect:
    box, into = _box(values, situation), _named(english("Into"), values.get("into", ""))
    is_device = into in situation.devices()
    container = situation.containers()[box]
    effect: dict[str, EffectValue] = {
        "device" if is_device else "weapon": into,
        "container": box,
        "contents": str(container.contents),
        "count": _count(english("How many rounds"), values.get("count", ""), 1),
        "left": _count(english("Left in the box, on the sheet"), values.get("left", "")),
    }
    seal = check_text(values.get("seal", "").strip(), _SEAL_OF_IT, 40)
    if is_device and not seal:
        raise InputError(
            english("{label}: nothing was entered.", label=_SEAL_OF_IT),
            english("A device that was filled is sealed: its number."),
        )
    if seal:
        effect["seal"] = seal
    return Effect("device-loaded" if is_device else "loaded", effect)


def _unloaded_fields(situation: Situation, unit: str) -> tuple[InputField, ...]:
    return (
        InputField("from", english("Out of"), choices=_things(situation, unit, "weapon", "device")),
        InputField("box", english("The box"), choices=_things(situation, unit, "container")),
        InputField("count", english("How many rounds")),
        InputField("seal", english("New seal"), optional=True),
    )


def _read_unloaded(values: Values, situation: Situation) -> Effect:
    box, out_of = _box(values, situation), _named(english("Out of"), values.get("from", ""))
    is_device = out_of in situation.devices()
    effect: dict[str, EffectValue] = {
        "device" if is_device else "weapon": out_of,
        "container": box,
        "contents": str(situation.containers()[box].contents),
        "count": _count(english("How many rounds"), values.get("count", ""), 1),
        **_seal(values),
    }
    return Effect("device-unloaded" if is_device else "unloaded", effect)


def _blanks_fields(situation: Situation, unit: str) -> tuple[InputField, ...]:
    firing = {tag for tag, one in situation.containers().items() if one.contents in _FIRES}
    boxes = [one for one in _things(situation, unit, "container") if one[0] in {"", *firing}]
    return (
        InputField("weapon", english("Which gun"), choices=_things(situation, unit, "weapon")),
        InputField("box", english("The box"), choices=tuple(boxes)),
        InputField("cases", english("Fired cases that came back")),
        InputField("lost", english("Cases that were not found")),
        InputField("unfired", english("Unfired, back in the box")),
        InputField("misfires", english("Misfires")),
        InputField("seal", english("New seal"), optional=True),
    )


def _read_blanks(values: Values, situation: Situation) -> Effect:
    box, weapon = _box(values, situation), _named(english("Which gun"), values.get("weapon", ""))
    labels = {one.id: one.label for one in _blanks_fields(situation, "")}
    counts = {
        name: _count(labels[name], values.get(name, "")) for name in ("cases", "lost", "unfired", "misfires")
    }  # fmt: skip
    issued = sum(counts.values())
    if not issued:
        raise InputError(
            english("{label}: all of them are 0.", label=labels["cases"]),
            english("Enter what came back, or leave this line out."),
        )
    return Effect("blanks-back", {"weapon": weapon, "container": box, "issued": issued, **counts, **_seal(values)})


def _counted_fields(situation: Situation, unit: str) -> tuple[InputField, ...]:
    return (
        InputField(
            "item", english("What was counted"), choices=_things(situation, unit, "container", "device", "batch")
        ),
        InputField("count", english("How many, by both")),
        InputField("seal", english("New seal"), optional=True),
    )


def _read_counted(values: Values, situation: Situation) -> Effect:
    del situation
    item = _named(english("What was counted"), values.get("item", ""))
    counted = _count(english("How many, by both"), values.get("count", ""))
    return Effect("accounted", {"container": item, "counted": counted, **_seal(values)})


def _named(label: str, tag: str) -> str:
    if not tag.strip():
        raise InputError(english("{label}: nothing was chosen.", label=label), english("Choose what the sheet names."))
    return tag.strip()


def _box(values: Values, situation: Situation) -> str:
    box = values.get("box", "").strip()
    if box not in situation.containers():
        raise InputError(english("The box: nothing was chosen."), english("Choose the box that the sheet names."))
    return box


def _count(label: str, text: str, least: int = 0) -> int:
    return int(read_count(label, text.strip(), least, MOST_ROUNDS))


def _text(label: str, text: str) -> str:
    found = check_text(" ".join(text.split()), label, 80)
    if not found:
        raise InputError(english("{label}: nothing was entered.", label=label), english("Say where."))
    return found


def _seal(values: Values) -> dict[str, EffectValue]:
    seal = check_text(values.get("seal", "").strip(), english("New seal"), 40)
    return {"seal": seal} if seal else {}


_FIELDS: Mapping[LateKind, Callable[[Situation, str], tuple[InputField, ...]]] = {
    LateKind.CUSTODY: _custody_fields,
    LateKind.LOADED: _loaded_fields,
    LateKind.UNLOADED: _unloaded_fields,
    LateKind.BLANKS: _blanks_fields,
    LateKind.COUNTED: _counted_fields,
}
_READ: Mapping[LateKind, Callable[[Values, Situation], Effect]] = {
    LateKind.CUSTODY: _read_custody,
    LateKind.LOADED: _read_loaded,
    LateKind.UNLOADED: _read_unloaded,
    LateKind.BLANKS: _read_blanks,
    LateKind.COUNTED: _read_counted,
}
