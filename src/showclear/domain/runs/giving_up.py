"""What stays of a run that ends without signatures."""

from __future__ import annotations

from showclear.domain.effects import Effect, EffectValue
from showclear.domain.runs.run import Run
from showclear.domain.runs.values import Exit
from showclear.words import english

_OUTCOMES = {
    Exit.SUBSTITUTE: english("something safer is used instead"),
    Exit.WITHDRAW: english("withdrawn"),
    Exit.ABANDON: english("abandoned"),
}
"""How a run ends without signatures, in words."""


def given_up(run: Run) -> Effect:
    """What is written of a run that was just ended by one of its ways out (R-RUN-29): it changes nothing.

    No value is in it that was entered and not shown to both.
    """
    plan = run.plan
    assert run.outcome is not None
    values: dict[str, EffectValue] = {
        "subject": plan.subject,
        "title": plan.checklist.title,
        "performer": plan.cast.performer.id,
        "verifier": plan.cast.verifier.id,
        "outcome": _OUTCOMES[run.outcome],
        "where": _where(run),
        "run": plan.run_id,
    }
    return Effect("given-up", {**values, "reason": run.outcome_reason} if run.outcome_reason else values)


def _where(run: Run) -> str:
    if run.stop is not None:
        return english("It had stopped. {reason}", reason=run.stop.reason)
    if run.differing:
        return english("The two differed in: {title}.", title=run.course.blocks[run.differing].block.title)
    if not run.legs:
        return english("It was complete and not signed.")
    leg = run.legs[0]
    asked = run.course.blocks[leg.block]
    ask = asked.asks[leg.side][run.positions.get(leg, 0)]
    text = run.text_of(ask.step, ask.key, leg.side, run.attempt(leg.block))
    return english("Asked next: {title}: {text}", title=asked.block.title, text=text)
