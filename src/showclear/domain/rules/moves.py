"""Rules about what changes units and who takes over."""

from __future__ import annotations

from showclear.domain.people import Role
from showclear.domain.rules.rule import Broken, Rule, RuleContext, broken
from showclear.domain.situation.day import NoDay, armorer_in_charge, day_by_records, unit_entry
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.view import View
from showclear.words import english, together


def armorers_differ(context: RuleContext) -> Broken | None:
    """R-130. Where nobody is named it is the one who verifies: who takes over counts for themselves.

    Who gives is the armorer in charge; where two records disagree about who that is, either of them may.
    """
    named = context.inputs.get("armorer", "").strip() or context.cast.verifier.id
    person = context.situation.person(named)
    if person is None:
        text = english("{named} is not on the roster, or more than one is of that name.", named=named)
        return broken(english("Name an armorer of the roster."), text)
    view = context.situation.view
    if view.roles_of(person.id) != {Role.ARMORER}:
        words = together(sorted(role.words for role in view.roles_of(person.id)), english(" and "))
        record = view.title(view.tips(Aspect.PERSON, person.id)[0])
        return broken(
            english("Only an armorer takes over."),
            (english("{name} is on the roster as {roles}.", name=person.name, roles=words), record),
        )
    if person.id == context.cast.performer.id:
        return broken(
            english("Another armorer takes over."), english("{name} gives it and would take it.", name=person.name)
        )
    day = day_by_records(view, _unit(context))
    in_charge = "" if isinstance(day, NoDay) else armorer_in_charge(view, day)
    if not in_charge:
        return None
    record, name = view.title(view.tips(Aspect.ARMORER, _unit(context))[0]), _name(view, in_charge)
    if in_charge == person.id:
        return broken(
            english("Another armorer takes over."), (english("{name} is armorer in charge already.", name=name), record)
        )
    if in_charge != context.cast.performer.id:
        return broken(
            english("{name} gives it over; where they cannot, C says who is armorer in charge.", name=name),
            (
                english("{name} is armorer in charge, not {giver}.", name=name, giver=context.cast.performer.name),
                record,
            ),
        )
    return None


def place_differs(context: RuleContext) -> Broken | None:
    """R-131."""
    new, view = " ".join(context.inputs.get("new-place", "").split()), context.situation.view
    if not new:
        return broken(english("Say where the unit goes."), english("No place is named."))
    unit = _unit(context)
    day = day_by_records(view, unit)
    entry = unit_entry(view, unit)
    here = entry.place if isinstance(day, NoDay) and entry else "" if isinstance(day, NoDay) else day.place
    if new.casefold() != " ".join(here.split()).casefold():
        return None
    record = view.title(view.tips(Aspect.UNIT, unit)[0]) if isinstance(day, NoDay) else view.title(day.since)
    return broken(
        english("Name the place that it goes to."),
        (english("Unit {unit} is at {here} already.", unit=unit, here=here), record),
    )


def _name(view: View, person_id: str) -> str:
    person = view.person(person_id)
    return person_id if person is None else person.name


def _unit(context: RuleContext) -> str:
    return context.inputs.get("unit", "").strip() or context.subject


RULES: tuple[Rule, ...] = (
    Rule(
        "R-130",
        "armorers-differ",
        english("The armorer in charge gives the unit over to another one."),
        "ours",
        armorers_differ,
    ),
    Rule("R-131", "place-differs", english("The unit goes to another place."), "ours", place_differs),
)
"""The rules of this topic."""
