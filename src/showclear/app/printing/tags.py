"""The tags of everything that has one: guns, feed devices, boxes, inert batches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from showclear.app.printing.identity import Identity, identity

if TYPE_CHECKING:
    from showclear.app.production import Production


@dataclass(frozen=True, slots=True)
class TagLabel:
    """One label. It says what a thing is, never what state it is in: a state on a label would outlive itself."""

    tag: str
    name: str
    detail: str
    kind: str
    """In capitals at the top: GUN, BOX, MAGAZINE, BATCH."""


@dataclass(frozen=True, slots=True)
class TagSheet:
    """The labels of a production."""

    identity: Identity
    labels: tuple[TagLabel, ...]


def tag_sheet(production: Production) -> TagSheet:
    """A label for everything on the register that is not off the production: guns first, each kind by tag."""
    armory = production.armory()
    weapons = [one.status.weapon for one in armory.weapons if not one.departed]
    labels = [
        TagLabel(one.tag, one.name, _joined(one.calibre, str(one.weapon_class)), "GUN") for one in weapons
    ]  # fmt: skip
    calibres = {tag: one.calibre for tag, one in production.book.situation.devices().items()}
    labels += [
        TagLabel(one.tag, f"goes with {one.goes_with}", _joined(calibres.get(one.tag, ""), f"holds {one.capacity}"),
                 one.kind.replace("-", " ").upper())
        for one in armory.devices
    ]  # fmt: skip
    labels += [
        TagLabel(one.tag, " ".join(word for word in (one.load, one.contents) if word), one.calibre, "BOX")
        for one in armory.containers
    ]
    labels += [TagLabel(one.tag, one.what, f"{one.count} items", "BATCH") for one in armory.batches]
    return TagSheet(identity(production), tuple(labels))


def _joined(*words: str) -> str:
    return " · ".join(word for word in words if word not in ("", "none"))
