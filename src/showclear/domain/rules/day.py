"""Rules about units, shooting days, and what has to be done before a gun comes out."""

from __future__ import annotations

from showclear.domain.people import CUSTODIANS, Person, Role
from showclear.domain.rules.rule import Broken, Rule, RuleContext, broken, holders, person_named
from showclear.domain.situation import day as days
from showclear.domain.situation import gates
from showclear.domain.situation.day import Day
from showclear.domain.situation.gates import Shut
from showclear.domain.situation.history import Aspect, pair
from showclear.domain.situation.in_shot import places_of
from showclear.words import english


def _refused(found: Shut | None) -> Broken | None:
    return None if found is None else broken(found.remedy, *found.facts)


def _day(context: RuleContext) -> Day | Shut:
    return gates.day_open(context.situation.view, context.unit, context.now, context.limits)


def _checked(context: RuleContext, what: str) -> Broken | None:
    day = _day(context)
    return _refused(day if isinstance(day, Shut) else gates.checked_today(context.situation.view, day, what))


def unit_known(context: RuleContext) -> Broken | None:
    """R-060."""
    view, unit = context.situation.view, context.unit
    entry = days.unit_entry(view, unit) if unit else None
    if entry is None:
        named = (
            english("No record opens the unit {unit}.", unit=unit)
            if unit
            else english("No unit is named, or two records disagree.")
        )
        return broken(english("Name a unit of this production."), named)
    if not entry.first:
        facts = [
            (english("Unit {unit}: another 1st assistant director.", unit=unit), view.title(one))
            for one in _unit_tips(context)
        ]
        return broken(english("The 1st assistant director and the safety officer sign the unit again."), *facts)
    return None


def _unit_tips(context: RuleContext) -> tuple[int, ...]:
    return context.situation.view.tips(Aspect.UNIT, context.unit)


def day_open(context: RuleContext) -> Broken | None:
    """R-061."""
    day = _day(context)
    return _refused(day) if isinstance(day, Shut) else None


def counted_today(context: RuleContext) -> Broken | None:
    """R-062."""
    return _checked(context, "count")


def swept_today(context: RuleContext) -> Broken | None:
    """R-063."""
    return _checked(context, "sweep")


def weapon_in_count(context: RuleContext) -> Broken | None:
    """R-064."""
    day = _day(context)
    found = day if isinstance(day, Shut) else gates.in_count(context.situation.view, day, context.subject)
    return _refused(found)


def meeting_held(context: RuleContext) -> Broken | None:
    """R-065."""
    return _checked(context, "meeting")


def blank_meeting_held(context: RuleContext) -> Broken | None:
    """R-066."""
    return _checked(context, "blank-meeting")


def ready_today(context: RuleContext) -> Broken | None:
    """R-067."""
    return _checked(context, "readiness")


def blank_ready_today(context: RuleContext) -> Broken | None:
    """R-068."""
    return _checked(context, "blank-readiness")


def _first_place(context: RuleContext) -> str:
    """Where it is used; of an inspection the first of the places in shot. A zone is measured at one place."""
    place = context.inputs.get("place", "")
    return next(iter(places_of(place)), "") if "plan.contents" in context.inputs else place


def at_units_place(context: RuleContext) -> Broken | None:
    """R-079."""
    day = _day(context)
    if isinstance(day, Shut):
        return _refused(day)
    return _refused(gates.at_place(context.situation.view, day, _first_place(context)))


def armorer_on_duty(context: RuleContext) -> Broken | None:
    """R-069."""
    cast = context.cast
    handling = [person for person in (cast.performer, cast.verifier) if person.role in CUSTODIANS]
    day = _day(context)
    if isinstance(day, Shut):
        return _refused(day)
    if not handling:
        return broken(
            english("An armorer or handler walks it."),
            english("{name} is neither armorer nor handler.", name=cast.performer.name),
        )
    return _refused(gates.on_duty(context.situation.view, day, handling[0].id))


def ad_of_unit(context: RuleContext) -> Broken | None:
    """R-070."""
    cast = context.cast
    directors: list[Person] = [one for one in (cast.verifier, cast.performer) if one.role is Role.ASSISTANT_DIRECTOR]
    day = _day(context)
    if isinstance(day, Shut):
        return _refused(day)
    if not directors:
        fact = english("{name} is no assistant director.", name=cast.verifier.name)
        return broken(english("The 1st assistant director of the unit verifies it."), fact)
    return _refused(gates.ad_of_unit(context.situation.view, day, directors[0].id))


def holder_trained(context: RuleContext) -> Broken | None:
    """R-071."""
    view = context.situation.view
    for person in holders(context):
        found = gates.trained(view, person, context.subject)
        if found:
            return _refused(found)
    return None if holders(context) else broken(english("Name the holder."), english("No holder is named."))


def holder_briefed(context: RuleContext) -> Broken | None:
    """R-072."""
    day = _day(context)
    if isinstance(day, Shut):
        return _refused(day)
    for person in holders(context):
        found = gates.briefed(context.situation.view, day, person)
        if found:
            return _refused(found)
    return None if holders(context) else broken(english("Name the holder."), english("No holder is named."))


def enough_handlers(context: RuleContext) -> Broken | None:
    """R-073."""
    day = _day(context)
    if isinstance(day, Shut):
        return _refused(day)
    return _refused(gates.enough_handlers(context.situation.view, day, context.subject, context.limits))


def weapon_of_unit(context: RuleContext) -> Broken | None:
    """R-074."""
    view, tag = context.situation.view, context.subject
    unit, named = days.unit_of(view, tag), context.inputs.get("unit", "")
    tips = view.tips(Aspect.UNIT_OF, tag)
    if not unit:
        facts = [(english("{tag}: its unit is said here.", tag=tag), view.title(index)) for index in tips]
        return broken(
            english("Both armorers sign a transfer to one unit."),
            *(facts or [(english("{tag} has no unit.", tag=tag), "")]),
        )
    if named and named != unit:
        fact = (
            english("{tag} belongs to unit {unit}, not to {named}.", tag=tag, unit=unit, named=named),
            view.title(tips[0]) if tips else "",
        )
        return broken(english("Both armorers sign a transfer, with counts."), fact)
    return None


def last_day_reconciled(context: RuleContext) -> Broken | None:
    """R-075."""
    day = _day(context)
    return _refused(day if isinstance(day, Shut) else gates.reconciled(context.situation.view, day))


def not_briefed_yet(context: RuleContext) -> Broken | None:
    """R-078."""
    view = context.situation.view
    person = person_named(context)
    if isinstance(person, Broken):
        return person
    day = _day(context)
    if isinstance(day, Shut):
        return _refused(day)
    if not days.is_briefed(view, day, person.id):
        return None
    tips = view.tips(Aspect.BRIEFED, pair(day.unit, person.id))
    return broken(
        english("Nothing is to do."),
        (english("{name} heard the meeting of today.", name=person.name), view.title(tips[0])),
    )


RULES: tuple[Rule, ...] = (
    Rule(
        "R-060",
        "unit-known",
        english("The run names a unit of this production."),
        "ours",
        unit_known,
    ),
    Rule(
        "R-061",
        "day-open",
        english(
            "The shooting day of the unit is open: opened by an assistant director and an armorer, not "
            "wrapped, not older than 18 hours."
        ),
        "ours",
        day_open,
    ),
    Rule(
        "R-062",
        "counted-today",
        english("Guns and ammunition of the unit were counted today, at this place."),
        "ARMY",
        counted_today,
    ),
    Rule(
        "R-063",
        "swept-today",
        english("Carts, bags, belts, holsters and pockets were swept for rounds today, at this place."),
        "ours",
        swept_today,
    ),
    Rule(
        "R-064",
        "weapon-in-count",
        english(
            "The weapon was counted today, at this place, and proved empty since; one counted by its seal stays barred."
        ),
        "ours",
        weapon_in_count,
    ),
    Rule(
        "R-065",
        "meeting-held",
        english("The safety meeting was held today, at this place, after the count and after every stand-down."),
        "OHSB",
        meeting_held,
    ),
    Rule(
        "R-066",
        "blank-meeting-held",
        english(
            "The safety meeting was held today, at this place, after the count and after every stand-down, "
            "with the dry run for blanks."
        ),
        "OHSB",
        blank_meeting_held,
    ),
    Rule(
        "R-067",
        "ready-today",
        english("People, paper, permits and equipment were found ready today, at this place."),
        "ours",
        ready_today,
    ),
    Rule(
        "R-068",
        "blank-ready-today",
        english("Medic, shields, protection and zone material for blanks were found ready today, at this place."),
        "ours",
        blank_ready_today,
    ),
    Rule(
        "R-069",
        "armorer-on-duty",
        english("Whoever performs handles guns for this unit today and has no other duty."),
        "CA-9153",
        armorer_on_duty,
    ),
    Rule(
        "R-070",
        "ad-of-unit",
        english(
            "Whoever verifies is the 1st assistant director of the unit, or was named by the 1st in a signed "
            "delegation for this day."
        ),
        "ours",
        ad_of_unit,
    ),
    Rule(
        "R-071",
        "holder-trained",
        english("The holder is trained for this weapon."),
        "CA-9156",
        holder_trained,
    ),
    Rule(
        "R-072",
        "holder-briefed",
        english("The holder heard today's safety meeting, after every stand-down."),
        "ours",
        holder_briefed,
    ),
    Rule(
        "R-073",
        "enough-handlers",
        english("No more guns are out at once than people on duty can watch."),
        "CA-9153",
        enough_handlers,
    ),
    Rule(
        "R-074",
        "weapon-of-unit",
        english("The weapon belongs to the unit whose day it is."),
        "ours",
        weapon_of_unit,
    ),
    Rule(
        "R-075",
        "last-day-reconciled",
        english("The day before was reconciled, or its gaps are closed since."),
        "ours",
        last_day_reconciled,
    ),
    Rule(
        "R-078",
        "not-briefed-yet",
        english("The person is on the roster and has not heard today's meeting."),
        "ours",
        not_briefed_yet,
    ),
    Rule(
        "R-079",
        "at-units-place",
        english("The place is the one where the unit is; of several places in shot it is the first."),
        "ours",
        at_units_place,
    ),
)
"""The rules of this topic."""
