"""Rules about units, shooting days, and what has to be done before a gun comes out."""

from __future__ import annotations

from showclear.domain.rules.pending import not_written
from showclear.domain.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "R-060",
        "unit-known",
        "The run names a unit of this production.",
        "ours",
        not_written,
    ),
    Rule(
        "R-061",
        "day-open",
        "The shooting day of the unit is open: opened by an assistant director and an armorer, not wrapped, "
        "not older than 18 hours.",
        "ours",
        not_written,
    ),
    Rule(
        "R-062",
        "counted-today",
        "Guns and ammunition of the unit were counted today, at this place.",
        "ARMY",
        not_written,
    ),
    Rule(
        "R-063",
        "swept-today",
        "Carts, bags, belts, holsters and pockets were swept for rounds today, at this place.",
        "RUST",
        not_written,
    ),
    Rule(
        "R-064",
        "weapon-in-count",
        "The weapon was counted today, at this place, and proved empty since; one counted by its seal stays barred.",
        "TOMB",
        not_written,
    ),
    Rule(
        "R-065",
        "meeting-held",
        "The safety meeting was held today, at this place.",
        "OHSB",
        not_written,
    ),
    Rule(
        "R-066",
        "blank-meeting-held",
        "The safety meeting was held today, at this place, with the dry run for blanks.",
        "OHSB",
        not_written,
    ),
    Rule(
        "R-067",
        "ready-today",
        "People, paper, permits and equipment were found ready today, at this place.",
        "ours",
        not_written,
    ),
    Rule(
        "R-068",
        "blank-ready-today",
        "Medic, shields, protection and zone material for blanks were found ready today, at this place.",
        "ours",
        not_written,
    ),
    Rule(
        "R-069",
        "armorer-on-duty",
        "Whoever performs handles guns for this unit today and has no other duty.",
        "CA-9153",
        not_written,
    ),
    Rule(
        "R-070",
        "ad-of-unit",
        "Whoever verifies is the 1st assistant director of the unit, or was named by the 1st in a signed "
        "delegation for this day.",
        "ours",
        not_written,
    ),
    Rule(
        "R-071",
        "holder-trained",
        "The holder is trained for this weapon.",
        "CA-9156",
        not_written,
    ),
    Rule(
        "R-072",
        "holder-briefed",
        "The holder heard today's safety meeting.",
        "TOMB",
        not_written,
    ),
    Rule(
        "R-073",
        "enough-handlers",
        "No more guns are out at once than people on duty can watch.",
        "CA-9153",
        not_written,
    ),
    Rule(
        "R-074",
        "weapon-of-unit",
        "The weapon belongs to the unit whose day it is.",
        "ours",
        not_written,
    ),
    Rule(
        "R-075",
        "last-day-reconciled",
        "The day before was reconciled, or its gaps are closed since.",
        "ours",
        not_written,
    ),
    Rule(
        "R-076",
        "guns-are-back",
        "Every gun of the unit is locked or in the hand of an armorer or handler.",
        "CA-9153",
        not_written,
    ),
    Rule(
        "R-077",
        "guns-hold-nothing",
        "Every gun of the unit that was used today was proved empty since.",
        "ours",
        not_written,
    ),
    Rule(
        "R-078",
        "not-briefed-yet",
        "The person is on the roster and has not heard today's meeting.",
        "ours",
        not_written,
    ),
)
"""The rules of this topic."""
