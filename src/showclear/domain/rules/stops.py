"""Rules about incidents, frozen things and the end of stops."""

from __future__ import annotations

from showclear.domain.rules.pending import not_written
from showclear.domain.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "R-110",
        "no-open-incident",
        "No report is open.",
        "OHSB",
        not_written,
    ),
    Rule(
        "R-111",
        "no-open-concern",
        "No concern waits for its answer.",
        "OHSB",
        not_written,
    ),
    Rule(
        "R-112",
        "not-frozen",
        "Nothing that the run would open is frozen.",
        "RUST",
        not_written,
    ),
    Rule(
        "R-113",
        "stop-named",
        "The run names a stop or a report that is open.",
        "ours",
        not_written,
    ),
    Rule(
        "R-114",
        "misfire-open",
        "The weapon misfired and nobody has signed for it since.",
        "ours",
        not_written,
    ),
)
"""The rules of this topic."""
