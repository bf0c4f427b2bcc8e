"""What stands against each hazard: steps, the procedures that ask them, and the limits of the rule packs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from showclear.domain.checklists import PROCEDURE_LETTERS, Block, Checklist, Step

if TYPE_CHECKING:
    from showclear.app.definitions import Hazard, ShippedDefinitions
    from showclear.app.definitions.packs import RulePack

FLOOR_PACK = "floor"


@dataclass(frozen=True, slots=True)
class Asked:
    """A step against a hazard, in one procedure. A step of a shared block stands under the name of its block."""

    step: str
    checklist: str
    procedure: str
    letter: str
    """Of the procedure; empty for those that have none."""
    killer: bool


@dataclass(frozen=True, slots=True)
class Limited:
    """A limit against a hazard, as one pack sets it."""

    limit: str
    pack: str
    source: str
    """A key of sources.toml, or "ours"."""


@dataclass(frozen=True, slots=True)
class HazardRow:
    """One hazard with everything that stands against it."""

    id: str
    title: str
    asked: tuple[Asked, ...]
    limits: tuple[Limited, ...]

    @property
    def killers(self) -> tuple[str, ...]:
        """The steps that two people enter blind, each once."""
        return tuple(dict.fromkeys(one.step for one in self.asked if one.killer))

    @property
    def others(self) -> tuple[str, ...]:
        """The steps that one person enters, each once."""
        return tuple(dict.fromkeys(one.step for one in self.asked if not one.killer))

    @property
    def checklists(self) -> tuple[str, ...]:
        """The checklists that ask a killer step."""
        return tuple(dict.fromkeys(one.checklist for one in self.asked if one.killer))


def hazard_matrix(definitions: ShippedDefinitions) -> tuple[HazardRow, ...]:
    """One row for each hazard, in the order of hazards.toml."""
    floor = [one for pack in definitions.packs if pack.id == FLOOR_PACK for one in pack.values]
    against = {hazard.id: [one.limit for one in floor if hazard.id in one.prevents] for hazard in definitions.hazards}
    steps = [
        (checklist, block, step)
        for checklist in definitions.checklists
        for block in checklist.blocks
        for step in block.steps
    ]
    return tuple(_row(hazard, steps, definitions.packs, against[hazard.id]) for hazard in definitions.hazards)


def _row(
    hazard: Hazard,
    steps: Iterable[tuple[Checklist, Block, Step]],
    packs: Iterable[RulePack],
    limits: Iterable[str],
) -> HazardRow:
    asked = tuple(
        Asked(
            f"{block.id if block.shared else checklist.id}/{step.id}",
            checklist.id,
            str(checklist.procedure),
            PROCEDURE_LETTERS.get(checklist.procedure, ""),
            step.killer,
        )
        for checklist, block, step in steps
        if hazard.id in step.prevents
    )
    wanted = frozenset(limits)
    found = (Limited(one.limit, pack.id, one.source) for pack in packs for one in pack.values if one.limit in wanted)
    return HazardRow(hazard.id, hazard.title, asked, tuple(sorted(found, key=_by_limit)))


def _by_limit(one: Limited) -> tuple[str, bool, str]:
    """By limit, the floor first."""
    return one.limit, one.pack != FLOOR_PACK, one.pack
