"""Rules whose limits a production adopts in packs: what may be here, who hands it over, which papers are named."""

from __future__ import annotations

from showclear.domain.limits import needed
from showclear.domain.rules.rule import Broken, Rule, RuleContext, broken, guns_of
from showclear.domain.situation import gates
from showclear.domain.situation.packs import banned, needed_by
from showclear.words import english, together

_INPUTS = {"permit_needed": "permit", "police_notice_needed": "police-notice"}
"""The limit that asks for a paper to the input that names it."""


def class_allowed(context: RuleContext) -> Broken | None:
    """R-163."""
    view, limits = context.situation.view, context.limits
    planned = context.inputs.get("weapon.class", "")
    if planned:
        facts = banned(view, limits, "weapon_classes", planned)
        if not facts:
            return None
        said = (english("The class {weapon_class} may not be used here.", weapon_class=planned), "")
        return broken(english("Send it away; use a gun of a class that is allowed."), said, *facts)
    for tag in dict.fromkeys((context.subject, *guns_of(context))):
        shut = gates.class_allowed(view, tag, limits)
        if shut is not None:
            return broken(shut.remedy, *shut.facts)
    return None


def may_hand_over(context: RuleContext) -> Broken | None:
    """R-164."""
    shut = gates.may_hand_over(context.situation.view, str(context.cast.performer.role), context.limits)
    return None if shut is None else broken(shut.remedy, *shut.facts)


def papers_named(context: RuleContext) -> Broken | None:
    """R-165."""
    view = context.situation.view
    facts: list[tuple[str, str]] = []
    remedies = []
    for name, field in _INPUTS.items():
        if needed(context.limits, name) and not context.inputs.get(field, "").strip():
            words = gates.PAPERS[name][1]
            facts += ((english("No {paper} is named.", paper=words), ""), *needed_by(view, name))
            remedies.append(english("Name the {paper}: what it is, and until when it is good.", paper=words))
    return broken(together(remedies), *facts) if facts else None


def papers_today(context: RuleContext) -> Broken | None:
    """R-166."""
    view = context.situation.view
    day = gates.day_open(view, context.unit, context.now, context.limits)
    shut = day if isinstance(day, gates.Shut) else gates.papers_named(view, day, context.limits)
    return None if shut is None else broken(shut.remedy, *shut.facts)


RULES: tuple[Rule, ...] = (
    Rule(
        "R-163",
        "class-allowed",
        english("The gun is of a class that the rules adopted here allow."),
        "ours",
        class_allowed,
    ),
    Rule(
        "R-164",
        "may-hand-over",
        english("Whoever hands the gun over is of a role that the rules adopted here allow to."),
        "CA-9153",
        may_hand_over,
    ),
    Rule(
        "R-165",
        "papers-named",
        english("Every paper that the rules adopted here ask for is named when the day is opened."),
        "ours",
        papers_named,
    ),
    Rule(
        "R-166",
        "papers-today",
        english("The day is open, and was opened with every paper that the rules adopted here ask for."),
        "ours",
        papers_today,
    ),
)
"""The rules of this topic."""
