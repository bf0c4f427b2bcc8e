"""R-DRILL-1, R-DRILL-2: where and when there is no drill. A gun in a hand and a played one must never be confused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from showclear.domain.refusals import CitedFact, Refusal
from showclear.domain.situation import Situation
from showclear.domain.situation.batches import batch_tags
from showclear.domain.situation.counting import out_of
from showclear.domain.situation.status import guns_out
from showclear.words import english


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A production in which the people who want to drill work."""

    place: str
    """How its folder is called."""
    out: tuple[str, ...] | None
    """Tags of what is out there; None where nobody can tell."""
    unknown: str = ""
    """Why nobody can tell."""


def out_of_hand(situation: Situation) -> tuple[str, ...]:
    """Tags of guns and batches of all units that are out of locks and armorers' hands, or nobody knows where."""
    view = situation.view
    batches = (tag for tag in batch_tags(view) if any(count for _, count in out_of(view, tag)))
    return (*guns_out(situation), *batches)


def refusal_beside(productions: Iterable[Elsewhere]) -> Refusal | None:
    """R-DRILL-1: what refuses a drill now; None where nothing is out in any of them."""
    facts = [
        CitedFact(
            english("Whether a gun is out in {place} cannot be told: {unknown}", place=one.place, unknown=one.unknown)
        )
        if one.out is None
        else CitedFact(english("Out in {place}: {out}.", place=one.place, out=", ".join(one.out)))
        for one in productions
        if one.out is None or one.out
    ]
    if not facts:
        return None
    return Refusal(
        "R-DRILL-1",
        english("A drill and a gun in a hand do not go together."),
        tuple(facts),
        english("Collect and lock everything there, or have it read again; then drill."),
    )


def refusal_inside(above: str) -> Refusal | None:
    """R-DRILL-2: what refuses a drill in a folder.

    Args:
        above: the production that the folder is, or lies below; empty where there is none.
    """
    if not above:
        return None
    return Refusal(
        "R-DRILL-2",
        english("No drill is made in a production, nor below it."),
        (CitedFact(english("{above}: this is a production.", above=above)),),
        english("Name a folder of its own: showclear drill DIR."),
    )
