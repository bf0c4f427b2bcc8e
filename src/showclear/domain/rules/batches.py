"""Rules about inert batches."""

from __future__ import annotations

from showclear.domain.rules.pending import not_written
from showclear.domain.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "R-100",
        "batch-not-taken-in",
        "The id of the batch is new, or something bars it and it is taken in again.",
        "ours",
        not_written,
    ),
    Rule(
        "R-101",
        "batch-taken-in",
        "The batch is on the register and nothing bars it.",
        "ours",
        not_written,
    ),
    Rule(
        "R-102",
        "batch-counted-today",
        "The batch was counted today, each item in the hand, at this place.",
        "TOMB",
        not_written,
    ),
    Rule(
        "R-103",
        "batch-all-back",
        "No item of the batch is out.",
        "ours",
        not_written,
    ),
    Rule(
        "R-104",
        "batch-holders-named",
        "Every holder is named, and no more items are given out than the batch has.",
        "ours",
        not_written,
    ),
)
"""The rules of this topic."""
