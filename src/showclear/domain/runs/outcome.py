"""What a run leaves behind: restrictions at a stop, statements to sign, rows of entries for the record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from showclear.domain.checklists import Otherwise
from showclear.domain.custody import Shape
from showclear.domain.effects import Effect
from showclear.domain.facets import applies
from showclear.domain.runs.answers import in_words, is_deferred
from showclear.domain.runs.course import Course, Leg, items_of
from showclear.domain.runs.effecting import difference_of, entries_of, reconciled_with
from showclear.domain.runs.plan import RunPlan, Side
from showclear.domain.runs.run import Run
from showclear.domain.runs.values import Entry, Phase, Stop
from showclear.domain.runs.wording import fill
from showclear.domain.weapons import Contents
from showclear.errors import RefusedError
from showclear.words import english

_BLIND = (Phase.NEEDS_PASS, Phase.ASKING)

_RESTRICTIONS = {
    Otherwise.STOP: ("unverified", ""),
    Otherwise.WITHDRAW: ("withdrawn", ""),
    Otherwise.QUARANTINE: ("quarantined", ""),
    Otherwise.HOLD: ("", "hold"),
    Otherwise.STAND_DOWN: ("quarantined", "stand-down"),
}
"""For each consequence: the effect on each item, and the one on the set."""


def restriction_of(stop: Stop) -> tuple[Effect, ...]:
    """What must be written at once after `stop`, before any exit is offered."""
    return _restrict(stop.otherwise, stop.items, stop.reason, stop.entry.person)


def restrictions(run: Run) -> tuple[Effect, ...]:
    """What must be written at once now that the run is stopped or its entries differ; empty otherwise."""
    if run.phase is Phase.STOPPED and run.stop is not None:
        return restriction_of(run.stop)
    found = run.mismatches()
    if not found:
        return ()
    block = run.course.blocks[run.differing]
    items: dict[str, None] = {}
    for each in found:
        step = next(step for step in block.steps if step.id == each.key.step)
        items.update(dict.fromkeys(items_of(run.plan, step, each.key.slot)))
    first = found[0]
    reason = english(
        "{title}: {text} One person entered {first_words}, the other {second_words}.",
        title=block.block.title,
        text=first.text,
        first_words=first.first_words,
        second_words=first.second_words,
    )
    return _restrict(Otherwise.STOP, tuple(items), reason, "")


_INTO = {"loaded": "weapon", "device-inserted": "weapon", "device-loaded": "device"}
"""Effects by which rounds go into something, each with the name of its value that says into what."""

_WHERE_FROM = "plan.from"
"""The facet of a block in which rounds, or the device that holds them, go into a gun."""


_OUT_OF = ("unloaded", "device-unloaded")
"""Effects by which rounds come out of something, counted into a box."""

_WHAT_IS_IN_IT = ("weapon.holds-count", "device.holds-count")
"""How many rounds the record says are in it: a killer step over these, or that expects them, takes them out."""


def perhaps_loaded(run: Run, *, given_up: bool = False) -> tuple[Effect, ...]:
    """What must be written as soon as a round may be in the thing of a run, and when it is given up then; else empty.

    R-RUN-25: until two signed what is in it nobody knows, whether rounds went in or came out. With a blank it is hot.
    Who gives the run up leaves the box uncounted, too: a round is in the one or in the other.
    """
    plan = run.plan
    contents = plan.facts.get("plan.contents")
    if contents not in (Contents.BLANK, Contents.DUMMY):
        return ()
    if _began_to_go_in(run):
        reason = (
            english("its loading was given up")
            if given_up
            else english("rounds are going in, and nobody has signed how many")
        )
    elif _began_to_come_out(run, given_up=given_up):
        reason = (
            english("it was given up with rounds out of it")
            if given_up
            else english("rounds are coming out, and nobody has signed how many")
        )
    else:
        return ()
    values = {"item": plan.subject, "contents": str(contents), "reason": reason}
    box = str(plan.facts.get("box.tag", "")) if given_up else ""
    return (Effect("perhaps-loaded", {**values, "container": box} if box else values),)


def _began_to_come_out(run: Run, *, given_up: bool) -> bool:
    """Whether something was entered at a step at which rounds come out, in whatever attempt.

    A turn-round puts them back within the minute, and rests on the record of what is in it: there it is said when the
    run is given up. So it is of a device with blanks: it is hot before and after. Blanks in a gun are accounted for by
    what is not back yet, and it stays hot.
    """
    way = "given-up" if given_up else "out"
    if way not in run.course.rounds:
        run.course.rounds[way] = frozenset(_steps_out(run.plan, run.course, given_up=given_up))
    return _reached(run, run.course.rounds[way])


def _steps_out(plan: RunPlan, course: Course, *, given_up: bool) -> Iterator[tuple[str, str]]:
    if plan.emergency or any(one.kind in _INTO for one in plan.checklist.effects):
        return
    unloads = any(one.kind in _OUT_OF and applies(one.applies_when, plan.facets) for one in plan.checklist.effects)
    if not given_up and (not unloads or plan.facts.get("plan.contents") == Contents.BLANK):
        return
    for block, way in course.blocks.items():
        for step in way.steps:
            if step.killer and (step.each in _WHAT_IS_IN_IT or (unloads and step.expect in _WHAT_IS_IN_IT)):
                yield block, step.id


def _began_to_go_in(run: Run) -> bool:
    """Whether something was entered at a step at which rounds go in, in whatever attempt."""
    if "in" not in run.course.rounds:
        run.course.rounds["in"] = frozenset(_steps_in(run.plan, run.course))
    return _reached(run, run.course.rounds["in"])


def _steps_in(plan: RunPlan, course: Course) -> Iterator[tuple[str, str]]:
    loads = [one for one in plan.checklist.effects if one.kind in _INTO and applies(one.applies_when, plan.facets)]
    named = {source for template in loads for source in template.values.values()}
    if not loads:
        return
    for block, way in course.blocks.items():
        for step in way.steps:
            counts = step.each == "plan.count" and named.intersection(one.id for one in way.steps)
            if step.id in named or counts or (step.killer and _WHERE_FROM in way.block.applies_when):
                yield block, step.id


def _reached(run: Run, steps: frozenset[tuple[str, str]]) -> bool:
    return bool(steps) and any((entry.key.block, entry.key.step) in steps for entry in _entered(run))


FROM_HAND_TO_HAND = "through-other-hands"
"""The hazard that the steps prevent at which a gun goes from hand to hand."""


_SAID_AT_THE_STOP = ("stopped", "mismatch")
"""Why entries were restarted where the stop or the difference already said in whose hand the gun is."""


def left_the_hand(run: Run) -> tuple[Effect, ...]:
    """Who has the gun of a run that stops or is given up after it went from hand to hand; empty where it did not.

    R-RUN-27: it is in the hand of its holder where two entered that, and unaccounted for where it went another way. A
    stop says so at once, before an exit is chosen; who takes it back then is not contradicted when the run ends.
    """
    plan, handing = run.plan, _steps_of_handing(run)
    wrong = [run.stop.question.key] if run.stop else [one.key for one in run.mismatches()]
    if any((key.block, key.step) in handing for key in wrong):
        return (Effect("custody", {"item": plan.subject, "shape": str(Shape.UNACCOUNTED)}),)
    given = [entry for entries in run.counted.values() for entry in entries]
    given += [one.entry for one in run.dead if one.reason not in _SAID_AT_THE_STOP]
    if not any((entry.key.block, entry.key.step) in handing for entry in given):
        return ()
    holder = str(plan.facts.get("issue.holder-id", ""))
    return (Effect("custody", {"item": plan.subject, "shape": str(Shape.ISSUED), "person": holder}),)


def is_handed_on(run: Run) -> bool:
    """Whether by what counts in it the gun went into the hand of its holder, and nobody has signed that yet."""
    if run.phase in (Phase.STOPPED, Phase.MISMATCH, Phase.ENDED):
        return False
    handing = _steps_of_handing(run)
    return any((one.key.block, one.key.step) in handing for entries in run.counted.values() for one in entries)


def _steps_of_handing(run: Run) -> frozenset[tuple[str, str]]:
    """The steps at which the gun goes from hand to hand; none in a run that issues nothing."""
    if all(one.kind != "issued" for one in run.plan.checklist.effects):
        return frozenset()
    return frozenset(
        (block, step.id)
        for block, way in run.course.blocks.items()
        for step in way.steps
        if step.killer and FROM_HAND_TO_HAND in step.prevents
    )


def _entered(run: Run) -> Iterator[Entry]:
    """Everything that was entered, in whatever attempt."""
    for entries in run.counted.values():
        yield from entries
    yield from (one.entry for one in run.dead)


def _restrict(otherwise: Otherwise, items: tuple[str, ...], reason: str, by: str) -> tuple[Effect, ...]:
    on_item, on_set = _RESTRICTIONS[otherwise]
    if not items and otherwise is Otherwise.QUARANTINE:
        # Something is wrong with a thing that has no name here.
        on_set = "hold"
    written = [Effect(on_set, {"reason": reason, **({"by": by} if by else {})})] if on_set else []
    return (*written, *(Effect(on_item, {"item": item, "reason": reason}) for item in items if on_item))


def statements(run: Run) -> tuple[str, str]:
    """What the performer and the verifier sign, with what was entered filled in.

    Raises:
        RefusedError: the run is not complete.
    """
    if run.phase is not Phase.COMPLETE:
        raise RefusedError(
            english("This run is not complete, so there is nothing to sign yet."), english("Walk it to its end.")
        )
    performer, verifier = run.plan.checklist.statements
    words = {
        step.id: ", ".join(dict.fromkeys(in_words(step, entry.value) for entry in entries_of(run, step.id, "")))
        for way in run.course.blocks.values()
        for step in way.steps
        if f"{{{step.id}}}" in performer or f"{{{step.id}}}" in verifier
    }
    words |= reconciled_with(run)
    return fill(run.plan, performer, words), fill(run.plan, verifier, words)


Row = dict[str, str | int | datetime]


def record_entries(run: Run) -> tuple[Row, ...]:
    """Every entry of the run as a row of the record: those that count, those replaced, those of restarted blocks.

    `state` is "counts", "deferred", "replaced" or "restarted"; `reason` says why where it no longer counts.

    Raises:
        RefusedError: a pass is still open, so one person's entries could be shown to the other.
    """
    if run.phase in _BLIND:
        raise RefusedError(
            english("The entries of both are shown when both have entered."), english("Walk the run to its end.")
        )
    rows: list[Row] = []
    for dead in run.dead:
        rows.extend(_rows(run, dead.entry, "restarted", dead.reason))
    for block in run.course.blocks:
        for side in (run.course.blocks[block].first, run.course.blocks[block].first.other):
            for entry in run.counted.get(Leg(block, side), ()):
                rows.extend(_rows(run, entry, "counts", ""))
    for leg, carried in run.carried.items():
        person = run.plan.cast.of(leg.side).id
        for old in carried:
            entry = Entry(old.key, person, old.value, old.at, old.ms, 0, run.attempt(leg.block))
            rows.append(_row(run, entry, "replaced", old.reason))
    return tuple(rows)


def _rows(run: Run, entry: Entry, state: str, reason: str) -> Iterator[Row]:
    for old in entry.replaced:
        replaced = Entry(old.key, entry.person, old.value, old.at, old.ms, 0, entry.attempt)
        yield _row(run, replaced, "replaced", old.reason)
    yield _row(run, entry, state, reason)


def _row(run: Run, entry: Entry, state: str, reason: str) -> Row:
    key = entry.key
    step = next(step for step in run.course.blocks[key.block].steps if step.id == key.step)
    deferred = state == "counts" and is_deferred(step, entry.value)
    side = Side.PERFORMER if entry.person == run.plan.cast.performer.id else Side.VERIFIER
    row: Row = {
        "person": entry.person,
        "side": str(side),
        "block": key.block,
        "step": key.step,
        "slot": key.slot,
        "asked": run.text_of(step, key, side, entry.attempt),
        "value": entry.value,
        "words": difference_of(run.plan, step, entry) or in_words(step, entry.value),
        "at": entry.at,
        "ms": entry.ms,
        "attempt": entry.attempt,
        "state": "deferred" if deferred else state,
    }
    if reason:
        row["reason"] = reason
    return row


def record_steps(run: Run) -> tuple[Row, ...]:
    """Every step that was asked, once, with its text as it stands in the checklist and how it was compared."""
    rows: list[Row] = []
    for way in run.course.blocks.values():
        asked = {ask.key.step for asks in way.asks.values() for ask in asks}
        for step in way.steps:
            if step.id in asked:
                row: Row = {
                    "block": way.block.id,
                    "step": step.id,
                    "text": step.ask,
                    "answer": str(step.answer),
                    "entered_by": "both" if step.killer else "one",
                    "compare": str(step.compare),
                    "otherwise": str(step.otherwise),
                }
                if step.wait:
                    row["wait_seconds"] = run.plan.limits[step.wait]
                rows.append({**row, "each": step.each} if step.each else row)
    return tuple(rows)
