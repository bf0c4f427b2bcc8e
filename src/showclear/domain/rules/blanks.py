"""Rules about blanks: the zone, the load, what fires them."""

from __future__ import annotations

from showclear.domain.rules.pending import not_written
from showclear.domain.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "R-080",
        "zone-living",
        "The zone for this slate and place was set for this weapon since the last break, stop or change of slate.",
        "AEAA",
        not_written,
    ),
    Rule(
        "R-081",
        "blank-box-fits",
        "The box is on the register, holds blanks of the planned load and the calibre of the weapon, is not "
        "barred, and holds enough.",
        "GREY",
        not_written,
    ),
    Rule(
        "R-082",
        "fires-blanks",
        "The weapon is of a class that may fire blanks.",
        "ours",
        not_written,
    ),
    Rule(
        "R-083",
        "device-taken-in",
        "The feed device is on the register and nothing bars it.",
        "ours",
        not_written,
    ),
    Rule(
        "R-084",
        "device-holds-nothing",
        "The record says that the feed device holds nothing.",
        "ours",
        not_written,
    ),
    Rule(
        "R-085",
        "device-ready",
        "The feed device was filled, counted and sealed by two handlers, goes with this weapon, and nothing bars it.",
        "ours",
        not_written,
    ),
    Rule(
        "R-086",
        "zone-guns-ready",
        "Every gun named is of the unit, in today's count, fires blanks, and nothing bars it.",
        "ours",
        not_written,
    ),
    Rule(
        "R-087",
        "weapon-holds-known",
        "The record says what the weapon holds: nothing, dummies or counted blanks.",
        "ours",
        not_written,
    ),
)
"""The rules of this topic."""
