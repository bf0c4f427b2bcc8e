"""How grave a kind of event is."""

from __future__ import annotations

_TIERS = (
    frozenset({"injury", "discharge", "live-round"}),
    frozenset({"missing"}),
    frozenset({"unattended", "count-gap", "misfire"}),
)
"""Kinds of event, the gravest first; a graver kind is asked more in the list. All others are below these."""


def tier(report_class: str) -> int:
    """How grave a kind of event is: 0 is the gravest."""
    return next((number for number, one in enumerate(_TIERS) if report_class in one), len(_TIERS))
