"""R-HANDS-1: whether a gun came back from a hand that the records know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from showclear.domain.checklists import AnswerKind, Step
from showclear.domain.custody import Shape
from showclear.domain.runs import Run
from showclear.domain.runs.answers import fold
from showclear.domain.runs.effecting import entries_of
from showclear.domain.runs.outcome import FROM_HAND_TO_HAND
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.values import Holding
from showclear.domain.situation.view import View
from showclear.domain.weapons import Contents
from showclear.words import english, together


def other_hands(run: Run, view: View) -> tuple[str, ...]:
    """What the records say against the hand that a complete run entered, in sentences; empty where they say nothing.

    It refuses nothing: the gun has to be taken in, and what two people saw is the evidence. Where a certain hand is
    expected, as in a handover, another one stops the run; here are only those steps at which any name is an answer.
    """
    plan = run.plan
    if any(one.kind == "issued" for one in plan.checklist.effects):
        return ()
    asked = (step for way in run.course.blocks.values() for step in way.steps if _asks_whose_hand(step))
    givers = dict.fromkeys(entry.value for step in asked for entry in entries_of(run, step.id, ""))
    return tuple(filter(None, (against(view, plan.subject, giver, plan.cast.performer.name) for giver in givers)))


def told(statement: str, contradicts: Iterable[str]) -> str:
    """What somebody states who read what the records say against it: both sign that they were told."""
    return together((statement, *(english("I was told: {sentence}", sentence=one) for one in contradicts)))


def _asks_whose_hand(step: Step) -> bool:
    """Whether two enter out of whose hand it came, and any name is an answer."""
    asks = step.answer is AnswerKind.PERSON and step.killer and step.expect is None
    return asks and FROM_HAND_TO_HAND in step.prevents


def against(view: View, tag: str, giver: str, taker: str) -> str:
    """What the records say against a gun coming from a hand, in a sentence; empty where they know that hand.

    They know whoever it was issued to since it was last shown clear or loaded, whoever had it after that, and whoever
    was planned to have it. Of a gun that was not issued since they know whoever had it; out of a lock the taker takes
    it. Where nobody knows who has it there is nothing to contradict.

    Args:
        view: the records.
        tag: the gun.
        giver: whose hand two people entered, by name.
        taker: who took it, by name.
    """
    custody = view.custody(tag)
    if custody is None or custody.shape in (Shape.UNACCOUNTED, Shape.OFF_PRODUCTION):
        return ""
    records = _since_it_was_looked_into(view, tag)
    had = _names(view, (_holder(view, index, tag) for index in records))
    locked = custody.shape is Shape.LOCKED
    known = {*had, *_names(view, _planned(view, records, tag)), *((taker,) if locked else ())}
    if fold(giver) in map(fold, known):
        return ""
    if locked:
        return english("By the record {tag} was locked, not with {giver}.", tag=tag, giver=giver)
    with_whom = together(had, english(", then "))
    return english("By the record {tag} was with {people}, not with {giver}.", tag=tag, people=with_whom, giver=giver)


def _since_it_was_looked_into(view: View, tag: str) -> tuple[int, ...]:
    """The records that say who has a gun since two signed what is in it, the oldest first; from the first issue on."""
    looks = [
        next((index for index in track if _is_known(view.judgement(index).holdings[tag])), -1)
        for track in _newest_first(view, Aspect.HOLDING, tag)
    ]
    found: list[int] = []
    for track in _newest_first(view, Aspect.CUSTODY, tag):
        for index in track:
            if any(look >= 0 and view.precedes(index, look) for look in looks):
                break
            found.append(index)
    issues = [one for one in found if view.judgement(one).custody[tag].shape is Shape.ISSUED]
    kept = [one for one in found if one in issues or not issues or any(view.precedes(issue, one) for issue in issues)]
    return tuple(sorted(kept, key=lambda one: (sum(view.precedes(other, one) for other in kept), view.title(one))))


def _newest_first(view: View, aspect: Aspect, name: str) -> Iterator[Iterator[int]]:
    """The records of a lane that are known, chain by chain."""
    for track in view.history.lanes.get((aspect, name), {}).values():
        yield (track.indices[at] for at in range(view.last(track), -1, -1))


def _is_known(held: Holding) -> bool:
    """Whether two people signed what is in it; what only may be in it nobody looked at."""
    return held.contents is not Contents.UNKNOWN and held.count >= 0


def _holder(view: View, index: int, tag: str) -> str:
    custody = view.judgement(index).custody[tag]
    return custody.person or custody.key


def _planned(view: View, records: tuple[int, ...], tag: str) -> Iterator[str]:
    """Who has it after its holder, as the plan of the shot says (ids)."""
    for index in records:
        grant = view.judgement(index).grants.get(tag)
        yield from grant.then if grant is not None else ()


def _names(view: View, people: Iterator[str]) -> tuple[str, ...]:
    """Names by ids, each once; somebody who is not on the roster as the record calls them."""
    found = ((view.person(one), one) for one in people if one)
    return tuple(dict.fromkeys(person.name if person else one for person, one in found))
