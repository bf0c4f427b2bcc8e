"""What became of each planted fault, worked out from what was noted while the drill was played."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from showclear.app.drill.plan import DrillPlan, Planted
from showclear.words import english


class What(StrEnum):
    """What was noted about a fault."""

    SHOWN = "shown"
    """It was there to be seen."""
    TOLD = "told"
    """The trainee entered what was there."""
    PASSED = "passed"
    """The trainee entered what the list expects."""
    STOPPED = "stopped"
    """The trainee held the set while it was there."""
    LEFT = "left"
    """The trainee ended the run without signing it."""
    SIGNED = "signed"
    """The run was signed."""
    DONE = "done"
    """A run was signed, about no fault: `step` is its procedure, `slot` its subject."""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that happened, about one fault."""

    what: What
    fault: str
    run: str = ""
    step: str = ""
    """Procedure and step."""
    slot: str = ""
    entered: str = ""
    """In words."""


class Verdict(StrEnum):
    """What became of a fault."""

    NOT_MET = "not-met"
    OPEN = "open"
    """It was shown, and nothing is signed yet."""
    CAUGHT = "caught"
    MISSED = "missed"
    LATE = "late"
    """It was signed away, and caught when it showed again."""

    @property
    def is_missed(self) -> bool:
        """Whether it was signed away."""
        return self in (Verdict.MISSED, Verdict.LATE)

    @property
    def words(self) -> str:
        """As it is read."""
        return {
            "not-met": english("NOT MET"),
            "open": english("NOT SETTLED"),
            "caught": english("CAUGHT"),
            "missed": english("MISSED"),
            "late": english("CAUGHT LATE"),
        }[self.value]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A fault and what became of it."""

    planted: Planted
    verdict: Verdict = Verdict.NOT_MET
    run: str = ""
    """The run in which it was shown last."""
    by: str = ""
    """How it was caught, or what was entered instead: in words."""

    @property
    def is_over(self) -> bool:
        """Whether it was taken away: it was caught."""
        return self.verdict in (Verdict.CAUGHT, Verdict.LATE)


def score(plan: DrillPlan, notes: Iterable[Note]) -> tuple[Outcome, ...]:
    """What became of every fault of a drill, in the order of the day."""
    outcomes = {planted.fault.id: Outcome(planted) for planted in plan.planted}
    for note in notes:
        if note.fault in outcomes:
            outcomes[note.fault] = _after(outcomes[note.fault], note)
    return tuple(outcomes.values())


def _after(one: Outcome, note: Note) -> Outcome:
    """The outcome after one more note. What was caught stays caught; what was signed stays missed, or is late."""
    if one.is_over:
        return one
    signed_away = one.verdict is Verdict.MISSED
    match note.what:
        case What.SHOWN:
            return replace(one, run=note.run, verdict=one.verdict if signed_away else Verdict.OPEN)
        case What.TOLD | What.STOPPED | What.LEFT:
            return replace(one, verdict=Verdict.LATE if signed_away else Verdict.CAUGHT, by=_by(note))
        case What.PASSED:
            return one if signed_away else replace(one, by=_by(note))
        case What.SIGNED | What.DONE:
            return replace(one, verdict=Verdict.MISSED) if one.run == note.run else one


def _by(note: Note) -> str:
    where = f"{note.step} {note.slot}".strip()
    match note.what:
        case What.STOPPED:
            return english("you held the set")
        case What.LEFT:
            return english("you gave the run up instead of signing it")
        case _:
            return english('at {where} you entered "{entered}"', where=where, entered=note.entered)


def points(outcomes: Iterable[Outcome]) -> tuple[int, int]:
    """How many were caught in time, of how many that were met."""
    met = [one for one in outcomes if one.verdict is not Verdict.NOT_MET]
    return sum(one.verdict is Verdict.CAUGHT for one in met), len(met)
