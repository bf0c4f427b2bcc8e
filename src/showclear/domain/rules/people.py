"""Rules about people: training, minors."""

from __future__ import annotations

from showclear.domain.rules.pending import not_written
from showclear.domain.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "R-140",
        "trainee-known",
        "The person is a performer on the roster.",
        "ours",
        not_written,
    ),
    Rule(
        "R-141",
        "minor-holds-inert",
        "A minor holds only what is inert, with a guardian or teacher named and present.",
        "ours",
        not_written,
    ),
    Rule(
        "R-142",
        "no-minor-in-zone",
        "No minor is in the zone of a blank, unless the safety officer signed a plan.",
        "ours",
        not_written,
    ),
)
"""The rules of this topic."""
