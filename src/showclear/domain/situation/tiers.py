"""How grave a kind of event is, and what it stops at once (R-REPORT-1)."""

from __future__ import annotations

_TIERS = (
    frozenset({"injury", "discharge", "live-round"}),
    frozenset({"missing"}),
    frozenset({"unattended", "count-gap", "misfire"}),
)
"""Kinds of event, the gravest first; a graver kind is asked more in the list. All others are below these."""
_HOLDS = 2
"""The tier that holds the set until it is answered; what is graver stops all gun work."""


def tier(report_class: str) -> int:
    """How grave a kind of event is: 0 is the gravest."""
    return next((number for number, one in enumerate(_TIERS) if report_class in one), len(_TIERS))


def is_grave(report_class: str) -> bool:
    """Whether all gun work stops after an event of this kind, and what it was about stays as it is."""
    return tier(report_class) < _HOLDS


def stop_of(report_class: str, *, stopped: bool, holds: bool = False) -> str:
    """What a report stops at once: `stand-down`, `hold`, or nothing (empty).

    Args:
        report_class: the kind of event.
        stopped: whether the set is held or stood down already: one more hold would be a stand-down.
        holds: whether it holds the set also where its kind alone would not.
    """
    if is_grave(report_class):
        return "stand-down"
    return "hold" if (holds or tier(report_class) == _HOLDS) and not stopped else ""
