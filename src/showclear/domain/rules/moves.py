"""Rules about what changes units and who takes over."""

from __future__ import annotations

from showclear.domain.rules.pending import not_written
from showclear.domain.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "R-130",
        "armorers-differ",
        "Another armorer of the roster takes over.",
        "ours",
        not_written,
    ),
    Rule(
        "R-131",
        "place-differs",
        "The unit goes to another place.",
        "ours",
        not_written,
    ),
)
"""The rules of this topic."""
