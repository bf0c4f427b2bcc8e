"""Rules about who has a weapon, for how long, and who gives it to whom."""

from __future__ import annotations

from showclear.domain.custody import Custody, Shape
from showclear.domain.people import Role, roles_that_exclude_each_other
from showclear.domain.rules.rule import Broken, RuleContext, broken
from showclear.domain.situation.clearances import Clearance, clearance, turn_round_base
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.in_shot import undeclared
from showclear.domain.situation.status import status
from showclear.words import english, together


def _where(context: RuleContext) -> tuple[str, str]:
    """Who has the weapon in words, with the record that says so."""
    tag, view = context.subject, context.situation.view
    custody: Custody | None = view.custody(tag)
    tips = view.tips(Aspect.CUSTODY, tag)
    record = view.title(tips[0]) if tips else ""
    if custody is None:
        return english("No record says who has {tag}.", tag=tag), record
    person = view.person(custody.person)
    name = person.name if person else custody.person
    words = {
        Shape.LOCKED: english("locked, {lock}", lock=custody.lock) if custody.lock else english("locked"),
        Shape.WITH: english("with {name}", name=name),
        Shape.ISSUED: english("issued to {name}", name=name),
        Shape.OFF_PRODUCTION: english("off the production"),
        Shape.UNACCOUNTED: english("unaccounted for"),
    }
    return english("{tag} is {where}.", tag=tag, where=words[custody.shape]), record


def in_armorers_custody(context: RuleContext) -> Broken | None:
    """R-010."""
    custody = context.situation.custody(context.subject)
    if custody is not None:
        own = custody.shape is Shape.WITH and custody.person == context.cast.performer.id
        if own or custody.shape is Shape.LOCKED:
            return None
    name = context.cast.performer.name
    return broken(
        english("{name} takes it back into their own hand, or it is locked: one key each.", name=name), _where(context)
    )


def issued_or_with_handler(context: RuleContext) -> Broken | None:
    """R-012."""
    custody = context.situation.custody(context.subject)
    if custody is not None and custody.shape in (Shape.ISSUED, Shape.WITH, Shape.LOCKED, Shape.UNACCOUNTED):
        return None
    return broken(english("Say who has it first: take it back, or lock it. One key each."), _where(context))


def clearance_living(context: RuleContext) -> Broken | None:
    """R-011."""
    living = clearance(context.situation, context.subject, context.now, context.limits)
    return _not_cleared(context) if living is None else _cleared_otherwise(context, living)


def _not_cleared(context: RuleContext) -> Broken:
    tag = context.subject
    found = status(context.situation, tag, context.now, context.limits)
    if found is None:
        return broken(english("Two people take it in first (intake)."), english("No record takes {tag} in.", tag=tag))
    if found.issue is not None:
        return broken(
            english("Take it back, then inspect it or turn it round."),
            (english("{tag} is issued.", tag=tag), found.issue.record),
        )
    return broken(english("Inspect it: an armorer and an assistant director."), (found.why, found.ended_by))


def _cleared_otherwise(context: RuleContext, living: Clearance) -> Broken | None:
    """What differs between a living clearance and this run: who showed the gun clear, the slate, the places."""
    performer = context.cast.performer
    if living.armorer != performer.id:
        person = context.situation.person(living.armorer)
        return broken(
            english("Who showed it clear hands it over; another armorer inspects it again."),
            (
                english(
                    "{name} showed it clear, not {performer_name}.",
                    name=person.name if person else living.armorer,
                    performer_name=performer.name,
                ),
                living.record,
            ),
        )
    slate = context.inputs.get("scene")
    if slate is not None and slate != living.slate:
        return broken(
            english("Inspect it for this slate."),
            (
                english("It is cleared for {living_slate}, not for {slate}.", living_slate=living.slate, slate=slate),
                living.record,
            ),
        )
    elsewhere = undeclared(context.inputs.get("places", ""), living.place)
    if elsewhere:
        return broken(
            english(
                "Name places of those: {place}. Or inspect it anew and declare every place of the shot.",
                place=living.place,
            ),
            (
                english("It is cleared for {place}, not for {elsewhere}.", place=living.place, elsewhere=elsewhere),
                living.record,
            ),
        )
    return None


def turn_round_allowed(context: RuleContext) -> Broken | None:
    """R-017."""
    tag = context.subject
    base = turn_round_base(context.situation, tag, context.now, context.limits, begun=context.begun)
    if base is None:
        found = status(context.situation, tag, context.now, context.limits)
        why = (found.why, found.ended_by) if found else english("No record takes {tag} in.", tag=tag)
        return broken(english("Return and clear it, inspect it, hand it over."), why)
    if base.armorer != context.cast.performer.id:
        person = context.situation.person(base.armorer)
        return broken(
            english("Who handed it over turns it round; anybody else inspects it again."),
            english(
                "{name} handed it over, not {performer_name}.",
                name=person.name if person else base.armorer,
                performer_name=context.cast.performer.name,
            ),
        )
    slate = context.inputs.get("scene")
    if slate is not None and slate != base.slate:
        return broken(
            english("Return and clear it, inspect it for this slate."),
            english("It was issued for {slate}.", slate=base.slate),
        )
    return None


def handover_to_holder(context: RuleContext) -> Broken | None:
    """R-016."""
    planned = (name.strip() for name in context.inputs.get("then", "").split(";"))
    for named in (context.inputs.get("holder", ""), *filter(None, planned)):
        found = _holds(context, named)
        if found is not None:
            return found
    return None


def _holds(context: RuleContext, named: str) -> Broken | None:
    holder = context.situation.person(named)
    if holder is None:
        text = (
            english("{named} is not on the roster, or more than one is of that name.", named=named)
            if named
            else english("No holder is named.")
        )
        return broken(english("Name a performer of the roster."), text)
    record = _enrolment(context, holder.id)
    if holder.id in (context.cast.performer.id, context.cast.verifier.id):
        return broken(
            english("Somebody else holds it."), (english("{name} gives it or verifies it.", name=holder.name), record)
        )
    if context.situation.view.roles_of(holder.id) != {Role.PERFORMER}:
        words = together(sorted(role.words for role in context.situation.view.roles_of(holder.id)), english(" and "))
        return broken(
            english("Only a performer holds an issued gun."),
            (english("{name} is on the roster as {roles}.", name=holder.name, roles=words), record),
        )
    return None


def roles_distinct(context: RuleContext) -> Broken | None:
    """R-015."""
    performer, verifier = context.cast.performer, context.cast.verifier
    if performer.id == verifier.id or performer.name == verifier.name:
        return broken(
            english("Two different people walk it."),
            english(
                "{performer_name} would verify what {verifier_name} does.",
                performer_name=performer.name,
                verifier_name=verifier.name,
            ),
        )
    for person in (performer, verifier):
        roles = context.situation.view.roles_of(person.id)
        record = _enrolment(context, person.id)
        if person.role not in roles:
            fact = (
                english("{name} is not on the roster as {role}.", name=person.name, role=person.role.words),
                record,
            )
            return broken(english("Enrol the person in this role."), fact)
        excluding = roles_that_exclude_each_other(roles)
        if excluding:
            words = together((role.words for role in excluding), english(" and "))
            return broken(
                english("Somebody else walks it."),
                (english("{name} is on the roster as {roles}.", name=person.name, roles=words), record),
            )
    return None


def _enrolment(context: RuleContext, person: str) -> str:
    tips = context.situation.view.tips(Aspect.PERSON, person)
    return context.situation.view.title(tips[0]) if tips else ""
