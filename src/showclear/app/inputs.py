"""What is asked once at the start of a run: labels, choices, and the check of what was typed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from showclear.domain.facets import entry_fault
from showclear.domain.text import check_text
from showclear.domain.vocabulary import FACETS, ONLY_WITH_ROUNDS
from showclear.domain.weapons import Action, Contents, DeviceKind, Has, Ignition, Use, Weapon, WeaponClass
from showclear.errors import InputError
from showclear.words import english

TAG = re.compile(r"[A-Z0-9][A-Z0-9-]{0,11}")
"""Tags of weapons, devices and containers: what fits on a tag and is read without doubt."""

LABELS = {
    "scene": english("Slate (scene and setup)"),
    "use": english("For"),
    "place": english("Place"),
    "plan.contents": english("It shall hold"),
    "plan.count": english("How many rounds"),
    "box": english("Container"),
    "holder": english("Handed to"),
    "weapon.tag": english("New tag"),
    "weapon.make": english("Maker"),
    "weapon.model": english("Model"),
    "weapon.calibre": english("Calibre or gauge"),
    "weapon.serial": english("Serial, or none"),
    "weapon.class": english("Class"),
    "weapon.action": english("Action"),
    "weapon.ignition": english("Ignition"),
    "weapon.chambers": english("Chambers"),
    "weapon.barrels": english("Barrels"),
    "weapon.has": english("Magazine, tube, spares, belt"),
    "weapon.feeds": english("Feed devices"),
    "container.tag": english("New container id"),
    "container.contents": english("Holds"),
    "container.load": english("Load of the blanks"),
    "container.calibre": english("Calibre (powder: none)"),
    "container.maker": english("Maker on the label"),
    "container.lot": english("Lot on the label"),
    "container.count": english("Rounds, as the label says"),
    "container.seal": english("Number of the new seal"),
    "unit": english("Unit"),
    "guns": english("Guns"),
    "day.blanks": english("Blanks planned today"),
    "plan.load": english("Load of the blanks"),
    "plan.from": english("The rounds come"),
    "device": english("Feed device"),
    "person": english("Who"),
    "armorer": english("Armorer who takes over"),
    "new-place": english("New place"),
    "restriction": english("Which stop or report"),
    "report.class": english("What happened"),
    "reason": english("Why, in one line"),
    "guardian": english("Guardian or teacher (minor)"),
    "permit": english("Permit: which, good until"),
    "police-notice": english("Police told: who, event number"),
    "then": english("Then to, in order, as planned"),
    "places": english("Places in shot"),
    "batch.tag": english("Id of the batch"),
    "batch.what": english("What the items are"),
    "batch.count": english("How many items"),
    "holders": english("Who holds how many"),
}

EXAMPLES = {"weapon.feeds": "M-1 magazine 6; M-2 magazine 6"}  # not said: it is typed in these words
"""How an input is written, where that is not plain."""

ONLY_WITH = {
    "container.load": ("container.contents", "blank"),
    "plan.count": ("plan.contents", "dummy"),
    "box": ("plan.contents", "dummy"),
}
"""Inputs that are shown only while another one, if it is asked at all, has this value."""

_WORDS = {
    "live-capable": english("live-capable (can fire live rounds)"),
    "none": english("none (inert)"),
    "take": english("a take"),
    "rehearsal": english("a rehearsal"),
    "line-up": english("a line-up"),
    "lens-check": english("a lens check"),
    "nothing": english("nothing (empty)"),
    "dummy": english("dummies"),
    "blank": english("blanks"),
    "box": english("from a box"),
    "device": english("in a feed device, filled before"),
    "discharge": english("a discharge that was not planned"),
    "live-round": english("a live or unknown round"),
    "flagging": english("a muzzle pointed at somebody"),
    "unattended": english("a gun or round left alone"),
    "missing": english("a gun or round is missing"),
    "count-gap": english("a count that does not agree"),
    "impairment": english("somebody is not fit"),
    "near-miss": english("it nearly happened"),
}


LOADS = ("quarter", "half", "full")
"""Loads of a blank."""


def _choices(values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((str(value), _WORDS.get(value, value)) for value in values)


CHOICES: dict[str, tuple[tuple[str, str], ...]] = {
    "use": _choices(tuple(Use)),
    "plan.contents": _choices((Contents.NOTHING, Contents.DUMMY)),
    "weapon.class": _choices(tuple(WeaponClass)),
    "weapon.action": _choices(tuple(Action)),
    "weapon.ignition": _choices(tuple(Ignition)),
    "container.contents": _choices(FACETS["container.contents"]),
    "container.load": _choices(LOADS),
    "plan.load": _choices(LOADS),
    "plan.from": _choices(FACETS["plan.from"]),
    "day.blanks": _choices(FACETS["day.blanks"]),
    "report.class": _choices(FACETS["report.class"]),
}

COUNTS = {
    "plan.count": (0, 100),
    "weapon.chambers": (0, 60),
    "weapon.barrels": (0, 6),
    "container.count": (1, 2000),
    "batch.count": (1, 2000),
}
"""Inputs that are numbers, with the smallest and largest that make sense."""

OPTIONAL = frozenset(
    {
        "weapon.has",
        "weapon.feeds",
        "container.load",
        "weapon.serial",
        "weapon.calibre",
        "box",
        "device",
        "guardian",
        "guns",
        "permit",
        "police-notice",
        "then",
        "places",
    }
)
"""What may stay empty. Where a box, a device or a gun is needed all the same, a rule of the domain says so."""

SEVERAL = frozenset({"guns"})
"""Inputs of which more than one choice may be taken: tags with a space between them."""

_TAGS = frozenset({"weapon.tag", "container.tag", "batch.tag", "box", "device"})

_ONLY_FROM = {"box": "device", "device": "box"}
"""Where the rounds come from the one, the other is not asked."""


def read_inputs(wanted: tuple[str, ...], given: Mapping[str, str]) -> dict[str, str]:
    """The inputs that a checklist asks, checked and in canonical form.

    Raises:
        InputError: the first one that does not hold: which, what is wrong, what to do.
    """
    empty = given.get("plan.contents", "").strip().lower() == Contents.NOTHING
    read = {}
    for name in wanted:
        if empty and name in ONLY_WITH_ROUNDS:
            read[name] = "0" if name in COUNTS else ""
        elif given.get("plan.from", "").strip().lower() == _ONLY_FROM.get(name, "?"):
            read[name] = ""
        else:
            read[name] = _read_one(name, given.get(name, ""))
    _check_weapon(read)
    return read


def weapon_of_inputs(inputs: Mapping[str, str]) -> Weapon | None:
    """The weapon that an intake describes; None where the inputs describe none."""
    if "weapon.tag" not in inputs:
        return None
    return Weapon(
        tag=inputs["weapon.tag"],
        make=inputs["weapon.make"],
        model=inputs["weapon.model"],
        calibre=inputs["weapon.calibre"],
        serial=inputs["weapon.serial"],
        weapon_class=WeaponClass(inputs["weapon.class"]),
        action=Action(inputs["weapon.action"]),
        ignition=Ignition(inputs["weapon.ignition"]),
        chambers=int(inputs["weapon.chambers"]),
        barrels=int(inputs["weapon.barrels"]),
        has=tuple(Has(one) for one in inputs.get("weapon.has", "").split()),
    )


def _check_weapon(read: Mapping[str, str]) -> None:
    """A weapon that cannot be so would not be asked the looks that it needs."""
    weapon = weapon_of_inputs(read)
    fault = entry_fault(weapon) if weapon is not None else ""
    if fault:
        raise InputError(
            english(
                "{fault} Class, action, ignition, chambers, barrels and what it has do not go together.", fault=fault
            ),
            english("Look at the thing again and enter what it is."),
        )
    tags = [tag for tag, _, _ in read_feeds(read.get("weapon.feeds", ""))]
    if len({*tags, read.get("weapon.tag", "")}) <= len(tags) and tags:
        raise InputError(
            english("Feed devices: a tag stands there twice."),
            english("Give each its own tag, and none that of the gun."),
        )


def _read_one(name: str, raw: str) -> str:
    label = LABELS.get(name, name)
    text = check_text(raw.strip(), label, 200)
    if not text:
        if name in OPTIONAL:
            return "none" if name == "weapon.serial" else ""
        raise InputError(
            english("{label}: nothing was entered.", label=label), english("It is needed before the first question.")
        )
    if name in COUNTS:
        return read_count(label, text, *COUNTS[name])
    if name in CHOICES:
        return _read_choice(label, text, tuple(value for value, _ in CHOICES[name]))
    if name in _TAGS:
        return read_tag(label, text)
    if name in SEVERAL:
        tags = [read_tag(label, word) for word in re.split(r"[ ,;]+", text) if word]
        return " ".join(dict.fromkeys(tags))
    if name == "weapon.has":
        return " ".join(_read_choice(label, word, tuple(Has)) for word in re.split(r"[ ,;]+", text) if word)
    if name == "weapon.feeds":
        return "; ".join(" ".join(feed) for feed in read_feeds(text))
    return text


def read_count(label: str, text: str, least: int, most: int) -> str:
    """A whole number between two bounds, in digits. Raises: InputError."""
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and least <= int(text) <= most):
        raise InputError(
            english(
                '{label}: "{text}" is not a number from {least} to {most}.',
                label=label,
                text=text[:20],
                least=least,
                most=most,
            ),
            english("Type it in digits."),
        )
    return str(int(text))


def _read_choice(label: str, text: str, allowed: tuple[str, ...]) -> str:
    value = text.lower()
    if value not in allowed:
        raise InputError(
            english('{label}: "{text}" is not known.', label=label, text=text[:40]),
            english("It is one of: {allowed}.", allowed=", ".join(allowed)),
        )
    return value


def read_tag(label: str, text: str) -> str:
    """A tag in capitals.

    Raises:
        InputError: not letters, digits and hyphens, or longer than twelve.
    """
    tag = text.upper()
    if not TAG.fullmatch(tag):
        raise InputError(
            english('{label}: "{text}" is not a tag.', label=label, text=text[:20]),
            english("Use up to 12 letters, digits and hyphens, like A-07."),
        )
    return tag


def read_feeds(text: str) -> tuple[tuple[str, str, str], ...]:
    """Feed devices as (tag, kind, capacity), from "M-1 magazine 8; M-2 magazine 8".

    Raises:
        InputError: a row that is not tag, kind and capacity.
    """
    feeds = []
    for row in filter(None, (part.strip() for part in text.split(";"))):
        words = row.split()
        if len(words) != 3:
            raise InputError(
                english('Feed devices: "{row}" is not TAG, kind and capacity.', row=row[:40]),
                english("Like: {example}", example=EXAMPLES["weapon.feeds"]),
            )
        tag, kind, capacity = words
        feeds.append(
            (
                read_tag(english("Feed devices"), tag),
                _read_choice(english("Feed devices"), kind, tuple(DeviceKind)),
                read_count(english("Feed devices, capacity"), capacity, 1, 100),
            )
        )
    return tuple(feeds)
