"""What a rule answers that is not written yet: no."""

from __future__ import annotations

from showclear.domain.rules.rule import Broken, RuleContext, broken


def not_written(context: RuleContext) -> Broken | None:
    """NOT WRITTEN YET."""
    del context
    return broken("Write this rule.", "This rule is not written yet.")
