"""Rules about the order of a day: what comes before what."""

from __future__ import annotations

from showclear.domain.rules.rule import Broken, Rule, RuleContext, broken
from showclear.domain.situation import gates
from showclear.domain.situation.gates import Shut
from showclear.words import english


def counted_before_meeting(context: RuleContext) -> Broken | None:
    """R-088."""
    if any(one.kind == "stand-down" for one in context.restrictions("")):
        return None  # The meeting that its release needs waits for nothing: what is missing may never be counted.
    view = context.situation.view
    day = gates.day_open(view, context.unit, context.now, context.limits)
    found = day if isinstance(day, Shut) else gates.checked_today(view, day, "count")
    found = found or (None if isinstance(day, Shut) else gates.checked_today(view, day, "sweep"))
    return None if found is None else broken(found.remedy, *found.facts)


RULES: tuple[Rule, ...] = (
    Rule(
        "R-088",
        "counted-before-meeting",
        english(
            "Guns and ammunition were counted and the place was swept before the meeting; the meeting after a "
            "stand-down waits for nothing."
        ),
        "ours",
        counted_before_meeting,
    ),
)
"""The rules of this topic."""
