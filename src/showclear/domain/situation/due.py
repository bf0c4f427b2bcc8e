"""What is due for a unit now, in the order in which it should be done. Starting any of it asks the rules again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from showclear.domain.checklists import Procedure
from showclear.domain.custody import Shape
from showclear.domain.limits import Limits, needed
from showclear.domain.situation import day as days
from showclear.domain.situation import gates
from showclear.domain.situation.batches import batch_status, batch_tags
from showclear.domain.situation.day import Day, DayWrapped, NoDay
from showclear.domain.situation.fold import Situation
from showclear.domain.situation.grants import Ending
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.sealing import unsealed_day
from showclear.domain.situation.status import State, WeaponStatus, run_that_opened, set_status, status
from showclear.domain.situation.stops import Need, OpenStop
from showclear.domain.situation.view import View
from showclear.domain.situation.zones import living_zone
from showclear.domain.weapons import Contents
from showclear.words import english


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that should be done. `subject` is a tag, the name of a unit, or a stop by its record."""

    procedure: Procedure | None
    """What does it; None where `act` does."""
    subject: str
    words: str
    blocking: bool
    """Whether gun work of the unit, or of this gun, waits for it."""
    rule: str
    """The rule that asks for it."""
    act: str = ""
    """What does it where no procedure does: take-back, lift, release, seal, resume; `subject` is the run then."""


def due(
    situation: Situation,
    unit: str,
    now: datetime | None,
    limits: Limits,
    statuses: Sequence[WeaponStatus] | None = None,
) -> tuple[Due, ...]:
    """Everything that is due for a unit, what is most urgent first.

    Args:
        situation: the records.
        unit: the unit that is asked about.
        now: None where the time is not known.
        limits: those of the production.
        statuses: the weapons as the board shows them, where they are at hand; only those of the unit are looked at.
    """
    view = situation.view
    tags = days.items_of(view, unit, "weapon")
    known = {one.weapon.tag: one for one in statuses or ()}
    guns = [one for tag in tags if (one := known.get(tag) or status(situation, tag, now, limits)) is not None]
    day = days.open_day(view, unit, now, limits)
    stops = tuple(_stops(situation, unit))
    # A meeting that would be refused now stands behind what it waits for.
    may_meet = _may_meet(situation, day)
    waiting = tuple(one for one in stops if one.procedure is Procedure.MEETING and not may_meet)
    return (
        *_collect(situation, guns),
        *_misfired(guns),
        *(one for one in stops if one not in waiting),
        *(
            _opening(view, day, unit, limits)
            if isinstance(day, NoDay)
            else _of_the_day(situation, day, guns, now, limits)
        ),
        *waiting,
        *_returns(view, guns),
        *(() if isinstance(day, NoDay) else (*_next_steps(guns, view, day, limits), _wrap(day.unit, day.day, limits))),
    )


def _may_meet(situation: Situation, day: Day | NoDay) -> bool:
    """Whether a meeting may begin: after count and sweep; the one after a stand-down waits for nothing (R-088)."""
    if isinstance(day, NoDay):
        return False
    view = situation.view
    return days.is_counted_and_swept(view, day) or any(
        one.restriction.kind == "stand-down" for one in set_status(situation).stops
    )


def next_due(
    situation: Situation,
    unit: str,
    now: datetime | None,
    limits: Limits,
    statuses: Sequence[WeaponStatus] | None = None,
) -> Due | None:
    """The one thing that the single key of the board starts; None where nothing is due."""
    return next(iter(due(situation, unit, now, limits, statuses)), None)


def _collect(situation: Situation, guns: Sequence[WeaponStatus]) -> Iterator[Due]:
    for gun in guns:
        if not gun.collect or "misfired" in {one.kind for one in gun.restrictions}:
            continue
        tag, custody = gun.weapon.tag, gun.custody
        if custody is None or custody.shape is Shape.UNACCOUNTED:
            yield Due(
                None, tag, english("Say who has {tag}, or run I: nobody knows", tag=tag), True, "R-047", "take-back"
            )
            continue
        person = situation.person(custody.person)
        yield Due(
            None,
            tag,
            english("Take {tag} back from {name}", tag=tag, name=person.name if person else custody.person),
            True,
            "R-047",
            "take-back",
        )


def _misfired(guns: Sequence[WeaponStatus]) -> Iterator[Due]:
    for gun in guns:
        kinds = {one.kind for one in gun.restrictions}
        # One that is evidence stays as it is: the report about it comes first.
        if "misfired" in kinds and "frozen" not in kinds:
            yield Due(
                Procedure.MISFIRE,
                gun.weapon.tag,
                english("Finish the misfire of {tag}", tag=gun.weapon.tag),
                True,
                "R-114",
            )


def _stops(situation: Situation, unit: str) -> Iterator[Due]:
    """Each once: a stand-down and the report that raised it stand in one record, and one list closes both."""
    yield from dict.fromkeys(_stop(stop, unit) for stop in set_status(situation).stops)


def _stop(stop: OpenStop, unit: str) -> Due:
    one = stop.restriction
    match stop.needs[0] if stop.needs else Need.CLOSE:
        case Need.LIFT:
            return Due(None, one.record, english("Lift the hold: {reason}", reason=one.reason), True, "R-008", "lift")
        case Need.RELEASE:
            return Due(
                None,
                one.record,
                english("Release the stand-down: {reason}", reason=one.reason),
                True,
                "R-009",
                "release",
            )
        case Need.MEETING:
            return Due(
                Procedure.MEETING,
                unit,
                english("Safety meeting after the stand-down: {reason}", reason=one.reason),
                True,
                "R-009",
            )
        case Need.ANSWER:
            return Due(
                Procedure.MEETING, unit, english("Answer the concern: {reason}", reason=one.reason), True, "R-111"
            )
    return Due(Procedure.INCIDENT, one.record, english("Report to close: {reason}", reason=one.reason), True, "R-110")


def _opening(view: View, none: NoDay, unit: str, limits: Limits) -> Iterator[Due]:
    """The day before is wrapped first, if anybody opened it and nobody did."""
    tips = view.said(Aspect.DAY, unit)
    before = days.day_by_records(view, unit)
    if tips and not (len(tips) == 1 and isinstance(tips[0][1], DayWrapped)) and none.record:
        yield _wrap(unit, before.day if isinstance(before, Day) else "", limits)
    if unsealed := unsealed_day(view, unit):
        yield Due(None, unit, english("Seal the day {day}", day=unsealed), False, "R-061", "seal")
    yield Due(Procedure.DAY_PEOPLE, unit, english("Open the day (C, people and paper)"), True, "R-061")


def _of_the_day(
    situation: Situation, day: Day, guns: Sequence[WeaponStatus], now: datetime | None, limits: Limits
) -> Iterator[Due]:
    view, unit = situation.view, day.unit
    if gates.papers_named(view, day, limits) is not None:
        yield Due(Procedure.DAY_PEOPLE, unit, english("Open the day again: a paper is not named (C)"), True, "R-166")
    if not days.is_counted_and_swept(view, day):
        rule = "R-063" if days.checked(view, day, "count") else "R-062"
        yield Due(Procedure.DAY_COUNT, unit, english("Count and sweep at {place} (C)", place=day.place), True, rule)
    else:
        for gun in guns:
            if days.counted(view, day, gun.weapon.tag) == "planned" and not gun.restrictions:
                yield Due(
                    Procedure.DAY_PROOF,
                    gun.weapon.tag,
                    english("Prove {tag} empty (C)", tag=gun.weapon.tag),
                    True,
                    "R-064",
                )
        yield from _batches(situation, unit, now, limits)
    if not days.checked(view, day, "meeting"):
        yield Due(
            Procedure.MEETING,
            unit,
            _meeting_of_the_day(view, day),
            True,
            "R-065",
        )
    if not days.checked(view, day, "readiness"):
        yield Due(Procedure.DAY_READINESS, unit, english("Readiness (C)"), True, "R-067")


def _meeting_of_the_day(view: View, day: Day) -> str:
    """That it is the meeting of the day; where one was held here today already, why that one does not count."""
    why = days.meeting_in_vain(view, day)
    return english("Safety meeting again (K): {why}", why=why) if why else english("Safety meeting (K)")


def _batches(situation: Situation, unit: str, now: datetime | None, limits: Limits) -> Iterator[Due]:
    for tag in batch_tags(situation.view):
        found = batch_status(situation, tag, now, limits) if days.unit_of(situation, tag) == unit else None
        if found is not None and not found.counted and not found.restrictions:
            yield Due(Procedure.BATCH_DAY, tag, english("Count {tag}, each in the hand", tag=tag), False, "R-102")


def _returns(view: View, guns: Sequence[WeaponStatus]) -> Iterator[Due]:
    for gun in guns:
        tag, inside = gun.weapon.tag, gun.contents
        if gun.collect or gun.issue is not None or gun.clearance is not None or _is_as_it_is(gun):
            continue
        if gun.state is State.HOT and gun.count < 0:
            yield _open_it(view, tag)
        elif gun.state is State.HOT or inside is Contents.DUMMY:
            yield Due(
                Procedure.RETURN, tag, english("Return and clear {tag}", tag=tag), gun.state is State.HOT, "R-077"
            )


def _open_it(view: View, tag: str) -> Due:
    """A gun that holds nobody knows how many blanks: R-087 refuses its return."""
    if run := run_that_opened(view, tag):
        return Due(None, run, english("Go on with {tag}: sign what is in it", tag=tag), True, "R-087", "resume")
    words = english("Take {tag} in again: nobody knows what it holds", tag=tag)
    return Due(Procedure.INTAKE, tag, words, True, "R-087")


def _next_steps(guns: Sequence[WeaponStatus], view: View, day: Day, limits: Limits) -> Iterator[Due]:
    for gun in guns:
        if gun.clearance is not None:
            words = english("Hand {tag} over for {slate}", tag=gun.weapon.tag, slate=gun.clearance.slate)
            yield Due(Procedure.HANDOVER, gun.weapon.tag, words, False, "R-011")
    proved = [
        one
        for one in guns
        if _is_empty(one)
        and days.counted(view, day, one.weapon.tag) == "proved"
        and gates.class_allowed(view, one.weapon.tag, limits) is None
    ]
    for gun in proved:
        found = living_zone(view, gun.weapon.tag)
        if not isinstance(found, Ending):
            words = english("Load {tag} with blanks for {slate}", tag=gun.weapon.tag, slate=found[1].slate)
            yield Due(Procedure.BLANK_TAKE, gun.weapon.tag, words, False, "R-080")
    for gun in proved:
        tag = gun.weapon.tag
        yield Due(Procedure.INSPECTION, tag, english("Inspect {tag} when needed", tag=tag), False, "R-011")


def _is_empty(gun: WeaponStatus) -> bool:
    """Whether it was found empty, is in somebody's charge, and nothing is permitted with it yet."""
    return gun.state is State.UNVERIFIED and gun.contents is Contents.NOTHING and not gun.collect


def _wrap(unit: str, day: str, limits: Limits) -> Due:
    """Where the police were told of the start, they are told of the end: the list of the wrap asks for it."""
    text = english("Wrap the day {day}", day=day) if day else english("Wrap the day")
    if needed(limits, "police_notice_needed"):
        text = english("{wrap}; tell the police of the end", wrap=text)
    return Due(Procedure.WRAP, unit, text, False, "R-061")


def _is_as_it_is(gun: WeaponStatus) -> bool:
    """Whether it is frozen or misfired: nobody opens it for now."""
    return not {"frozen", "misfired"}.isdisjoint(one.kind for one in gun.restrictions)
