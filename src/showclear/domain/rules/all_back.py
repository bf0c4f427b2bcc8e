"""Rules about what has to be back and empty before a break, a move, another armorer or the end of the day."""

from __future__ import annotations

from showclear.domain.checklists import Procedure
from showclear.domain.custody import Shape
from showclear.domain.rules.rule import Broken, Rule, RuleContext, broken
from showclear.domain.situation import day as days
from showclear.domain.situation.day import Day
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.view import View
from showclear.domain.weapons import Contents
from showclear.words import english


def guns_are_back(context: RuleContext) -> Broken | None:
    """R-076."""
    view = context.situation.view
    facts = []
    for tag in days.items_of(view, context.unit, "weapon"):
        custody = view.custody(tag)
        if custody is not None and custody.shape in (Shape.LOCKED, Shape.WITH, Shape.OFF_PRODUCTION):
            continue
        tips = view.tips(Aspect.CUSTODY, tag)
        if tips and all(_reported_missing(view, index) for index in tips):
            continue
        person = view.entry_of(custody.person) if custody and custody.person else None
        where = english("with {name}", name=person.name) if person else english("nobody knows where")
        facts.append((english("{tag} is {where}.", tag=tag, where=where), view.title(tips[0]) if tips else ""))
    if not facts:
        return None
    return broken(english("Take each back, or lock it: one key each. What is missing is a run of I."), *facts)


def _reported_missing(view: View, index: int) -> bool:
    """Whether two people signed that they counted everything and a gun was not there (I)."""
    record = view.record(index)
    return record.intact and record.procedure == Procedure.FOUND and len(record.signers) > 1


def guns_hold_nothing(context: RuleContext) -> Broken | None:
    """R-077."""
    view = context.situation.view
    day = days.day_by_records(view, context.unit)
    facts = []
    for tag in days.items_of(view, context.unit, "weapon"):
        looked = view.tips(Aspect.HOLDING, tag)
        handed = view.tips(Aspect.HANDED, tag)
        by_seal = isinstance(day, Day) and days.counted(view, day, tag) == "seal"
        if (by_seal and _sealed_since(view, tag, (*looked, *handed))) or context.restrictions(tag):
            continue
        unproved = [one for one in handed if not any(view.precedes(one, look) for look in looked)]
        if view.holding(tag).contents is not Contents.NOTHING:
            facts.append(
                (english("{tag} is not known to hold nothing.", tag=tag), view.title(looked[0]) if looked else "")
            )
        elif unproved:
            facts.append(
                (english("{tag} was handed over and not proved empty since.", tag=tag), view.title(unproved[0]))
            )
    if not facts:
        return None
    return broken(english("Return and clear each (G); what is barred stays as it is."), *facts)


def _sealed_since(view: View, tag: str, touched: tuple[int, ...]) -> bool:
    """Whether all that was done with a gun was done before it was counted by its seal."""
    counts = view.tips(Aspect.COUNTED, tag)
    return all(any(view.precedes(one, count) for count in counts) for one in touched)


RULES: tuple[Rule, ...] = (
    Rule(
        "R-076",
        "guns-are-back",
        english(
            "Every gun of the unit is locked or in the hand of an armorer or handler, or two signed that it is "
            "missing (I)."
        ),
        "CA-9153",
        guns_are_back,
    ),
    Rule(
        "R-077",
        "guns-hold-nothing",
        english("Every gun of the unit that was used today was proved empty since."),
        "ours",
        guns_hold_nothing,
    ),
)
"""The rules of this topic."""
