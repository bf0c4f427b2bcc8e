"""Judging what a record says about units, shooting days and the people of the day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from showclear.domain.checklists import Procedure
from showclear.domain.custody import Custody, Shape
from showclear.domain.effects import Effect
from showclear.domain.people import CUSTODIANS, Role
from showclear.domain.situation import day as days
from showclear.domain.situation import fold_rules as rule
from showclear.domain.situation import gates, signers
from showclear.domain.situation.day import Checked, Counted, Day, DayMoved, DayOpened, DayWrapped, NoDay, UnitEntry
from showclear.domain.situation.gaps import open_gaps
from showclear.domain.situation.history import Aspect, pair
from showclear.domain.situation.reading import text
from showclear.words import english, together

if TYPE_CHECKING:
    from showclear.domain.situation.judging import Judge

_ARMORER = frozenset({Role.ARMORER})
_NO_TRAINING = frozenset({"hold", "stand-down", "incident"})

_NOBODY_GIVES = english("the armorer in charge has to sign it.")

_CHECKED_BY: Mapping[str, tuple[Procedure, ...]] = {
    "count": (Procedure.DAY_COUNT,),
    "sweep": (Procedure.DAY_COUNT,),
    "readiness": (Procedure.DAY_READINESS,),
    "blank-readiness": (Procedure.DAY_READINESS,),
    "meeting": (Procedure.MEETING,),
    "blank-meeting": (Procedure.MEETING,),
}
"""Which procedure may say that something was checked."""


def unit_opened(judge: Judge, effect: Effect) -> None:
    """A unit with its 1st assistant director, by that person and a safety officer."""
    first, unit = _person(judge, effect, "first"), text(effect, "unit")
    directors = signers.people(judge.record, Role.ASSISTANT_DIRECTOR)
    signed = first in directors and bool(signers.people(judge.record, Role.SAFETY_OFFICER))
    if not unit.strip() or not text(effect, "place").strip():
        judge.find(rule.DAY_SIGNERS, english("It opens no unit: it needs a name and a place."))
    elif judge.fact(rule.DAY_SIGNERS, signed, kinds=("unit",)):
        entry = UnitEntry(unit, text(effect, "place"), text(effect, "zone"), first)
        judge.result.said[Aspect.UNIT, unit] = entry


def day_opened(judge: Judge, effect: Effect) -> None:
    """The day of a unit begins, by an assistant director and the armorer in charge."""
    unit, place, day = (text(effect, name) for name in ("unit", "place", "day"))
    signed = signers.by_ad_and(judge.record, _ARMORER)
    if not judge.fact(rule.DAY_SIGNERS, signed, procedures=(Procedure.DAY_PEOPLE,)):
        return
    armorer = _person(judge, effect, "armorer")
    if days.unit_entry(judge.view, unit) is None:
        judge.find(rule.DAY_SIGNERS, english("It opens no day: there is no unit {unit}.", unit=unit))
    elif not place.strip() or not day.strip():
        judge.find(rule.DAY_SIGNERS, english("It opens no day: it names no day or no place."))
    elif armorer not in signers.people(judge.record, Role.ARMORER):
        judge.find(rule.DAY_SIGNERS, english("It opens no day: the armorer in charge has to sign it."))
    else:
        judge.result.said[Aspect.DAY, unit] = DayOpened(day, place, armorer, _papers(effect))
        judge.result.said[Aspect.ARMORER, unit] = armorer


def _papers(effect: Effect) -> tuple[str, ...]:
    return tuple(limit for limit, (value, _) in gates.PAPERS.items() if text(effect, value).strip())


def on_duty(judge: Judge, effect: Effect) -> None:
    """Somebody handles guns for the unit today."""
    record, person = judge.record, _person(judge, effect, "person")
    changing = record.procedure == Procedure.CHANGE_OF_ARMORER
    signed = signers.by_two_armorers(record) if changing else signers.by_ad_and(record, _ARMORER)
    procedures = (Procedure.DAY_PEOPLE, Procedure.CHANGE_OF_ARMORER)
    if not judge.fact(rule.DAY_SIGNERS, signed, procedures=procedures):
        return
    if changing and not _givers(judge, text(effect, "unit")):
        judge.find(rule.DAY_SIGNERS, english("Nobody comes on duty: {why}", why=_NOBODY_GIVES))
        return
    roles = judge.view.roles_of(person)
    if not roles or not roles <= CUSTODIANS:
        judge.find(
            rule.ONE_DUTY,
            english(
                "{person} is neither armorer nor handler: not on duty.",
                person=person or english("Nobody named"),
            ),
        )
    else:
        judge.result.said[Aspect.DUTY, pair(text(effect, "unit"), person)] = days.ON_DUTY


def checked(judge: Judge, effect: Effect) -> None:
    """Something was done for the day, at the place where the unit is."""
    what, unit, place = (text(effect, name) for name in ("what", "unit", "place"))
    procedures = _CHECKED_BY.get(what, ())
    if not procedures:
        judge.find(rule.DAY_SIGNERS, english("It checks nothing: there is no “{what}”.", what=what))
        return
    roles = CUSTODIANS if Procedure.DAY_COUNT in procedures or Procedure.MEETING in procedures else _ARMORER
    if not judge.fact(rule.DAY_SIGNERS, signers.by_ad_and(judge.record, roles), procedures=procedures):
        return
    day = _open_day(judge, unit)
    if day is not None and place == day.place:
        judge.result.said[Aspect.CHECKED, pair(unit, what)] = Checked(place)
    elif day is not None:
        judge.find(
            rule.FACTS_OF_THE_DAY,
            english(
                "{what} does not count: unit {unit} is at {day_place}, not at {place}.",
                what=what,
                unit=unit,
                day_place=day.place,
                place=place,
            ),
        )


def counted(judge: Judge, effect: Effect) -> None:
    """An item was counted today: by its seal, planned, or proved empty by this very record."""
    unit, item, how = (text(effect, name) for name in ("unit", "item", "how"))
    if how not in days.HOW:
        judge.find(
            rule.DAY_SIGNERS, english("{item} is not counted: there is no way of counting “{how}”.", item=item, how=how)
        )
        return
    proved = how == "proved"
    signed = (
        signers.by_two_who_looked(judge.record) if proved else signers.by_ad_and(judge.record, CUSTODIANS)
    )  # fmt: skip
    procedure = Procedure.DAY_PROOF if proved else Procedure.DAY_COUNT
    if not judge.fact(rule.DAY_SIGNERS, signed, procedures=(procedure,)):
        return
    if _open_day(judge, unit) is None:
        return
    if proved and not _proves_empty(judge, item):
        judge.find(
            rule.DAY_SIGNERS, english("{item} is not in the count: its record does not prove it empty.", item=item)
        )
        return
    before = judge.result.said.get((Aspect.COUNTED, item))
    if isinstance(before, Counted):
        how = min(before.how, how, key=days.HOW.index)
    judge.result.said[Aspect.COUNTED, item] = Counted(unit, how)


def _proves_empty(judge: Judge, item: str) -> bool:
    return any(
        effect.kind in ("proved-empty", "device-proved-empty")
        and item in (text(effect, "weapon"), text(effect, "device"))
        for effect in judge.record.effects
    )


def briefed(judge: Judge, effect: Effect) -> None:
    """Somebody heard the safety meeting."""
    signed = signers.by_ad_and(judge.record, CUSTODIANS)
    if not judge.fact(rule.DAY_SIGNERS, signed, procedures=(Procedure.MEETING, Procedure.LATE_BRIEFING)):
        return
    person, unit = _person(judge, effect, "person"), text(effect, "unit")
    if judge.view.entry_of(person) is None:
        judge.find(
            rule.FACTS_OF_THE_DAY,
            english("{person} is not on the roster: not briefed.", person=person or english("Nobody named")),
        )
        return
    day = _open_day(judge, unit)
    late = judge.record.procedure == Procedure.LATE_BRIEFING
    if day is not None and late and not days.checked(judge.view, day, "meeting"):
        judge.find(
            rule.FACTS_OF_THE_DAY,
            english(
                "{person} came late to no meeting: none was held today at {day_place}.",
                person=person,
                day_place=day.place,
            ),
        )
    elif day is not None:
        in_time = late or days.is_counted_and_swept(judge.view, day)
        judge.result.said[Aspect.BRIEFED if in_time else Aspect.HEARD_EARLY, pair(unit, person)] = True


def trained(judge: Judge, effect: Effect) -> None:
    """A performer was trained for a weapon."""
    signed = signers.by_ad_and(judge.record, _ARMORER)
    if not judge.fact(rule.PEOPLE_SIGNERS, signed, procedures=(Procedure.TRAINING,)):
        return
    person, weapon = _person(judge, effect, "person"), text(effect, "weapon")
    stopped = gates.nothing_stops(judge.view, _NO_TRAINING)
    if stopped is not None:
        judge.find(rule.PEOPLE_SIGNERS, english("Nobody is trained now: {why}", why=stopped.words))
    elif judge.view.roles_of(person) != {Role.PERFORMER}:
        judge.find(
            rule.PEOPLE_SIGNERS,
            english(
                "{person} is no performer on the roster: not trained.",
                person=person or english("Nobody named"),
            ),
        )
    else:
        judge.result.said[Aspect.TRAINED, pair(person, weapon)] = True


def minor(judge: Judge, effect: Effect) -> None:
    """Somebody is a minor. It narrows what may be done, so it needs no more than its own enrolment."""
    if judge.record.kind != "enrolment":
        judge.find(rule.PEOPLE_SIGNERS, english("Only an enrolment says that somebody is a minor."))
    else:
        judge.result.said[Aspect.MINOR, _person(judge, effect, "person")] = True


def minor_planned(judge: Judge, effect: Effect) -> None:
    """A safety officer signs how minors are kept safe while blanks are fired."""
    signed = bool(signers.people(judge.record, Role.SAFETY_OFFICER))
    if not judge.fact(rule.PEOPLE_SIGNERS, signed, kinds=("approval",)):
        return
    if not text(effect, "plan").strip():
        judge.find(rule.PEOPLE_SIGNERS, english("It plans nothing for minors: it has no words."))
    else:
        name = pair(text(effect, "unit"), text(effect, "slate"))
        judge.result.said[Aspect.MINOR_PLAN, name] = text(effect, "plan")


def delegated(judge: Judge, effect: Effect) -> None:
    """The 1st assistant director names another one for this day."""
    unit, person = text(effect, "unit"), _person(judge, effect, "person")
    entry = days.unit_entry(judge.view, unit)
    first = entry.first if entry else ""
    directors = signers.people(judge.record, Role.ASSISTANT_DIRECTOR)
    signed = bool(first) and first in directors and bool(signers.people(judge.record, Role.SAFETY_OFFICER))
    if not judge.fact(rule.PEOPLE_SIGNERS, signed, kinds=("delegation",)):
        return
    if judge.view.roles_of(person) != {Role.ASSISTANT_DIRECTOR}:
        judge.find(
            rule.PEOPLE_SIGNERS,
            english(
                "{person} is no assistant director: nothing is delegated.",
                person=person or english("Nobody named"),
            ),
        )
    elif _open_day(judge, unit) is not None:
        judge.result.said[Aspect.DELEGATED, pair(unit, person)] = True


def place_changed(judge: Judge, effect: Effect) -> None:
    """The unit moves within its day."""
    unit, place = text(effect, "unit"), text(effect, "place")
    signed = signers.by_ad_and(judge.record, CUSTODIANS)
    if not judge.fact(rule.DAY_SIGNERS, signed, procedures=(Procedure.MOVE,)):
        return
    day = days.day_by_records(judge.view, unit)
    if isinstance(day, NoDay) or not place.strip():
        why = day.text if isinstance(day, NoDay) else english("it names no place.")
        judge.find(rule.FACTS_OF_THE_DAY, english("Unit {unit} does not move: {why}", unit=unit, why=why))
    else:
        judge.result.said[Aspect.DAY, unit] = DayMoved(place, judge.view.record(day.opened).digest)


def armorer_changed(judge: Judge, effect: Effect) -> None:
    """Another armorer takes the charge over; who had it is on duty no longer, unless the record says so anew."""
    unit, armorer = text(effect, "unit"), _person(judge, effect, "armorer")
    signed = signers.by_two_armorers(judge.record)
    if not judge.fact(rule.DAY_SIGNERS, signed, procedures=(Procedure.CHANGE_OF_ARMORER,)):
        return
    day = days.day_by_records(judge.view, unit)
    if isinstance(day, NoDay):
        judge.find(rule.FACTS_OF_THE_DAY, english("Nobody takes over: {why}", why=day.text))
    elif armorer not in signers.people(judge.record, Role.ARMORER):
        judge.find(rule.DAY_SIGNERS, english("Nobody takes over: whoever does has to sign it."))
    elif not (givers := _givers(judge, unit)):
        judge.find(rule.DAY_SIGNERS, english("Nobody takes over: {why}", why=_NOBODY_GIVES))
    else:
        judge.result.said[Aspect.ARMORER, unit] = armorer
        _counted_over(judge, givers, armorer)
        before = days.armorer_in_charge(judge.view, day)
        if before and before != armorer:
            judge.result.said.setdefault((Aspect.DUTY, pair(unit, before)), days.HANDED_OVER)


def _givers(judge: Judge, unit: str) -> frozenset[str]:
    """Who signed of those in charge of the open day of a unit, by id; more may be where two records disagree."""
    day = days.day_by_records(judge.view, unit)
    charge = days.in_charge(judge.view, day) if isinstance(day, Day) else frozenset()
    return charge & signers.people(judge.record, Role.ARMORER)


def _counted_over(judge: Judge, givers: frozenset[str], armorer: str) -> None:
    """A feed device that was with who gives, and that both counted, is with who takes over (R-137)."""
    counted = (text(one, "container") for one in judge.record.effects if one.kind == "accounted")
    for tag in counted:
        custody = judge.view.custody(tag)
        here = (Aspect.SETTLED, tag) in judge.result.said or tag in judge.result.gaps
        if here and custody and custody.shape is Shape.WITH and custody.person in givers:
            judge.result.custody.setdefault(tag, Custody(Shape.WITH, armorer))


def wrapped(judge: Judge, effect: Effect) -> None:
    """The day of a unit is over. It is reconciled only if nothing of the unit has a gap."""
    unit, said = text(effect, "unit"), text(effect, "day")
    signed = signers.by_ad_and(judge.record, _ARMORER)
    if not judge.fact(rule.DAY_SIGNERS, signed, procedures=(Procedure.WRAP,)):
        return
    day = days.day_by_records(judge.view, unit)
    reconciled, gaps = text(effect, "reconciled") == "yes", text(effect, "gaps")
    found = open_gaps(judge.view, unit, judge.result)
    if reconciled and found:
        judge.find(
            rule.COUNTS_ARE_SUMS, english("Not reconciled: {gaps}", gaps=together((gap.words for gap in found), "; "))
        )
    if isinstance(day, Day) and day.day != said:
        judge.find(
            rule.FACTS_OF_THE_DAY,
            english(
                "It wraps the day {said}; the day of unit {unit} is {open_day}.", said=said, unit=unit, open_day=day.day
            ),
        )
        reconciled = False
    value = DayWrapped(said, reconciled and not found, gaps)
    judge.result.said[Aspect.DAY, unit] = value
    judge.result.said[Aspect.WRAPPED, unit] = value


def sealed(judge: Judge, effect: Effect) -> None:
    """The day of a unit is sealed. Its record carries a break of the unit, which ends what is still cleared or out."""
    both = (signers.people(judge.record, role) for role in (Role.ARMORER, Role.ASSISTANT_DIRECTOR))
    if judge.fact(rule.DAY_SIGNERS, all(both), kinds=("day-seal",)):
        judge.result.said[Aspect.SEALED, text(effect, "unit")] = text(effect, "day")


def _open_day(judge: Judge, unit: str) -> Day | None:
    """The day of a unit that was open when the record was made; a finding where there was none."""
    day = days.open_day(judge.view, unit, judge.record.made_at, judge.limits)
    if isinstance(day, NoDay):
        judge.find(rule.FACTS_OF_THE_DAY, english("It counts for no day: {why}", why=day.text))
        return None
    return day


def _person(judge: Judge, effect: Effect, name: str) -> str:
    """The id of somebody who is named by id or by name; the text itself for somebody who is not on the roster."""
    named = text(effect, name)
    person = judge.view.person(named)
    return person.id if person else named


HANDLERS: Mapping[str, Callable[[Judge, Effect], None]] = {
    "unit-opened": unit_opened,
    "day-opened": day_opened,
    "on-duty": on_duty,
    "checked": checked,
    "counted": counted,
    "briefed": briefed,
    "trained": trained,
    "minor": minor,
    "minor-planned": minor_planned,
    "delegated": delegated,
    "place-changed": place_changed,
    "armorer-changed": armorer_changed,
    "wrapped": wrapped,
    "sealed": sealed,
}
"""Kind of effect to what reads it."""
