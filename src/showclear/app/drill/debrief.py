"""The debrief: what was caught and by which step, what was missed, what that would have done, and where it did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from textwrap import wrap

from showclear.app.drill.score import Outcome, Verdict, points
from showclear.words import english, together

COLUMNS = 78
"""Of the debrief as text."""
NOT_CITED = english("Reported by several; no page of it is cited here.")
NOT_A_PROOF = english(
    "A drill trains eyes and hands. It proves nothing about anybody, and no record of it counts for work."
)


@dataclass(frozen=True, slots=True)
class Told:
    """One fault in the debrief."""

    id: str
    title: str
    verdict: Verdict
    by: str
    """How it was caught, or what was entered; empty where nothing was."""
    where: tuple[str, ...]
    """The steps at which it showed, as procedure/step."""
    catch: str
    would: str
    happened: str
    sources: tuple[str, ...]
    """Labels of the sources that may be named."""


@dataclass(frozen=True, slots=True)
class Debrief:
    """All of it."""

    seed: int
    role: str
    caught: int
    met: int
    planted: int
    told: tuple[Told, ...]
    """What came up; what did not is only counted, and not given away."""

    @property
    def headline(self) -> str:
        """The score in one sentence."""
        if not self.met:
            return english("Nothing of what was planted came up yet ({planted} faults).", planted=self.planted)
        left = self.planted - self.met
        said = english("Caught in time: {caught} of {met}.", caught=self.caught, met=self.met)
        return together((said, english("Not come up: {left}.", left=left))) if left else said


def debrief(outcomes: Iterable[Outcome], seed: int, role: str, labels: Mapping[str, str]) -> Debrief:
    """The debrief of a drill.

    Args:
        outcomes: what became of each fault.
        seed: of the drill.
        role: whom the trainee was.
        labels: the sources that may be named, by key.
    """
    all_of_them = tuple(outcomes)
    caught, met = points(all_of_them)
    met_ones = tuple(_told(one, labels) for one in all_of_them if one.verdict is not Verdict.NOT_MET)
    return Debrief(seed, role, caught, met, len(all_of_them), met_ones)


def _told(one: Outcome, labels: Mapping[str, str]) -> Told:
    fault = one.planted.fault
    where = tuple(
        f"{place.procedure}/{place.step}{f' {slot}' if slot else ''}"
        for place, slot in zip(fault.places, one.planted.slots, strict=True)
    )
    return Told(
        fault.id, fault.title, one.verdict, one.by, where, fault.catch, fault.would, fault.happened,
        tuple(labels[key] for key in fault.sources if key in labels),
    )  # fmt: skip


def lines(told: Told) -> tuple[str, ...]:
    """One fault in sentences."""
    if told.verdict is Verdict.CAUGHT:
        return (
            english("Caught: {by}.", by=told.by),
            english("In earnest: {would}", would=told.would),
            english("It happened. {happened}", happened=told.happened),
            _cited(told),
        )
    entered = (english("What you did: {by}.", by=told.by),) if told.by else ()
    return (
        *entered,
        english("It showed at {where}.", where=", ".join(told.where)),
        english("What it would have done: {would}", would=told.would),
        english("It happened. {happened}", happened=told.happened),
        _cited(told),
        english("How it is caught: {catch}", catch=told.catch),
    )


def _cited(told: Told) -> str:
    return english("Source: {sources}.", sources="; ".join(told.sources)) if told.sources else NOT_CITED


def as_text(one: Debrief) -> str:
    """The debrief for paper and screen readers."""
    # not said: what is kept and compared stays English
    parts = [f"DRILL {one.seed}, played as {one.role}. {one.headline}"]
    for told in one.told:
        parts += ["", f"{told.verdict.words}: {told.title}", *(f"  {line}" for line in lines(told))]
    wrapped = (wrap(line, COLUMNS, subsequent_indent="    " if line[:1] == " " else "") for line in parts)
    return "\n".join("\n".join(one) for one in (*wrapped, [""], wrap(NOT_A_PROOF, COLUMNS)))


def as_json(one: Debrief) -> dict[str, object]:
    """The debrief as data; the schema is in docs/cli.md."""
    return {
        "schema": "showclear-drill/1",
        "drill": True,
        "seed": one.seed,
        "role": one.role,
        "caught": one.caught,
        "met": one.met,
        "planted": one.planted,
        "faults": [
            {
                "id": told.id, "title": told.title, "verdict": str(told.verdict), "by": told.by,
                "where": list(told.where), "would": told.would, "happened": told.happened, "catch": told.catch,
                "sources": list(told.sources),
            }
            for told in one.told
        ],
    }  # fmt: skip
