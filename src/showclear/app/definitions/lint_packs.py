"""Lint of the rule packs: what a single file does not show."""

from __future__ import annotations

from collections.abc import Iterator

from showclear.app.definitions.faults import did_you_mean
from showclear.app.definitions.packs import FLOOR_PACK, RulePack, pack_sources
from showclear.app.definitions.shipped import ShippedDefinitions
from showclear.domain.limits import LIMITS, in_words
from showclear.words import english

Fault = tuple[str, str, str, str]
"""File, place in it, what is wrong, what to do."""


def pack_faults(definitions: ShippedDefinitions) -> Iterator[Fault]:
    """What is wrong with the rule packs of a set, held against its sources, its hazards and the floor."""
    shown = {source.key: source.label for source in definitions.sources if source.shown}
    hazards = frozenset(hazard.id for hazard in definitions.hazards)
    for pack in definitions.packs:
        file = f"rules/{pack.id}.toml"
        for fault, remedy in pack_sources(pack, shown):
            yield file, "", fault, remedy
        for number, one in enumerate(pack.values, start=1):
            place = english('value {number} "{limit}"', number=number, limit=one.limit)
            if one.prevents and pack.id != FLOOR_PACK:
                yield file, place, english('"prevents" stands in the floor only.'), english("Leave it out here.")
            for word in one.prevents:
                if word not in hazards:
                    remedy = did_you_mean(word, hazards) or english("Write it down in hazards.toml.")
                    yield file, place, english('unknown hazard "{word}".', word=word), remedy
    floors = [pack for pack in definitions.packs if pack.id == FLOOR_PACK]
    if definitions.packs and not floors:
        yield "rules", "", english("there is no floor.toml."), english("The floor is always in; copy the shipped one.")
    for pack in floors:
        yield from _floor(pack)


def _floor(pack: RulePack) -> Iterator[Fault]:
    """The floor says every limit exactly as the program keeps it."""
    said = {one.limit: one for one in pack.values}
    for name, limit in LIMITS.items():
        one = said.get(name)
        if one is None:
            yield (
                "rules/floor.toml",
                "",
                english('the limit "{name}" is missing.', name=name),
                english("The floor names every limit."),
            )
        elif one.value != limit.floor:
            words = in_words(limit, limit.floor)
            yield (
                "rules/floor.toml",
                english('limit "{name}"', name=name),
                english("the program keeps {words}.", words=words),
                english("Write that value."),
            )
        elif one.source != limit.source:
            yield (
                "rules/floor.toml",
                english('limit "{name}"', name=name),
                english('the program names the source "{source}".', source=limit.source),
                english("Name the same."),
            )
        elif not one.prevents:
            yield (
                "rules/floor.toml",
                english('limit "{name}"', name=name),
                english("it prevents nothing."),
                english("Name the hazards it stands against."),
            )
