"""What the screens of the day show, read from the situation: the day, what is open, the armory, the roster."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from showclear.app.views import (
    Armory,
    ArmoryWeapon,
    BatchView,
    ContainerView,
    DayView,
    DeviceView,
    DutyLine,
    PersonView,
    Rest,
    ShiftView,
)
from showclear.domain.custody import Custody, Shape, is_out
from showclear.domain.people import KEY_ROLES
from showclear.domain.situation import Situation
from showclear.domain.situation import day as days
from showclear.domain.situation.accounts import Account, DeviceStatus, accounts, device_statuses
from showclear.domain.situation.batches import BatchStatus, batch_statuses
from showclear.domain.situation.day_status import day_of
from showclear.domain.situation.history import Aspect, pair
from showclear.domain.situation.status import statuses
from showclear.domain.situation.stops import set_status
from showclear.words import english, together

Times = Callable[[str], datetime | None]
"""When a record was made, by its name."""

Words = Callable[[Custody | None], str]
"""Who has something, as it is read."""

RESTS = (
    ("sweep", english("Swept")),
    ("count", english("Counted")),
    ("meeting", english("Meeting")),
    ("readiness", english("Ready")),
    ("blank-readiness", english("Ready for blanks")),
)
"""What gun work rests on, in the order of the day."""

_ONLY_WHEN_DONE = frozenset({"blank-readiness"})


def custody_in_words(situation: Situation, custody: Custody | None) -> str:
    """Who has it, as it is read."""
    if custody is None:
        return english("nobody on record")
    person = situation.person(custody.person) if custody.person else None
    name = english("{name}, {role}", name=person.name, role=person.role.words) if person else custody.person
    match custody.shape:
        case Shape.LOCKED:
            place = english("locked, {lock}", lock=custody.lock) if custody.lock else english("locked")
            return english("{place}, seal {seal}", place=place, seal=custody.seal) if custody.seal else place
        case Shape.WITH | Shape.ISSUED:
            return name
        case Shape.OFF_PRODUCTION:
            return english("off production")
        case Shape.UNACCOUNTED:
            return english("unaccounted for")


def day_view(situation: Situation, unit: str, now: datetime | None, made_at: Times) -> DayView:
    """The shooting day of a unit."""
    status = day_of(situation, unit, now, situation.limits)
    rests = tuple(
        Rest(word, made_at(status.checked[what]) if what in status.checked else None)
        for what, word in RESTS
        if what in status.checked or what not in _ONLY_WHEN_DONE
    )
    return DayView(
        unit=unit,
        open=status.open,
        day=status.day,
        place=status.place,
        opened_at=status.opened_at,
        rests=rests if status.open else (),
        why=status.ended,
        units=situation.view.names_said(Aspect.UNIT),
    )


def duty_lines(situation: Situation, unit: str, now: datetime | None) -> tuple[DutyLine, ...]:
    """Who is on duty for a unit, the armorer in charge and the 1st AD first."""
    status = day_of(situation, unit, now, situation.limits)
    named = {
        status.armorer: english("in charge"),
        status.first: english("1st AD"),
        **dict.fromkeys(status.delegates, english("for the 1st AD")),
    }
    named[status.first] = english("1st AD")
    people = situation.people()
    order = sorted(status.on_duty, key=lambda one: (one not in (status.armorer, status.first), one))
    return tuple(DutyLine(people[one], named.get(one, people[one].role.words)) for one in order if one in people)


def container_view(situation: Situation, one: Account, words: Words) -> ContainerView:
    """A container with its account."""
    return ContainerView(
        tag=one.container.tag,
        contents=str(one.container.contents),
        load=one.container.load,
        calibre=one.container.calibre,
        opening=one.opening,
        out=(*one.in_guns, *one.in_devices),
        left=one.left,
        seal=one.seal,
        restricted=one.restricted,
        unit=days.unit_of(situation, one.container.tag),
        custody=words(one.custody),
        gap=one.gap,
    )


def device_view(situation: Situation, one: DeviceStatus, words: Words) -> DeviceView:
    """A feed device and where it is."""
    return DeviceView(
        tag=one.device.tag,
        kind=str(one.device.kind),
        goes_with=one.device.goes_with,
        contents=str(one.contents),
        custody=english("in {in_weapon}", in_weapon=one.in_weapon) if one.in_weapon else words(one.custody),
        count=one.count,
        capacity=one.device.capacity,
        seal=one.seal,
        unit=days.unit_of(situation, one.device.tag),
        out=one.custody is not None and is_out(one.custody),
        in_weapon=one.in_weapon,
        put_away=one.is_put_away,
        restricted=one.restricted,
        gap=one.gap,
    )


def armory(situation: Situation, now: datetime | None, words: Words, batches: tuple[BatchView, ...]) -> Armory:
    """Everything that is on the register."""
    weapons = []
    for status in statuses(situation, now, situation.limits):
        custody = status.custody
        gone = custody is not None and custody.shape is Shape.OFF_PRODUCTION
        weapons.append(
            ArmoryWeapon(
                status=status,
                unit=days.unit_of(situation, status.weapon.tag),
                custody=words(custody),
                seal=custody.seal if custody is not None else "",
                restricted=together(
                    (english("{kind}: {reason}", kind=one.kind, reason=one.reason) for one in status.restrictions), "; "
                ),
                departed=words(custody) if gone else "",
            )
        )
    return Armory(
        tuple(weapons),
        tuple(device_view(situation, one, words) for one in device_statuses(situation)),
        tuple(container_view(situation, one, words) for one in accounts(situation)),
        batches,
    )


def roster(
    situation: Situation, unit: str, now: datetime | None, made_at: Times, shifts: tuple[ShiftView, ...]
) -> tuple[PersonView, ...]:
    """Everybody, as they stand today for a unit."""
    view, status = situation.view, day_of(situation, unit, now, situation.limits)
    duties = {line.person.id: line.duty for line in duty_lines(situation, unit, now)}
    open_here = {shift.person.id: shift for shift in shifts}
    weapons = view.tags("weapon")
    found = []
    for person in sorted(situation.people().values(), key=lambda one: one.name):
        tips = view.tips(Aspect.BRIEFED, pair(unit, person.id)) if person.id in status.briefed else []
        delegated = f"{unit}, {status.day}" if person.id in status.delegates and person.id != status.first else ""
        found.append(
            PersonView(
                person=person,
                has_key=person.role in KEY_ROLES,
                shift=open_here.get(person.id),
                duty=duties.get(person.id, ""),
                briefed_at=made_at(view.title(tips[0])) if tips else None,
                trained=tuple(tag for tag in weapons if days.is_trained(view, person.id, tag)),
                minor=days.is_minor(view, person.id),
                delegated=delegated,
            )
        )
    return tuple(found)


def batch_views(
    situation: Situation, now: datetime | None, made_at: Times, words: Words, names: Callable[[str], str]
) -> tuple[BatchView, ...]:
    """Every inert batch of the register, by tag."""
    stopped = not set_status(situation).open
    found = batch_statuses(situation, now, situation.limits)
    return tuple(_batch(one, made_at, words, names, stopped=stopped) for one in found)


def _not_counted(one: BatchStatus) -> str:
    if one.counted_elsewhere:
        return english("It was counted at {place}, not here.", place=one.counted_elsewhere)
    return english("It was not counted today.")


def _batch(one: BatchStatus, made_at: Times, words: Words, names: Callable[[str], str], *, stopped: bool) -> BatchView:
    handlers = tuple(names(handler) for handler, _ in one.out_under)
    properly = one.properly_out and bool(one.counted) and not stopped
    return BatchView(
        tag=one.batch.tag,
        what=one.batch.what,
        count=one.batch.count,
        out=((", ".join(one.holders) or ", ".join(handlers), one.out),) if one.out else (),
        handler=", ".join(handlers),
        counted_at=made_at(one.counted) if one.counted else None,
        custody=words(one.custody),
        unit=one.unit,
        restricted=one.restricted,
        why=one.restricted or ("" if one.counted else _not_counted(one)),
        collect=bool(one.out) and not properly,
    )
