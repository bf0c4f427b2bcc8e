"""Rules about people: training, minors."""

from __future__ import annotations

from showclear.domain.people import Role
from showclear.domain.rules.rule import Broken, Rule, RuleContext, broken, holders, person_named
from showclear.domain.situation import day as days
from showclear.domain.situation import gates
from showclear.domain.situation.history import Aspect
from showclear.words import english, together


def trainee_known(context: RuleContext) -> Broken | None:
    """R-140."""
    view = context.situation.view
    person = person_named(context)
    if isinstance(person, Broken):
        return person
    roles = view.roles_of(person.id)
    if roles != {Role.PERFORMER}:
        words = together(sorted(role.words for role in roles), english(" and "))
        enrolment = view.title(view.tips(Aspect.PERSON, person.id)[0])
        return broken(
            english("Name a performer of the roster."),
            (english("{name} is on the roster as {roles}.", name=person.name, roles=words), enrolment),
        )
    return None


def minor_holds_inert(context: RuleContext) -> Broken | None:
    """R-141."""
    view = context.situation.view
    inert = bool(view.newest(Aspect.BATCH, context.subject))
    for person in holders(context):
        if not days.is_minor(view, person):
            continue
        found = None if inert else gates.minor_holds_inert(view, person, context.subject)
        if found is not None:
            return broken(found.remedy, *found.facts)
        absent = _guardian_fault(context)
        if absent:
            entry = view.entry_of(person)
            enrolment = view.title(view.tips(Aspect.MINOR, person)[0])
            fact = (
                english("{name} is a minor; {why}.", name=entry.name if entry else person, why=absent),
                enrolment,
            )
            return broken(
                english("Name a guardian or teacher who is on the roster and heard the meeting of today."), fact
            )
    return None


def _guardian_fault(context: RuleContext) -> str:
    """Why whoever is named does not look after a minor here today, in words; empty where they do."""
    view, named = context.situation.view, context.inputs.get("guardian", "").strip()
    if not named:
        return english("nobody is named who looks after them")
    guardian = view.person(named)
    if guardian is None:
        return english("{named}, who looks after them, is not on the roster", named=named)
    if days.is_minor(view, guardian.id) or guardian.id in holders(context):
        return english("{name} is a minor or holds a gun too", name=guardian.name)
    if guardian.id in (context.cast.performer.id, context.cast.verifier.id):
        return english("{name} looks after the gun", name=guardian.name)
    day = days.open_day(view, context.unit, context.now, context.limits)
    if isinstance(day, days.NoDay) or not days.is_briefed(view, day, guardian.id):
        return english("{name}, who looks after them, is not on the roll of today's meeting", name=guardian.name)
    return ""


def no_minor_in_zone(context: RuleContext) -> Broken | None:
    """R-142."""
    view, slate = context.situation.view, context.inputs.get("scene", "")
    found = gates.no_minor_near(view, context.unit, slate, holders(context))
    return None if found is None else broken(found.remedy, *found.facts)


RULES: tuple[Rule, ...] = (
    Rule(
        "R-140",
        "trainee-known",
        english("The person is a performer on the roster."),
        "ours",
        trainee_known,
    ),
    Rule(
        "R-141",
        "minor-holds-inert",
        english(
            "A minor holds only what is inert, with a guardian or teacher named and on the roll of today's meeting."
        ),
        "ours",
        minor_holds_inert,
    ),
    Rule(
        "R-142",
        "no-minor-in-zone",
        english("No minor is in the zone of a blank, unless the safety officer signed a plan."),
        "ours",
        no_minor_in_zone,
    ),
)
"""The rules of this topic."""
