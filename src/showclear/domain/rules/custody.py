"""Rules about who has a weapon, for how long, and who gives it to whom."""

from __future__ import annotations

from showclear.domain.custody import Custody, Shape
from showclear.domain.people import Role, roles_that_exclude_each_other
from showclear.domain.rules.rule import Broken, RuleContext, broken
from showclear.domain.situation.clearances import clearance, turn_round_base
from showclear.domain.situation.gates import undeclared
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.status import status


def _where(context: RuleContext) -> tuple[str, str]:
    """Who has the weapon in words, with the record that says so."""
    tag, view = context.subject, context.situation.view
    custody: Custody | None = view.custody(tag)
    tips = view.tips(Aspect.CUSTODY, tag)
    record = view.title(tips[0]) if tips else ""
    if custody is None:
        return f"No record says who has {tag}.", record
    person = view.person(custody.person)
    name = person.name if person else custody.person
    words = {
        Shape.LOCKED: f"locked, {custody.lock}" if custody.lock else "locked",
        Shape.WITH: f"with {name}",
        Shape.ISSUED: f"issued to {name}",
        Shape.OFF_PRODUCTION: "off the production",
        Shape.UNACCOUNTED: "unaccounted for",
    }
    return f"{tag} is {words[custody.shape]}.", record


def in_armorers_custody(context: RuleContext) -> Broken | None:
    """R-010."""
    custody = context.situation.custody(context.subject)
    if custody is not None:
        own = custody.shape is Shape.WITH and custody.person == context.cast.performer.id
        if own or custody.shape is Shape.LOCKED:
            return None
    name = context.cast.performer.name
    return broken(f"{name} takes it back into their own hand, or it is locked: one key each.", _where(context))


def issued_or_with_handler(context: RuleContext) -> Broken | None:
    """R-012."""
    custody = context.situation.custody(context.subject)
    if custody is not None and custody.shape in (Shape.ISSUED, Shape.WITH, Shape.LOCKED, Shape.UNACCOUNTED):
        return None
    return broken("Say who has it first: take it back, or lock it. One key each.", _where(context))


def clearance_living(context: RuleContext) -> Broken | None:
    """R-011."""
    tag = context.subject
    living = clearance(context.situation, tag, context.now, context.limits)
    if living is None:
        found = status(context.situation, tag, context.now, context.limits)
        if found is None:
            return broken("Two people take it in first (intake).", f"No record takes {tag} in.")
        if found.issue is not None:
            return broken("Take it back, then inspect it or turn it round.", (f"{tag} is issued.", found.issue.record))
        return broken("Inspect it: an armorer and an assistant director.", (found.why, found.ended_by))
    performer = context.cast.performer
    if living.armorer != performer.id:
        person = context.situation.person(living.armorer)
        return broken(
            "Who showed it clear hands it over; another armorer inspects it again.",
            (f"{person.name if person else living.armorer} showed it clear, not {performer.name}.", living.record),
        )
    slate = context.inputs.get("scene")
    if slate is not None and slate != living.slate:
        return broken(
            "Inspect it for this slate.", (f"It is cleared for {living.slate}, not for {slate}.", living.record)
        )
    elsewhere = undeclared(context.inputs.get("places", ""), living.place)
    if elsewhere:
        return broken(
            f"Name places of those: {living.place}. Or inspect it anew and declare every place of the shot.",
            (f"It is cleared for {living.place}, not for {elsewhere}.", living.record),
        )
    return None


def turn_round_allowed(context: RuleContext) -> Broken | None:
    """R-017."""
    tag = context.subject
    base = turn_round_base(context.situation, tag, context.now, context.limits, begun=context.begun)
    if base is None:
        found = status(context.situation, tag, context.now, context.limits)
        why = (found.why, found.ended_by) if found else f"No record takes {tag} in."
        return broken("Return and clear it, inspect it, hand it over.", why)
    if base.armorer != context.cast.performer.id:
        person = context.situation.person(base.armorer)
        return broken(
            "Who handed it over turns it round; anybody else inspects it again.",
            f"{person.name if person else base.armorer} handed it over, not {context.cast.performer.name}.",
        )
    slate = context.inputs.get("scene")
    if slate is not None and slate != base.slate:
        return broken("Return and clear it, inspect it for this slate.", f"It was issued for {base.slate}.")
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
        text = f"{named} is not on the roster, or more than one is of that name." if named else "No holder is named."
        return broken("Name a performer of the roster.", text)
    record = _enrolment(context, holder.id)
    if holder.id in (context.cast.performer.id, context.cast.verifier.id):
        return broken("Somebody else holds it.", (f"{holder.name} gives it or verifies it.", record))
    if context.situation.view.roles_of(holder.id) != {Role.PERFORMER}:
        words = " and ".join(sorted(role.words for role in context.situation.view.roles_of(holder.id)))
        return broken("Only a performer holds an issued gun.", (f"{holder.name} is on the roster as {words}.", record))
    return None


def roles_distinct(context: RuleContext) -> Broken | None:
    """R-015."""
    performer, verifier = context.cast.performer, context.cast.verifier
    if performer.id == verifier.id or performer.name == verifier.name:
        return broken("Two different people walk it.", f"{performer.name} would verify what {verifier.name} does.")
    for person in (performer, verifier):
        roles = context.situation.view.roles_of(person.id)
        record = _enrolment(context, person.id)
        if person.role not in roles:
            fact = (f"{person.name} is not on the roster as {person.role.words}.", record)
            return broken("Enrol the person in this role.", fact)
        excluding = roles_that_exclude_each_other(roles)
        if excluding:
            words = " and ".join(role.words for role in excluding)
            return broken("Somebody else walks it.", (f"{person.name} is on the roster as {words}.", record))
    return None


def _enrolment(context: RuleContext, person: str) -> str:
    tips = context.situation.view.tips(Aspect.PERSON, person)
    return context.situation.view.title(tips[0]) if tips else ""
